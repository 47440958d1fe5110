"""Fixtures for the window's parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from fake_page import FakePage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dialogs.frame_dialogs import FrameDialogs
from app.error_handler import ErrorHandler
from app.item_models.thumbnail_cache import FILE_NAME, ThumbnailCache
from app.labelling import Labelling
from app.main_window import MainWindow
from app.open_photos import OpenPhotos
from app.options import Choice
from app.services import Services
from app.settings import Settings
from app.task_runner import TaskRunner
from core.paths import UserFolders, user_folders

if TYPE_CHECKING:
    from core.inference.prediction_store import PredictionStore


@pytest.fixture
def folders() -> UserFolders:
    """The person's folders, in a fresh temporary folder."""
    return user_folders()


@pytest.fixture
def settings(qapp: QApplication, folders: UserFolders) -> Iterator[Settings]:
    """Settings at their defaults."""
    held = Settings(folders.config / "breedlens.ini")
    yield held
    held.sync()


@pytest.fixture
def unhandled() -> list[BaseException]:
    """Errors that reached nobody: a test that expects some empties the list."""
    return []


@pytest.fixture
def tasks(qapp: QApplication, unhandled: list[BaseException]) -> Iterator[TaskRunner]:
    """A task runner whose unhandled errors fail the test."""
    runner = TaskRunner(unhandled.append)
    yield runner
    assert runner.shutdown(10), "work that was cancelled did not end"
    assert not unhandled, f"errors that nobody handled: {unhandled}"


@pytest.fixture
def services(settings: Settings, folders: UserFolders, tasks: TaskRunner) -> Iterator[Services]:
    """What a page is given, with empty stores."""

    from core.breeds import load_breed_table

    def open_predictions() -> PredictionStore:
        from core.inference.prediction_store import PredictionStore

        return PredictionStore(folders.cache)

    errors = ErrorHandler(folders.logs)
    labelling = Labelling(tasks, lambda: made.predictions)
    thumbnails = ThumbnailCache(folders.cache / FILE_NAME, 50_000_000)
    made = Services(
        settings, tasks, folders, load_breed_table(), errors, open_predictions, labelling, OpenPhotos(), thumbnails
    )
    yield made
    assert tasks.shutdown(10), "work that was cancelled did not end"
    made.close()
    assert errors.sentence is None, f"an error dialog is open: {errors.sentence}"


@pytest.fixture
def page(qapp: QApplication, services: Services) -> FakePage:
    """The page that `window` shows."""
    return FakePage(services)


@pytest.fixture
def window(qtbot: QtBot, services: Services, page: FakePage) -> Iterator[MainWindow]:
    """The frame with one page, shown."""
    window = MainWindow(services, FrameDialogs(services, lambda: [Choice("default", "A model")]))
    qtbot.addWidget(window)
    window.add_page(page)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
