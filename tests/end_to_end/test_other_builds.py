"""What an older and a newer build make of the same person's folders, one after the other and side by side.

The newer build is this one with a form of the label library that this one does not know.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pictures import draw, encode

from core.library.library import default_library
from core.paths import user_folders

ROOT = Path(__file__).resolve().parents[2]
WINDOW = Path(__file__).with_name("window_of_a_build.py")
NEWER = "99.0.0"
SCHEMA = "SCHEMA_VERSION = 1\n"
STEPS = "_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}\n"
NEWER_STEPS = "_STEPS = {1: lambda connection: connection.execute('ALTER TABLE labels ADD COLUMN note TEXT')}\n"
NEWER_TABLES = "    migrate(connection, 1)\n"
SETS_VERSION = '    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")\n'


@dataclass(frozen=True)
class Build:
    """A program in a folder of its own."""

    folder: Path

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """A command, as a person types it."""
        return self._python("-m", "app", *words)

    def window(self, *words: str | Path) -> dict[str, Any]:
        """What the window shows once it has opened the labels."""
        done = self._python(WINDOW, *words)
        assert done.returncode == 0, done.stderr
        shown: dict[str, Any] = json.loads(done.stdout)
        return shown

    def labels(self) -> dict[str, str | None]:
        """File name and breed of everything that was said."""
        done = self.run("label", "list", "--format", "json")
        assert done.returncode == 0, done.stderr
        lines = map(json.loads, done.stdout.splitlines())
        return {Path(line["path"]).name: line["breed"] for line in lines}

    def _python(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("newer")
    for name in ("app", "core", "resources", "models"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    record = folder / f"breedlens-{NEWER}.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: breedlens\nVersion: {NEWER}\n", "utf-8")
    schema = folder / "core" / "library" / "schema.py"
    text = schema.read_text("utf-8")
    made, migrated = text.index(SETS_VERSION), text.rindex(SETS_VERSION)
    assert text.count(SCHEMA) == text.count(STEPS) == 1 and made < migrated
    text = text[:made] + NEWER_TABLES + text[made + len(SETS_VERSION) :]
    text = text.replace(SCHEMA, "SCHEMA_VERSION = 2\n").replace(STEPS, NEWER_STEPS)
    schema.write_text(text, "utf-8")
    return Build(folder)


@pytest.fixture
def this() -> Build:
    return Build(ROOT)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(("one.jpg", "two.jpg")):
        (folder / name).write_bytes(encode(draw(64, 48, seed=number)))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Content of all files below a folder, but for locks, which are empty."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_an_upgrade_keeps_labels_and_settings(this: Build, newer: Build, photos: Path) -> None:
    assert NEWER in newer.run("--version").stdout and NEWER not in this.run("--version").stdout
    assert this.run("label", "set", photos / "one.jpg", "--breed", "pug").returncode == 0
    assert this.window(photos, "dark") == {"note": "", "theme": "dark", "is_writable": True}
    assert newer.window(photos) == {"note": "", "theme": "dark", "is_writable": True}
    assert newer.run("label", "set", photos / "two.jpg", "--breed", "beagle").returncode == 0
    assert newer.labels() == {"one.jpg": "pug", "two.jpg": "beagle"}
    assert newer.run("label", "undo").returncode == newer.run("label", "undo").returncode == 0
    assert newer.labels() == {}, "a step of the older build can be taken back"


def test_an_older_build_over_a_newer_library_is_told_so(this: Build, newer: Build, photos: Path) -> None:
    assert newer.run("label", "set", photos / "one.jpg", "--breed", "pug").returncode == 0
    assert newer.window(photos, "dark")["is_writable"]
    before = everything(user_folders().data)
    assert str(default_library().relative_to(user_folders().data)) in before
    shown = this.window(photos)
    assert "newer version of BreedLens" in shown["note"] and not shown["is_writable"] and shown["theme"] == "dark"
    for words in (["set", str(photos / "two.jpg"), "--breed", "beagle"], ["list"], ["undo"]):
        done = this.run("label", *words)
        assert done.returncode == 2 and "newer version of BreedLens" in done.stderr and not done.stdout
    assert everything(user_folders().data) == before
    assert newer.labels() == {"one.jpg": "pug"}, "the newer one again"


def test_a_backup_of_before_the_upgrade_is_there_for_the_way_back(this: Build, newer: Build, photos: Path) -> None:
    assert this.run("label", "set", photos / "one.jpg", "--breed", "pug").returncode == 0
    assert newer.run("label", "set", photos / "two.jpg", "--breed", "beagle").returncode == 0
    done = this.run("library", "restore")
    assert done.returncode == 0, done.stderr
    assert this.labels() == {"one.jpg": "pug"}
