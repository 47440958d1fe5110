"""How the page looked when it was last seen, kept in the settings."""

from __future__ import annotations

from PySide6.QtCore import QByteArray

from app.options import IDENTIFY_SPLITTER, SORT_ORDER, THUMBNAIL_SIZE
from app.pages.identify.view import IdentifyView
from app.settings import Settings


def restore_view(view: IdentifyView, settings: Settings) -> None:
    """Take up order, size of thumbnails and widths, and remember the size from now on."""
    view.filter_bar.restore_order(settings.get(SORT_ORDER))
    view.grid.set_side(settings.get(THUMBNAIL_SIZE))
    view.grid.wish_changed.connect(lambda side: settings.set(THUMBNAIL_SIZE, side))
    state = settings.get(IDENTIFY_SPLITTER)
    if state:
        view.splitter.restoreState(QByteArray(state))


def save_view(view: IdentifyView, settings: Settings) -> None:
    """Remember order and widths."""
    settings.set(IDENTIFY_SPLITTER, bytes(view.splitter.saveState().data()))
    settings.set(SORT_ORDER, view.filter_bar.saved_order())
