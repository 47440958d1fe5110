"""Icons: line drawings in SVG, drawn in the colours of the theme in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from core.paths import resource

_NAME_PROPERTY = "themedIcon"
SIZES = (20, 40)
"""what toolbars and menus show, on a plain and on a fine screen; Qt makes the faded ones of disabled actions"""


def app_icon() -> QIcon:
    """The program's own icon; a simpler drawing where it is small."""
    icon = QIcon()
    for name, sizes in (("breedlens-small.svg", (16, 32)), ("breedlens.svg", (48, 128))):
        _draw(icon, resource("icons", name).read_bytes(), sizes)
    return icon


def themed_icon(name: str, sizes: Sequence[int] = SIZES) -> QIcon:
    """The drawing `resources/icons/<name>.svg` in the application's text colour, drawn at these sizes in pixels.

    It does not follow later changes of the theme: `set_icon` does.
    """
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    colour = QApplication.palette().color(QPalette.ColorRole.ButtonText).name()
    icon = QIcon()
    _draw(icon, drawing.replace("currentColor", colour).encode(), sizes)
    return icon


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button a themed icon that follows the theme."""
    target.setProperty(_NAME_PROPERTY, name)
    target.setIcon(themed_icon(name))


def refresh_icons() -> None:
    """Draw every icon given by `set_icon` again, in the colours that the application has now."""
    for window in QApplication.topLevelWidgets():
        for target in (*window.findChildren(QAction), *window.findChildren(QAbstractButton)):
            _refresh(target)


def _refresh(target: QObject) -> None:
    name = target.property(_NAME_PROPERTY)
    if name and isinstance(target, QAction | QAbstractButton):
        target.setIcon(themed_icon(name))


def _draw(icon: QIcon, drawing: bytes, sizes: Sequence[int]) -> None:
    renderer = QSvgRenderer(QByteArray(drawing))
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
