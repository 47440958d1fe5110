"""The models on this computer: which one is in use, how good they are, and what can be done with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.model_words import ModelWords
from app.dialogs.models_work import ModelRow, Removal, may_go, read_models, remove
from app.dialogs.question import ask_before
from app.options import MODEL
from app.services import Services
from app.translation import translate_error
from app.widgets.figures import count_text
from app.widgets.named import named

_SIZE = QSize(860, 440)
_ROW = Qt.ItemDataRole.UserRole
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ModelsDialog(QDialog):
    """A list, and buttons for the chosen model.

    Signals:
        evaluate_wanted: measure the model of this name, called so.
        removed: a model is gone.
        said: a sentence for the status bar.
    """

    evaluate_wanted = Signal(str, str)
    removed = Signal()
    said = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelsDialog")
        self._services = services
        self._words = ModelWords(self)
        self._rows: list[ModelRow] = []
        self._said = ""
        self._list = named(QTreeWidget(), "modelsList")
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setColumnCount(5)
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "modelsNote")
        self._note.setProperty("role", "muted")
        self._note.setMinimumHeight(2 * self._note.fontMetrics().lineSpacing())
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._use = named(QPushButton(), "useModelButton")
        self._evaluate = named(QPushButton(), "evaluateModelButton")
        self._remove = named(QPushButton(), "removeModelButton")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._read()
        self._list.setFocus()

    @property
    def row(self) -> ModelRow | None:
        """The chosen model."""
        item = self._list.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        return found if isinstance(found, ModelRow) else None

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _read(self) -> None:
        self._services.tasks.run(read_models, on_result=self._show, pool="quick", owner=self)

    def _show(self, rows: list[ModelRow]) -> None:
        chosen = self.row.name if self.row is not None else self._services.settings.get(MODEL)
        self._rows = rows
        self._list.blockSignals(True)
        self._list.clear()
        for row in rows:
            item = QTreeWidgetItem()
            item.setData(0, _ROW, row)
            for column in (2, 4):
                item.setTextAlignment(column, _NUMBERS)
            self._list.addTopLevelItem(item)
        place = next((place for place, row in enumerate(rows) if chosen in row.names), 0)
        self._list.setCurrentIndex(self._list.model().index(place, 0))
        self._list.blockSignals(False)
        self._name_rows()
        self._update()

    def _name_rows(self) -> None:
        """Write the rows; which one is in use may have changed."""
        for place, row in enumerate(self._rows):
            item = self._list.topLevelItem(place)
            if item is None:
                continue
            title = self._words.title(row)
            is_used = self._is_used(row)
            item.setText(0, self.tr("{model}  (in use)").format(model=title) if is_used else title)
            font = item.font(0)
            font.setBold(is_used)
            item.setFont(0, font)
            item.setText(1, self._words.origin(row))
            item.setText(2, count_text(row.breeds) if row.breeds else "–")
            item.setText(3, self._words.accuracy(row))
            item.setText(4, self._words.size(row))
            for column in range(5):
                item.setToolTip(column, item.text(column))

    def _is_used(self, row: ModelRow) -> bool:
        return self._services.settings.get(MODEL) in row.names

    def _on_chosen(self) -> None:
        self._said = ""
        self._update()

    def _update(self) -> None:
        row = self.row
        can_answer = row is not None and row.problem is None
        self._use.setEnabled(can_answer and row is not None and not self._is_used(row))
        self._evaluate.setEnabled(can_answer)
        self._remove.setEnabled(row is not None and row.is_removable)
        self._note.setText(
            self._said or (self._words.about(row) if row is not None else self.tr("Reading the models…"))
        )

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._update()

    def _use_it(self) -> None:
        row = self.row
        if row is not None:
            self._services.settings.choose(MODEL, row.name)
            self._say(self.tr("BreedLens identifies with “{model}” now.").format(model=self._words.title(row)))

    def _evaluate_it(self) -> None:
        if self.row is not None:
            self.evaluate_wanted.emit(self.row.name, self._words.title(self.row))

    def _remove_it(self) -> None:
        row = self.row
        if row is not None and row.is_removable:
            self._services.tasks.run(
                partial(may_go, row), on_result=self._ask, on_error=self._on_refused, pool="quick", owner=self
            )

    def _on_refused(self, error: BaseException) -> None:
        self._say(translate_error(error))

    def _ask(self, removal: Removal) -> None:
        row = removal.row
        question = self.tr("Remove “{model}” from this computer?").format(model=self._words.title(row))
        meaning = self._words.consequences(removal, is_used=self._is_used(row))
        go_ahead = self.tr("Remove"), "removeButton"
        act = partial(self._remove_now, row)
        ask_before(self, "removeModelDialog", question, meaning, go_ahead=go_ahead, act=act)

    def _remove_now(self, row: ModelRow) -> None:
        self._services.tasks.run(
            partial(remove, row.name),
            on_result=lambda _: self._on_removed(row),
            on_error=self._on_refused,
            pool="quick",
            owner=self,
        )

    def _on_removed(self, row: ModelRow) -> None:
        sentence = self.tr("“{model}” is removed.").format(model=self._words.title(row))
        if self._is_used(row):
            self._services.settings.set(MODEL, MODEL.default)
            sentence += " " + self.tr("BreedLens identifies with its own model again.")
        self._list.setCurrentIndex(QModelIndex())
        self._said = sentence
        self.said.emit(sentence)
        self.removed.emit()
        self._read()

    def _on_setting(self, key: str) -> None:
        if key == MODEL.key:
            self._name_rows()
            self._update()

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(lambda *_: self._on_chosen())
        self._list.itemActivated.connect(lambda *_: self._use_it() if self._use.isEnabled() else None)
        self._use.clicked.connect(self._use_it)
        self._evaluate.clicked.connect(self._evaluate_it)
        self._remove.clicked.connect(self._remove_it)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self, self._remove_it)
        self._buttons.rejected.connect(self.reject)
        self._services.settings.changed.connect(self._on_setting)

    def _lay_out(self) -> None:
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number in (2, 4):
            self._list.headerItem().setTextAlignment(number, _NUMBERS)
        below = QHBoxLayout()
        below.setSpacing(8)
        for button in (self._use, self._evaluate, self._remove):
            button.setAutoDefault(False)
            below.addWidget(button)
        below.addStretch()
        below.addWidget(self._buttons)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._list, 1)
        column.addWidget(self._note)
        column.addLayout(below)
        self.resize(_SIZE)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Models"))
        self._list.setAccessibleName(self.tr("Models on this computer"))
        titles = (self.tr("Model"), self.tr("From"), self.tr("Breeds"), self.tr("Accuracy, with 95% interval"))
        self._list.setHeaderLabels([*titles, self.tr("Size")])
        self._use.setText(self.tr("&Use this model"))
        self._use.setToolTip(self.tr("Identify photos with this model from now on"))
        self._evaluate.setText(self.tr("&Evaluate…"))
        self._evaluate.setToolTip(self.tr("Measure this model on photos whose breeds are known"))
        self._remove.setText(self.tr("&Remove…"))
        self._remove.setToolTip(self.tr("Take a model of your own off this computer (Del)"))
        self._said = ""
        self._name_rows()
        self._update()
