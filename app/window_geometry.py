"""Where the window was, and whether that place can still be seen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.options import WINDOW_GEOMETRY
from app.settings import Settings

FIRST_SIZE = QSize(1240, 800)
LEAST_VISIBLE = QSize(160, 80)
"""so much of the window must lie on some screen"""


def save_geometry(window: QWidget, settings: Settings) -> None:
    """Remember the window's place and size."""
    settings.set(WINDOW_GEOMETRY, bytes(window.saveGeometry().data()))


def restore_geometry(window: QWidget, settings: Settings) -> None:
    """Put the window where it was, or in the middle of the screen if it was nowhere or that place is gone."""
    saved = settings.get(WINDOW_GEOMETRY)
    restored = bool(saved) and window.restoreGeometry(QByteArray(saved))
    if restored and is_visible(window.geometry(), [screen.availableGeometry() for screen in QGuiApplication.screens()]):
        return
    available = QGuiApplication.primaryScreen().availableGeometry()
    size = FIRST_SIZE.boundedTo(available.size() * 0.92)
    place = QRect(available.topLeft(), size)
    place.moveCenter(available.center())
    window.setGeometry(place)


def is_visible(place: QRect, screens: list[QRect]) -> bool:
    """Whether enough of the window lies on a screen for a person to find it, its upper edge included."""
    for screen in screens:
        part = place.intersected(screen)
        enough = part.width() >= LEAST_VISIBLE.width() and part.height() >= LEAST_VISIBLE.height()
        if enough and place.top() >= screen.top() - LEAST_VISIBLE.height() // 2:
            return True
    return False
