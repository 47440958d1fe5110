"""A model measured on labelled photos: what belongs to it, and what is left of it when it is stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from colours import COLOURS, ColourModel, write_photo

from core.control import Command, Control, OnProgress, Progress
from core.datasets.open_dataset import open_dataset, open_labelled
from core.datasets.table import make_table, save_table
from core.evaluation.evaluate import evaluate
from core.evaluation.measurement import Measurement, Stage, measure_model
from core.evaluation.record import as_record
from core.evaluation.report_files import FIGURES

MODEL: Any = ColourModel()
PHOTOS = 40


class Told:
    """Whoever is told of the stages; stops the work after so many photos of one of them."""

    def __init__(self, control: Control | None = None, stop_in: Stage = "photos", after: int = 10**9) -> None:
        self.stages: list[Stage] = []
        self._control, self._stop_in, self._after = control or Control(), stop_in, after

    @contextmanager
    def __call__(self, stage: Stage) -> Iterator[OnProgress]:
        self.stages.append(stage)

        def tell(progress: Progress) -> None:
            if stage == self._stop_in and progress.done >= self._after:
                self._control.set(Command.STOP_KEEP)

        yield tell


@pytest.fixture
def table(tmp_path: Path) -> pd.DataFrame:
    """Ten photos of each colour, one after the other, the last of each for the test; one file that is no photo."""
    rows = []
    for colour in COLOURS:
        for number in range(PHOTOS // len(COLOURS)):
            path = write_photo(tmp_path / colour / f"{number}.jpg", colour, number)
            rows.append({"path": path, "breed": colour, "split": "test" if number == 9 else "train"})
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff")
    return make_table([*rows, {"path": str(broken), "breed": "pug", "split": "train"}])


def measured(table: pd.DataFrame, told: Told, control: Control | None = None, **options: Any) -> Measurement:
    return measure_model(MODEL, table, table, "all", control=control, on_stage=told, threads=1, **options)


def test_it_is_the_evaluation_and_what_was_asked_beside_it(table: pd.DataFrame, tmp_path: Path) -> None:
    told = Told()
    found = measured(table, told, every_split=True, robustness=True)
    plain = evaluate(MODEL, table)
    assert told.stages == ["photos", "splits", "robustness"] and found.unanswered == 0
    assert found.evaluation.paths == plain.paths, "in the order of the table, in whichever they were answered"
    assert (found.evaluation.probabilities == plain.probabilities).all()
    assert list(found.splits) == ["train", "test"] and found.splits["test"].photos == len(COLOURS)
    assert found.robustness[0].accuracy.value == 1.0
    assert found.record() == as_record(plain, splits=found.splits, robustness=found.robustness)
    page = found.write(tmp_path / "report")
    assert page.is_file() and json.loads((tmp_path / "report" / FIGURES).read_text()) == json.loads(
        json.dumps(found.record())
    )


def test_what_was_answered_before_a_stop_is_drawn_from_all_breeds(table: pd.DataFrame, tmp_path: Path) -> None:
    control = Control()
    found = measured(table, told := Told(control, after=16), control, every_split=True, robustness=True)
    evaluation = found.evaluation
    seen = evaluation.photos + len(evaluation.bad_photos)
    assert 16 <= seen <= 20 and found.unanswered == PHOTOS + 1 - seen
    assert {Path(path).parent.name for path in evaluation.paths} == set(COLOURS), "ten at a time lie together"
    assert told.stages == ["photos"] and not found.splits and not found.robustness
    page = found.write(tmp_path / "report").read_text("utf-8")
    assert f"Stopped: these are figures of {seen} photos, drawn at random from {PHOTOS + 1}." in page


@pytest.mark.parametrize("stage", ["splits", "robustness"])
def test_a_further_stage_that_was_stopped_is_left_out(table: pd.DataFrame, stage: Stage) -> None:
    control = Control()
    found = measured(table, Told(control, stage, after=1), control, every_split=True, robustness=True)
    assert found.evaluation.photos == PHOTOS and found.unanswered == 0
    assert bool(found.splits) == (stage == "robustness") and not found.robustness


def test_the_folder_of_a_run_means_its_photos_as_it_divided_them(table: pd.DataFrame, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    save_table(str(run / "split.csv"), table)
    (run / "run.json").write_text("{}")
    assert open_labelled(str(run))["split"].tolist() == table["split"].tolist()
    assert open_labelled(str(tmp_path))["path"].tolist() == open_dataset(str(tmp_path))["path"].tolist()
