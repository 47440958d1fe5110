"""The photos that are open in the window, for the pages that go on with what another page opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.model_in_use import ModelInUse


class OpenPhotos(QObject):
    """Written by the page that opens photos, read by the others.

    Signals:
        changed: other photos are open (all of them are known, the search for them is over), or another model is in use.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: Sequence[str] = ()
        self.model: ModelInUse | None = None
        """the model in use; None until a page has chosen it"""

    def set(self, paths: Sequence[str], model: ModelInUse) -> None:
        """These are open now, under this model."""
        self.paths, self.model = tuple(paths), model
        self.changed.emit()
