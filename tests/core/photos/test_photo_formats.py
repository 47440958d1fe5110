"""Every format and mode gives the pixels that went in, or that an independent reader sees."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from pictures import difference, draw, encode, encode_image
from PIL import Image, ImageOps

from core.errors import PhotoError, PhotoErrorCode
from core.photos.loader import load_photo, load_photo_bytes

PIXELS = draw()


def loaded(data: bytes) -> np.ndarray:
    result = load_photo_bytes(data)
    assert not isinstance(result, PhotoError), (result, result.details if isinstance(result, PhotoError) else "")
    assert result.dtype == np.uint8 and result.ndim == 3 and result.shape[2] == 3
    assert result.flags.c_contiguous and result.flags.writeable
    return result


@pytest.mark.parametrize(
    ("format", "options"),
    [
        ("PNG", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "tiff_adobe_deflate"}),
        ("TIFF", {"big_tiff": True}),
        ("WEBP", {"lossless": True}),
        ("PPM", {}),
        ("QOI", {}),
        ("JPEG2000", {"irreversible": False}),
    ],
)
def test_lossless_formats_give_the_pixels_that_went_in(format: str, options: dict) -> None:
    np.testing.assert_array_equal(loaded(encode(PIXELS, format, **options)), PIXELS)


@pytest.mark.parametrize(
    ("format", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"subsampling": 2, "restart_marker_rows": 1}),
        ("WEBP", {"quality": 95}),
        ("AVIF", {"quality": 95}),
        ("MPO", {"quality": 95}),
        ("TIFF", {"compression": "jpeg", "quality": 95}),
    ],
)
def test_lossy_formats_come_close(format: str, options: dict) -> None:
    assert difference(loaded(encode(PIXELS, format, **options)), PIXELS) < 3.0


def test_jpeg_is_decoded_as_pillow_does() -> None:
    for options in ({}, {"subsampling": 2}, {"progressive": True}, {"keep_rgb": True}):
        data = encode(PIXELS, **options)
        with Image.open(io.BytesIO(data)) as image:
            expected = np.asarray(image.convert("RGB"))
        assert np.abs(loaded(data).astype(int) - expected).max() <= 1


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_grey_gives_three_equal_channels(format: str) -> None:
    grey = PIXELS[:, :, 0]
    result = loaded(encode(grey, format, **({"lossless": True} if format == "WEBP" else {})))
    assert (result == result[:, :, :1]).all()
    assert difference(result[:, :, 0], grey) < 2.0


@pytest.mark.parametrize("format", ["PNG", "TIFF", "PPM"])
def test_16_bit_grey_is_scaled(format: str) -> None:
    deep = (PIXELS[:, :, 0].astype(np.uint16) << 8) + 77
    result = loaded(encode_image(Image.fromarray(deep), format))
    np.testing.assert_array_equal(result[:, :, 1], np.rint(deep / 65535 * 255).astype(np.uint8))


def test_16_bit_colour_png_is_scaled() -> None:
    deep = PIXELS.astype(">u2") * 257
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    np.testing.assert_array_equal(loaded(png(60, 40, 16, 2, rows)), PIXELS)


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0])
def test_float_tiff_is_scaled_by_its_range(top: float) -> None:
    values = (PIXELS[:, :, 0] / 255.0 * top).astype(np.float32)
    values[0, 0] = np.nan
    values[0, 1] = top
    result = loaded(encode_image(Image.fromarray(values), "TIFF"))[:, :, 0]
    assert result[0, 0] == 0 and result[0, 1] == 255
    assert np.abs(result[1:].astype(int) - PIXELS[1:, :, 0]).max() <= 1


def test_float_tiff_with_negative_values_is_stretched() -> None:
    values = np.linspace(-5, 5, 256, dtype=np.float32).reshape(16, 16)
    np.testing.assert_array_equal(
        loaded(encode_image(Image.fromarray(values), "TIFF"))[:, :, 0].ravel(), np.arange(256)
    )


def test_alpha_is_laid_over_white() -> None:
    alpha = np.linspace(0, 255, 60 * 40).reshape(40, 60, 1).astype(np.uint8)
    rgba = np.concatenate([PIXELS, alpha], axis=2)
    white = Image.new("RGBA", (60, 40), "white")
    expected = np.asarray(Image.alpha_composite(white, Image.fromarray(rgba)).convert("RGB"))
    for format in ("PNG", "TIFF"):
        assert np.abs(loaded(encode(rgba, format)).astype(int) - expected).max() <= 1
    grey = np.concatenate([PIXELS[:, :, :1], alpha], axis=2)
    result = loaded(encode_image(Image.fromarray(grey), "PNG")).astype(int)
    assert np.abs(result[:, :, 0] - (PIXELS[:, :, 0] * (alpha[:, :, 0] / 255.0) + 255 - alpha[:, :, 0])).max() <= 1


def test_palette_with_and_without_transparency() -> None:
    palette = Image.fromarray(PIXELS).quantize(32)
    expected = np.asarray(palette.convert("RGB"))
    for format in ("PNG", "GIF", "BMP", "TIFF"):
        np.testing.assert_array_equal(loaded(encode_image(palette, format)), expected)
    hidden = int(np.asarray(palette)[3, 5])
    shown = np.where((np.asarray(palette) == hidden)[:, :, None], 255, expected)
    for format in ("PNG", "GIF"):
        np.testing.assert_array_equal(loaded(encode_image(palette, format, transparency=hidden)), shown)
    per_colour = loaded(encode_image(palette, "PNG", transparency=bytes([0] * 32)))
    assert (per_colour == 255).all()


def test_transparent_colour_key_becomes_white() -> None:
    rgb = PIXELS.copy()
    rgb[:10] = (1, 2, 3)
    result = loaded(encode(rgb, "PNG", transparency=(1, 2, 3)))
    assert (result[:10] == 255).all()
    np.testing.assert_array_equal(result[10:], rgb[10:])
    grey = np.full((8, 8), 9, np.uint8)
    grey[4:] = 70
    result = loaded(encode(grey, "PNG", transparency=9))
    assert (result[:4] == 255).all() and (result[4:] == 70).all()


@pytest.mark.parametrize("transparent", [0, 1])
def test_one_bit_png_with_a_transparent_value(transparent: int) -> None:
    rows = (b"\0\xf0") * 4
    result = loaded(png(8, 4, 1, 0, rows, extra=chunk(b"tRNS", struct.pack(">H", transparent))))
    bits = np.array([1, 1, 1, 1, 0, 0, 0, 0])
    expected = np.where(bits == transparent, 255, bits * 255)
    np.testing.assert_array_equal(result[0, :, 0], expected)


def test_only_the_first_frame_of_an_animation_is_read() -> None:
    frames = [Image.fromarray(draw(seed=seed)).quantize(64).convert("RGB") for seed in range(3)]
    for format, options in (("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("TIFF", {})):
        data = encode_image(frames[0], format, save_all=True, append_images=frames[1:], **options)
        assert difference(loaded(data), np.asarray(frames[0])) < 1.0, format


def test_cmyk_jpeg_is_what_pillow_sees() -> None:
    cmyk = Image.fromarray(PIXELS).convert("CMYK")
    data = encode_image(cmyk, "JPEG")
    with Image.open(io.BytesIO(data)) as image:
        np.testing.assert_array_equal(loaded(data), np.asarray(image.convert("RGB")))
    assert difference(loaded(data), PIXELS) < 6.0
    assert difference(loaded(encode_image(cmyk, "TIFF")), PIXELS) < 3.0


def test_12_bit_jpeg_is_refused_with_a_sentence() -> None:
    data = bytearray(encode(PIXELS))
    frame = data.index(b"\xff\xc0")
    data[frame + 4] = 12
    result = load_photo_bytes(bytes(data))
    assert isinstance(result, PhotoError) and result.code is PhotoErrorCode.UNSUPPORTED
    assert "12 bits" in result.message


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    for name in ("photo.png", "photo", "photo.jpg.txt"):
        path = tmp_path / name
        path.write_bytes(encode(PIXELS))
        assert difference(load_photo(str(path)), PIXELS) < 3.0


def test_a_picture_of_one_pixel_and_of_one_row() -> None:
    for width, height in ((1, 1), (1, 300), (300, 1)):
        for format in ("PNG", "JPEG", "BMP", "WEBP", "AVIF"):
            assert loaded(encode(draw(width, height), format)).shape == (height, width, 3)


def test_a_large_picture_is_converted_in_bands_without_seams() -> None:
    pixels = draw(1200, 3000)
    rgba = np.concatenate([pixels, np.full((3000, 1200, 1), 255, np.uint8)], axis=2)
    np.testing.assert_array_equal(loaded(encode(rgba, "PNG", compress_level=1, orientation=6)), np.rot90(pixels, -1))


def test_a_broken_note_in_a_png_does_not_hide_the_picture() -> None:
    data = encode(PIXELS, "PNG")
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(8_000_000)))
    np.testing.assert_array_equal(loaded(data[:33] + bomb + data[33:]), PIXELS)
    bad = bytearray(chunk(b"tEXt", b"Title\0dog"))
    bad[-1] ^= 1
    np.testing.assert_array_equal(loaded(data[:33] + bytes(bad) + data[33:]), PIXELS)


def test_the_shared_heic_files_are_read(shared_photos: Path) -> None:
    for name in ("heic/zPug_3.heic", "heic/RGB_10__128x128.heif", "other_format/avif_hopper.heif"):
        assert not isinstance(load_photo(str(shared_photos / "hostile" / name)), PhotoError), name


def test_dogs_in_many_modes_look_alike(shared_photos: Path) -> None:
    folder = shared_photos / "hostile" / "dog_modes"
    with Image.open(folder / "golden_progressive.jpg") as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    for name, most in (("golden_cmyk.jpg", 12.0), ("golden.webp", 4.0), ("golden.avif", 4.0)):
        assert difference(load_photo(str(folder / name)), expected) < most, name


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, extra: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
