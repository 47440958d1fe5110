"""From a key or a button to labels: what is said of the current group, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.item_models.group_board import GroupBoard
from app.item_models.photo_groups import Suggests
from app.label_work import Said
from app.pages.groups.group_list import GroupList
from app.services import Services
from app.translation import translate_error
from core.library.records import Origin, Status

if TYPE_CHECKING:
    from app.label_work import Labels
    from core.errors import BreedLensError, PhotoError


class GroupLabeller(QObject):
    """Labels whole groups, and follows the library.

    Signals:
        told: a sentence for the person.
        typing_wanted: the group suggests nothing that could be accepted: a breed is to be typed.
        board_changed: groups left or came back.
    """

    told = Signal(str)
    typing_wanted = Signal()
    board_changed = Signal()

    def __init__(self, services: Services, board: GroupBoard, groups: GroupList) -> None:
        super().__init__(groups)
        self._services, self._labelling = services, services.labelling
        self._board, self._list = board, groups
        self._labelling.found.connect(self._on_labels)
        self._labelling.changed.connect(self._on_labels)
        self._labelling.unread.connect(self._on_unread)
        self._labelling.failed.connect(self._on_failed)

    def accept(self) -> None:
        """What the group suggests is right."""
        group = self._list.group
        if group is None:
            return
        suggested = self._board.group(group)
        match suggested.suggests:
            case Suggests.BREED:
                self._say(Said(Status.LABELLED, suggested.likeliest[0][0]), Origin.ACCEPTED)
            case Suggests.NOT_A_DOG:
                self._say(Said(Status.NOT_A_DOG), Origin.ACCEPTED)
            case Suggests.EACH:
                own = {path: Said(Status.LABELLED, breed) for path, (breed, _) in suggested.said.items()}
                self._say(own, Origin.ACCEPTED)
            case Suggests.OTHER_BREED:
                self.typing_wanted.emit()

    def take(self, place: int) -> None:
        """One of the likeliest breeds of the group, counted from 0."""
        group = self._list.group
        if group is None or place >= len(self._board.group(group).likeliest):
            return
        is_suggested = place == 0 and self._board.group(group).suggests is Suggests.BREED
        breed = self._board.group(group).likeliest[place][0]
        self._say(Said(Status.LABELLED, breed), Origin.ACCEPTED if is_suggested else Origin.CHOSEN)

    def say_breed(self, breed: str) -> None:
        """A breed in any words."""
        self._say(Said(Status.LABELLED, breed), Origin.CHOSEN)

    def say_status(self, status: str) -> None:
        """ "not_a_dog", "unknown" or "mixed"."""
        self._say(Said(Status(status)), Origin.CHOSEN)

    def _say(self, said: Said | Mapping[str, Said], origin: Origin) -> None:
        group = self._list.group
        if group is None or self._board.is_pending(group):
            return
        why = self._labelling.why_closed or self._labelling.why_read_only
        if why is not None:
            self.told.emit(translate_error(why))
            return
        paths = self._board.inside(group)
        if not paths:
            self.told.emit(
                self.tr("All photos of this group are taken out. Put some back with Space, or skip it with S.")
            )
            return
        labels = dict.fromkeys(paths, said) if isinstance(said, Said) else {path: said[path] for path in paths}
        self._labelling.say(labels, origin, self._services.open_photos.model)
        self._board.say(group, paths)
        self._go_on()
        self._list.setFocus()

    def _go_on(self) -> None:
        """To the next group of which nothing was said yet."""
        shown, group = self._board.shown, self._list.group
        after = [place for place in shown if group is not None and place > group]
        following = next((place for place in [*after, *shown] if not self._board.is_pending(place)), None)
        if following is not None:
            self._list.go_to(following)
        self._list.viewport().update()

    def _on_labels(self, labels: Labels) -> None:
        came_back = self._board.set_labels(labels)
        self._list.refresh()
        if came_back:
            self._list.go_to(came_back[0])
        self.board_changed.emit()

    def _on_unread(self, unread: Mapping[str, PhotoError]) -> None:
        self._board.leave_out(unread)
        self._list.refresh()
        self.board_changed.emit()
        self.told.emit(self.tr("%Ln photo(s) could not be read, and were not labelled.", "", len(unread)))

    def _on_failed(self, error: BreedLensError) -> None:
        self._board.forget_pending()
        self._list.refresh()
        self.board_changed.emit()
        self.told.emit(translate_error(error))
