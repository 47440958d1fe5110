"""An error as a person sees it: a sentence; everything else behind a button."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.open_elsewhere import open_own_folder
from app.translation import printable, translate_error
from core.errors import BreedLensError

MOST_REPEATS_SHOWN = 20
REST_S = 0.8
"""so long the keyboard rests before a key closes the dialog: somebody who labels a photo a second types on into it"""


class ErrorDialog(QDialog):
    """Shows one error, and those that follow while it is open."""

    def __init__(self, sentence: str, details: str, log_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorDialog")
        self._log_folder = log_folder
        self._details = [details]
        self._count = 1
        self._last_key = 0.0
        self.setWindowTitle(self.tr("Something went wrong"))

        self._icon = QLabel()
        self._icon.setPixmap(self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).pixmap(40, 40))
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence = QLabel(sentence)
        self.sentence.setObjectName("errorSentence")
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumWidth(360)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QLabel()
        self._more.setProperty("role", "muted")
        self._more.setWordWrap(True)
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        self._more.hide()

        self.details = QPlainTextEdit(printable(details))
        self.details.setObjectName("errorDetails")
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumSize(560, 220)
        self.details.hide()

        self._layout()

    def add(self, sentence: str, details: str) -> None:
        """Another error happened meanwhile."""
        self._count += 1
        more = self.tr("%n more error(s) since then. The latest:", "", self._count - 1)
        self._more.setText(f"{more} {sentence}")
        self._more.show()
        if len(self._details) < MOST_REPEATS_SHOWN:
            self._details.append(details)
            self.details.setPlainText(printable("\n\n".join(self._details)))
        self.adjustSize()

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter and Space close the dialog, once it can have been read."""
        super().showEvent(event)
        self._last_key = time.monotonic()
        self._close.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that were meant for the window behind do not close the dialog."""
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        now, before = time.monotonic(), self._last_key
        self._last_key = now
        is_repeated = isinstance(event, QKeyEvent) and event.isAutoRepeat()
        return is_repeated or now - before < REST_S

    def _layout(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.details_button = QPushButton(self.tr("Show &details"))
        self.details_button.setObjectName("errorDetailsButton")
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self._show_details)
        copy = QPushButton(self.tr("&Copy"))
        copy.setObjectName("errorCopyButton")
        copy.clicked.connect(self._copy)
        logs = QPushButton(self.tr("Open &log folder"))
        logs.setObjectName("errorLogButton")
        logs.clicked.connect(self._open_log)
        for button in (self.details_button, copy, logs):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close.setDefault(True)
        self._close.installEventFilter(self)  # it has the focus, so that every key comes here first

        text = QVBoxLayout()
        text.addWidget(self.sentence)
        text.addWidget(self._more)
        text.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._icon)
        top.addLayout(text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)

    def _show_details(self, show: bool) -> None:
        self.details.setVisible(show)
        self.details_button.setText(self.tr("Hide &details") if show else self.tr("Show &details"))
        self.adjustSize()

    def _open_log(self) -> None:
        try:
            open_own_folder(self._log_folder)
        except BreedLensError as error:
            self._more.setText(translate_error(error))
            self._more.show()
            self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence.text()}\n\n{self.details.toPlainText()}")
