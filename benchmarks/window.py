"""How soon the window is there, how it takes 100,000 files, and how it feels while a folder is classified.

    python -m benchmarks.window [--count N] [--photos FOLDER] [--rounds N]

Needs a display, or QT_QPA_PLATFORM=offscreen. The first painting is compared with that of an empty PySide6 window.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.folder import make_photos
from benchmarks.measuring import BASELINES, in_turn, machine, median_ratio
from benchmarks.photo_sets import default_root
from core.inference.classifier import Classifier
from core.paths import HOME_VARIABLE, user_folders

_LIST_QT_NAMES = """
import ast, sys, pathlib
import app.application, app.pages.identify.page
names = set()
for name, module in list(sys.modules.items()):
    if name.partition(".")[0] == "app" and getattr(module, "__file__", None):
        for node in ast.parse(pathlib.Path(module.__file__).read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
print(",".join(sorted(names)))
"""


def qt_names(home: Path) -> str:
    """What the modules loaded before the first painting import from Qt at their head, `module.name,module.name,...`."""
    return _run([sys.executable, "-c", _LIST_QT_NAMES], home).stdout.strip()


def probe(home: Path, *arguments: str) -> dict[str, Any]:
    """One line of figures from a window in a process of its own, with its own user folders."""
    command = [sys.executable, "-m", "benchmarks.window_probe", *arguments]
    return json.loads(_run(command, home).stdout)


def empty_window(home: Path, names: str) -> float:
    """Seconds to the first painting of an empty window that imports the same names from Qt."""
    return float(_run([sys.executable, str(BASELINES / "empty_window.py")], home, QT_NAMES=names).stdout)


def _run(command: list[str], home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, HOME_VARIABLE: str(home), **variables}
    # the modules' bytecode is kept, as it is for every installed program
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["STARTED"] = repr(time.time())
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment, cwd=Path(__file__).parents[1]
    )


def many_files(folder: Path, count: int) -> None:
    """`count` small pictures under as many names; links where the file system has them."""
    _, encoded = cv2.imencode(".jpg", np.full((96, 128, 3), 120, np.uint8))
    first = folder / "photo0.jpg"
    first.write_bytes(encoded.tobytes())
    for number in range(1, count):
        path = folder / f"photo{number}.jpg"
        try:
            path.hardlink_to(first)
        except OSError:  # a file system without links, or the limit of links to one file is reached
            first = path
            path.write_bytes(encoded.tobytes())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    Classifier.load()  # the bundle is built before anything is timed
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home")
        models = home / "data" / "models"
        models.parent.mkdir(parents=True)
        models.symlink_to(user_folders().models.absolute(), target_is_directory=True)
        names = qt_names(home)
        times = in_turn(
            {"breedlens": lambda: probe(home, "first-paint")["seconds"], "empty": lambda: empty_window(home, names)},
            arguments.rounds,
        )
        print(machine())
        for name, values in times.items():
            print(f"first painting, {name:10} median {statistics.median(values):.3f} s")
        print(f"times as long as an empty window: {median_ratio(times['breedlens'], times['empty']):.2f}")

        crowd = Path(scratch, "many")
        crowd.mkdir()
        many_files(crowd, arguments.count)
        many = probe(home, "many", str(crowd), str(arguments.count))
        print(f"{arguments.count} files: first screen {many['first']:.2f} s, all rows {many['all']:.2f} s,"
              f" {many['bytes'] / 1e6:.0f} MB, longest delay {many['lag']:.0f} ms")  # fmt: skip

        photos = Path(scratch, "photos")
        photos.mkdir()
        make_photos(arguments.photos, photos, 600)
        lag = probe(home, "lag", str(photos))
        print(f"event loop while 600 photos are classified ({lag['seconds']:.1f} s): median {lag['median']:.1f} ms,"
              f" p99 {lag['p99']:.1f} ms, longest {lag['max']:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
