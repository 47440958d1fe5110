"""Where the program keeps what belongs to the person: each place with a button that opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from app.options import LIBRARY
from app.services import Services
from app.translatable import QT_TRANSLATE_NOOP
from app.translation import printable
from app.widgets.named import named

PLACES: tuple[tuple[str, str], ...] = (
    ("labels", QT_TRANSLATE_NOOP("FolderList", "Labels and their backups")),
    ("models", QT_TRANSLATE_NOOP("FolderList", "Models")),
    ("runs", QT_TRANSLATE_NOOP("FolderList", "Trainings")),
    ("settings", QT_TRANSLATE_NOOP("FolderList", "Settings")),
    ("cache", QT_TRANSLATE_NOOP("FolderList", "Cache: can be deleted at any time")),
    ("logs", QT_TRANSLATE_NOOP("FolderList", "Log")),
)


def person_folders(services: Services) -> dict[str, Path]:
    """The folders by the names in `PLACES`; some of them may not exist yet."""
    folders, chosen = services.folders, services.settings.get(LIBRARY)
    return {
        "labels": Path(chosen).parent if chosen else folders.data / "library",
        "models": folders.models,
        "runs": folders.data / "runs",
        "settings": folders.config,
        "cache": folders.cache,
        "logs": folders.logs,
    }


class FolderList(QScrollArea):
    """One row a place: what lies there, where, and a button."""

    def __init__(self, folders: dict[str, Path], open_folder: Callable[[Path], None]) -> None:
        """`open_folder` is given a folder that may not exist yet."""
        super().__init__(widgetResizable=True)
        self.setObjectName("folderList")
        self._open_folder = open_folder
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setColumnStretch(0, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        note = QLabel(self.tr("BreedLens keeps all this on your computer and sends none of it anywhere."))
        note.setWordWrap(True)
        grid.addWidget(note, 0, 0, 1, 2)
        for i, (name, title) in enumerate(self._titled(PLACES)):
            folder = folders[name]
            heading, place = QLabel(title), QLabel(printable(str(folder)))
            place.setWordWrap(True)
            place.setProperty("role", "muted")
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button = named(QPushButton(self.tr("Open")), f"open_{name}")
            button.setAccessibleName(f"{self.tr('Open')}: {title}")
            button.clicked.connect(partial(self._open, folder))
            grid.addWidget(heading, 2 * i + 1, 0)
            grid.addWidget(place, 2 * i + 2, 0)
            grid.addWidget(button, 2 * i + 1, 1, 2, 1)
        self.setWidget(rows)

    def _titled(self, places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(name, self.tr(title)) for name, title in places]

    def _open(self, folder: Path, _checked: bool = False) -> None:
        self._open_folder(folder)
