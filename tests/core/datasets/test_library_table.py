"""What a person labelled is a data set."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.open_dataset import open_dataset
from core.datasets.table import NOTES
from core.errors import BreedLensError
from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    file = tmp_path / "my labels"
    paths = [tmp_path / f"photo{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        Image.fromarray(np.full((20 + number, 30, 3), 50 * number, np.uint8)).save(path)
    with LabelLibrary(file) as library:
        photos = [photo for photo in library.add_photos(map(str, paths)) if isinstance(photo, int)]
        pug, rex = library.find_breed("Carlin"), library.add_breed("Rex")
        assert pug is not None
        said = [Label(Status.LABELLED, pug.id), Label(Status.VERIFIED, rex.id), Label(Status.NOT_A_DOG)]
        library.label(dict(zip(photos, said, strict=False)), Origin.CHOSEN)
    return file


@pytest.mark.parametrize("layout", ["auto", "library"])
def test_photos_with_a_breed_are_its_rows(labels: Path, layout: str) -> None:
    table = open_dataset(str(labels), layout=layout)
    assert [(Path(row.path).name, row.breed, row.height) for row in table.itertuples()] == [
        ("photo0.png", "pug", 20),
        ("photo1.png", "Rex", 21),
    ]
    assert table.attrs[NOTES] == ("Photos without a breed in the library: 1 not a dog.",)


def test_other_files_are_no_library(labels: Path, tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match="no library"):
        open_dataset(str(tmp_path / "photo0.png"), layout="library")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(BreedLensError, match="another program"):
        open_dataset(str(other))
