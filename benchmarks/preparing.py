"""What preparing a photo costs: each step alone, random changes, and whole batches from files.

python -m benchmarks.preparing FOLDER [--size 224] [--most 200] [--threads 2]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import chain, islice
from typing import Any

import cv2
import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.decode_speed import seconds
from benchmarks.measuring import machine
from core.datasets.batches import BatchMaker
from core.datasets.table import PhotoRow
from core.photos.loader import load_photo
from core.photos.scan import scan
from core.preprocessing.augmentation import PUBLISHED, UNCHANGED, Augmentation, augmented, photo_rng
from core.preprocessing.geometry import Photo
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling

SQUEEZE = {"step": "resize", "mode": "squeeze"}
STEPS: dict[str, dict[str, Any]] = {
    "equalise, global": {"step": "equalise", "method": "global"},
    "equalise, CLAHE": {"step": "equalise"},
    "whiten, rows": {"step": "whiten"},
    "whiten, colours": {"step": "whiten", "across": "colours"},
    "standardise": {"step": "standardise"},
    "denoise, median": {"step": "denoise"},
    "denoise, non-local means": {"step": "denoise", "method": "non_local_means"},
    "smooth": {"step": "smooth"},
    "sharpen": {"step": "sharpen"},
}
CHANGES = {
    "nothing": UNCHANGED,
    **{f"augmentation of {name}": changes for name, changes in PUBLISHED.items()},
    "crops and RandAugment": Augmentation(horizontal_flip=True, random_resized_crop=(0.3, 1.0), rand_augment=(2, 9)),
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--size", type=int, default=224, help="side of the network's input")
    parser.add_argument("--most", type=int, default=200, help="photos to measure with")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    found = islice(chain.from_iterable(scan([options.folder], recursive=True)), options.most)
    loaded = {path: load_photo(path, options.size) for path in found}
    photos = {path: photo for path, photo in loaded.items() if isinstance(photo, np.ndarray)}
    if not photos:
        parser.error("no photo in this folder can be read")
    print(f"{machine()}; {len(photos)} photos, {options.size} pixels")

    def measure(name: str, work: Callable[[int, Photo], object]) -> None:
        taken = seconds(lambda: [work(index, photo) for index, photo in enumerate(photos.values())])
        print(f"{name:34} {taken / len(photos) * 1000:8.2f} ms a photo")

    cv2.setNumThreads(1)
    plain = Pipeline([SQUEEZE])
    with threadpool_limits(1, "blas"):
        for name, step in STEPS.items():
            pipeline = Pipeline([SQUEEZE, step])
            measure(name, lambda _, photo, pipeline=pipeline: pipeline.prepare(photo, options.size))  # type: ignore[misc]
        for name, changes in CHANGES.items():
            measure(
                f"resize, {name}",
                lambda index, photo, changes=changes: augmented(  # type: ignore[misc]
                    photo, plain, options.size, changes, photo_rng(0, 0, index)
                ),
            )
    rows = [PhotoRow(path, "dog") for path in photos]
    for threads in sorted({1, options.threads}):
        maker = BatchMaker(
            rows,
            ["dog"],
            size=options.size,
            pipeline=plain,
            scaling=Scaling("tf"),
            augmentation=PUBLISHED["000-transfer"],
            threads=threads,
        )
        taken = seconds(lambda maker=maker: sum(len(batch.inputs) for batch in maker.epoch(0)))  # type: ignore[misc]
        print(f"batches from files, {threads} threads {len(rows) / taken:16.0f} photos/s")


if __name__ == "__main__":
    main()
