"""Only some breeds of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from core.breeds import normalise_breed
from core.datasets.breed_names import BreedNamer
from core.errors import BreedLensError

_NAMES_SHOWN = 10


def only_breeds(table: pd.DataFrame, breeds: Sequence[str]) -> pd.DataFrame:
    """The rows of these breeds, in their order.

    Args:
        table: a photo table.
        breeds: slugs, names in English or French, other usual names, or the person's own texts; case, accents, blanks
            and punctuation do not count.

    Raises:
        BreedLensError: one of the names means no breed of the table, or there is none.
    """
    namer = BreedNamer()
    present = sorted(set(table["breed"]))
    by_key = {normalise_breed(breed) or breed: breed for breed in present}
    chosen, unknown = set(), []
    for text in filter(None, map(str.strip, breeds)):
        slug = namer.known(text)
        breed = slug if slug in present else by_key.get(normalise_breed(text) or text)
        if breed is None:
            unknown.append(text)
        else:
            chosen.add(breed)
    if unknown:
        raise BreedLensError(
            "unknown_breed",
            "The data set has no breed called {names}. It has: {known}.",
            names=", ".join(unknown),
            known=", ".join(present[:_NAMES_SHOWN]) + (", ..." if len(present) > _NAMES_SHOWN else ""),
        )
    if not chosen:
        raise BreedLensError("no_breeds", "No breed was named.")
    return table[table["breed"].isin(chosen)].reset_index(drop=True)
