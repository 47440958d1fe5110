"""The large photo with the controls below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.item_models.prediction_model import percent_figure
from app.widgets.named import call, named
from app.widgets.photo_view import STEP, PhotoView

_LEAST_CAPTION, _WIDEST_PLACE = 40, 64
"""pixels between which room is kept for the place, "3 / 190", in narrow windows"""
_LEAST_NAME = 24
"""pixels below which a name says nothing"""


class PhotoPane(QWidget):
    """A `PhotoView`, previous and next, the file's name, and zoom.

    Signals:
        step_requested: next (1) or previous (-1) photo.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PhotoView()
        self._name = ""
        self._place = ""
        self._places: tuple[str, ...] = ("",)
        self._previous = self._button("previousButton", "previous", lambda: self.step_requested.emit(-1))
        self._next = self._button("nextButton", "next", lambda: self.step_requested.emit(1))
        self._caption = named(QLabel(textFormat=Qt.TextFormat.PlainText), "photoCaption")
        self._caption.setMinimumWidth(_LEAST_CAPTION)
        self._out = self._button("zoomOutButton", "zoom-out", lambda: self.view.zoom_by(1 / STEP))
        self._percent = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "zoomText")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("1 600 %") + 4)
        self._in = self._button("zoomInButton", "zoom-in", lambda: self.view.zoom_by(STEP))
        self._fit = self._button("zoomFitButton", "zoom-fit", self.view.fit)
        self._full = self._button("zoomFullButton", "zoom-full", lambda: self.view.zoom_to(1.0))
        self.view.scale_changed.connect(self._on_scale)
        self.view.step_requested.connect(self.step_requested)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(6)
        row.addWidget(self._caption, 1)
        for widget in (self._out, self._percent, self._in, self._fit, self._full):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._retranslate()

    def set_caption(self, name: str, row: int, count: int) -> None:
        """Name of the photo, and where it stands among those shown (`row` from 0, -1 if it is not shown)."""
        self._name = name
        locale = QLocale()
        position = self.tr("{place} of {count}").format(place=locale.toString(row + 1), count=locale.toString(count))
        self._place = position if row >= 0 else ""
        short = f"{locale.toString(row + 1)} / {locale.toString(count)}"
        self._places = (position, short, locale.toString(row + 1)) if row >= 0 else ("",)
        room = self._caption.fontMetrics().horizontalAdvance(short)
        self._caption.setMinimumWidth(min(max(room + 2, _LEAST_CAPTION), _WIDEST_PLACE))
        self._previous.setEnabled(row > 0)
        self._next.setEnabled(row < count - 1)
        self.view.setAccessibleDescription(name)
        self._show_caption()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what room there is."""
        super().resizeEvent(event)
        self._show_caption()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str, icon: str, act: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(autoRaise=True), name)
        set_icon(button, icon)
        button.clicked.connect(partial(call, act))
        return button

    def _show_caption(self) -> None:
        """Where there is little room, only the name is cut short: half a number would be another number."""
        metrics, room = QFontMetrics(self._caption.font()), self._caption.width()
        place = next((text for text in self._places if metrics.horizontalAdvance(text) <= room), self._places[-1])
        lead = f"{place}   " if place else ""
        left = room - metrics.horizontalAdvance(lead)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, left) if left > _LEAST_NAME else ""
        self._caption.setText((lead + name).rstrip())
        self._caption.setToolTip("\n".join(line for line in (self._place, self._name) if line))

    def _on_scale(self, scale: float) -> None:
        shown = self.view.picture is not None
        self._percent.setText(percent_figure(scale) if shown else "")
        for button in (self._out, self._in, self._fit, self._full):
            button.setEnabled(shown)

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Photo"))
        self._on_scale(self.view.scale)
        texts = (
            (self._previous, self.tr("Previous photo"), "←"),
            (self._next, self.tr("Next photo"), "→"),
            (self._out, self.tr("Zoom out"), "Ctrl+-"),
            (self._in, self.tr("Zoom in"), "Ctrl++"),
            (self._fit, self.tr("Fit the window"), "Ctrl+0"),
            (self._full, self.tr("Actual size"), "Ctrl+Alt+0"),
        )
        for button, text, keys in texts:
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
