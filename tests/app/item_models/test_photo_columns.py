"""The columns, and what is shown of them in which order, held to plain Python."""

from __future__ import annotations

import os
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.item_models.arrangement import arrange, file_dates, name_ranks
from app.item_models.photo_columns import PhotoChunk, PhotoColumns, summarise
from app.item_models.text_folding import fold
from app.item_models.vocabulary import TOP_KEPT, Criteria, PhotoState, Show, SortKey
from core.control import Control
from core.errors import PhotoError, PhotoErrorCode
from core.inference.results import Finding, Prediction
from core.photos.natural_order import natural_key

NO_CLASSES = np.empty(0, np.int64)
RANKS = np.array([3, 0, 2, 1])


def columns_of(paths: list[str], chunk: int = 3) -> PhotoColumns:
    columns = PhotoColumns()
    for start in range(0, len(paths), chunk):
        columns.append(PhotoChunk.of(paths[start : start + chunk]))
    return columns


def random_columns(count: int, seed: int = 1) -> PhotoColumns:
    """Every state, four classes, many equal values."""
    chance = random.Random(seed)
    columns = columns_of([f"/photos/{i % 7}/IMG_{chance.randrange(500)}_{i}.jpg" for i in range(count)])
    summaries = []
    for _ in range(count):
        state = chance.choice(list(PhotoState))
        if state in (PhotoState.WAITING, PhotoState.UNREADABLE):
            summaries.append((state, np.nan, np.nan, np.nan, 0, (-1,) * TOP_KEPT))
        else:
            first = chance.choice([0.3, 0.5, 0.9])
            classes = (*chance.sample(range(4), 4), -1)
            summaries.append((state, chance.random(), first, chance.choice([0.1, 0.2]), chance.randrange(4), classes))
    columns.set_outcomes(range(count), summaries)
    return columns


def shown(columns: PhotoColumns, criteria: Criteria, text_classes: list[int] | None = None) -> list[int]:
    return arrange(columns, criteria, RANKS, np.array(text_classes or [], np.int64)).tolist()


@given(
    st.lists(st.text(st.characters(codec=None), min_size=1, max_size=12), max_size=12, unique=True), st.text(max_size=3)
)
def test_a_name_is_found_as_plain_python_finds_it(names: list[str], text: str) -> None:
    paths = [f"/folder/{name.replace('/', '_')}{i}" for i, name in enumerate(names)]
    columns = columns_of(paths)
    needle = fold(text).replace("\n", " ")
    expected = [needle in fold(os.path.basename(path)).replace("\n", " ") for path in paths]
    assert columns.ids_with_name(text.replace("\n", " ")).tolist() == expected


def test_names_that_come_later_are_found_too() -> None:
    columns = columns_of(["/a/Épagneul.jpg"])
    assert columns.ids_with_name("epagneul").tolist() == [True]
    columns.append(PhotoChunk.of(["/a/x.jpg", "/a/EPAGNEUL 2.jpg"]))
    assert columns.ids_with_name("épagneul").tolist() == [True, False, True]


def test_ids_are_positions_and_stay() -> None:
    paths = [f"/p/{i}.jpg" for i in range(2500)]
    columns = columns_of(paths, 400)
    assert [columns.id_of(path) for path in paths] == list(range(2500))
    assert columns.id_of("/p/stranger.jpg") is None
    assert columns.counts()[PhotoState.WAITING] == 2500


def prediction(finding: Finding, probabilities: list[float], breed_set: tuple[str, ...] = ()) -> Prediction:
    names = tuple(f"breed_{i}" for i in range(len(probabilities)))
    return Prediction(finding, 0.75, np.array(probabilities, np.float32), names, breed_set, "model")


def test_a_summary_is_what_the_prediction_says() -> None:
    told = summarise(prediction(Finding.DOG, [0.1, 0.6, 0.3], ("breed_1", "breed_2")))
    assert told[0] == PhotoState.DOG
    assert told[1:4] == pytest.approx((0.75, 0.6, 0.3))
    assert told[4:] == (2, (1, 2, 0, -1, -1))


def test_few_classes_leave_places_empty() -> None:
    assert summarise(prediction(Finding.NO_DOG, [1.0]))[5] == (0, -1, -1, -1, -1)


def test_an_unreadable_photo_has_no_figures() -> None:
    state, *figures, count, classes = summarise(PhotoError(PhotoErrorCode.EMPTY))
    assert (state, count, classes) == (PhotoState.UNREADABLE, 0, (-1,) * TOP_KEPT)
    assert np.isnan(figures).all()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("field", ["confidence", "margin"])
def test_figures_are_sorted_within_dogs_no_dogs_unreadable_waiting(field: str, descending: bool) -> None:
    columns = random_columns(300)
    order = shown(columns, Criteria(SortKey(field), descending))
    group = {PhotoState.DOG: 0, PhotoState.OTHER_BREED: 0, PhotoState.NO_DOG: 1, PhotoState.UNREADABLE: 2}
    column = "probability" if field == "confidence" else "margin"
    sign = -1 if descending else 1

    def key(i: int) -> tuple[float, float, int]:
        row = columns.rows[i]
        value = float(row[column])
        return (group.get(PhotoState(row["state"]), 3), 0.0 if np.isnan(value) else sign * value, i)

    assert order == sorted(range(300), key=key)


def test_breeds_are_sorted_by_their_names() -> None:
    columns = random_columns(200)
    dogs = shown(columns, Criteria(SortKey.BREED, show=Show.DOGS))
    ranks = [int(RANKS[columns.rows[i]["classes"][0]]) for i in dogs]
    assert ranks == sorted(ranks)


def test_findings_come_in_their_order_and_waiting_photos_last() -> None:
    columns = random_columns(200)
    states = [PhotoState(columns.rows[i]["state"]) for i in shown(columns, Criteria(SortKey.FINDING))]
    expected = [PhotoState.DOG, PhotoState.OTHER_BREED, PhotoState.NO_DOG, PhotoState.UNREADABLE, PhotoState.WAITING]
    assert list(dict.fromkeys(states)) == expected
    assert states == sorted(states, key=expected.index)


@pytest.mark.parametrize("show", list(Show))
@pytest.mark.parametrize("sort", list(SortKey))
def test_an_order_neither_loses_nor_doubles(show: Show, sort: SortKey) -> None:
    columns = random_columns(150)
    order = shown(columns, Criteria(sort, show=show))
    assert sorted(order) == shown(columns, Criteria(show=show))


def test_the_unsure_are_dogs_with_a_set() -> None:
    columns = random_columns(150)
    expected = [i for i, row in enumerate(columns.rows) if row["state"] == PhotoState.DOG and row["set_size"] > 1]
    assert shown(columns, Criteria(show=Show.UNSURE)) == expected


def test_a_text_finds_the_breeds_that_a_row_names() -> None:
    columns = random_columns(150)
    dogs = (PhotoState.DOG, PhotoState.OTHER_BREED)
    expected = [
        i
        for i, row in enumerate(columns.rows)
        if row["state"] in dogs and 2 in row["classes"][: max(1, row["set_size"])].tolist()
    ]
    assert shown(columns, Criteria(text="no such file"), [2]) == expected


def test_names_are_ranked_as_people_count() -> None:
    paths = [f"/{i % 3}/photo{i}.jpg" for i in random.Random(2).sample(range(20_000), 9000)]
    ranks = name_ranks(paths, Control())
    expected = sorted(range(len(paths)), key=lambda i: (natural_key(os.path.basename(paths[i])), i))
    assert np.argsort(ranks).tolist() == expected


def test_files_without_a_date_come_last(tmp_path: os.PathLike[str]) -> None:
    paths = []
    for i in range(3):
        path = os.path.join(tmp_path, f"{i}.jpg")
        open(path, "wb").close()
        os.utime(path, (1000 * (5 - i), 1000 * (5 - i)))
        paths.append(path)
    paths.insert(1, os.path.join(tmp_path, "gone.jpg"))
    columns = columns_of(paths)
    columns.file_dates = file_dates(paths, Control())
    assert shown(columns, Criteria(SortKey.DATE)) == [3, 2, 0, 1]
    assert shown(columns, Criteria(SortKey.DATE, descending=True)) == [0, 2, 3, 1]
