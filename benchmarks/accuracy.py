"""How good the answers are: every model that is on this computer, in every way of viewing a photo.

    python -m benchmarks.accuracy [--photos FOLDER] [--model NAME ...] [--views NAME ...]
                                  [--fast-decode-check] [--write]

For each it prints top-1 and top-5 (with the 95% Wilson interval of top-1), the calibration error, coverage and mean
size of the breed sets, the dog gate on dogs and on photos without a dog, drawings apart, and the time of one photo
relative to the plain centre crop of the same model. The photos of `check` and `breeds` also served the calibration: see
fit_calibration for figures on photos that a fit has not seen. `--write` puts top-1 and top-5 of the plain view on the
photos that are not ImageNet's own into the catalogue, for `breedlens models`.
"""

from __future__ import annotations

import argparse
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.catalog_tables import replace_tables
from benchmarks.fit_calibration import calibration_error
from benchmarks.photo_sets import LabelledPhoto, default_root, is_imagenet_photo, labelled
from core.catalog import load_catalog
from core.inference.classifier import Classifier
from core.inference.results import Finding, Prediction
from core.inference.views import SINGLE, VIEW_NAMES
from core.photos.loader import load_photo
from core.thread_priority import usable_cores

TIMED = 25
"""photos that the time of one answer is measured on"""


@dataclass(frozen=True, slots=True)
class Answered:
    """The predictions for one set of photos."""

    photos: list[LabelledPhoto]
    predictions: list[Prediction]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson, 1927)."""
    z, share = 1.96, hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def answer(classifier: Classifier, photos: list[LabelledPhoto], *, reduced: bool = True) -> Answered:
    """Predict every photo; with `reduced` decoded as the program does, else at full size."""

    def predict(photo: LabelledPhoto) -> Prediction:
        pixels = load_photo(photo.path, shorter_side=classifier.decode_side if reduced else None)
        if not isinstance(pixels, np.ndarray):
            raise SystemExit(f"{photo.path}: {pixels.message}")
        return classifier.classify(pixels)

    with ThreadPoolExecutor(usable_cores()) as pool:
        return Answered(photos, list(pool.map(predict, photos)))


def seconds_a_photo(classifier: Classifier, photos: list[LabelledPhoto]) -> float:
    """The median time of an answer on one core, decoding left out."""
    times = []
    for photo in photos:
        pixels = load_photo(photo.path, shorter_side=classifier.decode_side)
        if isinstance(pixels, np.ndarray):
            start = time.perf_counter()
            classifier.classify(pixels)
            times.append(time.perf_counter() - start)
    return float(np.median(times))


def hits(answered: Answered, count: int) -> np.ndarray:
    """[photos] whether the right breed is among the first `count`."""
    pairs = zip(answered.photos, answered.predictions, strict=True)
    return np.array([photo.breed in {row.breed for row in prediction.top(count)} for photo, prediction in pairs])


def breed_figures(answered: Answered) -> str:
    """One line of figures over photos whose breed is known."""
    first, five = hits(answered, 1), hits(answered, 5)
    sets = [p.breed_set or (p.top(1)[0].breed,) for p in answered.predictions]
    covered = [photo.breed in members for photo, members in zip(answered.photos, sets, strict=True)]
    confidence = np.array([p.top(1)[0].probability for p in answered.predictions])
    low, high = wilson(int(first.sum()), len(first))
    return (
        f"n {len(first):3}  top-1 {first.mean():.3f} [{low:.3f}, {high:.3f}]  top-5 {five.mean():.3f}"
        f"  calibration error {calibration_error(confidence, first):.3f}"
        f"  sets: coverage {np.mean(covered):.3f}, mean size {np.mean([len(s) for s in sets]):.2f}"
    )


def by_breed(answered: list[Answered]) -> float:
    """Top-1 with every breed weighing the same, however many photos of it there are."""
    right: dict[str, list[bool]] = {}
    for one in answered:
        for photo, hit in zip(one.photos, hits(one, 1), strict=True):
            right.setdefault(photo.breed, []).append(bool(hit))
    return float(np.mean([np.mean(of_breed) for of_breed in right.values()]))


def accuracy_table(answered: list[Answered], data: str) -> str:
    """The figures as a `[[model.accuracy]]` table of the catalogue."""
    first = np.concatenate([hits(one, 1) for one in answered])
    five = np.concatenate([hits(one, 5) for one in answered])
    low, high = wilson(int(first.sum()), len(first))
    return (
        f'[[model.accuracy]]\ndata = "{data}"\ncount = {len(first)}\ntop1 = {first.mean():.3f}\n'
        f"top1_low = {low:.3f}\ntop1_high = {high:.3f}\ntop5 = {five.mean():.3f}"
    )


def finding_shares(answered: Answered) -> str:
    """How often each finding was made."""
    findings = [p.finding for p in answered.predictions]
    return ", ".join(f"{finding.value} {findings.count(finding)}/{len(findings)}" for finding in Finding)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--model", nargs="*")
    parser.add_argument("--views", nargs="*", choices=VIEW_NAMES, default=list(VIEW_NAMES))
    parser.add_argument("--fast-decode-check", action="store_true", help="also compare reduced with full decoding")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tables: dict[str, str] = {}
    check, breeds = labelled(arguments.photos, "check"), labelled(arguments.photos, "breeds")
    web = [photo for photo in breeds if not is_imagenet_photo(photo)]
    imagenet = [photo for photo in breeds if is_imagenet_photo(photo)]
    others = {name: labelled(arguments.photos, name) for name in ("other_breeds", "negatives", "illustrations")}
    drawings = others.pop("illustrations")
    others["drawn dogs"] = [p for p in drawings if "dog__" in Path(p.path).name]
    others["drawn cats"] = [p for p in drawings if "dog__" not in Path(p.path).name]

    for name in arguments.model or [entry.name for entry in load_catalog().entries if entry.installed]:
        plain = None
        for views in arguments.views:
            classifier = Classifier.load(name, views_name=views)
            answered = {title: answer(classifier, photos) for title, photos in
                        (("check", check), ("breeds, web", web), ("breeds, ImageNet", imagenet))}  # fmt: skip
            if views == SINGLE:
                tables[name] = accuracy_table([answered["check"], answered["breeds, web"]], "web photos of the breeds")
            seconds = seconds_a_photo(classifier, check[:TIMED])
            plain = plain or seconds
            print(f"\n{name}, {views}: cost {seconds / plain:.2f} of its first views")
            for title, one in answered.items():
                print(f"  {title:17} {breed_figures(one)}  {finding_shares(one)}")
            print(
                f"  all of these      top-1 {np.concatenate([hits(a, 1) for a in answered.values()]).mean():.3f},"
                f" with every breed weighing the same {by_breed(list(answered.values())):.3f}"
            )
            for title, photos in others.items():
                print(f"  {title:17} n {len(photos):3}  {finding_shares(answer(classifier, photos))}")
            if arguments.fast_decode_check:
                reduced = [p for one in answered.values() for p in one.predictions]
                full = answer(classifier, check + web + imagenet, reduced=False).predictions
                same = np.mean([a.top(1)[0].breed == b.top(1)[0].breed for a, b in zip(reduced, full, strict=True)])
                print(f"  reduced decode    top-1 as with a full decode: {same:.4f}")
    if arguments.write:
        replace_tables("accuracy", {name: [table] for name, table in tables.items()})


if __name__ == "__main__":
    main()
