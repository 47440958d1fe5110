"""What turns prepared photos into the features that a head is trained on: ONNX Runtime, or Keras itself."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

import keras
import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import BACKBONE, Bundle
from core.datasets.feature_cache import backbone_key
from core.inference.head import Flatten, GlobalAveragePooling
from core.inference.session import BackboneSession
from core.preprocessing.scaling import Scaling
from core.training.fit import Array
from core.training.out_of_memory import is_out_of_memory

_KERAS_BATCH = 32
_PARITY = 1e-3
"""largest difference between two makers, as a share of the largest feature, that counts as none"""


class FeatureMaker(Protocol):
    """Photos [N, size, size, 3] to what the first trainable layer takes in, [N, features]."""

    key: str
    """changes whenever the features of a photo could"""
    in_threads: bool
    """one photo a call, from several threads at once, is the fastest; else `batch_size` photos a call from one"""
    batch_size: int

    def features(self, pixels: NDArray[np.uint8]) -> Array:
        """[N, features], float32."""


class BundleFeatures:
    """The backbone of a bundle on ONNX Runtime, pooled: several times as fast as Keras on a processor."""

    in_threads, batch_size = True, 1

    def __init__(self, bundle: Bundle, pooling: str) -> None:
        """
        Args:
            bundle: scales the pixels in its backbone.
            pooling: "gap" or "flatten".

        Raises:
            BreedLensError: the backbone cannot be run.
        """
        self._session = BackboneSession(bundle.backbone)
        self._pool = GlobalAveragePooling() if pooling == "gap" else Flatten()
        self.backbone = bundle.backbone
        self.input_size = self._session.input_size
        self.key = backbone_key(bundle.card.files[BACKBONE], pooling)

    def features(self, pixels: NDArray[np.uint8]) -> Array:
        """[N, features], float32."""
        return self._pool.forward(self._session.features(pixels))


class KerasFeatures:
    """A part of the network that is trained, run by Keras."""

    in_threads = False

    def __init__(self, extractor: keras.Model, scaling: Scaling) -> None:
        """
        Args:
            extractor: from scaled photos to features.
            scaling: what happens to pixels before it.
        """
        self._extractor, self._scaling = extractor, scaling
        self.batch_size = _KERAS_BATCH
        self.key = f"keras-{_digest(extractor, scaling)}"

    def features(self, pixels: NDArray[np.uint8]) -> Array:
        """[N, features], float32; fewer photos at a time where memory runs out."""
        try:
            return self._features(pixels)
        except Exception as error:
            if len(pixels) == 1 or not is_out_of_memory(error):
                raise
        self.batch_size = half = len(pixels) // 2
        return np.concatenate([self.features(pixels[:half]), self.features(pixels[half:])])

    def _features(self, pixels: NDArray[np.uint8]) -> Array:
        scaled = self._scaling.apply(pixels.astype(np.float32))
        return np.asarray(self._extractor.predict_on_batch(scaled), np.float32)


def _digest(extractor: keras.Model, scaling: Scaling) -> str:
    """Of the weights and of how they are put together."""
    digest = hashlib.sha256(f"{scaling} {extractor.input_shape} {keras.mixed_precision.dtype_policy().name}".encode())
    for layer in extractor.layers:
        digest.update(f"{type(layer).__name__} {layer.name}".encode())
        for weight in layer.get_weights():
            digest.update(np.ascontiguousarray(weight).tobytes())
    return digest.hexdigest()[:32]


def are_equal(first: FeatureMaker, second: FeatureMaker, size: int) -> bool:
    """Whether both make the same of two pictures [size, size, 3]."""
    pixels: NDArray[Any] = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), np.uint8)
    pixels[1] = np.linspace(0, 255, size).astype(np.uint8)[:, None, None]
    a, b = first.features(pixels), second.features(pixels)
    return a.shape == b.shape and bool(np.abs(a - b).max() <= _PARITY * np.abs(b).max())
