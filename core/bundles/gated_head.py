"""The dog gate for a head trained behind a frozen ImageNet backbone: ImageNet's own classes answer beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.bundles.card import Calibration, Gate
from core.bundles.provide import DOG_OUTPUTS
from core.inference.head import Dense, GlobalAveragePooling, Head

IMAGENET_CLASSES = 1000


def gated_head(dense: Dense, imagenet: Dense) -> tuple[Head, Gate]:
    """One head with the outputs of both: first the trained classes, then the 1,000 of ImageNet.

    The logits of the trained classes are not on ImageNet's scale, so the gate leaves them out of its balance, and no
    ImageNet breed is taken for "a dog of another breed".

    Args:
        dense: the trained layer, [channels, classes], linear.
        imagenet: the backbone's own classifier, [channels, 1000], linear.

    Raises:
        ValueError: the two do not stand behind the same pooled features, or are not linear.
    """
    if dense.activation != "linear" or imagenet.activation != "linear":
        raise ValueError("a layer that is not linear")
    if dense.kernel.shape[0] != imagenet.kernel.shape[0] or imagenet.kernel.shape[1] != IMAGENET_CLASSES:
        raise ValueError(f"kernels of {dense.kernel.shape} and {imagenet.kernel.shape}")
    first = dense.kernel.shape[1]
    both = Dense(np.hstack([dense.kernel, imagenet.kernel]), np.concatenate([dense.bias, imagenet.bias]))
    dogs = tuple(first + output for output in DOG_OUTPUTS)
    others = tuple(output for output in range(first, first + IMAGENET_CLASSES) if output not in set(dogs))
    return Head((GlobalAveragePooling(), both)), Gate(dogs, (), others)


def imagenet_classifier(head: Head) -> Dense | None:
    """The last layer of a head that pools and classifies into ImageNet's classes; None for any other head."""
    match head.layers:
        case (GlobalAveragePooling(), Dense(kernel=kernel, activation="linear") as dense):
            return dense if kernel.shape[1] == IMAGENET_CLASSES else None
    return None


def with_gate_of(fits: Mapping[str, Calibration], source: Mapping[str, Calibration]) -> dict[str, Calibration]:
    """The fits of a trained model with the gate's numbers of the model that its backbone came from, by views."""
    return {
        views: replace(fit, dog_slope=source[views].dog_slope, dog_intercept=source[views].dog_intercept)
        if views in source
        else fit
        for views, fit in fits.items()
    }
