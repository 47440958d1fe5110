"""Which photos an export is about, with everything that is known of them."""

from __future__ import annotations

from dataclasses import dataclass

from core.library.answers import KeptAnswer, read_answer
from core.library.library import LabelLibrary
from core.library.records import LibraryBreed, Origin, PhotoLabel, Status
from core.photos.natural_order import natural_key


@dataclass(frozen=True, slots=True)
class ExportPhoto:
    """A photo of the library; `path` is absolute and "" where it is in no file any more, `time` is UTC, ISO 8601."""

    id: int
    path: str
    status: Status
    breed: LibraryBreed | None
    origin: Origin | None
    time: str
    answer: KeptAnswer | None
    """what a model said last"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which photos: of these statuses (None: all that have a label) and of these breeds (ids; None: all)."""

    statuses: frozenset[Status] | None = None
    breeds: frozenset[int] | None = None


def select(library: LabelLibrary, selection: Selection) -> list[ExportPhoto]:
    """The photos of a selection, in the natural order of their paths."""
    breeds = {breed.name: breed for breed in library.breeds()}
    answers = library.latest_answers()
    labels = library.labels()
    if selection.statuses is not None and Status.UNLABELLED in selection.statuses:
        labels |= library.labels([photo for photo in library.photos() if photo not in labels])
    photos = [_photo(label, breeds, answers.get(label.photo)) for label in labels.values()]
    return sorted(
        (photo for photo in photos if _is_selected(photo, selection)), key=lambda photo: natural_key(photo.path)
    )


def _is_selected(photo: ExportPhoto, selection: Selection) -> bool:
    if selection.statuses is not None and photo.status not in selection.statuses:
        return False
    return selection.breeds is None or (photo.breed is not None and photo.breed.id in selection.breeds)


def _photo(label: PhotoLabel, breeds: dict[str, LibraryBreed], answer: object) -> ExportPhoto:
    breed = None if label.breed is None else breeds.get(label.breed)
    return ExportPhoto(label.photo, label.path, label.status, breed, label.origin, label.time, _kept(answer))


def _kept(answer: object) -> KeptAnswer | None:
    """An answer; what another version kept in another form is no reason to export nothing."""
    if not isinstance(answer, dict):
        return None
    try:
        return read_answer(answer)
    except (KeyError, TypeError, ValueError):
        return None
