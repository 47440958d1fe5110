"""What the keys of the Review page say of the chosen photos."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.label_work import Said
from app.pages.review.actions import ReviewActions
from app.pages.review.desk import ReviewDesk
from app.widgets.named import call
from core.library.records import Origin, Status

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.pages.review.details import ReviewDetails
    from app.pages.review.gallery import ReviewGallery
    from core.review.table import ReviewRow


class ReviewLabeller(QObject):
    """Sends a label on its way and shows the next photo at once: the list follows when it is written."""

    def __init__(
        self, desk: ReviewDesk, actions: ReviewActions, gallery: ReviewGallery, details: ReviewDetails
    ) -> None:
        super().__init__(actions)
        self._desk, self._gallery, self._details = desk, gallery, details
        acts: tuple[tuple[QAction, Callable[[], None]], ...] = (
            (actions.take, partial(self._say, _predicted, Origin.ACCEPTED)),
            (actions.verify, partial(self._say, _verified, Origin.CHOSEN)),
            (actions.relabel, self._type),
            (actions.unknown, partial(self._give, Said(Status.UNKNOWN))),
            (actions.no_dog, partial(self._give, Said(Status.NOT_A_DOG))),
            (actions.mixed, partial(self._give, Said(Status.MIXED))),
            (actions.remove, partial(self._give, Said(Status.UNLABELLED))),
            (actions.previous, partial(gallery.grid.go, -1)),
            (actions.next, partial(gallery.grid.go, 1)),
        )
        for action, act in acts:
            action.triggered.connect(partial(call, act))
        details.edit.chosen.connect(self._on_typed)
        details.edit.left.connect(gallery.grid.setFocus)

    def _say(self, choose: Callable[[ReviewRow], Said | None], origin: Origin) -> None:
        said = {row.path: what for row in self._gallery.chosen() if (what := choose(row)) is not None}
        if said:
            self._desk.say(said, origin)
            self._gallery.go_on()

    def _give(self, said: Said) -> None:
        self._say(lambda row: said, Origin.CHOSEN)  # noqa: ARG005

    def _type(self) -> None:
        self._details.edit.setFocus()

    def _on_typed(self, text: str) -> None:
        self._give(Said(Status.LABELLED, text))
        self._gallery.grid.setFocus()


def _predicted(row: ReviewRow) -> Said:
    return Said(Status.LABELLED, row.predicted)


def _verified(row: ReviewRow) -> Said | None:
    return Said(Status.VERIFIED, row.given.breed or "") if row.given.counts else None
