"""Recipes of every kind on JAX and PyTorch, where they are installed: to the model, through a kill, without memory.

To import and to compile is most of what it takes, so one process makes all checks of a backend, and another one
trains as the program does.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from backend_checks import CHECKED_RECIPES, QUICK, answers_as_trained
from small_trainings import draw_photos, recipe_with

from core.child_process import child_environment, module_command
from core.datasets.table import make_table
from core.training.run_folder import create_run

HERE = Path(__file__).parent
CHECKS = (
    "backend_checks.py::test_a_processor_counts_in_32_bits_whatever_the_recipe_wants",
    "backend_checks.py::test_memory_that_runs_out_within_a_step_costs_that_epoch_alone",
    *(
        f"backend_checks.py::test_a_recipe_becomes_a_model_that_answers_as_the_trained_network_did[{name}]"
        for name in CHECKED_RECIPES
    ),
    "test_trainer_resume.py::test_killed_anywhere_it_goes_on_as_if_nothing_had_been[head on features]",
    "test_trainer_resume.py::test_killed_anywhere_it_goes_on_as_if_nothing_had_been[whole network]",
)


@dataclass(frozen=True)
class Outcomes:
    """What became of the checks."""

    passed: frozenset[str]
    output: str


@pytest.fixture(scope="module", params=["jax", "torch"])
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="module")
def environment(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Mapping[str, str]]:
    """Of a child process with this backend on the processor."""
    compiled = tmp_path_factory.mktemp("compiled")

    def make() -> Mapping[str, str]:
        return child_environment(
            KERAS_BACKEND=backend,
            CUDA_VISIBLE_DEVICES="-1",
            JAX_PLATFORMS="cpu",
            XLA_FLAGS="--xla_backend_optimization_level=0",  # compiling is most of what JAX does here
            JAX_COMPILATION_CACHE_DIR=str(compiled),
            JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS="0.1",
        )

    return make


@pytest.fixture(scope="module")
def outcomes(environment: Callable[..., Mapping[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    options = ("-v", "-p", "no:cacheprovider", "--basetemp", str(tmp_path_factory.mktemp("checks") / "inner"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(str(HERE / check) for check in CHECKS)],
        env=environment(),
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    passed = re.findall(r"(\w+\.py::.+?) PASSED", done.stdout)
    return Outcomes(frozenset(passed), done.stdout + done.stderr)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.partition("test_")[2])
def test_it_holds_with_this_backend_too(check: str, outcomes: Outcomes) -> None:
    assert check in outcomes.passed, outcomes.output


def test_the_process_that_trains_makes_a_model_that_answers_as_the_trained_network_did(
    backend: str, environment: Callable[..., Mapping[str, str]], tmp_path: Path
) -> None:
    rows = draw_photos(tmp_path / "photos", count=8)
    recipe = recipe_with(QUICK, {"training.epochs": 5})
    run = create_run(recipe, make_table(rows), source="photos", folder=tmp_path / "run")
    command = module_command("core.training.child", str(run.path))
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers_as_trained(run, rows, backend)
