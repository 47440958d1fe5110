"""The reduction at the start of the head is the principal component analysis of scikit-learn, frozen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import PCA

from core.errors import BreedLensError


def test_it_projects_as_scikit_learn_does(keras: Any) -> None:
    from core.training.principal_components import fit_components

    features = np.random.default_rng(0).normal(size=(50, 12)).astype(np.float32) @ np.diag(np.arange(1.0, 13)).astype(
        np.float32
    )
    kernel, bias = fit_components(features, 4)
    expected = PCA(4, svd_solver="full").fit_transform(features.astype(np.float64))
    found = features @ kernel + bias
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-3)
    with pytest.raises(BreedLensError) as raised:
        fit_components(features[:4], 4)
    assert raised.value.code == "too_few_photos" and "3" in raised.value.message


def test_the_network_reduces_and_only_its_head_learns(keras: Any) -> None:
    from core.architectures.build import build_network
    from core.architectures.parts import feature_extractor, head_network
    from core.training.fit import learnt_variables
    from core.training.principal_components import LAYER, with_components

    plain = build_network("efficientnet-lite0", 3, input_size=32, weights="random", seed=1)
    rng = np.random.default_rng(2)
    kernel, bias = rng.normal(size=(1280, 7)).astype(np.float32), rng.normal(size=7).astype(np.float32)
    network = with_components(plain, kernel, bias)
    assert [tuple(variable.shape) for variable in learnt_variables(network)] == [(7, 3), (3,)]
    photos = rng.normal(size=(2, 32, 32, 3)).astype(np.float32)
    features = np.asarray(feature_extractor(network).predict_on_batch(photos))
    np.testing.assert_allclose(features, feature_extractor(plain).predict_on_batch(photos), rtol=1e-5, atol=1e-6)
    reduced = np.asarray(network.get_layer(LAYER)(features))
    np.testing.assert_allclose(reduced, features @ kernel + bias, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(
        head_network(network).predict_on_batch(features), network.predict_on_batch(photos), rtol=1e-4, atol=1e-6
    )
