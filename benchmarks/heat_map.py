"""What a heat map costs on top of a prediction.

python -m benchmarks.heat_map [--model NAME] [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

from benchmarks.measuring import machine
from benchmarks.photo_sets import default_root, labelled
from core.catalog import load_catalog
from core.inference.classifier import Classifier
from core.photos.loader import load_photo


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=load_catalog().default)
    parser.add_argument("--rounds", type=int, default=50)
    arguments = parser.parse_args()
    classifier = Classifier.load(arguments.model)
    photo = load_photo(labelled(default_root(), "check")[0].path, shorter_side=classifier.decode_side)
    if not isinstance(photo, np.ndarray):
        raise SystemExit(photo.message)
    ratios, predictions, maps = [], [], []
    for _ in range(arguments.rounds):
        start = time.perf_counter()
        classifier.classify(photo)
        middle = time.perf_counter()
        examination = classifier.examine(photo)
        examined = time.perf_counter()
        examination.heat_map(examination.prediction.top(1)[0].class_index)
        end = time.perf_counter()
        predictions.append(middle - start)
        maps.append(end - examined)
        ratios.append((end - middle) / (middle - start) - 1)
    print(f"{machine()}; {arguments.model}; {arguments.rounds} rounds")
    print(f"prediction median {1000 * statistics.median(predictions):.2f} ms")
    print(f"heat map   median {1000 * statistics.median(maps):.2f} ms")
    print(f"cost of the heat map, in predictions: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
