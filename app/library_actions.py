"""What the frame offers on the labels of all pages: undo, redo, backups, the file; and what it says of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from app.icons import set_icon
from app.options import LIBRARY
from app.services import Services
from app.translation import printable, translate_error
from app.widgets.named import named

if TYPE_CHECKING:
    from core.errors import BreedLensError
    from core.library.backups import Backup
    from core.library.records import Action

_DAMAGED = "library_damaged"


class LibraryActions(QObject):
    """Belongs to the window.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._labelling = services.labelling
        self.undo = self._action("undoAction", "undo", "Ctrl+Z")
        self.redo = self._action("redoAction", "redo", "Ctrl+Y", "Ctrl+Shift+Z")
        self.export = self._action("exportLabelsAction", "table", "Ctrl+Shift+E")
        self.bring_in = self._action("importLabelsAction", "")
        self.breeds = self._action("ownBreedsAction", "")
        self.breeds.triggered.connect(self._show_breeds)
        self.restore = self._action("restoreLabelsAction", "")
        self.choose = self._action("chooseLibraryAction", "")
        self.own = self._action("ownLibraryAction", "")
        self.undo.triggered.connect(self._labelling.undo)
        self.redo.triggered.connect(self._labelling.redo)
        self.export.triggered.connect(self._export)
        self.bring_in.triggered.connect(self._import)
        self.restore.triggered.connect(lambda: self._offer_backups(""))
        self.choose.triggered.connect(self._choose)
        self.own.triggered.connect(lambda: self._keep_in(""))
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state)
        self._labelling.steps_changed.connect(self.refresh)
        self._labelling.opened.connect(self._on_opened)
        self._labelling.failed.connect(self._on_failed)
        self._labelling.restored.connect(self._on_restored)
        self.refresh()

    def menu(self) -> list[QAction | None]:
        """What the menu of labels ends with."""
        return [None, self.export, self.bring_in, self.breeds, None, self.restore, self.choose, self.own]

    def refresh(self) -> None:
        """Say what undo and redo would do; also after a change of language."""
        steps, writable = self._labelling.steps, self._labelling.is_writable
        for action, step, empty, words in (
            (self.undo, steps.undo, self.tr("&Undo"), self.tr("&Undo: {what}")),
            (self.redo, steps.redo, self.tr("&Redo"), self.tr("&Redo: {what}")),
        ):
            action.setEnabled(step is not None and writable)
            action.setText(empty if step is None else words.format(what=self._words(step)))
            action.setToolTip(action.text().replace("&", ""))
        self.export.setText(self.tr("&Export labels…"))
        self.bring_in.setText(self.tr("&Import labels…"))
        self.export.setEnabled(self._labelling.is_open)
        self.bring_in.setEnabled(self._labelling.is_open and writable)
        self.breeds.setText(self.tr("My own &breeds…"))
        self.breeds.setEnabled(writable and any(breed.is_own for breed in self._labelling.steps.breeds))
        self.restore.setText(self.tr("&Restore labels from a backup…"))
        self.choose.setText(self.tr("&Keep labels in another file…"))
        self.own.setText(self.tr("Use my &own labels again"))

    def _words(self, step: Action) -> str:
        match step.kind:
            case "import":
                return self.tr("labels brought in (%Ln change(s))", "", step.changes)
            case "rename_breed":
                return self.tr("a breed renamed")
            case "merge_breeds":
                return self.tr("two breeds made one")
            case "add_breed":
                return self.tr("a new breed")
            case _:
                return self.tr("%Ln label(s)", "", step.changes)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._labelling.look_again()

    def _on_opened(self) -> None:
        self.refresh()
        why = self._labelling.why_read_only or self._labelling.why_no_backup
        if why is not None:
            self.said.emit(translate_error(why))

    def _on_failed(self, error: BreedLensError) -> None:
        if error.code == _DAMAGED:
            self._offer_backups(translate_error(error))
        elif error is not self._labelling.why_read_only:
            self._services.errors.show(error, self._window)

    def _on_restored(self, what: tuple[Backup, Path | None]) -> None:
        backup, aside = what
        words = self.tr("The labels are as they were on {day}.").format(day=backup.day)
        if aside is not None:
            kept = self.tr("What was there before is kept as {file}.").format(file=printable(str(aside)))
            words = f"{words} {kept}"
        self.said.emit(words)

    def _offer_backups(self, why: str) -> None:
        from app.dialogs.restore_dialog import RestoreDialog
        from core.library.library import default_library

        if self._window.findChild(RestoreDialog) is None:
            dialog = RestoreDialog(self._labelling.path or default_library(), why, self._window)
            dialog.chosen.connect(self._labelling.restore)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _export(self) -> None:
        from app.dialogs.export_dialog import ExportDialog

        if self._labelling.library is not None and self._window.findChild(ExportDialog) is None:
            dialog = ExportDialog(self._services, self._labelling.library, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _import(self) -> None:
        from app.dialogs.import_dialog import ImportDialog

        if self._labelling.library is not None and self._window.findChild(ImportDialog) is None:
            dialog = ImportDialog(self._services, self._labelling.library, self._window)
            dialog.imported.connect(self._labelling.refresh)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _show_breeds(self) -> None:
        from app.dialogs.own_breeds_dialog import OwnBreedsDialog

        if self._window.findChild(OwnBreedsDialog) is None:
            dialog = OwnBreedsDialog(self._labelling, self._services.breeds, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _choose(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Keep labels in this file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a library that is there is opened, not replaced
        dialog.setNameFilter(self.tr("Labels of BreedLens (*.sqlite3)"))
        dialog.setDefaultSuffix("sqlite3")
        dialog.selectFile("breedlens-labels.sqlite3")
        dialog.fileSelected.connect(self._keep_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_in(self, file: str) -> None:
        path = os.path.abspath(file) if file else ""
        self._services.settings.set(LIBRARY, path)
        self._labelling.reopen(Path(path) if path else None)
        self.said.emit(
            self.tr("Labels are kept in {file} from now on.").format(file=printable(path))
            if path
            else self.tr("Your own labels are used from now on.")
        )
        self.refresh()

    def _action(self, name: str, icon: str, *keys: str) -> QAction:
        action = named(QAction(self._window), name)
        if icon:
            set_icon(action, icon)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action
