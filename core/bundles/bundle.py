"""A bundle on disk: the folder `NAME.breedmodel/` with `card.json`, `backbone.onnx`, `head.npz`, or more."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from core.bundles.card import Card, from_json, to_json
from core.bundles.head_file import head_from_bytes, head_to_bytes
from core.errors import BreedLensError
from core.inference.head import Head

SUFFIX = ".breedmodel"
CARD, BACKBONE, HEAD = "card.json", "backbone.onnx", "head.npz"
KERAS = "model.keras"
"""the whole network as Keras saves it; not every bundle has it"""
STAGING = ".saving-"
"""what the folders begin with in which bundles are made, and unmade"""
LOCK = "writing.lock"
LOCK_SECONDS = 120
_ABANDONED_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle in memory; `backbone` is the ONNX file's content."""

    folder: Path
    card: Card
    backbone: bytes
    head: Head

    @property
    def version(self) -> str:
        """A short hash of the weights and of the card: changes whenever an answer could change.

        The time of creation has no part in it, so that a bundle that was built again keeps its version.
        """
        return _digest(to_json(replace(self.card, created="")).encode())[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_card(folder: Path) -> Card:
    """The card alone, without its files.

    Raises:
        BreedLensError: there is no bundle, or its card is damaged.
    """
    try:
        return from_json((folder / CARD).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BreedLensError("model_not_found", "There is no model in {folder}.", folder=str(folder)) from error
    except UnicodeDecodeError as error:
        raise BreedLensError("bundle_damaged", "The model's description is damaged.", details=str(error)) from error
    except OSError as error:
        raise BreedLensError(
            "model_unreadable", "The model in {folder} cannot be read.", folder=str(folder), details=str(error)
        ) from error


def _verified(folder: Path, name: str, card: Card) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise BreedLensError(
            "bundle_incomplete", "The model {name} lacks a file: {file}.", name=card.name, file=name, details=str(error)
        ) from error
    if _digest(content) != card.files.get(name):
        raise BreedLensError(
            "bundle_damaged",
            "The model {name} is damaged: {file} is not the file that was saved.",
            name=card.name,
            file=name,
        )
    return content


def checked_file(folder: Path, name: str) -> Path:
    """The path of a bundle's file that is read by others, such as `model.keras`, checked against the card.

    Raises:
        BreedLensError: there is no bundle, the file is missing, or it is not the one that was saved.
    """
    _verified(folder, name, read_card(folder))
    return folder / name


def load_bundle(folder: Path) -> Bundle:
    """Read a bundle and check every file that prediction needs against the card.

    Raises:
        BreedLensError: it is missing, incomplete, damaged or too new.
    """
    card = read_card(folder)
    head = head_from_bytes(_verified(folder, HEAD, card))
    gate = card.gate.outputs if card.gate else ()
    if max(*(entry.output for entry in card.classes), *gate, 0) >= head.output_count:
        raise BreedLensError(
            "bundle_damaged",
            "The model {name} is damaged: {file} is not the file that was saved.",
            name=card.name,
            file=CARD,
            details=f"the head has {head.output_count} outputs",
        )
    return Bundle(folder, card, _verified(folder, BACKBONE, card), head)


def _write_shared(content: bytes, target: Path, models: Path) -> None:
    # a backbone that another bundle already holds takes no second place on the disk
    digest = _digest(content)
    for other in models.glob(f"*{SUFFIX}/{BACKBONE}"):
        with contextlib.suppress(OSError, BreedLensError):
            same = read_card(other.parent).files.get(BACKBONE) == digest and _digest(other.read_bytes()) == digest
            if same:
                os.link(other, target)
                return
    _write(target, content)


def _write(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        file.write(content)
        file.flush()
        # on the disk before the folder gets its name, so that a power cut leaves no bundle of empty files
        os.fsync(file.fileno())


def _sweep(models: Path) -> None:
    """Remove what a killed program left half written: the card is the last file to be."""
    for staging in models.glob(f"{STAGING}*"):
        with contextlib.suppress(OSError):
            if time.time() - staging.stat().st_mtime > _ABANDONED_SECONDS and not (staging / CARD).exists():
                shutil.rmtree(staging)


@contextlib.contextmanager
def _staged(models: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=models))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def assemble_bundle(
    models: Path, card: Card, backbone: bytes, head: Head, extra: Mapping[str, bytes] | None = None
) -> tuple[Bundle, dict[str, bytes]]:
    """A bundle in memory, its card complete, and the content of its files by name; nothing is written."""
    contents = {BACKBONE: backbone, HEAD: head_to_bytes(head), **(extra or {})}
    card = replace(card, files={name: _digest(content) for name, content in contents.items()})
    return Bundle(models / f"{card.name}{SUFFIX}", card, backbone, head), contents


def save_bundle(
    models: Path, card: Card, backbone: bytes, head: Head, extra: Mapping[str, bytes] | None = None
) -> Bundle:
    """Write a bundle below `models` in one step: it is there whole, or not at all; one of the same name is replaced.

    Args:
        models: the folder that holds bundles; made where it is missing.
        card: its `files` are filled in here; its `name` is a plain one, without separators.
        backbone: the ONNX file's content.
        head: the layers behind it.
        extra: further files by name, such as `model.keras`.

    Raises:
        BreedLensError: `bundle_not_saved`: the folder cannot be written. A bundle of the same name is as it was.
    """
    bundle, contents = assemble_bundle(models, card, backbone, head, extra)
    _save(models, bundle.card, contents)
    return bundle


def save_ensemble(models: Path, card: Card) -> Path:
    """Write the bundle of an ensemble, which is its card alone, as `save_bundle` writes others.

    Returns:
        The bundle's folder.

    Raises:
        BreedLensError: `bundle_not_saved`.
    """
    _save(models, card, {})
    return models / f"{card.name}{SUFFIX}"


def _save(models: Path, card: Card, contents: Mapping[str, bytes]) -> None:
    folder = models / f"{card.name}{SUFFIX}"
    try:
        if folder.parent != models:
            raise OSError(f"not a name for a folder: {card.name}")
        models.mkdir(parents=True, exist_ok=True)
        # one writer at a time: a backbone is linked from a bundle, and a name given away, in more than one step each
        with FileLock(models / LOCK, timeout=LOCK_SECONDS), _staged(models) as staging:
            _sweep(models)
            for name, content in contents.items():
                if name == BACKBONE:
                    _write_shared(content, staging / name, models)
                else:
                    _write(staging / name, content)
            _write(staging / CARD, to_json(card).encode())
            staging.chmod(0o755)
            _put_in_place(staging, folder)
    except OSError as error:
        raise BreedLensError(
            "bundle_not_saved", "The model could not be saved in {folder}.", folder=str(models), details=str(error)
        ) from error


def _put_in_place(staging: Path, target: Path) -> None:
    """Give a finished folder its name, in place of one that has it; the caller holds the lock."""
    old = staging.with_name(f"{staging.name}-old")
    with contextlib.suppress(FileNotFoundError):
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def installed_bundles(models: Path) -> list[Path]:
    """The folders below `models` that look like bundles, by name."""
    return sorted(path.parent for path in models.glob(f"*{SUFFIX}/{CARD}"))
