"""What the Review page has done in worker threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from app.model_in_use import ModelInUse
from app.options import THREADS
from app.services import Services
from app.task_runner import TaskContext

if TYPE_CHECKING:
    from core.review.table import Given, ReviewTable

LIBRARY: Final = "library"
OPEN: Final = "open"
RUN: Final = "run"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the photos come from: the whole library, those open in the window, or those that a run was measured on."""

    kind: Literal["library", "open", "run"]
    run: str = ""
    """folder of the run"""
    title: str = ""
    """name of the run"""
    split: str = ""
    """what the run was measured on"""
    model: str = ""
    """the run's model"""
    note: str = ""
    """what its report says of the figures, in English"""

    @property
    def key(self) -> str:
        """Tells sources apart."""
        return f"{self.kind}:{self.run}"


@dataclass(frozen=True, eq=False)
class Reviewed:
    """Photos of a source, held against a model."""

    source: Source
    model: ModelInUse
    table: ReviewTable
    own: dict[str, Given] = field(default_factory=dict)
    """what a run's table says of its photos, which holds where the library says nothing"""


def find_runs(_context: TaskContext) -> list[Source]:
    """The runs that were measured and whose model is still there, the newest first."""
    from app.item_models.run_rows import read_runs
    from app.pages.runs.work import read_figures

    sources = []
    for row in read_runs():
        figures = read_figures(row.path) if row.has_model else {}
        if figures.get("photos"):
            split, note = (str(figures.get(name) or "") for name in ("split", "note"))
            sources.append(Source(RUN, row.path, row.name, split, row.model, note))
    return sources


def review_source(services: Services, source: Source, model: ModelInUse, context: TaskContext) -> Reviewed:
    """Hold what is said of the photos of a source against the model's answers.

    Args:
        services: with an open library, and the photos open in the window.
        source: where from.
        model: whose answers.
        context: told the progress; told to stop, it keeps what was answered.

    Raises:
        BreedLensError: the model cannot be loaded, or the run's table cannot be read.
    """
    from core.review.sources import given_in_library, given_of_files, given_of_run, review
    from core.training.run_folder import RunFolder

    library = services.labelling.library
    own: dict[str, Given] = {}
    given: dict[str, Given] = {}
    if source.kind == RUN:
        own = given_of_run(RunFolder(source.run), source.split)
        given = own | (given_of_files(library, list(own), context.control) if library else {})
    elif library is not None:
        given = (
            given_of_files(library, services.open_photos.paths, context.control)
            if source.kind == OPEN
            else given_in_library(library, context.control)
        )
    if not given:  # no model need be loaded for that
        from core.review.table import make_table

        return Reviewed(source, model, make_table((), {}, {}))
    table = review(
        given,
        model.get(),
        store=services.predictions,
        control=context.control,
        on_progress=context.report,
        threads=services.settings.get(THREADS),
    )
    return Reviewed(source, model, table, own)
