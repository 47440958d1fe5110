"""Labels of a library to other programs, in any of the formats."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.breeds import load_breed_table
from core.control import Control, OnProgress
from core.errors import BreedLensError, PhotoError
from core.exports.report import LeftOut
from core.library.connection import FILE_SUFFIXES
from core.library.exchange import FILE_FORMATS, ExchangeFormat, Layout, check_layout, common_folder
from core.library.exports.coco import coco_parts
from core.library.exports.csv_table import csv_lines
from core.library.exports.folders import SplitShares, export_folders
from core.library.exports.json_file import json_parts
from core.library.exports.kaggle import kaggle_lines, kaggle_photos
from core.library.exports.megadetector import megadetector_parts
from core.library.exports.outcome import ExportOutcome, divided, in_no_file, no_label
from core.library.exports.selection import ExportPhoto, Selection, select
from core.library.exports.text_file import check_no_photo, stepped, write_text
from core.library.exports.xmp import export_sidecars
from core.library.exports.yolo import export_yolo
from core.library.library import LabelLibrary
from core.library.records import Status
from core.library.sidecars.files import Naming
from core.photos.probe import probe_photo


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What a person wants written.

    `output` is the file or folder, "" for sidecars. `split` divides the photos of `folders`, and those of YOLO, which
    has a usual one. `naming` and `removing` are about sidecars: what new ones are called, and whether our tags are to
    be taken out again.
    """

    format: ExchangeFormat
    output: str = ""
    selection: Selection = field(default_factory=Selection)
    layout: Layout | None = None
    split: SplitShares | None = None
    naming: Naming = Naming.FULL
    removing: bool = False


def export_labels(
    library: LabelLibrary,
    request: ExportRequest,
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> ExportOutcome:
    """Write labels as a person wants them; photos themselves are read, and copied for YOLO and folders.

    A file is there when it is complete, or not at all. Folders and sidecars that were written before a stop stay, and
    the same export again completes them.

    Args:
        library: whose labels.
        request: what to write.
        control: asked between photos.
        on_progress: told the number of photos.

    Raises:
        BreedLensError: nothing can be written there, or the request makes no sense.
        Cancelled: by `control`.
    """
    layout = check_layout(request.format, request.layout)
    if not request.output and request.format is not ExchangeFormat.XMP:
        raise BreedLensError("no_output", "Say which file or folder is to be written.")
    control = control or Control()
    every = select(library, request.selection)
    if _takes_all(request):
        every += _without_label(library)
    photos, lost = divided(every, lambda photo: None if photo.path else LeftOut(photo.path, in_no_file()))
    job = _Job(library, request, layout, control, on_progress)
    outcome = job.file(photos) if request.format in FILE_FORMATS else job.copies_or_sidecars(photos)
    left_out = (*lost, *outcome.left_out)
    if _takes_all(request):
        left_out = _without_unasked(every, left_out)
    return ExportOutcome(outcome.written + len(left_out), outcome.written, outcome.place, left_out)


def _takes_all(request: ExportRequest) -> bool:
    """Whether the export is about every label: then photos that lost theirs lose the tags of it as well."""
    selection = request.selection
    return request.format is ExchangeFormat.XMP and selection.statuses is None and selection.breeds is None


def _without_label(library: LabelLibrary) -> list[ExportPhoto]:
    return [photo for photo in select(library, Selection(frozenset({Status.UNLABELLED}))) if photo.path]


def _without_unasked(photos: Sequence[ExportPhoto], left_out: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    """Without those that nobody asked for: photos that have neither a label nor tags of one."""
    unlabelled = {photo.path for photo in photos if photo.status is Status.UNLABELLED and photo.path}
    return tuple(one for one in left_out if one.path not in unlabelled or one.reason.code not in _UNASKED)


_UNASKED = ("no_label", "not_tagged")


@dataclass(frozen=True, slots=True)
class _Job:
    library: LabelLibrary
    request: ExportRequest
    layout: Layout | None
    control: Control
    on_progress: OnProgress | None

    def file(self, photos: Sequence[ExportPhoto]) -> ExportOutcome:
        """One file of text."""
        output = self.request.output
        check_no_photo(output)
        if os.path.realpath(output) in {os.path.realpath(f"{self.library.path}{suffix}") for suffix in FILE_SUFFIXES}:
            raise BreedLensError("is_library", "This file is the library itself; choose another name.")
        usable, left_out = self._usable(photos)
        encoding = "utf-8-sig" if self.request.format is ExchangeFormat.CSV else "utf-8"
        parts: Iterable[str]
        if self.request.format is ExchangeFormat.COCO:
            sized, unreadable = self._sized(usable)
            left_out += unreadable
            written, parts = len(sized), self._coco(sized)
        else:
            written, parts = len(usable), self._parts(usable)
        write_text(output, parts, encoding=encoding)
        return ExportOutcome(len(photos), written, output, tuple(left_out))

    def copies_or_sidecars(self, photos: Sequence[ExportPhoto]) -> ExportOutcome:
        """Many files."""
        request = self.request
        if request.format is ExchangeFormat.XMP:
            return export_sidecars(
                photos,
                load_breed_table(),
                naming=request.naming,
                removing=request.removing,
                control=self.control,
                on_progress=self.on_progress,
            )
        target = os.path.abspath(request.output)
        if request.format is ExchangeFormat.FOLDERS:
            return export_folders(
                photos, target, split=request.split, control=self.control, on_progress=self.on_progress
            )
        return export_yolo(
            photos,
            target,
            self.library.breeds(),
            layout=self.layout or Layout.CLASSIFICATION,
            split=request.split or SplitShares(),
            control=self.control,
            on_progress=self.on_progress,
        )

    def _usable(self, photos: Sequence[ExportPhoto]) -> tuple[list[ExportPhoto], list[LeftOut]]:
        """The photos that the format has a place for, and why it has none for others."""
        match self.request.format:
            case ExchangeFormat.KAGGLE:
                return kaggle_photos(photos, self.layout or Layout.LABELS)
            case ExchangeFormat.COCO:
                return divided(photos, lambda one: _left_out(one, is_there=one.status is not Status.UNLABELLED))
            case ExchangeFormat.MEGADETECTOR:
                return divided(
                    photos,
                    lambda one: _left_out(one, is_there=one.status is not Status.UNLABELLED or one.answer is not None),
                )
            case _:
                return list(photos), []

    def _parts(self, photos: Sequence[ExportPhoto]) -> Iterable[str]:
        table, breeds = load_breed_table(), self.library.breeds()
        folder = common_folder(photo.path for photo in photos)
        steps = iter(stepped(photos, self.control, self.on_progress))
        match self.request.format:
            case ExchangeFormat.CSV:
                return csv_lines(steps, folder, table)
            case ExchangeFormat.KAGGLE:
                return kaggle_lines(steps, self.layout or Layout.LABELS)
            case ExchangeFormat.MEGADETECTOR:
                return megadetector_parts(steps, folder, breeds, table)
            case _:
                return json_parts(steps, breeds)

    def _sized(self, photos: Sequence[ExportPhoto]) -> tuple[list[tuple[ExportPhoto, tuple[int, int]]], list[LeftOut]]:
        sized: list[tuple[ExportPhoto, tuple[int, int]]] = []
        left_out: list[LeftOut] = []
        for photo in stepped(photos, self.control, self.on_progress):
            header = probe_photo(photo.path)
            if isinstance(header, PhotoError):
                left_out.append(LeftOut(photo.path, header))
            else:
                sized.append((photo, (header.width, header.height)))
        return sized, left_out

    def _coco(self, sized: Sequence[tuple[ExportPhoto, tuple[int, int]]]) -> Iterator[str]:
        folder = common_folder(photo.path for photo, _ in sized)
        table = load_breed_table()
        return coco_parts(iter(sized), folder, self.library.breeds(), table, self.layout or Layout.CLASSIFICATION)


def _left_out(photo: ExportPhoto, *, is_there: bool) -> LeftOut | None:
    return None if is_there else LeftOut(photo.path, no_label())
