"""What the page says of a photo, in the person's language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from app.item_models.photo_list_model import PhotoRow
from app.item_models.prediction_model import BreedRow, percent
from app.item_models.text_folding import fold
from app.item_models.vocabulary import SET_SHOWN, PhotoState, Show
from app.translation import printable, translate_photo_error
from app.widgets.photo_delegate import Caption
from core.breeds import Breed, BreedTable, Language, breed_set_phrase, own_name
from core.errors import PhotoError
from core.library.records import Origin, PhotoLabel, Status

if TYPE_CHECKING:
    from core.inference.results import Prediction


@dataclass(frozen=True, slots=True)
class Answer:
    """The finding as a headline, and what there is to add."""

    headline: str
    addition: str = ""


class Sentences(QObject):
    """Turns rows and predictions into words; `class_names` are the slugs of the model in use."""

    def __init__(self, breeds: BreedTable, language: Language, class_names: Sequence[str] = ()) -> None:
        super().__init__()
        self._language = language
        self._breeds = breeds
        self.class_names = tuple(class_names)
        self._classes = [_breed_of(breeds, slug) for slug in self.class_names]

    def class_ranks(self) -> list[int]:
        """[classes] alphabetical position of each breed."""
        names = [fold(self.class_name(i)) for i in range(len(self._classes))]
        order = sorted(range(len(names)), key=names.__getitem__)
        ranks = [0] * len(names)
        for rank, index in enumerate(order):
            ranks[index] = rank
        return ranks

    def classes_found_by(self, text: str) -> list[int]:
        """Class indexes of the breeds that a text finds, in either language."""
        slugs = {breed.slug for breed in self._breeds.search(text)}
        own = fold(text)
        return [
            i
            for i, slug in enumerate(self.class_names)
            if slug in slugs or (self._classes[i] is None and own in fold(self.class_name(i)))
        ]

    def class_name(self, index: int) -> str:
        """Name of a class; that of one that is no known breed is made readable."""
        breed = self._classes[index] if index < len(self._classes) else None
        if breed is not None:
            return breed.name(self._language)
        return own_name(self.class_names[index]) if index < len(self.class_names) else ""

    def set_phrase(self, classes: Sequence[int]) -> str:
        """ "Norfolk or Norwich Terrier"."""
        breeds = [self._classes[i] for i in classes if i < len(self._classes)]
        known = [breed for breed in breeds if breed is not None]
        if len(known) == len(classes):
            return breed_set_phrase(known, self._language)
        return " / ".join(self.class_name(i) for i in classes)

    def breed_name(self, breed: str) -> str:
        """Name of a breed of a label: a slug of the 120, or a person's own words."""
        known = _breed_of(self._breeds, breed)
        return breed if known is None else known.name(self._language)

    def labels_found_by(self, text: str, breeds: Iterable[str]) -> set[str]:
        """Those breeds of labels that a text finds, in either language."""
        slugs, own = {breed.slug for breed in self._breeds.search(text)}, fold(text)
        return {breed for breed in breeds if breed in slugs or own in fold(breed)}

    def label_words(self, label: PhotoLabel) -> str:
        """What a person said, in a word or two."""
        match label.status:
            case Status.NOT_A_DOG:
                return self.tr("Not a dog")
            case Status.UNKNOWN:
                return self.tr("Unknown breed")
            case Status.MIXED:
                return self.tr("Mixed breed")
            case _:
                return self.breed_name(label.breed or "")

    def label_sentence(self, label: PhotoLabel) -> str:
        """What a person said, how and when."""
        words = {
            Origin.ACCEPTED: self.tr("{label}: accepted on {time}"),
            Origin.CHOSEN: self.tr("{label}: chosen on {time}"),
            Origin.IMPORTED: self.tr("{label}: imported on {time}"),
        }
        if label.origin is None:
            return ""
        said = words[label.origin]
        if label.status is Status.VERIFIED:
            said = self.tr("{label}: verified on {time}")
        return said.format(label=self.label_words(label), time=_local_time(label.time))

    def caption(self, photo: PhotoRow) -> Caption:
        """The words below a thumbnail: what a person said, or else what the model says."""
        if photo.label is not None:
            return Caption(self.label_words(photo.label))
        match photo.state:
            case PhotoState.DOG if photo.classes:
                named = photo.classes[: photo.set_size] if 1 < photo.set_size <= SET_SHOWN else photo.classes[:1]
                return Caption(self.set_phrase(named), percent(photo.probability))
            case PhotoState.OTHER_BREED:
                return Caption(self.tr("Unknown breed"), "")
            case PhotoState.NO_DOG:
                return Caption(self.tr("No dog"), percent(1 - photo.dog_probability))
            case PhotoState.UNREADABLE:
                return Caption(self.tr("Cannot be read"))
        return Caption("…")

    def row_answer(self, photo: PhotoRow) -> Answer:
        """The finding of a row."""
        match photo.state:
            case PhotoState.DOG | PhotoState.OTHER_BREED | PhotoState.NO_DOG:
                return self._answer(
                    photo.state, photo.dog_probability, photo.probability, photo.classes, photo.set_size
                )
            case PhotoState.UNREADABLE:
                return self.unreadable(photo.error)
        return Answer(self.tr("Not looked at yet"))

    def unreadable(self, error: PhotoError | None) -> Answer:
        """What is said of a photo that gives no picture."""
        return Answer(self.tr("This photo cannot be read"), "" if error is None else translate_photo_error(error))

    def answer(self, prediction: Prediction, state: PhotoState) -> Answer:
        """The finding of a prediction."""
        top = prediction.top(SET_SHOWN)
        classes = [row.class_index for row in top]
        return self._answer(state, prediction.dog_probability, top[0].probability, classes, len(prediction.breed_set))

    def breed_rows(self, prediction: Prediction, count: int) -> list[BreedRow]:
        """The rows of the panel."""
        members = prediction.breed_set if len(prediction.breed_set) > 1 else ()
        rows = []
        for ranked in prediction.top(count):
            breed = self._classes[ranked.class_index] if ranked.class_index < len(self._classes) else None
            group = breed.group(self._language) if breed is not None else ""
            name = self.class_name(ranked.class_index)
            rows.append(
                BreedRow(ranked.rank, ranked.class_index, name, group, ranked.probability, ranked.breed in members)
            )
        return rows

    def describe(self, photo: PhotoRow) -> str:
        """One row for tooltips and screen readers."""
        answer = self.row_answer(photo)
        label = "" if photo.label is None else self.label_sentence(photo.label)
        lines = [photo.name, label, answer.headline, answer.addition, printable(os.path.dirname(photo.path))]
        return "\n".join(line for line in lines if line)

    def summary(self, counts: Mapping[Show, int]) -> str:
        """What was found in all photos."""
        photos = self.tr("%Ln photo(s)", "", counts[Show.ALL])
        parts = [
            self.tr("%Ln dog(s)", "", counts[Show.DOGS]),
            self.tr("%Ln without a dog", "", counts[Show.NO_DOG]),
            self.tr("%Ln unreadable", "", counts[Show.UNREADABLE]),
        ]
        return self.tr("{photos}: {parts}").format(photos=photos, parts=", ".join(parts))

    def _answer(
        self,
        state: PhotoState,
        dog_probability: float,
        probability: float,
        classes: Sequence[int],
        set_size: int,
    ) -> Answer:
        if state == PhotoState.NO_DOG:
            return Answer(self.tr("No dog found ({percent})").format(percent=percent(1 - dog_probability)))
        if state == PhotoState.OTHER_BREED:
            nearest = ", ".join(self.class_name(i) for i in classes[:2])
            return Answer(
                self.tr("A dog, of a breed not among the known ones"),
                self.tr("Nearest: {breeds}").format(breeds=nearest),
            )
        name = self.class_name(classes[0]) if classes else ""
        if set_size > SET_SHOWN:
            several = self.tr("The photo leaves {count} breeds open.").format(count=set_size)
            return Answer(self.tr("Perhaps {breed}").format(breed=name), several)
        if set_size > 1:
            return Answer(self.set_phrase(classes[:set_size]), self.tr("The photo leaves more than one breed open."))
        return Answer(name, self.tr("{percent} sure").format(percent=percent(probability)))


def _local_time(time: str) -> str:
    """A time of the library (UTC, ISO 8601) as the person writes times."""
    moment = QDateTime.fromString(time, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else time


def _breed_of(breeds: BreedTable, slug: str) -> Breed | None:
    try:
        return breeds.by_slug(slug)
    except LookupError:
        return None
