"""Only some breeds of a data set."""

from __future__ import annotations

import pandas as pd
import pytest

from core.datasets.subsets import only_breeds
from core.datasets.table import PhotoRow, make_table
from core.errors import BreedLensError


@pytest.fixture
def table() -> pd.DataFrame:
    breeds = ["chihuahua", "maltese_dog", "Mon chien", "chihuahua", "狗", "n02110341"]
    return make_table(PhotoRow(f"/d/{number}.jpg", breed) for number, breed in enumerate(breeds))


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (["chihuahua"], ["/d/0.jpg", "/d/3.jpg"]),
        (["n02085936-Maltese_dog", " Chihuahua "], ["/d/0.jpg", "/d/1.jpg", "/d/3.jpg"]),
        (["Bichon maltais"], ["/d/1.jpg"]),
        (["mon-chien", "狗", ""], ["/d/2.jpg", "/d/4.jpg"]),
        (["N02110341"], ["/d/5.jpg"]),
    ],
)
def test_breeds_are_found_by_any_of_their_names(table: pd.DataFrame, names: list[str], paths: list[str]) -> None:
    chosen = only_breeds(table, names)
    assert chosen["path"].tolist() == paths
    assert chosen.index.tolist() == list(range(len(paths)))
    assert len(table) == 6


def test_unknown_names_are_named(table: pd.DataFrame) -> None:
    with pytest.raises(BreedLensError, match=r"no breed called beagle, unicorn\. It has: Mon chien, chihuahua"):
        only_breeds(table, ["chihuahua", "beagle", "unicorn"])
    with pytest.raises(BreedLensError, match="No breed was named"):
        only_breeds(table, [" "])
