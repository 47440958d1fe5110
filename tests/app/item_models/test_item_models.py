"""The photo list and the breeds of one photo, as item models."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from app.item_models.photo_columns import PhotoChunk, PhotoColumns
from app.item_models.photo_list_model import PHOTO_ROLE, PhotoListModel
from app.item_models.prediction_model import BreedRow, PredictionModel, percent
from app.item_models.vocabulary import TOP_KEPT, PhotoState
from core.errors import PhotoError, PhotoErrorCode


def list_of(count: int) -> PhotoListModel:
    columns = PhotoColumns()
    columns.append(PhotoChunk.of([f"/photos/{i}.jpg" for i in range(count)]))
    model = PhotoListModel()
    model.reset(columns)
    model.set_order(np.arange(count))
    return model


def names(model: PhotoListModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("seed", range(6))
def test_any_change_of_order_keeps_rows_and_persistent_indexes_right(qtmodeltester: ModelTester, seed: int) -> None:
    chance = np.random.default_rng(seed)
    model = list_of(1300)
    qtmodeltester.check(model)
    for _ in range(5):
        held = [QPersistentModelIndex(model.index(row)) for row in range(0, model.rowCount(), 97)]
        before = [int(model.order[index.row()]) for index in held]
        order = chance.permutation(1300)[: chance.integers(1, 1300)]
        model.set_order(order)
        assert names(model) == [f"{i}.jpg" for i in order]
        assert [model.row_of(int(i)) for i in order] == list(range(len(order)))
        left = set(order.tolist())
        for index, photo_id in zip(held, before, strict=True):
            assert index.isValid() == (photo_id in left)
            if index.isValid():
                assert int(model.order[index.row()]) == photo_id


def test_growing_adds_rows_and_nothing_else() -> None:
    model = list_of(10)
    model.set_order(np.arange(4))
    added: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: added.append((first, last)))
    model.layoutChanged.connect(lambda: pytest.fail("rows were moved"))
    model.set_order(np.arange(10))
    assert added == [(4, 9)]


def test_a_selection_stays_with_its_photos() -> None:
    model = list_of(20)
    selection = QItemSelectionModel(model)
    for row in (3, 7):
        selection.select(model.index(row), QItemSelectionModel.SelectionFlag.Select)
    model.set_order(np.arange(20)[::-1].copy())
    assert sorted(index.data() for index in selection.selectedIndexes()) == ["3.jpg", "7.jpg"]


def test_outcomes_arrive_with_one_change_over_what_is_in_view() -> None:
    model = list_of(50)
    model.rows_in_view = lambda: range(10, 20)
    changes: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changes.append((first.row(), last.row())))
    error = PhotoError(PhotoErrorCode.EMPTY)
    unreadable = (PhotoState.UNREADABLE, np.nan, np.nan, np.nan, 0, (-1,) * TOP_KEPT)
    dog = (PhotoState.DOG, 0.9, 0.8, 0.7, 1, (5, 6, 7, -1, -1))
    model.set_outcomes([2, 12, 15, 40], [dog, dog, unreadable, dog], {15: error})
    assert changes == [(12, 15)]
    assert model.index(40).data(PHOTO_ROLE).classes == (5, 6, 7)
    assert model.index(15).data(PHOTO_ROLE).error == error
    assert model.index(0).data(PHOTO_ROLE).state is PhotoState.WAITING


def test_photos_can_be_selected_and_not_edited() -> None:
    model = list_of(1)
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEditable


def test_a_name_of_odd_bytes_can_be_shown() -> None:
    columns = PhotoColumns()
    columns.append(PhotoChunk.of(["/photos/\udce9t\udce9.jpg"]))
    model = PhotoListModel()
    model.reset(columns)
    model.set_order(np.arange(1))
    assert model.index(0).data() == "\ufffdt\ufffd.jpg"
    assert model.photo_at(0).path == "/photos/\udce9t\udce9.jpg"


def breed(rank: int, probability: float) -> BreedRow:
    return BreedRow(rank, rank, f"Breed {rank}", "", probability, False)


def test_breeds_have_a_name_and_a_probability(qtmodeltester: ModelTester) -> None:
    model = PredictionModel()
    qtmodeltester.check(model)
    model.set_rows([breed(1, 0.934), breed(2, 0.004)])
    assert [model.index(row, 0).data() for row in range(2)] == ["Breed 1", "Breed 2"]
    assert [model.index(row, 1).data() for row in range(2)] == ["93%", "<1%"]
    model.set_rows([breed(1, 0.5)])
    assert model.rowCount() == 1


@pytest.mark.parametrize(("share", "text"), [(0, "<1%"), (0.01, "1%"), (0.5, "50%"), (0.999, ">99%"), (1.0, "100%")])
def test_no_percentage_claims_more_than_is_known(share: float, text: str) -> None:
    assert percent(share) == text
