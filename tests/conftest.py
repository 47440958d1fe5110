"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before any import of Qt: tests show nothing on the screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """The folder of real photos: `$BREEDLENS_PHOTOS`, or `shared/photos` beside the checkout; skips where missing."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "photos"
    folder = Path(os.environ.get("BREEDLENS_PHOTOS") or beside)
    if not folder.is_dir():
        pytest.skip("the real photos are not here (set BREEDLENS_PHOTOS to their folder)")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has the person's folders to itself, empty."""
    home = tmp_path / "breedlens-home"
    monkeypatch.setenv("BREEDLENS_HOME", str(home))
    return home
