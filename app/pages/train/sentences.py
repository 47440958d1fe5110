"""What the page says of a run, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from app.pages.train.progress import Phase, RunProgress
from app.pages.train.results import Measured
from app.translation import printable, translate_message
from app.widgets.figures import count_text, duration_text, figure_text, percent_text


class RunSentences(QObject):
    """Turns what is known of a run into words."""

    def headline(self, progress: RunProgress) -> str:
        """What it is doing."""
        if progress.is_stopping and not progress.phase.is_end:
            return self.tr("Stopping…")
        if progress.is_paused and not progress.phase.is_end:
            return self.tr("Paused")
        return {
            Phase.PREPARING: self.tr("Getting ready…"),
            Phase.FEATURES: self.tr("Looking at the photos"),
            Phase.TRAINING: self.tr("Learning"),
            Phase.EVALUATING: self.tr("Testing what was learned"),
            Phase.FINISHED: self.tr("Finished"),
            Phase.STOPPED: self.tr("Stopped; the best was kept"),
            Phase.CANCELLED: self.tr("Cancelled; nothing was kept"),
            Phase.FAILED: self.tr("Ended with an error"),
        }[progress.phase]

    def progress(self, progress: RunProgress) -> str:
        """How far it has come."""
        locale = QLocale()
        parts = []
        if progress.phase is Phase.TRAINING:
            numbers = {"epoch": locale.toString(progress.epoch), "epochs": locale.toString(progress.epochs)}
            parts.append(self.tr("Epoch {epoch} of {epochs}").format(**numbers))
            if progress.batches > 1:
                numbers = {"batch": locale.toString(progress.batch), "batches": locale.toString(progress.batches)}
                parts.append(self.tr("batch {batch} of {batches}").format(**numbers))
        elif progress.phase in (Phase.FEATURES, Phase.EVALUATING) and progress.total:
            numbers = {"done": count_text(progress.done), "total": count_text(progress.total)}
            # a recipe that augments looks at each more than once, and the test adds those that it sets apart
            is_once = progress.total <= sum(progress.photos.values())
            text = self.tr("{done} of {total} photos") if is_once else self.tr("{done} of {total} views of the photos")
            parts.append(text.format(**numbers))
        if progress.is_paused or progress.phase.is_end:
            return "  ·  ".join(parts)
        if progress.rate:
            rate = locale.toString(float(progress.rate), "f", 0 if progress.rate >= 10 else 1)
            parts.append(self.tr("{rate} photos/s").format(rate=rate))
        if progress.seconds_left is not None:
            parts.append(self.tr("{time} left").format(time=duration_text(progress.seconds_left)))
        return "  ·  ".join(parts)

    def facts(self, progress: RunProgress) -> list[tuple[str, str]]:
        """(what, how much) of what is worth watching."""
        facts = []
        if progress.test_accuracy is not None:
            facts.append((self.tr("Accuracy in the test"), percent_text(progress.test_accuracy)))
        if progress.val_accuracy is not None:
            facts.append((self.tr("Accuracy in validation"), percent_text(progress.val_accuracy)))
        if progress.best_val_accuracy is not None and progress.best_epoch is not None:
            best = self.tr("{accuracy} in epoch {epoch}").format(
                accuracy=percent_text(progress.best_val_accuracy), epoch=QLocale().toString(progress.best_epoch)
            )
            facts.append((self.tr("Best epoch") if progress.phase.is_end else self.tr("Best so far"), best))
        if progress.accuracy is not None:
            facts.append((self.tr("Accuracy in training"), percent_text(progress.accuracy)))
        if progress.learning_rate is not None and not progress.phase.is_end:
            facts.append((self.tr("Learning rate"), figure_text(progress.learning_rate, 3)))
        if progress.classes:
            facts.append((self.tr("Breeds"), count_text(progress.classes)))
        if progress.photos:
            facts.append((self.tr("Photos"), count_text(sum(progress.photos.values()))))
        if progress.device:
            facts.append((self.tr("Runs on"), printable(progress.device)))
        if progress.memory_mb is not None and not progress.phase.is_end:
            size = int(progress.memory_mb) << 20
            memory = QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
            facts.append((self.tr("Memory"), memory))
        return facts

    def outcome(self, progress: RunProgress, measured: Measured | None) -> tuple[str, str]:
        """Headline and addition once a run has ended, with what is known of the model's accuracy."""
        if progress.phase is Phase.FAILED:
            return self.tr("The training could not be completed"), translate_message(progress.message)
        if progress.phase is Phase.CANCELLED:
            return self.tr("The training was cancelled"), self.tr("Nothing of it was kept.")
        accuracy = progress.test_accuracy if progress.test_accuracy is not None else progress.best_val_accuracy
        if accuracy is None:
            return self.tr("Your model is ready"), ""
        share = percent_text(accuracy, 0)
        if measured is None:
            sentence = (
                self.tr("In the test, it named {share} of the photos correctly.")
                if progress.test_accuracy is not None
                else self.tr("In validation, it named {share} of the photos correctly.")
            )
            return self.tr("Your model is ready"), sentence.format(share=share)
        numbers = {
            "share": percent_text(measured.share, 0),
            "low": percent_text(measured.low, 0),
            "high": percent_text(measured.high, 0),
        }
        photos = self.tr("Of %Ln photo(s) that it had not learned from, it names", "", measured.photos)
        sentence = self.tr("{photos} {share} correctly. On other photos, expect {low} to {high}.")
        title, warning = self._verdict(measured)
        return title, f"{sentence.format(photos=photos, **numbers)} {warning}".strip()

    def _verdict(self, measured: Measured) -> tuple[str, str]:
        """How good that is, and what would help."""
        if measured.share <= measured.guessing:
            warning = self.tr("Guessing is as good: whoever takes every photo for the same breed gets {share} right.")
            warning = warning.format(share=percent_text(measured.guessing, 0))
            return self.tr("Your model has not learned to tell the breeds apart"), f"{warning} {self._advice()}"
        if measured.low <= measured.guessing:
            warning = self.tr("Measured on so few photos, that may be luck: guessing gets {share} right.")
            warning = warning.format(share=percent_text(measured.guessing, 0))
            return self.tr("Your model may not be better than guessing"), f"{warning} {self._advice()}"
        if measured.reference is not None and measured.reference > measured.high:
            warning = self.tr("The model that comes with BreedLens names {share} of the same photos correctly.")
            warning = warning.format(share=percent_text(measured.reference, 0))
            return self.tr("Your model is less good than the one you had"), f"{warning} {self._advice()}"
        return self.tr("Your model is ready"), ""

    def _advice(self) -> str:
        return self.tr("What helps: more photos of each breed, and labels that are right.")

    def notification(self, name: str, progress: RunProgress, measured: Measured | None) -> tuple[str, str]:
        """Title and text for the computer's notifications."""
        title, text = self.outcome(progress, measured)
        return title, f"{printable(name)}. {text}".strip()
