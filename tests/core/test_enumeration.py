"""Many names in one sentence."""

from __future__ import annotations

import pytest

from core.enumeration import enumerated


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(0, ""), (1, "a"), (2, "a; b"), (3, "a; b and 1 other"), (5, "a; b and 3 others")],
)
def test_names_beyond_the_first_are_counted(count: int, sentence: str) -> None:
    assert enumerated(list("abcde"[:count]), 2, "; ") == sentence
