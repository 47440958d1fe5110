"""Train: teach BreedLens breeds, watch it learn, use what it learned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QIcon, QImage, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.icons import set_icon, themed_icon
from app.item_models.run_rows import RunRow, read_runs, waiting_runs
from app.notification import notify
from app.open_elsewhere import open_or_tell
from app.options import MODEL
from app.pages.page import Page
from app.pages.train.questions import (
    ask_before_cancel,
    ask_before_close,
    ask_before_close_several,
    ask_before_end,
)
from app.pages.train.sentences import RunSentences
from app.pages.train.session import TrainingSession
from app.pages.train.several import SeveralSession
from app.pages.train.several_bar import SeveralBar
from app.services import Services
from app.task_runner import Task, TaskContext
from app.widgets.invitation import Invitation
from app.widgets.named import named

if TYPE_CHECKING:
    from app.pages.train.comparison import Comparison
    from app.pages.train.desk import TrainDesk
    from app.pages.train.results import RunResult


class TrainPage(Page):
    """An invitation, or the run in front. The curves are made when there is a run: they import what takes a while."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainPage")
        self._services = services
        self._rows: list[RunRow] = []
        self._looking: Task[list[RunRow]] | None = None
        self._comparison: Comparison | None = None
        self._result: RunResult | None = None
        self._desk: TrainDesk | None = None
        self._is_making_desk = False
        self._has_begun = False
        self._early: list[dict[str, Any]] = []
        self._session = TrainingSession(services, self)
        self._invitation = named(Invitation("train", "inviteToTrainButton"), "trainInvitation")
        self._invitation.accepted.connect(self.new_training)
        self._several = SeveralSession(services, self)
        self._bar = SeveralBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._invitation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.new_action = named(QAction(self), "newTrainingAction")
        self.new_action.setShortcut("Ctrl+T")
        set_icon(self.new_action, "train")
        self.new_action.triggered.connect(self.new_training)
        self._session.happened.connect(self._on_event)
        self._session.ended.connect(self._on_end)
        self._session.changed.connect(self.look_again)
        self._connect_several()
        self._retranslate()

    def page_title(self) -> str:
        """Name of the page."""
        return self.tr("Train")

    def page_icon(self) -> QIcon:
        """Icon of the page."""
        return themed_icon("train")

    def lasting_actions(self) -> dict[str, list[QAction]]:
        """What brings a person here from any page."""
        return {"file": [self.new_action]}

    def toolbar_actions(self) -> list[QAction]:
        """What is done here most."""
        return [self.new_action]

    def open_paths(self, paths: list[str]) -> None:
        """Photos to learn from."""
        self.train_on(paths)

    def open_image(self, image: QImage) -> None:  # noqa: ARG002
        """One picture teaches nothing."""
        self.status.emit(self.tr("To train, open a folder that holds one folder of photos for each breed."))

    def begin(self) -> None:
        """A run may be under way since the window was open last."""
        self._has_begun = True
        self.look_again()
        self._session.start_waiting()
        self._several.look_back()

    def showEvent(self, event: QShowEvent) -> None:
        """Runs may have been started, resumed or deleted elsewhere."""
        super().showEvent(event)
        if self._has_begun:
            self.look_again()

    def look_again(self) -> None:
        """Read the runs on the disk, and follow the one that is under way."""
        if self._looking is not None:
            self._looking.drop()  # out of date
        self._looking = self._services.tasks.run(
            lambda _: read_runs(), on_result=self._on_rows, pool="quick", owner=self
        )

    def new_training(self) -> None:
        """Ask what is to be learned, and how; from any page."""
        self.page_requested.emit(self.objectName(), [])
        self.train_on([])

    def train_on(self, paths: list[str]) -> None:
        """Ask how to learn from these photos, or from which."""
        from app.dialogs.train_dialog import TrainDialog

        dialog = self.findChild(TrainDialog)
        if dialog is None:
            dialog = TrainDialog(self._services, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.created.connect(lambda path: self._session.launch([path]))
            dialog.planned.connect(self._several.start)
        if paths:
            dialog.open_paths(paths)
        dialog.open()

    def holds_window(self, close: Callable[[], None]) -> bool:
        """A run is under way: let it finish without the window?"""
        if self._several.is_active:
            ask_before_close_several(self, close)
            return True
        if not self._session.is_active:
            return False
        ask_before_close(self, self._session, close)
        return True

    def shutdown(self) -> None:
        """Let go of the run, which goes on by itself; one of several goes on when these do."""
        self._several.leave()
        self._session.leave()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._desk is not None:
                self._desk.refresh()

    def _on_rows(self, rows: list[RunRow]) -> None:
        self._rows = rows
        was_active = self._session.is_active
        self._session.follow_active(rows)
        if self._session.is_active and not was_active and not self.isVisible():
            self.status.emit(self.tr("A training is under way. The page Train shows how far it is."))
        if self._session.path and self._desk is None:
            self._make_desk()
        self._fill_lists()

    def _make_desk(self) -> None:
        """Import what the curves need beside the window's thread, then make them."""
        if self._is_making_desk:
            return
        self._is_making_desk = True

        def load(_context: TaskContext) -> None:
            import app.pages.train.comparison
            import app.pages.train.desk  # noqa: F401

        self._services.tasks.run(load, on_result=self._on_loaded, pool="quick", owner=self)

    def _on_loaded(self, _: None) -> None:
        from app.pages.train.comparison import Comparison
        from app.pages.train.desk import TrainDesk

        desk = self._desk = TrainDesk()
        self._comparison = Comparison(self._services.tasks, desk.curves.set_others, self)
        header = desk.header
        header.pause_toggled.connect(self._set_paused)
        header.stop_wanted.connect(self._stop)
        header.cancel_wanted.connect(self._cancel)
        header.identify_wanted.connect(self._identify)
        header.report_wanted.connect(self._open_report)
        header.more_wanted.connect(lambda epochs: self._session.resume(extra_epochs=epochs))
        header.again_wanted.connect(self._train_again)
        desk.lists.removed.connect(self._session.take_off)
        desk.lists.compared.connect(self._compare)
        self._stack.addWidget(desk)
        self._fill_lists()
        result = self._result
        for event in self._early:
            self._show(event)
        self._early.clear()
        if result is not None:
            self._on_end(result)

    def _fill_lists(self) -> None:
        if self._desk is None:
            return
        waiting = [row for row in waiting_runs(self._rows) if row.path != self._session.path]
        others = [row for row in self._rows if row.info.epochs and row.path != self._session.path]
        self._desk.lists.set_waiting([(row.path, row.name) for row in waiting])
        self._desk.lists.set_others([(row.path, row.name) for row in others])

    def _on_event(self, event: dict[str, Any]) -> None:
        if self._desk is None:
            self._early.append(event)
        else:
            self._show(event)

    def _show(self, event: dict[str, Any]) -> None:
        assert self._desk is not None
        if event["event"] == "attached":
            self._result = None
            self._desk.show_run(str(event["name"]))
            self._stack.setCurrentWidget(self._desk)
        else:
            self._desk.take(event)

    def _on_end(self, result: RunResult) -> None:
        """The run in front has ended: what can be done with it."""
        if result.path != self._session.path:
            return  # read too late: another is in front by now
        self._result = result
        self.look_again()
        if self._desk is not None:
            self._desk.measured = result.measured
            self._desk.refresh()
            if result.is_new and not self._several.is_active:
                notify(self, *RunSentences(self).notification(self._desk.name, self._desk.progress, result.measured))

    def _set_paused(self, paused: bool) -> None:
        """Hold the run in front, and those that would come after it."""
        self._several.set_paused(paused)
        self._session.set_paused(paused)

    def _stop(self) -> None:
        self._several.stop()
        self._session.stop_and_keep()

    def _cancel(self) -> None:
        if self._several.is_active:
            ask_before_end(self, self._several)
        else:
            ask_before_cancel(self, self._session)

    def _connect_several(self) -> None:
        several, bar = self._several, self._bar
        several.changed.connect(bar.show_progress)
        several.run_began.connect(self.look_again)
        several.ended.connect(lambda progress: notify(self, self.tr("Several trainings"), bar.sentence(progress)))
        bar.go_on_wanted.connect(several.go_on)
        bar.hide_wanted.connect(several.forget)
        bar.end_wanted.connect(self._cancel)
        bar.identify_wanted.connect(self._identify_with_several)

    def _identify_with_several(self) -> None:
        progress = self._several.progress
        if progress is not None and progress.outcome is not None:
            self._services.settings.choose(MODEL, progress.outcome.model)
            self.page_requested.emit("identifyPage", [])

    def _compare(self, paths: list[str]) -> None:
        names = {row.path: row.name for row in self._rows}
        if self._comparison is not None:
            self._comparison.compare([(path, names.get(path, "")) for path in paths])

    def _identify(self) -> None:
        if self._result is not None and self._result.model:
            self._services.settings.choose(MODEL, self._result.model)
            self.page_requested.emit("identifyPage", [])

    def _train_again(self) -> None:
        """Another model, to begin with from the same photos."""
        row = next((row for row in self._rows if row.path == self._session.path), None)
        self.train_on([] if row is None else [row.info.source])

    def _open_report(self) -> None:
        report = self._result.report if self._result is not None else ""
        if report:
            open_or_tell(report, self.status.emit)
        else:
            self.status.emit(self.tr("This run has no report."))

    def _retranslate(self) -> None:
        self.new_action.setText(self.tr("&Train a model…"))
        self.new_action.setIconText(self.tr("Train a model…"))
        self.new_action.setToolTip(self.tr("Choose photos and a recipe, then start (Ctrl+T)"))
        self._invitation.set_texts(
            self.tr("Teach BreedLens your breeds"),
            self.tr(
                "Drop a folder here that holds one folder of photos for each breed. BreedLens learns to tell them "
                "apart, shows you how well it does, and then uses what it learned."
            ),
            self.tr("Choose photos…"),
            self.tr("Ten photos of each breed are a start, fifty are good. Everything stays on this computer."),
        )
        self.title_changed.emit()
