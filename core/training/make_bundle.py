"""The trained network as a bundle: the installed backbone where it is still the same, an honest calibration, the gate.

Imports Keras: for child processes only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import keras

from core.architectures.keras_files import keras_bytes
from core.architectures.keras_onnx import in_float32
from core.architectures.keras_split import PARITY, head_of, largest_difference
from core.architectures.parts import POOLING, head_layers
from core.breeds import load_breed_table
from core.bundles.bundle import KERAS, Bundle
from core.bundles.card import Calibration, Card, ClassEntry, Gate
from core.bundles.gated_head import gated_head, imagenet_classifier, with_gate_of
from core.errors import BreedLensError
from core.inference.head import Dense, GlobalAveragePooling, Head, Layer
from core.inference.views import VIEW_NAMES
from core.preprocessing.scaling import Scaling
from core.training.convert import convert
from core.training.devices import backend_name
from core.training.progress import Steered


@dataclass(frozen=True, slots=True)
class Parts:
    """What a bundle is made of besides its card."""

    backbone: bytes = field(repr=False)
    head: Head = field(repr=False)
    gate: Gate | None
    keras: bytes = field(repr=False)
    scaling: Scaling
    """of the pixels before the Keras network"""


def make_parts(network: keras.Model, scaling: Scaling, bundle: Bundle | None, control: Steered) -> Parts:
    """Backbone and head of a trained network, and its Keras file.

    Args:
        network: from `build_network`, trained.
        scaling: of the photos it is going to see.
        bundle: an installed model whose backbone, scaling included, is this network's: it is used as it is, and its
            ImageNet classifier, where it has one, becomes the dog gate.
        control: asked while another process converts.

    Raises:
        BreedLensError: the bundle does not answer as Keras does, or cannot be made.
        Cancelled: the control said so.
    """
    network = in_float32(network)
    content = keras_bytes(network)
    if bundle is None:
        backbone, head = convert(network, content, scaling, control)
        return Parts(backbone, head, None, content, scaling)
    pooling = network.get_layer(POOLING)
    head = Head(_merged(head_of([pooling, *head_layers(network)]).layers))
    check_parity(network, scaling, bundle.backbone, head)
    imagenet = imagenet_classifier(bundle.head)
    match head.layers:
        case (GlobalAveragePooling(), Dense() as dense) if imagenet is not None and bundle.card.gate is not None:
            gated, gate = gated_head(dense, imagenet)
            return Parts(bundle.backbone, gated, gate, content, scaling)
    return Parts(bundle.backbone, head, None, content, scaling)


def _merged(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The same head with linear layers that follow each other (a reduction of the features) made one."""
    merged: list[Layer] = []
    for layer in layers:
        before = merged[-1] if merged else None
        if isinstance(layer, Dense) and isinstance(before, Dense) and before.activation == "linear":
            bias = before.bias @ layer.kernel + layer.bias
            merged[-1] = Dense(before.kernel @ layer.kernel, bias, layer.activation)
        else:
            merged.append(layer)
    return tuple(merged)


def check_parity(network: keras.Model, scaling: Scaling, backbone: bytes, head: Head) -> None:
    """Hold backbone and head to the answers of Keras on two pictures.

    Raises:
        BreedLensError: `bundle_differs`.
    """
    difference = largest_difference(network, scaling, backbone, head)
    if not difference < PARITY:
        raise BreedLensError(
            "bundle_differs",
            "The model does not answer as Keras does, and was not kept.",
            details=f"largest difference as a share of the largest probability: {difference}",
        )


def make_card(
    *,
    title: str,
    architecture: str,
    input_size: int,
    classes: Sequence[str],
    preprocessing: Sequence[Mapping[str, Any]],
    calibration: Calibration,
    parts: Parts,
    bundle: Bundle | None,
    recipe: str,
    metrics: Sequence[Mapping[str, Any]],
    licence: str,
    origin: str,
) -> Card:
    """The description of a trained model, without a name; `classes` are slugs of the 120 breeds or names of one's own.

    The calibration was fitted on plain views; the others are made of the same network's answers and share it.
    """
    wnids = {breed.slug: breed.wnid for breed in load_breed_table()}
    fits = dict.fromkeys(VIEW_NAMES, calibration)
    if parts.gate is not None and bundle is not None:
        fits = with_gate_of(fits, bundle.card.calibration)
    return Card(
        name="",
        title=title,
        architecture=architecture,
        input_size=input_size,
        classes=tuple(ClassEntry(breed, index, wnids.get(breed, "")) for index, breed in enumerate(classes)),
        gate=parts.gate,
        calibration=fits,
        preprocessing=tuple(preprocessing),
        metrics=tuple(metrics),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe,
        backend=backend_name(),
        licence=licence,
        origin=origin,
        scaling=parts.scaling.to_dict(),
    )


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """What a training hands back: everything that `core.bundles.bundle.save_bundle` takes, and how it went."""

    card: Card
    backbone: bytes = field(repr=False)
    head: Head = field(repr=False)
    extra: Mapping[str, bytes] = field(repr=False)
    stopped: bool
    """it was told to stop and keep the best, or failed with something to keep"""
    best_epoch: int
    """the epoch whose weights these are, counted from 1"""
    val_accuracy: float | None
    """of that epoch, 0 to 1"""
    curve: tuple[Mapping[str, Any], ...] = ()
    """a row an epoch"""


def extra_files(parts: Parts) -> Mapping[str, bytes]:
    """The files of the bundle besides backbone and head."""
    return {KERAS: parts.keras}
