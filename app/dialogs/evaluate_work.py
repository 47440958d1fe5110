"""What the dialog that measures a model has done in worker threads: looking at photos, measuring, the report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.model_in_use import ModelInUse
from app.task_runner import TaskContext
from core.control import OnProgress

if TYPE_CHECKING:
    import pandas as pd

    from core.datasets.findings import DatasetFinding
    from core.evaluation.measurement import Measurement, Stage
    from core.evaluation.metrics import Proportion

ALL = "all"
"""`core.evaluation.evaluate.ALL`, which brings the whole inference along"""


@dataclass(frozen=True)
class LabelledData:
    """Photos whose breeds are known."""

    source: str
    table: pd.DataFrame
    splits: Mapping[str, int]
    """photos with a breed that each choice of `core.evaluation.splits` has; only `ALL` where there are no splits"""
    usual: str
    """the choice that is scored unless the person wants another one"""
    findings: tuple[DatasetFinding, ...] = ()
    is_library: bool = False
    """they are the labels of a library"""


@dataclass(frozen=True)
class Match:
    """What is to be said of a model and photos before they meet."""

    photos: int
    breeds: int
    unknown: Mapping[str, int] = field(default_factory=dict)
    """photos of each breed that the model does not know"""
    learned: int = 0
    """photos that the model has learned from, as far as is known, where they were not asked for as such"""


@dataclass(frozen=True)
class EvaluationRequest:
    """What the person wants measured."""

    data: LabelledData
    model: str
    title: str
    """what the person calls the model"""
    views: str
    """one of `app.options.VIEWS`"""
    split: str
    every_split: bool = False
    robustness: bool = False


@dataclass(frozen=True)
class Measured:
    """What came of it."""

    request: EvaluationRequest
    match: Match
    measurement: Measurement
    figures: Mapping[str, Any]
    """as `core.evaluation.record` has them; empty where no photo was answered"""

    @property
    def among_known(self) -> Proportion | None:
        """The accuracy on photos of breeds that the model knows, where that is another one and there are some."""
        from core.evaluation.metrics import Proportion

        evaluation = self.measurement.evaluation
        known = int(evaluation.is_known.sum())
        return Proportion.of(int(evaluation.correct.sum()), known) if 0 < known < evaluation.photos else None


def look(source: str, folders: tuple[str, ...], context: TaskContext) -> LabelledData:
    """Read a data set, or only what lies in some folders of it, without decoding a photo.

    Raises:
        BreedLensError: there is nothing that can be read, or no photo with a breed.
    """
    from core.datasets.findings import DatasetFinding
    from core.datasets.library_table import looks_like_library
    from core.datasets.open_dataset import open_labelled
    from core.datasets.table import NOTES
    from core.errors import BreedLensError
    from core.evaluation.splits import SPLIT_CHOICES, select_split

    table = open_labelled(source, control=context.control, on_progress=context.report)
    notes = table.attrs.get(NOTES, ())
    if folders:
        inside = tuple(os.path.join(os.path.abspath(folder), "") for folder in folders)
        table = table[[path.startswith(inside) for path in table["path"]]].reset_index(drop=True)
    labelled = table[table["breed"].str.strip() != ""]
    if labelled.empty:
        raise BreedLensError("no_labelled_photos", "There is no photo with a breed to hold the answers against.")
    counts = Counter(labelled["split"])
    splits = {name: photos for name in SPLIT_CHOICES if (photos := counts[name])} | {ALL: len(labelled)}
    unreadable = tuple(labelled["path"][labelled["width"] == 0])
    findings = [DatasetFinding("left_out", "note", "{note}", {"note": note}) for note in notes]
    if unreadable:
        count = {"count": str(len(unreadable))}
        findings.append(DatasetFinding("unreadable", "warning", "{count} photos cannot be read.", count, unreadable))
    usual = select_split(labelled, None)[1]
    return LabelledData(source, table, splits, usual, tuple(findings), looks_like_library(source))


def match(data: LabelledData, model: str, split: str, _context: TaskContext) -> Match:
    """What can be said before the photos are answered.

    Raises:
        BreedLensError: there is no such model, or it is damaged.
    """
    from core.bundles.provide import find_card
    from core.datasets.table import TRAIN
    from core.evaluation.evaluate import breed_indices
    from core.evaluation.splits import select_split
    from core.training.held_out import learned_from

    names = [entry.breed for entry in find_card(model).classes]
    photos, chosen = select_split(data.table, split)
    labelled = photos[photos["breed"].str.strip() != ""]
    labels, places = breed_indices(names, labelled["breed"].tolist())
    counts = Counter(places.tolist())
    unknown = {labels[place]: count for place, count in sorted(counts.items()) if place >= len(names)}
    learned = learned_from(labelled, model) if chosen != TRAIN else 0
    return Match(len(labelled), len(counts), unknown, learned)


def measure(request: EvaluationRequest, threads: int, context: TaskContext) -> Measured:
    """Answer the photos; hands over the name of each stage as it begins.

    Raises:
        BreedLensError: there is no such model, or it is damaged.
        Cancelled: by the task.
    """
    import app.pages.runs.evaluation_view  # noqa: F401  # here, where it holds nobody up
    from core.evaluation.measurement import measure_model
    from core.evaluation.splits import select_split

    @contextmanager
    def on_stage(stage: Stage) -> Iterator[OnProgress]:
        context.partial(stage)
        yield context.report

    data = request.data
    known = match(data, request.model, request.split, context)
    classifier = ModelInUse(request.model, request.views).get()
    photos, split = select_split(data.table, request.split)
    found = measure_model(
        classifier,
        data.table,
        photos,
        split,
        every_split=request.every_split,
        robustness=request.robustness,
        control=context.control,
        on_stage=on_stage,
        threads=threads,
    )
    return Measured(request, known, found, found.record() if found.evaluation.photos else {})


def save_report(measured: Measured, folder: str, context: TaskContext) -> str:
    """Write the report, as `breedlens evaluate --output` does; gives its page.

    Raises:
        BreedLensError: the folder cannot be written.
        Cancelled: by the task.
    """
    return str(measured.measurement.write(Path(folder), control=context.control))
