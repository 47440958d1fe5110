"""Grad-CAM: where in the photo the evidence for a breed lies.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017
(arXiv:1610.02391): each channel of the last spatial map is weighted by the mean gradient of the class's logit with
respect to it, and what is positive in the weighted sum is the heat map. The gradient comes from the head alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.inference.head import Head


def class_activation_map(head: Head, features: NDArray[np.float32], output: int) -> NDArray[np.float32]:
    """Grad-CAM of one output before any scaling.

    Args:
        head: the layers behind the map.
        features: [height, width, channels] of one photo.
        output: index of the head's output.

    Returns:
        [height, width], not negative; all zero where nothing speaks for the class.

    Raises:
        ValueError: the network has no spatial map.
    """
    if features.ndim != 3:
        raise ValueError("a network without a spatial map has no heat map")
    gradient = head.gradient(features, {output: 1.0})
    channel_weights = gradient.mean(axis=(0, 1))
    return np.asarray(np.maximum(features @ channel_weights, 0), np.float32)


def normalised(heat_map: NDArray[np.float32]) -> NDArray[np.float32]:
    """The map divided by its maximum, so that it lies in 0..1; a map of zeros stays as it is."""
    peak = float(heat_map.max(initial=0.0))
    return heat_map / np.float32(peak) if peak > 0 else heat_map
