"""What a look at a data set found, in the person's language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from app.translation import printable, translate_message
from core.breeds import BreedTable, Language, own_name

if TYPE_CHECKING:
    from core.datasets.findings import DatasetFinding
    from core.datasets.remedies import Remedy

_NAMED = 4
_ABOUT_BREEDS = ("no_photos", "one_breed", "few_photos", "one_split_only", "similar_names", "imbalance")
"""these name breeds; which photos those have is no news"""


class FindingSentences(QObject):
    """Words for the findings of `core.datasets.report`."""

    def __init__(self, breeds: BreedTable, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._language = language

    def breed(self, name: str) -> str:
        """A breed as people call it: one of the 120 in their language, another as it is written but readable."""
        try:
            return self._breeds.by_slug(name).name(self._language)
        except LookupError:
            return own_name(name)

    def sentence(self, finding: DatasetFinding) -> str:
        """What is wrong."""
        count = len(finding.groups) or len(finding.paths)
        names = self._names(finding.breeds)
        values = finding.parameters
        number = QLocale().toString
        match finding.kind:
            case "no_photos":
                return self.tr("There is no photo here that can be read.")
            case "one_breed":
                return self.tr(
                    "All photos are of one breed, {breed}: there is nothing to tell apart. Add photos of another breed."
                ).format(breed=names)
            case "unreadable":
                return self.tr("%Ln photo(s) cannot be read.", "", count)
            case "few_photos":
                return self.tr("Fewer than {least} photos of {breeds}.").format(least=values["least"], breeds=names)
            case "one_split_only":
                return self.tr("In one part of the data only: {breeds}.").format(breeds=names)
            case "exact_duplicate":
                return self.tr("%Ln picture(s) are there more than once.", "", count)
            case "near_duplicate":
                return self.tr("%Ln picture(s) are there more than once, nearly alike.", "", count)
            case "leakage":
                return self.tr(
                    "%Ln group(s) of photos (one picture, one animal or one burst) are both among those to learn from "
                    "and those to test with, which makes the accuracy look better than it is.",
                    "",
                    count,
                )
            case "conflicting_labels":
                return self.tr("%Ln picture(s) are there under two breeds.", "", count)
            case "burst":
                return self.tr("%Ln burst(s) of photos were taken one right after the other.", "", count)
            case "similar_names":
                return self.tr("These breeds differ in spelling only: {breeds}.").format(breeds=names)
            case "imbalance":
                most, fewest = finding.breeds
                return self.tr("{most} has {most_count} photos, {fewest} only {fewest_count}.").format(
                    most=self.breed(most),
                    fewest=self.breed(fewest),
                    most_count=number(int(values["most_count"])),
                    fewest_count=number(int(values["fewest_count"])),
                )
        return translate_message(finding.message)

    def remedy(self, finding: DatasetFinding, remedy: Remedy) -> str:
        """What can be done about it."""
        match remedy:
            case "leave_out":
                return self.tr("Leave out %Ln photo(s)", "", len(finding.leave_out))
            case "keep_one":
                return self.tr("Keep one photo of each picture, under the breed that most of its copies have")
            case "keep_together":
                return self.tr("Keep each burst in one part of the photos")
            case "join":
                return self.tr("Take them for one breed")

    def photos(self, finding: DatasetFinding) -> str:
        """The first of the photos that it is about, by the names of their files."""
        paths = () if finding.kind in _ABOUT_BREEDS else finding.leave_out or finding.paths
        return self._enumerated([printable(os.path.basename(path)) for path in paths])

    def _names(self, breeds: Sequence[str]) -> str:
        return self._enumerated([self.breed(breed) for breed in breeds])

    def _enumerated(self, names: Sequence[str]) -> str:
        """The first names, and how many more there are."""
        shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
        if more <= 0:
            return shown
        return self.tr("{names} and {count} more").format(names=shown, count=QLocale().toString(more))
