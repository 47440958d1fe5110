"""Which photos come next, which belong together, which labels may be wrong."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from toy_pool import BREEDS, drawn, toy_base, toy_pool

from core.control import Cancelled, Control
from core.datasets.likeness import LIKENESS_BYTES
from core.datasets.photo_facts import PhotoFacts
from core.inference.results import Finding
from core.photos.moment import Moment
from core.teaching.bursts import Burst, bursts_among
from core.teaching.groups import LARGEST, group_photos
from core.teaching.label_errors import Ranking, confident_classes, nearest_right, review, review_labels
from core.teaching.selection import doubt, offer
from core.teaching.session import Request, check, teach
from core.teaching.taught_model import FINDINGS, untaught


def test_doubt_is_one_less_the_margin_and_less_without_a_dog() -> None:
    pool = toy_pool(np.random.default_rng(0).normal(scale=1.5, size=(200, 12)))
    answers = untaught(pool.base).answers(pool)
    kept = answers.probabilities.copy()
    found = doubt(answers)
    for row in range(200):
        expected = 1 - answers[row].margin
        assert found[row] == pytest.approx(expected if answers[row].is_dog else expected / 4, abs=1e-6)
    np.testing.assert_array_equal(answers.probabilities, kept)


def test_what_is_offered_is_doubtful_apart_and_new() -> None:
    features, kinds = drawn([40, 40, 40], noise=0.3)
    features[[3, 50]] = 0  # between all breeds
    features[50, 0] = features[50, 1] = 1.5
    features[3, 1] = features[3, 2] = 1.5
    features[4] = features[3] + 0.001  # nearly the same photo: it teaches nothing more
    contents = [f"{place:032x}" for place in range(120)]
    contents[5] = contents[50]
    features[5] = features[50]
    pool = toy_pool(features, contents=contents)
    answers = untaught(pool.base).answers(pool)
    known = np.array([7, 8, 90], np.intp)
    rows = offer(pool, answers, known, 30)
    assert len(rows) == 30 == len(set(rows.tolist())) and not set(rows.tolist()) & {7, 8, 90}
    assert {rows[0], rows[1]} == {3, 5} or {rows[0], rows[1]} == {4, 5}
    assert 50 not in rows  # the second copy of a content
    np.testing.assert_array_equal(offer(pool, answers, known, 30), rows)
    assert set(offer(pool, answers, np.array([5], np.intp), 200).tolist()) == set(range(120)) - {5, 50}
    assert len(offer(pool, answers, np.arange(120), 5)) == 0
    assert kinds.shape == (120,)


def test_every_photo_is_in_one_group_with_photos_of_the_same_answer() -> None:
    features, _ = drawn([60, 30, 3, 25], noise=0.5)
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    groups = group_photos(pool, answers)
    assert sorted(row for group in groups for row in group.rows.tolist()) == list(range(118))
    for group in groups:
        assert (np.diff(group.distances) >= 0).all() and 0 <= group.confidence <= 1
        assert {FINDINGS[found] for found in answers.findings[group.rows]} == {group.finding}
        if not group.is_rest:
            assert 2 <= len(group) <= LARGEST
        if group.breed:
            assert {BREEDS[best] for best in answers.best[group.rows]} == {group.breed}
            assert group.confidence == pytest.approx(answers.probabilities[group.rows, group.class_index].mean())
    sizes = [len(group) * group.confidence for group in groups if not group.is_rest]
    assert sizes == sorted(sizes, reverse=True)
    rests = [group.is_rest for group in groups]
    assert rests == sorted(rests)


def test_groups_are_of_one_kind_whatever_the_order_and_the_part() -> None:
    features, kinds = drawn([30, 30, 0, 30, 30], noise=0.25)
    pool = toy_pool(features, toy_base(gate=False))
    answers = untaught(pool.base).answers(pool)
    # the last two are no classes of the model, and apart all the same
    groups = [group for group in group_photos(pool, answers) if not group.is_rest]
    assert np.mean([len(set(kinds[group.rows].tolist())) == 1 for group in groups]) > 0.9
    chosen = np.arange(10, 50)
    part = group_photos(pool, answers, np.concatenate([chosen, chosen]))
    assert sorted(row for group in part for row in group.rows.tolist()) == chosen.tolist()
    again = group_photos(pool, answers, chosen[::-1])
    assert [group.rows.tolist() for group in again] == [group.rows.tolist() for group in part]
    assert max(len(group) for group in group_photos(pool, answers, largest=5) if not group.is_rest) <= 5
    assert group_photos(pool, answers, np.zeros(0, np.intp)) == ()


def test_thousands_of_photos_of_one_answer_are_grouped_in_pieces() -> None:
    features, _ = drawn([2500], noise=0.6)
    pool = toy_pool(features)
    groups = group_photos(pool, untaught(pool.base).answers(pool))
    assert sorted(row for group in groups for row in group.rows.tolist()) == list(range(2500))
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        group_photos(pool, untaught(pool.base).answers(pool), control=control)


def test_the_confident_class_is_that_of_the_paper() -> None:
    probabilities = np.array(
        [[0.9, 0.1, 0], [0.7, 0.3, 0], [0.2, 0.8, 0], [0.85, 0.15, 0], [0.4, 0.3, 0.3]], np.float32
    )
    given = np.array([0, 0, 1, 1, 0])
    # thresholds: (0.9 + 0.7 + 0.4) / 3, (0.8 + 0.15) / 2, and their mean for the class without labels
    assert confident_classes(probabilities, given).tolist() == [0, 0, 1, 0, -1]
    found = review(np.arange(5), given, probabilities)
    assert found.is_possible_error.tolist() == [False, False, False, True, False]
    assert found.is_misclassified.tolist() == [False, False, False, True, False]
    np.testing.assert_allclose(found.given_probability, [0.9, 0.7, 0.8, 0.15, 0.4])
    np.testing.assert_allclose(found.margin, [0.8, 0.4, 0.6, 0.7, 0.1], atol=1e-6)
    np.testing.assert_allclose(found.loss, -np.log([0.9, 0.7, 0.8, 0.15, 0.4]), rtol=1e-5)
    assert found.order(Ranking.LABEL_ERROR).tolist() == found.order(Ranking.LOSS).tolist() == [3, 4, 1, 2, 0]
    assert found.order(Ranking.CONFIDENCE)[0] == 0 and found.order(Ranking.MARGIN)[0] == 4
    assert len(review(np.zeros(0, np.intp), np.zeros(0, np.intp), probabilities[:0])) == 0


def test_planted_errors_are_ranked_first() -> None:
    features, kinds = drawn([60, 60, 60, 60], noise=0.7)
    rng = np.random.default_rng(5)
    wrong = rng.choice(240, 24, replace=False)
    names = (*BREEDS, "Rex")
    said = kinds.copy()
    said[wrong] = (said[wrong] + rng.integers(1, 4, 24)) % 4
    pool = toy_pool(features)
    checked = check(teach(Request(pool, {str(place): names[kind] for place, kind in enumerate(said.tolist())})))
    found = review_labels(checked)
    planted = np.isin(found.rows, wrong)
    assert roc_auc_score(planted, found.score) > 0.95
    assert found.is_possible_error[planted].mean() > 0.6 and planted[found.is_possible_error].mean() > 0.5
    assert (found.given == said[found.rows]).all()


def test_neighbours_are_right_near_and_no_copies() -> None:
    features, kinds = drawn([20, 20, 20])
    features[1] = features[0]
    contents = [f"{max(place, 1):032x}" for place in range(60)]  # 0 and 1 are one content
    pool = toy_pool(features, contents=contents)
    labels = {str(place): BREEDS[kind] for place, kind in enumerate(kinds.tolist())} | {"2": "cairn"}
    checked = check(teach(Request(pool, labels)))
    found = nearest_right(checked, pool, 0, 4)
    assert len(found.rows) == 4 and not set(found.rows.tolist()) & {0, 1, 2}
    assert (np.diff(found.likeness) <= 0).all() and found.likeness[0] <= 1.0001
    assert (kinds[found.rows] == found.classes).all() and set(found.classes.tolist()) == {0}
    moved = pool.features - pool.centre
    cosines = moved @ moved[0] / np.linalg.norm(moved, axis=1) / np.linalg.norm(moved[0])
    others = [row for row in range(60) if row not in {0, 1, 2}]
    assert found.rows[0] == max(others, key=lambda row: cosines[row])


def test_bursts_follow_each_other_or_look_alike_and_begin_with_the_first() -> None:
    def look(seed: int) -> bytes:
        return np.random.default_rng(seed).bytes(LIKENESS_BYTES)

    facts = {
        "b.jpg": PhotoFacts("1", look(1), Moment("cam", 11.0)),
        "a.jpg": PhotoFacts("2", look(2), Moment("cam", 10.0)),
        "late.jpg": PhotoFacts("3", look(3), Moment("cam", 100.0)),
        "copy of late.png": PhotoFacts("4", look(3)),
        "other.jpg": PhotoFacts("5", look(5), Moment("other", 10.5)),
        "blank.png": PhotoFacts("6", b""),
        "blank 2.png": PhotoFacts("7", b""),
    }
    found = bursts_among(facts)
    assert found == (Burst(("a.jpg", "b.jpg")), Burst(("late.jpg", "copy of late.png")))
    assert found[0].representative == "a.jpg"
    assert bursts_among({}) == ()


def test_a_photo_without_a_dog_is_in_a_group_of_its_own_kind() -> None:
    features = np.zeros((6, 12), np.float32)
    features[:, 4] = 4
    features[:, 9] = np.linspace(0, 0.1, 6)
    pool = toy_pool(np.vstack([features, drawn([6])[0]]))
    groups = group_photos(pool, untaught(pool.base).answers(pool))
    (nothing,) = [group for group in groups if group.finding is Finding.NO_DOG]
    assert sorted(nothing.rows.tolist()) == [0, 1, 2, 3, 4, 5] and nothing.breed == "" and nothing.confidence > 0.9
