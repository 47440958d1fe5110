"""From a photo table and a model to an evaluation: who counts, in which order, under which name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colours import COLOURS, ColourModel, write_photo

from core.control import Cancelled, Control, Progress
from core.datasets.table import make_table
from core.errors import BreedLensError
from core.evaluation.evaluate import ALL, evaluate
from core.evaluation.record import as_record
from core.evaluation.splits import SplitFigures, score_every_split, select_split

MODEL: Any = ColourModel()


def _row(path: str, breed: str, split: str = "") -> dict[str, Any]:
    return {"path": path, "breed": breed, "split": split}


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, str]:
    """One photo of each colour."""
    return {name: write_photo(tmp_path / f"{name}.jpg", name, seed) for seed, name in enumerate(COLOURS)}


def test_every_photo_is_scored_in_the_order_of_the_table(photos: dict[str, str]) -> None:
    rows = [_row(photos["chow"], "chow"), _row(photos["beagle"], "beagle"), _row(photos["pug"], "boxer")]
    seen: list[Progress] = []
    one = evaluate(MODEL, make_table(rows), on_progress=seen.append, threads=2)
    assert one.paths == (photos["chow"], photos["beagle"], photos["pug"]) and one.labels == tuple(COLOURS)
    assert one.truths.tolist() == [2, 0, 3] and one.predicted.tolist() == [2, 0, 1]
    assert one.accuracy.value == pytest.approx(2 / 3) and one.misclassified == [2] and one.temperature == 0.5
    assert seen[-1].done == seen[-1].total == 3


def test_breeds_are_recognised_by_what_they_are_called(photos: dict[str, str]) -> None:
    names = {"beagle": "Beagle", "pug": "P-U-G", "chow": "chow", "boxer": " boxer"}
    one = evaluate(MODEL, make_table([_row(photos[name], text) for name, text in names.items()]))
    assert one.accuracy.value == 1.0 and not one.unknown_breeds


def test_breeds_that_the_model_does_not_know_count_as_wrong_and_have_no_log_loss(photos: dict[str, str]) -> None:
    rows = [_row(photos["beagle"], "beagle"), _row(photos["pug"], "dalmatian"), _row(photos["chow"], "bulldog")]
    one = evaluate(MODEL, make_table(rows))
    assert one.labels == (*COLOURS, "bulldog", "dalmatian") and one.unknown_breeds == {"bulldog": 1, "dalmatian": 1}
    assert one.accuracy.value == one.top(5).value == pytest.approx(1 / 3) and one.accuracy.count == 3
    alone = evaluate(MODEL, make_table(rows[:1]))
    assert one.log_loss == alone.log_loss and one.as_answered.error == alone.as_answered.error
    assert one.confusion.sum() == 3 and one.confusion[5, 1] == one.confusion[4, 2] == 1
    assert one.per_breed["dalmatian"].recall == 0.0 and one.per_breed["dalmatian"].photos == 1
    nothing = evaluate(MODEL, make_table(rows[1:]))
    assert nothing.log_loss is None and nothing.as_answered.error is None and nothing.accuracy.value == 0.0


def test_bad_photos_and_rows_without_a_breed_are_left_out(photos: dict[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff no photo")
    rows = [
        _row(str(broken), "beagle"), _row(photos["beagle"], "beagle"), _row(photos["pug"], ""),
        _row(str(tmp_path / "gone.jpg"), "pug"),
    ]  # fmt: skip
    one = evaluate(MODEL, make_table(rows))
    assert one.paths == (photos["beagle"],) and one.accuracy.count == 1
    assert [path for path, _ in one.bad_photos] == [str(broken), str(tmp_path / "gone.jpg")]
    assert one.bad_photos[1][1].code == "not_found"
    with pytest.raises(BreedLensError, match="no photo with a breed"):
        evaluate(MODEL, make_table(rows[2:3]))


def test_a_photo_named_twice_is_answered_once_and_counts_twice(photos: dict[str, str]) -> None:
    one = evaluate(MODEL, make_table([_row(photos["pug"], "pug"), _row(photos["pug"], "chow")]))
    assert one.photos == 2 and one.accuracy.value == 0.5


def test_cancelling_ends_it(photos: dict[str, str]) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        evaluate(MODEL, make_table([_row(photos["pug"], "pug")]), control=control)


def test_the_test_photos_are_scored_where_there_are_any(photos: dict[str, str]) -> None:
    splits = {"beagle": "train", "pug": "validation", "chow": "test", "boxer": ""}
    table = make_table([_row(photos[name], name, split) for name, split in splits.items()])
    for wanted, breeds, name in (
        (None, ["chow"], "test"), ("train", ["beagle"], "train"), ("validation", ["pug"], "validation"),
        ("all", [*splits], ALL),
    ):  # fmt: skip
        chosen, called = select_split(table, wanted)
        assert chosen["breed"].tolist() == breeds and called == name
    untested = table[table["split"] != "test"]
    assert select_split(untested, None)[1] == "validation"
    with pytest.raises(BreedLensError, match=r"no test photos. It has: validation, train\."):
        select_split(untested, "test")
    flat = make_table([_row(photos[name], name) for name in splits])
    assert len(select_split(flat, None)[0]) == len(select_split(flat, "test")[0]) == 4


def test_every_split_side_by_side(photos: dict[str, str]) -> None:
    splits = [("beagle", "beagle", "train"), ("pug", "chow", "validation"), ("chow", "chow", "test")]
    table = make_table([_row(photos[photo], breed, split) for photo, breed, split in splits])
    test = evaluate(MODEL, select_split(table, "test")[0], split="test")
    figures = score_every_split(MODEL, table, {"test": test})
    assert {name: one.accuracy for name, one in figures.items()} == {"train": 1.0, "validation": 0.0, "test": 1.0}
    assert figures["test"] == SplitFigures.of(test) and list(figures) == ["train", "validation", "test"]


def test_the_record_is_plain_and_adds_up(photos: dict[str, str]) -> None:
    rows = [_row(photos["beagle"], "beagle"), _row(photos["pug"], "chow"), _row(photos["chow"], "dalmatian")]
    record = as_record(evaluate(MODEL, make_table(rows)), note="note")
    assert record["photos"] == 3 == np.sum(record["confusion"]) and len(record["confusion"]) == len(record["labels"])
    assert set(record["per_breed"]) == set(record["labels"])
    assert set(record["per_breed"]["beagle"]) == {"precision", "recall", "f1", "photos"}
    assert [wrong["breed"] for wrong in sorted(record["misclassified"], key=lambda w: w["breed"])] == [
        "chow",
        "dalmatian",
    ]
    assert all(set(wrong) == {"path", "breed", "predicted", "probability"} for wrong in record["misclassified"])
    assert record["accuracy_low"] < record["accuracy"] < record["accuracy_high"] and record["top5"] == 2 / 3
