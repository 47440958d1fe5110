"""Photos that look alike: a perceptual fingerprint of 128 bits, and the sets of photos whose fingerprints are close.

The fingerprint is the signs of the lowest frequencies of the discrete cosine transform of the grey photo, as in
C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010, with 128 of them instead of 64.
docs/data-sets.md says how well that tells photos apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from core.control import Control

LIKENESS_BYTES = 16
RADIUS = 18
"""bits that may differ in photos that count as one picture"""
DECODE_SIDE = 32
"""pixels that the shorter side of a photo needs"""

_FREQUENCIES = 12
_FLATTEST = 2.0
_ROWS_A_TURN = 128


def likeness(photo: NDArray[np.uint8]) -> bytes:
    """The fingerprint of uint8 RGB pixels [height, width, 3]: 16 bytes, none for a photo of nearly one colour.

    Photos differ by the number of bits that differ; about 64 where they have nothing in common.
    """
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (DECODE_SIDE, DECODE_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    if small.std() < _FLATTEST:  # what is left then is noise, in which all blank pictures are alike
        return b""
    frequencies = cv2.dct(small)[:_FREQUENCIES, :_FREQUENCIES].ravel()
    # The first is the brightness of the whole.
    return np.packbits(frequencies[1 : 1 + 8 * LIKENESS_BYTES] > 0).tobytes()


class Clusters:
    """Sets of things that are connected, directly or by others: a union-find."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Connect two things."""
        above, below = sorted((self._root(first), self._root(second)))
        self._parents[below] = above

    def labels(self) -> NDArray[np.int64]:
        """For each thing the first one of its set."""
        return np.array([self._root(place) for place in range(len(self._parents))], np.int64)

    def sets(self) -> list[list[int]]:
        """The sets of two or more, in order, and each in order."""
        members: dict[int, list[int]] = {}
        for place, label in enumerate(self.labels().tolist()):
            members.setdefault(label, []).append(place)
        return [places for places in members.values() if len(places) > 1]

    def _root(self, place: int) -> int:
        parents = self._parents
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place


def join_alike(
    clusters: Clusters, fingerprints: Sequence[bytes], radius: int = RADIUS, *, control: Control | None = None
) -> None:
    """Connect all that differ in at most `radius` bits; empty fingerprints are like no other.

    Every pair of different ones is compared, by NumPy: a second for the 20,580 photos of the Stanford Dogs.

    Raises:
        Cancelled: by `control`.
    """
    first: dict[bytes, int] = {}
    for place, fingerprint in enumerate(fingerprints):
        if fingerprint:
            clusters.join(first.setdefault(fingerprint, place), place)
    places = np.array(list(first.values()), np.int64)
    words = np.frombuffer(b"".join(first), np.uint64).reshape(len(places), LIKENESS_BYTES // 8)
    high, low = np.ascontiguousarray(words[:, 0]), np.ascontiguousarray(words[:, 1])
    labels = places
    for start in range(0, len(places), _ROWS_A_TURN):
        if control is not None:
            control.checkpoint()
        rows = slice(start, start + _ROWS_A_TURN)
        distance = np.bitwise_count(high[rows, None] ^ high[start:])
        distance += np.bitwise_count(low[rows, None] ^ low[start:])
        row, column = np.nonzero(distance <= radius)
        # Of a thousand frames of one film nearly all pairs are close: those that are connected already need no more.
        new = labels[row + start] != labels[column + start]
        for one, other in zip(places[row[new] + start].tolist(), places[column[new] + start].tolist(), strict=True):
            clusters.join(one, other)
        if new.any():
            labels = clusters.labels()[places]
