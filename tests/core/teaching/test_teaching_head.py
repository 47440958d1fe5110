"""The fit: against numerical gradients and scikit-learn, and what the prior promises."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import check_grad, minimize

from core.control import Cancelled, Control
from core.teaching.head import Correction, Samples, Start, _Problem, carried_over, fit_correction, mixtures
from core.teaching.minimise import minimise

RNG = np.random.default_rng(0)
NO_OUTSIDE = -np.inf


def samples(count: int, features: int, classes: int, *, outside: float = NO_OUTSIDE, seed: int = 0) -> Samples:
    rng = np.random.default_rng(seed)
    truths = np.arange(count) % classes
    values = rng.normal(size=(count, features)) + 1.5 * np.eye(classes, features)[truths]
    return Samples(values.astype(np.float32), truths, np.full(count, outside, np.float32))


def start(features: int, classes: int, scale: float = 0.0) -> Start:
    rng = np.random.default_rng(9)
    return Start(
        (scale * rng.normal(size=(features, classes))).astype(np.float32),
        (scale * rng.normal(size=classes)).astype(np.float32),
    )


def measured(photos: Samples) -> tuple[NDArray[np.float32], float]:
    centre = photos.features.mean(axis=0)
    return centre, float(np.sqrt(np.square(photos.features - centre).sum(axis=1).mean()))


@pytest.mark.parametrize("outside", [NO_OUTSIDE, 0.7])
def test_the_gradient_is_that_of_the_loss(outside: float) -> None:
    photos = samples(20, 6, 4, outside=outside)
    problem = _Problem(photos.features, photos.features @ start(6, 4, 1).kernel, photos, 0.3, None)
    place = RNG.normal(scale=0.3, size=7 * 4)
    slope = problem(place.astype(np.float32))[1]
    for index in range(0, len(place), 3):
        step = np.zeros(len(place))
        step[index] = 0.05
        ahead, behind = (problem((place + sign * step).astype(np.float32))[0] for sign in (1, -1))
        assert (ahead - behind) / 0.1 == pytest.approx(slope[index], abs=5e-3)


def test_from_nowhere_it_is_the_logistic_regression_of_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    photos = samples(120, 8, 4)
    centre, spread = measured(photos)
    scaled = (photos.features - centre) / spread
    # theirs leaves the intercept out of the penalty: as one more feature it is in it
    with_one = np.hstack([scaled, np.ones((len(scaled), 1))])
    theirs = LogisticRegression(C=1 / 0.3, fit_intercept=False, max_iter=2000, tol=1e-8).fit(with_one, photos.truths)
    ours = fit_correction(photos, start(8, 4), centre, spread, strength=0.3)
    layer = ours.applied(start(8, 4))
    logits = photos.features @ layer.kernel + layer.bias
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares, theirs.predict_proba(with_one), atol=3e-3)


@pytest.mark.parametrize("count", [15, 80])  # in the span of the photos, and in all features
def test_it_finds_the_minimum_that_scipy_finds(count: int) -> None:
    photos = samples(count, 30, 3, outside=0.5)
    centre, spread = measured(photos)
    before = start(30, 3, 0.4)
    found = fit_correction(photos, before, centre, spread)
    scaled = (photos.features - centre) / spread
    whole = _Problem(scaled, photos.features @ before.kernel + before.bias, photos, 0.3, None)
    best = minimize(
        lambda flat: tuple(np.float64(part) for part in whole(flat.astype(np.float32))),
        np.zeros(31 * 3), jac=True, method="L-BFGS-B", options={"maxiter": 500},
    )  # fmt: skip
    assert found.loss == pytest.approx(best.fun, rel=1e-4)


def test_the_search_ends_in_the_minimum_of_a_quadratic() -> None:
    matrix = np.diag(np.linspace(1, 50, 20)).astype(np.float32)
    goal = RNG.normal(size=20).astype(np.float32)

    def bowl(place: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
        away = matrix @ (place - goal)
        return float((place - goal) @ away / 2), away

    found = minimise(bowl, np.zeros(20, np.float32), gradient=1e-4, decrease=0.0)
    np.testing.assert_allclose(found.place, goal, atol=1e-3)
    assert minimise(bowl, goal, gradient=1e-4, decrease=0.0).iterations == 0
    assert check_grad(lambda p: bowl(p)[0], lambda p: bowl(p)[1], goal + 1) < 1e-2


def test_without_photos_nothing_is_corrected_and_with_few_the_others_hardly_move() -> None:
    before = start(8, 4, 1)
    centre, spread = measured(samples(50, 8, 4))
    nothing = samples(50, 8, 4)
    none = Samples(nothing.features[:0], nothing.truths[:0], nothing.outside[:0])
    untouched = fit_correction(none, before, centre, spread)
    assert not untouched.kernel.any() and np.array_equal(untouched.applied(before).kernel, before.kernel)
    strengths = [0.01, 0.3, 10.0, 1000.0]
    moved = [float(np.abs(fit_correction(nothing, before, centre, spread, strength=s).kernel).sum()) for s in strengths]
    assert moved == sorted(moved, reverse=True) and moved[-1] < 0.05 * moved[0]


def test_the_order_of_photos_and_where_the_search_starts_do_not_matter() -> None:
    photos, before = samples(90, 10, 5, outside=0.2), start(10, 5, 0.5)
    centre, spread = measured(photos)
    found = fit_correction(photos, before, centre, spread)
    order = np.random.default_rng(3).permutation(90)
    mixed = Samples(photos.features[order], photos.truths[order], photos.outside[order])
    other = fit_correction(mixed, before, centre, spread)
    warm = fit_correction(photos, before, centre, spread, warm=found)
    again = fit_correction(photos, before, centre, spread)
    np.testing.assert_allclose(other.kernel, found.kernel, atol=5e-3)
    np.testing.assert_allclose(warm.kernel, found.kernel, atol=5e-3)
    assert np.array_equal(again.kernel, found.kernel) and warm.iterations < found.iterations


def test_the_outside_option_raises_what_is_labelled_above_it() -> None:
    low, high = (samples(60, 8, 3, outside=limit) for limit in (NO_OUTSIDE, 3.0))
    centre, spread = measured(low)
    logits = []
    for photos in (low, high):
        layer = fit_correction(photos, start(8, 3), centre, spread).applied(start(8, 3))
        logits.append((photos.features @ layer.kernel + layer.bias)[np.arange(60), photos.truths])
    assert (logits[1] > logits[0]).all() and np.median(logits[1]) > 3.0


def test_new_classes_begin_as_the_mixture_that_they_are_taken_for() -> None:
    known = Start(np.eye(3, dtype=np.float32), np.array([1, 2, 3], np.float32))
    shares = np.array([[1, 0, 0], [0.5, 0.5, 0], [0, 0, 1]], np.float32)
    found = mixtures(shares, np.array([0, 0, 2]), 3, known)
    np.testing.assert_allclose(found.kernel[:, 0], [0.75, 0.25, 0])
    np.testing.assert_allclose(found.kernel[:, 2], [0, 0, 1])
    assert found.bias[0] == pytest.approx(1.25) and found.bias[1] < -1000 and not found.kernel[:, 1].any()


def test_an_earlier_correction_is_carried_over_by_name() -> None:
    kernel = np.arange(6, dtype=np.float32).reshape(3, 2)
    centre = np.zeros(3, np.float32)
    earlier = Correction(kernel, np.array([1, 2], np.float32), centre, 2.0, 0.0, 0)
    found = carried_over(earlier, ("a", "b"), ("b", "new", "a"), centre, 2.0)
    assert found is not None
    np.testing.assert_array_equal(found.kernel, np.stack([kernel[:, 1], np.zeros(3), kernel[:, 0]], axis=1))
    assert found.bias.tolist() == [2, 0, 1]
    assert carried_over(earlier, ("a", "b"), ("a", "b"), centre, 2.0) is earlier
    assert carried_over(earlier, ("a", "b"), ("a", "b"), centre + 1, 2.0) is None


def test_a_fit_ends_at_the_next_step_when_it_is_cancelled() -> None:
    photos, control = samples(40, 6, 3), Control()
    control.cancel()
    with pytest.raises(Cancelled):
        fit_correction(photos, start(6, 3), *measured(photos), control=control)
