"""Where BreedLens keeps things: the person's folders, and the files that come with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BREEDLENS_HOME"


@dataclass(frozen=True, slots=True)
class UserFolders:
    """The folders that belong to the program in a person's account; none is created before it is needed."""

    data: Path
    cache: Path
    config: Path
    logs: Path

    @property
    def models(self) -> Path:
        """Bundles: `NAME.breedmodel/`."""
        return self.data / "models"


def user_folders() -> UserFolders:
    """The platform's usual folders, or folders below `$BREEDLENS_HOME` where it is set (portable use, tests)."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return UserFolders(root / "data", root / "cache", root / "config", root / "logs")
    directories = platformdirs.PlatformDirs("BreedLens", appauthor=False)
    return UserFolders(
        directories.user_data_path,
        directories.user_cache_path,
        directories.user_config_path,
        directories.user_log_path,
    )


def resource(*parts: str) -> Path:
    """A file below `resources/`, from the source tree or the installed package."""
    return Path(str(files("resources").joinpath(*parts)))


def catalog_path() -> Path:
    """`models/catalog.toml`, from the source tree or the installed package."""
    return Path(str(files("models").joinpath("catalog.toml")))


def shipped_models() -> Path:
    """Where the bundles lie that an installer brings along; never written, and without an installer there are none."""
    return catalog_path().parent


def quantisation_path() -> Path:
    """`models/quantisation.toml`, from the source tree or the installed package."""
    return catalog_path().with_name("quantisation.toml")
