"""What a programmer needs to know of an installation, without anything that belongs to the person."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.build_stamp import build_stamp
from app.error_handler import LOG_FILE
from app.options import ALL_OPTIONS, Choice
from app.services import Services
from app.translation import printable

LOG_LINES = 60


def program_version() -> str:
    """Version of BreedLens as installed; empty when it is run from its source."""
    return _version_of("breedlens") or build_stamp().version


def component_versions() -> list[tuple[str, str]]:
    """(name, version) of what the window is made of; asks the packages' records, imports none of them."""
    packages = (
        ("ONNX Runtime", ("onnxruntime", "onnxruntime-gpu")),
        ("OpenCV", ("opencv-python-headless", "opencv-python")),
        ("NumPy", ("numpy",)),
        ("Pillow", ("pillow",)),
        ("TensorFlow", ("tensorflow", "tensorflow-cpu")),
    )
    versions = [
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("PySide", _version_of("PySide6-Essentials")),
    ]
    versions += [(name, next(filter(None, map(_version_of, names)), "")) for name, names in packages]
    return [(name, version or "-") for name, version in versions]


def diagnostics(services: Services, models: Sequence[Choice]) -> str:
    """Versions, platform, screens, settings and the last lines of the log, as text to paste into a report."""
    stamp = build_stamp()
    parts = [
        f"BreedLens {program_version() or '(run from its source)'} {stamp.commit} {stamp.day}".rstrip(),
        *(f"{name} {version}" for name, version in component_versions()),
        f"System: {platform.platform()}, {os.cpu_count()} processors, frozen: {getattr(sys, 'frozen', False)}",
        f"Window system: {QGuiApplication.platformName()}",
        *(_screen_line(i) for i in range(len(QGuiApplication.screens()))),
        f"Models: {', '.join(choice.value for choice in models)}",
        "",
        "Settings:",
        # What has a title is a choice of the dialog; the rest (folders, window places) is the person's own.
        *(f"  {option.key} = {services.settings.get(option)!r}" for option in ALL_OPTIONS if option.title),
        "",
        f"Last lines of {LOG_FILE}:",
        *last_log_lines(services.folders.logs),
    ]
    return without_private_paths(printable("\n".join(parts)))


def last_log_lines(folder: Path, count: int = LOG_LINES) -> list[str]:
    """The end of the log; empty where there is none."""
    try:
        with (folder / LOG_FILE).open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 64_000))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-count:]


def without_private_paths(text: str) -> str:
    """Text without the names of the person's folders and files.

    Quoted paths keep the name of a program file, so that a traceback stays readable. Where an unquoted path ends
    cannot be told, because names hold spaces: the rest of its line goes.
    """
    return _BARE_PATH.sub("…", _QUOTED_PATH.sub(_without_folders, text))


_START_OF_PATH = r"(?:file:/*|~|[A-Za-z]:|\\\\)?[\\/]"
_QUOTED_PATH = re.compile(rf"""(["'“])(?:{_START_OF_PATH}|~)[^"'”\n]*?([^"'”\n/\\]*)(["'”])""")
_BARE_PATH = re.compile(rf"(?<![\w.:/…]){_START_OF_PATH}(?=[^\s/\\]).*", re.MULTILINE)
_PROGRAM_FILES = (".py", ".pyd", ".dll", ".so", ".dylib")


def _without_folders(match: re.Match[str]) -> str:
    return f"{match[1]}…/{match[2] if match[2].endswith(_PROGRAM_FILES) else ''}{match[3]}"


def _screen_line(index: int) -> str:
    screen = QGuiApplication.screens()[index]
    size = screen.size()
    return f"Screen {index + 1}: {size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}"


def _version_of(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
