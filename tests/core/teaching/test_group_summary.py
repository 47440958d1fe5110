"""Which photos of a group are odd, what it most likely shows, and bursts folded in their place."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_pool import drawn, toy_pool

from core.inference.results import Finding
from core.teaching.group_summary import DOUBT, likeliest_breeds, no_dog_probabilities, odd_ones, stacked
from core.teaching.groups import Group
from core.teaching.taught_model import untaught


def group(count: int, distances: list[float], *, is_rest: bool = False) -> Group:
    """The first photos of the pool as beagles."""
    rows = np.arange(count)
    return Group(Finding.DOG, -1 if is_rest else 0, "", rows, np.array(distances, np.float32), 0.9, is_rest)


def test_what_the_model_doubts_is_odd() -> None:
    features, _ = drawn([12], noise=0.05)
    features[3, 1] = 1.9  # nearly as much a pug as a beagle
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    assert answers.probabilities[3, 0] < DOUBT
    assert np.flatnonzero(odd_ones(group(12, [0.1] * 12), answers)).tolist() == [3]
    assert np.flatnonzero(odd_ones(group(12, [0.1] * 12, is_rest=True), answers)).tolist() == [3]


def test_what_lies_apart_is_odd_where_there_are_enough_to_tell() -> None:
    features, _ = drawn([8], noise=0.05)
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    assert odd_ones(group(6, [0.1, 0.12, 0.13, 0.14, 0.15, 0.6]), answers).tolist() == [False] * 5 + [True]
    assert not odd_ones(group(6, [0, 0, 0, 0, 0, 0.05]), answers).any()
    assert not odd_ones(group(6, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]), answers).any()
    assert not odd_ones(group(3, [0, 0, 2]), answers).any()
    assert not odd_ones(group(6, [0, 0, 0, 0, 0, 2], is_rest=True), answers).any()


def test_the_likeliest_breeds_are_those_of_the_mean() -> None:
    features, _ = drawn([10, 10, 10], noise=0.6)
    pool = toy_pool(features)
    answers = untaught(pool.base).answers(pool)
    rows = np.array([0, 3, 12, 25], np.intp)
    mean = np.mean([answers[row].probabilities for row in rows.tolist()], axis=0)
    found = likeliest_breeds(answers, rows, count=2)
    assert [breed for breed, _ in found] == [pool.base.classes[i] for i in np.argsort(-mean)[:2]]
    assert [share for _, share in found] == pytest.approx(sorted(mean, reverse=True)[:2], abs=1e-5)


def test_no_dog_is_what_single_answers_say() -> None:
    pool = toy_pool(np.random.default_rng(0).normal(scale=1.5, size=(50, 12)))
    answers = untaught(pool.base).answers(pool)
    expected = [1 - answers[row].dog_probability for row in range(50)]
    assert no_dog_probabilities(answers, np.arange(50)) == pytest.approx(expected, abs=1e-6)


@given(rows=st.lists(st.integers(0, 30), unique=True), cuts=st.lists(st.integers(0, 30), unique=True, max_size=8))
def test_every_photo_is_in_one_stack_and_bursts_stay_together(rows: list[int], cuts: list[int]) -> None:
    edges = sorted({0, 31, *cuts})
    bursts = [list(range(start, end)) for start, end in pairwise(edges) if end - start > 1]
    stacks = stacked(rows, bursts)
    assert sorted(row for stack in stacks for row in stack) == sorted(rows)
    for burst in bursts:
        assert sum(bool(set(burst) & set(stack)) for stack in stacks) <= 1
    # a stack stands where its first photo stood
    first = [min(rows.index(row) for row in stack) for stack in stacks]
    assert first == sorted(first)
