"""Photos that are one shot: taken in one burst, or so alike that they are one picture. One of them stands for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.control import Control, OnProgress
from core.datasets.bursts import bursts_of
from core.datasets.likeness import Clusters, join_alike
from core.datasets.photo_facts import PhotoFacts, PhotoFactStore


@dataclass(frozen=True, slots=True)
class Burst:
    """Two photos or more, in the order in which they were taken; what says no time comes last, in the order given."""

    paths: tuple[str, ...]

    @property
    def representative(self) -> str:
        """The photo to show where the burst is folded: the first one."""
        return self.paths[0]


def find_bursts(
    paths: Sequence[str],
    facts: PhotoFactStore,
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> tuple[Burst, ...]:
    """The bursts among photos, in the order of their first photos; a photo that cannot be read is in none.

    Args:
        paths: of photo files.
        facts: looks at photos that are new or changed, and remembers the others.
        control: asked while photos are looked at and compared.
        on_progress: told the number of photos.

    Raises:
        Cancelled: by `control`.
    """
    found = facts.facts(paths, control=control, on_progress=on_progress)
    known = {path: one for path, one in found.items() if isinstance(one, PhotoFacts)}
    return bursts_among(known, control=control)


def bursts_among(facts: Mapping[str, PhotoFacts], *, control: Control | None = None) -> tuple[Burst, ...]:
    """As `find_bursts`, of photos whose facts are known."""
    paths, known = list(facts), list(facts.values())
    clusters = Clusters(len(paths))
    for together in bursts_of(paths, [one.moment for one in known]):
        for place in together[1:]:
            clusters.join(together[0], place)
    join_alike(clusters, [one.likeness for one in known], control=control)

    def taken(place: int) -> tuple[bool, float, int]:
        moment = known[place].moment
        return moment is None, moment.seconds if moment else 0.0, place

    return tuple(Burst(tuple(paths[place] for place in sorted(places, key=taken))) for places in clusters.sets())
