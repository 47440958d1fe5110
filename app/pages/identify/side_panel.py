"""What the model says of the photo: the finding, the breeds, and the heat map's switches."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.item_models.prediction_model import BreedRow, PredictionModel
from app.pages.identify.label_box import LabelBox
from app.pages.identify.sentences import Answer
from app.widgets.breed_delegate import BreedDelegate
from app.widgets.named import named


class BreedList(QListView):
    """One row a breed; letters and digits are left to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictionPanel")
        self.setItemDelegate(BreedDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyboardSearch(self, search: str) -> None:
        """Typed letters and digits are the page's."""


class SidePanel(QWidget):
    """The right-hand column.

    Signals:
        breed_chosen: class index of the breed whose heat map is wanted.
        breed_taken: place of the breed, from 0, that the photo is to be labelled with.
        breeds_wanted: show the breeds of a photo without a dog.
        overlay_toggled, opacity_changed: the person moved the switch or the slider (0..100).
    """

    breed_chosen = Signal(int)
    breed_taken = Signal(int)
    breeds_wanted = Signal()
    overlay_toggled = Signal(bool)
    opacity_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(250)
        self._headline = named(QLabel(wordWrap=True), "findingText")
        self._headline.setProperty("role", "title")
        self._headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._addition = named(QLabel(wordWrap=True), "findingNote")
        self._addition.setProperty("role", "muted")
        self._anyway = named(QPushButton(), "showBreedsButton")
        self._model = PredictionModel(self)
        self._list = BreedList()
        self._list.setModel(self._model)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.clicked.connect(self._on_current)
        self._list.doubleClicked.connect(lambda index: self.breed_taken.emit(index.row()))
        self.label_box = LabelBox()
        self._toggle = named(QCheckBox(), "overlayToggle")
        self._opacity = named(QSlider(Qt.Orientation.Horizontal), "overlayOpacity")
        self._opacity.setRange(0, 100)
        self._opacity_label = QLabel()
        self._scale = HeatScale()
        self._seen_note = QLabel(wordWrap=True)
        self._seen_note.setProperty("role", "muted")
        self._heat = QWidget()
        self._heat_note = named(QLabel(wordWrap=True), "heatMapNote")
        self._heat_note.setProperty("role", "muted")
        for label in (self._headline, self._addition, self._heat_note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._file = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "fileText")
        self._file.setProperty("role", "muted")
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._anyway.clicked.connect(self.breeds_wanted)
        self._toggle.toggled.connect(self._on_toggled)
        self._opacity.valueChanged.connect(self.opacity_changed)
        self._lay_out()
        self._retranslate()
        self.show_answer(Answer(""), [], hidden=False)
        self.set_heat_note("")

    @property
    def rows(self) -> tuple[BreedRow, ...]:
        """The breeds on show."""
        return self._model.rows

    @property
    def breed_list(self) -> BreedList:
        """The breeds, in which the page's keys work too."""
        return self._list

    @property
    def chosen_class(self) -> int | None:
        """Class index of the breed whose heat map is wanted: the likeliest, unless the person chose another."""
        current = self._list.currentIndex()
        if current.isValid() and current.row() < len(self.rows):
            return self.rows[current.row()].class_index
        return self.rows[0].class_index if self.rows else None

    def show_answer(self, answer: Answer, rows: Sequence[BreedRow], *, hidden: bool) -> None:
        """Show a finding; `hidden` breeds wait behind a button."""
        self._headline.setText(answer.headline)
        self._addition.setText(answer.addition)
        self._addition.setVisible(bool(answer.addition))
        self._anyway.setVisible(hidden)
        for widget in (self._list, self._heat):
            widget.setVisible(not hidden and bool(rows))
        chosen = self.chosen_class if self._list.currentIndex().isValid() else None
        self._model.set_rows(rows)
        if not self._list.currentIndex().isValid():
            # Another number of breeds: the breed whose heat map is on show stays marked.
            self._mark(next((place for place, row in enumerate(rows) if row.class_index == chosen), 0))
        self._fit_list()

    def set_heat_note(self, note: str) -> None:
        """Why there is no heat map, in place of its switches; "" gives them back."""
        self._heat_note.setText(note)
        self._heat_note.setVisible(bool(note))
        for widget in (self._toggle, self._opacity_label, self._opacity, self._scale, self._seen_note):
            widget.setVisible(not note)

    def choose_first(self) -> None:
        """Another photo: back to its likeliest breed."""
        self._mark(0)

    def _mark(self, row: int) -> None:
        model = self._list.selectionModel()
        blocked = model.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        model.setCurrentIndex(self._model.index(row, 0), flags)
        model.blockSignals(blocked)
        self._list.viewport().update()

    def choose(self, row: int) -> None:
        """Choose a breed by its place, from 0."""
        if row < len(self.rows) and self._list.isVisibleTo(self):
            self._list.setCurrentIndex(self._model.index(row, 0))
            self._toggle.setChecked(True)

    def set_overlay(self, visible: bool, opacity: int) -> None:
        """Take up the settings."""
        self._toggle.setChecked(visible)
        self._opacity.setValue(opacity)
        self._on_toggled(visible)

    def show_overlay(self, visible: bool) -> None:
        """Turn the heat map on or off, as its switch does."""
        self._toggle.setChecked(visible)

    def set_file(self, path: str) -> None:
        """Where the photo lies; its name stands below the photo."""
        self._file.setText(os.path.dirname(path))
        self._file.setToolTip(path)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.breed_chosen.emit(self.rows[current.row()].class_index)

    def _on_toggled(self, on: bool) -> None:
        for widget in (self._opacity, self._opacity_label, self._scale):
            widget.setEnabled(on)
        self.overlay_toggled.emit(on)

    def _fit_list(self) -> None:
        """As high as its rows, so that what is below follows closely."""
        row = self._list.sizeHintForRow(0) if self.rows else 0
        self._list.setMaximumHeight(row * len(self.rows) + 4)
        self._list.setMinimumHeight(min(row * min(len(self.rows), 3) + 4, 260))

    def _lay_out(self) -> None:
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        slider = QHBoxLayout()
        slider.setSpacing(10)
        slider.addWidget(self._opacity_label)
        slider.addWidget(self._opacity, 1)
        heat = QVBoxLayout(self._heat)
        heat.setContentsMargins(0, 0, 0, 0)
        heat.setSpacing(8)
        heat.addWidget(self._toggle)
        heat.addLayout(slider)
        heat.addWidget(self._scale)
        heat.addWidget(self._seen_note)
        heat.addWidget(self._heat_note)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._headline)
        column.addWidget(self._addition)
        column.addWidget(self._anyway, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self._list, 1)
        column.addSpacing(4)
        column.addWidget(self.label_box)
        column.addSpacing(10)
        column.addWidget(self._heat)
        column.addStretch()
        column.addWidget(self._file)

    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Likeliest breeds"))
        self._list.setToolTip(
            self.tr(
                "A click shows where the network looked for a breed (Ctrl+1 to 5), two label the photo with it (1 to 5)"
            )
        )
        self._anyway.setText(self.tr("Show breeds anyway"))
        self._anyway.setToolTip(self.tr("The breeds that the model would name if this were a dog"))
        self._toggle.setText(self.tr("Show where the network looked"))
        self._toggle.setToolTip(self.tr("Heat map over the photo (Ctrl+Shift+H)"))
        self._opacity_label.setText(self.tr("Strength"))
        self._opacity.setAccessibleName(self.tr("Strength of the heat map"))
        self._opacity.setToolTip(self.tr("How strongly the heat map covers the photo"))
        self._scale.set_ends(self.tr("looked little"), self.tr("looked much"))
        self._seen_note.setText(self.tr("Dashed: the part of the photo that the network saw."))


class HeatScale(QWidget):
    """The colours of the heat map, from little to much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = ("", "")
        self.setMinimumHeight(8 + 4 + self.fontMetrics().height())

    def set_ends(self, little: str, much: str) -> None:
        """The words below the ends."""
        self._ends = (little, much)
        self.setAccessibleName(f"{little} – {much}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A ramp and two words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        ramp = QLinearGradient(0, 0, self.width(), 0)
        for place, colour in _RAMP:
            ramp.setColorAt(place, QColor(*colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ramp)
        painter.drawRoundedRect(0, 0, self.width(), 8, 4, 4)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.rect().adjusted(0, 11, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._ends[0])
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._ends[1])


_RAMP = (
    (0.0, (0, 0, 4)),
    (0.2, (66, 10, 104)),
    (0.4, (147, 38, 103)),
    (0.6, (221, 81, 58)),
    (0.8, (252, 165, 10)),
    (1.0, (252, 255, 164)),
)
"""six points of `inferno`, the map of `core.inference.overlays`, which would need NumPy before the first paint"""
