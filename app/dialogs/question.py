"""A question before something is given up: what would be done, what that means, and a way back as the default."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.widgets.named import call, named


def ask_before(
    parent: QWidget,
    name: str,
    question: str,
    meaning: str,
    *,
    go_ahead: tuple[str, str],
    act: Callable[[], object],
    way_back: str = "",
) -> QMessageBox:
    """Ask, and call `act` if that is what the person wants.

    Args:
        parent: what the question is about.
        name: of the box.
        question: what would be done.
        meaning: what comes of it.
        go_ahead: text and name of the button that does it.
        act: does it.
        way_back: text of the other button, the default; the system's word for Cancel where it is empty.
    """
    box = named(QMessageBox(QMessageBox.Icon.Question, "BreedLens", question, parent=parent), name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(meaning)
    text, button_name = go_ahead
    button = named(box.addButton(text, QMessageBox.ButtonRole.DestructiveRole), button_name)
    button.clicked.connect(partial(call, act))
    leave = (
        box.addButton(way_back, QMessageBox.ButtonRole.RejectRole)
        if way_back
        else box.addButton(QMessageBox.StandardButton.Cancel)
    )
    box.setDefaultButton(leave)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
