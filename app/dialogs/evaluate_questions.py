"""What the person is asked before a measurement under way is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.widgets.named import call, named

STOP = "stopEvaluationDialog"


def ask_before_stop(parent: QWidget, give_up: Callable[[], None]) -> QMessageBox:
    """Ask, and call `give_up` if that is what the person wants."""
    translate = QCoreApplication.translate
    box = named(QMessageBox(QMessageBox.Icon.Question, "BreedLens", "", parent=parent), STOP)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("EvaluateQuestions", "Stop measuring and close?"))
    box.setInformativeText(
        translate(
            "EvaluateQuestions",
            "What was measured until now is lost. The button Stop beside the bar would keep it.",
        )
    )
    leave = box.addButton(translate("EvaluateQuestions", "Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
    leave.setObjectName("stopAndCloseButton")
    leave.clicked.connect(partial(call, give_up))
    box.setDefaultButton(box.addButton(translate("EvaluateQuestions", "Go on"), QMessageBox.ButtonRole.RejectRole))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
