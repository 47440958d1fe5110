"""The folder scan: what is found, in what order, and what is left out."""

from __future__ import annotations

import itertools
import os
import sys
import threading
from pathlib import Path

import natsort
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.control import Cancelled, Command, Control
from core.errors import PhotoError, PhotoErrorCode
from core.photos.natural_order import natural_key
from core.photos.scan import CHUNK, FIRST_CHUNK, PHOTO_EXTENSIONS, scan

links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(*paths: str | Path, recursive: bool = True) -> list[str]:
    return [path for chunk in scan([str(path) for path in paths], recursive=recursive) for path in chunk]


def names(folder: Path, recursive: bool = True) -> list[str]:
    return [os.path.relpath(path, folder).replace(os.sep, "/") for path in found(folder, recursive=recursive)]


def test_natural_order_files_before_folders(tmp_path: Path) -> None:
    touch(tmp_path, "p10.jpg", "P2.JPG", "p1.jpg", "b/x.png", "a10/x.png", "a9/y.HEIC", "a9/deep/z.webp")
    expected = ["p1.jpg", "P2.JPG", "p10.jpg", "a9/y.HEIC", "a9/deep/z.webp", "a10/x.png", "b/x.png"]
    assert names(tmp_path) == expected
    assert names(tmp_path, recursive=False) == expected[:3]


def test_hidden_private_and_sidecar_files_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "dog.jpg", "dog.jpg.xmp", "dog.xmp", "dog.json", "dog.AAE", "dog.thm", "Thumbs.db", "dog.txt")
    touch(tmp_path, ".hidden.jpg", "._dog.jpg", ".thumbnails/a.jpg", "__MACOSX/a.jpg", "@eaDir/a.jpg", ".Trashes/a.jpg")
    touch(tmp_path, "$RECYCLE.BIN/a.jpg", "noext", "film.mp4", ".jpg")
    assert names(tmp_path) == ["dog.jpg"]


def test_named_files_are_always_yielded_once_and_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg", "noext", ".hidden.jpg", "notes.txt")
    given_paths = [
        tmp_path / "notes.txt",
        tmp_path / "missing.jpg",
        tmp_path / ".hidden.jpg",
        tmp_path,
        tmp_path / "noext",
    ]
    expected = [str(path) for path in given_paths[:3]] + [str(tmp_path / "a.jpg"), str(tmp_path / "noext")]
    assert found(*given_paths, *given_paths) == expected
    assert found("nul\0l.jpg") == ["nul\0l.jpg"]


def test_the_same_path_written_differently_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.jpg", "sub/b.jpg")
    monkeypatch.chdir(tmp_path)
    assert found("a.jpg", tmp_path, ".", "./sub/../a.jpg") == ["a.jpg", str(tmp_path / "sub" / "b.jpg")]


def test_a_folder_named_like_a_photo_is_a_folder(tmp_path: Path) -> None:
    touch(tmp_path, "holiday.jpg/a.jpg", "b.jpg")
    assert names(tmp_path) == ["b.jpg", "holiday.jpg/a.jpg"]
    assert names(tmp_path, recursive=False) == ["b.jpg"]


@links
def test_loops_of_links_end_and_real_folders_win(tmp_path: Path) -> None:
    touch(tmp_path, "z/real.jpg", "z/y/inner.jpg")
    (tmp_path / "a_link").symlink_to(tmp_path / "z")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    (tmp_path / "z" / "self").symlink_to(tmp_path / "z" / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path) == ["z/real.jpg", "z/y/inner.jpg"]


@links
def test_links_to_folders_elsewhere_are_followed_and_links_to_photos_are_photos(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/far.jpg", "here/near.jpg")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "here" / "also.jpg").symlink_to(tmp_path / "here" / "near.jpg")
    assert names(tmp_path / "here") == ["also.jpg", "near.jpg", "link/far.jpg"]


def test_unreadable_folders_are_reported_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a/x.jpg", "b/y.jpg", "c/z.jpg")
    real, locked = os.scandir, str(tmp_path / "b")

    def scandir(path: str) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems: list[tuple[str, PhotoError]] = []
    chunks = list(scan([str(tmp_path)], recursive=True, on_problem=lambda *problem: problems.append(problem)))
    assert [os.path.basename(path) for chunk in chunks for path in chunk] == ["x.jpg", "z.jpg"]
    assert [(path, error.code) for path, error in problems] == [(locked, PhotoErrorCode.NO_PERMISSION)]


def test_chunks_come_while_the_scan_goes_on(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{number}.jpg" for number in range(FIRST_CHUNK + 2 * CHUNK + 3)))
    chunks = list(scan([str(tmp_path)], recursive=True))
    assert [len(chunk) for chunk in chunks] == [FIRST_CHUNK, CHUNK, CHUNK, 3]
    assert [os.path.basename(path) for path in chunks[0]] == [f"{number}.jpg" for number in range(FIRST_CHUNK)]
    assert list(scan([], recursive=True)) == []


def test_cancel_stop_and_pause(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{number}.jpg" for number in range(FIRST_CHUNK + CHUNK)))
    control = Control()
    running = scan([str(tmp_path)], recursive=True, control=control)
    next(running)
    control.cancel()
    with pytest.raises(Cancelled):
        next(running)

    stopped = Control()
    running = scan([str(tmp_path), str(tmp_path / "more.jpg")], recursive=True, control=stopped)
    assert len(next(running)) == FIRST_CHUNK
    stopped.set(Command.STOP_KEEP)
    assert list(running) == []

    paused = Control()
    paused.pause()
    result: list[list[str]] = []
    thread = threading.Thread(target=lambda: result.extend(scan([str(tmp_path)], recursive=True, control=paused)))
    thread.start()
    assert not result
    paused.resume()
    thread.join()
    assert sum(map(len, result)) == FIRST_CHUNK + CHUNK


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such names")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    for name in (b"\xff2.jpg", b"\xff10.jpg", b"ok.jpg"):
        with open(os.path.join(raw, name), "wb"):
            pass
    assert [os.fsencode(os.path.basename(path)) for path in found(tmp_path)] == [b"ok.jpg", b"\xff2.jpg", b"\xff10.jpg"]


@given(st.lists(st.text(st.sampled_from("aB1029 _-é"), min_size=1, max_size=8), max_size=12))
def test_order_is_that_of_natsort(texts: list[str]) -> None:
    key = natsort.natsort_keygen(alg=natsort.ns.IGNORECASE)
    ours = sorted(texts, key=natural_key)
    for first, second in itertools.pairwise(ours):
        # Where a number stands against a letter or nothing the two may differ in taste; numbers and letters may not.
        if any(a.isdigit() != b.isdigit() for a, b in zip(first, second, strict=False)):
            continue
        assert key(first) <= key(second) or first.casefold() == second.casefold()


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["", "0", "000"]))
def test_numbers_are_ordered_by_value(first: int, second: int, zeros: str) -> None:
    if first == second:
        return
    in_order = natural_key(f"dog {zeros}{min(first, second)}.jpg") < natural_key(f"Dog {max(first, second)}.jpg")
    assert in_order


def test_every_extension_counts_in_any_case(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{index}{extension}" for index, extension in enumerate(sorted(PHOTO_EXTENSIONS))))
    touch(tmp_path, *(f"U{index}{extension.upper()}" for index, extension in enumerate(sorted(PHOTO_EXTENSIONS))))
    assert len(found(tmp_path)) == 2 * len(PHOTO_EXTENSIONS)
