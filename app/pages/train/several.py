"""The search or the cross-validation under way: started, steered, remembered across windows."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.options import FOLLOWED_SEVERAL
from app.queued_runs import start_waiting
from app.services import Services
from app.task_runner import Task, TaskContext
from core.control import Command

if TYPE_CHECKING:
    from core.training.several_plan import Outcome, SeveralPlan, Step


@dataclass
class SeveralProgress:
    """What is known of it; no widget, no words."""

    place: str
    kind: str = ""
    """"folds" or "search" """
    count: int = 0
    is_active: bool = False
    is_waiting: bool = False
    """a training under way has to end first"""
    is_paused: bool = False
    is_stopping: bool = False
    steps: list[Step] = field(default_factory=list)
    outcome: Outcome | None = None
    failure: BaseException | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return os.path.basename(self.place)

    @property
    def is_left(self) -> bool:
        """It has not come to its end, and nobody is at work on it."""
        return not self.is_active and (self.outcome is None or not self.outcome.is_done)


class SeveralSession(QObject):
    """One at a time; the runs are trained one after the other in a worker thread, each in a process of its own.

    Signals:
        changed: the progress, or None where there is none any more.
        run_began: the runs on the disk are others now.
        ended: its progress, once it has an outcome.
    """

    changed = Signal(object)
    run_began = Signal()
    ended = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task[Any] | None = None
        self.progress: SeveralProgress | None = None

    @property
    def is_active(self) -> bool:
        """Some of it is still to be done, and is being done."""
        return self.progress is not None and self.progress.is_active

    def start(self, place: str) -> None:
        """Carry out what is written down there, or go on with it."""
        if self.is_active:
            return
        self._services.settings.set(FOLLOWED_SEVERAL, place)
        self.progress = SeveralProgress(place, is_active=True)
        self._task = self._services.tasks.run(
            partial(_carry_out, place),
            on_partial=self._take,
            on_result=self._on_result,
            on_error=self._on_error,
            on_finished=self._on_finished,
            pool="hours",
            owner=self,
        )
        self.changed.emit(self.progress)

    def look_back(self) -> None:
        """Show what was not brought to its end when the window was closed."""
        place = self._services.settings.get(FOLLOWED_SEVERAL)
        if place and self.progress is None:
            self._services.tasks.run(
                partial(_read, place),
                on_result=self._on_read,
                on_error=lambda _: self.forget(),
                pool="quick",
                owner=self,
            )

    def go_on(self) -> None:
        """Take up again what was left."""
        if self.progress is not None:
            self.start(self.progress.place)

    def forget(self) -> None:
        """Do not show it any more; what is done of it stays."""
        if not self.is_active:
            self._services.settings.set(FOLLOWED_SEVERAL, "")
            self.progress = None
            self.changed.emit(None)

    def set_paused(self, paused: bool) -> None:
        """Hold the run under way and all that come, or let them go on."""
        if self._task is not None and self.progress is not None:
            (self._task.pause if paused else self._task.resume)()
            self.progress.is_paused = paused
            self.changed.emit(self.progress)

    def stop(self) -> None:
        """End with the runs that are done, the one under way as far as it is."""
        if self._task is not None and self.progress is not None:
            self._task.control.set(Command.STOP_KEEP)
            self.progress.is_stopping = True
            self.changed.emit(self.progress)

    def cancel(self) -> None:
        """End now; it can go on later."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """The window closes: the run under way ends, and what is done is kept."""
        if self._task is not None:
            self._task.drop()

    def _take(self, news: Any) -> None:
        progress = self.progress
        if progress is None:
            return
        if isinstance(news, str):
            progress.is_waiting = news == "waiting"
            self.run_began.emit()
        elif hasattr(news, "kind"):
            self._take_plan(news)
        else:
            progress.steps.append(news)
        self.changed.emit(progress)

    def _take_plan(self, plan: SeveralPlan) -> None:
        assert self.progress is not None
        self.progress.kind, self.progress.count = plan.kind, plan.count

    def _on_read(self, plan: SeveralPlan) -> None:
        if plan.is_done:
            self.forget()
        elif self.progress is None:
            self.progress = SeveralProgress(str(plan.place))
            self._take_plan(plan)
            self.changed.emit(self.progress)

    def _on_result(self, outcome: Outcome) -> None:
        assert self.progress is not None
        self.progress.outcome = outcome
        if outcome.is_done:
            self._services.settings.set(FOLLOWED_SEVERAL, "")

    def _on_error(self, error: BaseException) -> None:
        assert self.progress is not None
        self.progress.failure = error

    def _on_finished(self) -> None:
        self._task = None
        if self.progress is not None:
            self.progress.is_active = self.progress.is_waiting = self.progress.is_paused = False
            self.progress.is_stopping = False
            self.changed.emit(self.progress)
            if self.progress.outcome is not None:
                self.ended.emit(self.progress)
        self._services.tasks.run(start_waiting, on_finished=self.run_began.emit, owner=self)


def _read(place: str, _context: TaskContext) -> SeveralPlan:
    from core.training.several_plan import load_plan

    return load_plan(Path(place))


def _carry_out(place: str, context: TaskContext) -> Outcome:
    """Hands over the plan, "waiting" where another training has to end first, the path of each run, and each step."""
    from core.training.run_queue import RunQueue
    from core.training.several_plan import carry_out

    plan = _read(place, context)
    context.partial(plan)
    return carry_out(
        plan,
        context.control,
        on_run=lambda run: context.partial(str(run.path)),
        on_step=context.partial,
        sparing=True,
        turn=partial(RunQueue().turn, control=context.control, on_wait=lambda: context.partial("waiting")),
    )
