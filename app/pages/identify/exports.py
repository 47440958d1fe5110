"""Saving what was found: a table, heat maps, copies sorted by breed. The work itself is in `core.exports`.

Dialogs are imported when they are needed: each class of Qt costs time before the window's first paint.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QWidget

from app.options import LAST_EXPORT_FOLDER, OVERLAY_OPACITY, TOP_K
from app.pages.identify.actions import PageActions
from app.pages.identify.export_work import (
    Subject,
    carry_out_plan,
    find_answers,
    plan_copies_of,
    save_heat_maps,
    write_table,
)
from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import current_language, printable, translate_error, translate_photo_error
from core.control import Progress
from core.errors import PhotoError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressDialog

    from core.exports.copy_plan import CopyPlan
    from core.exports.report import ExportReport

_SHOW_AFTER_MS = 400
_LISTED = 200


class Exports(QObject):
    """Asks where to, works in the background with a way to stop, and says what became of it."""

    def __init__(
        self, services: Services, actions: PageActions, subject: Callable[[], Subject], window: QWidget
    ) -> None:
        """`subject` is asked when the person starts an export."""
        super().__init__(window)
        self._subject = subject
        actions.export_csv.triggered.connect(partial(self._ask_which, self._save_csv))
        actions.save_overlays.triggered.connect(partial(self._ask_which, self._save_overlays))
        actions.copy_by_breed.triggered.connect(partial(self._ask_which, self._copy_by_breed))
        self._services = services
        self._window = window
        self._task: Task[Any] | None = None
        self._dialog: QProgressDialog | None = None

    def _ask_which(self, export: Callable[[Subject], None], _checked: bool = False) -> None:
        """Where the filter holds photos back: only those shown, or all?"""
        subject = self._subject()
        if not subject.hidden:
            export(subject)
            return
        from app.dialogs.scope_dialog import ask_which

        ask_which(self._window, len(subject.paths), subject.total, partial(self._export_some, export, subject))

    def _export_some(self, export: Callable[[Subject], None], subject: Subject, everything: bool) -> None:
        export(subject.with_hidden() if everything else subject)

    def _save_csv(self, subject: Subject) -> None:
        """One line a photo, in the order shown."""
        from PySide6.QtWidgets import QFileDialog

        start = os.path.join(self._start_folder(), self.tr("breeds") + ".csv")
        kinds = self.tr("Table (*.csv)")
        title = self._counted(self.tr("Save the answers as a table"), subject)
        target, _ = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        if target:
            target = target if os.path.splitext(target)[1] else f"{target}.csv"
            self._remember(os.path.dirname(target))
            top, language = self._services.settings.get(TOP_K), current_language(self._services.settings)
            answers = partial(find_answers, self._services, subject)
            work = partial(write_table, answers, target, top, (self._services.breeds, language))
            title = self._with_waiting(self.tr("Saving the table…"), subject)
            self._run(title, work, partial(self._csv_saved, target, subject), self.tr("Nothing was written."))

    def _save_overlays(self, subject: Subject) -> None:
        """One PNG a photo."""
        target = self._ask_folder(self._counted(self.tr("Where to save the photos with heat maps"), subject))
        if target:
            opacity = self._services.settings.get(OVERLAY_OPACITY) / 100
            work = partial(save_heat_maps, subject, target, opacity)
            self._run(self.tr("Saving heat maps…"), work, partial(self._files_written, target), self._some_kept(target))

    def _copy_by_breed(self, subject: Subject) -> None:
        """Plan first; copy when the person agrees."""
        target = self._ask_folder(self._counted(self.tr("Where to make a folder for each breed"), subject))
        if target:
            language = current_language(self._services.settings)
            answers = partial(find_answers, self._services, subject)
            work = partial(plan_copies_of, answers, target, self._services.breeds, language)
            title = self._with_waiting(self.tr("Planning the copies…"), subject)
            self._run(title, work, self._show_plan, self.tr("Nothing was written."))

    def _counted(self, title: str, subject: Subject) -> str:
        """The title of a dialog, with the number of photos that it is about."""
        count, total = (QLocale().toString(number) for number in (len(subject.paths), subject.total))
        if subject.hidden:
            which = self.tr("only the {count} photos shown, of {total}").format(count=count, total=total)
        else:
            which = self.tr("%Ln photo(s)", "", len(subject.paths))
        return f"{title} ({which})"

    def _with_waiting(self, title: str, subject: Subject) -> str:
        """What is being done, and that it takes longer because there are photos without an answer."""
        waiting = sum(path in subject.waiting for path in subject.paths)
        note = self.tr("%Ln photo(s) not answered yet are answered first.", "", waiting)
        return f"{title}\n{note}" if waiting else title

    def _some_kept(self, target: str) -> str:
        return self.tr("What was written until then stays in “{name}”.").format(name=printable(target))

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
            kept = self._some_kept(plan.target_folder)
            self._run(self.tr("Copying photos…"), partial(carry_out_plan, plan), done, kept)

    def _run(
        self, title: str, work: Callable[[TaskContext], object], on_result: Callable[[Any], None], if_stopped: str
    ) -> None:
        """`if_stopped` says what is left behind when the person stops the work."""
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
        dialog.canceled.connect(partial(self._on_stopped, if_stopped))
        self._dialog = dialog
        self._task = self._services.tasks.run(
            work,
            on_result=lambda result: self._end(on_result, result),
            on_error=lambda error: self._end(self._fail, error),
            on_progress=self._on_progress,
            owner=self,
        )

    def _on_stopped(self, sentence: str) -> None:
        self.stop()
        self._say(self.tr("Stopped"), sentence)

    def _end(self, then: Callable[[Any], None], value: object) -> None:
        self._close_dialog()
        then(value)

    def _fail(self, error: BaseException) -> None:
        self._services.errors.show(error, self._window)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()

    def _on_progress(self, progress: Progress) -> None:
        if self._dialog is not None:
            self._bar.setMaximum(progress.total or 0)
            self._bar.setValue(progress.done)

    def _csv_saved(self, target: str, subject: Subject, report: ExportReport) -> None:
        saved = self._counted(self.tr("The table was saved as “{name}”"), subject)
        self._say(self.tr("Saved"), saved.format(name=printable(os.path.basename(target))) + ".", report)

    def _files_written(self, target: str, report: ExportReport) -> None:
        saved = self.tr("%Ln file(s) saved in “{name}”.", "", len(report.written))
        self._say(self.tr("Saved"), saved.format(name=printable(target)), report)

    def _say(self, title: str, sentence: str, report: ExportReport | None = None) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Information, title, sentence, parent=self._window)
        box.setObjectName("exportReport")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if report is not None and report.left_out:
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
