"""What can only be seen from outside: imports, pipes, terminals and their encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.paths import HOME_VARIABLE

Run = Callable[..., subprocess.CompletedProcess[bytes]]
ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("PySide6", "pandas", "sklearn", "pydantic", "onnx", "tensorflow", "keras", "typer", "rich", "pyqtgraph")


@pytest.fixture
def run(home: Path, command: Callable[..., Any], photos: Path) -> Run:
    """Runs `python -m app ...` in a process of its own, the models being ready."""
    command("classify", photos / "photo1.jpg")

    def start(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, HOME_VARIABLE: str(home), **options.pop("env", {})}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        words = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.run(words, cwd=ROOT, env=environment, check=False, timeout=60, **pipes)

    return start


def test_answering_imports_nothing_that_it_does_not_need(home: Path, run: Run, photos: Path) -> None:
    script = (
        "import json, sys\n"
        "from app.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        f"print(json.dumps([code, [name for name in {HEAVY!r} if name in sys.modules]]), file=sys.stderr)\n"
    )
    for arguments in (["classify", str(photos / "photo1.jpg")], ["classify", str(photos), "--format", "json"]):
        answer = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=ROOT,
            env={**os.environ, HOME_VARIABLE: str(home)},
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert json.loads(answer.stderr.splitlines()[-1])[1] == []


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names can be any bytes")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_terminal_is_too_poor_for_any_name(run: Run, tmp_path: Path, encoding: str, form: str) -> None:
    names = [os.fsdecode(b"\xff.jpg"), "é狗\U0001f600.jpg", "a\x1bb\nc.jpg"]
    answer = run("classify", *names, "--format", form, "--language", "fr", env={"PYTHONIOENCODING": encoding})
    assert answer.returncode == 1 and b"Traceback" not in answer.stderr
    assert answer.stderr.count(b"\n") == 1
    text = answer.stdout.decode("utf-8" if form == "csv" else encoding)
    assert text.isascii() if form == "json" or (encoding == "ascii" and form != "csv") else "\\udcff" in text
    if form == "json":
        assert [json.loads(line)["path"] for line in text.splitlines()] == names


def test_wrong_use_with_an_odd_name_is_a_sentence_in_every_encoding(run: Run) -> None:
    for encoding in ("ascii", "utf-8"):
        answer = run("classify", "a.jpg", "--model", "\udcff狗", env={"PYTHONIOENCODING": encoding})
        assert answer.returncode == 2 and answer.stdout == b"" and answer.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe that closes early")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_reader_that_leaves_is_no_error(run: Run, photos: Path, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    answer = run("classify", photos, "--format", form, stdout=writer)
    os.close(writer)
    assert answer.returncode == 0 and answer.stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_the_bar_is_on_the_terminal_and_the_answers_are_clean(run: Run, photos: Path) -> None:
    import pty
    import threading

    terminal, inside = pty.openpty()
    seen = bytearray()

    def read() -> None:
        try:
            while data := os.read(terminal, 4096):
                seen.extend(data)
        except OSError:  # the other side is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    clean = run("classify", photos, "--format", "json", stderr=inside, env={"TERM": "xterm"})
    both = run("classify", photos, stdout=inside, stderr=inside, env={"TERM": "xterm"})
    os.close(inside)
    reader.join()
    os.close(terminal)
    assert clean.returncode == both.returncode == 1
    assert len([json.loads(line) for line in clean.stdout.splitlines()]) == 13
    assert b"Photos" in seen and b"Traceback" not in seen
    assert all(f"photo{number}.jpg".encode() in seen for number in range(1, 13))


def test_help_is_for_every_command(run: Run) -> None:
    for words in (["--help"], ["classify", "-h"], ["models", "-h"], ["models", "get", "-h"], ["self-test", "-h"]):
        answer = run(*words)
        assert answer.returncode == 0 and answer.stderr == b"" and len(answer.stdout.splitlines()) > 4
    assert run("--version").stdout.startswith(b"BreedLens ")
