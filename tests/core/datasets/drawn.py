"""Pictures that no two of are alike, and the folders made of them."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from pictures import encode


def blobs(seed: int, width: int = 64, height: int = 48) -> NDArray[np.uint8]:
    """Large coloured blobs [height, width, 3], others for every seed."""
    coarse = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def write(path: str | bytes | Path, data: bytes) -> str:
    """Write a file, with the folders above it; returns its name as `str`."""
    name = os.fsdecode(path)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


def write_photo(path: str | bytes | Path, seed: int = 0) -> str:
    """A JPEG of `blobs`."""
    return write(path, encode(blobs(seed)))
