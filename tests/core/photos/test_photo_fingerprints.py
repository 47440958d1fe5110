"""Fingerprints follow the content, stamps follow the file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from core.errors import PhotoError, PhotoErrorCode
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp


def test_the_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    data = os.urandom(3_000_001)
    for name in ("a.jpg", "other name"):
        (tmp_path / name).write_bytes(data)
        assert content_fingerprint(str(tmp_path / name)) == hashlib.blake2b(data, digest_size=16).hexdigest()
    (tmp_path / "a.jpg").write_bytes(data[:-1])
    assert content_fingerprint(str(tmp_path / "a.jpg")) != content_fingerprint(str(tmp_path / "other name"))


def test_the_stamp_changes_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dog.jpg"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1_700_000_000_123_456_700))
    assert file_stamp(str(path)) == FileStamp(3, os.stat(path).st_mtime_ns)
    path.write_bytes(b"three")
    assert file_stamp(str(path)) != FileStamp(3, 1_700_000_000_123_456_700)


def test_what_cannot_be_asked_says_why(tmp_path: Path) -> None:
    for ask in (file_stamp, content_fingerprint):
        for path in (str(tmp_path / "gone"), "nul\0l"):
            result = ask(path)
            assert isinstance(result, PhotoError) and result.code is PhotoErrorCode.NOT_FOUND
