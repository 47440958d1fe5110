"""Studies: what is held out is not seen, groups stay together, and a real effect is found."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from core.control import Cancelled, Control, Progress
from core.datasets.table import PhotoRow
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.evaluation import quick_heads
from core.evaluation.features import PhotoFeatures
from core.evaluation.quick_heads import FOLDS, held_out_answers, protocol_of
from core.evaluation.studies import counts_for, pipelines_for, study_breeds, study_preprocessing
from core.evaluation.study_files import as_record, write_study
from core.preprocessing.pipeline import Pipeline

STEPS = ({"step": "centre_crop", "fraction": 0.9}, {"step": "resize", "interpolation": "area"})


class FakeBackbone:
    """What a study asks of a backbone besides its features."""

    name = "fake"
    steps = STEPS


BACKBONE: Any = FakeBackbone()


def rows_of_breeds(photos: int, breeds: int, **fields: Any) -> list[PhotoRow]:
    """`photos` of each breed."""
    return [PhotoRow(f"/p/{b}/{i}.jpg", f"breed{b:03}", **fields) for b in range(breeds) for i in range(photos)]


def clusters(rows: Sequence[PhotoRow], spread: float, seed: int = 0) -> np.ndarray:
    """Features around a place of each breed: the wider the spread, the harder."""
    rng = np.random.default_rng(seed)
    names = sorted({row.breed for row in rows})
    places = np.random.default_rng(99).normal(size=(len(names), 16))
    return np.array([places[names.index(row.breed)] + spread * rng.normal(size=16) for row in rows], np.float32)


def test_every_photo_is_tested_once_and_breeds_are_spread_over_the_folds() -> None:
    rows = rows_of_breeds(11, 8)
    protocol = protocol_of(rows, seed=4)
    assert len(protocol.rows) == 88 and set(protocol.fold) == set(range(FOLDS)) and "5-fold" in protocol.description
    for breed in range(8):
        counts = np.bincount(protocol.fold[protocol.truths == breed], minlength=FOLDS)
        assert counts.max() - counts.min() <= 1
    sizes = np.bincount(protocol.fold)
    assert sizes.max() - sizes.min() < 8
    assert np.array_equal(protocol_of(rows, 4).fold, protocol.fold)
    assert not np.array_equal(protocol_of(rows, 5).fold, protocol.fold)


def test_folds_do_not_depend_on_the_order_of_the_rows_and_keep_groups() -> None:
    rows = [
        row._replace(group=f"dog{index % 7}" if index < 20 else "") for index, row in enumerate(rows_of_breeds(9, 4))
    ]
    turned = rows[::-1]
    one = {rows[i].path: fold for i, fold in zip(protocol_of(rows).rows, protocol_of(rows).fold, strict=True)}
    other = {turned[i].path: fold for i, fold in zip(protocol_of(turned).rows, protocol_of(turned).fold, strict=True)}
    assert one == other
    groups: dict[str, set[int]] = {}
    for row in rows:
        groups.setdefault(row.group or row.path, set()).add(int(one[row.path]))
    assert all(len(folds) == 1 for folds in groups.values())


def test_splits_of_the_data_are_kept() -> None:
    rows = [row._replace(split=("train", "validation", "test", "")[index % 4]) for index, row in
            enumerate(rows_of_breeds(8, 3))]  # fmt: skip
    rows.append(PhotoRow("/p/x.jpg", "only in test", "test"))
    protocol = protocol_of(rows)
    kept = [rows[i] for i in protocol.rows]
    assert [fold == 0 for fold in protocol.fold] == [row.split == "test" for row in kept]
    assert all(row.split for row in kept) and protocol.left_out == ("only in test",)


def test_photos_without_a_breed_do_not_count_towards_the_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*rows_of_breeds(6, 2), *rows_of_breeds(9, 1)]
    rows[12:] = [row._replace(breed="", path=f"/u/{place}.jpg") for place, row in enumerate(rows[12:])]
    monkeypatch.setattr(quick_heads, "MOST_FOR_FOLDS", 12)
    protocol = protocol_of(rows)
    assert "5-fold" in protocol.description and len(protocol.rows) == 12
    monkeypatch.setattr(quick_heads, "MOST_FOR_FOLDS", 11)
    assert "one photo in" in protocol_of(rows).description


def test_breeds_with_one_photo_are_left_out_and_two_are_needed() -> None:
    rows = [*rows_of_breeds(3, 2), PhotoRow("/p/x.jpg", "lone"), PhotoRow("/p/y.jpg", "")]
    protocol = protocol_of(rows)
    assert protocol.left_out == ("lone",) and len(protocol.rows) == 6
    pair = [PhotoRow("/p/1.jpg", "burst", group="g"), PhotoRow("/p/2.jpg", "burst", group="g")]
    assert protocol_of([*rows, *pair]).left_out == ("burst", "lone")
    with pytest.raises(BreedLensError, match=r"two breeds are needed .* there are 1"):
        protocol_of([*rows[:3], *pair])


def test_a_head_is_the_logistic_regression_of_scikit_learn_and_sees_no_tested_photo() -> None:
    rows = rows_of_breeds(12, 3)
    features, protocol = clusters(rows, 1.2), protocol_of(rows)
    answers = held_out_answers(features, protocol.truths, protocol.fold)
    for number in range(FOLDS):
        seen, tested = protocol.fold != number, protocol.fold == number
        centred = features - features[seen].mean(axis=0, dtype=np.float64)
        centred /= np.sqrt(np.square(centred[seen]).sum(axis=1).mean())
        head = LogisticRegression(C=100.0, max_iter=3000, tol=1e-6).fit(centred[seen], protocol.truths[seen])
        assert np.mean(head.predict(centred[tested]) == answers[tested]) > 0.9
    # photos without any likeness but to themselves: a head that saw them would be always right
    chance = np.random.default_rng(1).normal(size=(36, 400)).astype(np.float32)
    assert np.mean(held_out_answers(chance, protocol.truths, protocol.fold) == protocol.truths) < 0.7
    never = np.full(36, -1)
    never[0] = 0
    assert (held_out_answers(features, protocol.truths, never) >= 0).tolist() == [True] + [False] * 35


def _collector(spread: float, bad: Sequence[str] = (), harder: str = "") -> Any:
    """Computes made up features; those of ways with the step `harder` are spread ten times as wide."""

    def collect(pipeline: Pipeline, rows: Sequence[PhotoRow]) -> PhotoFeatures:
        kept = [row for row in rows if row.path not in bad]
        is_harder = any(step["step"] == harder for step in pipeline.steps)
        errors = tuple((path, PhotoError(PhotoErrorCode.EMPTY)) for path in bad if len(kept) < len(rows))
        return PhotoFeatures(tuple(kept), clusters(kept, spread * (10 if is_harder else 1)), errors)

    return collect


def test_accuracy_falls_as_breeds_are_added(tmp_path: Path) -> None:
    rows = rows_of_breeds(8, 30)
    seen: list[Progress] = []
    study = study_breeds(
        rows, BACKBONE, _collector(1.6, bad=["/p/0/0.jpg"]), counts=(30, 2, 10), subsets=3, on_progress=seen.append
    )
    assert [point.breeds for point in study.points] == [2, 10, 30] and [p.subsets for p in study.points] == [3, 3, 1]
    accuracies = [point.accuracy for point in study.points]
    assert accuracies == sorted(accuracies, reverse=True) and accuracies[0] > accuracies[-1] > study.points[-1].chance
    assert all(0 <= point.low <= point.accuracy <= point.high <= 1 for point in study.points)
    assert study.points[-1].photos == study.photos == 239 and len(study.bad_photos) == 1
    assert seen[-1].done == seen[-1].total == 7
    assert study_breeds(rows, BACKBONE, _collector(1.6, bad=["/p/0/0.jpg"]), counts=(2, 10, 30), subsets=3) == study

    chart = write_study(study, tmp_path / "out")
    assert chart.read_text().startswith("<svg xmlns")
    record = json.loads(chart.with_suffix(".json").read_text())
    assert record == json.loads(json.dumps(as_record(study))) and record["event"] == "studied"
    table = list(csv.DictReader(chart.with_suffix(".csv").read_text("utf-8-sig").splitlines()))
    assert [float(row["accuracy"]) for row in table] == accuracies and float(table[0]["chance"]) == 0.5
    assert cv2.imdecode(np.fromfile(chart.with_suffix(".png"), np.uint8), cv2.IMREAD_COLOR).shape[0] > 300


def test_numbers_of_breeds() -> None:
    assert counts_for(12) == [2, 5, 10, 12] and counts_for(120)[-1] == 120 and counts_for(2) == [2]
    assert counts_for(12, (5, 3, 5)) == [3, 5]
    with pytest.raises(BreedLensError, match=r"There are 12 breeds .* 20 cannot"):
        counts_for(12, (20, 3))


def test_a_step_that_harms_is_found_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    study = study_preprocessing(rows_of_breeds(20, 6), BACKBONE, _collector(0.8, harder="whiten"))
    points = {point.name: point for point in study.points}
    plain, harmed, same = points["plain"], points["whitening (ZCA, rows)"], points["CLAHE"]
    assert plain.difference == same.difference == 0.0 and plain.p_value == same.p_value == 1.0
    assert harmed.difference < -0.2 and harmed.difference_high < 0 and harmed.p_value < 1e-3
    assert harmed.difference == pytest.approx(harmed.accuracy.value - plain.accuracy.value)
    assert {"histogram equalisation", "standardisation", "squeezed"} < set(
        points
    ) and "cropped to the box" not in points
    record = json.loads(write_study(study, tmp_path).with_suffix(".json").read_text())
    assert set(record["points"][0]) == {
        "name", "accuracy", "low", "high", "photos", "difference", "difference_low", "difference_high", "p_value"
    }  # fmt: skip


def test_every_way_is_a_pipeline_of_its_own() -> None:
    ways = pipelines_for(STEPS, boxes=True)
    assert len({Pipeline(way).key for way in ways.values()}) == len(ways) == 12
    assert Pipeline(ways["plain"]).key == Pipeline(STEPS).key and next(iter(ways)) == "plain"


def test_photos_that_vanish_between_two_ways_end_the_study() -> None:
    calls: list[int] = []
    plain = _collector(0.8)

    def collect(pipeline: Pipeline, rows: Sequence[PhotoRow]) -> PhotoFeatures:
        calls.append(len(rows))
        return plain(pipeline, rows) if len(calls) == 1 else _collector(0.8, bad=["/p/0/0.jpg"])(pipeline, rows)

    with pytest.raises(BreedLensError, match="disappeared"):
        study_preprocessing(rows_of_breeds(5, 3), BACKBONE, collect)


def test_cancelling_ends_it() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        study_breeds(rows_of_breeds(5, 3), BACKBONE, _collector(1.0), control=control)
