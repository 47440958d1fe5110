"""Calibration error and temperature scaling."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from evaluations import evaluation_of, random_evaluation
from scipy.optimize import minimize_scalar

from core.evaluation import metrics
from core.evaluation.calibration import (
    FOLDS,
    at_temperature,
    cautious_temperature,
    cross_fitted,
    expected_calibration_error,
    fit_temperature,
    reliability,
)
from core.evaluation.report import write_report


def test_calibration_error_by_hand() -> None:
    # two photos said 0.9, one right: |0.9 - 0.5|; two said 0.6, both right: |0.6 - 1|
    shares = np.array([[0.9, 0.1], [0.9, 0.1], [0.6, 0.4], [0.4, 0.6]])
    bins = reliability(shares, np.array([0, 1, 0, 1]), bins=10)
    assert [(one.count, one.accuracy) for one in bins] == [(2, 1.0), (2, 0.5)]
    assert expected_calibration_error(bins) == pytest.approx(0.4)
    assert expected_calibration_error([]) is None


def test_bins_hold_every_photo_once_with_their_upper_end() -> None:
    shares = np.array([[p, 1 - p] for p in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)])
    bins = reliability(shares, np.zeros(6, int), bins=10)
    assert [one.count for one in bins] == [1] * 6 and bins[-1].high == 1.0
    assert all(one.low <= one.confidence <= one.high + 1e-12 for one in bins)


def test_a_model_that_says_what_it_knows_has_no_error() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(40_000, 5)) * 2
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truths = (shares.cumsum(axis=1) > rng.random((len(shares), 1))).argmax(axis=1)
    assert expected_calibration_error(reliability(shares, truths)) == pytest.approx(0, abs=0.01)
    assert fit_temperature(shares, truths) == pytest.approx(1, abs=0.03)


def test_temperature_undoes_itself_and_keeps_the_order() -> None:
    shares = random_evaluation(20).probabilities.astype(np.float64)
    assert np.allclose(at_temperature(at_temperature(shares, 2.5), 1 / 2.5), shares)
    assert np.array_equal(at_temperature(shares, 7.0).argmax(axis=1), shares.argmax(axis=1))


@pytest.mark.parametrize("sharpness", [0.4, 3.0])
def test_temperature_scaling_finds_the_least_log_loss(sharpness: float) -> None:
    one = random_evaluation(800, sharpness=sharpness)

    def loss(logarithm: float) -> float:
        found = metrics.log_loss(at_temperature(one.probabilities, float(np.exp(logarithm))), one.truths)
        assert found is not None
        return found

    expected = minimize_scalar(loss, bounds=(-3, 3), method="bounded", options={"xatol": 1e-6})
    fitted = fit_temperature(one.probabilities, one.truths)
    assert fitted == pytest.approx(np.exp(expected.x), rel=1e-3)
    assert loss(np.log(fitted)) < metrics.log_loss(one.probabilities, one.truths)  # type: ignore[operator]
    assert (fitted > 1) == (sharpness > 1)


def test_a_few_right_answers_make_no_model_certain() -> None:
    for count, lowest in ((7, 0.6), (22, 0.4)):
        shares = np.full((count, 3), 0.05)
        shares[:, 0] = 0.9
        truths = np.zeros(count, int)
        assert fit_temperature(shares, truths) < 0.1
        assert lowest < cautious_temperature(shares, truths) < 1
    assert cautious_temperature(shares[:0], truths[:0]) == 1.0


@pytest.mark.parametrize("sharpness", [0.4, 3.0, 60.0])
def test_with_many_photos_the_cautious_temperature_is_that_of_the_least_log_loss(sharpness: float) -> None:
    one = random_evaluation(3000, sharpness=sharpness)
    shares = one.probabilities.astype(np.float64)
    assert cautious_temperature(shares, one.truths) == pytest.approx(fit_temperature(shares, one.truths), rel=0.05)


def test_an_evaluation_shows_calibration_without_with_and_after_another_temperature() -> None:
    sure = random_evaluation(800, sharpness=1.0)
    # a model whose card sharpens by 3: the same logits, so that the unscaled answers are those above
    one = evaluation_of(at_temperature(sure.probabilities, 1 / 3), sure.truths.tolist(), temperature=1 / 3)
    assert one.unscaled.error == pytest.approx(sure.as_answered.error, abs=1e-3)
    assert one.unscaled.log_loss == pytest.approx(sure.log_loss, rel=1e-4)
    assert one.as_answered.temperature == 1 / 3
    assert one.rescaled.temperature == pytest.approx(fit_temperature(sure.probabilities, sure.truths), rel=1e-2)
    assert one.rescaled.error < one.as_answered.error and one.rescaled.log_loss < one.as_answered.log_loss  # type: ignore[operator]


def test_a_few_photos_say_nothing_of_a_temperature_fitted_on_them(tmp_path: Path) -> None:
    few, enough = random_evaluation(2 * FOLDS - 1), random_evaluation(2 * FOLDS)
    assert few.rescaled is None and enough.rescaled is not None
    for one, kinds in ((few, 2), (enough, 3)):
        folder = tmp_path / str(kinds)
        write_report(one, folder)
        rows = (folder / "calibration.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        assert len({row.split(",")[0] for row in rows}) == kinds
        page = (folder / "report.html").read_text(encoding="utf-8")
        assert ("fitted on these photos" in page) == ("cross-validated" in page) == (kinds == 3)


def test_each_photo_is_judged_by_a_fit_that_did_not_see_it() -> None:
    one = random_evaluation(200)
    changed = one.truths.copy()
    changed[0] = (changed[0] + 1) % 7
    before, after = (cross_fitted(one.probabilities, truths) for truths in (one.truths, changed))
    assert np.array_equal(before[::5], after[::5]) and not np.array_equal(before[1::5], after[1::5])
    few = random_evaluation(9)
    assert np.array_equal(cross_fitted(few.probabilities, few.truths), few.probabilities.astype(np.float64))
    assert fit_temperature(np.zeros((0, 2)), np.zeros(0, int)) == 1.0


def test_logits_of_thousands_are_calibrated_where_their_probabilities_are_precise() -> None:
    random = np.random.default_rng(5)
    honest = random.normal(0, 2, (4000, 6))
    shares = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    truths = np.array([random.choice(6, p=one) for one in shares])
    sure = np.exp((honest - honest.max(axis=1, keepdims=True)) * 60)
    sure /= sure.sum(axis=1, keepdims=True)
    assert fit_temperature(sure, truths) == pytest.approx(60, rel=0.05)
    assert fit_temperature(sure.astype(np.float32), truths) < 40, "what float32 rounds to 0 is lost"
