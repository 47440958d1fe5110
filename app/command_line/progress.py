"""A progress bar on the standard error, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.control import OnProgress, Progress


@dataclass(frozen=True, slots=True)
class Bar:
    """Takes progress; `over` wraps a writer to the standard output so that bar and text do not mix on a terminal."""

    on_progress: OnProgress
    over: Callable[[Callable[[str], None]], Callable[[str], None]]


@contextmanager
def progress_bar(title: str, *, bytes_of: bool = False, wanted: bool = True) -> Iterator[Bar]:
    """Show a bar while the work lasts; without a terminal nothing is shown, and Rich is not imported.

    Args:
        title: what is being done.
        bytes_of: the progress counts bytes.
        wanted: False for no bar at all.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield Bar(lambda _: None, lambda write: write)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    count = DownloadColumn() if bytes_of else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), count, TimeRemainingColumn())
    console = Console(stderr=True, markup=False, highlight=False)
    with RichProgress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(title, total=None)

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        def over(write: Callable[[str], None]) -> Callable[[str], None]:
            if not sys.stdout.isatty():
                return write
            # Both are terminals: Rich lifts the bar, writes the line where it was, and draws the bar below it.
            return lambda text: console.out(text, end="")

        yield Bar(show, over)
