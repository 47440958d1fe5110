"""JPEG: the header, the reduced decode, and files that end too early."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import difference, draw, encode, encode_image
from PIL import Image

from core.errors import PhotoError, PhotoErrorCode
from core.photos import jpeg, jpeg_fallback
from core.photos.jpeg_header import JpegHeader, parse_jpeg
from core.photos.loader import load_photo_bytes


def header_of(data: bytes) -> JpegHeader:
    header = parse_jpeg(data)
    assert isinstance(header, JpegHeader)
    return header


def code_of(data: bytes, shorter_side: int | None = None) -> PhotoErrorCode | None:
    result = load_photo_bytes(data, shorter_side)
    return result.code if isinstance(result, PhotoError) else None


@pytest.mark.parametrize("progressive", [False, True])
def test_header(progressive: bool) -> None:
    header = header_of(encode(draw(100, 70), progressive=progressive, subsampling=2))
    assert (header.width, header.height, header.components) == (100, 70, 3)
    assert header.buffered is progressive
    assert header.blocks == 13 * 9 + 2 * 7 * 5


@given(st.integers(16, 400), st.integers(16, 400), st.integers(1, 500))
@settings(max_examples=40, deadline=None)
def test_a_reduced_picture_is_large_enough_and_shows_the_same(width: int, height: int, wanted: int) -> None:
    pixels = draw(width, height)
    result = load_photo_bytes(encode(pixels), wanted)
    assert not isinstance(result, PhotoError)
    assert min(result.shape[:2]) >= min(wanted * jpeg.OVERSAMPLING, width, height)
    by = jpeg.plan_reduction(header_of(encode(pixels)), 1, wanted)
    assert result.shape[:2] == (-(-height // by), -(-width // by))
    rows, columns = height // by * by, width // by * by
    small = pixels[:rows, :columns].reshape(height // by, by, width // by, by, 3).mean(axis=(1, 3))
    assert difference(result[: height // by, : width // by], small) < 4.0


@pytest.mark.parametrize("size", [(1001, 1003), (1000, 1007), (97, 515), (1001, 17)])
@pytest.mark.parametrize("wanted", [1, 13, 125, 126, 251, 501])
def test_four_inks_are_reduced_as_planned(size: tuple[int, int], wanted: int) -> None:
    data = encode_image(Image.new("CMYK", size, (10, 60, 20, 5)))
    by = jpeg.plan_reduction(header_of(data), len(data), wanted, oversampling=1)
    result = load_photo_bytes(data, wanted, oversampling=1)
    assert not isinstance(result, PhotoError)
    assert result.shape == (-(-size[1] // by), -(-size[0] // by), 3)


@pytest.mark.parametrize(("format", "orientation"), [("PNG", 6), ("TIFF", 6), ("WEBP", 1), ("BMP", None)])
def test_what_no_decoder_reduces_is_reduced_alike(format: str, orientation: int | None) -> None:
    data = encode(draw(400, 203), format, orientation=orientation)
    whole = load_photo_bytes(data)
    assert not isinstance(whole, PhotoError) and load_photo_bytes(data, 26).shape == whole.shape  # type: ignore[union-attr]
    small = load_photo_bytes(data, 25)
    assert not isinstance(small, PhotoError)
    assert sorted(small.shape) == [3, 102, 200]
    rows, columns = 2 * (whole.shape[0] // 2), 2 * (whole.shape[1] // 2)
    means = whole[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2, 3).mean(axis=(1, 3))
    assert difference(small[: rows // 2, : columns // 2], means) < 1.5


def test_a_large_file_without_an_end_is_refused_without_copies_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode(draw(160, 120))[:-2]
    assert code_of(data) is None
    monkeypatch.setattr(jpeg_fallback, "IN_MEMORY_BYTES", len(data) - 1)
    assert code_of(data) is PhotoErrorCode.TRUNCATED


@pytest.mark.parametrize("progressive", [False, True])
def test_every_truncation_is_a_picture_or_a_sentence(progressive: bool) -> None:
    pixels = draw(160, 120)
    data = encode(pixels, progressive=progressive, subsampling=2)
    scan = header_of(data).scan_start
    codes = {length: code_of(data[:length]) for length in range(2, len(data), 41)}
    assert set(codes.values()) <= {PhotoErrorCode.TRUNCATED, PhotoErrorCode.NOT_A_PHOTO, None}
    assert all(code is PhotoErrorCode.TRUNCATED for length, code in codes.items() if 3 < length < scan)
    for missing in (1, 2, 3):
        assert difference(load_photo_bytes(data[:-missing]), pixels) < 4.0
    assert code_of(data[: scan + (len(data) - scan) // 10]) is PhotoErrorCode.TRUNCATED


def test_thumbnails_need_no_oversampling() -> None:
    data = encode(draw(640, 480))
    assert load_photo_bytes(data, 120, oversampling=1).shape == (120, 160, 3)
    assert load_photo_bytes(data, 120).shape == (480, 640, 3)
    assert load_photo_bytes(data, 120, oversampling=0).shape == (120, 160, 3)


def test_anything_may_follow_the_picture_and_junk_may_precede_a_segment() -> None:
    pixels = draw()
    data = encode(pixels)
    assert difference(load_photo_bytes(data + b"PK\x03\x04" * 999), pixels) < 3.0
    assert difference(load_photo_bytes(data[:2] + b"\xff" * 7 + data[2:]), pixels) < 3.0


def test_what_cannot_be_decoded_reduced_is_refused_before_decoding() -> None:
    too_large = PhotoErrorCode.TOO_LARGE
    # Baseline: reduced decode helps, up to a point. Progressive: every coefficient is held, whatever the reduction.
    assert code_of(resized(encode(draw()), 65500, 65500)) is too_large
    assert code_of(resized(encode(draw(), progressive=True), 16000, 12000), 64) is too_large


def test_a_size_that_lies_is_refused() -> None:
    assert code_of(resized(encode(draw()), 10000, 10000)) is PhotoErrorCode.TRUNCATED


def test_a_large_picture_is_reduced_by_itself() -> None:
    header = header_of(encode(draw()))
    large = JpegHeader(16320, 12240, 3, header.blocks, False, False, 6, None, 0)
    assert jpeg.plan_reduction(large, 10_000_000, None) == 2
    assert jpeg.plan_reduction(large, 10_000_000, 256) == 8


def test_too_many_scans_are_refused() -> None:
    data = encode(draw(2000, 1500), progressive=True)
    first = data.index(b"\xff\xda")
    end = data.index(b"\xff\xda", first + 2)
    repeated = data[:first] + data[first:end] * 4000 + data[end:]
    assert code_of(repeated) is PhotoErrorCode.TOO_LARGE


@pytest.mark.parametrize("marker", [0xC3, 0xC5, 0xC6, 0xC7])
def test_lossless_and_hierarchical_are_refused_with_a_sentence(marker: int) -> None:
    data = encode(draw()).replace(b"\xff\xc0", bytes([0xFF, marker]))
    assert code_of(data) is PhotoErrorCode.UNSUPPORTED


def test_endless_headers_end() -> None:
    assert code_of(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 200_000) is PhotoErrorCode.CORRUPT
    assert code_of(b"\xff\xd8\xff\x00" + b"\xff\x00" * 2_000_000) is PhotoErrorCode.TRUNCATED


def resized(data: bytes, width: int, height: int) -> bytes:
    """The same file claiming another size."""
    at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    return data[: at + 5] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + data[at + 9 :]
