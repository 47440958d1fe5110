"""The review table: what is a mistake, what counts, and that a correction changes what it must and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, log_loss

from core.evaluation.metrics import wilson_interval
from core.library.records import Status
from core.review.choices import Choice, Order, Show
from core.review.selection import Doubts, in_cell, select
from core.review.table import Given, ReviewTable, figures_of, make_table

CLASSES = ("beagle", "pug", "chow")


def said(breed: str, status: Status = Status.LABELLED) -> Given:
    return Given(status, breed)


def shares(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


@pytest.fixture
def table() -> ReviewTable:
    return make_table(
        CLASSES,
        {
            "right": said("beagle"),
            "wrong": said("pug", Status.VERIFIED),
            "close": said("Chow"),
            "own": said("Rex"),
            "none": Given(Status.NOT_A_DOG),
            "gone": said("pug"),
        },
        {
            "right": shares(0.9, 0.06, 0.04),
            "wrong": shares(0.95, 0.04, 0.01),
            "close": shares(0.1, 0.5, 0.4),
            "own": shares(0.2, 0.7, 0.1),
            "none": shares(0.4, 0.3, 0.3),
        },
    )


def test_one_photo(table: ReviewTable) -> None:
    row = table.row(1)
    assert (row.path, row.predicted, row.is_mistake, row.is_known) == ("wrong", "beagle", True, True)
    assert row.confidence == pytest.approx(0.95) and row.given_probability == pytest.approx(0.04)
    assert row.loss == pytest.approx(-math.log(0.04), rel=1e-5) and row.margin == pytest.approx(0.91)
    assert [breed for breed, _ in table.top(1, 2)] == ["beagle", "pug"]


def test_a_breed_spelt_otherwise_is_the_model_s(table: ReviewTable) -> None:
    assert table.row(2).is_known and table.row(2).given_probability == pytest.approx(0.4)


def test_a_breed_that_the_model_does_not_know_is_no_mistake(table: ReviewTable) -> None:
    row = table.row(3)
    assert not row.is_known and not row.is_mistake and row.loss is None and row.given_probability is None
    figures = figures_of(table)
    assert figures.photos == 4 and figures.accuracy.count == 3 and figures.mistakes == 2
    assert figures.unknown_breeds == {"Rex": 1} and figures.without_breed == 1 and figures.unanswered == 1
    assert (figures.accuracy.low, figures.accuracy.high) == wilson_interval(1, 3)


def test_only_verified_labels(table: ReviewTable) -> None:
    figures = figures_of(table, verified_only=True)
    assert figures.photos == 1 and figures.mistakes == 1 and not figures.unknown_breeds


def test_a_correction_is_followed(table: ReviewTable) -> None:
    changed = table.with_given({"wrong": said("beagle"), "elsewhere": said("pug")})
    assert not changed.row(1).is_mistake and table.row(1).is_mistake
    assert figures_of(changed).mistakes == 1
    assert changed.with_given({"wrong": said("beagle")}) is changed
    emptied = changed.with_given({"own": said("pug")})
    assert emptied.labels[:3] == CLASSES and not figures_of(emptied).unknown_breeds
    grown = changed.with_given({"right": said("Bella"), "close": said("pug", Status.VERIFIED)})
    assert grown.labels == (*CLASSES, "Bella", "Rex") and figures_of(grown).unknown_breeds == {"Bella": 1, "Rex": 1}
    assert grown.row(2).given_probability == pytest.approx(0.5) and figures_of(grown, verified_only=True).photos == 1
    assert figures_of(table.with_given({"wrong": Given(Status.UNKNOWN)})).accuracy.count == 2


def test_selections(table: ReviewTable) -> None:
    def paths(choice: Choice, doubts: Doubts | None = None) -> list[str]:
        return [table.paths[row] for row in select(table, choice, doubts)]

    assert paths(Choice()) == ["wrong", "close"]
    assert paths(Choice(order=Order.MARGIN)) == ["wrong", "close"]
    assert paths(Choice(Show.ALL, Order.LOSS)) == ["wrong", "close", "right", "own", "none"]
    assert paths(Choice(Show.ALL, Order.NAME)) == sorted(table.paths)
    assert paths(Choice(verified_only=True)) == ["wrong"]
    assert paths(Choice(cell=("Rex", "pug"))) == ["own"] and paths(Choice(cell=("nobody", "pug"))) == []
    doubts = Doubts({"close": 0.1, "right": 0.01, "wrong": 0.0}, frozenset({"close", "right", "wrong"}))
    assert paths(Choice(Show.POSSIBLE_ERRORS, Order.LABEL_ERROR), doubts) == ["right", "close"]
    assert paths(Choice(Show.POSSIBLE_ERRORS)) == []


def test_no_photos() -> None:
    empty = make_table(CLASSES, {}, {})
    assert len(empty) == 0 and not len(select(empty, Choice(Show.ALL, Order.LABEL_ERROR)))
    figures = figures_of(empty)
    assert (figures.photos, figures.accuracy.low, figures.accuracy.high) == (0, 0.0, 1.0)


tables = st.integers(1, 40).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from([*CLASSES, "Rex", "dalmatian"]), min_size=n, max_size=n),
        st.integers(0, 2**32 - 1),
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_figures_are_scikit_learn_s(case: tuple[list[str], int]) -> None:
    breeds, seed = case
    probabilities = np.random.default_rng(seed).dirichlet(np.ones(3), len(breeds)).astype(np.float32)
    table = make_table(
        CLASSES,
        {str(i): said(breed) for i, breed in enumerate(breeds)},
        {str(i): probabilities[i] for i in range(len(breeds))},
    )
    known = [i for i, breed in enumerate(breeds) if breed in CLASSES]
    figures = figures_of(table)
    assert figures.accuracy.count == len(known)
    if known:
        truths = [CLASSES.index(breeds[i]) for i in known]
        assert figures.accuracy.value == pytest.approx(accuracy_score(truths, probabilities[known].argmax(axis=1)))
        doubled = probabilities[known].astype(np.float64)
        expected = log_loss(truths, doubled / doubled.sum(axis=1, keepdims=True), labels=[0, 1, 2])
        assert float(np.nanmean(table.loss)) == pytest.approx(expected, rel=1e-4, abs=1e-6)
    cells = [in_cell(table, one, other) for one in table.labels for other in CLASSES]
    assert np.sum(cells, axis=0).tolist() == [1] * len(table)
