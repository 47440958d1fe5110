"""Everything on the page that has to do with labels: the actions, what the keys say, and teaching."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.model_in_use import ModelInUse
from app.pages.identify.label_actions import LabelActions
from app.pages.identify.label_desk import LabelDesk
from app.pages.identify.photo_list import PhotoList
from app.pages.identify.sentences import Sentences
from app.pages.identify.teach_desk import TeachDesk
from app.pages.identify.view import IdentifyView
from app.services import Services
from core.breeds import Language


class Labels(QObject):
    """Made by the page, which tells it what is shown.

    Signals:
        said: a sentence for the status bar.
        model_taught: a `ModelInUse` that answers now, or None: the one of the settings does again.
        library_changed: labels can be given now, or not; of another library, nothing is known yet.
    """

    said = Signal(str)
    model_taught = Signal(object)
    library_changed = Signal()

    def __init__(
        self, services: Services, page: QWidget, view: IdentifyView, photos: PhotoList, sentences: Sentences
    ) -> None:
        super().__init__(page)
        self._labelling = services.labelling
        self._photos = photos
        self._actions = LabelActions(page, (view.grid, view.pane.view, view.panel.breed_list))
        self._desk = LabelDesk(services, view, photos, self._actions, sentences)
        self._teach = TeachDesk(services, view, photos, self._actions.teach, sentences)
        self._desk.said.connect(self.said)
        self._teach.model_changed.connect(self.model_taught)
        services.labelling.opened.connect(self._on_library)
        view.grid.selectionModel().selectionChanged.connect(self.refresh)
        photos.labels_counted.connect(view.filter_bar.set_label_counts)

    def menu(self) -> list[QAction]:
        """For the menu of labels."""
        return self._actions.menu()

    def teach_action(self) -> QAction:
        """The switch of teaching, for the toolbar."""
        return self._actions.teach

    def look_up(self, paths: tuple[str, ...]) -> None:
        """These photos are open: show what was said of them."""
        self._labelling.look_up(paths)

    def speak(self, sentences: Sentences, language: Language) -> None:
        """Another language or other classes."""
        self._desk.sentences = self._teach.sentences = sentences
        self._desk.speak(language)
        self._desk.refresh()

    def set_model(self, model: ModelInUse) -> None:
        """This one answers now."""
        self._desk.model = model

    def retranslate(self) -> None:
        """Another language."""
        self._actions.retranslate()

    def refresh(self, *_: object) -> None:
        """Another photo, choice of photos or answer."""
        self._desk.refresh()

    def set_enabled(self, *, photos: bool, photo: bool) -> None:
        """Some photos are open; one is on show."""
        self._actions.set_enabled(photos=photos, photo=photo, writable=self._labelling.is_writable)

    def stop(self) -> None:
        """The window closes."""
        self._teach.stop()

    def _on_library(self) -> None:
        self._photos.forget_labels()
        self._desk.refresh()
        self.library_changed.emit()
