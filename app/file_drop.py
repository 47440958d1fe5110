"""Dropping files onto any part of a window."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from app.incoming import is_welcome

_DRAG_EVENTS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class DropHint(QWidget):
    """Covers the window while something is dragged over it, and says what letting go will do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed frame and one line of text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        veil = QColor(palette.window().color())
        veil.setAlphaF(0.82)
        painter.fillRect(event.rect(), veil)
        painter.setPen(QPen(palette.highlight().color(), 2.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 14, 14)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        painter.setFont(font)
        painter.setPen(palette.windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Let go to open these photos"))
        painter.end()


class FileDrop(QObject):
    """Takes drops for the whole window, whatever lies below the mouse.

    It watches the native window too: fields and lists that take drops of their own would swallow them otherwise.
    Drags that began in this program are left alone.

    Signals:
        dropped: the QMimeData of the drop, valid during the signal only.
    """

    dropped = Signal(QMimeData)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hint = DropHint(window)
        self._native: QObject | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle drags of files; everything else goes its way."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._watch_native_window()
        elif kind == QEvent.Type.Resize and watched is self._window:
            self._hint.resize(self._window.size())
        elif kind == QEvent.Type.DragLeave:
            self._hint.hide()
        elif kind in _DRAG_EVENTS:
            return self._on_drag(cast("QDropEvent", event))
        return False

    def _watch_native_window(self) -> None:
        native = self._window.windowHandle()
        if native is not None and native is not self._native:
            self._native = native
            native.installEventFilter(self)

    def _on_drag(self, event: QDropEvent) -> bool:
        if event.source() is not None or not is_welcome(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._hint.hide()
            self.dropped.emit(event.mimeData())
        else:
            self._hint.resize(self._window.size())
            self._hint.raise_()
            self._hint.show()
        return True
