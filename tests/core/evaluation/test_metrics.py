"""The figures, held against scikit-learn, SciPy and what a person computes by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from evaluations import evaluation_of, random_evaluation
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn import metrics as reference

from core.evaluation import metrics
from core.evaluation.metrics import Proportion, mcnemar, paired_difference, wilson_interval


def test_a_uniform_guess_among_120_breeds_has_the_published_log_loss() -> None:
    loss = metrics.log_loss(np.full((50, 120), 1 / 120, np.float32), np.arange(50))
    assert loss == pytest.approx(4.78749, abs=5e-6) and loss == pytest.approx(math.log(120), abs=1e-6)


def test_log_loss_is_that_of_scikit_learn_and_a_certain_error_stays_finite() -> None:
    one = random_evaluation()
    shares = one.probabilities.astype(np.float64)
    expected = reference.log_loss(one.truths, shares / shares.sum(axis=1, keepdims=True), labels=range(7))
    assert one.log_loss == pytest.approx(expected, rel=1e-5)
    wrong = metrics.log_loss(np.array([[1.0, 0.0]]), np.array([1]))
    assert wrong == pytest.approx(-math.log(1e-15), rel=1e-6)
    assert metrics.log_loss(np.zeros((0, 3)), np.zeros(0, int)) is None


@given(count=st.integers(1, 5000), data=st.data())
@settings(max_examples=60, deadline=None)
def test_wilson_interval_is_that_of_scipy(count: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, count))
    expected = binomtest(successes, count).proportion_ci(0.95, method="wilson")
    assert wilson_interval(successes, count) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_wilson_interval_by_hand() -> None:
    # 81 of 263, Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert str(Proportion.of(1, 2)) == "0.500 (0.095 to 0.905)"


def test_top_5_counts_like_scikit_learn_where_no_two_are_equal() -> None:
    one = random_evaluation(classes=12)
    for k in (1, 2, 5):
        expected = reference.top_k_accuracy_score(one.truths, one.probabilities, k=k, labels=range(12))
        assert one.top(k).value == pytest.approx(expected)
    assert one.top(1) == one.accuracy


def test_of_equal_probabilities_the_lower_index_comes_first() -> None:
    shares = np.array([[0.2, 0.2, 0.2, 0.2, 0.2, 0.0]] * 2 + [[1 / 6] * 6] * 2)
    assert metrics.ranks(shares, np.array([0, 4, 4, 5])).tolist() == [0, 4, 4, 5]
    one = evaluation_of(shares, [0, 4, 4, 5])
    assert one.top(5).value == 0.75 and one.accuracy.value == 0.25


def test_per_breed_figures_are_those_of_scikit_learn() -> None:
    one = random_evaluation(seed=3)
    expected = reference.precision_recall_fscore_support(one.truths, one.predicted, zero_division=0)
    got = [(f.precision, f.recall, f.f1, f.photos) for f in one.per_breed.values()]
    assert np.allclose(np.array(got).T, np.array(expected))
    assert np.array_equal(one.confusion, reference.confusion_matrix(one.truths, one.predicted))
    for average in ("macro", "weighted"):
        expected_means = reference.precision_recall_fscore_support(
            one.truths, one.predicted, average=average, zero_division=0
        )[:3]
        means = one.macro if average == "macro" else one.weighted
        assert (means.precision, means.recall, means.f1) == pytest.approx(expected_means)


def test_breeds_that_do_not_occur_have_no_part_in_the_means() -> None:
    # of ten classes only 0, 1 and 2 occur, 2 as an answer alone
    truths, predicted = np.array([0, 0, 1, 1]), np.array([0, 2, 1, 1])
    confusion = metrics.confusion_matrix(truths, predicted, 10)
    expected = reference.f1_score(truths, predicted, average="macro", zero_division=0)
    assert metrics.mean_figures(confusion, weighted=False).f1 == pytest.approx(expected)
    assert metrics.mean_figures(np.zeros((4, 4), np.intp), weighted=True).photos == 0


def test_most_confused_pairs_by_hand() -> None:
    confusion = np.array([[5, 3, 0], [1, 9, 0], [3, 0, 0]])
    pairs = metrics.most_confused(confusion, 2)
    assert [(p.truth, p.predicted, p.count) for p in pairs] == [(2, 0, 3), (0, 1, 3)]
    assert pairs[0].share == 1.0 and pairs[1].share == 3 / 8


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_mcnemar_is_the_exact_binomial_test(pairs: list[tuple[bool, bool]]) -> None:
    first, second = ([pair[i] for pair in pairs] for i in (0, 1))
    wins = sum(b and not a for a, b in pairs)
    discordant = sum(a != b for a, b in pairs)
    expected = binomtest(wins, discordant, 0.5).pvalue if discordant else 1.0
    assert mcnemar(first, second) == pytest.approx(expected, abs=1e-9)
    difference, low, high = paired_difference(first, second)
    assert low <= difference <= high and difference == pytest.approx(np.mean(second) - np.mean(first))


def test_mcnemar_of_very_many_photos_is_a_number() -> None:
    first = np.zeros(40_000, bool)
    second = np.arange(40_000) % 2 == 0
    assert mcnemar(first, second) == 0.0 and mcnemar(first, first) == 1.0
    assert paired_difference([], []) == (0.0, -1.0, 1.0)
