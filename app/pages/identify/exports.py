"""Saving what was found: a table, heat maps, copies sorted by breed. The work itself is in `core.exports`.

Dialogs are imported when they are needed: each class of Qt costs time before the window's first paint.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.options import LAST_EXPORT_FOLDER, OVERLAY_OPACITY, TOP_K
from app.pages.identify.actions import PageActions
from app.pages.identify.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import current_language, printable, translate_error, translate_photo_error
from core.breeds import BreedTable, Language
from core.control import Progress
from core.errors import PhotoError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressDialog

    from core.exports.copy_plan import CopyPlan
    from core.exports.report import ExportReport, Row

_SHOW_AFTER_MS = 400
_LOOKED_UP_AT_ONCE = 256
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported: photos in the order shown, and the model that answers."""

    paths: list[str]
    model: ModelInUse


class Exports(QObject):
    """Asks where to, works in the background with a way to stop, and says what became of it."""

    def __init__(
        self, services: Services, actions: PageActions, subject: Callable[[], Subject], window: QWidget
    ) -> None:
        """`subject` is asked when the person starts an export."""
        super().__init__(window)
        self._subject = subject
        actions.export_csv.triggered.connect(self._save_csv)
        actions.save_overlays.triggered.connect(self._save_overlays)
        actions.copy_by_breed.triggered.connect(self._copy_by_breed)
        self._services = services
        self._window = window
        self._task: Task[Any] | None = None
        self._dialog: QProgressDialog | None = None

    def _save_csv(self) -> None:
        """One line a photo, in the order shown."""
        from PySide6.QtWidgets import QFileDialog

        start = os.path.join(self._start_folder(), self.tr("breeds") + ".csv")
        kinds = self.tr("Table (*.csv)")
        target, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the answers as a table"), start, kinds)
        if target:
            target = target if os.path.splitext(target)[1] else f"{target}.csv"
            self._remember(os.path.dirname(target))
            top, language = self._services.settings.get(TOP_K), current_language(self._services.settings)
            answers = partial(_answers, self._services, self._subject())
            work = partial(_write_csv, answers, target, top, (self._services.breeds, language))
            self._run(self.tr("Saving the table…"), work, partial(self._csv_saved, target))

    def _save_overlays(self) -> None:
        """One PNG a photo."""
        target = self._ask_folder(self.tr("Where to save the photos with heat maps"))
        if target:
            opacity = self._services.settings.get(OVERLAY_OPACITY) / 100
            work = partial(_save_overlays, self._subject(), target, opacity)
            self._run(self.tr("Saving heat maps…"), work, partial(self._files_written, target))

    def _copy_by_breed(self) -> None:
        """Plan first; copy when the person agrees."""
        target = self._ask_folder(self.tr("Where to make a folder for each breed"))
        if target:
            language = current_language(self._services.settings)
            answers = partial(_answers, self._services, self._subject())
            work = partial(_plan, answers, target, self._services.breeds, language)
            self._run(self.tr("Planning the copies…"), work, self._show_plan)

    def stop(self) -> None:
        """The window closes."""
        if self._task is not None:
            self._task.drop()
        self._close_dialog()

    def _show_plan(self, plan: CopyPlan) -> None:
        from app.dialogs.copy_plan_dialog import CopyPlanDialog

        dialog = CopyPlanDialog(plan, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._on_plan_answered, plan))
        dialog.open()

    def _on_plan_answered(self, plan: CopyPlan, answer: int) -> None:
        from PySide6.QtWidgets import QDialog

        if answer == QDialog.DialogCode.Accepted:
            done = partial(self._files_written, plan.target_folder)
            self._run(self.tr("Copying photos…"), partial(_carry_out, plan), done)

    def _run(self, title: str, work: Callable[[TaskContext], object], on_result: Callable[[Any], None]) -> None:
        from PySide6.QtWidgets import QProgressBar, QProgressDialog

        self.stop()
        dialog = QProgressDialog(title, self.tr("Stop"), 0, 0, self._window)
        dialog.setObjectName("exportProgress")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(_SHOW_AFTER_MS)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumWidth(380)
        # Its own bar would turn the event loop at every step, in the middle of whatever delivers the progress.
        self._bar = QProgressBar(dialog)
        self._bar.setRange(0, 0)
        dialog.setBar(self._bar)
        dialog.canceled.connect(self.stop)
        self._dialog = dialog
        self._task = self._services.tasks.run(
            work,
            on_result=lambda result: self._end(on_result, result),
            on_error=lambda error: self._end(self._fail, error),
            on_progress=self._on_progress,
            owner=self,
        )

    def _end(self, then: Callable[[Any], None], value: object) -> None:
        self._close_dialog()
        then(value)

    def _fail(self, error: BaseException) -> None:
        self._services.errors.show(error, self._window)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.canceled.disconnect(self.stop)
            dialog.close()
            dialog.deleteLater()

    def _on_progress(self, progress: Progress) -> None:
        if self._dialog is not None:
            self._bar.setMaximum(progress.total or 0)
            self._bar.setValue(progress.done)

    def _csv_saved(self, target: str, report: ExportReport) -> None:
        self._say(self.tr("The table was saved as “{name}”.").format(name=printable(os.path.basename(target))), report)

    def _files_written(self, target: str, report: ExportReport) -> None:
        saved = self.tr("%Ln file(s) saved in “{name}”.", "", len(report.written))
        self._say(saved.format(name=printable(target)), report)

    def _say(self, sentence: str, report: ExportReport) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Information, self.tr("Saved"), sentence, parent=self._window)
        box.setObjectName("exportReport")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if report.left_out:
            box.setInformativeText(self.tr("%Ln photo(s) left out.", "", len(report.left_out)))
            box.setDetailedText("\n".join(_why(path, reason) for path, reason in report.left_out[:_LISTED]))
        box.open()

    def _ask_folder(self, title: str) -> str:
        from PySide6.QtWidgets import QFileDialog

        target = QFileDialog.getExistingDirectory(self._window, title, self._start_folder())
        if target:
            self._remember(target)
        return target

    def _start_folder(self) -> str:
        last = self._services.settings.get(LAST_EXPORT_FOLDER)
        return last if os.path.isdir(last) else os.path.expanduser("~")

    def _remember(self, folder: str) -> None:
        self._services.settings.set(LAST_EXPORT_FOLDER, folder)


def _why(path: str, reason: BaseException | PhotoError) -> str:
    sentence = translate_photo_error(reason) if isinstance(reason, PhotoError) else translate_error(reason)
    return f"{printable(path)}: {sentence}"


Answers = Callable[[TaskContext], Iterator["Row"]]


def _answers(services: Services, subject: Subject, context: TaskContext) -> Iterator[Row]:
    """The answer for each path: the known one, or found now."""
    from core.photos.loader import load_photo

    paths, classifier, store = subject.paths, subject.model.get(), services.predictions
    for start in range(0, len(paths), _LOOKED_UP_AT_ONCE):
        some = paths[start : start + _LOOKED_UP_AT_ONCE]
        known = store.get_many(some, classifier.model_id)
        for done, path in enumerate(some, start=start + 1):
            context.control.checkpoint()
            answer = known.get(path)
            if answer is None:
                photo = load_photo(path, classifier.decode_side)
                yield path, photo if isinstance(photo, PhotoError) else classifier.classify(photo)
            else:
                yield path, answer
            context.report(Progress(done, len(paths)))


def _write_csv(
    answers: Answers, target: str, top: int, names: tuple[BreedTable, Language], context: TaskContext
) -> ExportReport:
    from core.exports.csv_export import write_csv

    breeds, language = names
    rows = answers(context)
    return write_csv(rows, target, top=top, breeds=breeds, language=language, sentence=translate_photo_error)


def _plan(answers: Answers, target: str, breeds: BreedTable, language: Language, context: TaskContext) -> CopyPlan:
    from core.exports.copy_plan import plan_copies

    return plan_copies(answers(context), target, breeds, language)


def _carry_out(plan: CopyPlan, context: TaskContext) -> ExportReport:
    from core.exports.copy_plan import carry_out

    return carry_out(plan, control=context.control, on_progress=context.report)


def _save_overlays(subject: Subject, target: str, opacity: float, context: TaskContext) -> ExportReport:
    from core.exports.overlays import save_overlays

    return save_overlays(
        subject.paths,
        subject.model.get(),
        target,
        opacity,
        control=context.control,
        on_progress=context.report,
    )
