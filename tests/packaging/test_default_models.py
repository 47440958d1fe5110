"""The bundles that installers bring along: whole, used before anything else, never written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from default_models import make_default_models
from stamp import EPOCH_VARIABLE

import core.catalog
import core.paths
from core.bundles.bundle import BACKBONE, CARD, Bundle, load_bundle
from core.bundles.provide import described, find_bundle
from core.catalog import PackageSource, load_catalog


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Made once, with a date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EPOCH_VARIABLE, "86400")
        folder = tmp_path_factory.mktemp("shipped") / "models"
        make_default_models(folder)
        yield folder


@pytest.fixture
def installed(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that brings the bundles along, in a folder that the test may damage."""
    folder = tmp_path / "installed"
    shutil.copytree(shipped, folder)
    monkeypatch.setattr(core.catalog, "shipped_models", lambda: folder)
    return folder


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file, its size and time."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_every_model_with_installed_weights_is_there_with_the_date_given(shipped: Path) -> None:
    entries = [entry for entry in load_catalog().entries if isinstance(entry.source, PackageSource)]
    assert {path.name for path in shipped.iterdir()} == {entry.bundle_folder.name for entry in entries}
    for entry in entries:
        card = load_bundle(shipped / entry.bundle_folder.name).card
        assert card.created == "1970-01-02T00:00:00+00:00"
        assert described(entry).classes == card.classes


def test_a_shipped_model_is_used_and_nothing_is_written(installed: Path, own_home: Path) -> None:
    before = state(installed)
    bundle = find_bundle("default")
    assert isinstance(bundle, Bundle) and bundle.folder.parent == installed
    assert load_catalog().get("default").installed
    assert state(installed) == before and not own_home.exists()


def test_a_damaged_one_is_made_again_elsewhere(installed: Path, own_home: Path) -> None:
    entry = load_catalog().get("efficientnet-lite0")
    file = installed / entry.bundle_folder.name / BACKBONE
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    before = state(installed)
    bundle = find_bundle(entry.name)
    assert isinstance(bundle, Bundle) and bundle.folder == entry.bundle_folder
    assert entry.bundle_folder.is_relative_to(own_home) and state(installed) == before


def test_one_of_another_calibration_is_not_used(installed: Path) -> None:
    """What another version of the program shipped or kept does not answer for this one."""
    entry = load_catalog().get("efficientnet-lite0")
    card = installed / entry.bundle_folder.name / CARD
    card.write_text(card.read_text("utf-8").replace('"temperature": 0.7313', '"temperature": 0.9'), "utf-8")
    assert load_bundle(card.parent).card != described(entry)
    bundle = find_bundle(entry.name)
    assert isinstance(bundle, Bundle) and bundle.folder == entry.bundle_folder
    assert bundle.card.calibration == described(entry).calibration
