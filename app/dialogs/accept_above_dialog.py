"""Accept all above a probability, after a look at every breed that this would sweep in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.breed_words import shown_breed
from app.dialogs.accept_above_work import Offer, read_offer
from app.item_models.sweep_model import LEAST_SURE_ROLE, Column, SweepModel
from app.item_models.thumbnail_store import ThumbnailStore
from app.label_work import Said
from app.model_in_use import ModelInUse
from app.options import ACCEPT_ABOVE
from app.services import Services
from app.task_runner import Task
from app.translation import current_language, translate_error
from app.widgets.figures import count_text
from app.widgets.named import named
from app.widgets.thumbnail_strip import THUMBNAIL_SIDE, ThumbnailStrip
from core.control import Progress

if TYPE_CHECKING:
    from app.item_models.answer_columns import BreedSweep

_STEPS = 10
"""steps of the slider for each percent"""


class AcceptAboveDialog(QDialog):
    """Only photos without a label, on which a dog of a known breed was found, are labelled; all of them as one step.

    Signals:
        accepted_photos: how many photos were labelled; they are on the disk once `Labelling.changed` tells.
    """

    accepted_photos = Signal(int)

    def __init__(
        self, services: Services, paths: Sequence[str], model: ModelInUse, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("acceptAboveDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services, self._paths, self._model = services, tuple(paths), model
        self._offer: Offer | None = None
        self._task: Task[Offer] | None = None
        self._thumbnails = ThumbnailStore(services.tasks, services.thumbnails, parent=self)
        self._rows = SweepModel(self._breed_name, self)
        self._rows.choice_changed.connect(self._show_total)
        self._build()
        self._set_threshold(services.settings.get(ACCEPT_ABOVE))
        self.finished.connect(self._on_finished)
        services.labelling.opened.connect(self._read)
        self._show_ready(False)
        if services.labelling.library is None and services.labelling.why_closed is None:
            services.labelling.begin()
        else:
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after a typed number must not label anything yet: it leads to the button that does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._button.hasFocus():
            self._button.setFocus()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Accept all above…"))
        self.resize(760, 620)
        self._slider = named(QSlider(Qt.Orientation.Horizontal), "acceptAboveSlider")
        self._slider.setRange(0, 100 * _STEPS)
        self._slider.setSingleStep(_STEPS // 2)
        self._slider.setPageStep(5 * _STEPS)
        self._slider.setAccessibleName(self.tr("Least probability"))
        spin = QDoubleSpinBox(minimum=0, maximum=100, decimals=1, singleStep=0.5, suffix=self.tr("%"))
        spin.setMaximumWidth(110)
        self._spin = named(spin, "acceptAboveSpin")
        self._spin.setAccessibleName(self.tr("Least probability"))
        self._slider.valueChanged.connect(lambda value: self._set_threshold(value / _STEPS))
        self._spin.valueChanged.connect(self._set_threshold)
        chosen = QHBoxLayout()
        chosen.addWidget(QLabel(self.tr("Accept the first breed of every photo from this probability on:")), 1)
        chosen.addWidget(self._spin)
        self._meaning = named(QLabel(wordWrap=True), "acceptAboveMeaning")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "acceptAboveNote")
        self._total = named(QLabel(wordWrap=True), "acceptAboveTotal")
        self._rest = named(QLabel(wordWrap=True), "acceptAboveRest")
        for label in (self._note, self._rest):
            label.setProperty("role", "muted")
        self._total.setProperty("role", "heading")
        self._progress = QProgressBar(textVisible=False)
        self._table = self._make_table()
        self._all, self._none = QPushButton(self.tr("Take all breeds")), QPushButton(self.tr("Leave all out"))
        self._all.clicked.connect(lambda: self._rows.choose_all(True))
        self._none.clicked.connect(lambda: self._rows.choose_all(False))
        ticks = QHBoxLayout()
        for button in (self._all, self._none):
            button.setAutoDefault(False)
            ticks.addWidget(button)
        ticks.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._button = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._button.setObjectName("acceptAboveButton")
        self._button.setProperty("primary", True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(chosen)
        for widget in (self._slider, self._meaning, self._progress, self._note):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addLayout(ticks)
        column.addWidget(self._total)
        column.addWidget(self._rest)
        column.addWidget(buttons)

    def _make_table(self) -> QTreeView:
        table = named(QTreeView(), "acceptAboveTable")
        table.setModel(self._rows)
        table.setAccessibleName(self.tr("Breeds that would be accepted"))
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        strip = ThumbnailStrip(self._path_of, self._thumbnails.pixmap, LEAST_SURE_ROLE, table)
        table.setItemDelegateForColumn(Column.LEAST_SURE, strip)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.BREED, QHeaderView.ResizeMode.Stretch)
        self._thumbnails.set_side(round(THUMBNAIL_SIDE * self.devicePixelRatioF()))
        self._thumbnails.ready.connect(table.viewport().update)
        table.verticalScrollBar().valueChanged.connect(self._want_thumbnails)
        return table

    def _read(self) -> None:
        """The library is open, or it is known that it cannot be."""
        labelling = self._services.labelling
        why = labelling.why_closed or labelling.why_read_only
        if why is not None or labelling.library is None:
            self._say(translate_error(why) if why else "")
        elif self._task is None:
            self._say(self.tr("Reading what the model said of %Ln photo(s)…", "", len(self._paths)))
            self._progress.show()
            work = partial(read_offer, self._services, labelling.library, self._paths, self._model)
            self._task = self._services.tasks.run(
                work, on_result=self._show_offer, on_error=self._on_error, on_progress=self._on_progress, owner=self
            )

    def _on_progress(self, progress: Progress) -> None:
        self._progress.setRange(0, progress.total or 0)
        self._progress.setValue(progress.done)

    def _on_error(self, error: BaseException) -> None:
        self._say(translate_error(error))

    def _say(self, note: str) -> None:
        self._progress.hide()
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        nothing = self.tr("No photo without a label shows a dog of a known breed, as far as the model has looked.")
        self._say("" if len(offer.answers) else nothing)
        self._show_ready(bool(len(offer.answers)))
        self._show_sweep()

    def _show_ready(self, on: bool) -> None:
        for widget in (self._slider, self._spin, self._table, self._all, self._none):
            widget.setEnabled(on)
        self._button.setEnabled(False)
        self._button.setText(self.tr("Accept"))

    def _set_threshold(self, percent: float) -> None:
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._slider.setValue(round(percent * _STEPS))
            self._spin.setValue(percent)
        self._show_sweep()

    def _show_sweep(self) -> None:
        if self._offer is None:
            return
        place = self._table.verticalScrollBar().value()
        self._rows.set_rows(self._offer.answers.sweep(self._spin.value() / 100))
        self._table.verticalScrollBar().setValue(place)
        self._show_total()
        self._want_thumbnails()

    def _show_total(self) -> None:
        if self._offer is None:
            return
        chosen = self._rows.chosen
        count = sum(row.count for row in chosen)
        swept = sum(row.count for row in self._rows.rows)
        self._meaning.setText(self._meaning_of(chosen, count))
        self._total.setText(self.tr("%Ln photo(s) will be labelled as one step.", "", count))
        answers = self._offer.answers
        parts = (
            (len(answers) - swept, self.tr("less sure: {count}")),
            (swept - count, self.tr("of breeds left out: {count}")),
            (answers.without_breed, self.tr("without a dog of a known breed: {count}")),
            (answers.unanswered, self.tr("not looked at yet, or unreadable: {count}")),
            (self._offer.labelled, self.tr("labelled already: {count}")),
        )
        left = ", ".join(text.format(count=count_text(number)) for number, text in parts if number)
        self._rest.setText(self.tr("What stays as it is – {parts}.").format(parts=left) if left else "")
        self._button.setText(self.tr("Accept %Ln photo(s)", "", count))
        self._button.setEnabled(count > 0)

    def _meaning_of(self, chosen: Sequence[BreedSweep], count: int) -> str:
        if not count or self._offer is None:
            return self.tr("No photo is as sure as this.")
        if not self._offer.checked_on:
            return self.tr("The probabilities of this model were never checked on photos: look closely.")
        right = sum(row.mean * row.count for row in chosen) / count
        sentence = self.tr(
            "Going by the photos on which the model was checked ({checked}), about {right} of 100 such answers are"
            " right; of the least sure ones, about {least}."
        )
        return sentence.format(
            checked=count_text(self._offer.checked_on),
            right=count_text(floor(100 * right)),
            least=count_text(floor(100 * min(row.lowest for row in chosen))),
        )

    def _accept(self) -> None:
        if self._offer is None:
            return
        from core.library.records import Origin, Status

        answers = self._offer.answers
        said = {
            answers.paths[i]: Said(Status.LABELLED, answers.class_names[row.class_index])
            for row in self._rows.chosen
            for i in answers.ids_of(row)
        }
        self._services.labelling.say(said, Origin.ACCEPTED, self._model)
        self.accepted_photos.emit(len(said))
        self.accept()

    def _want_thumbnails(self) -> None:
        if self._offer is None:
            return
        view = self._table.viewport()
        top, bottom = self._table.indexAt(view.rect().topLeft()), self._table.indexAt(view.rect().bottomLeft())
        last = bottom.row() if bottom.isValid() else len(self._rows.rows) - 1
        shown = self._rows.rows[max(0, top.row()) : last + 1]
        self._thumbnails.want([self._path_of(photo) for row in shown for photo in row.least_sure])

    def _path_of(self, photo: int) -> str:
        return self._offer.answers.paths[photo] if self._offer is not None else ""

    def _breed_name(self, class_index: int) -> str:
        name = self._offer.answers.class_names[class_index] if self._offer is not None else ""
        return shown_breed(self._services.breeds, name, current_language(self._services.settings))

    def _on_finished(self) -> None:
        if self._task is not None:
            self._task.drop()
        self._services.settings.set(ACCEPT_ABOVE, self._spin.value())
        self._thumbnails.forget()


def open_accept_above(
    services: Services, paths: Sequence[str], model: ModelInUse, parent: QWidget | None = None
) -> AcceptAboveDialog:
    """Ask about the answers of a model for these photos; the dialog labels what the person accepts, and goes."""
    dialog = AcceptAboveDialog(services, paths, model, parent)
    dialog.open()
    return dialog
