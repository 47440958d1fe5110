"""Which of the photos in the grid is looked at, and what is said where there is none."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject

from app.item_models.thumbnail_store import ThumbnailStore
from app.item_models.vocabulary import LabelShow, Show
from app.pages.identify.photo_desk import PhotoDesk
from app.pages.identify.photo_list import PhotoList
from app.pages.identify.view import IdentifyView
from app.translation import printable


class Showing(QObject):
    """Keeps grid and large photo in step."""

    def __init__(
        self,
        view: IdentifyView,
        photos: PhotoList,
        desk: PhotoDesk,
        thumbnails: ThumbnailStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._photos = photos
        self._desk = desk
        self._thumbnails = thumbnails

    def show_row(self, row: int) -> None:
        """The photo of this row of the grid is looked at; -1: none is the current one."""
        if row >= 0:
            photo = self._photos.model.photo_at(row)
            self._desk.show(photo, self._thumbnails.pixmap(photo.path))
            following = self._photos.model.paths_at(range(row + 1, row + 2))
            if following:
                self._desk.prefetch(following[0])
        self.show_place()

    def show_place(self) -> None:
        """Name and place of the photo that is looked at."""
        path = self._desk.path
        row = self._view.grid.currentIndex().row()
        name = printable(os.path.basename(path)) if path else ""
        self._view.pane.set_caption(name, row, self._photos.model.rowCount())

    def show_anew(self) -> None:
        """Have the photo on show looked at by the model that answers now."""
        columns, shown = self._photos.model.columns, self._desk.path
        self._desk.forget(pictures=False)
        known = None if shown is None or columns is None else columns.id_of(shown)
        if known is not None:
            # Not by way of the grid, where it may be filtered away.
            photo = self._photos.model.photo(known)
            self._desk.show(photo, self._thumbnails.pixmap(photo.path))

    def follow_arrangement(self) -> None:
        """Other photos are in the grid, or in another order, or none is left."""
        none_left = self._photos.model.columns is not None and not self._photos.model.rowCount()
        note = self.tr("No photo matches. Change the filter to see the others.")
        criteria = self._view.filter_bar.criteria
        if criteria.label is LabelShow.UNLABELLED and criteria.show is Show.ALL and not criteria.text:
            note = self.tr("Every photo here is labelled. Change the filter to see them.")
        self._view.grid.set_note(note if none_left else "")
        self._photos.ensure_current(self._desk.path)
        self.show_place()
