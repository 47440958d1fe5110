"""The system's dialogs for naming a data set."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from app.icons import set_icon


def choose_folder(parent: QWidget, start: str, on_chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder of photos, beginning at `start`."""
    title = QCoreApplication.translate("DatasetChooser", "Choose the folder of photos")
    dialog = QFileDialog(parent, title, _folder(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _ask(dialog, on_chosen)


def choose_table(parent: QWidget, start: str, on_chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a table (CSV) that names photos, beginning at `start`."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("DatasetChooser", "Choose a table of photos"), _folder(start))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    tables, everything = translate("DatasetChooser", "Tables"), translate("DatasetChooser", "All files")
    dialog.setNameFilters([f"{tables} (*.csv *.CSV *.tsv *.txt)", f"{everything} (*)"])
    return _ask(dialog, on_chosen)


def browse_row(folder: QPushButton, table: QPushButton, *others: QPushButton) -> QHBoxLayout:
    """The buttons that name a data set, beside each other."""
    set_icon(folder, "folder-open")
    set_icon(table, "table")
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in (folder, table, *others):
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch()
    return row


def beside_each_other(paths: Sequence[str]) -> str:
    """The folder that several folders lie in; empty where they lie in different ones, or are no folders."""
    parents = {os.path.dirname(os.path.abspath(path)) for path in paths}
    return parents.pop() if len(parents) == 1 and all(map(os.path.isdir, paths)) else ""


def _ask(dialog: QFileDialog, on_chosen: Callable[[str], None]) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.fileSelected.connect(on_chosen)
    dialog.open()
    return dialog


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)
