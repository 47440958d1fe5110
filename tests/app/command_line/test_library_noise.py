"""What C libraries write on the standard error goes to the log; what the program says stays visible."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import os, sys
from app.command_line.library_noise import library_noise_in
with library_noise_in(sys.argv[1]):
    os.write(2, b"noise\\n")
    print("sentence", file=sys.stderr)
os.write(2, b"afterwards\\n")
print("the end", file=sys.stderr)
"""


def started(log: str) -> str:
    command = [sys.executable, "-c", SCRIPT, log]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stderr


def test_noise_goes_to_the_file_and_sentences_stay(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert started(str(log)).split("\n") == ["sentence", "afterwards", "the end", ""]
    assert log.read_text("ascii") == "noise\n"


def test_a_log_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    assert "sentence" in started(str(tmp_path / "no folder" / "log"))
