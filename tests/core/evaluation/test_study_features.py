"""Features of a real backbone: the photo's own, kept by content, the same for training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import draw, encode

from core.bundles.bundle import Bundle
from core.bundles.provide import find_bundle
from core.control import Cancelled, Control
from core.datasets.feature_cache import FeatureCache
from core.datasets.table import PhotoRow
from core.errors import BreedLensError
from core.evaluation.features import collect_features
from core.inference.backbone import Backbone
from core.preprocessing.pipeline import Pipeline

MODEL = "efficientnet-lite0"


@pytest.fixture
def backbone(home_with_models: Path) -> Backbone:
    """That of the smallest default model."""
    return Backbone.load(MODEL)


@pytest.fixture
def rows(tmp_path: Path) -> list[PhotoRow]:
    """Three photos and one that is none."""
    for index in range(3):
        (tmp_path / f"{index}.png").write_bytes(encode(draw(300, 260, index), "PNG"))
    (tmp_path / "3.png").write_bytes(b"nothing")
    return [PhotoRow(str(tmp_path / f"{index}.png"), "pug") for index in range(4)]


def test_features_are_the_mean_of_the_map_that_the_model_sees(backbone: Backbone, rows: list[PhotoRow]) -> None:
    from core.inference.network import Network

    pipeline = Pipeline(backbone.steps)
    found = collect_features(rows, backbone, pipeline, threads=2)
    assert found.rows == tuple(rows[:3]) and [path for path, _ in found.bad_photos] == [rows[3].path]
    bundle = find_bundle(MODEL)
    assert isinstance(bundle, Bundle)
    for index, values in enumerate(found.values):
        glimpse = Network(bundle).look(draw(300, 260, index), "single")[0]
        assert np.allclose(values, glimpse.features.mean(axis=(0, 1)), atol=1e-5)


def test_what_is_kept_is_not_computed_again_and_each_pipeline_has_its_own(
    backbone: Backbone, rows: list[PhotoRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, pipeline = FeatureCache(tmp_path / "features"), Pipeline(backbone.steps)
    first = collect_features(rows, backbone, pipeline, cache=cache)
    other = collect_features(rows, backbone, Pipeline([*backbone.steps, {"step": "equalise"}]), cache=cache)
    assert not np.allclose(first.values, other.values)
    copies = []
    for row in rows[:3]:
        copy = tmp_path / "copies" / Path(row.path).name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(Path(row.path).read_bytes())
        copies.append(PhotoRow(str(copy), "pug"))
    monkeypatch.setattr(Backbone, "features", lambda *_: pytest.fail("computed again"))
    again = collect_features([*copies, rows[3]], backbone, pipeline, cache=cache)
    assert np.array_equal(again.values, first.values)
    cache.close()


def test_a_box_changes_what_is_seen_only_where_it_is_asked_for(
    backbone: Backbone, rows: list[PhotoRow], tmp_path: Path
) -> None:
    boxed = [rows[0]._replace(box=(10.0, 20.0, 120.0, 150.0), width=300, height=260)]
    plain, cropped = Pipeline(backbone.steps), Pipeline([{"step": "crop_to_box"}, {"step": "resize"}])
    cache = FeatureCache(tmp_path / "features")
    assert np.array_equal(
        collect_features(boxed, backbone, plain, cache=cache).values,
        collect_features(rows[:1], backbone, plain, cache=cache).values,
    )
    whole, part = (collect_features(one, backbone, cropped, cache=cache).values for one in (rows[:1], boxed))
    assert not np.allclose(whole, part)
    cache.close()


def test_ensembles_have_no_backbone_and_cancelling_ends_it(backbone: Backbone, rows: list[PhotoRow]) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        collect_features(rows, backbone, Pipeline(backbone.steps), control=control)
    with pytest.raises(BreedLensError, match="made of several models"):
        Backbone.load("efficientnet-lite0+lite2")


def test_training_and_studies_share_what_they_compute(backbone: Backbone, keras: Any) -> None:
    from core.training.feature_makers import BundleFeatures

    bundle = find_bundle(MODEL)
    assert isinstance(bundle, Bundle)
    theirs = BundleFeatures(bundle, "gap")
    square = np.random.default_rng(0).integers(0, 256, (backbone.input_size,) * 2 + (3,), np.uint8)
    assert backbone.key == theirs.key
    np.testing.assert_allclose(backbone.features(square), theirs.features(square[None])[0], rtol=1e-5, atol=1e-6)
