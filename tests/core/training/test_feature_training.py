"""A head that is trained on features computed once is the head that is trained behind the backbone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import attempt, convert_quickly, draw_photos, recipe_with


def test_without_augmentation_the_curve_is_the_same(
    tmp_path: Path, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.training.make_bundle.convert", convert_quickly)
    rows = draw_photos(tmp_path / "photos", count=8)
    curves = []
    for cache in ("on", "off"):
        recipe = recipe_with(
            "quick",
            {
                "augmentation": {"horizontal_flip": False, "random_resized_crop": None, "brightness": None},
                "architecture.input_size": 32,
                "architecture.head": {"hidden": [8], "dropout": 0.3},
                "training.feature_cache": cache,
                "training.batch_size": 8,
                "training.epochs": 3,
                "training.class_weights": True,
            },
        )
        found = attempt(recipe, rows, tmp_path / cache)
        assert found.error is None, found.error
        assert bool(found.of("features")) == (cache == "on")
        curves.append(found.curve)
    np.testing.assert_allclose(curves[0], curves[1], rtol=1e-3, atol=1e-4)
