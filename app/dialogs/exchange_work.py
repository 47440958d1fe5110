"""What the dialogs of exports and imports have done in a worker's thread. `core` is imported there too."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.task_runner import TaskContext
from core.control import OnProgress, Progress

if TYPE_CHECKING:
    from core.errors import BreedLensError, PhotoError
    from core.library.exports.outcome import ExportOutcome
    from core.library.imports.run import ImportOutcome
    from core.library.library import LabelLibrary

_STEADY_AFTER_S = 0.5
"""what the first moments tell of the speed is noise"""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the export dialog is set to; empty words mean the usual."""

    format: str
    output: str = ""
    only_verified: bool = False
    layout: str = ""
    split: tuple[float, float, float] | None = None
    seed: int = 0
    naming: str = "full"
    removing: bool = False


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the import dialog is set to."""

    format: str
    path: str
    photos: str = ""
    replace: bool = False
    add_breeds: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was left out, and which photos (`paths`, the first of them; `count` is of all)."""

    error: PhotoError | BreedLensError
    count: int
    paths: Sequence[str]


@dataclass(slots=True)
class _Rated:
    """Adds to progress how fast it goes."""

    report: OnProgress
    began: float = field(default_factory=time.monotonic)

    def __call__(self, progress: Progress) -> None:
        seconds = time.monotonic() - self.began
        rate = progress.done / seconds if seconds > _STEADY_AFTER_S and progress.done else None
        self.report(replace(progress, rate=rate))


def run_export(library: LabelLibrary, wish: ExportWish, context: TaskContext) -> ExportOutcome:
    """Write labels as the dialog says."""
    from core.library.exchange import ExchangeFormat, Layout
    from core.library.exports.export import ExportRequest, export_labels
    from core.library.exports.folders import SplitShares
    from core.library.exports.selection import Selection
    from core.library.records import Status
    from core.library.sidecars.files import Naming

    request = ExportRequest(
        ExchangeFormat(wish.format),
        wish.output,
        Selection(frozenset({Status.VERIFIED}) if wish.only_verified else None),
        Layout(wish.layout) if wish.layout else None,
        SplitShares(*wish.split, seed=wish.seed) if wish.split else None,
        Naming(wish.naming),
        wish.removing,
    )
    return export_labels(library, request, control=context.control, on_progress=_Rated(context.report))


def run_import(library: LabelLibrary, wish: ImportWish, context: TaskContext) -> ImportOutcome:
    """Take labels in as the dialog says."""
    from core.library.exchange import ExchangeFormat
    from core.library.imports.read import read_labels_from
    from core.library.imports.run import import_labels

    reading = read_labels_from(ExchangeFormat(wish.format), wish.path, control=context.control)
    return import_labels(
        library,
        reading,
        photos=wish.photos or None,
        replace=wish.replace,
        add_breeds=wish.add_breeds,
        control=context.control,
        on_progress=_Rated(context.report),
    )


def reasons_of(outcome: ExportOutcome | ImportOutcome, most: int) -> list[Reason]:
    """Why photos were left out, most first, each with the first `most` of its photos."""
    from core.library.exports.outcome import reason_key

    paths: dict[str, list[str]] = {}
    for path, error in outcome.left_out:
        known = paths.setdefault(reason_key(error), [])
        if len(known) < most:
            known.append(path)
    return [Reason(error, count, paths[reason_key(error)]) for error, count in outcome.reasons]
