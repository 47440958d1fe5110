"""How fast photos are decoded: the loader at full size and reduced, against plain Pillow, as ratios of one run.

python -m benchmarks.decode_speed FOLDER [--side 256] [--most 500]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice

import numpy as np
from PIL import Image, ImageOps

from core.errors import PhotoError
from core.photos.loader import load_photo
from core.photos.scan import scan

ROUNDS = 3


def with_pillow(path: str) -> object:
    """What a plain script does."""
    with Image.open(path) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def seconds(work: Callable[[], object]) -> float:
    """The best of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--side", type=int, default=256, help="shorter side that a network asks for")
    parser.add_argument("--most", type=int, default=500, help="photos to measure with")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    found = islice(chain.from_iterable(scan([options.folder], recursive=True)), options.most)
    paths = [path for path in found if not isinstance(load_photo(path), PhotoError)]
    if not paths:
        parser.error("no photo in this folder can be read")

    def threaded() -> None:
        with ThreadPoolExecutor(options.threads) as pool:
            list(pool.map(lambda path: load_photo(path, options.side), paths))

    plain = seconds(lambda: [with_pillow(path) for path in paths])
    rows = {
        "plain Pillow": plain,
        "loader, full size": seconds(lambda: [load_photo(path) for path in paths]),
        f"loader, shorter side {options.side}": seconds(lambda: [load_photo(path, options.side) for path in paths]),
        f"the same, {options.threads} threads": seconds(threaded),
    }
    print(f"{len(paths)} photos")
    for name, taken in rows.items():
        print(f"{name:28} {len(paths) / taken:8.0f} photos/s {plain / taken:6.2f} times plain Pillow")


if __name__ == "__main__":
    main()
