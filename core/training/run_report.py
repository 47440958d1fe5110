"""The evaluation that follows a training: the report in the run's folder, and the figures for the model's card."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.control import Cancelled, Control, Progress, Steady
from core.datasets.splits import published_order
from core.datasets.table import TEST, TRAIN, VALIDATION
from core.evaluation.comparison import Reference, comparable_model, reference
from core.evaluation.evaluate import ALL, Evaluation, evaluate
from core.evaluation.history import history_of
from core.evaluation.metrics import log_loss
from core.evaluation.pretraining import imagenet_note
from core.evaluation.report import write_report
from core.evaluation.robustness import measure_robustness
from core.evaluation.splits import SplitFigures, select_split
from core.inference.classifier import Classifier
from core.training.history import Row, load_history
from core.training.run_folder import RunFolder

if TYPE_CHECKING:
    from core.training.recipe import Recipe
    from core.training.recorder import Recorder

_log = logging.getLogger(__name__)
_AFFORDABLE = 2000
"""photos of another split that are answered too; of more, the figures of the kept epoch are shown, which are those of
changed photos and of a network at work for training"""
_SPOILED = 100
"""photos that are also answered blurred, noisy and so on: a dozen and a half times each"""
_BY_HEART = (
    "There were no photos for validation or test: these figures are of the very photos that the model learned from, "
    "and say nothing of others."
)
WHOLE_BATCHES = "test (whole batches, as published)"
_EVENT_S = 0.1
"""least time between two events"""


def measure(run: RunFolder, bundle: Path, control: Control, recorder: Recorder) -> dict[str, Any] | None:
    """Answer the run's test photos (or else those of validation, or of training) with its model, and write the report.

    A measurement that fails is a warning: the model is there.

    Args:
        run: with its split and history.
        bundle: the model's folder.
        control: pauses and cancels; it is too late to stop.
        recorder: gets the events.

    Returns:
        The figures as a card has them, with the name of their split; None where there are none.

    Raises:
        Cancelled: by `control`.
    """
    try:
        table = run.table()
        photos, split = select_split(table, None)
        if split == ALL and (table["split"] == TRAIN).any():
            photos, split = select_split(table, TRAIN)
        others = {
            name: rows
            for name in (TRAIN, VALIDATION)
            if name != split and 0 < len(rows := table[table["split"] == name]) <= _AFFORDABLE
        }
        classifier = Classifier.load(str(bundle))
        spoiled = min(len(photos), _SPOILED)
        steady, told = Steady(control), _Told(recorder, len(photos) + sum(map(len, others.values())) + spoiled)
        evaluation = evaluate(classifier, photos, split=split, control=steady, on_progress=told)
        if evaluation.bad_photos:
            recorder.warn(
                "photos_not_measured",
                f"{len(evaluation.bad_photos)} of the {len(photos)} photos to measure the model on could not be read.",
            )
        if not evaluation.photos:
            return None
        history = load_history(run.history_path)
        splits = _epoch_figures(run, history)
        for name, rows in others.items():
            told.go_on()
            figures = evaluate(classifier, rows, split=name, control=steady, on_progress=told)
            splits[name] = SplitFigures.of(figures)
        told.go_on()
        robustness = measure_robustness(classifier, evaluation, most_photos=_SPOILED, control=steady, on_progress=told)
        write_report(
            evaluation,
            run.report,
            classifier=classifier,
            history=history_of(history),
            splits=splits | {split: SplitFigures.of(evaluation)} | _as_published(run.recipe(), evaluation),
            robustness=robustness,
            note=_BY_HEART if split == TRAIN else imagenet_note(classifier.card, photos),
            reference=_compared(evaluation, steady, told),
            title=run.name,
            control=steady,
        )
    except Cancelled:
        raise
    except Exception as error:
        _log.exception("The report failed")
        reason = getattr(error, "message", None) or "The log of the run says more."
        recorder.warn("not_measured", f"The model is saved, but could not be measured. {reason}")
        return None
    return _as_metrics(evaluation, run.info().source)


def _compared(evaluation: Evaluation, control: Control, told: _Told) -> Reference | None:
    """The model that comes with the program, on the same photos."""
    classifier = comparable_model(evaluation)
    if classifier is None:
        return None
    told.go_on(evaluation.photos)
    return reference(evaluation, classifier, control=control, on_progress=told)


class _Told:
    """The progress of several evaluations as the events of one."""

    def __init__(self, recorder: Recorder, total: int) -> None:
        self._recorder, self._total, self._told_at = recorder, total, float("-inf")
        self._before = self._done = 0

    def go_on(self, more: int = 0) -> None:
        """The next evaluation begins, of so many photos beyond those that were announced."""
        self._before = self._done
        self._total += more

    def __call__(self, progress: Progress) -> None:
        self._done = self._before + progress.done
        now = time.monotonic()
        if now - self._told_at >= _EVENT_S or self._done == self._total:
            self._told_at = now
            self._recorder({"event": "evaluating", "done": self._done, "total": self._total})


def _epoch_figures(run: RunFolder, history: list[Row]) -> dict[str, SplitFigures]:
    """Training and validation as the best epoch had them."""
    info = run.info()
    best = next((row for row in history if row["epoch"] == info.best_epoch), history[-1] if history else None)
    figures: dict[str, SplitFigures] = {}
    if best is None:
        return figures
    for split, prefix in ((TRAIN, ""), (VALIDATION, "val_")):
        accuracy = best[f"{prefix}accuracy"]
        if accuracy is not None and info.photos.get(split):
            figures[split] = SplitFigures(info.photos[split], accuracy, best[f"{prefix}loss"])
    return figures


def _as_published(recipe: Recipe, evaluation: Evaluation) -> dict[str, SplitFigures]:
    """The figure that a published system has for its test photos: on whole batches, in their order (steps = n // 32).

    It stands beside the one on all photos, for comparison alone.
    """
    photos = evaluation.photos // recipe.training.batch_size * recipe.training.batch_size
    if recipe.mode != "as_published" or not recipe.training.drop_last or evaluation.split != TEST or not photos:
        return {}
    keys = [
        published_order(path, evaluation.labels[truth])
        for path, truth in zip(evaluation.paths, evaluation.truths, strict=True)
    ]
    first = sorted(range(len(keys)), key=keys.__getitem__)[:photos]
    known = [place for place in first if evaluation.is_known[place]]
    loss = log_loss(evaluation.probabilities[known], evaluation.truths[known])
    return {WHOLE_BATCHES: SplitFigures(photos, float(evaluation.correct[first].mean()), loss)}


def _as_metrics(evaluation: Evaluation, source: str) -> dict[str, Any]:
    accuracy = evaluation.accuracy
    return {
        "data": source,
        "split": evaluation.split,
        "count": evaluation.photos,
        "top1": accuracy.value,
        "top1_low": accuracy.low,
        "top1_high": accuracy.high,
        "top5": evaluation.top().value,
        "log_loss": evaluation.log_loss,
        "ece": evaluation.as_answered.error,
    }
