"""Photos to groups, in a worker: features, the model's answers, bursts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.item_models.photo_groups import Grouping, PhotoGroup, Suggests
from core.control import Command, Progress

if TYPE_CHECKING:
    from app.services import Services
    from app.task_runner import TaskContext
    from core.library.library import LabelLibrary
    from core.library.records import PhotoLabel
    from core.teaching.bursts import Burst
    from core.teaching.features import Pool
    from core.teaching.groups import Group
    from core.teaching.taught_model import Answers

SIZES = (96, 48, 24, 12, 6)
"""most photos of a group, from the coarsest grouping to the finest"""


@dataclass(frozen=True, eq=False)
class Looked:
    """What is known of the photos that are open, kept for grouping them again."""

    paths: tuple[str, ...]
    model: str
    pool: Pool
    answers: Answers
    bursts: tuple[Burst, ...]
    is_cut: bool


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be grouped."""

    paths: tuple[str, ...]
    model: str
    """name of the model"""
    size: int
    """photos of a group at most"""
    includes_labelled: bool
    looked: Looked | None = None
    """what an earlier grouping found out"""


@dataclass(frozen=True, eq=False)
class Found:
    """A grouping, and what it rests on."""

    grouping: Grouping
    labels: Mapping[str, PhotoLabel]
    looked: Looked


def group(services: Services, library: LabelLibrary | None, wish: Wish, context: TaskContext) -> Found:
    """Group photos; told to stop and keep, it groups what was looked at.

    Raises:
        BreedLensError: the model or the library cannot be read, or the model keeps no features.
        Cancelled: by the task's control.
    """
    from core.library.file_labels import labels_among
    from core.teaching.groups import group_photos

    labels = {} if library is None else labels_among(library, wish.paths, context.control)
    looked = wish.looked
    if looked is None or looked.is_cut or (looked.paths, looked.model) != (wish.paths, wish.model):
        looked = _look(services, wish, context)
    context.report(Progress(0, None))
    pool = looked.pool
    rows = pool.rows_of(path for path in wish.paths if wish.includes_labelled or path not in labels)
    groups = group_photos(pool, looked.answers, rows, largest=wish.size, control=context.control)
    rows_of_bursts = [[pool.row_of[path] for path in burst.paths if path in pool.row_of] for burst in looked.bursts]
    shown = tuple(
        _for_window(part, looked, rows_of_bursts)
        for whole in groups
        for part in _at_a_glance(whole, looked.answers, wish.size)
    )
    return Found(Grouping(shown, len(pool.bad_photos), looked.is_cut), labels, looked)


def _look(services: Services, wish: Wish, context: TaskContext) -> Looked:
    from core.datasets.photo_facts import PhotoFactStore
    from core.teaching.base import Base
    from core.teaching.bursts import find_bursts
    from core.teaching.features import collect_pool
    from core.teaching.taught_model import untaught

    base = Base.load(wish.model)
    pool = collect_pool(
        wish.paths,
        base,
        store=services.predictions,
        cache=services.features,
        control=context.control,
        on_progress=_part(context.report, 0),
    )
    with contextlib.closing(PhotoFactStore(services.folders.cache / "photos")) as facts:
        bursts = find_bursts(pool.paths, facts, control=context.control, on_progress=_part(context.report, 1))
    is_cut = context.control.command is Command.STOP_KEEP
    return Looked(wish.paths, wish.model, pool, untaught(base).answers(pool), bursts, is_cut)


_PARTS = 2


def _part(report: Callable[[Progress], None], before: int) -> Callable[[Progress], None]:
    """Progress of one of the passes over all photos as progress of the whole."""

    def tell(progress: Progress) -> None:
        total = progress.total or 0
        report(Progress(before * total + progress.done, _PARTS * total))

    return tell


def _at_a_glance(whole: Group, answers: Answers, size: int) -> Iterator[Group]:
    """Photos that are like no others make one large group: in parts that can be looked over, the surest first."""
    if not whole.is_rest:
        yield whole
        return
    order = (-answers.confidence[whole.rows]).argsort(kind="stable")
    for start in range(0, len(whole), size):
        part = order[start : start + size]
        yield replace(whole, rows=whole.rows[part], distances=whole.distances[part])


def _for_window(group: Group, looked: Looked, bursts: Sequence[Sequence[int]]) -> PhotoGroup:
    from core.inference.results import Finding
    from core.teaching.group_summary import likeliest_breeds, odd_ones, stacked

    answers, paths = looked.answers, looked.pool.paths
    odd = {row for row, is_odd in zip(group.rows.tolist(), odd_ones(group, answers).tolist(), strict=True) if is_odd}
    stacks = stacked(group.rows.tolist(), bursts)
    # a burst with one photo that is not odd is not
    stacks.sort(key=odd.issuperset)
    suggests = {
        Finding.DOG: Suggests.EACH if group.is_rest else Suggests.BREED,
        Finding.OTHER_BREED: Suggests.OTHER_BREED,
        Finding.NO_DOG: Suggests.NOT_A_DOG,
    }[group.finding]
    return PhotoGroup(
        tuple(tuple(paths[row] for row in stack) for stack in stacks),
        odd=sum(odd.issuperset(stack) for stack in stacks),
        suggests=suggests,
        likeliest=() if suggests is Suggests.EACH else likeliest_breeds(answers, group.rows),
        sureness=group.confidence,
        said=_said(group, looked),
    )


def _said(group: Group, looked: Looked) -> dict[str, tuple[str, float]]:
    """What the model says of each photo: its likeliest breed ("" for no dog), and how sure it is of that."""
    from core.inference.results import Finding
    from core.teaching.group_summary import no_dog_probabilities

    answers, rows = looked.answers, group.rows
    paths = [looked.pool.paths[row] for row in rows.tolist()]
    if group.finding is Finding.NO_DOG:
        return {path: ("", share) for path, share in zip(paths, no_dog_probabilities(answers, rows), strict=True)}
    names = [answers.card.classes[i].breed for i in answers.best[rows].tolist()]
    return dict(zip(paths, zip(names, answers.confidence[rows].tolist(), strict=True), strict=True))
