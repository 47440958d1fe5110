"""What the page shows before there are photos: what to do, and one large button that does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.translation import folder_label, printable
from app.widgets.drop_frame import LARGE_BUTTON, DropFrame
from app.widgets.named import named

_RECENT = 4


class EmptyState(DropFrame):
    """An invitation.

    Signals:
        folder_wanted, photos_wanted, sample_wanted: a button was pressed.
        recent_wanted: one of the recent folders was pressed; its path.
    """

    folder_wanted = Signal()
    photos_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("photos", parent)
        self.setObjectName("emptyState")
        self._found_nothing = False
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setStyleSheet("font-size: 30px; font-weight: 600")
        self._note = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._note.setStyleSheet("font-size: 15px")
        self._folder = named(QPushButton(), "emptyOpenFolder")
        self._folder.setProperty("primary", True)
        self._folder.setStyleSheet(LARGE_BUTTON)
        self._photos = named(QPushButton(), "emptyOpenPhotos")
        self._photos.setStyleSheet(LARGE_BUTTON)
        set_icon(self._photos, "photos")
        self._sample = named(QToolButton(), "emptyOpenSample")
        self._sample.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._hint.setProperty("role", "muted")
        self._recent_title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._recent_title.setProperty("role", "heading")
        self._recent_title.hide()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._folder.clicked.connect(self.folder_wanted)
        self._photos.clicked.connect(self.photos_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self._folder)
        buttons.addWidget(self._photos)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(14)
        column.addStretch()
        for widget in (self.icon, self._title, self._note):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addSpacing(10)
        column.addWidget(self._hint)
        column.addStretch()
        self._retranslate()

    def set_found_nothing(self, found_nothing: bool) -> None:
        """Say that what was opened holds no photo, or only invite."""
        self._found_nothing = found_nothing
        self._retranslate()

    def set_recent(self, folders: list[str]) -> None:
        """Offer the folders opened last, the latest first."""
        while (item := self._recent.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for folder in folders[:_RECENT]:
            choice = named(QToolButton(), "recentFolderButton")
            choice.setText(folder_label(folder))
            choice.setToolTip(printable(folder))
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            choice.clicked.connect(partial(self._choose, folder))
            self._recent.addWidget(choice, 0, Qt.AlignmentFlag.AlignHCenter)
        self._recent_title.setVisible(bool(folders))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self, folder: str, _checked: bool = False) -> None:
        self.recent_wanted.emit(folder)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Which breed is this dog?"))
        usual = self.tr("Drop photos or a whole folder anywhere on this window.")
        self._note.setText(self.tr("No photos were found there.") if self._found_nothing else usual)
        self._recent_title.setText(self.tr("Opened last"))
        self._folder.setText(self.tr("Open a folder…"))
        self._folder.setToolTip(self.tr("Open a folder of photos (Ctrl+O)"))
        self._photos.setText(self.tr("Open photos…"))
        self._photos.setToolTip(self.tr("Open single photos (Ctrl+Shift+O)"))
        self._sample.setText(self.tr("No photo at hand? Try the sample"))
        self._sample.setToolTip(self.tr("Drawn dogs that come with BreedLens"))
        self._hint.setText(
            self.tr(
                "You can also paste a copied picture with Ctrl+V. Photos stay on your computer and are never changed."
            )
        )
