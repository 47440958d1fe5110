"""Labels in the form of Kaggle's dog breed competition: `labels.csv`, or a submission."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.exchange import Layout, escaped_name, guarded_cell
from core.library.exports.outcome import divided, no_breed
from core.library.exports.selection import ExportPhoto


def kaggle_photos(photos: Sequence[ExportPhoto], layout: Layout) -> tuple[list[ExportPhoto], list[LeftOut]]:
    """The photos that have a line in this form, and why others have none.

    An id is a photo's name without ending, so that photos of one name cannot be told apart: none of them is taken.
    """
    from core.evaluation.submission import kaggle_columns, photo_id  # with it comes pandas, which takes a second

    columns = set(kaggle_columns())
    ids = Counter(photo_id(photo.path) for photo in photos)

    def reason(photo: ExportPhoto) -> LeftOut | None:
        if photo.breed is None:
            return LeftOut(photo.path, no_breed())
        if layout is Layout.SUBMISSION and photo.breed.name not in columns:
            return LeftOut(
                photo.path,
                BreedLensError("breed_not_known", "The breed is none of the 120 that the competition knows."),
            )
        if ids[photo_id(photo.path)] > 1:
            return LeftOut(
                photo.path, BreedLensError("same_id", "Another photo has the same name, and so the same id.")
            )
        return None

    return divided(photos, reason)


def kaggle_lines(photos: Iterator[ExportPhoto], layout: Layout) -> Iterator[str]:
    """The lines of `id,breed`, or of `id` and 120 columns of which the label's is 1 and all others are 0."""
    from core.evaluation.submission import kaggle_columns, photo_id

    columns = kaggle_columns()
    is_submission = layout is Layout.SUBMISSION
    yield _line(["id", *columns] if is_submission else ["id", "breed"])
    place = {breed: number for number, breed in enumerate(columns, 1)}
    for photo in photos:
        breed = photo.breed.name if photo.breed else ""
        cells = [guarded_cell(escaped_name(photo_id(photo.path)))]
        if is_submission:
            cells += ["0.0"] * len(columns)
            cells[place[breed]] = "1.0"
        else:
            cells.append(guarded_cell(breed))
        yield _line(cells)


def _line(cells: list[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
