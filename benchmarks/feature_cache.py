"""How much faster a head is trained on features that were computed once than through the backbone in every epoch.

    python -m benchmarks.feature_cache [--photos FOLDER] [--count N] [--epochs N] [--through-backbone N]

A frozen EfficientNet-Lite0 with one dense layer, without augmentation, on `--count` distinct files made of the photos
in FOLDER by crops and mirroring. The cached side trains all epochs, features included, from an empty cache. The other
side trains two epochs on a part of the photos (`--through-backbone`), of which the second is measured, and is scaled to
all photos and epochs. Both share loading, validation and everything else that the trainer does; printed are both
times, their ratio, and the validation accuracy of both after the same number of epochs on the same photos.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pandas as pd

from benchmarks.measuring import machine
from benchmarks.photo_sets import default_root, labelled
from core.control import Control
from core.datasets.table import PhotoRow, make_table
from core.paths import HOME_VARIABLE
from core.photos.loader import load_photo
from core.training.recipe import AugmentationOptions, Recipe
from core.training.recipe_files import load_recipe, with_values

SMALLEST_BREED = 6
"""photos that a breed must have to take part"""
ACCURACY_EPOCHS = 3


@dataclass
class Run:
    """What the trainer asks of a run folder."""

    photos: pd.DataFrame
    checkpoints: Path
    extensions: int = 0

    def table(self) -> pd.DataFrame:
        """All photos with their split."""
        return self.photos


def distinct_files(root: Path, folder: Path, count: int) -> list[PhotoRow]:
    """`count` JPEG files, each another crop of a photo of a breed with enough of them; a fifth for validation."""
    sources: dict[str, list[str]] = {}
    for photo in labelled(root, "breeds"):
        sources.setdefault(photo.breed, []).append(photo.path)
    chosen = [
        (b, path) for b, paths in sorted(sources.items()) if len(paths) >= SMALLEST_BREED for path in sorted(paths)
    ]
    rng = np.random.default_rng(0)
    rows = []
    for number in range(count):
        breed, path = chosen[number % len(chosen)]
        pixels = load_photo(path)
        if not isinstance(pixels, np.ndarray):
            raise SystemExit(f"{path}: {pixels.message}")
        height, width = pixels.shape[:2]
        top, left = rng.integers(0, height // 6), rng.integers(0, width // 6)
        pixels = np.ascontiguousarray(pixels[top:, left:, ::-1])
        if number % 2:
            pixels = np.ascontiguousarray(pixels[:, ::-1])
        target = folder / f"{number}.jpg"
        target.write_bytes(cv2.imencode(".jpg", pixels)[1].tobytes())
        # by source photo, so that no crop of a validation photo is trained on
        split = "validation" if number % len(chosen) % 5 == 0 else "train"
        rows.append(PhotoRow(str(target), breed, split, width=pixels.shape[1], height=pixels.shape[0]))
    return rows


def recipe_for(epochs: int, cache: str) -> Recipe:
    """The frozen network, trained without augmentation and to the end."""
    values = {"training.epochs": epochs, "training.feature_cache": cache, "training.early_stopping": None}
    recipe = with_values(load_recipe("transfer-efficientnet-lite0"), values)
    return recipe.model_copy(update={"augmentation": AugmentationOptions()})


def train(recipe: Recipe, rows: list[PhotoRow], folder: Path) -> tuple[float, list[Mapping[str, Any]]]:
    """Seconds from the first feature or batch to the last epoch, and the epochs; no model is saved."""
    from core.training.trainer import train as train_network

    times: list[float] = []
    epochs: list[Mapping[str, Any]] = []

    def on_event(event: Mapping[str, Any]) -> None:
        if event["event"] == "started":
            times.append(time.perf_counter())
        if event["event"] == "epoch":
            times.append(time.perf_counter())
            epochs.append(event)

    train_network(recipe, on_event, Control(), run=Run(make_table(rows), folder))
    return times[-1] - times[0], epochs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--through-backbone", type=int, default=400)
    arguments = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[HOME_VARIABLE] = str(folder / "home")
        (folder / "photos").mkdir()
        rows = distinct_files(arguments.photos, folder / "photos", arguments.count)
        part = rows[: arguments.through_backbone]
        train(recipe_for(1, "on"), part[:32], folder / "warm-up")
        cached, _ = train(recipe_for(arguments.epochs, "on"), rows, folder / "cached")
        _, uncached = train(recipe_for(2, "off"), part, folder / "uncached")
        epoch = uncached[1]["seconds"] * len(rows) / len(part)
        print(machine())
        print(f"{len(rows)} photos, {arguments.epochs} epochs on features, computed first: {cached:.1f} s")
        print(f"through the backbone: {epoch:.1f} s an epoch (the second of {len(part)} photos, scaled),")
        print(f"    {epoch * arguments.epochs:.0f} s for {arguments.epochs} epochs")
        print(f"ratio {epoch * arguments.epochs / cached:.1f}")
        for title, cache in (("on features", "on"), ("through the backbone", "off")):
            _, epochs = train(recipe_for(ACCURACY_EPOCHS, cache), part, folder / f"accuracy-{cache}")
            found = epochs[-1]
            print(
                f"{title}, {ACCURACY_EPOCHS} epochs of {len(part)} photos: loss {found['loss']:.4f},"
                f" validation accuracy {found['val_accuracy']:.3f}"
            )


if __name__ == "__main__":
    main()
