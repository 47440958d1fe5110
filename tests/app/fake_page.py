"""A stand-in for the pages of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout

from app.pages.page import Page
from app.services import Services


class FakePage(Page):
    """A page that notes what the frame asks of it."""

    def __init__(self, services: Services, title: str = "Page") -> None:
        super().__init__()
        self.opened: list[list[str]] = []
        self.images: list[QImage] = []
        self.ended = 0
        self.translated = 0
        self.title = title
        self.action = QAction(f"{title} action", self, shortcut="Ctrl+E")
        self.field = QLineEdit()
        self.grid = QListView()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.grid)

    def page_title(self) -> str:
        return self.title

    def menu_actions(self) -> dict[str, list[QAction]]:
        return {"file": [self.action]}

    def toolbar_actions(self) -> list[QAction]:
        return [self.action]

    def open_paths(self, paths: list[str]) -> None:
        self.opened.append(paths)

    def open_image(self, image: QImage) -> None:
        self.images.append(image)

    def shutdown(self) -> None:
        self.ended += 1

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translated += 1
        super().changeEvent(event)
