"""EXIF orientation against Pillow's own transposition, in every container that carries it."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import difference, draw, encode, exif_of
from PIL import Image, ImageOps

from core.errors import PhotoError
from core.photos.loader import load_photo, load_photo_bytes
from core.photos.orientation import orientation_of_exif, stored_view, turn_upright, upright_size
from core.photos.probe import PhotoHeader, probe_photo

PIXELS = draw()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "MPO"])
def test_upright_as_pillow_transposes(format: str, orientation: int, tmp_path: Path) -> None:
    data = encode(PIXELS, format, orientation=orientation, **({} if format in ("PNG", "TIFF") else {"quality": 95}))
    with Image.open(io.BytesIO(data)) as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    result = load_photo_bytes(data)
    assert difference(result, expected) < 1.0
    path = tmp_path / "photo"
    path.write_bytes(data)
    header = probe_photo(str(path))
    assert isinstance(header, PhotoHeader) and header.orientation == orientation
    assert (header.height, header.width) == expected.shape[:2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_reduced_and_odd_jpegs_are_turned_too(orientation: int) -> None:
    pixels = draw(640, 480)
    upright = turn_upright(pixels, orientation)
    reduced = load_photo_bytes(encode(pixels, orientation=orientation), 30)
    assert reduced.shape[0] * 4 == upright.shape[0]
    small = upright.reshape(upright.shape[0] // 4, 4, upright.shape[1] // 4, 4, 3).mean(axis=(1, 3))
    assert difference(reduced, small) < 2.0
    cmyk = io.BytesIO()
    Image.fromarray(pixels).convert("CMYK").save(cmyk, "JPEG", quality=95, exif=exif_of(orientation))
    assert difference(load_photo_bytes(cmyk.getvalue()), upright) < 8.0


@pytest.mark.parametrize("value", [0, 9, 300])
def test_an_impossible_orientation_is_ignored(value: int) -> None:
    data = encode(PIXELS, orientation=value)
    assert load_photo_bytes(data).shape == PIXELS.shape


def test_both_byte_orders_and_xmp() -> None:
    for order, mark in (("<", b"II"), (">", b"MM")):
        block = mark + struct.pack(order + "HLH", 42, 8, 1) + struct.pack(order + "HHLHH", 0x0112, 3, 1, 6, 0)
        assert orientation_of_exif(block) == 6
        data = encode(PIXELS, exif=b"Exif\0\0" + block + bytes(4))
        assert load_photo_bytes(data).shape == (60, 40, 3)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'
    assert load_photo_bytes(encode(PIXELS, xmp=xmp)).shape == (60, 40, 3)
    # EXIF is asked first.
    assert load_photo_bytes(encode(PIXELS, xmp=xmp, orientation=1)).shape == PIXELS.shape


def test_a_png_may_say_it_after_its_pixels(tmp_path: Path) -> None:
    data = encode(PIXELS, "PNG", orientation=6)
    at = data.index(b"eXIf") - 4
    length = int.from_bytes(data[at : at + 4], "big") + 12
    moved = data[:at] + data[at + length : -12] + data[at : at + length] + data[-12:]
    np.testing.assert_array_equal(load_photo_bytes(moved), np.rot90(PIXELS, -1))
    path = tmp_path / "late.png"
    path.write_bytes(moved)
    header = probe_photo(str(path))
    assert isinstance(header, PhotoHeader) and (header.width, header.height) == (40, 60)


@given(st.binary(max_size=200), st.sampled_from([b"", b"II*\0", b"MM\0*"]))
def test_any_exif_bytes_are_survived(block: bytes, start: bytes) -> None:
    found = orientation_of_exif(start + block)
    assert found is None or found >= 0


@given(st.integers(1, 8), st.integers(1, 9), st.integers(1, 9))
def test_view_and_copy_agree(orientation: int, width: int, height: int) -> None:
    stored = draw(width, height)
    out_width, out_height = upright_size(width, height, orientation)
    upright = np.zeros((out_height, out_width, 3), np.uint8)
    stored_view(upright, orientation)[:] = stored
    np.testing.assert_array_equal(upright, turn_upright(stored, orientation))


def test_the_shared_dogs_stand_upright(shared_photos: Path) -> None:
    folder = shared_photos / "hostile" / "dog_exif"
    upright = load_photo(str(folder / "golden_o1.jpg"))
    assert not isinstance(upright, PhotoError)
    for number in (3, 5, 7):
        assert difference(load_photo(str(folder / f"golden_o{number}.jpg")), upright) < 4.0


def test_the_shared_photos_agree_with_pillow(shared_photos: Path) -> None:
    for path in sorted((shared_photos / "hostile" / "exif_orientation").iterdir()):
        with Image.open(path) as image:
            if "icc_profile" in image.info:
                continue
            expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
        assert difference(load_photo(str(path)), expected) < 3.0, path.name
