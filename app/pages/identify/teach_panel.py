"""How teaching goes: what was learned from, how often it is right, what is missing, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.widgets.named import named
from app.widgets.wrapped_row import WrappedRow


class TeachPanel(QFrame):
    """Below the grid, while something is taught.

    Signals:
        lessons_wanted: show the photos that teach most.
        save_wanted: keep what was taught as a model.
        use_wanted: identify with the model that was saved.
        closed: teach no more.
    """

    lessons_wanted = Signal()
    save_wanted = Signal()
    use_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachPanel")
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._close = named(QToolButton(autoRaise=True), "teachClose")
        set_icon(self._close, "cancel")
        self._learned, self._missing, self._accuracy = (
            named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), name)
            for name in ("teachLearned", "teachMissing", "teachAccuracy")
        )
        self._missing.setProperty("role", "muted")
        self._progress = named(QProgressBar(textVisible=False), "teachProgress")
        self._lessons = named(QPushButton(), "teachOfferButton")
        self._save = named(QPushButton(), "teachSaveButton")
        self._use = named(QPushButton(), "teachUseButton")
        for button, signal in (
            (self._lessons, self.lessons_wanted),
            (self._save, self.save_wanted),
            (self._use, self.use_wanted),
            (self._close, self.closed),
        ):
            button.clicked.connect(signal)
        head, buttons = QHBoxLayout(), WrappedRow(8)  # in French the three do not fit beside each other
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        for button in (self._lessons, self._save, self._use):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for widget in (self._progress, self._learned, self._accuracy, self._missing):
            column.addWidget(widget)
        column.addLayout(buttons)
        self._retranslate()
        self.show_gathering(None)

    def show_gathering(self, share: float | None) -> None:
        """The photos are looked at first: how far, in 0..1, or None before that is known."""
        self._progress.show()
        self._progress.setRange(0, 0 if share is None else 1000)
        self._progress.setValue(0 if share is None else round(1000 * share))
        self._learned.setText(self.tr("Looking at the photos once. From then on every label teaches at once."))
        self.show_accuracy("")
        self.show_missing("")
        for button in (self._lessons, self._save, self._use):
            button.setEnabled(False)
        self._use.hide()

    def show_learned(self, words: str, *, can_save: bool) -> None:
        """What was learned from."""
        self._progress.hide()
        self._learned.setText(words)
        self._lessons.setEnabled(True)
        self._save.setEnabled(can_save)

    def show_accuracy(self, words: str) -> None:
        """How often it is right on photos that it did not see; "" while that is not known."""
        self._accuracy.setText(words)
        self._accuracy.setVisible(bool(words))

    def show_missing(self, words: str) -> None:
        """Which breeds need more photos."""
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def show_saved(self, words: str) -> None:
        """The model that it is now."""
        self._learned.setText(words)
        self._use.show()
        self._use.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Teaching"))
        self._lessons.setText(self.tr("What teaches most"))
        self._lessons.setToolTip(
            self.tr("Shows the photos without a label, those first over which the model hesitates most")
        )
        self._save.setText(self.tr("Save as a model"))
        self._save.setToolTip(self.tr("Keeps what was taught; it identifies other photos like any other model"))
        self._use.setText(self.tr("Use it"))
        self._use.setToolTip(self.tr("From now on, photos are identified with the model that was saved"))
        for button, words in ((self._close, self.tr("Stop teaching")),):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._progress.setAccessibleName(self.tr("Photos looked at"))
        self._accuracy.setAccessibleName(self.tr("Accuracy on photos held out"))
