"""Labels of a file into the library: one step, whole or not at all; a person's own labels stay unless they say so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.breeds import normalise_breed
from core.control import Control, OnProgress, Progress
from core.enumeration import enumerated
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports.report import LeftOut
from core.files import shown
from core.library.breed_list import checked_name
from core.library.exports.outcome import counted
from core.library.imports.given import Given, Reading
from core.library.imports.places import PhotoPlaces
from core.library.library import LabelLibrary
from core.library.records import LibraryBreed, PhotoLabel, Status
from core.photos.probe import probe_photo

_AT_ONCE = 50
"""photos between two questions to the control"""
_NAMES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Conflict:
    """A photo whose label says something else than the file."""

    path: str
    kept: PhotoLabel
    status: Status
    breed: str | None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of every entry: `entries` is what all others come to.

    `repeated` are entries that say once more what another entry says; `conflicts` are among those left out.
    """

    entries: int
    imported: tuple[PhotoLabel, ...]
    """the photos whose label changed, as they are now"""
    unchanged: int
    repeated: int
    left_out: tuple[LeftOut, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def reasons(self) -> list[tuple[PhotoError | BreedLensError, int]]:
        """Why entries were left out, and how many for each reason, most first."""
        return counted(self.left_out)


@dataclass(slots=True)
class _Said:
    """What the file says of one photo."""

    path: str
    status: Status
    breed: str | None
    key: str
    """equal for equal labels, but for whether a breed was verified"""
    entries: list[str] = field(default_factory=list)


def import_labels(
    library: LabelLibrary,
    reading: Reading,
    *,
    photos: str | None = None,
    replace: bool = False,
    add_breeds: bool = False,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> ImportOutcome:
    """Take in what a file says of photos.

    Args:
        library: where to.
        reading: what the file says.
        photos: the folder in which its photos lie, where the names alone do not say it.
        replace: let the file's labels take the place of those that the photos have.
        add_breeds: make breeds of the person's own of names that mean none.
        control: asked between photos; a cancelled import changes no label.
        on_progress: told the number of photos.

    Raises:
        BreedLensError: `breeds_unknown`: names that mean no breed; `photos_not_found`: not one photo is there; or that
            the library cannot be written. No label was changed.
        Cancelled: by `control`; no label was changed.
    """
    control = control or Control()
    job = _Import(library, control, on_progress)
    left_out = list(reading.left_out)
    placed = job.place(reading, photos, left_out)
    placed = job.name(placed, left_out, add_breeds=add_breeds)
    said, repeated = job.look_at(placed, left_out)
    wanted, unchanged, conflicts = job.compare(said, replace=replace)
    left_out += [LeftOut(one.path, _kept()) for one in conflicts]
    changed: list[int] = []
    control.checkpoint()
    if wanted:
        changed = library.import_labels({photo: (one.status, one.breed) for photo, one in wanted.items()})
    labels = library.labels(changed)
    return ImportOutcome(
        len(reading.given) + len(reading.left_out),
        tuple(labels[photo] for photo in changed),
        unchanged + len(wanted) - len(changed),
        repeated,
        tuple(left_out),
        tuple(conflicts),
    )


@dataclass(frozen=True, slots=True)
class _Import:
    library: LabelLibrary
    control: Control
    on_progress: OnProgress | None

    def place(self, reading: Reading, photos: str | None, left_out: list[LeftOut]) -> list[tuple[str, Given]]:
        """The entries whose photo is there."""
        places = PhotoPlaces(
            reading.source, photos, (name for one in reading.given for name in one.names), self.control
        )
        placed: list[tuple[str, Given]] = []
        missing = 0
        for number, given in enumerate(reading.given):
            if number % _AT_ONCE == 0:
                self.control.checkpoint()
            found = places.find(given.names)
            if isinstance(found, str):
                placed.append((found, given))
            else:
                missing += isinstance(found, PhotoError) and found.code is PhotoErrorCode.NOT_FOUND
                left_out.append(LeftOut(given.names[0], found))
        if reading.given and missing == len(reading.given):
            raise BreedLensError(
                "photos_not_found",
                "None of the {count} photos that {path} names was found; say in which folder they are.",
                count=str(missing),
                path=shown(reading.source),
            )
        return placed

    def name(
        self, placed: Sequence[tuple[str, Given]], left_out: list[LeftOut], *, add_breeds: bool
    ) -> list[tuple[str, Given]]:
        """The entries whose breed is known, or can become one."""
        texts = dict.fromkeys(given.breed for _, given in placed if given.breed is not None)
        known: dict[str, LibraryBreed | BreedLensError | None] = {}
        for text in texts:
            try:
                known[text] = self.library.find_breed(text)
                checked_name(text)
            except BreedLensError as error:
                known[text] = error
        unknown = [text for text, found in known.items() if found is None]
        if unknown and not add_breeds:
            raise _breeds_unknown(unknown)
        kept: list[tuple[str, Given]] = []
        for path, given in placed:
            found = known.get(given.breed) if given.breed is not None else None
            if isinstance(found, BreedLensError):
                left_out.append(LeftOut(path, found))
            else:
                name = found.name if found is not None else given.breed
                kept.append((path, Given(given.names, given.status, name)))
        return kept

    def look_at(self, placed: Sequence[tuple[str, Given]], left_out: list[LeftOut]) -> tuple[dict[int, _Said], int]:
        """What is said of each photo, and how many entries only repeat it; contradictions are left out, all of them."""
        photos = self._photos(list(dict.fromkeys(path for path, _ in placed)))
        said: dict[int, _Said] = {}
        contradicted: set[int] = set()
        for path, given in placed:
            photo = photos[path]
            if isinstance(photo, PhotoError):
                left_out.append(LeftOut(path, photo))
                continue
            key = f"breed {normalise_breed(given.breed)}" if given.breed else str(given.status)
            one = said.setdefault(photo, _Said(path, given.status, given.breed, key))
            one.entries.append(path)
            if one.key != key:
                contradicted.add(photo)
            elif given.status is Status.VERIFIED:
                one.status = Status.VERIFIED
        for photo in contradicted:
            left_out += [LeftOut(path, _contradicts()) for path in said.pop(photo).entries]
        return said, sum(len(one.entries) - 1 for one in said.values())

    def _photos(self, paths: Sequence[str]) -> dict[str, int | PhotoError]:
        """The photo of each file; files are read whole, but for those that the library knows."""
        found: dict[str, int | PhotoError] = {}
        for start in range(0, len(paths), _AT_ONCE):
            self.control.checkpoint()
            chunk = paths[start : start + _AT_ONCE]
            headers = {path: probe_photo(path) for path in chunk}
            found |= {path: header for path, header in headers.items() if isinstance(header, PhotoError)}
            found |= self._known_or_noted([path for path in chunk if path not in found])
            if self.on_progress:
                self.on_progress(Progress(start + len(chunk), len(paths)))
        return found

    def _known_or_noted(self, paths: Sequence[str]) -> dict[str, int | PhotoError]:
        """A copy of a photo that the library knows elsewhere is not noted: the photo goes on lying where it lay."""
        found = dict(zip(paths, self.library.find_photos(paths), strict=True))
        known = self.library.labels([photo for photo in found.values() if isinstance(photo, int)])
        new = [
            path
            for path, photo in found.items()
            if photo is None or (isinstance(photo, int) and not os.path.exists(known[photo].path))
        ]
        noted = dict(zip(new, self.library.add_photos(new), strict=True))
        return {path: photo for path, photo in (found | noted).items() if photo is not None}

    def compare(self, said: dict[int, _Said], *, replace: bool) -> tuple[dict[int, _Said], int, list[Conflict]]:
        """What is to be changed, how many photos have that label already, and which have another one that stays."""
        wanted: dict[int, _Said] = {}
        conflicts: list[Conflict] = []
        unchanged = 0
        for photo, label in self.library.labels(list(said)).items():
            one = said[photo]
            if label.status is Status.UNLABELLED:
                wanted[photo] = one
            elif _agrees(label, one):
                unchanged += 1
            elif replace:
                wanted[photo] = one
            else:
                conflicts.append(Conflict(one.path, label, one.status, one.breed))
        return wanted, unchanged, conflicts


def _agrees(label: PhotoLabel, said: _Said) -> bool:
    """Whether a label says the same; a verified one is not taken back by one that is only a label."""
    if label.breed is None or said.breed is None:
        return label.status is said.status
    return label.breed == said.breed and (label.status is said.status or said.status is Status.LABELLED)


def _breeds_unknown(names: Sequence[str]) -> BreedLensError:
    return BreedLensError(
        "breeds_unknown",
        "These names mean no breed that you have: {names}. Nothing was imported. Let them become breeds of your own, "
        "or correct the file.",
        names=enumerated([shown(name) for name in sorted(names)], _NAMES_SHOWN),
        details="\n".join(map(shown, sorted(names))),
    )


def _kept() -> BreedLensError:
    return BreedLensError("label_kept", "The photo has another label already, which stays.")


def _contradicts() -> BreedLensError:
    return BreedLensError("contradiction", "The file says different things of this photo; none was taken.")
