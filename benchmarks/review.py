"""How long the Review page's work takes: a correction in a large library, the matrix, and the loop of retraining.

    python -m benchmarks.review [--photos FOLDER] [--model NAME] [--photo-count N] [--library N]

Retraining is measured on features that were made up (see `benchmarks.teach`), of `--photo-count` labelled photos, a
fifth of them verified; the features are there already, as they are after the photos were looked at once. The rest is
measured on random answers for `--library` photos and 120 breeds.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.measuring import machine
from benchmarks.photo_sets import default_root, labelled
from benchmarks.teach import made_up, timed
from core.datasets.feature_cache import FeatureCache
from core.inference.prediction_store import PredictionStore
from core.library.records import Status
from core.paths import user_folders
from core.review.choices import Choice
from core.review.confusion import confusion_of, order_by_confusion
from core.review.retraining import retrain
from core.review.selection import select
from core.review.table import Given, ReviewTable, figures_of
from core.teaching.base import Base
from core.teaching.features import collect_pool

BREEDS = 120
_VERIFIED_EVERY = 5


def milliseconds(what: str, work: Callable[[], object], times: int = 10) -> None:
    """Print the median time of a piece of work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    print(f"{what:66} {1000 * float(np.median(taken)):6.1f} ms")


def random_table(count: int) -> ReviewTable:
    """Answers of which nine in ten are what the label says."""
    rng = np.random.default_rng(0)
    answers = rng.dirichlet(np.full(BREEDS, 0.1), count).astype(np.float32)
    names = tuple(f"breed {number}" for number in range(BREEDS))
    said = np.where(rng.random(count) < 0.9, answers.argmax(axis=1), rng.integers(0, BREEDS, count))
    given = tuple(Given(Status.LABELLED, names[breed]) for breed in said.tolist())
    return ReviewTable(names, tuple(f"/photos/{number}.jpg" for number in range(count)), given, answers)


def measure_table(count: int) -> None:
    """Print the times of what follows one key, and of the matrix."""
    table = random_table(count)
    _, rows = timed(
        f"first figures and mistakes of {count} photos", lambda: (figures_of(table), select(table, Choice()))
    )
    path = table.paths[int(rows[0])]
    given = [Given(Status.VERIFIED, name) for name in table.class_names]
    turn = iter(range(1000))

    def correct() -> None:
        changed = table.with_given({path: given[next(turn) % BREEDS]})
        figures_of(changed)
        select(changed, Choice())

    milliseconds("a correction, with the figures and the list after it", correct)
    milliseconds("confusions", lambda: confusion_of(table))
    confusion = confusion_of(table)
    milliseconds("their order", lambda: order_by_confusion(confusion.counts))


def measure_matrix(count: int) -> None:
    """Print the time of painting a full matrix, and of zooming in."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.widgets.confusion_matrix import ConfusionMatrix

    application = QApplication.instance() or QApplication([])
    confusion = confusion_of(random_table(count))
    matrix = ConfusionMatrix()
    matrix.resize(1200, 800)
    matrix.show_counts(confusion.labels, confusion.counts)
    matrix.show()
    for title, steps in (("as it is at first", 0), ("with numbers", 4)):
        matrix.zoom(steps)
        milliseconds(f"painting {BREEDS} breeds, {title}", matrix.viewport().grab)
    matrix.close()
    application.processEvents()


def measure_retraining(root: Path, model: str, count: int) -> None:
    """Print the time from the button to before and after."""
    base = Base.load(model)
    paths = [photo.path for name in ("breeds", "check") for photo in labelled(root, name)]
    store, cache = PredictionStore(user_folders().cache), FeatureCache()
    real = timed(f"features of {len(paths)} photos", lambda: collect_pool(paths, base, store=store, cache=cache))
    cache.close()
    store.close()
    pool, truths = made_up(real, count)
    names = (*base.classes, *(f"own breed {number}" for number in range(int(truths.max()) + 1 - len(base.classes))))
    labels = {path: names[truth] for path, truth in zip(pool.paths, truths.tolist(), strict=True)}
    verified = list(labels)[::_VERIFIED_EVERY]
    found = timed(
        f"retrain and compare, {count} labelled photos",
        lambda: retrain(pool, labels, verified, names[len(base.classes) :]),
    )
    print(f"    before {found.comparison.before}, after {found.comparison.after}, learned from {found.learned}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--model", default="default")
    parser.add_argument("--photo-count", type=int, default=2000)
    parser.add_argument("--library", type=int, default=100_000)
    arguments = parser.parse_args()
    print(machine())
    measure_table(arguments.library)
    measure_matrix(arguments.library)
    measure_retraining(arguments.photos, arguments.model, arguments.photo_count)


if __name__ == "__main__":
    main()
