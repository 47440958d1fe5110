"""What the person is asked before a run ends otherwise than by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from app.pages.train.session import TrainingSession
from app.pages.train.several import SeveralSession
from app.widgets.named import named


def ask_before_cancel(parent: QWidget, session: TrainingSession) -> QMessageBox:
    """Nothing of the run would be kept. The question goes when the run ends: its answer is not for the next one."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("TrainQuestions", "Discard this training?"), "cancelTrainingDialog")
    box.setInformativeText(
        translate("TrainQuestions", "What was learned so far is deleted. To keep it, stop instead of cancelling.")
    )
    discard = box.addButton(translate("TrainQuestions", "Cancel and discard"), QMessageBox.ButtonRole.DestructiveRole)
    discard.setObjectName("discardButton")
    keep = _default(box, translate("TrainQuestions", "Go on training"), "goOnButton")
    path = session.path

    def cancel() -> None:
        if session.path == path:
            session.cancel()

    discard.clicked.connect(cancel)
    box.setEscapeButton(keep)
    session.ended.connect(box.reject)
    box.open()
    return box


def ask_before_close(parent: QWidget, session: TrainingSession, close: Callable[[], None]) -> QMessageBox:
    """The window closes while a run is under way."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("TrainQuestions", "A training is under way"), "closeWhileTrainingDialog")
    box.setInformativeText(
        translate(
            "TrainQuestions",
            "It can go on without the window. When you open BreedLens again, you see how far it is.",
        )
    )
    finish = _default(box, translate("TrainQuestions", "Let it finish"), "letFinishButton")
    stop = box.addButton(translate("TrainQuestions", "Stop and keep the best"), QMessageBox.ButtonRole.AcceptRole)
    stop.setObjectName("stopAndCloseButton")
    stay = box.addButton(translate("TrainQuestions", "Do not close"), QMessageBox.ButtonRole.RejectRole)
    stay.setObjectName("stayButton")
    box.setEscapeButton(stay)
    path = session.path

    def answer() -> None:
        clicked = box.clickedButton()
        if clicked is stop and session.path == path:
            session.stop_and_keep()
        if clicked is finish and session.path == path:
            session.set_paused(False)  # nobody would be there to let it go on
        if clicked in (finish, stop):
            close()

    box.finished.connect(answer)
    box.open()
    return box


def ask_before_end(parent: QWidget, several: SeveralSession) -> QMessageBox:
    """A search or a cross-validation is to end before its end."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("TrainQuestions", "End this before all runs are done?"), "endSeveralDialog")
    box.setInformativeText(
        translate(
            "TrainQuestions",
            "What is done is kept, and it goes on where it was when you start it again. To hear now what came of the "
            "runs until here, stop instead.",
        )
    )
    end = box.addButton(translate("TrainQuestions", "End"), QMessageBox.ButtonRole.DestructiveRole)
    end.setObjectName("endButton")
    stop = box.addButton(translate("TrainQuestions", "Stop with what is done"), QMessageBox.ButtonRole.AcceptRole)
    stop.setObjectName("stopSeveralButton")
    keep = _default(box, translate("TrainQuestions", "Go on training"), "goOnButton")
    end.clicked.connect(several.cancel)
    stop.clicked.connect(several.stop)
    box.setEscapeButton(keep)
    box.open()
    return box


def ask_before_close_several(parent: QWidget, close: Callable[[], None]) -> QMessageBox:
    """The window closes while a search or a cross-validation is under way."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("TrainQuestions", "Several trainings are under way"), "closeWhileTrainingDialog")
    box.setInformativeText(
        translate(
            "TrainQuestions",
            "They end with the window. What is done is kept: when you open BreedLens again, you can let them go on "
            "where they were.",
        )
    )
    end = box.addButton(translate("TrainQuestions", "End and close"), QMessageBox.ButtonRole.AcceptRole)
    end.setObjectName("endAndCloseButton")
    stay = _default(box, translate("TrainQuestions", "Do not close"), "stayButton")
    box.setEscapeButton(stay)
    end.clicked.connect(lambda _checked: close())
    box.open()
    return box


def _box(parent: QWidget, text: str, name: str) -> QMessageBox:
    existing = parent.findChild(QMessageBox, name)
    if existing is not None:
        existing.setParent(None)
        existing.deleteLater()
    box = named(QMessageBox(QMessageBox.Icon.Question, "BreedLens", text, parent=parent), name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _default(box: QMessageBox, text: str, name: str) -> QPushButton:
    button = named(box.addButton(text, QMessageBox.ButtonRole.AcceptRole), name)
    button.setProperty("primary", True)
    box.setDefaultButton(button)
    return button
