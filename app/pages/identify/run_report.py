"""What stands below the photos: how the work goes, how far it came, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.item_models.vocabulary import Show
from app.pages.identify.folder_run import FolderRun
from app.pages.identify.sentences import Sentences
from app.widgets.run_bar import RunBar


class RunReport:
    """Keeps the bar in step with the run; `sentences` gives those of the language in force."""

    def __init__(self, bar: RunBar, run: FolderRun, sentences: Callable[[], Sentences]) -> None:
        self._bar = bar
        self._run = run
        self._sentences = sentences
        self._counts: Mapping[Show, int] = {}
        self._is_complete = False
        run.begun.connect(bar.begin)
        run.progress.connect(bar.set_progress)
        bar.pause_toggled.connect(run.set_paused)
        bar.cancelled.connect(run.cancel)

    def end(self, complete: bool) -> None:
        """The run has come to its end, or was ended."""
        self._is_complete = complete
        self.refresh()

    def count(self, counts: Mapping[Show, int]) -> None:
        """Other answers are known."""
        self._counts = counts
        self.refresh()

    def refresh(self) -> None:
        """Say it, in the language in force, unless there is still work."""
        counts = self._counts
        if self._run.is_running or not counts:
            return
        if self._is_complete:
            self._bar.finish(self._sentences().summary(counts))
        else:
            answered = sum(counts[show] for show in (Show.DOGS, Show.NO_DOG, Show.UNREADABLE))
            self._bar.stop_at(answered, counts[Show.ALL])
