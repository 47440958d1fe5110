"""What happens to pixel values right before a network: from 0..255 to what its weights were trained with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError

KINDS = ("tf", "caffe", "lite", "unit", "none", "built_in", "standardise")

_IMAGENET_MEAN_BGR = np.array([103.939, 116.779, 123.68], np.float32)
_EPSILON = 1e-7


@dataclass(frozen=True, slots=True)
class Scaling:
    """How pixel values are scaled.

    Kinds: "tf" x / 127.5 - 1; "caffe" BGR less ImageNet's mean; "lite" (x - 127) / 128; "unit" x / 255; "none" and
    "built_in" (the network does it) x; "standardise" (x - mean) / (std + 1e-7) with the mean and deviation of each
    colour over the training photos. The first two are those of `keras.applications.imagenet_utils`.
    """

    kind: str
    mean: tuple[float, ...] | None = None
    """[3] in 0..255, for "standardise" alone"""
    std: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        """
        Raises:
            BreedLensError: `scaling_invalid`.
        """
        if self.kind not in KINDS:
            raise BreedLensError(
                "scaling_invalid",
                'There is no scaling of pixels called "{kind}". Known are: {known}.',
                kind=str(self.kind),
                known=", ".join(KINDS),
            )
        fitted = self.mean is not None and self.std is not None and len(self.mean) == len(self.std) == 3
        if self.kind == "standardise" and not fitted:
            raise BreedLensError(
                "scaling_invalid",
                'The scaling "standardise" needs the mean and the deviation of each of three colours.',
            )

    @classmethod
    def fitted(cls, photos: Iterable[NDArray[np.uint8]]) -> Scaling:
        """The scaling "standardise" with the mean and deviation of each colour over photos [..., 3], seen once.

        Raises:
            ValueError: there are no photos.
        """
        count, total, squares = 0, np.zeros(3), np.zeros(3)
        for photo in photos:
            values = photo.reshape(-1, 3).astype(np.float64)
            count, total, squares = count + len(values), total + values.sum(axis=0), squares + (values**2).sum(axis=0)
        if not count:
            raise ValueError("no photos to take the mean of")
        mean = total / count
        deviation = np.sqrt(np.maximum(squares / count - mean**2, 0))
        return cls("standardise", tuple(mean.tolist()), tuple(deviation.tolist()))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Scaling:
        """The scaling that `to_dict` told.

        Raises:
            BreedLensError: `scaling_invalid`.
        """
        try:
            mean, std = (
                tuple(float(value) for value in values[name]) if values.get(name) is not None else None
                for name in ("mean", "std")
            )
            return cls(values["kind"], mean, std)
        except (KeyError, TypeError, ValueError) as error:
            raise BreedLensError(
                "scaling_invalid",
                "The scaling of pixels is not described in a way that this program knows.",
                details=f"{type(error).__name__}: {error}",
            ) from error

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        if self.mean is None or self.std is None:
            return {"kind": self.kind}
        return {"kind": self.kind, "mean": list(self.mean), "std": list(self.std)}

    def apply(self, pixels: Any) -> Any:
        """Scale float32 RGB pixels [..., 3] in 0..255, a NumPy array or a tensor of TensorFlow or JAX, to float32."""
        match self.kind:
            case "tf":
                return pixels / 127.5 - 1.0
            case "caffe":
                return pixels[..., ::-1] - _IMAGENET_MEAN_BGR
            case "lite":
                return (pixels - 127.0) / 128.0
            case "unit":
                return pixels / 255.0
            case "standardise":
                deviation = np.asarray(self.std, np.float32) + np.float32(_EPSILON)
                return (pixels - np.asarray(self.mean, np.float32)) / deviation
        return pixels
