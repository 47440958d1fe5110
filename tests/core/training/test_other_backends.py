"""The same code trains on JAX and PyTorch, where they are installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.child_process import child_environment


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_it_trains_resumes_and_identifies(backend: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    program = Path(__file__).with_name("other_backend.py")
    environment = child_environment(KERAS_BACKEND=backend, CUDA_VISIBLE_DEVICES="-1")
    paths = (str(program.parents[2]), environment["PYTHONPATH"])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(program), str(tmp_path)],
        env={**environment, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"trained with {backend}" in done.stdout
