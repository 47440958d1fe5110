"""Batches of features: every photo once an epoch, one view of each, the same for the same seed and epoch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.utils.class_weight import compute_class_weight

from core.training.array_batches import ArrayBatches, balanced_weights


def features(photos: int, views: int = 1) -> np.ndarray:
    """[photos, views, 2]: each value tells its photo and its view."""
    return np.stack(np.meshgrid(np.arange(photos), np.arange(views), indexing="ij"), axis=-1).astype(np.float32)


@given(photos=st.integers(1, 40), size=st.integers(1, 12), views=st.integers(1, 3), epoch=st.integers(0, 9))
def test_every_photo_once_an_epoch(photos: int, size: int, views: int, epoch: int) -> None:
    labels = np.arange(photos) % 3
    batches = ArrayBatches(features(photos, views), labels, 3, batch_size=size, seed=5)
    found = list(batches.epoch(epoch))
    assert len(found) == len(batches) and batches.photos == photos
    seen = np.concatenate([batch.inputs for batch in found])
    assert sorted(seen[:, 0]) == list(range(photos)) and set(seen[:, 1]) <= set(range(views))
    targets = np.concatenate([batch.targets for batch in found])
    np.testing.assert_array_equal(targets.argmax(axis=1), labels[seen[:, 0].astype(int)])
    for batch, again in zip(found, batches.epoch(epoch), strict=True):
        np.testing.assert_array_equal(batch.inputs, again.inputs)


@given(photos=st.integers(1, 40), size=st.integers(1, 12))
def test_an_incomplete_batch_is_left_out_unless_it_is_the_only_one(photos: int, size: int) -> None:
    batches = ArrayBatches(features(photos), np.zeros(photos, np.int64), 2, batch_size=size, drop_last=True)
    counts = [len(batch.inputs) for batch in batches.epoch(0)]
    assert counts == ([size] * (photos // size) or [photos]) and batches.photos == sum(counts)


def test_epochs_differ_and_in_time_every_view_is_shown() -> None:
    batches = ArrayBatches(features(8, 3), np.zeros(8, np.int64), 2, batch_size=8)
    epochs = [next(iter(batches.epoch(epoch))).inputs for epoch in range(20)]
    assert len({epoch.tobytes() for epoch in epochs}) == 20
    assert {tuple(row) for epoch in epochs for row in epoch} == {(p, v) for p in range(8) for v in range(3)}


def test_validation_shows_the_first_view_in_order_and_never_mixes() -> None:
    batches = ArrayBatches(features(5, 3), np.arange(5) % 2, 2, batch_size=3, shuffle=False, mixup_alpha=1.0)
    seen = np.concatenate([batch.inputs for batch in batches.epoch(4)])
    np.testing.assert_array_equal(seen, [[photo, 0] for photo in range(5)])


def test_mixed_labels_weigh_what_their_parts_weigh() -> None:
    weights = np.array([0.5, 2.0, 4.0], np.float32)
    labels = np.arange(30) % 3
    batches = ArrayBatches(features(30), labels, 3, batch_size=30, mixup_alpha=1.0, class_weights=weights)
    batch = next(iter(batches.epoch(0)))
    assert np.any((batch.targets > 0) & (batch.targets < 1)), "something was mixed"
    np.testing.assert_allclose(batch.targets.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(batch.weights, batch.targets @ weights, rtol=1e-6)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=50))
def test_balanced_weights_are_those_of_scikit_learn(labels: list[int]) -> None:
    present = np.unique(labels)
    found = balanced_weights(np.array(labels), 5)
    np.testing.assert_allclose(
        found[present], compute_class_weight("balanced", classes=present, y=np.array(labels)), rtol=1e-6
    )
    assert found[np.array(labels)].mean() == pytest.approx(1, rel=1e-5)
    assert all(found[label] == 0 for label in range(5) if label not in present)
