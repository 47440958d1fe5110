"""The keras.applications backbones and where their weights come from. Imports Keras: for child processes only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from core.architectures.efficientnet_lite import VARIANTS
from core.architectures.efficientnet_lite_keras import load_pretrained
from core.architectures.keras_files import load_keras_file
from core.architectures.legacy_weights import read_legacy_weights
from core.architectures.parts import trunk_layers
from core.architectures.registry import Architecture
from core.architectures.weights_at_hand import downloaded_file, require_file
from core.bundles.provide import checked_weights
from core.catalog import CatalogEntry, PackageSource, load_catalog
from core.errors import BreedLensError
from core.files import shown

_IMAGENET_CLASSES = 1000


def published_backbone(entry: CatalogEntry, row: Architecture, size: int) -> keras.Model:
    """A keras.applications network without its classifier, random weights, as one flat graph.

    The sequences that ConvNeXt nests are laid out; the dropout of whole branches in EfficientNetV2 is left out, because
    a frozen backbone must answer alike in training.

    Raises:
        BreedLensError: `photo_too_small`.
    """
    return _flat(_published(entry, row, size, top=False))


def _published(entry: CatalogEntry, row: Architecture, size: int, *, top: bool) -> keras.Model:
    function = getattr(keras.applications, entry.variant)
    try:
        network: keras.Model = function(weights=None, include_top=top, input_shape=(size, size, 3))
    except ValueError as error:
        raise too_small(row, size) from error
    return network


def too_small(row: Architecture, size: int) -> BreedLensError:
    """What to say where nothing is left of a photo of `size` pixels."""
    return BreedLensError(
        "photo_too_small", "Photos of {size} pixels are too small for {title}.", size=str(size), title=row.title
    )


def _flat(network: keras.Model) -> keras.Model:
    def called(layer: Any, *inputs: Any, **options: Any) -> Any:
        match layer:
            case keras.layers.Dropout():
                return inputs[0]
            case keras.Sequential():
                x = inputs[0]
                for inner in layer.layers:
                    x = inner(x)
                return x
        return layer(*inputs, **options)

    nests = any(isinstance(layer, keras.Sequential | keras.layers.Dropout) for layer in network.layers)
    return keras.models.clone_model(network, call_function=called) if nests else network


def last_map(backbone: keras.Model) -> Any:
    """The output of the last layer that still knows places; a normalisation that Keras puts behind it is left out."""
    last = backbone.layers[-1]
    return last.input if isinstance(last, keras.layers.LayerNormalization) else last.output


def load_imagenet(network: keras.Model, row: Architecture, size: int) -> None:
    """Give the backbone of a network its ImageNet weights, in place.

    Raises:
        BreedLensError: `model_not_downloaded`, `weights_missing`, `weights_refused` or `weights_do_not_fit`; or the
            downloaded file is not the one that was saved.
    """
    entry = load_catalog().get(row.backbone)
    if isinstance(entry.source, PackageSource):
        load_pretrained(network, read_legacy_weights(checked_weights(entry, entry.source)))
        return
    load_file(network, row, size, str(downloaded_file(entry)))


def load_file(network: keras.Model, row: Architecture, size: int, path: str) -> None:
    """Give the backbone of a network, or the whole of a network that starts from nothing, the weights of a file.

    Args:
        network: from `build_network`.
        row: its architecture.
        size: side of its input in pixels.
        path: `.keras`; or, for a backbone of keras.applications, `.h5` as Keras publishes it, with classifier or
            without; or `.weights.h5` of the very same network.

    Raises:
        BreedLensError: `weights_not_found`, `weights_do_not_fit`, `keras_file_unsafe` or `keras_file_damaged`.
    """
    require_file(path)
    try:
        _load(network, row, size, path)
    except BreedLensError:
        raise
    except Exception as error:  # Keras and h5py raise nearly everything for a file that does not fit
        raise BreedLensError(
            "weights_do_not_fit",
            "The weights in {path} do not fit {title}.",
            path=shown(path),
            title=row.title,
            details=f"{type(error).__name__}: {error}",
        ) from error


def _load(network: keras.Model, row: Architecture, size: int, path: str) -> None:
    own = trunk_layers(network) if row.backbone else network.layers
    if path.endswith(".keras"):
        _copy(load_keras_file(path).layers, own)
        return
    if path.endswith(".weights.h5") or row.backbone in VARIANTS or not row.backbone:
        network.load_weights(path)
        return
    entry = load_catalog().get(row.backbone)
    published = _published(entry, row, size, top=False)
    try:
        published.load_weights(path)
    except Exception:  # perhaps it holds the classifier too
        published = _published(entry, row, size, top=True)
        published.load_weights(path)
    _copy(published.layers, own)


def _copy(source: Sequence[keras.layers.Layer], target: Sequence[keras.layers.Layer]) -> None:
    """Copy weights in order; what the source has behind those of the target, its own classifier, is passed over."""
    wanted = [weight for layer in target for weight in layer.weights]
    given: list[NDArray[Any]] = [np.asarray(weight) for layer in source for weight in layer.weights]
    shapes = [tuple(weight.shape) for weight in wanted]
    if [array.shape for array in given[: len(wanted)]] != shapes:
        raise ValueError(f"other shapes of weights than {shapes[:3]}...")
    for weight, array in zip(wanted, given, strict=False):
        weight.assign(array)
