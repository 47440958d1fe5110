"""Copies of photos in one folder per breed: first a plan that a person can look at, then the copying.

Photos are copied, never moved; nothing is written over and nothing is deleted. Carrying out the same plan again,
or a new plan into the same folder, adds only what is not there yet.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from core.breeds import BreedTable, Language
from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError, PhotoError
from core.exports.copy_file import candidates, copied_already, copy_photo, read_error, same_content
from core.exports.csv_export import breed_name
from core.exports.report import ExportReport, LeftOut, Row
from core.files import no_room
from core.inference.results import Finding, Prediction

_FINDING_FOLDERS: Mapping[Language | None, Mapping[Finding, str]] = {
    None: {Finding.NO_DOG: "no_dog", Finding.OTHER_BREED: "unknown_breed"},
    "en": {Finding.NO_DOG: "No dog", Finding.OTHER_BREED: "Unknown breed"},
    "fr": {Finding.NO_DOG: "Pas de chien", Finding.OTHER_BREED: "Race inconnue"},
}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-") | dict.fromkeys(range(32), "-"))
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """One photo and where its copy will be."""

    source: str
    target: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """What would be copied, and what would not."""

    target_folder: str
    copies: tuple[PlannedCopy, ...]
    left_out: tuple[LeftOut, ...]
    """unreadable photos, and those that are copied already"""
    already: tuple[PlannedCopy, ...] = ()
    """those that are copied already, with the copy that there is"""

    @property
    def total_bytes(self) -> int:
        """Room that the copies take."""
        return sum(copy.size_bytes for copy in self.copies)

    @property
    def folders(self) -> dict[str, int]:
        """Name of each folder to be filled, with the number of photos that it gets; alphabetical."""
        counts = Counter(os.path.basename(os.path.dirname(copy.target)) for copy in self.copies)
        return dict(sorted(counts.items(), key=lambda item: item[0].casefold()))


def plan_copies(rows: Iterable[Row], target_folder: str, breeds: BreedTable, language: Language | None) -> CopyPlan:
    """Say where each photo would be copied: by its first breed, or to a folder for "no dog" or "unknown breed".

    A name that is taken, also in another spelling of capitals or accents, becomes `name (2).jpg`; a photo that is
    already there under its name with the same content, or that lies in the target folder itself, is left out.

    Args:
        rows: photos with their answers; unreadable ones are left out with their reason.
        target_folder: need not exist, may lie inside the folder of the photos.
        breeds: for the folders' names.
        language: of those names; None for slugs, which mean the same in every language.
    """
    planner = _Planner(target_folder)
    names = _FolderNames(breeds, language)
    for path, answer in rows:
        if isinstance(answer, PhotoError):
            planner.left_out.append(LeftOut(path, answer))
        else:
            planner.put(path, names.of(answer), os.path.basename(path))
    return planner.plan()


def plan_copies_to(places: Iterable[tuple[str, str, str]], target_folder: str) -> CopyPlan:
    """As `plan_copies`, with the places chosen by the caller.

    Args:
        places: path, folder below the target with `/` between its parts, and name of each photo; names that no file
            system takes are changed.
        target_folder: need not exist.
    """
    planner = _Planner(target_folder)
    for path, folder, name in places:
        planner.put(path, os.path.join(*map(_legal, folder.split("/"))), name)
    return planner.plan()


def carry_out(
    plan: CopyPlan,
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    on_copied: Callable[[str, str], None] | None = None,
) -> ExportReport:
    """Copy as planned. A name that was taken meanwhile gets the next number; nothing is written over.

    Args:
        plan: from `plan_copies`.
        control: asked between blocks. A cancelled copy leaves no partial file; finished copies stay.
        on_progress: told the number of photos.
        on_copied: told each photo that has a copy now, and the copy.

    Raises:
        BreedLensError: `disk_full` or another code of `core.files.write_failure` where nothing more can be copied;
            what was copied before stays, and the same plan can be carried out again.
        Cancelled: through `control`.
    """
    control = control or Control()
    _check_room(plan)
    written: list[str] = []
    left_out = list(plan.left_out)
    for done, copy in enumerate(plan.copies, start=1):
        if not control.checkpoint():
            break
        result = copy_photo(copy.source, copy.target, control)
        if isinstance(result, str):
            written.append(result)
            if on_copied:
                on_copied(copy.source, result)
        else:
            left_out.append(LeftOut(copy.source, result))
        if on_progress:
            on_progress(Progress(done, len(plan.copies)))
    return ExportReport(tuple(written), tuple(left_out))


@dataclass(slots=True)
class _FolderNames:
    breeds: BreedTable
    language: Language | None
    taken: dict[str, str] = field(default_factory=dict)
    """key of a folder's name -> the class that it is for"""

    def of(self, answer: Prediction) -> str:
        if answer.finding is not Finding.DOG:
            return _FINDING_FOLDERS[self.language][answer.finding]
        slug = answer.top(1)[0].breed
        shown = _legal(breed_name(slug, self.breeds, self.language) if self.language else slug)
        owner = self.taken.setdefault(_key(shown), slug)
        return shown if owner == slug else _legal(f"{shown} ({slug})")


@dataclass(slots=True)
class _Planner:
    target_folder: str
    copies: list[PlannedCopy] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    already: list[PlannedCopy] = field(default_factory=list)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    """folder -> key of a name in it -> the file that has, or will have, that content"""
    inside: str = ""

    def __post_init__(self) -> None:
        self.inside = os.path.join(os.path.realpath(self.target_folder), "")

    def plan(self) -> CopyPlan:
        return CopyPlan(self.target_folder, tuple(self.copies), tuple(self.left_out), tuple(self.already))

    def put(self, path: str, below: str, name: str) -> None:
        """Plan one copy, or note why there will be none."""
        reason = self._place(path, os.path.join(self.target_folder, below), name)
        if reason:
            self.left_out.append(LeftOut(path, reason))

    def _place(self, path: str, folder: str, wanted: str) -> PhotoError | BreedLensError | None:
        if os.path.realpath(path).startswith(self.inside):
            return BreedLensError("in_target", "The photo is already in the folder to copy to.")
        try:
            size = os.path.getsize(path)
        except OSError as error:
            return read_error(error)
        names = self._names_in(folder)
        for name in candidates(wanted):
            target = os.path.join(folder, name)
            there = names.get(_key(name))
            if there is None:
                names[_key(name)] = path
                self.copies.append(PlannedCopy(path, target, size))
                return None
            if same_content(path, there):
                self.already.append(PlannedCopy(path, target, size))
                return copied_already()
        raise AssertionError  # pragma: no cover - the candidates never end

    def _names_in(self, folder: str) -> dict[str, str]:
        if folder not in self.taken:
            try:
                there = os.listdir(folder)
            except OSError:
                there = []
            self.taken[folder] = {_key(name): os.path.join(folder, name) for name in there}
        return self.taken[folder]


def _check_room(plan: CopyPlan) -> None:
    """Say that the disk is too small before half of the photos are on it."""
    folder = os.path.abspath(plan.target_folder)
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(folder).free
        if plan.total_bytes > free:
            raise no_room(plan.total_bytes, free)


def _key(name: str) -> str:
    """Equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _legal(name: str) -> str:
    """A folder name that every system accepts."""
    name = name.translate(_NOT_IN_NAMES).strip(" .") or "-"
    return f"{name}-" if name.casefold() in _RESERVED else name
