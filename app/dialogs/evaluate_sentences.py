"""What must be said of a model and photos before and after they meet, in the person's language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.dialogs.evaluate_work import ALL, LabelledData, Match, Measured
from app.dialogs.finding_sentences import FindingSentences
from app.translation import printable, translate_photo_error
from app.widgets.figures import count_text, percent_text

if TYPE_CHECKING:
    from core.evaluation.metrics import Proportion

_NAMED = 4


class EvaluationSentences(QObject):
    """Words for what `app.dialogs.evaluate_work` gives."""

    def __init__(self, findings: FindingSentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings = findings

    def of_match(self, match: Match, known: Proportion | None = None) -> list[str]:
        """What is to be known before, and afterwards the accuracy on the breeds that the model does know."""
        sentences = []
        if match.unknown:
            text = self.tr(
                "The model does not know %Ln of these breeds, whose photos count as wrong: {breeds}.",
                "",
                len(match.unknown),
            )
            named = [f"{self.findings.breed(breed)} ({count_text(count)})" for breed, count in match.unknown.items()]
            sentences.append(text.format(breeds=self._enumerated(named)))
            if known is not None:
                text = self.tr(
                    "Of the %Ln photo(s) of the others, {share} are right ({low} to {high}).", "", known.count
                )
                share, low, high = (percent_text(value) for value in (known.value, known.low, known.high))
                alone = self.tr("Log loss and calibration are of these photos alone.")
                sentences[-1] += f" {text.format(share=share, low=low, high=high)} {alone}"
        if match.learned:
            sentences.append(
                self.tr(
                    "The model has learned from %Ln of these photos, so the figures promise too much of others.",
                    "",
                    match.learned,
                )
            )
        return sentences

    def of_result(self, measured: Measured) -> list[str]:
        """What is to be known of the figures, but for the note that they carry themselves."""
        found, sentences = measured.measurement, []
        seen = found.evaluation.photos + len(found.evaluation.bad_photos)
        if found.unanswered:
            text = self.tr("Stopped: these are figures of {seen} photos, drawn at random from {all}.")
            sentences.append(text.format(seen=count_text(seen), all=count_text(seen + found.unanswered)))
        sentences += self.of_match(measured.match, measured.among_known)
        if found.evaluation.bad_photos:
            text = self.tr("%Ln photo(s) could not be read and are left out: {photos}.", "", len(bad(measured)))
            sentences.append(text.format(photos=self._enumerated([one for one, _ in bad(measured)])))
        return sentences

    def subject(self, measured: Measured) -> str:
        """What was measured on what."""
        request = measured.request
        parts = {
            "test": self.tr("“{model}” on “{data}”, the photos for the test"),
            "validation": self.tr("“{model}” on “{data}”, the photos for validation"),
            "train": self.tr("“{model}” on “{data}”, the photos to learn from"),
        }
        text = parts.get(request.split if len(request.data.splits) > 1 else ALL, self.tr("“{model}” on “{data}”"))
        return text.format(model=printable(request.title), data=self.data_name(request.data))

    def data_name(self, data: LabelledData) -> str:
        """What the photos are called: by their folder or file."""
        if data.is_library:
            return self.tr("your labels")
        return printable(os.path.basename(data.source.rstrip("/\\")) or data.source)

    def _enumerated(self, names: Sequence[str]) -> str:
        shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
        if more <= 0:
            return shown
        return self.tr("{names} and {count} more").format(names=shown, count=count_text(more))


def bad(measured: Measured) -> list[tuple[str, str]]:
    """(name of the file, why) of the photos that could not be read."""
    found = measured.measurement.evaluation.bad_photos
    return [(printable(os.path.basename(path)), translate_photo_error(error)) for path, error in found]
