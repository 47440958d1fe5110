"""Decoded Pillow pictures of any mode to RGB uint8, in bands, so that no second full-size copy is ever made."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from core.photos.colour import transform_to_srgb
from core.photos.orientation import stored_view, upright_size

BAND_PIXELS = 2_000_000

_WHITE = 255
_COLOUR_MODES = {"RGB", "L", "CMYK"}


def to_upright_rgb(image: Image.Image, orientation: int, profile: bytes | None) -> NDArray[np.uint8]:
    """Convert a loaded picture to upright sRGB [h, w, 3]: alpha over white, deep samples scaled to 0..255."""
    width, height = image.size
    out_width, out_height = upright_size(width, height, orientation)
    upright = np.empty((out_height, out_width, 3), np.uint8)
    stored = stored_view(upright, orientation)
    scale = _scale_of(image)
    rows = max(1, BAND_PIXELS // width)
    for top in range(0, height, rows):
        bottom = min(height, top + rows)
        band = image if rows >= height else image.crop((0, top, width, bottom))
        stored[top:bottom] = _band_to_rgb(band, scale, profile)
    return upright


def _band_to_rgb(band: Image.Image, scale: tuple[float, float] | None, profile: bytes | None) -> NDArray[np.uint8]:
    if scale is not None:
        return _deep_to_rgb(band, scale, profile)
    if band.mode == "1":
        band = _flat(band, "L")
    if "transparency" in band.info or band.mode not in _COLOUR_MODES:
        return _transparent_to_rgb(band, profile)
    return _colour_to_rgb(band, profile)


def _flat(band: Image.Image, mode: str) -> Image.Image:
    converted = band.convert(mode)
    if "transparency" in band.info:
        key = band.info["transparency"]
        converted.info["transparency"] = min(255, key) if isinstance(key, int) else key
    return converted


def _colour_to_rgb(band: Image.Image, profile: bytes | None) -> NDArray[np.uint8]:
    transform = transform_to_srgb(profile, band.mode)
    if transform is not None:
        return np.asarray(ImageCms.applyTransform(band, transform))
    return np.asarray(band if band.mode == "RGB" else band.convert("RGB"))


def _transparent_to_rgb(band: Image.Image, profile: bytes | None) -> NDArray[np.uint8]:
    """Pictures with alpha, a palette or an odd colour space: by way of RGBA."""
    if band.mode in ("P", "PA", "LA", "La", "RGBa", "L", "RGB", "RGBA"):
        with_alpha = np.asarray(band.convert("LA").convert("RGBA") if band.mode == "La" else band.convert("RGBA"))
        colours, alpha = np.ascontiguousarray(with_alpha[:, :, :3]), with_alpha[:, :, 3:]
        grey = band.mode in ("L", "LA", "La")
        source = Image.fromarray(np.ascontiguousarray(colours[:, :, 0]) if grey else colours)
        rgb = _colour_to_rgb(source, profile)
        if alpha.min() == _WHITE:
            return rgb
        weight = alpha.astype(np.uint16)
        blended: NDArray[np.uint16] = (rgb * weight + _WHITE * (_WHITE - weight) + 127) // 255
        return blended.astype(np.uint8)
    # YCbCr, Lab, HSV, RGBX: Pillow knows their way to RGB; an embedded profile speaks of another space.
    if band.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        lab_to_srgb = ImageCms.buildTransform(lab, srgb, "LAB", "RGB")
        return np.asarray(ImageCms.applyTransform(band, lab_to_srgb))
    return _colour_to_rgb(band.convert("RGB"), profile)


def _scale_of(image: Image.Image) -> tuple[float, float] | None:
    """What value is black and what is white, for modes deeper than 8 bits; None for the others."""
    if image.mode.startswith("I;16"):
        return 0.0, 65535.0
    if image.mode not in ("I", "F"):
        return None
    low, high = _finite_range(image)
    if image.mode == "I" and image.format == "PPM":
        return 0.0, 65535.0
    if low >= 0.0:
        # The usual conventions first: 0..1 for floats, then 8 and 16 bits in a wider sample.
        for top in (1.0,) * (image.mode == "F") + (255.0, 65535.0):
            if high <= top:
                return 0.0, top
    return low, high


def _finite_range(image: Image.Image) -> tuple[float, float]:
    low, high = np.inf, -np.inf
    rows = max(1, BAND_PIXELS // image.width)
    for top in range(0, image.height, rows):
        values = np.asarray(image.crop((0, top, image.width, min(image.height, top + rows))))
        values = values[np.isfinite(values)]
        if values.size:
            low, high = min(low, float(values.min())), max(high, float(values.max()))
    return (low, high) if low <= high else (0.0, 1.0)


def _deep_to_rgb(band: Image.Image, scale: tuple[float, float], profile: bytes | None) -> NDArray[np.uint8]:
    low, high = scale
    values = np.asarray(band).astype(np.float64)
    span = high - low or 1.0
    scaled = np.nan_to_num((values - low) / span, nan=0.0, posinf=1.0, neginf=0.0)
    grey = np.rint(scaled.clip(0.0, 1.0) * 255.0).astype(np.uint8)
    key = band.info.get("transparency")
    rgb = _colour_to_rgb(Image.fromarray(grey), profile)
    if isinstance(key, int):
        rgb = np.where((values == key)[:, :, None], np.uint8(_WHITE), rgb)
    return rgb
