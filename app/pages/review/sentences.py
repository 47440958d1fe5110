"""What the Review page says of photos and breeds, in the person's language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.item_models.prediction_model import percent
from app.services import Services
from app.translation import current_language, printable
from app.widgets.figures import figure_text, percent_text
from core.breeds import own_name
from core.library.records import Status

if TYPE_CHECKING:
    from core.review.table import Given, ReviewRow


class ReviewSentences(QObject):
    """Made anew where the language changes."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._breeds = services.breeds
        self.language = current_language(services.settings)

    def breed(self, breed: str) -> str:
        """Name of a breed; one of the person's own, or a class of no known breed, is made readable."""
        try:
            return self._breeds.by_slug(breed).name(self.language)
        except LookupError:
            return own_name(breed)

    def group(self, breed: str) -> str:
        """The group of a breed, empty where it has none."""
        try:
            return self._breeds.by_slug(breed).group(self.language)
        except LookupError:
            return ""

    def label(self, given: Given) -> str:
        """What a photo is said to be."""
        if given.counts:
            return self.breed(given.breed or "")
        return {
            Status.NOT_A_DOG: self.tr("not a dog"),
            Status.UNKNOWN: self.tr("unknown breed"),
            Status.MIXED: self.tr("mixed breed"),
        }.get(given.status, self.tr("no label"))

    def describe(self, row: ReviewRow) -> str:
        """One photo for tooltips and screen readers."""
        lines = [
            self.tr("Model: {breed}, {share}").format(breed=self.breed(row.predicted), share=percent(row.confidence)),
            self.tr("Label: {breed}").format(breed=self.label(row.given)),
            printable(os.path.basename(row.path)),
            printable(os.path.dirname(row.path)),
        ]
        if row.given.status is Status.VERIFIED:
            lines.insert(2, self.tr("verified"))
        return "\n".join(line for line in lines if line)

    def figures_of(self, row: ReviewRow) -> str:
        """The figures of one photo in a line."""
        parts = [self.tr("margin {number}").format(number=percent_text(row.margin, 0))]
        if row.loss is not None:
            parts.append(self.tr("loss {number}").format(number=figure_text(row.loss, 3)))
        if row.given.status is Status.VERIFIED:
            parts.append(self.tr("verified"))
        return "  ·  ".join(parts)
