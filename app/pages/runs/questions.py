"""What the person is asked before runs are deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.item_models.run_rows import RunRow
from app.translation import printable
from app.widgets.named import call, named


def ask_before_delete(parent: QWidget, runs: Sequence[RunRow], delete: Callable[[], None]) -> QMessageBox:
    """Ask, and call `delete` if that is what the person wants."""
    translate = QCoreApplication.translate
    if len(runs) == 1:
        question = translate("RunQuestions", "Delete “{name}”?").format(name=printable(runs[0].name))
    else:
        question = translate("RunQuestions", "Delete %Ln run(s)?", "", len(runs))
    box = named(QMessageBox(QMessageBox.Icon.Question, "BreedLens", "", parent=parent), "deleteRunsDialog")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(
        translate(
            "RunQuestions",
            "Curves, checkpoints and report are gone then. Models that came of it can still be used.",
        )
    )
    button = box.addButton(translate("RunQuestions", "Delete"), QMessageBox.ButtonRole.DestructiveRole)
    button.setObjectName("deleteButton")
    button.clicked.connect(partial(call, delete))
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
