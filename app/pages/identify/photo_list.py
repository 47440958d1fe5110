"""The photos that are open: what arrives, what is shown in which order, and the thumbnails in view."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.item_models.photo_list_model import PhotoListModel
from app.item_models.thumbnail_store import ThumbnailStore
from app.item_models.vocabulary import Criteria, LabelShow, PhotoState, Show, SortKey
from app.pages.identify.folder_run import Outcome
from app.pages.identify.sentences import Sentences
from app.task_runner import Task, TaskContext, TaskRunner
from app.widgets.photo_grid import PhotoGrid
from core.errors import PhotoError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.item_models.photo_columns import PhotoChunk, PhotoColumns
    from core.library.records import PhotoLabel

_GROWING_MS = 150
"""how often the grid grows while photos are being found"""
_SETTLING_MS = 700
"""how often it is sorted and filtered anew while predictions come in"""
_SHARE = 12
"""arranging takes at most this part of the time"""


class PhotoList(QObject):
    """Keeps model and grid in step with what is found and asked for.

    Signals:
        arranged: other photos are shown, or in another order.
        counted: how many photos each filter would show (dict of `Show` to int).
        labels_counted: how many photos each filter of labels would show (dict of `LabelShow` to int).
        looked_at: the paths now in view, to be classified first.
    """

    arranged = Signal()
    counted = Signal(object)
    labels_counted = Signal(object)
    looked_at = Signal(object)

    def __init__(
        self, grid: PhotoGrid, thumbnails: ThumbnailStore, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.model = PhotoListModel(self)
        self._grid = grid
        self._thumbnails = thumbnails
        self._tasks = tasks
        self._criteria = Criteria()
        self._sentences: Sentences | None = None
        self._keys_task: Task[tuple[SortKey, NDArray[Any]]] | None = None
        self._keys_wanted: SortKey | None = None
        self._is_scanning = False
        self._placed: int | None = None
        self._cost_ms = 0.0
        self.model.rows_in_view = grid.rows_in_view
        grid.setModel(self.model)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.arrange)
        grid.view_changed.connect(self._on_view)
        grid.side_changed.connect(self._on_side)
        thumbnails.ready.connect(self._on_thumbnails)

    @property
    def is_scanning(self) -> bool:
        """More photos may be found."""
        return self._is_scanning

    def restart(self) -> None:
        """Other photos are going to be found."""
        self._later.stop()
        if self._keys_task is not None:
            self._keys_task.drop()
            self._keys_task = None
        self._is_scanning = True
        self._placed = None
        self.model.reset(None)
        self._thumbnails.forget()
        self.counted.emit({})
        self.labels_counted.emit({})

    def add(self, chunk: PhotoChunk) -> None:
        """Take in photos that were found."""
        columns = self.model.columns
        if columns is None:
            from app.item_models.photo_columns import PhotoColumns

            columns = PhotoColumns()
            self.model.reset(columns)
            columns.append(chunk)
            self.arrange()
        else:
            columns.append(chunk)
            self._arrange_soon(_GROWING_MS)

    def end_of_scan(self) -> None:
        """All photos are here."""
        self._is_scanning = False
        self.arrange()

    def take(self, outcomes: list[Outcome]) -> None:
        """Take in what the model found."""
        columns = self.model.columns
        if columns is None:
            return
        known = [(i, row) for row in outcomes if (i := columns.id_of(row[0])) is not None]
        errors = {i: row[2] for i, row in known if isinstance(row[2], PhotoError)}
        self.model.set_outcomes([i for i, _ in known], [row[1] for _, row in known], errors)
        self._count()
        if self._criteria.depends_on_outcomes:
            self._arrange_soon(_SETTLING_MS)

    def set_labels(self, labels: Mapping[str, PhotoLabel], *, at_once: bool) -> None:
        """Take in what a person said of these paths; `at_once` where they said it just now."""
        columns = self.model.columns
        if columns is None:
            return
        known = {i: label for path, label in labels.items() if (i := columns.id_of(path)) is not None}
        if not known:
            return
        self.model.set_labels(known)
        self._count()
        if self._criteria.depends_on_labels:
            if at_once:
                self.arrange()
            else:
                self._arrange_soon(_GROWING_MS)

    def set_rows(self, paths: Sequence[str], rows: NDArray[np.void]) -> None:
        """Take in what a taught model says of these paths, one row of the columns each."""
        columns = self.model.columns
        if columns is None:
            return
        ids = [columns.id_of(path) for path in paths]
        known = [place for place, i in enumerate(ids) if i is not None]
        columns.set_rows([ids[place] for place in known], rows[known])  # type: ignore[misc]
        self.model.refresh()
        self._count()
        if self._criteria.depends_on_outcomes:
            self._arrange_soon(_SETTLING_MS)

    def is_unlabelled(self, path: str) -> bool:
        """The photo is open, and nothing was said of it."""
        columns = self.model.columns
        known = None if columns is None else columns.id_of(path)
        return columns is not None and known is not None and known not in columns.labels

    def set_lessons(self, paths: Sequence[str] | None) -> None:
        """These teach most, the most telling first; None while nothing is taught."""
        columns = self.model.columns
        if columns is None:
            return
        columns.rank_for_teaching(paths)
        if self._criteria.sort is SortKey.TEACHING:
            self.arrange()

    def forget_labels(self) -> None:
        """Another library: nobody has said anything of these photos until it tells."""
        if self.model.columns is not None:
            self.model.columns.forget_labels()
            self.model.refresh()
            self.arrange()

    def forget_outcomes(self) -> None:
        """Another model is going to look at the photos."""
        if self.model.columns is not None:
            self.model.columns.forget_outcomes()
            self.model.refresh()
            self._count()

    def set_sentences(self, sentences: Sentences) -> None:
        """Another language or other classes."""
        self._sentences = sentences
        self.model.describe = sentences.describe
        self.model.refresh()
        if self._criteria.depends_on_outcomes:
            self.arrange()

    def set_criteria(self, criteria: Criteria) -> None:
        """The person asked to see something else."""
        self._criteria = criteria
        self.arrange()

    def arrange(self) -> None:
        """Sort and filter now."""
        self._later.stop()
        columns = self.model.columns
        if columns is None or self._needs_keys(columns):
            return
        from app.item_models.arrangement import arrange

        began = time.perf_counter()
        order = arrange(columns, self._criteria, *self._class_keys(), self._found_labels(columns))
        self._let_go_of_current(order)
        self.model.set_order(order)
        if not self._is_scanning:
            self._lead_with_first()
        self._cost_ms = 1000 * (time.perf_counter() - began)
        self._count()
        self.arranged.emit()

    def ensure_current(self, path: str | None) -> None:
        """There is always a current photo, unless there is none at all: that of `path`, or the first."""
        columns = self.model.columns
        if columns is None or self._grid.currentIndex().isValid() or not self.model.rowCount():
            return
        known = columns.id_of(path) if path is not None else None
        index = self.model.index_of(-1 if known is None else known)
        if not index.isValid():
            index = self.model.index(0)
            self._placed = int(self.model.order[0]) if self._is_scanning else None
        self._grid.setCurrentIndex(index)

    def show_first(self) -> None:
        """Make the first photo the current one."""
        if self.model.rowCount():
            self._grid.setCurrentIndex(self.model.index(0))
            self._grid.scrollToTop()

    def show_current(self) -> None:
        """Scroll to the current photo, which another choice of photos may have moved far away."""
        current = self._grid.currentIndex()
        if current.isValid():
            self._grid.scrollTo(current)

    def _on_side(self, side: int) -> None:
        self._thumbnails.set_side(round(side * self._grid.devicePixelRatioF()))

    def _let_go_of_current(self, order: NDArray[np.int64]) -> None:
        """A current photo that is filtered away leaves none, not whatever comes to stand in its place."""
        current = self._grid.currentIndex()
        if current.isValid() and not (order == int(self.model.order[current.row()])).any():
            self._grid.selectionModel().clear()

    def _lead_with_first(self) -> None:
        """The order is known now: its first photo is shown, unless the person went elsewhere meanwhile."""
        placed, self._placed = self._placed, None
        current = self._grid.currentIndex()
        if placed is not None and current.isValid() and int(self.model.order[current.row()]) == placed:
            self._grid.setCurrentIndex(self.model.index(0))

    def _class_keys(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        import numpy as np

        sentences = self._sentences
        by_breed = sentences is not None and self._criteria.sort is SortKey.BREED
        ranks = sentences.class_ranks() if sentences is not None and by_breed else []
        text = self._criteria.text
        found = sentences.classes_found_by(text) if sentences is not None and text else []
        return np.array(ranks, np.int64), np.array(found, np.int64)

    def _found_labels(self, columns: PhotoColumns) -> set[str]:
        text, sentences = self._criteria.text, self._sentences
        if not text or sentences is None:
            return set()
        return sentences.labels_found_by(text, {label.breed for label in columns.labels.values() if label.breed})

    def _arrange_soon(self, delay_ms: int) -> None:
        if not self._later.isActive():
            self._later.start(max(delay_ms, int(_SHARE * self._cost_ms)))

    def _needs_keys(self, columns: PhotoColumns) -> bool:
        """Names and dates of many files take a while: a worker works them out once, when all files are known."""
        missing = {SortKey.NAME: columns.name_ranks is None, SortKey.DATE: columns.file_dates is None}
        sort = self._criteria.sort
        if self._is_scanning or not missing.get(sort, False):
            return False
        if self._keys_task is not None:
            if self._keys_wanted is sort:
                return True
            self._keys_task.drop()
        self._keys_wanted = sort
        self._keys_task = self._tasks.run(
            partial(_work_out_keys, sort, list(columns.paths)), on_result=self._on_keys, pool="quick"
        )
        return True

    def _on_keys(self, result: tuple[SortKey, NDArray[Any]]) -> None:
        sort, keys = result
        columns = self.model.columns
        self._keys_task = None
        if columns is None or len(keys) != len(columns):
            return
        if sort is SortKey.NAME:
            columns.name_ranks = keys
        else:
            columns.file_dates = keys
        self.arrange()

    def _count(self) -> None:
        columns = self.model.columns
        if columns is None:
            return
        count = columns.counts()
        unsure = int(((columns.rows["state"] == PhotoState.DOG) & (columns.rows["set_size"] > 1)).sum())
        self.counted.emit(
            {
                Show.ALL: len(columns),
                Show.DOGS: int(count[PhotoState.DOG] + count[PhotoState.OTHER_BREED]),
                Show.UNSURE: unsure,
                Show.OTHER_BREED: int(count[PhotoState.OTHER_BREED]),
                Show.NO_DOG: int(count[PhotoState.NO_DOG]),
                Show.UNREADABLE: int(count[PhotoState.UNREADABLE]),
            }
        )
        statuses = columns.status_counts()
        self.labels_counted.emit({show: sum(statuses[status] for status in show.statuses) for show in LabelShow})

    def _on_view(self) -> None:
        paths = self.model.paths_at(self._grid.rows_in_view())
        self._thumbnails.want(paths)
        if paths:
            self.looked_at.emit(paths)

    def _on_thumbnails(self, paths: list[str]) -> None:  # noqa: ARG002
        self._grid.viewport().update()


def _work_out_keys(sort: SortKey, paths: list[str], context: TaskContext) -> tuple[SortKey, NDArray[Any]]:
    from app.item_models.arrangement import file_dates, name_ranks

    work_out = name_ranks if sort is SortKey.NAME else file_dates
    return sort, work_out(paths, context.control)
