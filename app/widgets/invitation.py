"""What an empty page shows: what it is for, and one large button that begins it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.widgets.drop_frame import LARGE_BUTTON, DropFrame
from app.widgets.named import named

_WIDTH = 600


class Invitation(DropFrame):
    """Title, a few words, a button; in a dashed frame, because something can be dropped here.

    Signals:
        accepted: the button was pressed.
    """

    accepted = Signal()

    def __init__(self, icon: str, button: str, parent: QWidget | None = None) -> None:
        """`icon` is a drawing of `resources/icons`, `button` the object name of the button."""
        super().__init__(icon, parent)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._title.setStyleSheet("font-size: 30px; font-weight: 600")
        self._note = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._note.setStyleSheet("font-size: 15px")
        self._hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._hint.setProperty("role", "muted")
        for label in (self._note, self._hint):
            label.setFixedWidth(_WIDTH)
        self._button = named(QPushButton(), button)
        self._button.setProperty("primary", True)
        self._button.setStyleSheet(LARGE_BUTTON)
        self._button.clicked.connect(self.accepted)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(14)
        column.addStretch()
        column.addWidget(self.icon)
        column.addWidget(self._title)
        column.addWidget(self._note, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.setFocusProxy(self._button)

    def set_texts(self, title: str, note: str, button: str, hint: str = "") -> None:
        """The words, in the language in force."""
        self._title.setText(title)
        self._note.setText(note)
        self._button.setText(button)
        self._hint.setText(hint)
        for label in (self._note, self._hint):
            # Boxes that are centred are not asked how high they must be for their width.
            label.setMinimumHeight(max(0, label.heightForWidth(_WIDTH)))
