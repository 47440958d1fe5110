"""EfficientNet-Lite: the published size, and one network whether Keras or ONNX Runtime runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.architectures.efficientnet_lite import HEAD_FILTERS, VARIANTS, blocks
from core.architectures.efficientnet_lite_onnx import backbone_graph, folded_convolution
from core.catalog import EnsembleSource, load_catalog
from core.inference.calibration import softmax
from core.inference.session import BackboneSession

NAMES = ("efficientnet-lite0", "efficientnet-lite2")
BLOCKS = {"efficientnet-lite0": 16, "efficientnet-lite2": 21}
PUBLISHED_PARAMETERS = {"efficientnet-lite2": 6_150_168}
Weights = Mapping[str, NDArray[Any]]


@pytest.fixture(scope="module")
def built(keras: Any, pretrained: Callable[[str], Weights]) -> dict[str, Any]:
    from core.architectures.efficientnet_lite_keras import build, load_pretrained

    models = {}
    for name in NAMES:
        models[name] = build(VARIANTS[name])
        load_pretrained(models[name], pretrained(name))
    return models


@pytest.mark.parametrize("name", NAMES)
def test_the_stage_table_gives_a_chain(name: str) -> None:
    chain = list(blocks(VARIANTS[name]))
    assert len(chain) == BLOCKS[name]
    assert [block.index for block in chain] == list(range(len(chain)))
    assert all(after.filters_in == before.filters_out for before, after in pairwise(chain))
    assert np.prod([block.stride for block in chain]) == 16  # and 2 in the stem


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_parameters_is_the_published_one(name: str, built: Any, pretrained: Any) -> None:
    count = built[name].count_params()
    # the published file holds the same numbers, and counters of batches that inference has no use for
    assert count == sum(v.size for key, v in pretrained(name).items() if not key.endswith("num_batches_tracked"))
    assert count == load_catalog().get(name).parameters
    assert count == PUBLISHED_PARAMETERS.get(name, count)


def test_an_ensemble_counts_the_parameters_of_its_members() -> None:
    catalog = load_catalog()
    for entry in catalog.entries:
        if isinstance(entry.source, EnsembleSource):
            assert entry.parameters == sum(catalog.get(member).parameters for member in entry.source.members)


@pytest.mark.parametrize("name", NAMES)
def test_keras_and_onnx_answer_alike(name: str, built: Any, keras: Any, load_model: Any, noise: Any) -> None:
    size = VARIANTS[name].input_size
    flat = np.full((1, size, size, 3), 127, np.uint8)
    ramp = np.broadcast_to(np.linspace(0, 255, size).astype(np.uint8)[:, None], (size, size, 3))[None]
    pixels = np.concatenate([noise(size, size, 2), flat, ramp])
    model = built[name]
    with_map = keras.Model(model.input, [model.get_layer("features").output, model.output])
    features, logits = (np.asarray(x) for x in with_map(pixels.astype(np.float32), training=False))

    network = load_model(name)._networks[0]
    ours = network._session.features(pixels)
    assert ours.shape == features.shape == (4, -(-size // 32), -(-size // 32), HEAD_FILTERS)
    np.testing.assert_allclose(ours, features, rtol=1e-3, atol=1e-3 * features.max())
    our_logits = network.head.logits(ours)
    np.testing.assert_allclose(our_logits, logits, rtol=1e-3, atol=1e-3 * np.abs(logits).max())
    np.testing.assert_allclose(softmax(our_logits), np.asarray(keras.ops.softmax(logits)), atol=1e-3)


def test_folding_changes_no_answer() -> None:
    rng = np.random.default_rng(0)
    weights: dict[str, NDArray[Any]] = {"c.weight": rng.normal(size=(5, 3, 1, 1)).astype(np.float32)}
    for part in ("weight", "bias", "running_mean", "running_var"):
        weights[f"n.{part}"] = rng.uniform(0.5, 2, 5).astype(np.float32)
    kernel, bias = folded_convolution(weights, "c", "n")
    x = rng.normal(size=(10, 3)).astype(np.float32)
    plain = x @ weights["c.weight"][:, :, 0, 0].T
    norm = (plain - weights["n.running_mean"]) / np.sqrt(weights["n.running_var"] + 1e-3)
    expected = norm * weights["n.weight"] + weights["n.bias"]
    np.testing.assert_allclose(x @ kernel[:, :, 0, 0].T + bias, expected, rtol=1e-5, atol=1e-5)


def test_a_missing_tensor_is_named(pretrained: Any) -> None:
    weights = {name: value for name, value in pretrained(NAMES[0]).items() if name != "_blocks.3._bn1.bias"}
    with pytest.raises(KeyError, match=r"_blocks\.3\._bn1\.bias"):
        backbone_graph(VARIANTS[NAMES[0]], weights)


def test_the_graph_takes_bytes_and_any_number_of_photos(pretrained: Any, noise: Any) -> None:
    variant = VARIANTS[NAMES[0]]
    session = BackboneSession(backbone_graph(variant, pretrained(NAMES[0])).SerializeToString())
    assert session.input_size == variant.input_size and session.is_spatial
    pixels = noise(224, 224, 3)
    together = session.features(pixels)
    apart = np.concatenate([session.features(pixels[i : i + 1]) for i in range(3)])
    np.testing.assert_allclose(together, apart, atol=1e-4)
