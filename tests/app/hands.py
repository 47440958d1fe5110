"""What everybody can do who works on a page or in a dialog in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.pages.page import Page

P = TypeVar("P", bound=Page)


class Hands:
    """Finds things by their names, and waits."""

    patience_ms = 20_000

    def __init__(self, place: QWidget, qtbot: QtBot) -> None:
        self.place, self.qtbot = place, qtbot

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = self.place.findChild(kind, name)
        assert found is not None, name
        return found

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=self.patience_ms)


@contextmanager
def shown(page: P, width: int, height: int, qtbot: QtBot) -> Iterator[P]:
    """Show a page, and take it away as the window does."""
    page.resize(width, height)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.shutdown()
    page.close()
    page.deleteLater()
