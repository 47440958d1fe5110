"""How soon the frozen program's window is painted, compared with the same program run by Python.

    python -m benchmarks.frozen_window [PROGRAM] [--rounds N]

Both take the way of `app.window_check`, shown to nobody (QT_QPA_PLATFORM=offscreen).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from app.command_line.self_test_window import MODULE, PAINTED
from benchmarks.measuring import in_turn, machine, median_ratio
from core.child_process import CHILD_OPTION

ROOT = Path(__file__).parents[1]


def first_paint(command: Sequence[str]) -> float:
    """Seconds from the start of a process until it says that its window is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # the modules' bytecode is kept, as it is for every installed program
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == PAINTED:
                seconds = time.perf_counter() - start
                process.stdout.read()
                return seconds
    raise SystemExit(f"{command[0]} painted no window")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=str(ROOT / "build" / "frozen" / "breedlens" / "breedlens"))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    frozen, plain = (arguments.program, CHILD_OPTION, MODULE), (sys.executable, "-m", MODULE)
    times = in_turn({"frozen": lambda: first_paint(frozen), "plain": lambda: first_paint(plain)}, arguments.rounds)
    print(machine())
    for name, values in times.items():
        print(f"first painting, {name:8} median {statistics.median(values):.3f} s")
    print(f"times as long when frozen: {median_ratio(times['frozen'], times['plain']):.2f}")


if __name__ == "__main__":
    main()
