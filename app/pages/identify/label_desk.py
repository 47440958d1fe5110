"""Labels on the page: what the keys say of the chosen photos, and what the library answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.item_models.photo_list_model import PhotoRow
from app.item_models.vocabulary import PhotoState
from app.label_work import Said
from app.model_in_use import ModelInUse
from app.pages.identify.label_actions import LabelActions
from app.pages.identify.photo_list import PhotoList
from app.pages.identify.sentences import Sentences
from app.pages.identify.view import IdentifyView
from app.services import Services
from app.translation import translate_error
from app.widgets.named import call
from core.library.records import WITH_BREED, Origin, Status

if TYPE_CHECKING:
    from app.label_work import Step
    from core.library.records import PhotoLabel


class LabelDesk(QObject):
    """Says what the person says, goes on to the next photo, and shows what the library has written.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(
        self,
        services: Services,
        view: IdentifyView,
        photos: PhotoList,
        actions: LabelActions,
        sentences: Sentences,
    ) -> None:
        super().__init__(actions)
        self._services, self._labelling = services, services.labelling
        self._breeds = services.breeds
        self._grid, self._box = view.grid, view.panel.label_box
        self._photos = photos
        self._actions = actions
        self.sentences = sentences
        self.model: ModelInUse | None = None
        """whose answers are shown"""
        self._changed: Mapping[str, PhotoLabel] = {}
        self._language = "en"
        acts: list[tuple[object, Callable[[], None]]] = [
            (actions.accept, partial(self._say, self._accepted, Origin.ACCEPTED)),
            *((action, partial(self._take, place)) for place, action in enumerate(actions.take)),
            (actions.type_breed, self._type),
            (actions.not_a_dog, partial(self._give, Said(Status.NOT_A_DOG))),
            (actions.unknown, partial(self._give, Said(Status.UNKNOWN))),
            (actions.mixed, partial(self._give, Said(Status.MIXED))),
            (actions.verify, partial(self._say, self._verified, Origin.CHOSEN)),
            (actions.remove, partial(self._give, Said(Status.UNLABELLED))),
            (actions.accept_above, self._accept_above),
            (actions.previous, partial(self._grid.go, -1)),
            (actions.next, partial(self._grid.go, 1)),
        ]
        for action, act in acts:
            action.triggered.connect(partial(call, act))  # type: ignore[attr-defined]
        self._box.connect_actions(actions.accept, [actions.not_a_dog, actions.unknown, actions.mixed])
        self._box.edit.chosen.connect(lambda text: self._give(Said(Status.LABELLED, text)))
        self._box.edit.chosen.connect(lambda text: view.focus_photos())  # noqa: ARG005
        self._box.edit.left.connect(view.focus_photos)
        view.panel.breed_taken.connect(self._take)
        labelling = self._labelling
        labelling.found.connect(partial(self._photos.set_labels, at_once=False))
        labelling.changed.connect(self._on_changed)
        labelling.undone.connect(partial(self._on_step, undone=True))
        labelling.redone.connect(partial(self._on_step, undone=False))
        labelling.steps_changed.connect(self._on_breeds)
        labelling.unread.connect(self._on_unread)

    def refresh(self, *_: object) -> None:
        """Another photo or choice of photos, an answer, another language: say again what was said of it."""
        rows, sentences = self._grid.chosen_rows(), self.sentences
        note = ""
        if self._labelling.why_closed is not None:
            note = translate_error(self._labelling.why_closed)
        elif self._labelling.why_read_only is not None:
            note = translate_error(self._labelling.why_read_only)
        if len(rows) > 1:  # perhaps all of a hundred thousand: they are not looked at one by one
            said = self.tr("%Ln photo(s) chosen: what you say goes for all of them.", "", len(rows))
            accept = self.tr("the first answer of each")
        else:
            photo = self._photos.model.photo_at(rows[0]) if rows else None
            said = "" if photo is None or photo.label is None else sentences.label_sentence(photo.label)
            accept = self._accept_words(photo) if photo is not None else ""
        self._box.show_said(said, note)
        self._box.set_accept(accept)
        self._box.set_writable(self._labelling.is_writable)

    def speak(self, language: str) -> None:
        """Another language, for the names that can be typed."""
        self._language = language
        self._on_breeds()

    def _chosen(self) -> list[PhotoRow]:
        return [self._photos.model.photo_at(row) for row in self._grid.chosen_rows()]

    def _accept_words(self, photo: PhotoRow) -> str:
        said = self._accepted(photo)
        if said is None:
            return ""
        words = {Status.NOT_A_DOG: self.tr("not a dog"), Status.UNKNOWN: self.tr("breed unknown")}
        return words.get(said.status) or self.sentences.breed_name(said.breed)

    def _accepted(self, photo: PhotoRow) -> Said | None:
        """What the model says, as the person would say it; None where it has not answered."""
        match photo.state:
            case PhotoState.DOG:
                return self._breed_at(photo, 0)
            case PhotoState.OTHER_BREED:
                return Said(Status.UNKNOWN)
            case PhotoState.NO_DOG:
                return Said(Status.NOT_A_DOG)
        return None

    def _breed_at(self, photo: PhotoRow, place: int) -> Said | None:
        names = self.sentences.class_names
        if place < len(photo.classes) and photo.classes[place] < len(names):
            return Said(Status.LABELLED, names[photo.classes[place]])
        return None

    def _verified(self, photo: PhotoRow) -> Said | None:
        label = photo.label
        if label is not None and label.status in WITH_BREED:
            return Said(Status.VERIFIED, label.breed or "")
        found = self._accepted(photo) if label is None else None
        return Said(Status.VERIFIED, found.breed) if found is not None and found.breed else None

    def _take(self, place: int) -> None:
        self._say(lambda photo: self._breed_at(photo, place), Origin.ACCEPTED if place == 0 else Origin.CHOSEN)

    def _give(self, said: Said) -> None:
        self._say(lambda photo: said, Origin.CHOSEN)  # noqa: ARG005

    def _say(self, choose: Callable[[PhotoRow], Said | None], origin: Origin) -> None:
        """Send it on its way, and show the next photo at once: what was said is marked when it is written."""
        chosen = self._chosen()
        wishes = {photo.path: said for photo in chosen if (said := choose(photo)) is not None}
        if not wishes:
            if chosen:
                self.said.emit(self.tr("There is no answer to take for this photo."))
            return
        if not self._labelling.is_writable:
            why = self._labelling.why_closed or self._labelling.why_read_only
            self.said.emit("" if why is None else translate_error(why))
            self._labelling.look_again()
            return
        last = self._grid.chosen_rows()[-1]
        self._labelling.say(wishes, origin, self.model)
        model = self._photos.model
        self._grid.setCurrentIndex(model.index(min(last + 1, model.rowCount() - 1)))

    def _accept_above(self) -> None:
        """Of all open photos, whatever the filter; of those that nothing was said of yet."""
        from app.dialogs.accept_above_dialog import open_accept_above

        columns = self._photos.model.columns
        if columns is not None and self.model is not None:
            open_accept_above(self._services, columns.paths, self.model, self._grid.window())

    def _type(self) -> None:
        self._box.edit.setFocus()
        self._box.edit.selectAll()

    def _on_changed(self, labels: Mapping[str, PhotoLabel]) -> None:
        self._changed = labels
        self._photos.set_labels(labels, at_once=True)
        self.refresh()

    def _on_step(self, step: Step, *, undone: bool) -> None:
        """Show where something was taken back, also where the filter had hidden it."""
        columns = self._photos.model.columns
        here: dict[int, int] = {}
        if columns is not None:
            ids = ((columns.id_of(path), label.photo) for path, label in self._changed.items())
            here = {i: photo for i, photo in ids if i is not None}
        rows = [row for i in here if (row := self._photos.model.row_of(i)) is not None]
        if rows:
            self._grid.setCurrentIndex(self._photos.model.index(min(rows)))
        count = step.action.changes
        words = (
            self.tr("Taken back: %Ln change(s).", "", count)
            if undone
            else self.tr("Done again: %Ln change(s).", "", count)
        )
        elsewhere = step.elsewhere + len({label.photo for label in self._changed.values()} - set(here.values()))
        if elsewhere:
            words += " " + self.tr("%Ln photo(s) of them are not open here.", "", elsewhere)
        self.said.emit(words)

    def _on_breeds(self) -> None:
        own = [breed for breed in self._labelling.steps.breeds if breed.is_own]
        self._box.edit.set_breeds(self._breeds, own, "fr" if self._language == "fr" else "en")

    def _on_unread(self, unread: Mapping[str, object]) -> None:
        self.said.emit(self.tr("%Ln photo(s) could not be read and so were not labelled.", "", len(unread)))
