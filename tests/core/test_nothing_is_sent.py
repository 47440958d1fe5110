"""No library that answers photos keeps records for its makers, or could send them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANSWERED = """
from core.inference.classifier import Classifier
from core.self_test import drawn_picture
Classifier.load("efficientnet-lite0").classify(drawn_picture())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="homes are found by other variables there")
def test_an_answer_leaves_nothing_in_the_persons_home(tmp_path: Path, own_home: Path) -> None:
    """ONNX Runtime makes ~/.cache/Microsoft/DeveloperTools/.onnxruntime, with events to send, where it may."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    environment |= {"HOME": str(home)}
    subprocess.run([sys.executable, "-c", ANSWERED], cwd=ROOT, env=environment, check=True, timeout=120)
    assert list(home.rglob("*")) == []
    assert own_home.is_dir()
