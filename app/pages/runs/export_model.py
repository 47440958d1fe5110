"""Saving a model for other programs, with the proof that it answers there as it does here."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from app.item_models.run_rows import RunRow
from app.options import LAST_EXPORT_FOLDER
from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import printable
from app.widgets.figures import figure_text, percent_text
from app.widgets.named import named
from core.bundles.formats import SUFFIXES
from core.control import Progress

if TYPE_CHECKING:
    from core.bundles.parity import ParityReport


class ModelExports(QObject):
    """Asks where to, works, reports."""

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self._task: Task[Any] | None = None

    def ask(self, kind: str, row: RunRow) -> None:
        """Save the model of a run; `kind` is a key of `SUFFIXES`."""
        folder = self._services.settings.get(LAST_EXPORT_FOLDER)
        ending = SUFFIXES[kind]
        dialog = QFileDialog(self._page, self.tr("Export the model"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.setNameFilters([f"{self.tr('Models')} (*{ending})"])
        dialog.selectFile(f"{row.info.model}{ending}")
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(partial(self._save, kind, row))
        dialog.open()

    def _save(self, kind: str, row: RunRow, target: str) -> None:
        self._services.settings.set(LAST_EXPORT_FOLDER, os.path.dirname(target))
        progress = named(QProgressDialog(self._page), "exportProgress")
        progress.setLabelText(self.tr("The model is being exported and compared…"))
        progress.setCancelButtonText(self.tr("Cancel"))
        progress.setRange(0, 0)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(300)
        progress.setAutoReset(False)
        progress.setAutoClose(False)

        def show(news: Progress) -> None:
            # what follows the last photo, in another process, cannot be counted
            progress.setRange(0, 0 if news.done == news.total else news.total or 0)
            progress.setValue(news.done)

        task = self._task = self._services.tasks.run(
            partial(_export, row.path, row.model, kind, target),
            on_result=partial(self._on_saved, target),
            on_progress=show,
            on_finished=progress.deleteLater,
            owner=self,
        )
        progress.canceled.connect(task.cancel)
        progress.show()

    def _on_saved(self, target: str, report: ParityReport) -> None:
        box = named(
            QMessageBox(QMessageBox.Icon.Information, self.tr("The model was exported"), "", parent=self._page),
            "exportReport",
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Saved as “{name}”.").format(name=printable(os.path.basename(target))))
        if report.photos:
            text = self.tr(
                "On {count} photos it names the same breed in {share}; no probability differs by more than {most}."
            )
            box.setInformativeText(
                text.format(
                    count=QLocale().toString(report.photos),
                    share=percent_text(report.top1_agreement),
                    most=figure_text(report.max_difference, 2),
                )
            )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _export(path: str, model: str, kind: str, target: str, context: TaskContext) -> ParityReport:
    """Export, and compare on photos of the run's own data set, those of the test first."""
    from core.bundles.export import export_model
    from core.training.run_folder import RunFolder
    from core.training.run_of_model import photos_to_compare

    photos = photos_to_compare(RunFolder(path))
    return export_model(model, kind, target, photos, context.control, on_progress=context.report)
