"""How an export or import is going, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.open_elsewhere import open_or_tell
from app.translation import printable, translate_error, translate_photo_error
from app.widgets.figures import count_text, duration_text
from app.widgets.named import named
from core.control import Progress
from core.errors import PhotoError

if TYPE_CHECKING:
    from app.dialogs.exchange_work import Reason

LISTED = 200
"""photos that are named for each reason"""


class ProgressPanel(QWidget):
    """How far the work is, how fast it goes, and a way to stop it.

    Signals:
        stopped: the person wants no more of it.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = named(QProgressBar(textVisible=False), "exchangeProgress")
        self._bar.setAccessibleName(self.tr("How far the work is"))
        self._text = named(QLabel(), "exchangeProgressText")
        self._text.setProperty("role", "muted")
        self.stop_button = named(QPushButton(self.tr("Stop")), "exchangeStopButton")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._text)
        row.addWidget(self.stop_button)

    def begin(self) -> None:
        """Work begins, its size not known yet."""
        self._bar.setRange(0, 0)
        self._text.setText(self.tr("Getting ready…"))
        self.stop_button.setEnabled(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)
        done = count_text(progress.done)
        parts = [self.tr("{done} of {total}").format(done=done, total=count_text(progress.total or 0))]
        if progress.rate:
            rate = QLocale().toString(progress.rate, "f", 0 if progress.rate >= 10 else 1)
            parts.append(self.tr("{rate} photos/s").format(rate=rate))
            if progress.seconds_left:
                parts.append(self.tr("{time} left").format(time=duration_text(progress.seconds_left)))
        self._text.setText("  ·  ".join(parts))

    def _on_stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._text.setText(self.tr("Stopping…"))
        self.stopped.emit()


class ResultPanel(QWidget):
    """The count of everything: what was done, what was left out and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = self._sentence = ""
        self.heading = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "exchangeResult")
        self.heading.setProperty("role", "heading")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.reasons = named(QTreeWidget(), "exchangeReasons")
        self.reasons.setAccessibleName(self.tr("What was left out, and why"))
        self.reasons.setHeaderLabels([self.tr("Left out"), self.tr("Photos")])
        self.reasons.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.reasons.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.reasons.header().setStretchLastSection(False)
        self.reasons.setWordWrap(True)
        self.reasons.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.show_button = named(QPushButton(self.tr("Show in folder")), "showInFolderButton")
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(self._show_in_folder)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.reasons, 1)
        column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)

    def add_action(self, button: QPushButton) -> None:
        """What can be done about it, below the sentence."""
        self._column.insertWidget(1, button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_result(self, sentence: str, reasons: Sequence[Reason], place: str = "") -> None:
        """Show what came of the work; `place` is the file or folder that was written."""
        self._place, self._sentence = place, sentence
        self.heading.setText(sentence)
        self.reasons.clear()
        for reason in reasons:
            self.reasons.addTopLevelItem(_item(reason))
        if len(reasons) == 1:
            self.reasons.expandAll()
        self.reasons.setVisible(bool(reasons))
        self.show_button.setVisible(bool(place))
        self.show()

    def add_list(self, title: str, count: int, lines: Sequence[tuple[str, str]]) -> None:
        """One more list: texts with their tooltips."""
        item = _counted(title, count)
        for text, tip in lines:
            child = QTreeWidgetItem([text])
            child.setToolTip(0, tip)
            item.addChild(child)
        self.reasons.addTopLevelItem(item)
        item.setExpanded(True)
        self.reasons.show()

    def show_sentence(self, sentence: str) -> None:
        """Nothing was done, and why."""
        self.show_result(sentence, ())

    def _show_in_folder(self) -> None:
        folder = self._place if os.path.isdir(self._place) else os.path.dirname(os.path.abspath(self._place))
        open_or_tell(folder, lambda why: self.heading.setText(f"{self._sentence}\n{why}"))


def _item(reason: Reason) -> QTreeWidgetItem:
    error = reason.error
    item = _counted(
        translate_photo_error(error) if isinstance(error, PhotoError) else translate_error(error), reason.count
    )
    for path in reason.paths:
        child = QTreeWidgetItem([printable(os.path.basename(path))])
        child.setToolTip(0, printable(path))
        item.addChild(child)
    return item


def _counted(text: str, count: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text, count_text(count)])
    item.setToolTip(0, text)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
    return item
