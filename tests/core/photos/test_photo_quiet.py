"""Warnings of the imaging libraries are dropped, those of others are not, and the filters are left as they were."""

from __future__ import annotations

import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from pictures import draw, encode, encode_image
from PIL import Image

from core.photos.loader import load_photo_bytes
from core.photos.quiet import QUIET


def noisy_png() -> bytes:
    """A PNG that Pillow warns of: an animation that declares no frames."""
    frames = [Image.fromarray(draw(seed=seed)) for seed in range(2)]
    data = bytearray(encode_image(frames[0], "PNG", save_all=True, append_images=frames[1:]))
    at = data.index(b"acTL")
    data[at + 4 : at + 8] = bytes(4)
    data[at + 12 : at + 16] = zlib.crc32(data[at : at + 12]).to_bytes(4, "big")
    return bytes(data)


def test_the_picture_does_warn_by_itself(tmp_path) -> None:
    path = tmp_path / "noisy.png"
    path.write_bytes(noisy_png())
    with pytest.warns(UserWarning, match="APNG"), Image.open(path):
        pass


def test_no_warning_leaves_the_loader_from_any_number_of_threads() -> None:
    data, plain = noisy_png(), encode(draw(), "PNG")
    before = list(warnings.filters)
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(load_photo_bytes, [data, plain] * 40))
    assert warnings.filters == before
    for result in results:
        np.testing.assert_array_equal(result, draw())


def test_other_modules_may_still_warn() -> None:
    with pytest.warns(UserWarning, match="mine"), QUIET:
        warnings.warn("mine", stacklevel=1)
