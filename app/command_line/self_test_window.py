"""The part of the self-test that opens the window, in a process of its own, because commands work without Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.self_test import Check

MODULE = "app.window_check"
PAINTED = "first window painted"
"""a line that the process prints"""
_LONGEST_S = 300.0
_LAST_OUTPUT = 600
"""characters of what the process said that go into the report"""


def window_check() -> Check:
    """Whether the window comes as far as its first painting, without TensorFlow; nothing is seen of it."""
    from core.self_test import run_check

    return run_check("window", _window)


def _window() -> str:
    from core.child_process import child_environment, module_command

    done = subprocess.run(
        module_command(MODULE),
        env=child_environment(QT_QPA_PLATFORM="offscreen"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_LONGEST_S,
        check=False,
        creationflags=_no_terminal(),
    )
    said = done.stdout.decode("utf-8", "replace").replace(os.linesep, "\n").strip()
    if done.returncode or PAINTED not in said.split("\n"):
        raise RuntimeError(f"exit code {done.returncode}: {said[-_LAST_OUTPUT:]}")
    return f"{PAINTED}, without TensorFlow"


def _no_terminal() -> int:
    """Windows opens one for every process that is started without this."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
