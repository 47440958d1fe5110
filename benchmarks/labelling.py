"""How a keystroke feels in a library of 100,000 photos.

    python -m benchmarks.labelling [--count N]

Every photo is a file of its own, known to the library, half of them labelled, and answered before. Measured from the
key to the painting of the next photo, and to the painting of the label that is on the disk by then; with all photos
shown, and with only those without a label. Needs a display, or QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import cv2
import numpy as np

from benchmarks.measuring import machine
from benchmarks.window import probe
from core.inference.classifier import Classifier
from core.inference.prediction_store import PredictionStore
from core.inference.results import Finding, Prediction
from core.library.library import FILE_NAME, LabelLibrary
from core.library.records import Label, Origin, Status
from core.paths import user_folders

_AT_ONCE = 5000


def different_files(folder: Path, count: int) -> list[str]:
    """`count` small pictures with different contents: what follows the end of a JPEG is not looked at."""
    _, encoded = cv2.imencode(".jpg", np.full((48, 64, 3), 120, np.uint8))
    paths = []
    for number in range(count):
        path = folder / f"photo{number}.jpg"
        path.write_bytes(encoded.tobytes() + b"%d" % number)
        paths.append(str(path))
    return paths


def answer_all(paths: list[str], home: Path, classifier: Classifier) -> None:
    """Put an answer for each photo into the store of known answers."""
    breeds, chance = classifier.class_names, np.random.default_rng(0)
    store = PredictionStore(home / "cache")
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        store.get_by_content(some, classifier.model_id)
        rows = chance.dirichlet(np.full(len(breeds), 0.05), len(some)).astype(np.float32)
        answers = {
            path: Prediction(Finding.DOG, 0.99, row, breeds, (breeds[int(row.argmax())],), classifier.name)
            for path, row in zip(some, rows, strict=True)
        }
        store.put_many(answers, classifier.model_id)
    store.close()


def label_half(paths: list[str], home: Path) -> None:
    """Have the library know all photos, and a label for every second one."""
    with LabelLibrary(home / "data" / "library" / FILE_NAME) as library:
        for start in range(0, len(paths), _AT_ONCE):
            photos = library.add_photos(paths[start : start + _AT_ONCE])
            labels = {photo: Label(Status.LABELLED, 1 + photo % 120) for photo in photos[::2] if isinstance(photo, int)}
            library.label(labels, Origin.CHOSEN)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    classifier = Classifier.load()
    with tempfile.TemporaryDirectory() as scratch:
        home, folder = Path(scratch, "home"), Path(scratch, "photos")
        folder.mkdir()
        models = home / "data" / "models"
        models.parent.mkdir(parents=True)
        models.symlink_to(user_folders().models.absolute(), target_is_directory=True)
        paths = different_files(folder, count)
        answer_all(paths, home, classifier)
        label_half(paths, home)
        os.sync()
        found = probe(home, "keys", str(folder), str(count))
    print(machine())
    for shown, title in (("all", "all photos shown"), ("filtered", "only those without a label")):
        figures = found[shown]
        for name, words in (("next", "next photo"), ("marked", "label on the disk and shown")):
            print(f"{count} photos, {title}: {words} after median {figures[f'{name}_median']:.1f} ms,"
                  f" p99 {figures[f'{name}_p99']:.1f} ms, longest {figures[f'{name}_max']:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
