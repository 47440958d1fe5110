"""How long teaching takes, and what it brings.

    python -m benchmarks.teach [--photos FOLDER] [--model NAME] [--photo-count N] [--large N]

The times are on features that were made up: a real photo of the breed mixed with another real photo, at random, and
noise, so that breeds overlap; the accuracies beside them say how much, and are none of photos. Accuracy is measured on
real photos: the sets `breeds` and `check` with the commonest other breeds as one's own, out of fold, and dalmatians
taught from five photos.
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import machine
from benchmarks.photo_sets import default_root, labelled
from core.catalog import load_catalog
from core.datasets.feature_cache import FeatureCache
from core.evaluation.metrics import Proportion
from core.inference.prediction_store import PredictionStore
from core.inference.results import Finding
from core.paths import user_folders
from core.teaching.base import Base
from core.teaching.features import Pool, collect_pool
from core.teaching.groups import group_photos
from core.teaching.label_errors import nearest_right, review_labels
from core.teaching.selection import offer
from core.teaching.session import Request, check, teach
from core.teaching.taught_model import FINDINGS, TaughtModel, untaught

OWN = 6
"""breeds of one's own among the made-up photos, beside the 120"""
GROUPED = 10_000
_TAUGHT_FROM = 5

Result = TypeVar("Result")


def timed(what: str, work: Callable[[], Result]) -> Result:
    """Do it, and print how long it took."""
    start = time.perf_counter()
    result = work()
    print(f"{what:66} {time.perf_counter() - start:6.2f} s")
    return result


def made_up(pool: Pool, count: int, seed: int = 0) -> tuple[Pool, NDArray[np.intp]]:
    """`count` photos that are numbers, and the class of each: the base model's, then `OWN` more."""
    rng, base = np.random.default_rng(seed), pool.base
    seen = untaught(base).answers(pool)
    classes = len(base.classes) + OWN
    examples = [np.flatnonzero(seen.best == index) for index in range(len(base.classes))]
    middles = np.stack(
        [pool.features[rng.choice(own) if len(own) else rng.integers(len(pool))] for own in examples]
        + [pool.features[rng.integers(len(pool))] for _ in range(OWN)]
    )
    truths = rng.integers(0, classes, count)
    features = np.empty((count, pool.features.shape[1]), np.float32)
    for start in range(0, count, 4096):
        rows = slice(start, start + 4096)
        others = pool.features[rng.integers(0, len(pool), len(truths[rows]))]
        noise = 0.1 * rng.standard_normal(others.shape, np.float32)
        features[rows] = 0.45 * middles[truths[rows]] + 0.55 * others + noise
    names = tuple(f"{number:032x}" for number in rng.permutation(count))
    return Pool(base, names, names, features, base.surroundings(features)), truths


def measure_times(real: Pool, photos: int, large: int) -> None:
    """Print the times of everything that the window waits for."""
    pool, truths = made_up(real, photos)
    names = (*real.base.classes, *(f"own breed {number}" for number in range(OWN)))
    labels = {path: names[truth] for path, truth in zip(pool.paths, truths.tolist(), strict=True)}
    few = dict(list(labels.items())[:-20])
    title = f"{photos} photos of {len(names)} breeds"
    first = timed(f"first fit, {title}", lambda: teach(Request(pool, few)))
    timed("fit again, with 20 more labels", lambda: teach(Request(pool, labels), last=first))
    lesson = teach(Request(pool, labels))
    checked = timed("out-of-fold accuracy and calibration", lambda: check(lesson))
    timed("possible label errors", lambda: review_labels(checked))
    timed("nearest neighbours of a photo", lambda: nearest_right(checked, pool, 0))
    found = checked.held_out
    print(f"    {lesson.iterations} steps; base model {found.base_accuracy}, taught {found.accuracy}")
    many, _ = timed(f"(making up {large} photos)", lambda: made_up(real, large, 1))
    answers = timed(f"answers for {large} photos", lambda: lesson.model.answers(many))
    timed("their probabilities and findings", lambda: (answers.probabilities, answers.findings))
    timed(f"the next 50 of {large} photos", lambda: offer(many, answers, np.arange(2000), 50))
    some = np.arange(min(GROUPED, large))
    groups = timed(f"groups of {len(some)} photos", lambda: group_photos(many, answers, some))
    print(f"    {len(groups)} groups")


def measure_accuracy(pool: Pool, breeds: dict[str, str]) -> None:
    """Print what teaching brings on real photos."""
    checked = check(teach(Request(pool, breeds)))
    own = tuple(name for name in checked.model.classes if name not in pool.base.classes)
    known = checked.held_out.truths < len(pool.base.classes)
    right = checked.held_out.logits.argmax(axis=1) == checked.held_out.truths
    print(f"{len(right)} real photos, own breeds: {', '.join(own)}")
    print(f"    base model {checked.held_out.base_accuracy}, taught, out of fold {checked.held_out.accuracy}")
    before = untaught(pool.base).logits(pool.features[checked.lesson.photos.rows]).argmax(axis=1)
    print(
        f"    of the known breeds alone: base model {_share(before[known] == checked.held_out.truths[known])},"
        f" taught {_share(right[known])}"
    )
    print(f"    of one's own: {_share(right[~known])}")


def measure_dalmatians(pool: Pool, paths: list[str], others: dict[str, str], no_dogs: list[str]) -> None:
    """Print what five photos of a breed change for its other photos, for other breeds and for what is no dog."""
    taught = teach(Request(pool, dict.fromkeys(paths[:_TAUGHT_FROM], "Pongo"))).model
    for title, model in (("before", untaught(pool.base)), (f"{_TAUGHT_FROM} dalmatians taught", taught)):
        rows = pool.rows_of(paths[_TAUGHT_FROM:])
        found = model.answers(pool, rows)
        hits = [
            model.classes[best] == "Pongo" and FINDINGS[finding] is Finding.DOG
            for best, finding in zip(found.best, found.findings, strict=True)
        ]
        known = [others[pool.paths[row]] for row in pool.rows_of(others).tolist()]
        same = _names(model, pool, others) == np.array(known)
        quiet = model.answers(pool, pool.rows_of(no_dogs)).findings == FINDINGS.index(Finding.NO_DOG)
        print(f"{title}: other dalmatians {_share(hits)}, check photos {_share(same)}, no dog {_share(quiet)}")


def _names(model: TaughtModel, pool: Pool, paths: dict[str, str]) -> NDArray[np.str_]:
    return np.array(model.classes)[model.answers(pool, pool.rows_of(paths)).best]


def _share(right: NDArray[np.bool_] | list[bool]) -> Proportion:
    return Proportion.of(int(np.sum(right)), len(right))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--model", default=load_catalog().default)
    parser.add_argument("--photo-count", type=int, default=2000)
    parser.add_argument("--large", type=int, default=100_000)
    arguments = parser.parse_args()
    root: Path = arguments.photos
    sets = {name: labelled(root, name) for name in ("breeds", "check", "other_breeds", "negatives")}
    breeds = {photo.path: photo.breed for name in ("breeds", "check") for photo in sets[name] if photo.breed}
    folders = Counter(Path(photo.path).parent.name for photo in sets["other_breeds"])
    own = {name for name, count in folders.items() if count > _TAUGHT_FROM}
    breeds |= {p.path: Path(p.path).parent.name for p in sets["other_breeds"] if Path(p.path).parent.name in own}
    base = Base.load(arguments.model)
    print(f"{machine()}; {base.card.name}")
    folder = user_folders().cache
    with contextlib.closing(PredictionStore(folder)) as store, contextlib.closing(FeatureCache()) as cache:
        paths = [photo.path for photos in sets.values() for photo in photos]

        def collect() -> Pool:
            return collect_pool(paths, base, store=store, cache=cache)

        timed(f"features of {len(paths)} real photos, as far as they are not kept yet", collect)
        pool = timed("the same again", collect)
    measure_times(pool, arguments.photo_count, arguments.large)
    measure_accuracy(pool, breeds)
    dalmatians = [photo.path for photo in sets["other_breeds"] if Path(photo.path).parent.name == "dalmatian"]
    check_photos = {photo.path: photo.breed for photo in sets["check"] if photo.breed}
    measure_dalmatians(pool, dalmatians, check_photos, [photo.path for photo in sets["negatives"]])


if __name__ == "__main__":
    main()
