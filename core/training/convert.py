"""A trained Keras network as backbone and head. Under another backend than TensorFlow a second process converts it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import keras

from core.bundles.head_file import head_from_bytes
from core.child_work import run_child
from core.errors import BreedLensError
from core.inference.head import Head
from core.preprocessing.scaling import Scaling
from core.training.convert_child import BACKBONE, HEAD, MODEL, SCALING
from core.training.devices import backend_name
from core.training.progress import Steered

CHILD = "core.training.convert_child"


def convert(network: keras.Model, keras_file: bytes, scaling: Scaling, control: Steered) -> tuple[bytes, Head]:
    """Backbone (ONNX) and head of a network that starts from scaled photos.

    Args:
        network: trained.
        keras_file: the same network as a `.keras` file.
        scaling: becomes part of the backbone.
        control: asked while another process works; to stop and keep changes nothing any more.

    Raises:
        BreedLensError: the network cannot be converted, or would answer otherwise.
        Cancelled: the control said so.
    """
    if backend_name() == "tensorflow":
        from core.architectures.keras_split import split_network

        return split_network(network, scaling)
    with tempfile.TemporaryDirectory(prefix="breedlens-convert-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / MODEL).write_bytes(keras_file)
        (folder / SCALING).write_text(json.dumps(scaling.to_dict()), "utf-8")
        lost = BreedLensError(
            "conversion_failed",
            "The trained model could not be made ready to identify photos; the computer may lack memory.",
        )
        run_child(CHILD, folder, control, lost)
        return (folder / BACKBONE).read_bytes(), head_from_bytes((folder / HEAD).read_bytes())
