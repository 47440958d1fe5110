"""Files of Keras that a stranger may have made are read without running what they hold."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.architectures.registry import ARCHITECTURES
from core.errors import BreedLensError

Load = Callable[[str], Any]
# Keras' own, wherever it reads a variable with this NumPy.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")


@pytest.fixture(scope="module")
def load(keras: Any) -> Load:
    from core.architectures.keras_files import load_keras_file

    return load_keras_file


def saved(keras: Any, folder: Path, *layers: Any) -> Path:
    path = folder / "model.keras"
    keras.Sequential([keras.Input((4,)), *layers, keras.layers.Dense(2)]).save(path)
    return path


def rewritten(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The file with a changed description."""
    target = path.with_name("changed.keras")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "config.json":
                config = json.loads(content)
                change(config)
                content = json.dumps(config).encode()
            archive.writestr(name, content)
    return target


@pytest.mark.parametrize("name", ["small-elu", "dense-sigmoid-dropout", "mobilenetv3-small", "efficientnet-lite0"])
def test_our_own_networks_survive_their_file(name: str, keras: Any, load: Load, tmp_path: Path) -> None:
    from core.architectures.build import build_network
    from core.architectures.keras_files import keras_bytes

    size = min(64, ARCHITECTURES[name].input_size)
    network = build_network(name, 3, weights="random", input_size=size, seed=0)
    path = tmp_path / "own.keras"
    path.write_bytes(keras_bytes(network))
    photos = np.random.default_rng(0).random((2, size, size, 3), np.float32)
    np.testing.assert_array_equal(load(str(path)).predict_on_batch(photos), network.predict_on_batch(photos))


def test_a_trained_network_is_kept_without_its_optimiser(keras: Any, load: Load, tmp_path: Path) -> None:
    from core.architectures.build import build_network
    from core.architectures.keras_files import keras_bytes

    network = build_network("one-conv", 3, input_size=16, seed=1)
    network.compile("adam", "categorical_crossentropy")
    photos = np.random.default_rng(0).random((4, 16, 16, 3), np.float32)
    network.train_on_batch(photos, np.eye(3, dtype=np.float32)[[0, 1, 2, 0]])
    path = tmp_path / "own.keras"
    path.write_bytes(keras_bytes(network))
    kept = keras.saving.load_model(path)
    assert not kept.compiled and network.compiled
    assert [layer.trainable for layer in kept.layers] == [layer.trainable for layer in network.layers]
    np.testing.assert_array_equal(kept.predict_on_batch(photos), network.predict_on_batch(photos))


def test_how_a_strangers_network_was_trained_does_not_matter(keras: Any, load: Load, tmp_path: Path) -> None:
    """It is not read, so what is not of every Keras may stand there: the optimisers of PyTorch, a loss of one's own."""

    def strange(config: dict[str, Any]) -> None:
        optimiser = {"module": "keras.src.backend.torch.optimizers.torch_adam", "class_name": "Adam", "config": {}}
        config["compile_config"] = {"optimizer": {**optimiser, "registered_name": "Adam"}, "loss": "os>system"}

    path = saved(keras, tmp_path)
    assert not load(str(rewritten(path, strange))).compiled

    def strange_part(config: dict[str, Any]) -> None:
        strange(config["config"]["layers"][1])

    with pytest.raises(BreedLensError, match="Adam"):
        load(str(rewritten(path, strange_part)))


def test_the_layers_that_published_networks_bring_are_keras_own(keras: Any) -> None:
    from keras.src.applications.convnext import LayerScale
    from keras.src.applications.inception_resnet_v2 import CustomScaleLayer

    from core.architectures.keras_files import _foreign

    for layer in (LayerScale(1e-6, 8), CustomScaleLayer(scale=0.2)):
        described = keras.saving.serialize_keras_object(layer)
        assert described["class_name"] == type(layer).__name__ and list(_foreign(described)) == []


def test_a_lambda_layer_is_refused(keras: Any, load: Load, tmp_path: Path) -> None:
    path = saved(keras, tmp_path, keras.layers.Lambda(lambda x: x))
    with pytest.raises(BreedLensError, match="does not run") as failure:
        load(str(path))
    assert failure.value.code == "keras_file_unsafe" and "Lambda" in failure.value.parameters["what"]


def test_objects_that_are_not_of_keras_are_refused(keras: Any, load: Load, tmp_path: Path) -> None:
    @keras.saving.register_keras_serializable("Strange")
    class Odd(keras.layers.Layer):
        def call(self, x: Any) -> Any:
            return x

    with pytest.raises(BreedLensError, match="Strange>Odd"):
        load(str(saved(keras, tmp_path, Odd())))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "function"),
        ("keras.layers", "TFSMLayer"),
        ("kerasx", "Dense"),
        ("keras.config", "enable_unsafe_deserialization"),
        ("keras.utils", "get_file"),
        ("keras.src.utils.file_utils", "get_file"),
        ("keras.applications", "ResNet50"),
        ("keras.layers", "StringLookup"),
    ],
)
def test_a_description_that_names_other_code_is_refused(
    module: str, name: str, keras: Any, load: Load, tmp_path: Path
) -> None:
    def change(config: dict[str, Any]) -> None:
        config["config"]["layers"][1] |= {"module": module, "class_name": name, "registered_name": None}

    path = rewritten(saved(keras, tmp_path), change)
    with pytest.raises(BreedLensError, match=name) as failure:
        load(str(path))
    assert failure.value.code == "keras_file_unsafe"


def test_damaged_files_are_a_sentence(keras: Any, load: Load, tmp_path: Path) -> None:
    whole = saved(keras, tmp_path).read_bytes()
    for number, content in enumerate((b"", b"\x89HDF\r\n\x1a\n", whole[: len(whole) // 2], whole[:-200] + bytes(200))):
        path = tmp_path / f"{number}.keras"
        path.write_bytes(content)
        with pytest.raises(BreedLensError, match="damaged") as failure:
            load(str(path))
        assert failure.value.code == "keras_file_damaged"
    with pytest.raises(BreedLensError, match="damaged"):
        load(str(tmp_path / "missing.keras"))

    def nonsense(config: dict[str, Any]) -> None:
        config["config"]["layers"] = [[[]]]

    with pytest.raises(BreedLensError, match="damaged"):
        load(str(rewritten(saved(keras, tmp_path), nonsense)))
