"""What the person is asked before runs are deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from app.dialogs.question import ask_before
from app.item_models.run_rows import RunRow
from app.translation import printable


def ask_before_delete(parent: QWidget, runs: Sequence[RunRow], delete: Callable[[], None]) -> QMessageBox:
    """Ask, and call `delete` if that is what the person wants."""
    translate = QCoreApplication.translate
    if len(runs) == 1:
        question = translate("RunQuestions", "Delete “{name}”?").format(name=printable(runs[0].name))
    else:
        question = translate("RunQuestions", "Delete %Ln run(s)?", "", len(runs))
    meaning = translate(
        "RunQuestions",
        "Curves, checkpoints and report are gone then. Models that came of it can still be used.",
    )
    go_ahead = translate("RunQuestions", "Delete"), "deleteButton"
    return ask_before(parent, "deleteRunsDialog", question, meaning, go_ahead=go_ahead, act=delete)
