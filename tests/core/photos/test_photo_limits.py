"""What would take too much is refused from its header, and many decoders together stay within the budget."""

from __future__ import annotations

import struct
import threading
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from pictures import draw, encode, encode_image
from PIL import Image

from core.errors import PhotoError, PhotoErrorCode
from core.photos import source
from core.photos.loader import load_photo, load_photo_bytes
from core.photos.memory import MemoryGate, whole_file
from core.photos.probe import probe_photo

TOO_LARGE, TRUNCATED, CORRUPT = PhotoErrorCode.TOO_LARGE, PhotoErrorCode.TRUNCATED, PhotoErrorCode.CORRUPT


def png_header(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    body = b"IHDR" + struct.pack(">LLBBBBB", width, height, depth, colour, 0, 0, 0)
    header = struct.pack(">L", 13) + body + struct.pack(">L", zlib.crc32(body))
    pixels = b"IDAT" + zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + struct.pack(">L", len(pixels) - 4)
        + pixels
        + struct.pack(">L", zlib.crc32(pixels))
    )


def webp_header(width: int, height: int) -> bytes:
    data = bytearray(encode_image(Image.new("RGBA", (8, 8), (1, 2, 3, 4)), "WEBP"))
    assert data[12:16] == b"VP8X"
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def gif_screen(width: int, height: int) -> bytes:
    data = bytearray(encode(draw(), "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


def bmp_header(width: int, height: int) -> bytes:
    data = bytearray(encode(draw(), "BMP"))
    data[18:26] = struct.pack("<ll", width, height)
    return bytes(data)


def tiff_header(width: int, height: int) -> bytes:
    data = encode(draw(), "TIFF")
    at = int.from_bytes(data[4:8], "little")
    out = bytearray(data)
    for index in range(int.from_bytes(data[at : at + 2], "little")):
        entry = at + 2 + 12 * index
        tag = int.from_bytes(data[entry : entry + 2], "little")
        if tag in (256, 257):
            out[entry + 2 : entry + 12] = struct.pack("<HLL", 4, 1, width if tag == 256 else height)
    return bytes(out)


@pytest.mark.parametrize(
    "data",
    [
        png_header(30_000, 30_000),
        png_header(100_000, 100_000, 1, 0),
        webp_header(16_384, 16_384),
        gif_screen(65_535, 65_535),
        bmp_header(60_000, 60_000),
        tiff_header(60_000, 60_000),
        b"P6 50000 50000 255\n" + bytes(1000),
        b"qoif" + struct.pack(">LLBB", 50_000, 50_000, 3, 0) + bytes(1000),
        b"8BPS\0\1" + bytes(6) + struct.pack(">HLLHH", 3, 60_000, 60_000, 8, 3) + bytes(1000),
    ],
    ids=["png", "png-1bit", "webp", "gif", "bmp", "tiff", "ppm", "qoi", "psd"],
)
def test_bombs_are_refused_from_their_header(data: bytes, tmp_path: Path) -> None:
    result = load_photo_bytes(data)
    assert isinstance(result, PhotoError) and result.code is TOO_LARGE
    assert "?" not in result.message
    path = tmp_path / "bomb"
    path.write_bytes(data)
    assert probe_photo(str(path)) == result


@pytest.mark.parametrize("data", [png_header(9_000, 9_000), bmp_header(9_000, 9_000)], ids=["png", "bmp"])
def test_a_size_that_lies_is_refused(data: bytes) -> None:
    result = load_photo_bytes(data)
    assert isinstance(result, PhotoError) and result.code is TRUNCATED


@pytest.mark.parametrize("format", ["PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "PPM", "QOI", "JPEG2000"])
def test_half_a_file_is_no_picture(format: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = encode(noise, format)
    result = load_photo_bytes(data[: len(data) // 2])
    assert isinstance(result, PhotoError) and result.code in (TRUNCATED, CORRUPT), result
    if format in ("PNG", "GIF", "BMP", "WEBP", "AVIF", "PPM"):
        assert result.code is TRUNCATED, result


def test_slow_decoders_get_small_pictures_only() -> None:
    result = load_photo_bytes(b"qoif" + struct.pack(">LLBB", 3000, 3000, 3, 0) + bytes(1_000_000))
    assert isinstance(result, PhotoError) and result.code is TOO_LARGE


def test_a_tiff_tag_with_millions_of_values_is_refused() -> None:
    data = encode(draw(), "TIFF")
    at = int.from_bytes(data[4:8], "little")
    out = bytearray(data)
    for index in range(int.from_bytes(data[at : at + 2], "little")):
        entry = at + 2 + 12 * index
        if int.from_bytes(data[entry : entry + 2], "little") == 273:
            out[entry + 2 : entry + 12] = struct.pack("<HLL", 4, 5_000_000, len(data))
    result = load_photo_bytes(bytes(out) + bytes(20_000_000))
    assert isinstance(result, PhotoError) and result.code is CORRUPT


def test_millions_of_tiny_chunks_end_soon() -> None:
    data = encode(draw(), "PNG")
    tiny = struct.pack(">L", 0) + b"tEXt" + struct.pack(">L", zlib.crc32(b"tEXt"))
    result = load_photo_bytes(data[:33] + tiny * 1_000_000 + data[33:])
    assert isinstance(result, PhotoError) and result.code in (CORRUPT, TRUNCATED)
    gif = encode(draw(), "GIF")
    at = gif.index(b",", 13 + 768) if b"!" not in gif[13:800] else gif.index(b"!", 13)
    result = load_photo_bytes(gif[:at] + b"!\xfe\x01x\x00" * 1_000_000 + gif[at:])
    assert isinstance(result, PhotoError) and result.code is CORRUPT


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "film.jpg"
    with open(path, "wb") as file:
        file.write(encode(draw()))
        file.truncate(5_000_000_000)  # sparse: takes no room on the disk
    result = load_photo(str(path))
    assert isinstance(result, PhotoError) and result.code is PhotoErrorCode.UNSUPPORTED
    assert "5.0 GB" in result.message


def test_a_large_file_is_decoded_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = draw()
    monkeypatch.setattr(source.open_source, "__kwdefaults__", {"in_memory": 100})
    for format, options in (
        ("PNG", {}),
        ("BMP", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"lossless": True}),
    ):
        path = tmp_path / format
        path.write_bytes(encode(pixels, format, **options))
        np.testing.assert_array_equal(load_photo(str(path)), pixels)
    (tmp_path / "JPEG").write_bytes(encode(pixels))
    np.testing.assert_array_equal(load_photo(str(tmp_path / "JPEG")), load_photo_bytes(encode(pixels)))


def test_the_gate_keeps_the_budget_and_lets_a_large_one_in() -> None:
    gate = MemoryGate(100)
    inside, peak, done = [0], [0], []
    lock = threading.Lock()

    def work(needed: int) -> None:
        with gate.hold(needed):
            with lock:
                inside[0] += needed
                peak[0] = max(peak[0], inside[0])
            time.sleep(0.001)
            with lock:
                inside[0] -= needed
        done.append(needed)

    needs = [30, 60, 5, 100, 45, 30, 250, 10] * 4
    threads = [threading.Thread(target=work, args=(needed,)) for needed in needs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(needs)
    assert peak[0] in (100, 250)
    assert inside[0] == 0


def tiled_tiff(side: int, tile: int) -> bytes:
    """A grey square of 99 in one zlib-compressed tile."""
    pixels = zlib.compress(bytes([99]) * tile * tile)
    values = {256: side, 257: side, 258: 8, 259: 8, 262: 1, 277: 1, 322: tile, 323: tile, 324: 134, 325: len(pixels)}
    entries = [struct.pack("<HHLL", tag, 4, 1, value) for tag, value in values.items()]
    return b"II*\0" + struct.pack("<LH", 8, len(entries)) + b"".join(entries) + bytes(4) + pixels


def test_a_tile_that_dwarfs_its_picture_is_not_decoded() -> None:
    decoded = load_photo_bytes(tiled_tiff(20, 256))
    assert not isinstance(decoded, PhotoError) and decoded.shape == (20, 20, 3) and (decoded == 99).all()
    start = tiled_tiff(20, 16)
    tag = start.index(struct.pack("<HHLL", 322, 4, 1, 16))
    huge = start[:tag] + b"".join(struct.pack("<HHLL", of, 4, 1, 32_000) for of in (322, 323)) + start[tag + 24 :]
    refused = load_photo_bytes(huge)
    assert isinstance(refused, PhotoError) and refused.code is CORRUPT and "tile" in refused.details


def test_a_jpeg_too_large_at_any_reduction_is_refused_by_its_header(tmp_path: Path) -> None:
    data = bytearray(encode(draw()))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    (tmp_path / "a.jpg").write_bytes(data)
    for answer in (probe_photo(str(tmp_path / "a.jpg")), load_photo(str(tmp_path / "a.jpg"))):
        assert isinstance(answer, PhotoError) and answer.code is TOO_LARGE


def test_large_files_are_held_one_at_a_time() -> None:
    entered: list[str] = []

    def enter(name: str, size: int) -> None:
        with whole_file(size):
            entered.append(name)

    with whole_file(source.IN_MEMORY_BYTES + 1):
        waiting = threading.Thread(target=enter, args=("large", source.IN_MEMORY_BYTES + 1))
        waiting.start()
        enter("small", source.IN_MEMORY_BYTES)
        waiting.join(0.1)
        assert entered == ["small"]
    waiting.join(10)
    assert entered == ["small", "large"]
