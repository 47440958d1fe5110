"""Files that are not what a photo should be, and names of every kind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from pictures import difference, draw, encode, encode_image
from PIL import Image

from core.errors import PhotoError, PhotoErrorCode
from core.photos.fingerprints import content_fingerprint
from core.photos.loader import load_photo, load_photo_bytes
from core.photos.probe import PhotoHeader, probe_photo
from core.photos.scan import scan

PIXELS = draw()
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such files")


def code(path: str | Path) -> PhotoErrorCode:
    """The error that loading, probing and fingerprinting agree on."""
    errors = [load_photo(str(path)), probe_photo(str(path)), content_fingerprint(str(path))]
    assert all(isinstance(error, PhotoError) for error in errors), errors
    assert len({error.code for error in errors}) == 1
    assert all(error.message.endswith(".") and "{" not in error.message for error in errors)
    return errors[0].code


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert code(tmp_path / "gone.jpg") is PhotoErrorCode.NOT_FOUND
    (tmp_path / "file").write_bytes(b"x")
    assert code(tmp_path / "file" / "below.jpg") is PhotoErrorCode.NOT_FOUND
    assert code(tmp_path) is PhotoErrorCode.IS_FOLDER
    assert code("") is PhotoErrorCode.NOT_FOUND
    assert code("nul\0l.jpg") is PhotoErrorCode.NOT_FOUND
    assert code("x" * 5000) in (PhotoErrorCode.READ_FAILED, PhotoErrorCode.NOT_FOUND)
    (tmp_path / "empty.jpg").touch()
    assert code(tmp_path / "empty.jpg") is PhotoErrorCode.EMPTY


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
def test_links(tmp_path: Path) -> None:
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    (tmp_path / "real").write_bytes(encode(PIXELS, "PNG"))
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real")
    assert code(tmp_path / "dangling.jpg") is PhotoErrorCode.NOT_FOUND
    assert code(tmp_path / "loop.jpg") is PhotoErrorCode.READ_FAILED
    np.testing.assert_array_equal(load_photo(str(tmp_path / "link.jpg")), PIXELS)


@linux
def test_pipes_devices_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket.jpg"))
    try:
        for path in (tmp_path / "pipe.jpg", tmp_path / "socket.jpg", Path("/dev/zero"), Path("/dev/null")):
            assert code(path) is PhotoErrorCode.NOT_A_FILE
    finally:
        server.close()
    assert code("/proc/self/mem") in (PhotoErrorCode.EMPTY, PhotoErrorCode.READ_FAILED)


@linux
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "private.jpg"
    path.write_bytes(encode(PIXELS))
    path.chmod(0)
    assert code(path) is PhotoErrorCode.NO_PERMISSION


@pytest.mark.parametrize(
    "content",
    [
        b"hello, I am text",
        bytes(100_000),
        b"\0\0\0\x18ftypisom" + bytes(100),
        b"PK\x03\x04" + bytes(99),
        b"\xff",
        b"GIF",
    ],
)
def test_other_files_are_not_photos(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    result = load_photo(str(path))
    assert isinstance(result, PhotoError) and result.code is PhotoErrorCode.NOT_A_PHOTO


@pytest.mark.parametrize(
    "content",
    [b"<?xml version='1.0'?><svg onload='x'/>", b"%!PS-Adobe", b"%PDF-1.4", b"\xd7\xcd\xc6\x9a" + bytes(9), b"icns123"],
)
def test_formats_that_may_run_something_are_refused_by_name(content: bytes) -> None:
    result = load_photo_bytes(content)
    assert isinstance(result, PhotoError) and result.code is PhotoErrorCode.UNSUPPORTED


@pytest.mark.parametrize("name", ["Hündchen 狗 🐕.jpg", "a b'c\"d$(e);f.jpg", " leading.jpg", "x" * 200 + ".jpg"])
def test_any_name(name: str, tmp_path: Path) -> None:
    if os.name == "nt":
        name = name.replace('"', "")
    path = tmp_path / name
    path.write_bytes(encode(PIXELS))
    assert difference(load_photo(str(path)), PIXELS) < 3.0
    assert [[str(path)]] == list(scan([str(tmp_path)], recursive=False))


@linux
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    """OpenCV ends the whole process on such a path, which is why it never gets one: seen in a process of its own."""
    folder = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(folder)  # noqa: PTH102 - a name of bytes
    for format in ("JPEG", "PNG", "TIFF", "WEBP", "GIF"):
        with open(os.path.join(folder, b"dog\xff\xfe." + format.encode()), "wb") as file:
            file.write(encode(PIXELS, format))
    script = (
        "import sys; from core.photos.scan import scan; from core.photos.loader import load_photo;"
        "from core.photos.probe import probe_photo; from core.photos.fingerprints import content_fingerprint\n"
        "paths = [p for chunk in scan([sys.argv[1]], recursive=True) for p in chunk]\n"
        "print(len(paths), {load_photo(p).shape for p in paths}, {probe_photo(p).width for p in paths},"
        " {len(content_fingerprint(p)) for p in paths})"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, os.fsdecode(tmp_path)], capture_output=True, text=True, check=False
    )
    assert result.stdout.split("\n")[0] == "5 {(40, 60, 3)} {60} {32}", result.stderr


def test_a_file_that_vanishes_while_threads_read(tmp_path: Path) -> None:
    path = tmp_path / "flicker.jpg"
    data = encode(PIXELS)
    stop = threading.Event()
    codes = set()

    def read() -> None:
        while not stop.is_set():
            result = load_photo(str(path))
            codes.add(result.code if isinstance(result, PhotoError) else "picture")

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(100):
        path.write_bytes(data)
        path.unlink()
    stop.set()
    for thread in threads:
        thread.join()
    allowed = {"picture", PhotoErrorCode.NOT_FOUND, PhotoErrorCode.EMPTY, PhotoErrorCode.TRUNCATED}
    assert codes <= (allowed | {PhotoErrorCode.NO_PERMISSION} if os.name == "nt" else allowed)


def test_header_of_frames(tmp_path: Path) -> None:

    frames = [Image.fromarray(draw(seed=seed)) for seed in range(3)]
    for format, count in (("GIF", 2), ("TIFF", 2), ("WEBP", 3), ("PNG", 3), ("AVIF", 3)):
        path = tmp_path / format
        path.write_bytes(encode_image(frames[0], format, save_all=True, append_images=frames[1:]))
        header = probe_photo(str(path))
        assert isinstance(header, PhotoHeader) and header.frames == count, format
        path.write_bytes(encode_image(frames[0], format))
        header = probe_photo(str(path))
        assert isinstance(header, PhotoHeader) and header.frames == 1
        assert (header.width, header.height) == (60, 40)


def test_a_long_jpeg_header_is_probed(tmp_path: Path) -> None:
    path = tmp_path / "preview.jpg"
    data = encode(PIXELS)
    comment = b"\xff\xfe\xff\xff" + bytes(65533)
    path.write_bytes(data[:2] + comment * 20 + data[2:])
    header = probe_photo(str(path))
    assert isinstance(header, PhotoHeader) and (header.format, header.width) == ("JPEG", 60)
