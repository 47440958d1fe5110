"""What `KERAS_BACKEND` may say, and the sentence where nothing of that name can train."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_trainings import draw_photos

from core.control import Control
from core.datasets.table import make_table
from core.errors import BreedLensError
from core.training import engine
from core.training.rate_sweep import sweep_rates
from core.training.recipe_files import load_recipe
from core.training.run_folder import create_run
from core.training.start import start_child


@pytest.mark.parametrize("chosen", [None, "", "tensorflow"])
def test_tensorflow_trains_unless_told_otherwise(chosen: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, chosen or "")
    if chosen is None:
        monkeypatch.delenv(engine.VARIABLE)
    engine.settle_engine()
    engine.check_engine()
    assert os.environ[engine.VARIABLE] == "tensorflow"


@pytest.mark.parametrize("name", engine.ENGINES)
def test_an_engine_that_is_not_installed_is_missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, name)
    engine.settle_engine()
    monkeypatch.setattr(engine, "find_spec", lambda asked: None if asked == name else pytest.fail(asked))
    with pytest.raises(BreedLensError, match="not installed") as refusal:
        engine.check_engine()
    assert refusal.value.code == "engine_missing" and refusal.value.parameters == {"engine": name}


@pytest.mark.parametrize("name", ["pytorch", "numpy", "openvino", "os"])
def test_a_training_says_that_it_knows_no_such_engine(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engine.VARIABLE, name)
    table = make_table(draw_photos(tmp_path / "photos", count=2))
    run = create_run(load_recipe("quick"), table, source="photos", folder=tmp_path / "run")
    child = start_child(run, tied=True)
    child.process.wait(60)
    child.let_go()
    assert run.info().state == "failed" and run.info().code == "engine_unknown"
    assert f'"{name}"' in run.info().message
    if name == "pytorch":
        with pytest.raises(BreedLensError, match=name):
            sweep_rates(load_recipe("quick"), table, tmp_path / "sweep", Control(), lambda _: None)
