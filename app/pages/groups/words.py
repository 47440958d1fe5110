"""What the page says of groups, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.breed_words import shown_breed
from app.item_models.group_board import Cell, GroupBoard
from app.item_models.photo_groups import PhotoGroup, Suggests
from app.item_models.prediction_model import percent
from app.pages.groups.cell_painter import CaptionWords, HeaderWords
from app.widgets.figures import count_text
from core.breeds import BreedTable, Language


class GroupWords(QObject):
    """Sentences on a board's groups."""

    def __init__(self, board: GroupBoard, breeds: BreedTable, language: Language) -> None:
        super().__init__()
        self._board, self._breeds = board, breeds
        self.language = language

    def breed(self, name: str) -> str:
        """What a breed is called."""
        return shown_breed(self._breeds, name, self.language)

    def title(self, group: PhotoGroup) -> str:
        """What a group most likely shows."""
        match group.suggests:
            case Suggests.BREED:
                return self.breed(group.likeliest[0][0])
            case Suggests.NOT_A_DOG:
                return self.tr("Not a dog")
            case Suggests.OTHER_BREED:
                return self.tr("Dogs of a breed not among the known ones")
        return self.tr("Photos that are like no others")

    def summary(self) -> str:
        """How many there are to label."""
        return self.tr("{photos} in {groups}").format(
            photos=self.tr("%Ln photo(s)", "", self._board.photo_count),
            groups=self.tr("%Ln group(s)", "", len(self._board.shown)),
        )

    def nothing_left(self) -> str:
        """Why no group is shown any more."""
        left = self._board.left_over
        rest = self.tr("%Ln photo(s) that were taken out can be grouped again.", "", left)
        return rest if left else self.tr("Every photo that is open has a label.")

    def header(self, place: int) -> HeaderWords:
        """The words above a group."""
        group = self._board.group(place)
        inside, out = len(self._board.inside(place)), self._board.taken_out(place)
        count = self.tr("%Ln photo(s)", "", inside)
        if out:
            count = self.tr("{inside} of {all} photos").format(inside=count_text(inside), all=count_text(inside + out))
        return HeaderWords(self.title(group), count, self._addition(place, group))

    def caption(self, place: int, cell: Cell) -> CaptionWords:
        """The words below a photo: its label, else what the model says of it."""
        if cell.label is not None:
            return CaptionWords(self.breed(cell.label.breed) if cell.label.breed else self._status(cell.label.status))
        group = self._board.group(place)
        if group.suggests is Suggests.OTHER_BREED or cell.paths[0] not in group.said:
            return CaptionWords()
        breed, probability = group.said[cell.paths[0]]
        is_own = group.suggests is Suggests.EACH
        return CaptionWords(self.breed(breed) if is_own else "", percent(probability))

    def accept(self, place: int) -> CaptionWords:
        """What Enter does, and for how many photos."""
        group = self._board.group(place)
        words = {
            Suggests.BREED: self.tr("Accept “{breed}”").format(breed=self.title(group)),
            Suggests.NOT_A_DOG: self.tr("Accept “{breed}”").format(breed=self.title(group)),
            Suggests.EACH: self.tr("Accept each one’s breed"),
            Suggests.OTHER_BREED: self.tr("Type their breed…"),
        }
        return CaptionWords(words[group.suggests], f"({count_text(len(self._board.inside(place)))})")

    def _addition(self, place: int, group: PhotoGroup) -> str:
        if self._board.is_pending(place):
            return self.tr("Being saved…")
        parts = []
        sureness = percent(group.sureness)
        if group.suggests is Suggests.BREED:
            parts.append(self.tr("{share} sure on average").format(share=sureness))
        elif group.suggests is Suggests.NOT_A_DOG:
            parts.append(self.tr("No dog was found, {share} sure on average").format(share=sureness))
        elif group.suggests is Suggests.OTHER_BREED and group.likeliest:
            nearest = ", ".join(self.breed(name) for name, _ in group.likeliest[:3])
            parts.append(self.tr("Nearest: {breeds}").format(breeds=nearest))
        elif group.suggests is Suggests.EACH:
            parts.append(self.tr("Below each photo stands its own likeliest breed"))
        odd = sum(1 for cell in self._board.cells(place) if cell.is_odd)
        if odd:
            parts.append(self.tr("%Ln doubtful one(s) at the end", "", odd))
        return " · ".join(parts)

    def _status(self, status: str) -> str:
        words = {
            "not_a_dog": self.tr("Not a dog"),
            "unknown": self.tr("Unknown breed"),
            "mixed": self.tr("Mixed breed"),
        }
        return words.get(status, "")
