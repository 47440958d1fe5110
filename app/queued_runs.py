"""What the pages have done with the queue of runs, in worker threads."""

from __future__ import annotations

from collections.abc import Sequence

from app.task_runner import TaskContext


def launch_runs(paths: Sequence[str], _context: TaskContext) -> None:
    """Start new runs, one after the other, now or when their turn has come.

    Raises:
        BreedLensError: why one of them could not be started.
    """
    from core.training.run_folder import RunFolder
    from core.training.run_queue import RunQueue

    RunQueue().launch([RunFolder(path) for path in paths])


def resume_run(path: str, extra_epochs: int, _context: TaskContext) -> None:
    """Let a run go on, now or when its turn has come.

    Raises:
        BreedLensError: it cannot go on, or could not be started.
    """
    from core.training.run_folder import RunFolder
    from core.training.run_queue import RunQueue
    from core.training.runs import resume

    RunQueue().launch([resume(RunFolder(path), extra_epochs)])


def start_waiting(_context: TaskContext) -> None:
    """Start the run whose turn it is: whoever trained the one before may have been killed, and could not.

    Raises:
        BreedLensError: why it could not be started.
    """
    from core.training.run_queue import RunQueue

    RunQueue().start_next()


def take_off(path: str, _context: TaskContext) -> None:
    """A run is to wait no more: it is deleted, where nothing has happened in it yet.

    Raises:
        BreedLensError: it cannot be deleted.
    """
    from core.training.run_folder import RunFolder
    from core.training.run_queue import RunQueue
    from core.training.runs import delete_run

    run = RunFolder(path)
    RunQueue().remove(run)
    if not run.info().epochs:
        delete_run(run)
