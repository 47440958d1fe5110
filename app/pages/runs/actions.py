"""What can be done with runs: every action once, with its words, keys and icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.icons import set_icon
from app.item_models.run_rows import RESUMABLE, RunRow
from app.widgets.named import named
from core.bundles.formats import SUFFIXES


class RunActions(QObject):
    """The page connects them; the frame shows them in its menus."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.identify = self._action("identifyWithRunAction", "identify", "Ctrl+I")
        self.resume = self._action("resumeRunAction", "play", "Ctrl+R")
        self.more = self._action("moreEpochsAction", "")
        self.evaluate = self._action("evaluateModelAction", "check", "Ctrl+Shift+M")
        self.report = self._action("openRunReportAction", "report")
        self.folder = self._action("openRunFolderAction", "folder-open")
        self.join = self._action("joinRunsAction", "")
        self.exports = {name: self._action(f"exportAction{name.title()}", "save") for name in SUFFIXES}
        self.delete = self._action("deleteRunsAction", "delete", QKeySequence.StandardKey.Delete)
        self._separators = [self._separator() for _ in range(2)]
        self.retranslate()
        self.enable([])

    def menus(self) -> dict[str, list[QAction]]:
        """Where the frame puts them."""
        first, second = self._separators
        return {
            "file": [
                self.identify,
                self.resume,
                self.more,
                self.join,
                first,
                self.evaluate,
                self.report,
                self.folder,
                *self.exports.values(),
            ],
            "edit": [self.delete, second],
        }

    def context(self) -> list[QAction]:
        """For the menu of a row."""
        first, second = self._separators
        return [
            self.identify,
            self.resume,
            self.more,
            self.join,
            first,
            self.evaluate,
            self.report,
            self.folder,
            *self.exports.values(),
            second,
            self.delete,
        ]

    def enable(self, rows: Sequence[RunRow]) -> None:
        """Allow what makes sense for the chosen runs."""
        only = rows[0] if len(rows) == 1 else None
        has_model = only is not None and only.has_model
        was_trained = only is not None and bool(only.info.bundle)
        self.identify.setEnabled(has_model)
        self.evaluate.setEnabled(not rows or has_model)  # without a run: the model in use
        self.report.setEnabled(was_trained)
        for export in self.exports.values():
            export.setEnabled(has_model)
        self.resume.setEnabled(only is not None and not only.is_active and only.state in RESUMABLE)
        self.more.setEnabled(was_trained and only is not None and not only.is_active)
        self.join.setEnabled(
            len(rows) > 1
            and all(row.has_model and not row.is_active for row in rows)
            and len({row.info.classes for row in rows}) == 1
        )
        self.folder.setEnabled(only is not None)
        self.delete.setEnabled(bool(rows) and not any(row.is_active for row in rows))

    def retranslate(self) -> None:
        """Another language."""
        for action, text, tip in (
            (self.identify, self.tr("Identify with this model"), self.tr("Use this run's model from now on (Ctrl+I)")),
            (self.resume, self.tr("Resume"), self.tr("Go on from the last finished epoch (Ctrl+R)")),
            (self.more, self.tr("Train 10 more epochs"), ""),
            (
                self.join,
                self.tr("Join into one model…"),
                self.tr("The models of several runs on the same breeds answer together"),
            ),
            (
                self.evaluate,
                self.tr("Evaluate on other photos…"),
                self.tr("Measure this run's model, or any other, on photos whose breeds are known"),
            ),
            (self.report, self.tr("Open the report"), self.tr("As a page in your browser")),
            (self.folder, self.tr("Open the folder"), self.tr("Everything that belongs to this run")),
            (self.exports["keras"], self.tr("Export for Keras…"), ""),
            (self.exports["onnx"], self.tr("Export as ONNX…"), ""),
            (self.exports["litert"], self.tr("Export for LiteRT (phones)…"), ""),
            (self.delete, self.tr("Delete…"), ""),
        ):
            action.setText(text)
            action.setToolTip(tip or text)

    def _action(self, name: str, icon: str, keys: str | QKeySequence.StandardKey | None = None) -> QAction:
        action = named(QAction(self._page), name)
        if icon:
            set_icon(action, icon)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        return action

    def _separator(self) -> QAction:
        separator = QAction(self._page)
        separator.setSeparator(True)
        return separator
