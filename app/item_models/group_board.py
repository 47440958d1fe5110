"""Which photos of which group are shown, taken out, labelled: what the person does to a grouping, without any widget.

The grouping itself never changes: what is labelled is not shown, and comes back where it was when that is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.item_models.photo_groups import Grouping, PhotoGroup

if TYPE_CHECKING:
    from core.library.records import PhotoLabel


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in a group: a photo, or a folded burst."""

    paths: tuple[str, ...]
    stack: int
    """which stack of the group it belongs to"""
    is_odd: bool
    is_opened: bool
    """one photo of a burst that was unfolded"""
    is_out: bool
    label: PhotoLabel | None = None
    """what the photo (the first of a burst) was labelled before; only where labelled ones are shown"""


class GroupBoard:
    """Groups are known by their position in the grouping."""

    def __init__(self) -> None:
        self._groups: Sequence[PhotoGroup] = ()
        self._groups_of: dict[str, int] = {}
        self._labels: dict[str, PhotoLabel] = {}
        self._out: set[str] = set()
        self._opened: set[tuple[int, int]] = set()
        self._pending: dict[int, frozenset[str]] = {}
        self._done: dict[int, dict[str, PhotoLabel]] = {}
        self._cells: dict[int, list[Cell]] = {}
        self._shown: list[int] | None = None
        self._includes_labelled = False

    # what is shown

    @property
    def includes_labelled(self) -> bool:
        """Photos that have a label are shown too."""
        return self._includes_labelled

    @includes_labelled.setter
    def includes_labelled(self, on: bool) -> None:
        self._includes_labelled = on
        self._forget_all()

    def set_grouping(self, grouping: Grouping) -> None:
        """Other groups; what was taken out is in again, and no label is known yet."""
        self._groups = grouping.groups
        self._groups_of = {
            path: place for place, group in enumerate(self._groups) for stack in group.stacks for path in stack
        }
        self._labels.clear()
        self._out.clear()
        self._opened.clear()
        self._pending.clear()
        self._done.clear()
        self._forget_all()

    def group(self, place: int) -> PhotoGroup:
        """A group."""
        return self._groups[place]

    @property
    def shown(self) -> list[int]:
        """The groups that still have something to label, in order."""
        if self._shown is None:
            self._shown = [i for i in range(len(self._groups)) if not self._is_done(i) and self.cells(i)]
        return self._shown

    def cells(self, place: int) -> list[Cell]:
        """What a group shows, in order."""
        kept = self._cells.get(place)
        if kept is None:
            kept = self._cells[place] = self._make_cells(place)
        return kept

    def inside(self, place: int) -> list[str]:
        """The photos of a group that are shown and not taken out."""
        return [path for cell in self.cells(place) for path in cell.paths if path not in self._out]

    def taken_out(self, place: int) -> int:
        """How many photos of a group are shown and taken out."""
        return sum(1 for cell in self.cells(place) for path in cell.paths if path in self._out)

    @property
    def photo_count(self) -> int:
        """Photos in the groups that are shown."""
        return sum(len(cell.paths) for place in self.shown for cell in self.cells(place))

    @property
    def left_over(self) -> int:
        """Photos that were taken out of groups that were labelled: the next grouping brings them back."""
        return sum(self.taken_out(place) for place in self._done if self._is_done(place))

    # what the person does

    def take_out(self, place: int, cells: Iterable[int], out: bool) -> None:
        """Take cells of a group out, or put them in again."""
        known = self.cells(place)
        paths = {path for cell in cells for path in known[cell].paths}
        self._out = self._out | paths if out else self._out - paths
        self._forget(place)

    def take_out_odd(self, place: int) -> None:
        """Take all odd ones out; put them in again where all of them are out."""
        odd = [i for i, cell in enumerate(self.cells(place)) if cell.is_odd]
        self.take_out(place, odd, any(not self.cells(place)[i].is_out for i in odd))

    def unfold(self, place: int, cell: int) -> int:
        """Show the photos of a burst one by one, or fold them again; gives the cell that then stands for it."""
        stack = self.cells(place)[cell].stack
        if len(self._groups[place].stacks[stack]) > 1:
            self._opened ^= {(place, stack)}
            self._forget(place)
        return next(i for i, shown in enumerate(self.cells(place)) if shown.stack == stack)

    # labels

    def say(self, place: int, paths: Iterable[str]) -> None:
        """These photos of a group are on their way into the library."""
        self._pending[place] = frozenset(paths)

    def is_pending(self, place: int) -> bool:
        """What was said of a group is not on the disk yet."""
        return place in self._pending

    def forget_pending(self) -> None:
        """What was said and not told as saved could not be saved."""
        self._pending.clear()

    def set_labels(self, labels: Mapping[str, PhotoLabel]) -> list[int]:
        """Labels as they are on the disk now; gives the groups that are shown again because of them."""
        from core.library.records import Status

        before = set(self.shown)
        touched = set()
        for path, label in labels.items():
            if label.status is Status.UNLABELLED:
                self._labels.pop(path, None)
            else:
                self._labels[path] = label
            if path in self._groups_of:
                touched.add(self._groups_of[path])
        for place in touched:
            said = self._pending.get(place, frozenset())
            if said & labels.keys():
                del self._pending[place]
                self._done[place] = {path: self._labels[path] for path in said if path in self._labels}
            self._forget(place)
        return [place for place in self.shown if place not in before]

    def label_of(self, path: str) -> PhotoLabel | None:
        """What a photo was labelled; None without a label."""
        return self._labels.get(path)

    def leave_out(self, paths: Iterable[str]) -> None:
        """These cannot be labelled (their files are gone): take them out of their groups."""
        for path in paths:
            if path in self._groups_of:
                place = self._groups_of[path]
                self._out.add(path)
                self._pending.pop(place, None)
                self._forget(place)

    def _is_done(self, place: int) -> bool:
        done = self._done.get(place)
        return bool(done) and all(self._labels.get(path) == label for path, label in (done or {}).items())

    def _make_cells(self, place: int) -> list[Cell]:
        group = self._groups[place]
        first_odd = len(group.stacks) - group.odd
        cells = []
        for stack, paths in enumerate(group.stacks):
            shown = tuple(path for path in paths if self._includes_labelled or path not in self._labels)
            is_opened = len(paths) > 1 and (place, stack) in self._opened
            for part in [(path,) for path in shown] if is_opened else [shown] if shown else []:
                is_out = all(path in self._out for path in part)
                cells.append(Cell(part, stack, stack >= first_odd, is_opened, is_out, self._labels.get(part[0])))
        return cells

    def _forget(self, place: int) -> None:
        self._cells.pop(place, None)
        self._shown = None

    def _forget_all(self) -> None:
        self._cells.clear()
        self._shown = None
