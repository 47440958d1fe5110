"""The 8-bit backbones answer as the full ones do, and say what they lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from onnx import ModelProto, TensorProto

from core.architectures.efficientnet_lite import VARIANTS
from core.architectures.efficientnet_lite_onnx import backbone_graph
from core.architectures.legacy_weights import read_legacy_weights
from core.architectures.quantisation import linear_tensors, load_ranges, quantised
from core.catalog import PackageSource, load_catalog
from core.inference.classifier import Classifier
from core.inference.session import BackboneSession
from core.paths import quantisation_path
from core.photos.loader import load_photo
from tests.pictures import draw

NAMES = ("efficientnet-lite0", "efficientnet-lite2")


@pytest.fixture(scope="module")
def full_graph() -> ModelProto:
    source = load_catalog().get(NAMES[0]).source
    assert isinstance(source, PackageSource)
    weights = source.path()
    assert weights is not None
    return backbone_graph(VARIANTS[NAMES[0]], read_legacy_weights(weights.read_bytes()))


@pytest.mark.parametrize("name", NAMES)
def test_every_linear_tensor_has_a_measured_range_that_holds_zero(name: str) -> None:
    ranges = load_ranges(quantisation_path(), name)
    assert all(low < 0 < high for low, high in ranges.values())


def test_weights_are_stored_in_8_bits(full_graph: ModelProto) -> None:
    short = quantised(full_graph, load_ranges(quantisation_path(), NAMES[0]))
    kernels = [tensor for tensor in short.graph.initializer if tensor.name.endswith("/kernel/short")]
    assert len(kernels) == sum(node.op_type == "Conv" for node in full_graph.graph.node)
    assert all(tensor.data_type == TensorProto.INT8 for tensor in kernels)
    assert short.ByteSize() < 0.3 * full_graph.ByteSize()


def test_features_stay_close(full_graph: ModelProto) -> None:
    """Even on a drawing, which lies outside of what the ranges were measured on."""
    short = quantised(full_graph, load_ranges(quantisation_path(), NAMES[0]))
    pixels = draw(224, 224, seed=3)[None]
    full_features = BackboneSession(full_graph.SerializeToString()).features(pixels)
    short_features = BackboneSession(short.SerializeToString()).features(pixels)
    assert short_features.shape == full_features.shape
    assert np.corrcoef(full_features.ravel(), short_features.ravel())[0, 1] > 0.85


def test_a_tensor_without_a_range_is_named(full_graph: ModelProto) -> None:
    ranges = dict(load_ranges(quantisation_path(), NAMES[0]))
    missing = linear_tensors(full_graph)[5]
    del ranges[missing]
    with pytest.raises(KeyError, match=missing):
        quantised(full_graph, ranges)


@pytest.mark.parametrize("name", NAMES)
def test_top1_is_kept_on_real_photos(name: str, load_model: Callable[..., Classifier], shared_photos: Path) -> None:
    """The ranges were measured on other photos than these."""
    full, short = load_model(name), load_model(f"{name}-int8")
    right_full, right_short, count = 0, 0, 0
    for path in sorted((shared_photos / "check").glob("*/*")):
        photo = load_photo(str(path), shorter_side=full.decode_side)
        assert isinstance(photo, np.ndarray)
        breed = path.parent.name.replace("-", "_")
        right_full += full.classify(photo).top(1)[0].breed.replace("-", "_") == breed
        right_short += short.classify(photo).top(1)[0].breed.replace("-", "_") == breed
        count += 1
    assert right_short >= right_full - 0.02 * count
