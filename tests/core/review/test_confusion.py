"""Confusions against scikit-learn; every cell is exactly its photos; orders are permutations that say something."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sklearn.metrics import confusion_matrix

from core.errors import BreedLensError
from core.library.records import Status
from core.review.choices import Choice, Show
from core.review.confusion import Confusion, confusion_of, order_by, order_by_confusion
from core.review.matrix_files import matrix_csv, save_matrix
from core.review.selection import select
from core.review.table import Given, ReviewTable, make_table

CLASSES = tuple(f"breed_{i}" for i in range(6))


def random_table(seed: int, count: int, own: int = 2) -> ReviewTable:
    random = np.random.default_rng(seed)
    breeds = [*CLASSES, *(f"own {i}" for i in range(own))]
    statuses = [Status.LABELLED, Status.VERIFIED]
    return make_table(
        CLASSES,
        {str(i): Given(statuses[int(random.integers(2))], breeds[int(random.integers(len(breeds)))])
         for i in range(count)},
        {str(i): random.dirichlet(np.ones(len(CLASSES))).astype(np.float32) for i in range(count)},
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(20, 120))
def test_counts_are_scikit_learn_s_and_cells_are_their_photos(seed: int, count: int) -> None:
    table = random_table(seed, count)
    confusion = confusion_of(table)
    predicted = [CLASSES[i] for i in table.predicted]
    expected = confusion_matrix([said.breed for said in table.given], predicted, labels=list(confusion.labels))
    assert confusion.counts.tolist() == expected.tolist() and confusion.photos == count
    for row, column in np.argwhere(confusion.counts):
        given, called = confusion.labels[row], confusion.labels[column]
        rows = select(table, Choice(Show.ALL, cell=(given, called)))
        assert len(rows) == confusion.counts[row, column]
        assert all(table.given[i].breed == given and predicted[i] == called for i in rows)
    assert all(not confusion.counts[:, confusion.labels.index(own)].any() for own in confusion.unknown)


def test_only_verified_labels_and_rates() -> None:
    table = random_table(7, 200)
    confusion = confusion_of(table, verified_only=True)
    assert confusion.photos == int(table.is_verified.sum())
    sums = confusion.rates.sum(axis=1)
    assert all(abs(value - 1) < 1e-9 or value == 0 for value in sums)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 30))
def test_every_order_is_a_permutation(seed: int, count: int) -> None:
    counts = np.random.default_rng(seed).poisson(0.3, (count, count))
    assert sorted(order_by_confusion(counts)) == list(range(count))


def test_confused_breeds_lie_beside_each_other() -> None:
    counts = np.diag([20] * 8)
    for one, other, photos in ((0, 5, 9), (2, 7, 6), (5, 3, 4)):
        counts[one, other] = photos
    order = order_by_confusion(counts)
    places = {breed: place for place, breed in enumerate(order)}
    assert abs(places[0] - places[5]) == 1 and abs(places[2] - places[7]) == 1 and abs(places[5] - places[3]) == 1
    assert order[3:5] in ([2, 7], [7, 2]) and order[5:] == [1, 4, 6]


def test_two_clear_blocks_are_found_in_shuffled_counts() -> None:
    random = np.random.default_rng(3)
    blocks = np.kron(np.eye(2, dtype=int), np.full((5, 5), 4)) + np.diag([10] * 10)
    shuffle = random.permutation(10)
    order = order_by_confusion(blocks[np.ix_(shuffle, shuffle)])
    found = [int(shuffle[i]) // 5 for i in order]
    assert found in ([0] * 5 + [1] * 5, [1] * 5 + [0] * 5)


def test_by_name_and_group() -> None:
    assert order_by([("b",), ("a",), ("c",)]) == [1, 0, 2]
    assert order_by([("", "own"), ("terriers", "b"), ("hounds", "z"), ("terriers", "a")]) == [2, 3, 1, 0]


@pytest.fixture
def confusion() -> Confusion:
    return Confusion(("a", "b", "c"), np.array([[3, 1, 0], [0, 2, 0], [1, 0, 0]]), frozenset({"c"}))


def test_arranged(confusion: Confusion) -> None:
    turned = confusion.arranged([2, 0, 1])
    assert turned.labels == ("c", "a", "b") and turned.counts.tolist() == [[0, 1, 0], [0, 3, 1], [0, 0, 2]]


def test_no_cell_of_the_table_begins_a_formula(confusion: Confusion) -> None:
    names = ["=1+1", "+cmd", "Épagneul breton"]
    rows = list(csv.reader(io.StringIO(matrix_csv(confusion, names, "given").decode("utf-8-sig"))))
    assert rows[0] == ["given", "'=1+1", "'+cmd", "Épagneul breton"]
    assert [row[0] for row in rows[1:]] == rows[0][1:] and rows[1][1:] == ["3", "1", "0"]


@pytest.mark.parametrize("count", [3, 60])
def test_saved_pictures_and_tables(tmp_path: Path, count: int) -> None:
    counts = np.random.default_rng(0).integers(0, 3, (count, count))
    names = [f"Terrier <{i}>" for i in range(count)]
    confusion = Confusion(tuple(names), counts)
    for kind in ("png", "svg", "csv"):
        save_matrix(str(tmp_path / f"m.{kind}"), confusion, names, title="Breeds & more", rows="is", columns="called")
    with Image.open(tmp_path / "m.png") as picture:
        assert picture.width > 200
        picture.load()
    svg = (tmp_path / "m.svg").read_text("utf-8")
    assert svg.count("<rect") == 1 + int((counts > 0).sum()) and "Terrier &lt;0&gt;" in svg
    assert len((tmp_path / "m.csv").read_text("utf-8-sig").splitlines()) == count + 1


def test_what_cannot_be_saved_is_said(confusion: Confusion, tmp_path: Path) -> None:
    words = {"title": "", "rows": "", "columns": ""}
    with pytest.raises(BreedLensError, match=r"\.png, \.svg or \.csv"):
        save_matrix(str(tmp_path / "m.bmp"), confusion, "abc", **words)
    with pytest.raises(BreedLensError) as caught:
        save_matrix(str(tmp_path / "no folder" / "m.svg"), confusion, "abc", **words)
    assert caught.value.code == "no_folder"
