"""Bringing a single photo to mean 0 and deviation 1: standardisation, and ZCA whitening."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.preprocessing.geometry import Photo

ROWS, COLOURS = "rows", "colours"


def standardised(pixels: Photo, epsilon: float = 1e-7) -> NDArray[np.float32]:
    """(x - mean) / (deviation + epsilon) over all pixels and colours of a photo [h, w, 3]."""
    values = pixels.astype(np.float32)
    values -= values.mean(dtype=np.float64)
    return values / np.float32(values.std(dtype=np.float64) + epsilon)


def whitened(pixels: Photo, across: str = ROWS, epsilon: float = 1e-5) -> NDArray[np.float32]:
    """ZCA whitening of a single photo: Bell and Sejnowski, "The independent components of natural scenes", 1997.

    Each variable is centred, and the photo is multiplied by U diag((s + epsilon)^-1/2) U', where U diag(s) U' is the
    covariance of the variables, so that they become uncorrelated and change as little as possible otherwise.

    Args:
        pixels: uint8 [h, w, 3]; taken as 0..1.
        across: what the variables are. "rows": those of each colour, seen at every column, as the published code has
            it (which took the first colour only, and multiplied by the photo twice). "colours": the three colours, seen
            at every pixel.
        epsilon: variance below which nothing is amplified.

    Returns:
        float32 [h, w, 3], each variable of mean 0 and, where there were more places than variables, of variance 1.
    """
    values = pixels.astype(np.float32) / np.float32(255)
    if across == COLOURS:
        return _zca(values.reshape(-1, 3).T, epsilon).T.reshape(values.shape)
    planes = [_zca(values[..., colour], epsilon) for colour in range(3)]
    return np.stack(planes, axis=-1)


def _zca(variables: NDArray[np.float32], epsilon: float) -> NDArray[np.float32]:
    """Whiten [variables, places]."""
    centred = variables.astype(np.float64)
    centred -= centred.mean(axis=1, keepdims=True)
    covariance = centred @ centred.T / centred.shape[1]
    variances, directions = np.linalg.eigh(covariance)
    shrink = 1.0 / np.sqrt(np.maximum(variances, 0.0) + epsilon)
    return np.asarray((directions * shrink) @ (directions.T @ centred), np.float32)
