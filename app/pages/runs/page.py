"""Runs: every training so far in a table, compared below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QImage, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QSplitter,
    QStackedLayout,
    QWidget,
)

from app.icons import themed_icon
from app.item_models.run_rows import MORE_EPOCHS, RunRow, read_runs
from app.item_models.run_table import NAME, NOTES, RunSorter, RunTableModel
from app.open_elsewhere import open_or_tell
from app.options import MODEL
from app.pages.page import Page
from app.pages.runs.actions import RunActions
from app.pages.runs.export_model import ModelExports
from app.pages.runs.join_models import ModelJoins
from app.pages.runs.questions import ask_before_delete
from app.pages.runs.table import RunsTable
from app.pages.runs.work import RunDetails, delete_runs, read_details, write_notes
from app.queued_runs import resume_run
from app.services import Services
from app.task_runner import Task, TaskContext
from app.widgets.invitation import Invitation
from app.widgets.named import call, named

if TYPE_CHECKING:
    from app.pages.runs.details import DetailsView

_SETTLE_MS = 120
_REFRESH_MS = 2000
"""a run under way is read again after this"""


class RunsPage(Page):
    """An invitation, or table and details; the details are made when first there is a run to show."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runsPage")
        self._services = services
        self._details: DetailsView | None = None
        self._is_making = False
        self._looking: Task[list[RunRow]] | None = None
        self._reading: Task[RunDetails] | None = None
        self._rows_read: list[RunRow] | None = None
        self._model = RunTableModel(self)
        self._sorter = RunSorter(self._model, self)
        self._table = RunsTable(self._sorter, services.settings)
        self._actions = RunActions(self)
        self._exports = ModelExports(services, self)
        self._joins = ModelJoins(services, self)
        self._invitation = named(Invitation("runs", "inviteToFirstRunButton"), "runsInvitation")
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._table)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._invitation)
        self._stack.addWidget(self._split)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._again = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._connect()
        self._retranslate()

    def page_title(self) -> str:
        """Name of the page."""
        return self.tr("Runs")

    def page_icon(self) -> QIcon:
        """Icon of the page."""
        return themed_icon("runs")

    def menu_actions(self) -> dict[str, list[QAction]]:
        """What can be done here."""
        return self._actions.menus()

    def toolbar_actions(self) -> list[QAction]:
        """What is done here most."""
        return [self._actions.identify, self._actions.report]

    def open_paths(self, paths: list[str]) -> None:
        """Photos are for the Identify page."""
        self.page_requested.emit("identifyPage", paths)

    def open_image(self, image: QImage) -> None:
        """Pictures too."""
        self.page_requested.emit("identifyPage", image)

    def showEvent(self, event: QShowEvent) -> None:
        """Runs may have begun, ended or gone since."""
        super().showEvent(event)
        self.look_again()

    def look_again(self) -> None:
        """Read the runs on the disk; what was read before this, and has not come yet, is out of date."""
        if self._looking is not None:
            self._looking.drop()
        self._looking = self._services.tasks.run(
            lambda _: read_runs(), on_result=self._on_rows, pool="quick", owner=self
        )

    def chosen(self) -> list[RunRow]:
        """The selected runs, as they stand in the table."""
        rows = self._table.selectionModel().selectedRows(NAME)
        return [self._model.row_at(self._sorter.mapToSource(index).row()) for index in sorted(rows)]

    def on_model_removed(self) -> None:
        """Its run keeps it under another name."""
        self.look_again()

    def shutdown(self) -> None:
        """Remember how the table looked."""
        self._settled.stop()
        self._again.stop()
        self._table.remember()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_rows(self, rows: list[RunRow]) -> None:
        if self._table.state() == QAbstractItemView.State.EditingState:
            self._again.start()  # new rows would take the note away that is being written
            return
        selected = {row.path for row in self.chosen()} & {row.path for row in rows}
        self._model.set_rows(rows)
        self._stack.setCurrentWidget(self._split if rows else self._invitation)
        if rows:
            self._select(selected or {rows[0].path})
            self._make_details()
        if self.isVisible() and any(row.is_active for row in rows):
            self._again.start()
        self._settled.start()

    def _settle(self) -> None:
        """Other runs are chosen: read them, unless still others are chosen soon."""
        self._settled.start()

    def _select(self, paths: set[str]) -> None:
        model = self._table.selectionModel()
        if {row.path for row in self.chosen()} == paths:
            return
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(self._sorter.rowCount()):
            index = self._sorter.index(row, NAME)
            if self._model.row_at(self._sorter.mapToSource(index).row()).path in paths:
                model.select(index, flags)
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _make_details(self) -> None:
        """Import what the curves need beside the window's thread, then make them."""
        if self._details is not None or self._is_making:
            return
        self._is_making = True

        def load(_context: TaskContext) -> None:
            import app.pages.runs.details  # noqa: F401

        self._services.tasks.run(load, on_result=self._on_loaded, pool="quick", owner=self)

    def _on_loaded(self, _: None) -> None:
        from app.pages.runs.details import DetailsView

        self._details = DetailsView(self._services)
        self._split.addWidget(self._details)
        self._split.setSizes([260, 460])
        self._settled.start()

    def _read_details(self) -> None:
        rows = self.chosen()
        self._actions.enable(rows)
        if self._details is None or rows == self._rows_read:
            return
        self._rows_read = rows
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._services.tasks.run(
            partial(read_details, rows) if rows else (lambda _: RunDetails((), [], [])),
            on_result=self._details.show_details,
            pool="quick",
            owner=self,
        )

    def _only(self, act: Callable[[RunRow], None]) -> None:
        rows = self.chosen()
        if len(rows) == 1:
            act(rows[0])

    def _identify(self, row: RunRow) -> None:
        self._identify_with(row.model)

    def _identify_with(self, model: str) -> None:
        self._services.settings.choose(MODEL, model)
        self.page_requested.emit("identifyPage", [])

    def _evaluate(self) -> None:
        from app.dialogs.evaluate_dialog import open_evaluation

        rows = self.chosen()
        model, title = (rows[0].model, rows[0].name) if len(rows) == 1 else (self._services.settings.get(MODEL), "")
        open_evaluation(self._services, self.window(), model, title)

    def _resume(self, extra_epochs: int, row: RunRow) -> None:
        self._services.tasks.run(
            partial(resume_run, row.path, extra_epochs),
            on_result=lambda _: self.page_requested.emit("trainPage", []),
            owner=self,
        )

    def _open_report(self, row: RunRow) -> None:
        from core.training.run_folder import RunFolder

        page = RunFolder(row.path).report_page
        if page.is_file():
            open_or_tell(page, self.status.emit)
        else:
            self.status.emit(self.tr("This run has no report."))

    def _open_folder(self, row: RunRow) -> None:
        open_or_tell(row.path, self.status.emit)

    def _delete(self) -> None:
        rows = self.chosen()
        if not rows or any(row.is_active for row in rows):
            return
        ask_before_delete(self, rows, partial(self._delete_now, [row.path for row in rows]))

    def _delete_now(self, paths: list[str]) -> None:
        self._services.tasks.run(partial(delete_runs, paths), on_finished=self.look_again, owner=self)

    def _note(self, path: str, text: str) -> None:
        self._services.tasks.run(
            partial(write_notes, path, text), on_finished=self.look_again, pool="quick", owner=self
        )

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self._actions.context())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _connect(self) -> None:
        actions = self._actions
        self._settled.timeout.connect(self._read_details)
        self._again.timeout.connect(self.look_again)
        self._invitation.accepted.connect(lambda: self.page_requested.emit("trainPage", []))
        self._table.selectionModel().selectionChanged.connect(self._settle)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._model.noted.connect(self._note)
        for action, act in (
            (actions.identify, self._identify),
            (actions.resume, partial(self._resume, 0)),
            (actions.more, partial(self._resume, MORE_EPOCHS)),
            (actions.report, self._open_report),
            (actions.folder, self._open_folder),
        ):
            action.triggered.connect(partial(self._on_action, act))
        for name, action in actions.exports.items():
            action.triggered.connect(partial(self._on_action, partial(self._exports.ask, name)))
        actions.evaluate.triggered.connect(partial(call, self._evaluate))
        actions.delete.triggered.connect(self._delete)
        actions.join.triggered.connect(lambda _checked: self._joins.ask(self.chosen()))
        self._joins.identify_wanted.connect(self._identify_with)

    def _on_action(self, act: Callable[[RunRow], None], _checked: bool = False) -> None:
        self._only(act)

    def _retranslate(self) -> None:
        self._actions.retranslate()
        self._table.setAccessibleName(self.tr("Runs"))
        self._invitation.set_texts(
            self.tr("No training yet"),
            self.tr("Every training that you start is listed here, to be compared, continued and used."),
            self.tr("Go to Train"),
        )
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, NOTES)
        self.title_changed.emit()
