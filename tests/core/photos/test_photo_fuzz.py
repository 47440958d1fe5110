"""Damaged files of every format: always a picture or an error value, never an exception, a warning or a crash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures import draw, encode, encode_image
from PIL import Image

from core.errors import PHOTO_SENTENCES, PhotoError
from core.photos.loader import load_photo_bytes
from core.photos.probe import probe_photo

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

KINDS = {
    "jpeg": lambda: encode(draw(), orientation=6, quality=80),
    "jpeg-progressive": lambda: encode(draw(), progressive=True, subsampling=2),
    "jpeg-cmyk": lambda: encode_image(Image.fromarray(draw()).convert("CMYK"), "JPEG"),
    "png": lambda: encode(draw(), "PNG", orientation=3),
    "png-palette": lambda: encode_image(Image.fromarray(draw()).quantize(16), "PNG", transparency=3),
    "webp": lambda: encode(draw(), "WEBP", orientation=5),
    "webp-animated": lambda: encode_image(
        Image.fromarray(draw()), "WEBP", save_all=True, append_images=[Image.fromarray(draw(seed=1))]
    ),
    "tiff": lambda: encode(draw(), "TIFF"),
    "tiff-lzw": lambda: encode(draw(), "TIFF", compression="tiff_lzw", orientation=8),
    "tiff-deflate": lambda: encode(draw(), "TIFF", compression="tiff_adobe_deflate"),
    "tiff-jpeg": lambda: encode(draw(), "TIFF", compression="jpeg"),
    "gif": lambda: encode(draw(), "GIF"),
    "bmp": lambda: encode(draw(), "BMP"),
    "avif": lambda: encode(draw(), "AVIF", orientation=6),
    "jpeg2000": lambda: encode(draw(), "JPEG2000"),
    "ppm": lambda: encode(draw(), "PPM"),
    "qoi": lambda: encode(draw(), "QOI"),
    "mpo": lambda: encode(draw(), "MPO"),
}


@lru_cache
def sample(kind: str) -> bytes:
    return KINDS[kind]()


@st.composite
def damage(draw_from: st.DrawFn) -> list[tuple[str, float, bytes]]:
    """A few edits: what is done, where (as a share of the length), and with which bytes."""
    edit = st.tuples(
        st.sampled_from(["set", "insert", "delete", "cut", "splice", "repeat"]),
        st.one_of(st.floats(0, 1, exclude_max=True), st.floats(0, 0.1)),
        st.one_of(
            st.binary(min_size=1, max_size=6),
            st.sampled_from([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\xff\xd9", b"\xff\xda", b"\x80"]),
        ),
    )
    return draw_from(st.lists(edit, min_size=1, max_size=6))


def damaged(data: bytes, edits: list[tuple[str, float, bytes]], other: bytes = b"") -> bytes:
    for what, where, extra in edits:
        at = int(where * len(data))
        match what:
            case "set":
                data = data[:at] + extra + data[at + len(extra) :]
            case "insert":
                data = data[:at] + extra + data[at:]
            case "delete":
                data = data[:at] + data[at + len(extra) :]
            case "cut":
                data = data[: max(1, at)]
            case "splice":
                data = data[:at] + (other or data[::-1])[at:]
            case _:
                data = data[:at] + data[at : at + 64] * (1 + extra[0] % 8) + data[at:]
    return data


def check(data: bytes) -> None:
    for shorter_side in (None, 16):
        result = load_photo_bytes(data, shorter_side)
        if isinstance(result, PhotoError):
            assert result.message and result.code in PHOTO_SENTENCES
        else:
            assert result.dtype == np.uint8 and result.ndim == 3 and result.shape[2] == 3 and result.size > 0


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(edits=damage())
@BOUNDED
def test_damaged_files(kind: str, edits: list[tuple[str, float, bytes]]) -> None:
    check(damaged(sample(kind), edits))


@given(first=st.sampled_from(sorted(KINDS)), second=st.sampled_from(sorted(KINDS)), edits=damage())
@BOUNDED
def test_files_spliced_from_two(first: str, second: str, edits: list[tuple[str, float, bytes]]) -> None:
    check(damaged(sample(first), [("splice", 0.3, b"x"), *edits], sample(second)))


@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)), st.integers(0, 40))
@BOUNDED
def test_bytes_after_a_true_beginning(noise: bytes, kind: str, length: int) -> None:
    check(sample(kind)[:length] + noise or b"x")


@given(edits=damage())
@BOUNDED
def test_damaged_heic(shared_photos: Path, edits: list[tuple[str, float, bytes]]) -> None:
    for name in ("heic/RGB_10__128x128.heif", "other_format/avif_hopper.heif"):
        check(damaged((shared_photos / "hostile" / name).read_bytes(), edits))


@given(kind=st.sampled_from(sorted(KINDS)), edits=damage())
@BOUNDED
def test_headers_of_damaged_files(kind: str, edits: list[tuple[str, float, bytes]], tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(damaged(sample(kind), edits))
    header = probe_photo(str(path))
    assert isinstance(header, PhotoError) or (header.width > 0 and header.height > 0 and 1 <= header.orientation <= 8)
