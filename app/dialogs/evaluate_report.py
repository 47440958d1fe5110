"""Keeping what was measured: the files that `breedlens evaluate --output` writes, in a folder of their own."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from app.dialogs.evaluate_work import Measured, save_report
from app.open_elsewhere import open_or_tell
from app.options import LAST_EXPORT_FOLDER
from app.services import Services
from app.translation import printable, translate_error
from app.widgets.named import named


class ReportSaver(QObject):
    """Asks where to, works, says what came of it.

    Signals:
        said: a sentence.
        saved: the report's page.
    """

    said = Signal(str)
    saved = Signal(str)

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._window = services, window

    def ask(self, measured: Measured, data: str) -> None:
        """Save what was measured on photos that are called so."""
        from core.bundles.names import folder_name

        last = self._services.settings.get(LAST_EXPORT_FOLDER)
        start = last if os.path.isdir(last) else os.path.expanduser("~")
        dialog = named(QFileDialog(self._window, self.tr("Save the report in a new folder"), start), "saveReportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        folders = self.tr("Folders")
        dialog.setNameFilters([f"{folders} (*)"])
        name = self.tr("{model} on {data}").format(model=printable(measured.request.title), data=data)
        dialog.selectFile(folder_name(name, "report"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(partial(self._save, measured))
        dialog.open()

    def open(self, page: str) -> None:
        """Show a page in the browser."""
        open_or_tell(page, self.said.emit)

    def _save(self, measured: Measured, folder: str) -> None:
        self._services.settings.set(LAST_EXPORT_FOLDER, os.path.dirname(os.path.abspath(folder)))
        progress = named(QProgressDialog(self._window), "saveReportProgress")
        progress.setLabelText(self.tr("The report is being written…"))
        progress.setCancelButtonText(self.tr("Cancel"))
        progress.setRange(0, 0)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(300)
        task = self._services.tasks.run(
            partial(save_report, measured, folder),
            on_result=self._on_saved,
            on_error=lambda error: self.said.emit(translate_error(error)),
            on_finished=progress.deleteLater,
            owner=self,
        )
        progress.canceled.connect(task.cancel)
        progress.show()

    def _on_saved(self, page: str) -> None:
        folder = printable(os.path.dirname(page))
        self.said.emit(self.tr("The report is in “{folder}”.").format(folder=folder))
        self.saved.emit(page)
