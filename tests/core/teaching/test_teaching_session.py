"""Labels in, a model out: what is learned from, what is missing, what honest figures are, and that order is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from toy_pool import BREEDS, FIT, drawn, toy_base, toy_pool

from core.bundles.card import Calibration
from core.control import Cancelled, Control, Progress
from core.errors import BreedLensError
from core.inference import calibration
from core.inference.calibration import collect_evidence
from core.inference.results import Finding
from core.teaching.compare import compare
from core.teaching.held_out import deal_folds
from core.teaching.near_copies import joined_groups
from core.teaching.session import MissingPhotos, Request, check, teach
from core.teaching.taught_model import FINDINGS, untaught

NAMES = (*BREEDS, "Rex", "Bella")


def request(counts: list[int], *, seed: int = 0, noise: float = 0.4, **options: object) -> Request:
    features, kinds = drawn(counts, seed, noise)
    labels = {str(place): NAMES[kind] for place, kind in enumerate(kinds.tolist())}
    return Request(toy_pool(features), labels, **options)  # type: ignore[arg-type]


def test_live_answers_of_an_untaught_model_are_those_of_the_classifier() -> None:
    features = np.random.default_rng(1).normal(scale=2, size=(60, 12)).astype(np.float32)
    for base in (toy_base(), toy_base(gate=False), toy_base(fit=Calibration())):
        pool = toy_pool(features, base)
        answers = untaught(base).answers(pool)
        for row in range(len(pool)):
            logits = base.bundle.head.logits(features[row][None, None, None])
            evidence = calibration.calibrated(collect_evidence(logits, base.card), base.fit)
            expected = calibration.decide(evidence, base.fit, base.card)
            found = answers[row]
            assert found.finding is expected.finding is FINDINGS[answers.findings[row]]
            assert found.breed_set == expected.breed_set and found.class_names == BREEDS
            assert found.dog_probability == pytest.approx(expected.dog_probability, abs=1e-5)
            np.testing.assert_allclose(found.probabilities, expected.probabilities, atol=1e-6)
            np.testing.assert_allclose(answers.probabilities[row], expected.probabilities, atol=1e-6)
        assert len(set(answers.findings.tolist())) == (3 if base.card.gate else 2 if base.fit is FIT else 1)


def test_a_breed_of_ones_own_is_known_from_five_photos_and_found_as_a_dog() -> None:
    four, five = teach(request([0, 0, 0, 4])), teach(request([0, 0, 0, 5, 3]))
    assert four.missing == (MissingPhotos("Rex", 4, 5),) and four.model.classes == BREEDS and not len(four.photos)
    assert five.model.classes == (*BREEDS, "Rex") and five.missing == (MissingPhotos("Bella", 3, 5),)
    assert five.counts == {"Rex": 5}
    features, kinds = drawn([20, 20, 20, 25], seed=7)
    pool = toy_pool(features)
    lesson = teach(Request(pool, {str(place): "Rex" for place in range(60, 65)}))
    before, after = untaught(pool.base).answers(pool), lesson.model.answers(pool)
    rex = kinds == 3
    assert (before.findings[rex] == FINDINGS.index(Finding.DOG)).mean() < 0.3
    assert (after.best[rex] == 3).mean() > 0.9
    assert (after.findings[rex] == FINDINGS.index(Finding.DOG)).mean() > 0.8
    # breeds without a label stay what they were
    assert (after.best[~rex] == before.best[~rex]).mean() > 0.95
    assert (after.findings[~rex] == before.findings[~rex]).mean() > 0.95


def test_without_labels_the_model_is_the_base_model() -> None:
    asked = request([3, 3, 3])
    lesson = teach(Request(asked.pool, {}))
    assert lesson.model.classes == BREEDS and lesson.counts == {} and lesson.iterations == 0
    np.testing.assert_array_equal(
        lesson.model.answers(asked.pool).class_logits, untaught(asked.pool.base).answers(asked.pool).class_logits
    )
    with pytest.raises(BreedLensError, match="no labelled photos"):
        check(lesson)


def test_many_labels_are_followed_against_the_base_model() -> None:
    features, kinds = drawn([60, 60, 60])
    # the person calls what the base takes for a beagle a pug, and the other way round
    swapped = {str(place): NAMES[[1, 0, 2][kind]] for place, kind in enumerate(kinds.tolist())}
    pool = toy_pool(features)
    answers = teach(Request(pool, swapped)).model.answers(pool)
    assert (answers.best == np.array([1, 0, 2])[kinds]).mean() > 0.97


def test_the_order_of_labels_and_photos_is_nothing() -> None:
    asked = request([6, 6, 6, 6])
    lesson = teach(asked)
    turned = dict(reversed(asked.labels.items()))
    again = teach(Request(asked.pool, turned))
    np.testing.assert_array_equal(lesson.model.layer.kernel, again.model.layer.kernel)
    order = np.random.default_rng(0).permutation(24)
    contents = [asked.pool.contents[place] for place in order]
    pool = toy_pool(asked.pool.features[order], asked.pool.base, contents)
    moved = {str(new): asked.labels[str(old)] for new, old in enumerate(order.tolist())}
    other = teach(Request(pool, moved))
    np.testing.assert_allclose(other.model.layer.kernel, lesson.model.layer.kernel, atol=1e-4)
    first, second = check(lesson).held_out, check(other).held_out
    assert first.accuracy == second.accuracy


def test_going_on_from_the_last_lesson_gives_the_same_sooner() -> None:
    asked = request([30, 30, 30, 30], noise=1.0)
    first = teach(Request(asked.pool, dict(list(asked.labels.items())[5:115])))
    warm, cold = teach(asked, last=first), teach(asked)
    assert warm.iterations < cold.iterations
    np.testing.assert_allclose(
        warm.model.answers(asked.pool).probabilities, cold.model.answers(asked.pool).probabilities, atol=5e-3
    )


def test_copies_count_once_and_locked_photos_and_their_copies_teach_nothing() -> None:
    features, kinds = drawn([8, 8])
    doubled = np.concatenate([features, features])
    contents = [f"{place:032x}" for place in range(16)] * 2
    pool = toy_pool(doubled, contents=contents)
    labels = {str(place): NAMES[kind] for place, kind in enumerate([*kinds.tolist(), *kinds.tolist()])}
    lesson = teach(Request(pool, labels))
    assert len(lesson.photos) == 16 and lesson.counts == {"beagle": 8, "pug": 8}
    locked = teach(Request(pool, labels, locked=frozenset({"0", "9", "elsewhere"})))
    assert len(locked.photos) == 14 and locked.locked == 4
    assert not {contents[row] for row in locked.photos.rows.tolist()} & {contents[0], contents[9]}
    assert teach(Request(pool, labels | {"elsewhere": "pug"})).without_features == 1


def test_own_breeds_keep_their_order_as_more_come() -> None:
    asked = request([0, 0, 0, 6, 6], own_breeds=("Bella", "Rex"))
    assert teach(asked).model.classes == (*BREEDS, "Bella", "Rex")
    assert teach(Request(asked.pool, asked.labels)).model.classes == (*BREEDS, "Bella", "Rex")
    turned = teach(Request(asked.pool, asked.labels, own_breeds=("Rex", "Bella")))
    assert turned.model.classes == (*BREEDS, "Rex", "Bella")


def test_held_out_answers_come_from_fits_that_did_not_see_the_photo() -> None:
    asked = request([25, 25, 25, 25], noise=1.2)
    lesson = teach(asked)
    told: list[Progress] = []
    checked = check(lesson, on_progress=told.append)
    found = checked.held_out
    assert [one.done for one in told] == [1, 2, 3, 4, 5] and told[-1].total == 5
    assert found.accuracy.count == 100 and found.accuracy.low < found.accuracy.value < found.accuracy.high
    # by hand: a lesson without the photos of one fold
    part = found.fold == 2
    left = {asked.pool.paths[row] for row in lesson.photos.rows[part].tolist()}
    without = teach(Request(asked.pool, {path: breed for path, breed in asked.labels.items() if path not in left}))
    np.testing.assert_allclose(
        without.model.logits(asked.pool.features[lesson.photos.rows[part]]), found.logits[part], atol=1e-3
    )
    assert checked.model.own_fit.count == 100 and checked.model.own_fit.temperature > 0
    np.testing.assert_array_equal(checked.model.answers(asked.pool).best, lesson.model.answers(asked.pool).best)
    np.testing.assert_array_equal(checked.model.answers(asked.pool).findings, lesson.model.answers(asked.pool).findings)


def test_labels_by_chance_have_the_accuracy_of_chance() -> None:
    rng = np.random.default_rng(4)
    pool = toy_pool(rng.normal(size=(200, 12)))
    labels = {str(place): BREEDS[int(rng.integers(3))] for place in range(200)}
    lesson = teach(Request(pool, labels))
    seen = (lesson.model.answers(pool, lesson.photos.rows).best == lesson.photos.truths).mean()
    accuracy = check(lesson).held_out.accuracy
    assert accuracy.low < 1 / 3 < accuracy.high and seen > accuracy.value


def test_folds_deal_out_each_class_and_never_part_a_group() -> None:
    rng = np.random.default_rng(0)
    contents = [f"{value:032x}" for value in rng.permutation(300)]
    truths = rng.integers(0, 6, 300).astype(np.intp)
    groups = np.where(rng.random(300) < 0.3, truths, np.arange(300) + 1000)
    fold = deal_folds(contents, truths, groups)
    assert set(fold.tolist()) == {0, 1, 2, 3, 4}
    for group in range(6):
        assert len(set(fold[groups == group].tolist())) == 1
    for truth in range(6):
        alone = (truths == truth) & (groups >= 1000)
        assert np.ptp(np.bincount(fold[alone], minlength=5)) <= 2
    order = rng.permutation(300)
    moved = deal_folds([contents[place] for place in order], truths[order], groups[order])
    np.testing.assert_array_equal(moved, fold[order])


def test_near_copies_and_bursts_belong_together() -> None:
    features, kinds = drawn([4, 4], noise=1.5)
    features[3] = features[0] + 0.01
    groups = joined_groups(features, features.mean(axis=0), kinds, [[1, 5, 6]])
    assert groups[3] == groups[0] == 0 and groups[1] == groups[5] == groups[6] and len(set(groups.tolist())) == 5
    # of two classes: a wrong label must not hide in the group of its twin
    apart = kinds.copy()
    apart[3] = 1
    assert joined_groups(features, features.mean(axis=0), apart)[3] == 3


def test_bursts_stay_in_one_fold() -> None:
    asked = request([30, 30], noise=1.5)
    burst = [str(place) for place in range(12)]
    checked = check(teach(asked), bursts=[burst, ["elsewhere", "40"]])
    places = [list(checked.lesson.photos.rows).index(int(path)) for path in burst]
    assert len(set(checked.held_out.fold[places].tolist())) == 1


def test_before_and_after_are_measured_on_photos_that_were_locked() -> None:
    asked = request([20, 20, 20, 20], noise=0.8)
    verified = {path: breed for path, breed in asked.labels.items() if int(path) % 4 == 0}
    lesson = teach(Request(asked.pool, asked.labels, locked=frozenset(verified)))
    found = compare(untaught(asked.pool.base), lesson, asked.pool, verified)
    assert found.before.count == found.after.count == 20 and lesson.locked == 20
    truths = [verified[asked.pool.paths[row]] for row in found.rows.tolist()]
    best = lesson.model.answers(asked.pool, found.rows).best
    assert found.right_after.tolist() == [
        lesson.model.classes[one] == truth for one, truth in zip(best, truths, strict=True)
    ]
    # a quarter of them is of a breed that the base model does not know
    assert found.before.value <= 0.75 and found.after.value > 0.85 and found.difference[0] > 0
    assert found.difference[1] <= found.difference[0] <= found.difference[2] and 0 <= found.p_value <= 1
    with pytest.raises(BreedLensError, match="lock them first"):
        compare(untaught(asked.pool.base), teach(asked), asked.pool, verified)
    with pytest.raises(BreedLensError, match="no verified photos"):
        compare(untaught(asked.pool.base), lesson, asked.pool, {"elsewhere": "pug"})


def test_cancelling_ends_lessons_and_checks() -> None:
    asked, control = request([10, 10]), Control()
    lesson = teach(asked)
    control.cancel()
    for work in (lambda: teach(asked, control), lambda: check(lesson, control)):
        with pytest.raises(Cancelled):
            work()
