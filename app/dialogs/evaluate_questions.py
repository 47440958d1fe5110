"""What the person is asked before a measurement under way is thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from app.dialogs.question import ask_before

STOP = "stopEvaluationDialog"


def ask_before_stop(parent: QWidget, give_up: Callable[[], None]) -> QMessageBox:
    """Ask, and call `give_up` if that is what the person wants."""
    translate = QCoreApplication.translate
    question = translate("EvaluateQuestions", "Stop measuring and close?")
    meaning = translate(
        "EvaluateQuestions",
        "What was measured until now is lost. The button Stop beside the bar would keep it.",
    )
    go_ahead = translate("EvaluateQuestions", "Stop and close"), "stopAndCloseButton"
    way_back = translate("EvaluateQuestions", "Go on")
    return ask_before(parent, STOP, question, meaning, go_ahead=go_ahead, act=give_up, way_back=way_back)
