"""What would be copied where, to be looked at before anything is copied."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import printable, translate_error, translate_photo_error
from app.widgets.named import named
from core.errors import PhotoError

if TYPE_CHECKING:
    from core.exports.copy_plan import CopyPlan

_LISTED = 500
"""photos listed below a folder; more would only slow the dialog down"""


class CopyPlanDialog(QDialog):
    """A dry run: the folders, what goes into each, and what is left out and why."""

    def __init__(self, plan: CopyPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copyPlanDialog")
        self.setWindowTitle(self.tr("Copy photos into one folder for each breed"))
        self.resize(640, 520)
        locale = QLocale()
        count = len(plan.copies)
        summary = self.tr("To be copied into “{target}”: {photos} ({size}), in {folders}.").format(
            photos=self.tr("%Ln photo(s)", "", count),
            size=locale.formattedDataSize(plan.total_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
            folders=self.tr("%Ln folder(s)", "", len(plan.folders)),
            target=printable(plan.target_folder),
        )
        heading = QLabel(summary, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        heading.setProperty("role", "heading")
        promise = QLabel(self.tr("Your photos stay where they are. Nothing is written over."), wordWrap=True)
        promise.setProperty("role", "muted")
        self.list = named(QTreeWidget(), "copyPlanList")
        self.list.setAccessibleName(self.tr("Planned copies"))
        self.list.setHeaderLabels([self.tr("Folder and photo"), self.tr("Photos")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._fill(plan)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        label = self.tr("Copy %Ln photo(s)", "", count)
        self.copy_button = buttons.addButton(label, QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button.setObjectName("copyButton")
        self.copy_button.setProperty("primary", True)
        self.copy_button.setEnabled(count > 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (heading, promise, self.list, buttons):
            column.addWidget(widget)

    def _fill(self, plan: CopyPlan) -> None:
        locale = QLocale()
        items: dict[str, QTreeWidgetItem] = {}
        for name, count in plan.folders.items():
            items[name] = QTreeWidgetItem([printable(name), locale.toString(count)])
            items[name].setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        for copy in plan.copies:
            folder, name = os.path.split(copy.target)
            item = items[os.path.basename(folder)]
            if item.childCount() < _LISTED:
                source = printable(os.path.basename(copy.source))
                target = printable(name)
                renamed = self.tr("{name} (as {new_name})").format(name=source, new_name=target)
                child = QTreeWidgetItem([source if source == target else renamed])
                child.setToolTip(0, printable(copy.source))
                item.addChild(child)
        self.list.addTopLevelItems(list(items.values()))
        if plan.left_out:
            self.list.addTopLevelItem(self._left_out(plan))

    def _left_out(self, plan: CopyPlan) -> QTreeWidgetItem:
        item = QTreeWidgetItem([self.tr("Left out"), QLocale().toString(len(plan.left_out))])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        for path, reason in plan.left_out[:_LISTED]:
            why = translate_photo_error(reason) if isinstance(reason, PhotoError) else translate_error(reason)
            child = QTreeWidgetItem([f"{printable(os.path.basename(path))}: {why}"])
            child.setToolTip(0, printable(path))
            item.addChild(child)
        return item
