"""A photo on its way to a network, as a card or recipe declares it: the same in training and in prediction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.errors import BreedLensError
from core.preprocessing.geometry import CROP, PAD, Box, Cut, Photo, Region, padded, padded_region, resized
from core.preprocessing.steps import (
    CentreCrop,
    CropToBox,
    PixelStep,
    Resize,
    Step,
    Whiten,
    describe_step,
    parse_step,
    step_name,
)

PIXELS_VERSION = 1
"""to be raised whenever a change of this program makes the same photo and the same steps give other pixels: of the
decoder and its reduction (`core.photos`), a step, the resizing, an augmentation. Kept features are void then"""
_BOX_DETAIL = 2.0
"""how many times larger a photo is loaded where only a box of it, of unknown size, is looked at"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A square [size, size, 3] as the network gets it, and the part of the photo that it shows."""

    pixels: Photo
    region: Region


class Pipeline:
    """Declared steps, in this order: `crop_to_box`, `centre_crop`, pixel steps, `resize`, pixel steps.

    What is missing is left out, but for the resizing, which then takes the middle square. Pixel steps before `resize`
    work on the photo's own resolution, those behind it on the square.
    """

    def __init__(self, steps: Sequence[Mapping[str, Any]] = ()) -> None:
        """
        Args:
            steps: `{"step": NAME, ...options}` each; see `core.preprocessing.steps`.

        Raises:
            BreedLensError: `preprocessing_invalid`: an unknown step or option, a wrong value, or a wrong order.
        """
        parsed = [parse_step(step) for step in steps]
        if not any(isinstance(step, Resize) for step in parsed):
            parsed.append(Resize())
        _check_order(parsed)
        self._steps = tuple(parsed)
        at = next(index for index, step in enumerate(parsed) if isinstance(step, Resize))
        self._resize = next(step for step in parsed if isinstance(step, Resize))
        self._box = next((step for step in parsed if isinstance(step, CropToBox)), None)
        self._fraction = next((step.fraction for step in parsed if isinstance(step, CentreCrop)), 1.0)
        self._before = tuple(step for step in parsed[:at] if isinstance(step, PixelStep))
        self._behind = tuple(step for step in parsed[at + 1 :] if isinstance(step, PixelStep))

    @property
    def steps(self) -> tuple[dict[str, Any], ...]:
        """The steps as a card holds them, with every option said, so that a later default changes nothing."""
        return tuple(describe_step(step) for step in self._steps)

    @cached_property
    def key(self) -> str:
        """16 hexadecimal digits that change whenever a prepared photo could."""
        described = json.dumps([PIXELS_VERSION, self.steps], sort_keys=True)
        return hashlib.sha256(described.encode()).hexdigest()[:16]

    @property
    def mode(self) -> str:
        """How a photo becomes a square: one of `geometry.MODES`."""
        return self._resize.mode

    @property
    def shows_everything(self) -> bool:
        """Whether every part of a photo without a box reaches the network."""
        return self.mode != CROP and self._fraction == 1.0

    @property
    def uses_boxes(self) -> bool:
        """Whether a box makes a difference."""
        return self._box is not None

    @property
    def whitens(self) -> bool:
        """Whether linear algebra is done for each photo, which starts NumPy's own threads unless they are limited."""
        return any(isinstance(step, Whiten) for step in self._steps)

    def decode_side(self, size: int) -> int:
        """Shorter side in pixels that a photo must be loaded with so that nothing is enlarged (`load_photo`)."""
        return round(size / self._fraction * (_BOX_DETAIL if self._box else 1.0))

    def prepare(self, photo: Photo, size: int, box: Box | None = None) -> Photo:
        """What the network is shown.

        Args:
            photo: uint8 [h, w, 3] RGB, upright.
            size: side of the network's square input.
            box: xmin, ymin, xmax, ymax in pixels of `photo`, for `crop_to_box`.

        Returns:
            uint8 [size, size, 3] RGB.
        """
        return self.show(photo, size, box).pixels

    def show(self, photo: Photo, size: int, box: Box | None = None) -> Shown:
        """As `prepare`, with the part of the photo that is shown."""
        cut = self.cut(photo, box)
        region = padded_region(cut, photo, size) if self.mode == PAD else cut.region(photo)
        return Shown(self.finished(self.square(photo, cut, size)), region)

    def show_cut(self, photo: Photo, cut: Cut, size: int) -> Shown:
        """As `show`, of a part of the photo chosen otherwise, squeezed into the square."""
        return Shown(self.finished(self.squeezed(photo, cut, size)), cut.region(photo))

    def area(self, photo: Photo, box: Box | None = None) -> Cut:
        """The part of the photo that counts: the grown box where there is one and the steps use it, else everything."""
        whole = Cut.whole(photo)
        return whole.around(box, self._box.margin) if self._box and box is not None else whole

    def cut(self, photo: Photo, box: Box | None = None) -> Cut:
        """The part of the photo that is shown."""
        area = self.area(photo, box)
        return area.middle_square(self._fraction) if self.mode == CROP else area.middle(self._fraction)

    def square(self, photo: Photo, cut: Cut, size: int) -> Photo:
        """A part of the photo made square as declared, before the steps that follow `resize`."""
        if self.mode == PAD:
            return padded(self._cut_pixels(photo, cut), size, self._resize.interpolation, self._resize.fill)
        return self.squeezed(photo, cut, size)

    def squeezed(self, photo: Photo, cut: Cut, size: int) -> Photo:
        """As `square`, filling the square whatever the proportions."""
        return resized(self._cut_pixels(photo, cut), size, size, self._resize.interpolation)

    def finished(self, square: Photo) -> Photo:
        """The steps that follow `resize`, on a square [size, size, 3]."""
        for step in self._behind:
            square = step(square)
        return square

    def _cut_pixels(self, photo: Photo, cut: Cut) -> Photo:
        pixels = cut.of(photo)
        for step in self._before:
            pixels = step(pixels)
        return pixels


def _rank(step: Step) -> int:
    match step:
        case CropToBox():
            return 0
        case CentreCrop():
            return 1
        case Resize():
            return 3
    return 2


def _check_order(steps: Sequence[Step]) -> None:
    """Crops come first, and nothing but a pixel step comes twice."""
    for index, step in enumerate(steps):
        if isinstance(step, PixelStep):
            continue
        if any(type(other) is type(step) for other in steps[:index]):
            raise BreedLensError(
                "preprocessing_invalid", "The preprocessing step {step} may be there only once.", step=step_name(step)
            )
        later = next((other for other in steps[:index] if _rank(other) > _rank(step)), None)
        if later is not None and not isinstance(step, Resize):
            raise BreedLensError(
                "preprocessing_invalid",
                "The preprocessing step {step} must come before {other}.",
                step=step_name(step),
                other=step_name(later),
            )
