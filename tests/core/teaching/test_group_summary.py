"""Which photos of a group are odd, what it most likely shows, and bursts folded in their place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_pool import drawn, toy_pool

from core.teaching.group_summary import DOUBT, likeliest_breeds, odd_ones, stacked
from core.teaching.groups import Group, group_photos
from core.teaching.taught_model import untaught


def test_what_the_model_doubts_or_what_lies_apart_is_odd() -> None:
    features, _ = drawn([12, 12], noise=0.05)
    features[3, 1] = 1.9  # nearly as much a pug as a beagle
    features[20, 8] = 4.0  # a pug like no other
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    found = {}
    for group in group_photos(pool, answers):
        for row, odd in zip(group.rows.tolist(), odd_ones(group, answers).tolist(), strict=True):
            found[row] = odd and not group.is_rest
    assert answers.probabilities[3].max() < DOUBT and found[3]
    alone = [group for group in group_photos(pool, answers) if 20 in group.rows]
    assert alone[0].is_rest or found[20]
    assert sum(found.values()) <= 2


def test_in_small_groups_and_in_the_rest_no_distance_is_odd() -> None:
    features, _ = drawn([6], noise=0.05)
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    (group,) = group_photos(pool, answers)
    rest = Group(group.finding, -1, "", group.rows, np.linspace(0, 2, 6).astype(np.float32), 0.5, is_rest=True)
    assert not odd_ones(rest, answers).any()
    few = Group(group.finding, 0, "beagle", group.rows[:3], np.array([0, 0, 2], np.float32), 0.9)
    assert not odd_ones(few, answers).any()
    many = Group(group.finding, 0, "beagle", group.rows, np.array([0, 0, 0, 0, 0, 2], np.float32), 0.9)
    assert odd_ones(many, answers).tolist() == [False] * 5 + [True]


def test_the_likeliest_breeds_are_those_of_the_mean() -> None:
    features, _ = drawn([10, 10, 10], noise=0.6)
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    rows = np.array([0, 3, 12, 25], np.intp)
    mean = np.mean([answers[row].probabilities for row in rows.tolist()], axis=0)
    found = likeliest_breeds(answers, rows, count=2)
    assert [breed for breed, _ in found] == [pool.base.classes[i] for i in np.argsort(-mean)[:2]]
    assert [share for _, share in found] == pytest.approx(sorted(mean, reverse=True)[:2], abs=1e-5)


@given(rows=st.lists(st.integers(0, 30), unique=True), cuts=st.lists(st.integers(0, 30), unique=True, max_size=8))
def test_every_photo_is_in_one_stack_and_bursts_stay_together(rows: list[int], cuts: list[int]) -> None:
    edges = sorted({0, 31, *cuts})
    bursts = [list(range(start, end)) for start, end in zip(edges, edges[1:], strict=False) if end - start > 1]
    stacks = stacked(rows, bursts)
    assert sorted(row for stack in stacks for row in stack) == sorted(rows)
    for burst in bursts:
        assert sum(bool(set(burst) & set(stack)) for stack in stacks) <= 1
    # a stack stands where its first photo stood
    first = [min(rows.index(row) for row in stack) for stack in stacks]
    assert first == sorted(first)
