"""The Stanford Dogs data set as far as names go: 120 breeds, 20,580 photos, 148 to 252 a breed."""

from __future__ import annotations

import random

from core.breeds import load_breed_table
from core.datasets.table import PhotoRow

PHOTOS, FEWEST, MOST = 20_580, 148, 252


def stanford_rows(root: str = "/data/Images", seed: int = 0) -> list[PhotoRow]:
    """One row a photo, in no order; numbers have no leading zeros, as in the real names."""
    random_ = random.Random(seed)
    breeds = list(load_breed_table())
    counts = [FEWEST] * len(breeds)
    counts[0] = MOST
    while sum(counts) < PHOTOS:
        place = random_.randrange(1, len(breeds))
        counts[place] += counts[place] < MOST
    rows = [
        PhotoRow(f"{root}/{breed.wnid}-{breed.name_en}/{breed.wnid}_{number}.jpg", breed.slug)
        for breed, count in zip(breeds, counts, strict=True)
        for number in random_.sample(range(1, 20_000), count)
    ]
    random_.shuffle(rows)
    return rows
