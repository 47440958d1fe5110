"""Perceptual fingerprints: alike for one picture in any form, unlike for two, and all close pairs found."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from drawn import blobs
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from core.control import Cancelled, Control
from core.datasets.likeness import DECODE_SIDE, LIKENESS_BYTES, RADIUS, Clusters, join_alike, likeness
from core.photos.loader import load_photo, load_photo_bytes


def bits(first: bytes, second: bytes) -> int:
    return (int.from_bytes(first, "big") ^ int.from_bytes(second, "big")).bit_count()


def alike(prints: Sequence[bytes]) -> list[list[int]]:
    clusters = Clusters(len(prints))
    join_alike(clusters, prints)
    return clusters.sets()


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "smaller": lambda image: image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS),
    "larger": lambda image: image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC),
    "squeezed": lambda image: image.resize((224, 224), Image.Resampling.BICUBIC),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.8),
    "less contrast": lambda image: ImageEnhance.Contrast(image).enhance(0.8),
    "grey": lambda image: image.convert("L").convert("RGB"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_pictures_stay_alike(name: str) -> None:
    for seed in range(20):
        pixels = blobs(seed, 320, 240)
        changed = np.asarray(CHANGES[name](Image.fromarray(pixels)))
        assert bits(likeness(pixels), likeness(changed)) <= RADIUS, seed


def test_different_pictures_are_unlike() -> None:
    prints = [likeness(blobs(seed)) for seed in range(100)]
    assert {len(value) for value in prints} == {LIKENESS_BYTES}
    assert alike(prints) == []


def test_pictures_of_one_colour_have_no_likeness() -> None:
    for value in (0, 128, 255):
        assert likeness(np.full((40, 60, 3), value, np.uint8)) == b""
    faint = np.random.default_rng(0).integers(127, 130, (40, 60, 3), dtype=np.uint8)
    assert likeness(faint) == b""


def test_pictures_of_any_size_have_a_likeness() -> None:
    for height, width in ((1, 1), (1, 500), (2, 3), (3000, 2)):
        noise = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
        assert len(likeness(noise)) in (0, LIKENESS_BYTES)


def components(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected components of two or more, by SciPy."""
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    links = coo_array((np.ones(len(pairs)), (rows, columns)), shape=(count, count))
    labels = connected_components(links, directed=False)[1].tolist()
    parts = [[place for place in range(count) if labels[place] == label] for label in dict.fromkeys(labels)]
    return sorted(part for part in parts if len(part) > 1)


def test_what_is_alike_is_as_in_plain_python() -> None:
    random = np.random.default_rng(0)
    prints = [random.bytes(LIKENESS_BYTES) for _ in range(300)]
    for place in range(0, 300, 7):  # some of them near another, or just not
        value = int.from_bytes(prints[(place * 13) % 300], "big")
        for bit in random.permutation(128)[: RADIUS - 1 + place % 4]:
            value ^= 1 << int(bit)
        prints[place] = value.to_bytes(LIKENESS_BYTES, "big")
    prints[5] = prints[250] = b""
    prints[6] = prints[251] = prints[252]
    pairs = [
        (i, j)
        for i in range(300)
        for j in range(i + 1, 300)
        if prints[i] and prints[j] and bits(prints[i], prints[j]) <= RADIUS
    ]
    assert len(pairs) > 20
    assert alike(prints) == components(300, pairs)


def test_few_photos_are_like_no_other() -> None:
    for prints in ([], [b""], [b"", b""], [bytes(16)]):
        assert alike(prints) == []


def test_as_many_photos_as_the_stanford_dogs() -> None:
    """All of them random, but for 100 copies with ten bits changed."""
    random = np.random.default_rng(0)
    prints = np.frombuffer(random.bytes(20_580 * LIKENESS_BYTES), np.uint8).reshape(-1, LIKENESS_BYTES).copy()
    prints[-100:] = prints[:100]
    prints[-100:, :10] ^= 1
    assert alike([value.tobytes() for value in prints]) == [[place, 20_480 + place] for place in range(100)]


@pytest.mark.parametrize("bits_changed", [0, 3])
def test_thousands_of_nearly_equal_photos(bits_changed: int) -> None:
    """A film of a dog that sleeps: each photo is close to all others."""
    random = np.random.default_rng(0)
    changes = np.zeros((5000, 128), np.uint8)
    for row in changes:
        row[random.permutation(128)[:bits_changed]] = 1
    assert alike([value.tobytes() for value in np.packbits(changes, axis=1)]) == [list(range(5000))]


def test_comparing_can_be_cancelled() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        join_alike(Clusters(1), [bytes(16)], control=control)


@given(st.integers(1, 20).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))))
def test_clusters_are_connected_components(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = case
    clusters = Clusters(count)
    for first, second in pairs:
        clusters.join(first, second)
    assert clusters.sets() == components(count, pairs)


def test_real_photos(shared_photos: Path) -> None:
    """No two of the photos are one picture; each stays alike when it is stored again at half the size."""
    paths = sorted(str(path) for path in (shared_photos / "breeds").glob("*/*.jpg"))
    prints = []
    for path in paths:
        photo = load_photo(path, DECODE_SIDE, oversampling=1)
        assert isinstance(photo, np.ndarray)
        prints.append(likeness(photo))
    assert alike(prints) == []
    same = 0
    for path, original in list(zip(paths, prints, strict=True))[::8]:
        image = load_photo(path)
        assert isinstance(image, np.ndarray)
        buffer = io.BytesIO()
        half = Image.fromarray(image).resize((image.shape[1] // 2, image.shape[0] // 2))
        half.save(buffer, "JPEG", quality=60)
        photo = load_photo_bytes(buffer.getvalue(), DECODE_SIDE, oversampling=1)
        assert isinstance(photo, np.ndarray)
        same += bits(original, likeness(photo)) <= RADIUS
    assert same >= 0.95 * len(paths[::8])
