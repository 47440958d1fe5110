"""Scaling of pixel values, against keras.applications and scikit-learn."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from core.errors import BreedLensError
from core.preprocessing.scaling import KINDS, Scaling


def made(kind: str) -> Scaling:
    fitted = kind == "standardise"
    return Scaling(kind, (120.0, 110.0, 90.0), (60.0, 55.0, 50.0)) if fitted else Scaling(kind)


@pytest.mark.parametrize("kind", ["tf", "caffe"])
def test_the_kinds_of_keras_are_those_of_keras(keras: Any, noise: Any, kind: str) -> None:
    module = {"tf": keras.applications.xception, "caffe": keras.applications.vgg16}[kind]
    pixels = noise(8, 9, count=3).astype(np.float32)
    expected = module.preprocess_input(pixels.copy())
    np.testing.assert_allclose(Scaling(kind).apply(pixels), expected, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_tensors_are_scaled_as_arrays_are(keras: Any, noise: Any, kind: str) -> None:
    pixels = noise(8, 9, count=2).astype(np.float32)
    before = pixels.copy()
    scaled = made(kind).apply(pixels)
    assert scaled.dtype == np.float32 and scaled.shape == pixels.shape
    np.testing.assert_array_equal(pixels, before)
    tensor = made(kind).apply(keras.ops.convert_to_tensor(pixels))
    assert keras.ops.is_tensor(tensor) and keras.backend.standardize_dtype(tensor.dtype) == "float32"
    np.testing.assert_allclose(keras.ops.convert_to_numpy(tensor), scaled, rtol=1e-6, atol=1e-6)


def test_ranges() -> None:
    ends = np.array([[0.0, 0.0, 0.0], [255.0, 255.0, 255.0]], np.float32)
    assert Scaling("tf").apply(ends)[:, 0].tolist() == [-1, 1]
    assert Scaling("unit").apply(ends)[:, 0].tolist() == [0, 1]
    assert Scaling("lite").apply(ends)[:, 0].tolist() == [-127 / 128, 1]
    for kind in ("none", "built_in"):
        np.testing.assert_array_equal(Scaling(kind).apply(ends), ends)


def test_standardisation_is_fitted_over_all_training_photos(noise: Any) -> None:
    photos = [noise(5, 7, seed=1)[0], noise(9, 4, seed=2)[0] // 2, noise(3, 3, count=4, seed=3)]
    scaling = Scaling.fitted(iter(photos))
    values = np.concatenate([photo.reshape(-1, 3) for photo in photos]).astype(np.float64)
    reference = StandardScaler().fit(values)
    np.testing.assert_allclose(scaling.mean, reference.mean_)
    np.testing.assert_allclose(scaling.std, reference.scale_)
    np.testing.assert_allclose(scaling.apply(values.astype(np.float32)), reference.transform(values), atol=1e-5)
    with pytest.raises(ValueError, match="no photos"):
        Scaling.fitted([])


def test_a_colour_that_never_changes_gives_no_infinity() -> None:
    photo = np.full((4, 4, 3), 9, np.uint8)
    assert np.isfinite(Scaling.fitted([photo]).apply(photo.astype(np.float32))).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_scaling_survives_json(kind: str) -> None:
    scaling = made(kind)
    assert Scaling.from_dict(json.loads(json.dumps(scaling.to_dict()))) == scaling
    hash(scaling)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "torch"},
        {"kind": 3},
        {"kind": ["tf"]},
        {"kind": "standardise"},
        {"kind": "standardise", "mean": [1, 2, 3]},
        {"kind": "standardise", "mean": [1, 2, 3], "std": [1, 2]},
        {"kind": "standardise", "mean": 5, "std": [1, 2, 3]},
        {"kind": "standardise", "mean": ["a", 2, 3], "std": [1, 2, 3]},
    ],
)
def test_what_is_no_scaling_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BreedLensError) as raised:
        Scaling.from_dict(values)
    assert raised.value.code == "scaling_invalid" and raised.value.message.endswith(".")
