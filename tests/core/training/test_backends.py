"""Recipes of every kind on JAX and PyTorch, where they are installed: to the model, through a kill, without memory."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import draw_photos, recipe_with

from core.child_process import child_environment, module_command
from core.datasets.table import make_table
from core.inference.classifier import Classifier
from core.photos.loader import load_photo
from core.training.run_folder import create_run

HERE = Path(__file__).parent
RECIPES: Mapping[str, Mapping[str, Any]] = {
    "quick": {"training.epochs": 5},
    "roussel-small-elu-64-corrected": {"architecture.input_size": 32, "training.epochs": 2},
    "transfer-efficientnet-lite0-tuned": {
        "architecture.input_size": 32,
        "training.epochs": 1,
        "training.fine_tune": {"top_blocks": 1, "epochs": 1, "learning_rate": 1e-5},
    },
}
CHECKS = (
    "backend_checks.py::test_a_processor_counts_in_32_bits_whatever_the_recipe_wants",
    "backend_checks.py::test_memory_that_runs_out_within_a_step_costs_that_epoch_alone",
    "test_trainer_resume.py::test_killed_anywhere_it_goes_on_as_if_nothing_had_been[head on features]",
)


@pytest.fixture(params=["jax", "torch"])
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What JAX has compiled, for the next process."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def environment(backend: str, compiled: Path, own_home: Path) -> Mapping[str, str]:
    """Of a child process with this backend on the processor."""
    return child_environment(
        KERAS_BACKEND=backend,
        CUDA_VISIBLE_DEVICES="-1",
        JAX_PLATFORMS="cpu",
        XLA_FLAGS="--xla_backend_optimization_level=0",  # compiling is most of what JAX does here
        JAX_COMPILATION_CACHE_DIR=str(compiled),
        JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS="0.1",
    )


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_becomes_a_model_that_answers_as_the_trained_network_did(
    name: str, backend: str, environment: Mapping[str, str], tmp_path: Path
) -> None:
    rows = draw_photos(tmp_path / "photos", count=8)
    run = create_run(recipe_with(name, RECIPES[name]), make_table(rows), source="photos", folder=tmp_path / "run")
    done = subprocess.run(
        module_command("core.training.child", str(run.path)),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    bundle, info = run.bundle(), run.info()
    assert done.returncode == 0 and bundle is not None, done.stderr
    classifier = Classifier.load(str(bundle))
    assert classifier.card.backend == backend and info.device == "CPU"
    are_right = []
    for row in rows:
        if row.split == "validation":
            photo = load_photo(row.path, shorter_side=classifier.decode_side)
            assert isinstance(photo, np.ndarray)
            answer = classifier.classify(photo)
            assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5)
            are_right.append(answer.class_names[answer.probabilities.argmax()] == row.breed)
    assert np.mean(are_right) == pytest.approx(info.val_accuracy, abs=1e-6)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.partition("test_")[2])
def test_it_holds_with_this_backend_too(check: str, environment: Mapping[str, str], tmp_path: Path) -> None:
    options = ("-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "inner"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(HERE / check)],
        env=environment,
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout + done.stderr
