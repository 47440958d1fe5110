"""Networks of the registry as they are built: their figures, their shape, their parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.architectures.registry import ARCHITECTURES, HeadOptions, architecture
from core.errors import BreedLensError

Build = Callable[..., Any]

PUBLISHED = {
    "inception-resnet-v2": (120, 54_521_176, 184_440),
    "vgg16-like-000": (120, 34_306_808, 34_306_808),
    "vgg16-like-004": (120, 62_279_608, 62_279_608),
    "xception-like-000": (120, 21_172_063, 21_172_063),
    "xception-like-004": (120, 25_368_415, 25_368_415),
    "three-conv": (5, 20_174_277, 20_174_277),
    "vgg16": (5, 14_840_133, 125_445),
    "resnet50": (5, 23_597_957, 10_245),
    "dense-sigmoid": (10, 185_300, 185_300),
    "dense-sigmoid-dropout": (10, 185_300, 185_300),
}
"""classes, parameters, and of these the trainable ones, as the documents print them"""


@pytest.fixture(scope="module")
def build(keras: Any) -> Build:
    from core.architectures.build import build_network

    return build_network


def size_of(weights: Any) -> int:
    return sum(int(np.prod(weight.shape)) for weight in weights)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_figures_of_the_registry_are_those_of_the_network(name: str, outline: Build, keras: Any) -> None:
    row = architecture(name)
    network = outline(name, row.published_classes)
    assert size_of(network.weights) == row.parameters
    assert size_of(network.trainable_weights) == row.trainable_parameters
    assert network.input.shape == (None, row.input_size, row.input_size, 3)
    assert network.output.shape == (None, row.published_classes)
    # one flat graph: a network within the network would hide its maps from Grad-CAM
    assert not any(isinstance(layer, keras.Model) for layer in network.layers)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_registry_has_the_published_figures(name: str) -> None:
    row = architecture(name)
    assert (row.published_classes, row.parameters, row.trainable_parameters) == PUBLISHED[name]


def test_with_the_classes_of_imagenet_the_figure_is_that_of_the_slides(outline: Build) -> None:
    assert size_of(outline("inception-resnet-v2", 1000).weights) == 55_873_736


@pytest.mark.parametrize("name", [name for name, row in ARCHITECTURES.items() if row.family == "scratch"])
def test_the_corrected_nets_have_batch_norm_behind_every_convolution(name: str, outline: Build, keras: Any) -> None:
    network = outline(name, 7, batch_norm=True)
    layers = network.layers
    convolutions = [
        layer
        for layer in layers
        if isinstance(layer, keras.layers.Conv2D | keras.layers.SeparableConv2D) and layer.filters > 1
    ]
    hidden = [layer for layer in layers if isinstance(layer, keras.layers.Dense) and layer.name != "predictions"]
    norms = [layer for layer in layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert len(norms) == len(convolutions) + len(hidden)


def test_the_head_changes_option_by_option(outline: Build) -> None:
    network = outline("vgg16", 4, head={"hidden": (9, 8), "dropout": 0.25, "pooling": None, "unknown": 1})
    names = [layer.name for layer in network.layers]
    assert names[names.index("pooling") :] == [
        "pooling", "hidden_1", "hidden_1_relu", "dropout_1", "hidden_2", "hidden_2_relu", "dropout_2", "predictions",
    ]  # fmt: skip
    assert network.get_layer("pooling").output.shape == (None, 25_088)
    averaged = outline("vgg16", 4, head=HeadOptions(dropout=0.5, batch_norm=True))
    assert averaged.get_layer("pooling").output.shape == (None, 512)
    assert [layer.name for layer in averaged.layers][-2:] == ["dropout_1", "predictions"]


def test_another_size_of_photo(outline: Build) -> None:
    assert outline("resnet50", 3, input_size=64).input.shape == (None, 64, 64, 3)
    for name in ("three-conv", "inception-resnet-v2", "xception"):
        with pytest.raises(BreedLensError, match="8 pixels are too small") as failure:
            outline(name, 3, input_size=8)
        assert failure.value.code == "photo_too_small"


def test_an_unknown_network_is_a_sentence_with_the_known_ones() -> None:
    assert architecture(" VGG16_like_000 ").name == "vgg16-like-000"
    with pytest.raises(BreedLensError, match=r'no network called "vgg17".*vgg16, ') as failure:
        architecture("vgg17")
    assert failure.value.code == "unknown_architecture"


def test_extractor_and_head_together_are_the_network(build: Build, noise: Any) -> None:
    from core.architectures.parts import feature_extractor, head_network

    network = build("small-elu", 5, weights="random", seed=1)
    photos = noise(32, 32, 3).astype(np.float32) / 255
    extractor, head = feature_extractor(network), head_network(network)
    features = extractor.predict_on_batch(photos)
    assert features.shape == (3, 2048)
    expected = network.predict_on_batch(photos)
    np.testing.assert_allclose(head.predict_on_batch(features), expected, atol=1e-6)
    head.layers[-1].set_weights([0 * array for array in head.layers[-1].get_weights()])
    np.testing.assert_allclose(network.predict_on_batch(photos), 0.2)  # the layers are the network's own


def test_the_seed_decides_the_weights(build: Build) -> None:
    def kernels(seed: int) -> Any:
        return [np.asarray(weight) for weight in build("two-conv", 3, seed=seed).weights]

    first, same, other = kernels(1), kernels(1), kernels(2)
    assert all(np.array_equal(*pair) for pair in zip(first, same, strict=True))
    assert not all(np.array_equal(*pair) for pair in zip(first, other, strict=True))


@pytest.mark.parametrize(
    ("name", "top", "first", "frozen"),
    [
        ("efficientnet-lite0", 1, "_conv_head", "_blocks-15-_project_conv"),
        ("efficientnet-lite0", 2, "_blocks-15-_expand_conv", "_blocks-14-_project_conv"),
        ("vgg16", 1, "block5_conv1", "block4_conv3"),
        ("resnet50", 2, "conv5_block2_1_conv", "conv5_block1_3_conv"),
        ("inception-resnet-v2", 2, "block8_10_conv", "block8_9_conv"),
        ("xception", 1, "block14_sepconv1", "block13_sepconv2"),
        ("efficientnetv2-b0", 2, "block6h_expand_conv", "block6g_project_conv"),
        ("mobilenetv3-small", 2, "expanded_conv_10_expand", "expanded_conv_9_project"),
        ("convnext-tiny", 1, "convnext_tiny_stage_3_block_2_depthwise_conv", "convnext_tiny_stage_3_block_1_layernorm"),
    ],
)
def test_blocks_are_trained_from_the_top(
    name: str, top: int, first: str, frozen: str, outline: Build, keras: Any
) -> None:
    network = outline(name, 3, trainable_top_blocks=top)
    assert network.get_layer(first).trainable and not network.get_layer(frozen).trainable
    norms = [layer for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert not any(layer.trainable for layer in norms)
    assert network.get_layer("predictions").trainable
