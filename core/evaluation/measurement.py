"""A model measured on a person's labelled photos: what the command line and the window do alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.control import Command, Control, OnProgress
from core.evaluation.evaluate import Evaluation, evaluate
from core.evaluation.history import EpochFigures
from core.evaluation.pretraining import imagenet_note
from core.evaluation.record import as_record
from core.evaluation.report import write_report
from core.evaluation.robustness import RobustnessRow, measure_robustness
from core.evaluation.splits import SplitFigures, score_every_split
from core.inference.classifier import Classifier

if TYPE_CHECKING:
    import pandas as pd

Stage = Literal["photos", "splits", "robustness"]
OnStage = Callable[[Stage], AbstractContextManager[OnProgress]]
"""gives, while a stage lasts, whom to tell how far it is"""


@dataclass(frozen=True)
class Measurement:
    """What was measured, with the model at hand for the report's heat maps."""

    classifier: Classifier
    evaluation: Evaluation
    unanswered: int = 0
    """photos that nobody looked at, because the work was stopped"""
    note: str = ""
    """what must be said of the figures, in English"""
    splits: Mapping[str, SplitFigures] = field(default_factory=dict)
    robustness: Sequence[RobustnessRow] = ()

    def record(self) -> dict[str, Any]:
        """The figures as `metrics.json` has them."""
        return as_record(self.evaluation, splits=self.splits, robustness=self.robustness, note=self.note)

    def write(
        self, folder: Path | str, *, history: Sequence[EpochFigures] = (), control: Control | None = None
    ) -> Path:
        """Write the report into a folder; gives its page. It also says so where the work was stopped.

        Args:
            folder: made where it is missing.
            history: of the run that made the model, for learning curves.
            control: asked at every photo that is drawn.

        Raises:
            BreedLensError: the folder cannot be written.
            Cancelled: by `control`.
        """
        return write_report(
            self.evaluation,
            folder,
            classifier=self.classifier,
            history=history,
            splits=self.splits,
            robustness=self.robustness,
            note=f"{self._stopped()} {self.note}".strip(),
            title=self.classifier.card.title,
            control=control,
        )

    def _stopped(self) -> str:
        if not self.unanswered:
            return ""
        seen = self.evaluation.photos + len(self.evaluation.bad_photos)
        return f"Stopped: these are figures of {seen} photos, drawn at random from {seen + self.unanswered}."


def measure_model(
    classifier: Classifier,
    table: pd.DataFrame,
    photos: pd.DataFrame,
    split: str,
    *,
    every_split: bool = False,
    robustness: bool = False,
    control: Control | None = None,
    on_stage: OnStage,
    threads: int = 0,
) -> Measurement:
    """Answer labelled photos with a model, then those of the other splits, then all of them changed, as asked.

    Told to stop and keep, the figures are those of the photos answered until then, drawn at random from all, so that
    they are no worse than any sample of that size; a further stage that was not finished is left out.

    Args:
        classifier: loaded with one thread a call.
        table: the photo table.
        photos: the rows of it that are scored, and their split: `core.evaluation.splits.select_split`.
        split: what they are called.
        every_split: also score the other splits.
        robustness: also measure under blur, noise and so on.
        control: pauses, stops or cancels.
        on_stage: see `OnStage`.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
        BreedLensError: no row has a breed.
    """
    control = control or Control()
    with on_stage("photos") as tell:
        evaluation = evaluate(
            classifier, photos, split=split, in_random_order=True, control=control, on_progress=tell, threads=threads
        )
    splits: dict[str, SplitFigures] = {}
    rows: list[RobustnessRow] = []
    if every_split and evaluation.photos and _goes_on(control):
        with on_stage("splits") as tell:
            known = {split: evaluation}
            found = score_every_split(classifier, table, known, control=control, on_progress=tell, threads=threads)
        splits = found if _goes_on(control) else {}
    if robustness and evaluation.photos and _goes_on(control):
        with on_stage("robustness") as tell:
            spoiled = measure_robustness(classifier, evaluation, control=control, on_progress=tell, threads=threads)
        rows = spoiled if _goes_on(control) else []
    seen = {*evaluation.paths, *(path for path, _ in evaluation.bad_photos)}
    unanswered = len(set(photos["path"][photos["breed"].str.strip() != ""]) - seen)
    return Measurement(classifier, evaluation, unanswered, imagenet_note(classifier.card, photos), splits, rows)


def _goes_on(control: Control) -> bool:
    return control.command is not Command.STOP_KEEP
