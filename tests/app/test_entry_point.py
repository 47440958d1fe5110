"""The entry point decides between window and command line, quickly, and says what is missing."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

import app.__main__ as entry
from app import display_check
from app.command_line import SUBCOMMANDS, self_test_window
from app.error_handler import LOG_FILE
from core.child_process import CHILD_OPTION, module_command
from core.paths import UserFolders

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("tensorflow", "keras", "tf2onnx", "torch", "jax", "mlflow")
LATE = ("numpy", "cv2", "onnxruntime", "pandas", "PIL", "pydantic", "onnx", "typer", "pyqtgraph")


class Calls:
    """Stands for the window and the command line."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window: list[list[str]] = []
        self.command: list[list[str]] = []
        monkeypatch.setattr(entry, "open_window", lambda paths: self.window.append(list(paths)) or 0)

        class CommandLine:
            run = staticmethod(lambda argv: self.command.append(list(argv)) or 0)

        monkeypatch.setitem(sys.modules, "app.command_line.main", CommandLine)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


@pytest.mark.parametrize("first", [*SUBCOMMANDS, "--help", "-h", "--version"])
def test_a_command_runs_on_the_command_line(calls: Calls, first: str) -> None:
    assert entry.main([first, "a.jpg"]) == 0
    assert calls.command == [[first, "a.jpg"]]
    assert calls.window == []


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        ([], []),
        (["a.jpg", "b"], ["a.jpg", "b"]),
        (["./classify"], ["classify"]),
        (["--", "classify"], ["classify"]),
        (["--", "--help"], ["--help"]),
        (["--"], []),
        (["photo\udcff.jpg"], ["photo\udcff.jpg"]),
    ],
)
def test_everything_else_opens_the_window(calls: Calls, arguments: list[str], paths: list[str]) -> None:
    assert entry.main(arguments) == 0
    assert calls.command == []
    assert calls.window == [[os.path.abspath(path) for path in paths]]


def test_an_unknown_option_is_wrong_use(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--colour"]) == 2
    assert "--colour" in capsys.readouterr().err
    assert calls.window == calls.command == []


@pytest.mark.parametrize(("word", "meant"), [("clasify", "classify"), ("selftest", "self-test"), ("Labels", "label")])
def test_a_mistyped_command_opens_no_window(
    calls: Calls,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    word: str,
    meant: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert entry.main([word, "a.jpg"]) == 2
    assert f"did you mean breedlens {meant}?" in capsys.readouterr().err
    assert calls.window == calls.command == []
    (tmp_path / word).mkdir()
    assert entry.main([word]) == entry.main(["--", word]) == entry.main(["holidays"]) == 0
    assert len(calls.window) == 3


def run(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own; None takes a variable away."""
    variables = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a desktop")
def test_without_a_desktop_one_sentence_says_so() -> None:
    result = run("-m", "app", DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.strip() == display_check.NO_DISPLAY


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is asked on Linux only")
def test_a_desktop_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DISPLAY": ":9876", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(display_check, "why_no_libraries", lambda: None)
    assert "':9876'" in (display_check.why_no_window() or "")


def test_a_missing_system_library_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    class Missing:
        def __getattr__(self, name: str) -> object:
            raise error

    monkeypatch.setitem(sys.modules, "app.application", Missing())
    try:
        assert entry.open_window([]) == 2
    finally:
        gc.enable()
    message = capsys.readouterr().err
    assert "libEGL.so.1" in message
    assert "apt install libegl1" in message


FAILING = """
import sys
import app.pages.identify.page
from app.__main__ import main

class Page:
    def __init__(self, services):
        raise ValueError("no page today \\udcff")

app.pages.identify.page.IdentifyPage = Page
sys.exit(main([]))
"""


def test_a_window_that_cannot_be_made_is_said_and_logged(folders: UserFolders) -> None:
    result = run("-c", FAILING)
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert "no page today" in result.stderr
    assert LOG_FILE in result.stderr
    log = (folders.logs / LOG_FILE).read_text("utf-8")
    assert log.count("CRITICAL") == 1
    assert "Traceback" in log


OPENED = """
import json, sys
from PySide6.QtWidgets import QApplication
from app.application import Program
from app.pages.identify.page import IdentifyPage
from app.pages.runs.page import RunsPage
from app.pages.train.page import TrainPage
from core.paths import user_folders

application = QApplication([])
program = Program(application, user_folders(), [IdentifyPage, TrainPage, RunsPage])
seen = {}

def painted():
    seen["painted"] = sorted(sys.modules)
    program.window.close()

program.window.first_painted.connect(painted)
program.window.show()
application.exec()
assert program.close()
print(json.dumps([name for name in seen["painted"] if name in %r]))
"""


def test_the_window_is_painted_without_anything_heavy(folders: UserFolders) -> None:
    result = run("-W", "error", "-c", OPENED % ((*HEAVY, *LATE),))
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_deciding_imports_no_qt() -> None:
    code = "import sys, app.__main__; print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'numpy')])"
    assert run("-c", code).stdout.strip() == "[]"


FROZEN = "import sys; sys.frozen = True; from app.__main__ import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("module", ["os", "app.main_window", "corex", ""])
def test_a_frozen_program_is_no_way_to_run_other_modules(module: str) -> None:
    result = run("-c", FROZEN, CHILD_OPTION, module)
    assert result.returncode == 2 and result.stdout == ""


def test_a_frozen_program_restarts_itself_as_its_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, *arguments = module_command(self_test_window.MODULE)
    assert program == sys.executable
    result = run("-c", FROZEN, *arguments, QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 0, result.stderr
    assert self_test_window.PAINTED in result.stdout.splitlines()


def test_both_sides_mean_the_same_check_of_the_window() -> None:
    assert entry.WINDOW_CHECK == self_test_window.MODULE
