"""What is computed for teaching, as work for worker threads; `core.teaching` does the computing."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services import Services
from app.task_runner import TaskContext
from core.errors import BreedLensError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from core.bundles.bundle import Bundle
    from core.inference.classifier import Classifier
    from core.inference.session import BackboneSession
    from core.library.records import PhotoLabel
    from core.teaching.features import Pool
    from core.teaching.session import Checked, Lesson

OFFERED = 50


@dataclass(frozen=True)
class Material:
    """What lessons are made of: the open photos, those of the library, and the running backbone."""

    pool: Pool
    session: BackboneSession
    views: str
    opened: Mapping[str, str]
    """the window's spelling of a path, by absolute path"""
    ensemble: str
    """name of the model in use where only one of its networks is taught, else empty"""


@dataclass(frozen=True)
class Taught:
    """A lesson, and what the window shows of it."""

    lesson: Lesson
    classifier: Classifier
    paths: Sequence[str]
    """[N] of the open photos"""
    rows: NDArray[np.void]
    """[N] of `photo_columns.ROW`"""
    offered: Sequence[str]
    """the open photos that teach most, the most telling first"""
    labels: int
    """labelled photos that were learned from"""


def gather(services: Services, paths: Sequence[str], model: str, views: str, context: TaskContext) -> Material:
    """Read the features of the open photos and of those that the library has a breed of."""
    from core.inference.session import BackboneSession
    from core.inference.views import SINGLE
    from core.teaching.base import Base
    from core.teaching.features import collect_pool

    base = Base.load(model)
    opened = {os.path.abspath(path): path for path in paths}
    elsewhere = [path for path in _labels(services) if path not in opened and os.path.isfile(path)]
    pool = collect_pool(
        [*opened, *elsewhere],
        base,
        store=services.predictions,
        cache=services.features,
        control=context.control,
        on_progress=context.report,
    )
    session = BackboneSession(base.bundle.backbone)
    return Material(pool, session, SINGLE if views == "default" else views, opened, base.ensemble)


def teach_now(services: Services, material: Material, last: Lesson | None, context: TaskContext) -> Taught:
    """Learn from all labels that there are, and answer for all open photos."""
    from app.item_models.photo_columns import rows_of
    from core.library.records import WITH_BREED
    from core.teaching.live import live_classifier
    from core.teaching.selection import offer
    from core.teaching.session import Request, teach

    pool, labels = material.pool, _labels(services)
    own = tuple(breed.name for breed in services.labelling.steps.breeds if breed.is_own)
    breeds = {path: label.breed for path, label in labels.items() if label.status in WITH_BREED and label.breed}
    lesson = teach(Request(pool, breeds, own_breeds=own), context.control, last=last)
    context.control.checkpoint()
    answers = lesson.model.answers(pool)
    known = pool.rows_of(path for path in labels if path in pool.row_of)
    offered = [pool.paths[row] for row in offer(pool, answers, known, OFFERED).tolist()]
    here = [path for path in pool.paths if path in material.opened]
    rows = rows_of(answers)[pool.rows_of(here)]
    return Taught(
        lesson,
        live_classifier(lesson, material.session, material.views),
        [material.opened[path] for path in here],
        rows,
        [material.opened[path] for path in offered if path in material.opened],
        sum(lesson.counts.values()),
    )


def check_now(services: Services, lesson: Lesson, context: TaskContext) -> Checked:
    """How often the lesson is right on photos that it did not see, nor any other of their bursts."""
    from core.datasets.photo_facts import PhotoFactStore
    from core.teaching.bursts import find_bursts
    from core.teaching.session import check

    pool, control = lesson.request.pool, context.control
    learned = [pool.paths[row] for row in lesson.photos.rows.tolist()]
    with contextlib.closing(PhotoFactStore(services.folders.cache / "photos")) as facts:
        bursts = find_bursts(learned, facts, control=control)
    return check(lesson, control, context.report, bursts=[burst.paths for burst in bursts])


def save_now(services: Services, lesson: Lesson | Checked, name: str, title: str, context: TaskContext) -> Bundle:  # noqa: ARG001
    """Keep what was taught as a model of its own."""
    from core.teaching.saving import save_taught

    ids = {breed.name: breed.id for breed in services.labelling.steps.breeds if breed.is_own}
    return save_taught(lesson, name, title=title, breed_ids=ids, models=services.folders.models)


def _labels(services: Services) -> dict[str, PhotoLabel]:
    """What is said of photos, by absolute path.

    Raises:
        BreedLensError: the labels are not open.
    """
    library = services.labelling.library
    if library is None:
        raise services.labelling.why_closed or BreedLensError("labels_not_open", "The labels are not open yet.")
    return {label.path: label for label in library.labels().values() if label.path}
