"""`breedlens models`: the list, and the ways to get one."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import http.server
import io
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from toy_model import save_toy_model

from app.command_line import models_work
from core.architectures import keras_import
from core.catalog import Catalog, CatalogEntry, DownloadSource, load_catalog

Command = Callable[..., Any]
WEIGHTS = b"weights, as it were"
NOTOP = b"weights without their classifier"
KEYS = {
    *("name", "title", "architecture", "input_size", "bytes", "approximate_bytes"),
    *("installed", "default", "licence", "accuracy"),
}


def md5(data: bytes) -> str:
    return f"md5:{hashlib.md5(data).hexdigest()}"


def test_the_list_holds_the_catalogue_and_one_default(command: Command) -> None:
    outcome = command("models", "--format", "json")
    entries = load_catalog().entries
    assert outcome.code == 0
    rows = outcome.objects
    assert [row["name"] for row in rows][: len(entries)] == [entry.name for entry in entries]
    assert all(set(row) == KEYS for row in rows)
    (default,) = (row for row in rows if row["default"])
    assert default["name"] == load_catalog().default and default["installed"]
    assert {row["name"]: row["installed"] for row in rows}["vgg16"] is False
    assert all(row["bytes"] or row["approximate_bytes"] > 1_000_000 for row in rows)


def test_the_table_has_a_line_for_each(command: Command) -> None:
    lines = command("models").out.splitlines()
    assert len(lines) == 1 + len(command("models", "--format", "json").objects)
    assert sum("[default]" in line for line in lines) == 1


def test_a_damaged_model_of_ones_own_is_listed_and_said(command: Command, own_home: Path, home: Path) -> None:
    folder = home / "data" / "models" / "damaged.breedmodel"
    folder.mkdir(parents=True)
    (folder / "card.json").write_text("{")
    outcome = command("models", "--format", "json")
    (folder / "card.json").unlink()
    folder.rmdir()
    assert outcome.code == 0 and "damaged" in {row["name"] for row in outcome.objects} and "damaged: " in outcome.err


def test_of_a_model_of_ones_own_the_table_says_what_the_test_gave(command: Command, own_home: Path, home: Path) -> None:
    save_toy_model("mine")
    card = home / "data" / "models" / "mine.breedmodel" / "card.json"
    share = {"count": 42, "top1_low": 0.4, "top1_high": 0.9}
    metrics = [{"split": "validation", "top1": 0.595, **share}, {"split": "test", "top1": 0.69, **share}]
    card.write_text(json.dumps({**json.loads(card.read_text()), "metrics": metrics}))
    (line,) = (line for line in command("models").out.splitlines() if line.startswith("mine"))
    shutil.rmtree(card.parent)
    assert "0.690 (0.400 to 0.900)" in line


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Iterator[CatalogEntry]:
    """A model of the catalogue whose weights are offered by this computer."""
    monkeypatch.setenv("no_proxy", "*")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(WEIGHTS)))
            self.end_headers()
            self.wfile.write(WEIGHTS)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/vgg16.h5"
    source = DownloadSource(url, url, md5(WEIGHTS), md5(NOTOP))
    entry = dataclasses.replace(load_catalog().get("vgg16"), source=source)
    monkeypatch.setattr(models_work, "load_catalog", lambda: Catalog(entry.name, (entry,)))
    yield entry
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The weights that were made ready."""
    seen: list[bytes] = []
    monkeypatch.setattr(keras_import, "import_weights", lambda _, path, **__: seen.append(Path(path).read_bytes()))
    return seen


def test_a_model_is_downloaded_made_ready_and_its_download_removed(
    command: Command, home: Path, entry: CatalogEntry, imported: list[bytes]
) -> None:
    outcome = command("models", "get", entry.name)
    assert outcome.code == 0 and imported == [WEIGHTS]
    assert f"--model {entry.name}" in outcome.err
    assert list((home / "cache" / "downloads").iterdir()) == []


def test_a_model_comes_from_the_mirror_that_is_named(
    command: Command,
    tmp_path: Path,
    entry: CatalogEntry,
    imported: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BREEDLENS_WEIGHTS_MIRROR", str(tmp_path))
    outcome = command("models", "get", entry.name)
    assert outcome.code == 2 and "has no file vgg16.h5" in outcome.err and imported == []
    (tmp_path / "vgg16.h5").write_bytes(WEIGHTS)
    assert command("models", "get", entry.name).code == 0
    assert imported == [WEIGHTS] and (tmp_path / "vgg16.h5").read_bytes() == WEIGHTS
    help_text = " ".join(command("models", "get", "--help").out.split())
    assert "BREEDLENS_WEIGHTS_MIRROR" in help_text


def test_the_wrong_file_is_not_made_ready(
    command: Command, entry: CatalogEntry, imported: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = dataclasses.replace(entry, source=dataclasses.replace(entry.source, digest=md5(b"another")))
    monkeypatch.setattr(models_work, "load_catalog", lambda: Catalog(other.name, (other,)))
    outcome = command("models", "get", entry.name)
    assert outcome.code == 2 and imported == [] and "publisher" in outcome.err


def test_a_file_that_one_has_needs_no_network(
    command: Command, tmp_path: Path, entry: CatalogEntry, imported: list[bytes]
) -> None:
    path = tmp_path / "mine.h5"
    for content, code, said in (
        (WEIGHTS, 0, "is ready"),
        (b"trained by myself", 0, "is not the file that Keras publishes"),
        (NOTOP, 2, "lacks the ImageNet classifier"),
    ):
        path.write_bytes(content)
        outcome = command("models", "add", entry.name, "--file", path)
        assert outcome.code == code and said in outcome.err
    assert imported == [WEIGHTS, b"trained by myself"]


def test_a_file_that_cannot_be_read_is_a_sentence(
    command: Command, tmp_path: Path, entry: CatalogEntry, imported: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(models_work, "matches", refuse)
    path = tmp_path / "mine.h5"
    path.write_bytes(WEIGHTS)
    outcome = command("models", "add", entry.name, "--file", path)
    assert outcome.code == 2 and imported == [] and "cannot be read (Permission denied)" in outcome.err


@pytest.fixture
def own(home: Path) -> Iterator[Path]:
    """A model of the person's own."""
    folder = home / "data" / "models" / "kennel.breedmodel"
    folder.mkdir(parents=True)
    (folder / "card.json").write_text("{")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class Keyboard(io.StringIO):
    """What someone types."""

    def isatty(self) -> bool:
        return True


def test_a_model_is_removed_by_who_says_so(command: Command, own: Path) -> None:
    refused = command("models", "remove", "kennel")
    assert refused.code == 2 and "--yes" in refused.err and own.is_dir()
    done = command("models", "remove", "kennel", "--yes")
    assert done.code == 0 and done.err == "breedlens: kennel is removed.\n" and not own.exists()
    again = command("models", "remove", "kennel", "--yes")
    assert again.code == 2 and 'no model called "kennel"' in again.err


@pytest.mark.parametrize(
    ("typed", "is_there"), [("\n", True), ("", True), ("n\n", True), (" Y\n", False), ("oui\n", False)]
)
def test_a_person_at_a_terminal_is_asked(
    typed: str, is_there: bool, command: Command, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    outcome = command("models", "remove", "kennel")
    assert outcome.code == 0 and "Remove the model kennel for good? [y/N]" in outcome.err
    assert own.exists() == is_there and ("stays" in outcome.err) == is_there


def test_the_default_model_stays(command: Command) -> None:
    outcome = command("models", "remove", load_catalog().default, "--yes")
    assert outcome.code == 2 and "comes with BreedLens" in outcome.err
