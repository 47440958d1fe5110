"""Write `.keras` files; read them though someone else may have made them: no code in them is run. Imports Keras."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras

from core.errors import BreedLensError
from core.files import shown

_CONFIG = "config.json"
_LARGEST_CONFIG = 64_000_000
"""bytes; that of InceptionResNetV2 has 0.5 million"""
_RUNS_CODE = {"Lambda", "function", "TorchModuleWrapper", "TFSMLayer", "FlaxLayer", "JaxLayer"}
"""layers that carry a program, or call one"""
_READS_FILES = {"StringLookup", "IntegerLookup", "TextVectorization"}
"""layers that may name a file of this computer; no network for photos has them"""
_ROOMS = {
    *("activations", "constraints", "dtype_policies", "initializers", "layers", "losses", "metrics", "models"),
    *("ops", "optimizers", "quantizers", "random", "regularizers"),
}
"""the parts of Keras that networks are made of; others download files or switch the safe mode off"""
_WITH_OWN_LAYERS = {"keras.src.applications.convnext", "keras.src.applications.inception_resnet_v2"}


def load_keras_file(path: str) -> keras.Model:
    """The model in a `.keras` file, not compiled: how it was trained, and with whose optimiser, is not looked at.

    Raises:
        BreedLensError: `keras_file_unsafe` where it holds a Lambda layer or objects that are not Keras' own;
            `keras_file_damaged` where it is no such file.
    """
    try:
        config = _config(path)
    except (OSError, ValueError, KeyError, RecursionError, zipfile.BadZipFile, NotImplementedError) as error:
        raise _damaged(path, error) from error
    foreign = sorted(set(_foreign(config)))
    if foreign:
        raise BreedLensError(
            "keras_file_unsafe",
            "The file {path} holds a program of its own ({what}), which BreedLens does not run.",
            path=shown(path),
            what=", ".join(foreign),
        )
    try:
        model = keras.saving.load_model(path, compile=False, safe_mode=True)
    except Exception as error:  # Keras and h5py raise nearly everything
        raise _damaged(path, error) from error
    if not isinstance(model, keras.Model):
        raise _damaged(path, TypeError(type(model).__name__))
    return model


def keras_bytes(model: keras.Model) -> bytes:
    """The content of the `.keras` file of a model, which any backend of Keras reads.

    It goes without the optimiser of a compiled model: that of PyTorch cannot be read without PyTorch, and its state is
    twice as large as the network.
    """
    if model.compiled:
        trained, model = model, model.__class__.from_config(model.get_config())
        model.set_weights(trained.get_weights())
    with tempfile.TemporaryDirectory(prefix="breedlens-keras-") as folder:
        path = Path(folder, "model.keras")
        model.save(path)
        return path.read_bytes()


def _config(path: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(_CONFIG).file_size > _LARGEST_CONFIG:
            raise ValueError("a description that large is none")
        config = json.loads(archive.read(_CONFIG))
    if isinstance(config, dict):
        config.pop("compile_config", None)  # that of the whole model is never read; those of its parts are
    return config


def _foreign(value: Any) -> Iterator[str]:
    """Names of the objects in a description that are not Keras' own, or that run code."""
    if isinstance(value, list):
        for one in value:
            yield from _foreign(one)
    if not isinstance(value, dict):
        return
    name = value.get("class_name")
    if isinstance(name, str):
        module, registered = value.get("module"), value.get("registered_name")
        if name in _RUNS_CODE | _READS_FILES or name.startswith("__lambda"):
            yield name.strip("_")
        elif not _is_keras(module) or ">" in str(registered or ""):
            yield str(registered or name)
    for one in value.values():
        yield from _foreign(one)


def _is_keras(module: Any) -> bool:
    if module in (None, "builtins", "keras", *_WITH_OWN_LAYERS):
        return True
    room = str(module).removeprefix("keras.").removeprefix("src.").split(".")[0]
    return str(module).startswith("keras.") and room in _ROOMS


def _damaged(path: str, error: Exception) -> BreedLensError:
    return BreedLensError(
        "keras_file_damaged",
        "The file {path} is damaged, or is no model saved by Keras.",
        path=shown(path),
        details=f"{type(error).__name__}: {error}",
    )
