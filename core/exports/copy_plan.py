"""Copies of photos in one folder per breed: first a plan that a person can look at, then the copying.

Photos are copied, never moved; nothing is written over and nothing is deleted. Carrying out the same plan again,
or a new plan into the same folder, adds only what is not there yet.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.breeds import BreedTable, Language
from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports.csv_export import breed_name
from core.exports.report import ExportReport, LeftOut, Row
from core.files import no_room, publish, temporary_beside, write_failure
from core.inference.results import Finding, Prediction

_BLOCK = 1 << 20
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
    planner = _Planner(target_folder, breeds, language)
    for path, answer in rows:
        planner.add(path, answer)
    return CopyPlan(target_folder, tuple(planner.copies), tuple(planner.left_out))


def carry_out(plan: CopyPlan, *, control: Control | None = None, on_progress: OnProgress | None = None) -> ExportReport:
    """Copy as planned. A name that was taken meanwhile gets the next number; nothing is written over.

    Args:
        plan: from `plan_copies`.
        control: asked between blocks. A cancelled copy leaves no partial file; finished copies stay.
        on_progress: told the number of photos.

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
        result = _copy(copy, control)
        if isinstance(result, str):
            written.append(result)
        else:
            left_out.append(LeftOut(copy.source, result))
        if on_progress:
            on_progress(Progress(done, len(plan.copies)))
    return ExportReport(tuple(written), tuple(left_out))


@dataclass(slots=True)
class _Planner:
    target_folder: str
    breeds: BreedTable
    language: Language | None
    copies: list[PlannedCopy] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    """folder -> key of a name in it -> the file that has, or will have, that content"""
    folders: dict[str, str] = field(default_factory=dict)
    """key of a folder's name -> the class that it is for"""
    inside: str = ""

    def __post_init__(self) -> None:
        self.inside = os.path.join(os.path.realpath(self.target_folder), "")

    def add(self, path: str, answer: Prediction | PhotoError) -> None:
        reason = self._place(path, answer)
        if reason:
            self.left_out.append(LeftOut(path, reason))

    def _place(self, path: str, answer: Prediction | PhotoError) -> PhotoError | BreedLensError | None:
        """Plan one copy, or say why there will be none."""
        if isinstance(answer, PhotoError):
            return answer
        if os.path.realpath(path).startswith(self.inside):
            return BreedLensError("in_target", "The photo is already in the folder to copy to.")
        try:
            size = os.path.getsize(path)
        except OSError as error:
            return _read_error(error)
        folder = os.path.join(self.target_folder, self._folder_name(answer))
        names = self._names_in(folder)
        for name in _candidates(os.path.basename(path)):
            there = names.get(_key(name))
            if there is None:
                target = os.path.join(folder, name)
                names[_key(name)] = path
                self.copies.append(PlannedCopy(path, target, size))
                return None
            if _same_content(path, there):
                return _copied_already()
        raise AssertionError  # pragma: no cover - the candidates never end

    def _folder_name(self, answer: Prediction) -> str:
        if answer.finding is not Finding.DOG:
            return _FINDING_FOLDERS[self.language][answer.finding]
        slug = answer.top(1)[0].breed
        shown = _legal(breed_name(slug, self.breeds, self.language) if self.language else slug)
        owner = self.folders.setdefault(_key(shown), slug)
        return shown if owner == slug else _legal(f"{shown} ({slug})")

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


def _candidates(name: str) -> Iterable[str]:
    """The name, then `name (2).jpg`, `name (3).jpg` and so on without end."""
    yield name
    stem, extension = os.path.splitext(name)
    number = 2
    while True:
        yield f"{stem} ({number}){extension}"
        number += 1


def _same_content(path: str, other: str) -> bool:
    try:
        return filecmp.cmp(path, other, shallow=False)
    except OSError:
        return False


def _copy(copy: PlannedCopy, control: Control) -> str | PhotoError | BreedLensError:
    """Copy one photo: the path of the copy, or why there is none."""
    if _same_content(copy.source, copy.target):
        return _copied_already()
    try:
        Path(copy.target).parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(copy.target) as temporary:
            problem = _copy_content(copy.source, temporary, control)
            return problem or _publish_free(temporary, copy.target)
    except OSError as error:
        failure = write_failure(error)
        if failure.code in ("disk_full", "no_permission", "no_folder"):
            raise failure from error  # the next photo would fare no better
        return failure


def _copy_content(source: str, temporary: str, control: Control) -> PhotoError | BreedLensError | None:
    """Fill the temporary file and compare the sizes; raises OSError for the writing side alone."""
    try:
        with open(temporary, "wb") as writer:
            for block in _blocks(source, control):
                writer.write(block)
    except _Unreadable as unreadable:
        return unreadable.error
    try:
        status = os.stat(source)
    except OSError as error:
        return _read_error(error)
    # Not shutil.copystat: a photo that is locked or read-only would make a temporary file that cannot be renamed.
    with contextlib.suppress(OSError):  # a date that the disk cannot keep is no reason to fail
        os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
        Path(temporary).chmod(stat.S_IMODE(status.st_mode) | stat.S_IWUSR)
    if os.path.getsize(temporary) != status.st_size:
        return BreedLensError("photo_changed", "The photo changed while it was copied; no copy was kept.")
    return None


class _Unreadable(Exception):
    """Reading the photo failed; keeps that apart from a failure to write its copy."""

    def __init__(self, error: PhotoError) -> None:
        super().__init__(error.message)
        self.error = error


def _blocks(path: str, control: Control) -> Iterator[bytes]:
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                control.checkpoint()
                yield block
    except OSError as error:
        raise _Unreadable(_read_error(error)) from error


def _publish_free(temporary: str, target: str) -> str:
    """Give the finished copy the first of its names that is free at this moment."""
    folder, name = os.path.split(target)
    for candidate in _candidates(name):
        path = os.path.join(folder, candidate)
        with contextlib.suppress(FileExistsError):
            publish(temporary, path)
            return path
    raise AssertionError  # pragma: no cover - the candidates never end


def _copied_already() -> BreedLensError:
    return BreedLensError("copied_already", "A copy of this photo is there already.")


def _read_error(error: OSError) -> PhotoError:
    """Why the photo itself cannot be read."""
    if isinstance(error, FileNotFoundError):
        return PhotoError(PhotoErrorCode.NOT_FOUND)
    if isinstance(error, PermissionError):
        return PhotoError(PhotoErrorCode.NO_PERMISSION)
    return PhotoError(PhotoErrorCode.READ_FAILED, {"what": error.strerror or type(error).__name__})
