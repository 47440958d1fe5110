"""`head.npz`: the head's layers as plain arrays, and `layers`, a JSON list of their kinds and options."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError
from core.inference.head import (
    ACTIVATIONS,
    BatchNormalization,
    Dense,
    Flatten,
    GlobalAveragePooling,
    GlobalMaxPooling,
    Head,
    Layer,
    LayerNormalization,
    MaxPooling,
)


def _describe(layer: Layer) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    options: dict[str, Any] = {"kind": layer.kind}
    arrays: dict[str, NDArray[Any]] = {}
    match layer:
        case Dense(kernel, bias, activation):
            options["activation"] = activation
            arrays = {"kernel": kernel, "bias": bias}
        case BatchNormalization(scale, shift):
            arrays = {"scale": scale, "shift": shift}
        case LayerNormalization(scale, shift, epsilon):
            options["epsilon"] = epsilon
            arrays = {"scale": scale, "shift": shift}
        case MaxPooling(size):
            options["size"] = size
    return options, arrays


def head_to_bytes(head: Head) -> bytes:
    """The head as the content of an `.npz` file; the same head gives the same bytes."""
    described = [_describe(layer) for layer in head.layers]
    text = json.dumps([options for options, _ in described])
    arrays: dict[str, NDArray[Any]] = {"layers": np.frombuffer(text.encode(), np.uint8)}
    for index, (_, own) in enumerate(described):
        arrays |= {f"{index}.{name}": np.ascontiguousarray(value, np.float32) for name, value in own.items()}
    target = io.BytesIO()
    np.savez(target, **arrays)  # type: ignore[arg-type]  # the stub has no place for free names
    return target.getvalue()


def _positive(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(f"not a size: {value}")
    return value


def _layer(index: int, options: dict[str, Any], arrays: dict[str, NDArray[np.float32]]) -> Layer:
    match options["kind"]:
        case "global_average_pooling":
            return GlobalAveragePooling()
        case "global_max_pooling":
            return GlobalMaxPooling()
        case "max_pooling":
            return MaxPooling(_positive(options["size"]))
        case "flatten":
            return Flatten()
        case "batch_normalization":
            return BatchNormalization(arrays[f"{index}.scale"], arrays[f"{index}.shift"])
        case "layer_normalization":
            return LayerNormalization(arrays[f"{index}.scale"], arrays[f"{index}.shift"], float(options["epsilon"]))
        case "dense" if options["activation"] in ACTIVATIONS:
            kernel, bias = arrays[f"{index}.kernel"], arrays[f"{index}.bias"]
            if kernel.ndim != 2 or bias.shape != kernel.shape[1:]:
                raise ValueError(f"layer {index}: kernel {kernel.shape}, bias {bias.shape}")
            return Dense(kernel, bias, options["activation"])
    raise ValueError(f"layer {index}: {options}")


def _read(content: bytes) -> Sequence[Layer]:
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        options = json.loads(file["layers"].tobytes().decode())
        arrays = {name: file[name].astype(np.float32, copy=False) for name in file.files if name != "layers"}
    if not all(np.isfinite(array).all() for array in arrays.values()):
        raise ValueError("weights that are no numbers")
    return [_layer(index, one, arrays) for index, one in enumerate(options)]


def head_from_bytes(content: bytes) -> Head:
    """Read a head.

    Raises:
        BreedLensError: the file is damaged or holds a layer that this program does not know.
    """
    try:
        return Head(tuple(_read(content)))
    except Exception as error:  # a damaged archive can raise nearly anything
        raise BreedLensError(
            "bundle_damaged", "The model's file is damaged.", details=f"head.npz: {type(error).__name__}: {error}"
        ) from error
