"""Photos that were taken one right after the other: a burst shows one dog in one place, and must not come apart."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from core.datasets.likeness import Clusters
from core.photos.moment import Moment

APART_S = 2.0
"""seconds between two photos of one camera that still are one burst"""
_NUMBERED = re.compile(r"(?P<burst>.+?)[_-]?BURST[_-]?[0-9]{1,4}(_COVER)?", re.IGNORECASE)
_DATED = re.compile(r"[0-9]*IMG[_-]?[0-9]+[_-](?P<burst>BURST[0-9]{14,})(_COVER)?", re.IGNORECASE)


def bursts_of(paths: Sequence[str], moments: Sequence[Moment | None]) -> list[list[int]]:
    """The places of the photos of each burst, two or more: those that follow each other, or are numbered as one.

    Args:
        paths: of the photos.
        moments: when each was taken, as far as it says so.
    """
    clusters = Clusters(len(paths))
    by_camera: dict[str, list[tuple[float, int]]] = defaultdict(list)
    named: dict[tuple[str, str], int] = {}
    for place, (path, moment) in enumerate(zip(paths, moments, strict=True)):
        if moment is not None:
            by_camera[moment.camera].append((moment.seconds, place))
        if burst := _burst_in(path):
            clusters.join(named.setdefault(burst, place), place)
    for taken in by_camera.values():
        taken.sort()
        for (before, one), (after, other) in pairwise(taken):
            if after - before <= APART_S:
                clusters.join(one, other)
    return clusters.sets()


def _burst_in(path: str) -> tuple[str, str] | None:
    """Folder and burst, where a file's name numbers the photo as part of one."""
    folder, name = os.path.split(path)
    stem = os.path.splitext(name)[0]
    found = _DATED.fullmatch(stem) or _NUMBERED.fullmatch(stem)
    return (folder, found["burst"].casefold()) if found else None
