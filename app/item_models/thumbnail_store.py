"""The thumbnails that the grid shows: only those in view are made, and late ones are dropped."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.item_models.thumbnail_cache import ThumbnailCache
from app.task_runner import Task, TaskContext, TaskRunner

log = logging.getLogger(__name__)

Made = list[tuple[str, QImage | None]]

_WORKERS = 2
_AT_ONCE = 3
"""thumbnails that a worker makes before it hands them over"""
SIDES = (256, 512)
"""sizes that are made and kept; the smallest that is large enough is shown"""


class _Wanted:
    """What the grid wants, most wanted first; shared with the workers."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._paths: OrderedDict[str, None] = OrderedDict()

    def replace(self, paths: Sequence[str]) -> None:
        with self._lock:
            self._paths = OrderedDict.fromkeys(paths)

    def __len__(self) -> int:
        return len(self._paths)

    def take(self) -> str | None:
        with self._lock:
            return self._paths.popitem(last=False)[0] if self._paths else None


class ThumbnailStore(QObject):
    """Pictures in memory by path, made on demand by worker threads.

    Signals:
        ready: paths whose thumbnails have arrived (or are known to be impossible).
    """

    ready = Signal(object)

    def __init__(
        self, tasks: TaskRunner, cache: ThumbnailCache, memory_bytes: int = 64 << 20, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._cache = cache
        self._memory = memory_bytes
        self._used = 0
        self._side = SIDES[0]
        self._wanted = _Wanted()
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._failed: set[str] = set()
        self._workers: list[Task[Made]] = []

    def set_side(self, pixels: int) -> None:
        """How large thumbnails are shown, in device pixels; other ones are made only where the size class changes."""
        side = next((side for side in SIDES if side >= pixels), SIDES[-1])
        if side != self._side:
            self._side = side
            self.forget()

    def pixmap(self, path: str) -> QPixmap | None:
        """The thumbnail, or None while there is none."""
        pixmap = self._pixmaps.get(path)
        if pixmap is not None:
            self._pixmaps.move_to_end(path)
        return pixmap

    def want(self, paths: Sequence[str]) -> None:
        """Make these and no others, the first ones first."""
        self._wanted.replace([path for path in paths if path not in self._pixmaps and path not in self._failed])
        self._employ()

    def forget(self) -> None:
        """Drop all pictures in memory and what is under way."""
        for worker in self._workers:
            worker.drop()
        self._workers.clear()
        self._wanted = _Wanted()
        self._pixmaps.clear()
        self._failed.clear()
        self._used = 0

    def _employ(self) -> None:
        """Have as many workers as there is work for; each does a little and then makes way for more urgent work."""
        self._workers = [worker for worker in self._workers if worker.is_running]
        for _ in range(min(_WORKERS, len(self._wanted)) - len(self._workers)):
            wanted, cache, side = self._wanted, self._cache, self._side
            work = partial(_make_some, wanted, cache, side)
            self._workers.append(
                self._tasks.run(work, on_result=self._take, on_error=self._fail, on_finished=self._employ, pool="quick")
            )

    def _take(self, made: Made) -> None:
        for path, image in made:
            if image is None:
                self._failed.add(path)
                continue
            old = self._pixmaps.pop(path, None)
            if old is not None:
                self._used -= _bytes_of(old)
            pixmap = QPixmap.fromImage(image)
            self._pixmaps[path] = pixmap
            self._used += _bytes_of(pixmap)
        while self._used > self._memory and self._pixmaps:
            _, dropped = self._pixmaps.popitem(last=False)
            self._used -= _bytes_of(dropped)
        self.ready.emit([path for path, _ in made])

    def _fail(self, error: BaseException) -> None:
        """Not a photo error, which `make_thumbnail` answers itself: it would come for every photo, so it is logged."""
        log.error("Thumbnails could not be made", exc_info=error)
        self._wanted.replace([])


def _make_some(wanted: _Wanted, cache: ThumbnailCache, side: int, context: TaskContext) -> Made:
    from app.item_models.thumbnail_maker import make_thumbnail

    made: Made = []
    while len(made) < _AT_ONCE and (path := wanted.take()) is not None:
        made.append((path, make_thumbnail(path, side, cache)))
        context.control.checkpoint()
    return made


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
