"""The steps that a preprocessing pipeline is declared with. Each is the same for training and for prediction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol, runtime_checkable

import cv2
import numpy as np

from core.errors import BreedLensError
from core.preprocessing.geometry import AREA, CROP, INTERPOLATIONS, MODES, Photo
from core.preprocessing.options import checked, choice, number
from core.preprocessing.whitening import standardised, whitened


@runtime_checkable
class PixelStep(Protocol):
    """Changes colours and leaves every pixel where it is: uint8 [h, w, 3] to uint8 [h, w, 3]."""

    def __call__(self, pixels: Photo) -> Photo: ...


@dataclass(frozen=True, slots=True)
class CropToBox:
    """Keep the annotated box, grown on each side by `margin` of the box's side; a photo without a box stays whole."""

    margin: float = number(0.1, 0.0, 10.0)


@dataclass(frozen=True, slots=True)
class CentreCrop:
    """Keep the middle, `fraction` of each side."""

    fraction: float = number(1.0, 1e-3, 1.0)


@dataclass(frozen=True, slots=True)
class Resize:
    """To the network's square: the middle square, everything squeezed, or everything with padding of level `fill`."""

    mode: str = choice(CROP, *MODES)
    interpolation: str = choice(AREA, *INTERPOLATIONS)
    fill: int = number(0, 0, 255)


@dataclass(frozen=True, slots=True)
class Equalise:
    """Histogram equalisation of the luma Y of YCrCb; `clip_limit` and `tiles` are those of CLAHE."""

    method: str = choice("clahe", "clahe", "global")
    clip_limit: float = number(2.0, 0.1, 100.0)
    tiles: int = number(8, 1, 64)

    def __call__(self, pixels: Photo) -> Photo:
        luma, *chroma = cv2.split(cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb))
        if self.method == "global":
            luma = cv2.equalizeHist(luma)
        else:
            luma = cv2.createCLAHE(self.clip_limit, (self.tiles, self.tiles)).apply(luma)
        return np.asarray(cv2.cvtColor(cv2.merge([luma, *chroma]), cv2.COLOR_YCrCb2RGB), np.uint8)


@dataclass(frozen=True, slots=True)
class Whiten:
    """ZCA whitening of the single photo: see `core.preprocessing.whitening.whitened`."""

    across: str = choice("rows", "rows", "colours")
    epsilon: float = number(1e-5, 1e-12, 1.0)

    def __call__(self, pixels: Photo) -> Photo:
        return _levels(whitened(pixels, self.across, self.epsilon))


@dataclass(frozen=True, slots=True)
class Standardise:
    """(x - mean) / (deviation + epsilon) over all pixels and colours of the single photo."""

    epsilon: float = number(1e-7, 1e-12, 255.0)

    def __call__(self, pixels: Photo) -> Photo:
        return _levels(standardised(pixels, self.epsilon))


@dataclass(frozen=True, slots=True)
class Denoise:
    """Remove noise: by the median of `side` x `side` neighbours, or by the mean of similar places of the photo.

    Non-local means: Buades, Coll and Morel, "Non-Local Means Denoising", IPOL 2011; `strength` is in levels.
    """

    method: str = choice("median", "median", "non_local_means")
    side: int = number(3, 3, 15)
    strength: float = number(3.0, 0.1, 50.0)

    def __call__(self, pixels: Photo) -> Photo:
        if self.method == "median":
            # an even window has no middle
            return np.asarray(cv2.medianBlur(np.ascontiguousarray(pixels), self.side | 1), np.uint8)
        return np.asarray(
            cv2.fastNlMeansDenoisingColored(np.ascontiguousarray(pixels), None, self.strength, self.strength), np.uint8
        )


@dataclass(frozen=True, slots=True)
class Smooth:
    """Gaussian blur; `sigma` in pixels."""

    sigma: float = number(1.0, 0.1, 20.0)

    def __call__(self, pixels: Photo) -> Photo:
        return np.asarray(cv2.GaussianBlur(pixels, (0, 0), self.sigma), np.uint8)


@dataclass(frozen=True, slots=True)
class Sharpen:
    """Unsharp mask: add `amount` times the difference to the photo blurred by `sigma` pixels."""

    amount: float = number(1.0, 0.0, 10.0)
    sigma: float = number(1.0, 0.1, 20.0)

    def __call__(self, pixels: Photo) -> Photo:
        blurred = cv2.GaussianBlur(pixels, (0, 0), self.sigma)
        return np.asarray(cv2.addWeighted(pixels, 1 + self.amount, blurred, -self.amount, 0), np.uint8)


Step = CropToBox | CentreCrop | Resize | Equalise | Whiten | Standardise | Denoise | Smooth | Sharpen

STEPS: Mapping[str, type[Step]] = {
    "crop_to_box": CropToBox,
    "centre_crop": CentreCrop,
    "resize": Resize,
    "equalise": Equalise,
    "whiten": Whiten,
    "standardise": Standardise,
    "denoise": Denoise,
    "smooth": Smooth,
    "sharpen": Sharpen,
}
"""by the name in a card"""

_NAMES = {kind: name for name, kind in STEPS.items()}
_SHOWN_DEVIATIONS = 3.0


def parse_step(values: Mapping[str, Any]) -> Step:
    """A step of a card or recipe, `{"step": NAME, ...options}`.

    Raises:
        BreedLensError: `preprocessing_invalid` for a name, an option or a value that is not known.
    """
    options = dict(values)
    name = options.pop("step", None)
    if not isinstance(name, str) or name not in STEPS:
        raise BreedLensError(
            "preprocessing_invalid",
            'There is no preprocessing step called "{step}". Known are: {known}.',
            step=str(name),
            known=", ".join(STEPS),
        )
    step: Step = checked(STEPS[name], name, options)
    return step


def step_name(step: Step) -> str:
    """The name of a step in a card."""
    return _NAMES[type(step)]


def describe_step(step: Step) -> dict[str, Any]:
    """The step as a card holds it, with every option."""
    return {"step": step_name(step), **asdict(step)}


def _levels(deviations: np.ndarray[Any, np.dtype[np.float32]]) -> Photo:
    """Values of mean 0 and deviation 1 as levels: 0 is -3 deviations or less, 255 is 3 or more."""
    scaled = deviations * np.float32(127.5 / _SHOWN_DEVIATIONS) + np.float32(127.5)
    return np.asarray(np.rint(np.clip(scaled, 0, 255)), np.uint8)
