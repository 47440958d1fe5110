"""Width and height of every photo of a table, from the headers alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from core.control import Control, OnProgress, Progress
from core.datasets.table import PhotoRow
from core.photos.probe import PhotoHeader, probe_photo
from core.thread_priority import lower_this_thread, usable_cores

_PHOTOS_A_TURN = 256

Item = TypeVar("Item")
Result = TypeVar("Result")


def with_sizes(
    rows: Sequence[PhotoRow], *, control: Control | None = None, on_progress: OnProgress | None = None
) -> list[PhotoRow]:
    """The rows with the size of the upright photo; 0 where the header cannot be read.

    Boxes are cut to the photo; one that lies outside goes.

    Raises:
        Cancelled: by `control`.
    """
    measured = list(in_parallel(_measured, rows, control=control, on_progress=on_progress))
    return measured + list(rows[len(measured) :])


def in_parallel(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Result]:
    """`work` of every item, in order, on all cores; ends early where the control says to stop and keep.

    Raises:
        Cancelled: by `control`.
    """
    waiting, done = iter(items), 0
    with ThreadPoolExecutor(usable_cores(), thread_name_prefix="photo-table", initializer=lower_this_thread) as pool:
        while turn := list(islice(waiting, _PHOTOS_A_TURN)):
            if control is not None and not control.checkpoint():
                return
            yield from pool.map(work, turn)
            done += len(turn)
            if on_progress is not None:
                on_progress(Progress(done, len(items)))


def _measured(row: PhotoRow) -> PhotoRow:
    header = probe_photo(row.path)
    if not isinstance(header, PhotoHeader):
        return row
    box = row.box
    if box is not None:
        left, right = (min(max(value, 0), header.width) for value in (box[0], box[2]))
        top, bottom = (min(max(value, 0), header.height) for value in (box[1], box[3]))
        box = (left, top, right, bottom) if left < right and top < bottom else None
    return row._replace(width=header.width, height=header.height, box=box)
