"""What the main window asks of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One task of the person, filling the main window.

    The frame owns opening (dialogs, drop, paste, recent folders) and hands the page what was opened; a page asks for
    the frame's dialogs through its signals.

    Signals:
        title_changed: `page_title()` gives something new.
        actions_changed: `menu_actions()` or `toolbar_actions()` give other actions.
        status: a sentence for the status bar.
        open_folder_requested, open_photos_requested: show the frame's dialog, as its menu entry would.
        sample_requested: show the pictures that come with the program.
        recent_folder_requested: open this folder of the list of recent ones.
        page_requested: bring the page with this object name to the front, and have it open these paths, if any, or this
            picture (a QImage).
    """

    title_changed = Signal()
    actions_changed = Signal()
    status = Signal(str)
    open_folder_requested = Signal()
    open_photos_requested = Signal()
    sample_requested = Signal()
    recent_folder_requested = Signal(str)
    page_requested = Signal(str, object)

    def page_title(self) -> str:
        """Name of the page in the switcher and the window's title, in the person's language."""
        raise NotImplementedError

    def page_icon(self) -> QIcon:
        """Icon of the page in the switcher."""
        return QIcon()

    def menu_actions(self) -> dict[str, list[QAction]]:
        """Actions by menu ("file", "edit", "view", "help") that the frame shows while the page is in front."""
        return {}

    def lasting_actions(self) -> dict[str, list[QAction]]:
        """Actions by menu that the frame shows whichever page is in front."""
        return {}

    def toolbar_actions(self) -> list[QAction]:
        """Actions for the frame's toolbar while the page is in front."""
        return []

    def open_paths(self, paths: list[str]) -> None:
        """Show these files and folders; the frame passes only a list that is not empty."""
        raise NotImplementedError

    def open_image(self, image: QImage) -> None:
        """Show a picture that has no file (pasted or dropped from another program)."""
        raise NotImplementedError

    def other_keys(self) -> list[tuple[str, str]]:
        """(what it does, keys) of the keys that belong to no action, for the list of shortcuts."""
        return []

    def current_folder(self) -> str:
        """Where the frame's dialogs start; empty for wherever the person was last."""
        return ""

    def on_model_removed(self) -> None:
        """A model of the person's is gone from this computer."""

    def begin(self) -> None:
        """The window has been seen: what may be slow may begin."""

    def holds_window(self, close: Callable[[], None]) -> bool:  # noqa: ARG002
        """Whether the person must be asked before the window closes.

        The page then asks, and calls `close` once they agree.
        """
        return False

    def shutdown(self) -> None:
        """The window closes: end what the page began."""
