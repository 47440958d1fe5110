"""What is said of a model once it is trained, good or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from stand_in import execute_here, make_run

from app.pages.train.progress import RunProgress
from app.pages.train.results import Measured, read_result
from app.pages.train.sentences import RunSentences
from core.evaluation.metrics import Proportion


def outcome(right: int, photos: int, *, guessing: float = 1 / 3, reference: float | None = None) -> tuple[str, str]:
    progress = RunProgress()
    progress.take({"event": "finished", "status": "finished", "test_accuracy": right / photos})
    share = Proportion.of(right, photos)
    measured = Measured(share.value, share.low, share.high, photos, guessing, reference)
    return RunSentences().outcome(progress, measured)


def test_a_good_model_is_ready(qapp: QApplication) -> None:
    title, text = outcome(55, 60, reference=0.95)
    assert title == "Your model is ready" and "92% correctly" in text and "help" not in text
    assert outcome(3, 3)[0] == "Your model is ready"


@pytest.mark.parametrize(
    ("right", "photos", "reference", "title", "words"),
    [
        (20, 60, None, "has not learned to tell the breeds apart", "gets 33% right"),
        (11, 60, 0.9, "has not learned to tell the breeds apart", "Guessing is as good"),
        (4, 6, None, "may not be better than guessing", "so few photos"),
        (40, 60, 0.9, "less good than the one you had", "names 90% of the same photos"),
    ],
)
def test_of_a_poor_model_it_says_so_and_what_helps(
    right: int, photos: int, reference: float | None, title: str, words: str, qapp: QApplication
) -> None:
    said, text = outcome(right, photos, reference=reference)
    assert title in said and "ready" not in said
    assert f"Of {photos} photo" in text and words in text
    assert "more photos of each breed" in text and "labels that are right" in text


def test_what_is_looked_at_several_times_is_not_called_so_many_photos(qapp: QApplication) -> None:
    progress = RunProgress()
    progress.take({"event": "started", "photos": {"train": 204, "validation": 42, "test": 42}})
    for event in ("features", "evaluating"):
        progress.take({"event": event, "done": 100, "total": 288})
        assert RunSentences().progress(progress).startswith("100 of 288 photos")
        progress.take({"event": event, "done": 512, "total": 837})
        assert RunSentences().progress(progress).startswith("512 of 837 views of the photos")


def test_the_figures_are_those_of_the_run(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    measured = read_result(str(run.path), is_new=True).measured
    assert measured is not None and (measured.share, measured.photos) == (1.0, 3)
    assert measured.guessing == pytest.approx(1 / 3) and measured.reference is None
    figures = json.loads(run.figures_path.read_text())
    run.figures_path.write_text(json.dumps({**figures, "reference": {"accuracy": 0.5}}))
    measured = read_result(str(run.path), is_new=True).measured
    assert measured is not None and measured.reference == 0.5
    del figures["guessing"], figures["reference"]  # of an earlier version
    run.figures_path.write_text(json.dumps(figures))
    measured = read_result(str(run.path), is_new=True).measured
    assert measured is not None and measured.guessing == 0.0
    run.figures_path.write_text("[]")
    assert read_result(str(run.path), is_new=True).measured is None
