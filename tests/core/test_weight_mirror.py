"""Weights from a mirror: a server on this computer, an address of a folder, a folder; never the publisher's server."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.catalog import DownloadSource, load_catalog
from core.control import Cancelled, Control, Progress
from core.errors import BreedLensError
from core.weight_mirror import MIRROR_VARIABLE, fetch_weights

BODY = bytes(range(256)) * 10_000
NAME = "net weights+1.h5"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def source() -> DownloadSource:
    """One whose publisher must not be asked: nobody listens on that port."""
    return DownloadSource(f"http://127.0.0.1:9/there/{NAME}", "", f"sha256:{hashlib.sha256(BODY).hexdigest()}", None)


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A folder with an odd name that holds the file."""
    folder = tmp_path / "poids à nous 100%"
    folder.mkdir()
    (folder / NAME).write_bytes(BODY)
    return folder


@pytest.fixture
def address(mirror: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """How a mirror is written: `server`, `file` or `folder`."""
    monkeypatch.setenv("no_proxy", "*")
    handler = functools.partial(Quiet, directory=str(mirror))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        written = {
            "server": f"http://127.0.0.1:{server.server_port}/",
            "file": mirror.as_uri(),
            "file of this computer": mirror.as_uri().replace("file:///", "file://localhost/") + "/",
            "folder": str(mirror),
        }
        yield written.__getitem__
        server.shutdown()
        thread.join()


KINDS = pytest.mark.parametrize("kind", ["server", "file", "file of this computer", "folder"])


@KINDS
def test_the_file_comes_from_the_mirror_and_stays_there(
    kind: str, address: Callable[[str], str], mirror: Path, source: DownloadSource, tmp_path: Path
) -> None:
    target, told = tmp_path / "out.h5", list[Progress]()
    fetch_weights(source, str(target), on_progress=told.append, environment={MIRROR_VARIABLE: address(kind)})
    assert target.read_bytes() == BODY == (mirror / NAME).read_bytes()
    assert (told[-1].done, told[-1].total) == (len(BODY), len(BODY))


@KINDS
def test_another_file_is_not_used(
    kind: str, address: Callable[[str], str], mirror: Path, source: DownloadSource, tmp_path: Path
) -> None:
    (mirror / NAME).write_bytes(BODY[:-1] + b"!")
    with pytest.raises(BreedLensError, match="not the one that its publisher describes") as failure:
        fetch_weights(source, str(tmp_path / "out.h5"), environment={MIRROR_VARIABLE: address(kind)})
    assert failure.value.code == "wrong_digest"
    assert list(tmp_path.iterdir()) == [mirror], "nothing is left of it"


@KINDS
def test_a_missing_file_is_named(
    kind: str, address: Callable[[str], str], mirror: Path, source: DownloadSource, tmp_path: Path
) -> None:
    (mirror / NAME).unlink()
    with pytest.raises(BreedLensError, match=f"{MIRROR_VARIABLE} names .* has no file net weights") as failure:
        fetch_weights(source, str(tmp_path / "out.h5"), environment={MIRROR_VARIABLE: address(kind)})
    assert failure.value.code == "not_in_mirror" and list(tmp_path.iterdir()) == [mirror]


def test_a_folder_in_place_of_the_file_is_a_sentence(mirror: Path, source: DownloadSource, tmp_path: Path) -> None:
    (mirror / NAME).unlink()
    (mirror / NAME).mkdir()
    with pytest.raises(BreedLensError, match="cannot be read") as failure:
        fetch_weights(source, str(tmp_path / "out.h5"), environment={MIRROR_VARIABLE: str(mirror)})
    assert failure.value.code == "mirror_unreadable"


@pytest.mark.parametrize("value", ["weights", "ftp://example.org/w", "https:///weights", "mirror.example.org"])
def test_what_is_no_place_is_refused(value: str, source: DownloadSource, tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match=f"{MIRROR_VARIABLE} is set to") as failure:
        fetch_weights(source, str(tmp_path / "out.h5"), environment={MIRROR_VARIABLE: value})
    assert failure.value.code == "bad_mirror"


def test_a_target_that_cannot_be_written_is_a_sentence(mirror: Path, source: DownloadSource, tmp_path: Path) -> None:
    with pytest.raises(BreedLensError):
        fetch_weights(source, str(tmp_path / "none" / "out.h5"), environment={MIRROR_VARIABLE: str(mirror)})


def test_copying_can_be_cancelled(mirror: Path, source: DownloadSource, tmp_path: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        fetch_weights(source, str(tmp_path / "out.h5"), control=control, environment={MIRROR_VARIABLE: str(mirror)})
    assert list(tmp_path.iterdir()) == [mirror]


def test_one_folder_can_hold_the_files_of_all_models() -> None:
    files = [entry.source.file for entry in load_catalog().entries if isinstance(entry.source, DownloadSource)]
    assert files and len(set(files)) == len(files)
