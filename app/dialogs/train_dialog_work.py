"""What the training dialog has done in worker threads: reading photos and recipes, making the run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from app.task_runner import TaskContext
from core.control import Cancelled
from core.errors import BreedLensError

if TYPE_CHECKING:
    import pandas as pd

    from core.datasets.findings import DatasetFinding
    from core.datasets.remedies import Choices
    from core.datasets.report import DatasetReport
    from core.training.rate_sweep import RateSweep
    from core.training.recipe import Recipe

PREVIEWS = 9
_PREVIEW_SIDE = 168


@dataclass(frozen=True)
class Inspection:
    """A data set that was looked at."""

    source: str
    table: pd.DataFrame
    report: DatasetReport
    folders: tuple[str, ...] = ()
    """only what lies in these is wanted to begin with; empty: everything"""

    @property
    def wanted(self) -> set[str]:
        """The breeds that are to be learned until the person says otherwise."""
        rows = self.table
        if self.folders:
            inside = tuple(os.path.join(os.path.abspath(folder), "") for folder in self.folders)
            rows = rows[[path.startswith(inside) for path in rows["path"]]]
        return set(rows["breed"])

    @property
    def counts(self) -> dict[str, int]:
        """Readable photos of each breed."""
        return {breed: sum(splits.values()) for breed, splits in self.report.counts.items()}

    @property
    def findings(self) -> tuple[DatasetFinding, ...]:
        """What is to be said whatever the recipe; what leaks depends on its division."""
        return tuple(finding for finding in self.report.findings if finding.kind != "leakage")


@dataclass(frozen=True, slots=True)
class RecipeEntry:
    """A recipe and what is said of its network."""

    recipe: Recipe
    network: str
    parameters: int
    input_size: int
    augmentation: Mapping[str, Any]
    """see `augmentation_values`"""
    preprocessing: Sequence[Mapping[str, Any]] = ()
    """its steps, with every option said"""


@dataclass(frozen=True)
class RunRequest:
    """What the person wants."""

    inspection: Inspection
    recipe: Recipe
    values: Mapping[str, Any]
    """what differs from the recipe, by the dotted names of its fields"""
    breeds: tuple[str, ...] = ()
    """only these; empty for all"""
    choices: Choices = field(default_factory=dict)
    """what is done about what was found"""
    name: str = ""
    folds: bool = False
    """the photos are divided into folds"""


@dataclass(frozen=True, slots=True)
class Division:
    """What is to be said of the photos as a recipe divides them."""

    note: str = ""
    """English: where they do not fit the published division"""
    findings: tuple[DatasetFinding, ...] = ()
    refusal: BreedLensError | None = None
    """why the training cannot begin on this computer: the weights that it begins with are not here"""


def inspect(source: str, folders: tuple[str, ...], context: TaskContext) -> Inspection:
    """Read a data set and look at every photo; see `Inspection.folders`."""
    from core.datasets.open_dataset import open_dataset
    from core.datasets.report import inspect_table

    table = open_dataset(source, control=context.control)
    context.control.checkpoint()
    report = inspect_table(table, control=context.control, on_progress=context.report)
    return Inspection(source, table, report, folders)


def read_recipes(_context: TaskContext) -> list[RecipeEntry]:
    """All recipes, the plain choices first."""
    from core.architectures.registry import architecture
    from core.preprocessing.pipeline import Pipeline
    from core.training.recipe_files import all_recipes

    entries = []
    for recipe in all_recipes():
        network = architecture(recipe.architecture.name)
        size = recipe.architecture.input_size or network.input_size
        steps = Pipeline(recipe.preprocessing).steps
        entries.append(RecipeEntry(recipe, network.title, network.parameters, size, augmentation_values(recipe), steps))
    return entries


def augmentation_values(recipe: Recipe) -> dict[str, Any]:
    """Every value of a recipe's augmentation, those of its published set included."""
    from core.preprocessing.augmentation import PUBLISHED, Augmentation

    values = recipe.augmentation.model_dump(exclude_none=True)
    preset = values.pop("preset", None)
    return {**(PUBLISHED[preset] if preset else Augmentation()).to_dict(), **values}


def make_run(request: RunRequest, context: TaskContext) -> str:
    """Divide the photos as the recipe says and make the run's folder; its path.

    Raises:
        Cancelled: the dialog was closed meanwhile; the run is gone then.
        BreedLensError: the photos do not suffice, the recipe takes a value not, or nothing can be written.
    """
    from core.training.recipe_files import with_values
    from core.training.recipe_split import split_photos
    from core.training.run_folder import create_run
    from core.training.runs import delete_run

    recipe, photos = _chosen(request)
    recipe = with_values(recipe, {"cross_validation": None}) if recipe.cross_validation else recipe
    table, _ = split_photos(photos, recipe.data)
    run = create_run(recipe, table, source=request.inspection.source, name=request.name or None)
    try:
        context.control.checkpoint()
    except Cancelled:
        delete_run(run)
        raise
    return str(run.path)


def plan_several(request: RunRequest, kind: Literal["folds", "search"], count: int, _context: TaskContext) -> str:
    """Write down a cross-validation or a search; its folder.

    Raises:
        BreedLensError: as `make_run`.
    """
    from core.training.several_plan import make_plan

    recipe, table = _chosen(request)
    plan = make_plan(recipe, table, kind, count, source=request.inspection.source, name=request.name or None)
    return str(plan.place)


def find_rate(request: RunRequest, context: TaskContext) -> RateSweep:
    """Try learning rates in a process of its own; hands over {"event": "ready"} and the events of the sweep.

    Raises:
        BreedLensError: as `make_run`, or the sweep fails.
        Cancelled: by the task.
    """
    import app.widgets.rate_plot  # noqa: F401  # here, where it holds nobody up
    from core.training.rate_sweep import sweep_rates
    from core.training.recipe_split import split_photos

    context.partial({"event": "ready"})
    recipe, photos = _chosen(request)
    table, _ = split_photos(photos, recipe.data)
    with tempfile.TemporaryDirectory(prefix="breedlens-rates-", ignore_cleanup_errors=True) as folder:
        return sweep_rates(recipe, table, Path(folder), context.control, context.partial, sparing=True)


def division(request: RunRequest, _context: TaskContext) -> Division:
    """What the recipe's division makes of the photos.

    Raises:
        BreedLensError: as `make_run`.
    """
    from core.training.prepare import divided_findings
    from core.training.recipe_split import split_plan, substitution_note

    recipe, photos = _usable(request)
    # folds are divided in any case
    note = "" if request.folds else substitution_note(photos, split_plan(recipe.data))
    known = {(finding.kind, finding.paths) for finding in request.inspection.findings}
    findings = divided_findings(photos, recipe, folds=request.folds)
    new = tuple(finding for finding in findings if (finding.kind, finding.paths) not in known)
    return Division(note, new, _missing_weights(recipe))


def _missing_weights(recipe: Recipe) -> BreedLensError | None:
    from core.architectures.registry import architecture
    from core.architectures.weights_at_hand import require_weights

    try:
        require_weights(architecture(recipe.architecture.name), recipe.architecture.weights)
    except BreedLensError as error:
        return error
    return None


def _chosen(request: RunRequest) -> tuple[Recipe, pd.DataFrame]:
    """The recipe with the person's values, and the photos to be divided."""
    from core.training.prepare import LEAKAGE, divided_findings, without_leakage

    recipe, photos = _usable(request)
    if LEAKAGE in request.choices:
        recipe = without_leakage(recipe, divided_findings(photos, recipe, folds=request.folds))
    return recipe, photos


def _usable(request: RunRequest) -> tuple[Recipe, pd.DataFrame]:
    from core.training.prepare import chosen_photos, usable_photos
    from core.training.recipe_files import verified, with_values

    values = dict(request.values)
    if request.breeds:
        values["data.breeds"] = list(request.breeds)
    recipe, inspection = verified(with_values(request.recipe, values)), request.inspection
    return recipe, usable_photos(chosen_photos(inspection.table, recipe), inspection.report, request.choices)


def preview(path: str, recipe: Recipe, values: Mapping[str, Any], seed: int, _context: TaskContext) -> Sequence[Any]:
    """What training may make of a photo: uint8 [side, side, 3] each, or nothing where it cannot be read."""
    from core.errors import PhotoError
    from core.photos.loader import load_photo
    from core.preprocessing.augmentation import Augmentation, previews
    from core.preprocessing.pipeline import Pipeline
    from core.training.recipe_files import with_values

    changed = with_values(recipe, values)
    augmentation = Augmentation.from_dict(augmentation_values(changed))
    photo = load_photo(path, round(_PREVIEW_SIDE * augmentation.detail))
    if isinstance(photo, PhotoError):
        return ()
    pipeline = Pipeline(changed.preprocessing)
    return list(previews(photo, pipeline, _PREVIEW_SIDE, augmentation, seed=seed, count=PREVIEWS))
