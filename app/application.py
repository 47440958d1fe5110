"""The composition root: makes every part of the window once and hands it to those that need it."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.desktop_application import DesktopApplication
from app.dialogs.frame_dialogs import FrameDialogs
from app.error_handler import LOG_FILE, ErrorHandler, close_log_file, open_log_file
from app.icons import app_icon
from app.item_models.thumbnail_cache import FILE_NAME, ThumbnailCache
from app.labelling import Labelling
from app.main_window import MainWindow
from app.model_choices import model_choices
from app.open_photos import OpenPhotos
from app.options import CACHE_SIZE_MB, LIBRARY
from app.pages.page import Page
from app.process_tuning import tune_process
from app.services import Services
from app.settings import Settings
from app.task_runner import TaskRunner
from app.theme import Theme
from app.translation import Translation
from core.breeds import load_breed_table
from core.paths import UserFolders, user_folders

if TYPE_CHECKING:
    from core.inference.prediction_store import PredictionStore

log = logging.getLogger(__name__)

SETTINGS_FILE = "breedlens.ini"
SHUTDOWN_S = 5.0
FAILED_START = "BreedLens could not make its window ({reason}). What a programmer needs to know is in {log}"
COLLECT_AFTER_MS = 1000
"""the garbage collector, which `app.__main__` stops for a quicker start, comes back after the window is seen"""


def run_window(paths: Sequence[str]) -> int:
    """Open the window with these files and folders, and stay until it is closed; returns the exit code."""
    # Qt's loop would keep Ctrl+C in the terminal from Python; everything of the person's is saved at every moment
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = QApplication.instance() or DesktopApplication([sys.argv[0] if sys.argv else "breedlens"])
    assert isinstance(application, QApplication)
    folders = user_folders()
    log_file = open_log_file(folders.logs)
    try:
        program = Program(application, folders, page_makers())
        program.window.show()
    except Exception as error:
        return report_failed_start(error, folders.logs)
    QTimer.singleShot(COLLECT_AFTER_MS, collect_again)
    program.open_when_painted(list(paths))
    code = application.exec()
    if not program.close():
        # Work that hangs in the operating system cannot be ended otherwise; everything of the person's is saved.
        log.warning("Some work did not end in time; the program ends without it")
        logging.shutdown()
        os._exit(code)
    close_log_file(log_file)
    return code


def page_makers() -> Sequence[Callable[[Services], Page]]:
    """What makes the pages of the window, in their order."""
    from app.pages.groups.page import GroupsPage
    from app.pages.identify.page import IdentifyPage
    from app.pages.review.page import ReviewPage
    from app.pages.runs.page import RunsPage
    from app.pages.train.page import TrainPage

    return [IdentifyPage, GroupsPage, ReviewPage, TrainPage, RunsPage]


def report_failed_start(error: Exception, log_folder: Path) -> int:
    """Say on the terminal and in the log that there will be no window; returns the exit code.

    Without an event loop no dialog can say it, and the hooks of the error handler would wait for one forever.
    """
    log.critical("The window could not be made", exc_info=error)
    reason = ascii(f"{type(error).__name__}: {error}")[1:-1]
    print(FAILED_START.format(reason=reason, log=ascii(str(log_folder / LOG_FILE))[1:-1]), file=sys.stderr)
    return 1


def collect_again() -> None:
    """Let the garbage collector work from now on, but leave out what was made so far: nearly all of it stays."""
    gc.freeze()
    gc.enable()


class Program:
    """The window with all its parts."""

    def __init__(
        self, application: QApplication, folders: UserFolders, pages: Sequence[Callable[[Services], Page]]
    ) -> None:
        tune_process()
        self._folders = folders
        application.setApplicationName("BreedLens")
        application.setApplicationDisplayName("BreedLens")
        application.setDesktopFileName("breedlens")
        application.setWindowIcon(app_icon())
        self._application = application
        self.errors = ErrorHandler(folders.logs)
        self.errors.install()
        self.settings = Settings(folders.config / SETTINGS_FILE)
        self.translation = Translation(self.settings)
        self.theme = Theme(application, self.settings)
        self.tasks = TaskRunner(self.errors.show)
        self.services = Services(
            settings=self.settings,
            tasks=self.tasks,
            folders=folders,
            breeds=load_breed_table(),
            errors=self.errors,
            open_predictions=self._open_predictions,
            labelling=Labelling(self.tasks, lambda: self.services.predictions, self._library_file()),
            open_photos=OpenPhotos(),
            thumbnails=ThumbnailCache(folders.cache / FILE_NAME, self._cache_limit()),
        )
        self.settings.changed.connect(self._on_setting)
        self.window = MainWindow(self.services, FrameDialogs(self.services, model_choices))
        for make_page in pages:
            self.window.add_page(make_page(self.services))
        self.theme.dress()
        if isinstance(application, DesktopApplication):
            application.files_opened.connect(self.window.open_from_desktop)

    def open_when_painted(self, paths: list[str]) -> None:
        """Open files and folders as soon as the window has been seen."""
        if paths:
            self.window.first_painted.connect(lambda: self.window.open_paths(paths))

    def close(self) -> bool:
        """End everything; False if some work did not end in time."""
        ended = self.tasks.shutdown(SHUTDOWN_S)
        if ended:
            self.services.close()
        else:  # whatever else hangs, what was said of photos is written
            self.services.labelling.close()
        self.settings.sync()
        self.translation.remove()
        self.errors.uninstall()
        return ended

    def _on_setting(self, key: str) -> None:
        if key == CACHE_SIZE_MB.key:
            self.services.thumbnails.set_limit(self._cache_limit())

    def _cache_limit(self) -> int:
        return self.settings.get(CACHE_SIZE_MB) << 20

    def _library_file(self) -> Path | None:
        chosen = self.settings.get(LIBRARY)
        return Path(chosen) if chosen else None

    def _open_predictions(self) -> PredictionStore:
        from core.inference.prediction_store import PredictionStore

        return PredictionStore(self._folders.cache)
