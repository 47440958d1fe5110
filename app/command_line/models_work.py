"""The work of `breedlens models`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.command_line.columns import in_columns
from app.command_line.outcome import OK, WrongUse, complain, stoppable
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from core.bundles.bundle import SUFFIX, installed_bundles, read_card
from core.catalog import CatalogEntry, DownloadSource, load_catalog
from core.control import Control
from core.downloads import matches
from core.errors import BreedLensError
from core.files import shown, write_failure
from core.paths import user_folders
from core.weight_mirror import fetch_weights

_TITLES = ("name", "title", "input", "size", "installed", "top-1 (95% interval)", "licence")


def print_models(*, as_json: bool) -> int:
    """List the catalogue, then the person's own models."""
    catalog = load_catalog()
    default = catalog.get(catalog.default)
    rows = [_of_entry(entry, entry is default) for entry in catalog.entries]
    known = {entry.name for entry in catalog.entries}
    own = [_of_folder(folder) for folder in installed_bundles(user_folders().models) if _name(folder) not in known]
    write = standard_output()
    if as_json:
        for row in rows + own:
            write(json.dumps(row) + "\n")
    else:
        # the first figures of the catalogue are those on most photos; the last of one's own are those of the test
        cells = [_cells(row, which=0) for row in rows] + [_cells(row, which=-1) for row in own]
        write(in_columns(_TITLES, cells))
    return OK


def download_model(name: str) -> int:
    """Fetch a model's weights and make it ready."""
    entry, source = _downloadable(name)
    if entry.installed:
        complain(f"{entry.name} is installed already.")
        return OK
    folder = user_folders().cache / "downloads"
    target = folder / source.file
    with stoppable() as control:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_failure(error) from error
        with progress_bar(f"Downloading {entry.title}", bytes_of=True) as bar:
            fetch_weights(source, str(target), control=control, on_progress=bar.on_progress)
        _make_ready(entry, str(target), control)
    target.unlink(missing_ok=True)
    return OK


def import_model(name: str, file: str) -> int:
    """Make a model ready from weights that are here."""
    entry, source = _downloadable(name)
    if not os.path.isfile(file):
        raise WrongUse(f"There is no file {shown(file)}.")
    with stoppable() as control:
        try:
            lacks_classifier = source.notop_digest is not None and matches(file, source.notop_digest, control)
            as_published = source.digest is None or matches(file, source.digest, control)
        except OSError as error:
            raise WrongUse(f"{shown(file)} cannot be read ({error.strerror or type(error).__name__}).") from error
        if lacks_classifier:
            raise WrongUse(f"{shown(file)} lacks the ImageNet classifier; take {source.file} instead.")
        if not as_published:
            complain(f"{shown(file)} is not the file that Keras publishes; its answers are as good as its weights.")
        _make_ready(entry, file, control)
    return OK


def _downloadable(name: str) -> tuple[CatalogEntry, DownloadSource]:
    entry = load_catalog().get(name)
    if not isinstance(entry.source, DownloadSource):
        raise WrongUse(f"{entry.name} comes with BreedLens; there is nothing to get.")
    return entry, entry.source


def _make_ready(entry: CatalogEntry, weights: str, control: Control) -> None:
    from core.architectures.keras_import import import_weights

    complain(f"Making {entry.name} ready; this takes up to some minutes.")
    import_weights(entry, weights, control=control)
    complain(f"{entry.name} is ready: breedlens classify --model {entry.name} PATH...")


def _of_entry(entry: CatalogEntry, is_default: bool) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "architecture": entry.variant,
        "input_size": entry.input_size,
        "bytes": entry.size_bytes,
        "approximate_bytes": entry.approximate_bytes,
        "installed": entry.installed,
        "default": is_default,
        "licence": entry.licence or None,
        "accuracy": [asdict(figures) for figures in entry.accuracy],
    }


def _of_folder(folder: Path) -> dict[str, Any]:
    """A model that a person made; a damaged one is listed too, so that it can be found."""
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    row: dict[str, Any] = {
        "name": _name(folder),
        "title": _name(folder),
        "architecture": None,
        "input_size": None,
        "bytes": size,
        "approximate_bytes": size,
        "installed": True,
        "default": False,
        "licence": None,
        "accuracy": [],
    }
    try:
        card = read_card(folder)
    except BreedLensError as error:
        complain(f"{shown(_name(folder))}: {error.message}")
        return row
    own = {"title": card.title, "architecture": card.architecture, "input_size": card.input_size}
    return row | own | {"licence": card.licence or None, "accuracy": list(card.metrics)}


def _name(folder: Path) -> str:
    return folder.name.removesuffix(SUFFIX)


def _cells(row: Mapping[str, Any], *, which: int) -> list[str]:
    measured = [figures for figures in row["accuracy"] if "top1_low" in figures and figures.get("top1") is not None]
    figures = measured[which] if measured else None
    return [
        shown(row["name"]),
        shown(row["title"]) + (" [default]" if row["default"] else ""),
        f"{row['input_size']} px" if row["input_size"] else "",
        f"{'' if row['bytes'] else 'about '}{row['approximate_bytes'] / 1e6:.0f} MB",
        "yes" if row["installed"] else "no",
        f"{figures['top1']:.3f} ({figures['top1_low']:.3f} to {figures['top1_high']:.3f})" if figures else "",
        row["licence"] or "",
    ]
