"""Colour profiles: any ICC profile to sRGB, through LittleCMS."""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

MAX_PROFILE_BYTES = 8_000_000
SAME_WITHIN = 2
"""A profile that moves no colour of the lattice by more than this many levels is taken for sRGB itself."""

_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_KEPT_TRANSFORMS = 8


class _ThreadTransforms(threading.local):
    """The transforms a thread made last: LittleCMS objects are not shared between threads."""

    def __init__(self) -> None:
        self.by_digest: OrderedDict[tuple[bytes, str], ImageCms.ImageCmsTransform | None] = OrderedDict()


_TRANSFORMS = _ThreadTransforms()


def transform_to_srgb(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The transform from a profile to sRGB for Pillow pictures of `mode` (RGB, L or CMYK).

    None where there is nothing to do: no profile, a broken one, one for another colour space, or sRGB itself.
    """
    if not profile or len(profile) > MAX_PROFILE_BYTES:
        return None
    key = (hashlib.blake2b(profile, digest_size=16).digest(), mode)
    kept = _TRANSFORMS.by_digest
    if key in kept:
        kept.move_to_end(key)
        return kept[key]
    kept[key] = _build(profile, mode)
    if len(kept) > _KEPT_TRANSFORMS:
        kept.popitem(last=False)
    return kept[key]


def convert_pixels(pixels: NDArray[np.uint8], profile: bytes | None) -> NDArray[np.uint8]:
    """Convert decoded pixels [h, w, 3] uint8 to sRGB in place, by a profile for RGB or for grey; returns them."""
    if not profile:
        return pixels
    transform = transform_to_srgb(profile, "RGB")
    mode = "RGB"
    if transform is None:
        transform = transform_to_srgb(profile, "L")
        mode = "L"
    if transform is None:
        return pixels
    rows = max(1, 4_000_000 // max(1, pixels.shape[1]))
    for top in range(0, pixels.shape[0], rows):
        band = pixels[top : top + rows]
        picture = Image.fromarray(band if mode == "RGB" else np.ascontiguousarray(band[:, :, 0]))
        band[:] = np.asarray(ImageCms.applyTransform(picture, transform))
    return pixels


def _build(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _MODES.get(opened.profile.xcolor_space) != mode:
            return None
        transform = ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), mode, "RGB")
        return None if mode == "RGB" and _is_identity(transform) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
        return None


def _is_identity(transform: ImageCms.ImageCmsTransform) -> bool:
    levels = np.arange(0, 256, 17, dtype=np.uint8)
    lattice = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(levels.size, -1, 3)
    converted = np.asarray(ImageCms.applyTransform(Image.fromarray(lattice), transform))
    return int(np.abs(converted.astype(np.int16) - lattice).max()) <= SAME_WITHIN
