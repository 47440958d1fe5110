"""The table that a spreadsheet opens: read back by Python's own reader and by pandas."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.breeds import BreedTable
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports.csv_export import csv_cells, csv_header, write_csv
from core.exports.report import Row
from core.inference.results import Finding, Prediction

Answer = Callable[..., Prediction]


def read(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_answers_are_read_back_as_they_were(tmp_path: Path, answer: Answer, breeds: BreedTable) -> None:
    rows: list[Row] = [
        ('a/élan, "x"\n.jpg', answer("entlebucher", dog=0.75)),
        ("b.jpg", PhotoError(PhotoErrorCode.EMPTY)),
        ("c.jpg", answer("pug", Finding.NO_DOG, dog=0.01)),
    ]
    target = tmp_path / "answers.csv"
    report = write_csv(rows, str(target), top=3, breeds=breeds, language="fr")
    assert report.written == (str(target),) and report.left_out == ()
    dog, broken, cat = read(target)
    assert list(dog) == csv_header(3)
    assert dog["path"] == rows[0][0] and dog["answer"] == "dog" and float(dog["dog_probability"]) == 0.75
    assert dog["breed_1"] == "entlebucher" and dog["name_1"] == breeds.by_slug("entlebucher").name_fr
    assert float(dog["probability_1"]) == pytest.approx(0.7) and dog["breed_set"] == "entlebucher"
    assert dog["error"] == "" and dog["model"] == "test-model"
    assert broken["answer"] == "unreadable" and broken["error"] == "empty" and broken["message"].endswith(".")
    assert not any(broken[key] for key in csv_header(3)[2:-2])
    assert cat["answer"] == "no_dog" and cat["breed_1"] == "pug"


def test_pandas_reads_it_without_options(tmp_path: Path, answer: Answer, breeds: BreedTable) -> None:
    target = tmp_path / "answers.csv"
    write_csv([("a.jpg", answer())], str(target), top=5, breeds=breeds, language="en")
    frame = pd.read_csv(target)
    assert frame.loc[0, "path"] == "a.jpg" and frame.loc[0, "probability_1"] == pytest.approx(0.7)


def test_a_model_with_fewer_classes_leaves_cells_empty(answer: Answer, breeds: BreedTable) -> None:
    row = ("a.jpg", answer("=mine", names=("=mine", "my_dog")))
    cells = dict(zip(csv_header(3), csv_cells(row, top=3, breeds=breeds, language="en"), strict=True))
    assert cells["breed_1"] == "'=mine" and cells["name_2"] == "My dog" and cells["breed_3"] == ""


@given(name=st.binary(min_size=1).filter(lambda name: b"\0" not in name), failed=st.booleans())
def test_no_cell_is_a_formula_and_every_path_survives(
    answer: Answer, breeds: BreedTable, name: bytes, failed: bool
) -> None:
    path = os.fsdecode(name)
    result = PhotoError(PhotoErrorCode.CORRUPT) if failed else answer()
    cells = csv_cells((path, result), top=2, breeds=breeds, language="en")
    assert len(cells) == len(csv_header(2))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    escaped = path.encode("utf-8", "backslashreplace").decode()
    assert os.path.normpath(cells[0]) == os.path.normpath(escaped)


def test_a_class_that_is_called_by_no_text_is_written_escaped(
    tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    target = tmp_path / "answers.csv"
    write_csv([("a.jpg", answer("\udcff", names=("\udcff", "b")))], str(target), top=1, breeds=breeds, language="en")
    (row,) = read(target)
    assert row["breed_1"] == r"\udcff" and list(tmp_path.iterdir()) == [target]


def test_a_table_that_cannot_be_written_is_a_sentence(tmp_path: Path, answer: Answer, breeds: BreedTable) -> None:
    with pytest.raises(BreedLensError) as failure:
        write_csv([("a.jpg", answer())], str(tmp_path / "no" / "a.csv"), top=1, breeds=breeds, language="en")
    assert failure.value.code == "no_folder"


def test_an_older_table_stays_until_the_new_one_is_whole(tmp_path: Path, answer: Answer, breeds: BreedTable) -> None:
    target = tmp_path / "answers.csv"
    target.write_bytes(b"older")

    def rows() -> list[Row]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_csv((row for _ in range(1) for row in rows()), str(target), top=1, breeds=breeds, language="en")
    assert target.read_bytes() == b"older" and len(list(tmp_path.iterdir())) == 1
