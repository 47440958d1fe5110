"""A folder of 1,000 distinct photos, decoding included, the prediction cache off.

    python -m benchmarks.folder [--photos FOLDER] [--model NAME] [--int8 NAME] [--count N] [--rounds N]

The photos are those of the shared sets, cropped and encoded anew until there are enough. BreedLens is compared with the
plain Keras way (image_dataset_from_directory and model.predict, its start-up left out) and with what ONNX Runtime does
alone on pixels that lie ready in memory (the better of one call on all cores and one call a core).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import onnxruntime as ort

from benchmarks.measuring import BASELINES, default_bundle, in_turn, machine, median_ratio, save_keras_twin
from benchmarks.photo_sets import default_root, labelled
from core.catalog import load_catalog
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.photos.loader import load_photo
from core.thread_priority import usable_cores

BATCH = 32


def make_photos(root: Path, target: Path, count: int) -> None:
    """`count` distinct JPEG files: each shared photo first as it is, then ever smaller crops of it."""
    sources = [
        photo.path for name in ("breeds", "check", "other_breeds", "negatives") for photo in labelled(root, name)
    ]
    for number in range(count):
        photo = load_photo(sources[number % len(sources)])
        if not isinstance(photo, np.ndarray):
            raise SystemExit(f"{sources[number % len(sources)]}: {photo.message}")
        edge = 4 * (number // len(sources))
        cropped = photo[edge:, edge:, ::-1] if min(photo.shape[:2]) > 8 * edge else photo[:, ::-1, ::-1]
        _, encoded = cv2.imencode(".jpg", np.ascontiguousarray(cropped), [cv2.IMWRITE_JPEG_QUALITY, 92])
        (target / f"{number:05}.jpg").write_bytes(encoded.tobytes())


def breedlens(classifier: Classifier, paths: list[str]) -> float:
    """Photos a second through the program's own way."""
    answered: list[str] = []
    start = time.perf_counter()
    classify_photos(paths, classifier, answered.extend)
    seconds = time.perf_counter() - start
    if len(answered) != len(paths):
        raise SystemExit(f"{len(answered)} of {len(paths)} photos answered")
    return len(paths) / seconds


def keras(model: Path, folder: Path) -> float:
    """Photos a second the plain Keras way."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, str(BASELINES / "keras_folder.py"), str(model), str(folder)]
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    count, seconds = result.stdout.split()[-2:]
    return int(count) / float(seconds)


def onnx_alone(backbone: bytes, count: int) -> float:
    """Photos a second of the backbone on random pixels in memory."""
    cores = usable_cores()

    def session(threads: int) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        return ort.InferenceSession(backbone, options, providers=["CPUExecutionProvider"])

    size = session(1).get_inputs()[0].shape[1]
    pixels = np.random.default_rng(0).integers(0, 256, (BATCH, size, size, 3), np.uint8)
    rounds = -(-count // BATCH)

    wide = session(cores)
    wide.run(None, {"pixels": pixels})
    start = time.perf_counter()
    for _ in range(rounds):
        wide.run(None, {"pixels": pixels})
    together = rounds * BATCH / (time.perf_counter() - start)
    del wide

    narrow = session(1)
    narrow.run(None, {"pixels": pixels[:1]})
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        singles = range(rounds * BATCH)
        list(pool.map(lambda i: narrow.run(None, {"pixels": pixels[i % BATCH, None]}) and None, singles))
    apart = rounds * BATCH / (time.perf_counter() - start)
    return max(together, apart)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--model", default=load_catalog().default)
    parser.add_argument("--int8", default=None, help="the 8-bit version (default: the model's name with -int8)")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    short = arguments.int8 or f"{arguments.model}-int8"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "photos")
        folder.mkdir()
        make_photos(arguments.photos, folder, arguments.count)
        paths = sorted(map(str, folder.iterdir()))
        twin = save_keras_twin(arguments.model, Path(scratch, "twin.keras"))
        full, eight = Classifier.load(arguments.model), Classifier.load(short)
        backbone = default_bundle(arguments.model).backbone
        rates = in_turn(
            {
                "breedlens": lambda: breedlens(full, paths),
                "breedlens, 8-bit": lambda: breedlens(eight, paths),
                "plain Keras": lambda: keras(twin, folder),
                "ONNX Runtime alone": lambda: onnx_alone(backbone, arguments.count),
            },
            arguments.rounds,
        )
    print(f"{machine()}; {arguments.model}; {arguments.count} photos, {arguments.rounds} rounds")
    for name, values in rates.items():
        spread = f"(min {min(values):.1f}, max {max(values):.1f})"
        print(f"{name:20} median {statistics.median(values):6.1f} photos/s  {spread}")
    print(f"times plain Keras:           {median_ratio(rates['breedlens'], rates['plain Keras']):.2f}")
    print(f"8-bit, times plain Keras:    {median_ratio(rates['breedlens, 8-bit'], rates['plain Keras']):.2f}")
    print(f"share of ONNX Runtime alone: {median_ratio(rates['breedlens'], rates['ONNX Runtime alone']):.2f}")


if __name__ == "__main__":
    main()
