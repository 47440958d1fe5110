"""What the dialog of models has done in worker threads: reading the cards, removing a model."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.task_runner import TaskContext

if TYPE_CHECKING:
    from pathlib import Path

    from core.catalog import CatalogEntry

Origin = Literal["bundled", "downloaded", "own", "joined"]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model on this computer."""

    name: str
    """what finds it, and what the setting of the model in use holds"""
    names: tuple[str, ...]
    """all names of it: the default model has two"""
    title: str
    origin: Origin
    breeds: int = 0
    size_bytes: int = 0
    created: str = ""
    """ISO 8601, empty where it is not known"""
    accuracy: Mapping[str, Any] | None = None
    """`top1`, `top1_low`, `top1_high` (0..1) and `count`"""
    members: tuple[str, ...] = ()
    """the models that answer together in it"""
    problem: BaseException | None = None
    """why it cannot be used"""

    @property
    def is_removable(self) -> bool:
        """It did not come with the program."""
        return self.origin != "bundled"


@dataclass(frozen=True, slots=True)
class Removal:
    """A model that may go."""

    row: ModelRow
    run: str = ""
    """the name of the run that keeps it in its folder"""


def read_models(_context: TaskContext) -> list[ModelRow]:
    """The models that can be used at once: those that came along, downloaded ones, then the person's own by name."""
    from core.bundles.bundle import SUFFIX, installed_bundles
    from core.catalog import load_catalog
    from core.paths import user_folders

    catalog = load_catalog()
    default = catalog.get(catalog.default)
    entries = [default, *(entry for entry in catalog.entries if entry.installed and entry is not default)]
    known = {entry.name for entry in catalog.entries}
    own = [
        folder for folder in installed_bundles(user_folders().models) if folder.name.removesuffix(SUFFIX) not in known
    ]
    return [_of_entry(entry, entry is default) for entry in entries] + [_of_folder(folder) for folder in own]


def may_go(row: ModelRow, _context: TaskContext) -> Removal:
    """Whether a model can be removed.

    Raises:
        BreedLensError: it comes with the program, an ensemble needs it, or it is gone already.
    """
    from core.bundles.remove import require_removable
    from core.training.run_of_model import run_of_model

    require_removable(row.name)
    run = run_of_model(row.name)
    return Removal(row, run.info().name if run is not None and run.bundle() is not None else "")


def remove(name: str, _context: TaskContext) -> None:
    """Remove a model.

    Raises:
        BreedLensError: as `may_go`, or it cannot be removed, and then it is as it was.
    """
    from core.bundles.remove import remove_model

    remove_model(name)


def _of_entry(entry: CatalogEntry, is_default: bool) -> ModelRow:
    from dataclasses import asdict

    from core.breeds import load_breed_table
    from core.catalog import DEFAULT_NAME, DownloadSource

    return ModelRow(
        name=DEFAULT_NAME if is_default else entry.name,
        names=(DEFAULT_NAME, entry.name) if is_default else (entry.name,),
        title=entry.title,
        origin="downloaded" if isinstance(entry.source, DownloadSource) else "bundled",
        breeds=len(load_breed_table()),
        size_bytes=_size(entry.bundle_folder) or entry.size_bytes or 0,  # which is what it will take, once used
        accuracy=asdict(entry.accuracy[0]) if entry.accuracy else None,
    )


def _of_folder(folder: Path) -> ModelRow:
    """A model that a person made; a damaged one is listed too, so that it can be removed."""
    from core.bundles.bundle import SUFFIX, read_card
    from core.errors import BreedLensError

    name, size = folder.name.removesuffix(SUFFIX), _size(folder)
    try:
        card = read_card(folder)
    except BreedLensError as error:
        return ModelRow(name, (name,), name, "own", size_bytes=size, problem=error)
    measured = [figures for figures in card.metrics if "top1_low" in figures and figures.get("top1") is not None]
    return ModelRow(
        name,
        (name,),
        name,
        "joined" if card.members else "own",
        len(card.classes),
        0 if card.members else size,
        card.created,
        measured[-1] if measured else None,
        tuple(os.path.basename(member.name).removesuffix(SUFFIX) for member in card.members),
    )


def _size(folder: Path) -> int:
    try:
        return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    except OSError:
        return 0
