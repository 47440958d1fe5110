"""Which photos are written: those that the filter shows, or all that are open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_which(window: QWidget, shown: int, total: int, on_answer: Callable[[bool], None]) -> QMessageBox:
    """Ask, and pass on whether all photos are wanted; nothing is passed on where the person changes their mind."""
    translate = QCoreApplication.translate
    numbers = {"shown": QLocale().toString(shown), "total": QLocale().toString(total)}
    question = translate("ScopeDialog", "The filter shows {shown} of {total} photos. Which ones do you want?")
    box = QMessageBox(QMessageBox.Icon.Question, translate("ScopeDialog", "Which photos?"), "", parent=window)
    box.setObjectName("scopeDialog")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question.format(**numbers))
    role = QMessageBox.ButtonRole.AcceptRole
    some = box.addButton(translate("ScopeDialog", "Only the {shown} shown").format(**numbers), role)
    everything = box.addButton(translate("ScopeDialog", "All {total} photos").format(**numbers), role)
    some.setObjectName("onlyShownButton")
    everything.setObjectName("allPhotosButton")
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(some)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def answer() -> None:
        if box.clickedButton() in (some, everything):
            on_answer(box.clickedButton() is everything)

    box.finished.connect(answer)
    box.open()
    return box
