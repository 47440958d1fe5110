"""Which verified photos are kept apart for the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from core.errors import BreedLensError
from core.review.retraining import locked_photos, retrain


@dataclass
class Contents:
    """The part of a pool that the choice looks at."""

    contents: tuple[str, ...]

    @property
    def row_of(self) -> dict[str, int]:
        return {f"photo {row}": row for row in range(len(self.contents))}


def pool_of(count: int) -> Any:
    return cast("Any", Contents(tuple(f"{number:08x}" + 24 * "0" for number in range(count))))


def test_all_verified_photos_where_there_are_others_to_learn_from() -> None:
    pool = pool_of(10)
    labels = dict.fromkeys(pool.row_of, "pug")
    verified = [f"photo {row}" for row in range(4)]
    assert locked_photos(pool, labels, [*verified, "not labelled"]) == set(verified)


def test_the_same_half_where_nearly_all_are_verified() -> None:
    pool = pool_of(10)
    labels = dict.fromkeys(pool.row_of, "pug")
    half = locked_photos(pool, labels, list(labels))
    assert half == {f"photo {row}" for row in range(0, 10, 2)}
    fewer = dict(list(labels.items())[:7])
    assert locked_photos(pool, fewer, list(fewer)) == half & set(fewer), "the others stay as they were"


def test_nothing_verified_is_said() -> None:
    pool = pool_of(3)
    with pytest.raises(BreedLensError) as caught:
        retrain(pool, dict.fromkeys(pool.row_of, "pug"), [], [])
    assert caught.value.code == "nothing_verified"
