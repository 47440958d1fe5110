"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """The folder of real photos: `$BREEDLENS_PHOTOS`, or `shared/photos` beside the checkout; skips where missing."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "photos"
    folder = Path(os.environ.get("BREEDLENS_PHOTOS") or beside)
    if not folder.is_dir():
        pytest.skip("the real photos are not here (set BREEDLENS_PHOTOS to their folder)")
    return folder
