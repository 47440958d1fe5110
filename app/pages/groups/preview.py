"""A photo of a group, large; the arrows go on to its neighbours."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.pages.identify.examiner import Examiner
from app.services import Services
from app.translation import printable, translate_error, translate_photo_error
from app.widgets.named import named
from app.widgets.photo_view import PhotoView
from app.widgets.picture import Picture
from core.errors import PhotoError


class GroupPreview(QDialog):
    """Signals:
    step_requested: the next (1) or previous (-1) photo.
    toggle_requested: take the photo out of its group, or put it in again.
    """

    step_requested = Signal(int)
    toggle_requested = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupPreview")
        self.setModal(True)
        self._path = ""
        self._view = PhotoView()
        self._caption = named(QLabel(textFormat=Qt.TextFormat.PlainText), "groupPreviewCaption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._examiner = Examiner(services, self)
        self._examiner.picture_ready.connect(self._show_picture)
        self._examiner.failed.connect(lambda error: self._view.show_message(translate_error(error)))
        self._view.detail_wanted.connect(self._examiner.load_all_detail)
        self._view.step_requested.connect(self.step_requested)
        self._view.closed.connect(self.accept)
        self.finished.connect(self._examiner.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self._view, 1)
        column.addWidget(self._caption)

    def show_photo(self, path: str, caption: str, is_out: bool) -> None:
        """Show a photo; what is said of it stands below."""
        name = printable(os.path.basename(path))
        self.setWindowTitle(name)
        keys = self.tr("Space puts it back into the group") if is_out else self.tr("Space takes it out of the group")
        self._caption.setText(" · ".join(part for part in (name, caption, keys) if part))
        if path != self._path:
            self._path = path
            self._view.show_picture(None)
            self._examiner.look_at(path, None)
        self._view.setFocus()

    def sizeHint(self) -> QSize:
        """Most of the window behind it."""
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else QSize(900, 700)
        return QSize(round(window.width() * 0.85), round(window.height() * 0.85))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space as in the list."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle_requested.emit()
        else:
            super().keyPressEvent(event)

    def _show_picture(self, path: str, picture: Picture | PhotoError) -> None:
        if path != self._path:
            return
        if isinstance(picture, PhotoError):
            self._view.show_message(translate_photo_error(picture))
        else:
            self._view.show_picture(picture, keep_view=self._view.picture is not None)
