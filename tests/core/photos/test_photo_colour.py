"""Colour profiles against LittleCMS used directly."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from pictures import difference, draw, encode, encode_image
from PIL import Image, ImageCms

from core.errors import PhotoError
from core.photos.colour import convert_pixels, transform_to_srgb
from core.photos.loader import load_photo, load_photo_bytes

PIXELS = draw()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """A valid RGB profile that is far from sRGB: the red and blue colorants of sRGB exchanged."""
    profile = bytearray(SRGB)
    tags = {
        bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12)
    }
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        profile[blue + 4 : blue + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


def by_littlecms(image: Image.Image, profile: bytes) -> np.ndarray:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return np.asarray(ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"))


@pytest.mark.parametrize(
    ("format", "options"),
    [("JPEG", {}), ("PNG", {}), ("TIFF", {}), ("WEBP", {"lossless": True}), ("AVIF", {"quality": 95})],
)
def test_a_foreign_profile_is_converted(format: str, options: dict) -> None:
    profile = swapped_profile()
    data = encode(PIXELS, format, icc_profile=profile, **options)
    with Image.open(io.BytesIO(data)) as image:
        expected = by_littlecms(image.convert("RGB"), profile)
    result = load_photo_bytes(data)
    assert difference(result, expected) < 0.5
    assert difference(result, PIXELS) > 20.0


def test_srgb_itself_and_broken_profiles_change_nothing() -> None:
    plain = load_photo_bytes(encode(PIXELS))
    for profile in (SRGB, b"broken", SRGB[:200], bytes(500)):
        np.testing.assert_array_equal(load_photo_bytes(encode(PIXELS, icc_profile=profile)), plain)
    assert transform_to_srgb(SRGB, "RGB") is None


def test_a_profile_for_another_colour_space_is_ignored() -> None:
    data = encode_image(Image.fromarray(PIXELS).convert("CMYK"), "JPEG")
    with_profile = encode_image(Image.fromarray(PIXELS).convert("CMYK"), "JPEG", icc_profile=swapped_profile())
    np.testing.assert_array_equal(load_photo_bytes(with_profile), load_photo_bytes(data))


def test_alpha_is_blended_after_the_conversion() -> None:
    profile = swapped_profile()
    rgba = np.concatenate([PIXELS, np.full((40, 60, 1), 255, np.uint8)], axis=2)
    rgba[:, :30, 3] = 0
    result = load_photo_bytes(encode(rgba, "PNG", icc_profile=profile))
    assert (result[:, :30] == 255).all()
    np.testing.assert_array_equal(result[:, 30:], by_littlecms(Image.fromarray(PIXELS), profile)[:, 30:])


def test_threads_agree() -> None:
    profile = swapped_profile()
    expected = convert_pixels(PIXELS.copy(), profile)
    with ThreadPoolExecutor(4) as pool:
        for result in pool.map(lambda _: convert_pixels(PIXELS.copy(), profile), range(40)):
            np.testing.assert_array_equal(result, expected)


def test_shared_photos_with_profiles_agree_with_littlecms(shared_photos: Path) -> None:
    seen = 0
    for path in sorted((shared_photos / "check").rglob("*.jp*g")):
        with Image.open(path) as image:
            profile = image.info.get("icc_profile")
            if not profile or image.mode != "RGB" or image.getexif().get(0x0112, 1) != 1:
                continue
            expected = by_littlecms(image, profile)
        result = load_photo(str(path))
        assert not isinstance(result, PhotoError)
        assert np.abs(result.astype(int) - expected).max() <= 4, path.name
        seen += 1
        if seen == 20:
            break
