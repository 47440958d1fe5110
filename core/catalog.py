"""The pretrained models that BreedLens knows: `models/catalog.toml` as plain values.

Reads with `tomllib` into dataclasses, because every start of the command line passes here.
"""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import BreedLensError
from core.paths import catalog_path, shipped_models, user_folders

BUNDLE_SUFFIX = ".breedmodel"
DEFAULT_NAME = "default"
"""what stands for the catalogue's default model wherever a model is named"""


@dataclass(frozen=True, slots=True)
class PackageSource:
    """Weights that an installed Python package carries."""

    package: str
    """import name"""
    file: str
    """path inside the package, with `/`"""
    size_bytes: int
    digest: str
    """`algorithm:hexadecimal`"""

    def path(self) -> Path | None:
        """Where the file is, or None where the package is not installed; imports nothing of the package."""
        spec = importlib.util.find_spec(self.package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            candidate = Path(folder, *self.file.split("/"))
            if candidate.is_file():
                return candidate
        return None


@dataclass(frozen=True, slots=True)
class DownloadSource:
    """Weights that their publisher offers on the network, with and without the ImageNet classifier ("top")."""

    url: str
    notop_url: str
    digest: str | None
    """`algorithm:hexadecimal` as published; None where the publisher states none"""
    notop_digest: str | None

    @property
    def file(self) -> str:
        """The file name of the weights with their classifier."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class EnsembleSource:
    """Other models of the catalogue whose calibrated logits are averaged."""

    members: tuple[str, ...]

    @property
    def digest(self) -> None:
        """An ensemble has no file of its own."""
        return


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One measured figure, with what it was measured on."""

    data: str
    """the data set, in words"""
    count: int
    """photos"""
    top1: float
    """0..1"""
    top1_low: float
    """lower end of the 95% interval"""
    top1_high: float
    """upper end of the 95% interval"""
    top5: float | None = None


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One pretrained model."""

    name: str
    title: str
    architecture: str
    """`efficientnet_lite`, `keras` or `ensemble`"""
    variant: str
    """which network of the architecture: for `keras` the function's name in `keras.applications`"""
    input_size: int
    """side of the square that the network sees, in pixels"""
    preprocessing: str
    """`lite`, `tf`, `caffe` or `built_in`: see the head of catalog.toml"""
    parameters: int
    """with the 1,000 ImageNet classes"""
    licence: str
    """SPDX name of the weights' licence, empty where their publisher states none"""
    source: PackageSource | DownloadSource | EnsembleSource
    calibration: Mapping[str, Any] = field(default_factory=dict)
    """what the fitting script wrote (temperature, gate, conformal threshold, data and count); empty if never fitted"""
    accuracy: tuple[Accuracy, ...] = ()

    @property
    def digest(self) -> str | None:
        """The published digest of the weights with their classifier."""
        return self.source.digest

    @property
    def size_bytes(self) -> int | None:
        """Size of the weights' file; None where its publisher states none."""
        return self.source.size_bytes if isinstance(self.source, PackageSource) else None

    @property
    def approximate_bytes(self) -> int:
        """Size of the weights' file as far as it can be told before a download: four bytes a parameter."""
        return self.size_bytes or 4 * self.parameters

    @property
    def bundle_folder(self) -> Path:
        """Where the bundle that is made of it on this computer lies, or will lie."""
        return user_folders().models / f"{self.name}{BUNDLE_SUFFIX}"

    @property
    def bundle_folders(self) -> tuple[Path, Path]:
        """Where a ready bundle is looked for: what came with the program first, so that two versions do not mix."""
        return shipped_models() / f"{self.name}{BUNDLE_SUFFIX}", self.bundle_folder

    @property
    def installed(self) -> bool:
        """It can be used at once, without the network."""
        if any((folder / "card.json").is_file() for folder in self.bundle_folders):
            return True
        if isinstance(self.source, EnsembleSource):
            return all(load_catalog().get(member).installed for member in self.source.members)
        return isinstance(self.source, PackageSource) and self.source.path() is not None


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries in the order of the file."""

    default: str
    entries: tuple[CatalogEntry, ...]

    def find(self, name: str) -> CatalogEntry | None:
        """The entry of that name; case, `-` and `_` are ignored, and `default` stands for the default model."""
        wanted = _key(self.default if name == DEFAULT_NAME else name)
        return next((entry for entry in self.entries if _key(entry.name) == wanted), None)

    def get(self, name: str) -> CatalogEntry:
        """Like `find`.

        Raises:
            BreedLensError: `unknown_model`, with the names that there are.
        """
        entry = self.find(name)
        if entry is None:
            raise BreedLensError(
                "unknown_model",
                'There is no model called "{name}". Known models: {names}.',
                name=name,
                names=", ".join(known.name for known in self.entries),
            )
        return entry


def load_catalog(path: Path | None = None) -> Catalog:
    """Read the catalogue that comes with the program, or another one.

    Raises:
        BreedLensError: `catalog_unreadable`.
    """
    path = path or catalog_path()
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
        catalog = Catalog(table["default"], tuple(_entry(item) for item in table["model"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BreedLensError(
            "catalog_unreadable",
            "The list of models that belongs to BreedLens cannot be read; installing BreedLens again repairs it.",
            details=f"{path}: {error!r}",
        ) from error
    return catalog


def _entry(item: Mapping[str, Any]) -> CatalogEntry:
    source = dict(item["source"])
    kind = source.pop("kind")
    return CatalogEntry(
        name=item["name"],
        title=item["title"],
        architecture=item["architecture"],
        variant=item["variant"],
        input_size=item["input_size"],
        preprocessing=item["preprocessing"],
        parameters=item["parameters"],
        licence=item["licence"],
        source=_SOURCES[kind](source),
        calibration=item.get("calibration", {}),
        accuracy=tuple(Accuracy(**figures) for figures in item.get("accuracy", ())),
    )


def _package_source(source: Mapping[str, Any]) -> PackageSource:
    return PackageSource(**source)


def _ensemble_source(source: Mapping[str, Any]) -> EnsembleSource:
    return EnsembleSource(tuple(source["members"]))


def _download_source(source: Mapping[str, str]) -> DownloadSource:
    return DownloadSource(
        url=source["url"],
        notop_url=source["notop_url"],
        digest=source.get("digest"),
        notop_digest=source.get("notop_digest"),
    )


_SOURCES: Mapping[str, Callable[[Mapping[str, Any]], PackageSource | DownloadSource | EnsembleSource]] = {
    "package": _package_source,
    "download": _download_source,
    "ensemble": _ensemble_source,
}


def _key(name: str) -> str:
    return name.casefold().replace("_", "-")
