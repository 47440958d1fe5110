"""Probabilities that mean what they say: against independent computations, and the promises of the fit kept."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special
from scipy.optimize import minimize

from benchmarks.fit_calibration import (
    COVERAGE,
    calibration_error,
    fit_gate,
    fit_set_threshold,
    fit_temperature,
)
from core.bundles.card import Calibration, Card, ClassEntry, Gate
from core.inference.calibration import Evidence, average, calibrated, collect_evidence, decide, softmax
from core.inference.results import Finding

CARD = Card(
    name="toy", title="Toy", architecture="none", input_size=1,
    classes=(ClassEntry("beagle", 1), ClassEntry("pug", 3), ClassEntry("cairn", 2)),
    gate=Gate((1, 2, 3, 4), (4,)),
)  # fmt: skip
NEUTRAL = Calibration()

floats = st.floats(-50, 50, width=32)
logit_rows = st.lists(st.lists(floats, min_size=6, max_size=6), min_size=1, max_size=4)


def evidence(*logits: float, odds: float = 5.0, foreign: float = -1.0) -> Evidence:
    return Evidence(np.array(logits, np.float32), odds, foreign)


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=20))
def test_softmax_is_the_one_of_scipy(values: list[float]) -> None:
    logits = np.array(values, np.float32)
    np.testing.assert_allclose(softmax(logits), special.softmax(logits.astype(np.float64)), atol=1e-6)


@given(logit_rows)
def test_evidence_is_the_mean_view_and_the_log_odds_of_the_dogs(rows: list[list[float]]) -> None:
    logits = np.array(rows, np.float32)
    found = collect_evidence(logits, CARD)
    mean = logits.astype(np.float64).mean(axis=0)
    np.testing.assert_allclose(found.class_logits, mean[[1, 3, 2]], atol=1e-4)
    odds = special.logsumexp(mean[[1, 2, 3, 4]]) - special.logsumexp(mean[[0, 5]])
    assert found.dog_log_odds == pytest.approx(np.clip(odds, -50, 50), abs=1e-3)
    assert found.foreign_lead == pytest.approx(mean[4] - mean[[1, 2, 3]].max(), abs=1e-3)


def test_a_network_without_a_gate_takes_every_photo_for_a_dog() -> None:
    card = replace(CARD, gate=None)
    found = collect_evidence(np.zeros((1, 6), np.float32), card)
    assert found.dog_log_odds == 0 and found.foreign_lead == -math.inf
    answer = decide(calibrated(found, NEUTRAL), NEUTRAL, card)
    assert answer.finding is Finding.DOG and answer.dog_probability == 1


@given(st.lists(floats, min_size=3, max_size=3), st.floats(-1e6, 1e6), st.floats(0.1, 5))
def test_answers_are_probabilities(logits: list[float], odds: float, temperature: float) -> None:
    fit = Calibration(temperature=temperature)
    answer = decide(calibrated(evidence(*logits, odds=odds), fit), fit, CARD)
    assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5) and answer.probabilities.min() >= 0
    assert 0 <= answer.dog_probability <= 1
    assert answer.is_dog == (answer.dog_probability >= 0.5)
    assert [ranked.probability for ranked in answer.top()] == sorted(answer.probabilities.tolist(), reverse=True)
    assert 0 <= answer.margin <= 1
    if answer.finding is Finding.DOG:
        assert answer.breed_set[0] == answer.top(1)[0].breed
        assert len(set(answer.breed_set)) == len(answer.breed_set)


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_more_dog_is_never_less_dog(first: float, second: float) -> None:
    fit = Calibration(dog_slope=2.5, dog_intercept=2.0)
    low, high = (
        decide(calibrated(evidence(1, 0, 0, odds=odds), fit), fit, CARD).dog_probability
        for odds in sorted((first, second))
    )
    assert low <= high
    assert high == pytest.approx(special.expit(2.5 * max(first, second) + 2.0))


def test_what_is_said_first() -> None:
    fit = Calibration(known_breed_min_logit=3.0, set_min_probability=0.2)
    cases = {
        Finding.DOG: evidence(9, 8, 0),
        Finding.NO_DOG: evidence(9, 8, 0, odds=-1.0),
        Finding.OTHER_BREED: evidence(9, 8, 0, foreign=0.5),
    }
    answers = {finding: decide(one, fit, CARD) for finding, one in cases.items()}
    assert {finding: answer.finding for finding, answer in answers.items()} == {f: f for f in cases}
    assert answers[Finding.DOG].breed_set == ("beagle", "pug")
    assert answers[Finding.NO_DOG].breed_set == answers[Finding.OTHER_BREED].breed_set == ()
    unlike = decide(evidence(2.9, 0, 0), fit, CARD)
    assert unlike.finding is Finding.OTHER_BREED and unlike.breed_set == ("beagle",)
    unsure = decide(evidence(5, 5, 5), Calibration(set_min_probability=0.5), CARD)
    assert unsure.breed_set == ("beagle",) and unsure.margin == 0


def test_the_average_weighs_its_members() -> None:
    one, other = evidence(4, 0, 0, odds=2.0, foreign=-4.0), evidence(0, 4, 0, odds=-2.0, foreign=-math.inf)
    mean = average([one, other], [3.0, 1.0])
    np.testing.assert_allclose(mean.class_logits, [3, 1, 0])
    assert mean.dog_log_odds == pytest.approx(1.0) and mean.foreign_lead == -math.inf


def drawn(count: int, temperature: float, seed: int = 0) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Logits of 12 classes, and labels drawn from their softmax at a temperature: a network whose best fit is known."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 3, (count, 12)).astype(np.float32)
    odds = special.softmax(logits.astype(np.float64) / temperature, axis=1)
    labels = (odds.cumsum(axis=1) > rng.random((count, 1))).argmax(axis=1)
    return logits, labels


@pytest.mark.parametrize("temperature", [0.6, 1.0, 2.5])
def test_the_temperature_is_found_again(temperature: float) -> None:
    logits, labels = drawn(4000, temperature)
    assert fit_temperature(logits, labels) == pytest.approx(temperature, rel=0.1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_sets_cover_what_they_promise(seed: int) -> None:
    """Fitted on one half of exchangeable photos, the sets hold the true breed of the other half as often as asked."""
    logits, labels = drawn(3000, 1.0, seed)
    probabilities = softmax(logits)
    fitted, checked = slice(0, 1500), slice(1500, None)
    threshold = fit_set_threshold(probabilities[fitted], labels[fitted])
    covered = probabilities[checked][np.arange(1500), labels[checked]] >= threshold
    # four standard deviations of the two samples together
    assert covered.mean() >= COVERAGE - 4 * math.sqrt(2 * COVERAGE * (1 - COVERAGE) / 1500)


def test_the_coverage_holds_on_average_over_small_samples() -> None:
    """Split conformal prediction promises the mean over draws, whatever the number of photos."""
    covered = []
    for seed in range(400):
        logits, labels = drawn(40, 1.0, seed)
        probabilities = softmax(logits)
        threshold = fit_set_threshold(probabilities[:-1], labels[:-1])
        covered.append(probabilities[-1, labels[-1]] >= threshold)
    assert np.mean(covered) >= COVERAGE - 4 * math.sqrt(COVERAGE * (1 - COVERAGE) / 400)


def test_the_gate_is_a_balanced_logistic_regression() -> None:
    rng = np.random.default_rng(0)
    odds = np.concatenate([rng.normal(3, 2, 300), rng.normal(-3, 2, 60)])
    is_dog = np.arange(360) < 300
    slope, intercept = fit_gate(odds, is_dog)
    weights = np.where(is_dog, 360 / (2 * 300), 360 / (2 * 60))

    def loss(parameters: NDArray[np.float64]) -> float:
        margins = (parameters[0] * odds + parameters[1]) * np.where(is_dog, 1, -1)
        return float((weights * np.logaddexp(0, -margins)).sum() + 0.5 * parameters[0] ** 2)

    expected = minimize(loss, [1.0, 0.0]).x
    assert (slope, intercept) == pytest.approx(tuple(expected), abs=0.02)
    assert slope > 0


@given(st.integers(1, 300), st.integers(0, 100))
def test_the_calibration_error_is_the_sum_of_the_gaps(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    confidence, right = rng.uniform(0.001, 1, count), rng.random(count) < 0.7
    expected, edges = 0.0, np.linspace(0, 1, 16)
    for low, high in pairwise(edges):
        inside = (confidence >= low) & ((confidence < high) | (high == 1.0))
        if inside.any():
            expected += inside.sum() / count * abs(confidence[inside].mean() - right[inside].mean())
    assert calibration_error(confidence, right) == pytest.approx(expected, abs=1e-9)


def test_a_calibrated_network_has_no_calibration_error() -> None:
    logits, labels = drawn(20_000, 1.0)
    probabilities = softmax(logits)
    best = probabilities.argmax(axis=1)
    assert calibration_error(probabilities.max(axis=1), best == labels) < 0.02
    too_sure = softmax(3 * logits)
    assert calibration_error(too_sure.max(axis=1), best == labels) > 0.1
