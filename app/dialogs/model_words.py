"""What the models on this computer are called, where they come from and how good they are, in words."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from app.dialogs.models_work import ModelRow, Removal
from app.translation import printable, translate_error, translate_model_title
from app.widgets.figures import percent_text


class ModelWords(QObject):
    """Words for what `app.dialogs.models_work` reads."""

    def title(self, row: ModelRow) -> str:
        """What a model is called."""
        return translate_model_title(row.title) if row.origin in ("bundled", "downloaded") else printable(row.title)

    def origin(self, row: ModelRow) -> str:
        """Where it comes from, and since when it is here."""
        match row.origin:
            case "bundled":
                return self.tr("came with BreedLens")
            case "downloaded":
                return self.tr("downloaded")
        made = QDateTime.fromString(row.created, Qt.DateFormat.ISODate)
        kind = self.tr("several together") if row.origin == "joined" else self.tr("your own")
        if not made.isValid():
            return kind
        day = QLocale().toString(made.toLocalTime().date(), QLocale.FormatType.ShortFormat)
        return self.tr("{kind}, {day}").format(kind=kind, day=day)

    def accuracy(self, row: ModelRow) -> str:
        """As it was measured last."""
        figures = row.accuracy
        if figures is None:
            return self.tr("not measured")
        return self.tr("{share} ({low} to {high})").format(
            share=percent_text(figures["top1"]),
            low=percent_text(figures["top1_low"]),
            high=percent_text(figures["top1_high"]),
        )

    def size(self, row: ModelRow) -> str:
        """What it takes of the disk; models that answer together have nothing of their own."""
        if not row.size_bytes:
            return "–"
        return QLocale().formattedDataSize(row.size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)

    def about(self, row: ModelRow) -> str:
        """What is to be said of a model beside its figures."""
        if row.problem is not None:
            return translate_error(row.problem)
        sentences = []
        if row.members:
            members = QLocale().createSeparatedList([printable(name) for name in row.members])
            sentences.append(self.tr("Its answers are the mean of those of {models}.").format(models=members))
        if row.accuracy is not None and row.accuracy.get("count"):
            sentences.append(self.tr("Its accuracy was measured on %Ln photo(s).", "", int(row.accuracy["count"])))
        if not row.is_removable:
            sentences.append(self.tr("It came with BreedLens and cannot be removed."))
        return " ".join(sentences)

    def consequences(self, removal: Removal, *, is_used: bool) -> str:
        """What becomes of everything where a model is removed."""
        sentences = []
        if is_used:
            sentences.append(self.tr("It is the model in use; BreedLens goes back to its own model."))
        if removal.run:
            text = self.tr("The run “{run}” keeps a copy in its folder.")
            sentences.append(text.format(run=printable(removal.run)))
        elif removal.row.origin == "downloaded":
            sentences.append(self.tr("It can be downloaded again."))
        else:
            sentences.append(self.tr("It cannot be brought back."))
        sentences.append(self.tr("Photos, labels, runs and other models stay."))
        return " ".join(sentences)
