"""The figures of all photos under review, and what must be said of them, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.pages.review.desk import ReviewDesk
from app.pages.review.sentences import ReviewSentences
from app.pages.review.study import LabelStudy
from app.pages.review.work import OPEN, RUN
from app.translation import translate_error, translate_message
from app.widgets.figures import count_text, percent_text
from core.review.choices import Choice, Show

if TYPE_CHECKING:
    from core.errors import BreedLensError
    from core.review.table import Figures, ReviewTable

_NAMED = 4
"""breeds that are named where more are meant"""


class ReviewSummary(QObject):
    """Asks desk and study."""

    def __init__(self, desk: ReviewDesk, study: LabelStudy) -> None:
        super().__init__(desk)
        self._desk, self._study = desk, study

    def facts(self, table: ReviewTable, *, verified_only: bool) -> list[tuple[str, str]]:
        """(what, how much)."""
        from core.review.selection import select
        from core.review.table import figures_of

        figures = figures_of(table, verified_only=verified_only)
        facts = [(self.tr("Photos with a breed"), count_text(figures.photos))]
        if figures.accuracy.count:
            share = figures.accuracy
            between = self.tr("{share}  ({low} to {high})").format(
                share=percent_text(share.value), low=percent_text(share.low), high=percent_text(share.high)
            )
            facts.append((self.tr("Model and label agree, with 95% interval"), between))
        facts.append((self.tr("Mistakes"), count_text(figures.mistakes)))
        doubts = self._study.doubts(self._desk.corrected)
        if doubts is not None:
            chosen = Choice(Show.POSSIBLE_ERRORS, verified_only=verified_only)
            facts.append((self.tr("Possible label errors"), count_text(len(select(table, chosen, doubts)))))
        return facts

    def note(self, table: ReviewTable, sentences: ReviewSentences, *, verified_only: bool) -> str:
        """What is not in the figures, and why they may be too good."""
        from core.review.table import figures_of

        parts = self._left_out(figures_of(table, verified_only=verified_only), sentences)
        source = self._desk.source
        if source.kind == RUN and source.note:
            parts.append(translate_message(source.note))
        if source.kind == RUN and self._desk.corrected:
            parts.append(self.tr("The run's own report does not know of your corrections."))
        elif source.kind != RUN and self._study.result is not None and self._study.result.is_taught:
            parts.append(
                self.tr("This model learned from labels of yours: on new photos, expect a little less agreement.")
            )
        if self._study.why_none is not None:
            reason = translate_error(self._study.why_none)
            parts.append(self.tr("Possible label errors cannot be worked out: {reason}").format(reason=reason))
        if self._desk.is_stale:
            parts.append(self.tr("There is more to review since: work it out again."))
        return "  ".join(parts)

    def invitation(self, why_closed: BreedLensError | None) -> tuple[str, str, str, str]:
        """Title, words, button and hint of an empty page."""
        if why_closed is not None:
            title, note = self.tr("No labels to review"), translate_error(why_closed)
        elif self._desk.source.kind == OPEN:
            title = self.tr("None of the open photos has a label")
            note = self.tr("Label some of them first; then this page shows where model and labels differ.")
        else:
            title = self.tr("Label some photos first")
            note = self.tr(
                "Then this page shows where the model and your labels differ, and which labels may be wrong."
            )
        hint = self.tr("On the Identify page, Enter says that the model is right, and R gives another breed.")
        return title, note, self.tr("Go to Identify"), hint

    def _left_out(self, figures: Figures, sentences: ReviewSentences) -> list[str]:
        parts = []
        unknown = sum(figures.unknown_breeds.values())
        if unknown:
            breeds = ", ".join(sentences.breed(breed) for breed in list(figures.unknown_breeds)[:_NAMED])
            text = self.tr(
                "%Ln photo(s) of breeds that the model does not know count neither way: {breeds}.", "", unknown
            )
            parts.append(text.format(breeds=breeds + ("…" if len(figures.unknown_breeds) > _NAMED else "")))
        if figures.without_breed:
            parts.append(self.tr("%Ln photo(s) have a label without a breed.", "", figures.without_breed))
        if figures.bad_photos:
            parts.append(self.tr("%Ln photo(s) could not be read.", "", figures.bad_photos))
        if figures.unanswered:
            parts.append(self.tr("%Ln photo(s) were not reached.", "", figures.unanswered))
        return parts
