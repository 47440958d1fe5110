"""A sweep of learning rates in its own process: its news, its end, its table and its chart."""

from __future__ import annotations

import csv
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from rate_stand_in import STEPS, SUGGESTION, sweep_with_stand_in
from stand_in import draw_photos

from core.control import Cancelled, Control
from core.datasets.open_dataset import open_dataset
from core.errors import BreedLensError
from core.training.rate_sweep import RateSweep, as_record, sweep_rates, write_sweep
from core.training.recipe_files import load_recipe


@pytest.fixture
def table(tmp_path: Path) -> Any:
    draw_photos(tmp_path / "photos")
    return open_dataset(str(tmp_path / "photos")).assign(split="train")


def test_every_rate_is_told_and_the_suggestion_arrives(
    table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep_with_stand_in(monkeypatch)
    told: list[Any] = []
    found = sweep_rates(load_recipe("quick"), table, tmp_path / "new" / "folder", Control(), told.append, sparing=True)
    assert [event["event"] for event in told] == ["features", *["rate"] * STEPS]
    assert found.suggestion == SUGGESTION
    assert found.rates == tuple(event["learning_rate"] for event in told[1:])
    assert found.losses == tuple(event["loss"] for event in told[1:])
    # a second one in the same folder begins anew
    assert sweep_rates(load_recipe("quick"), table, tmp_path / "new" / "folder", Control(), told.append) == found
    assert len(told) == 2 * (STEPS + 1)


def test_to_cancel_ends_the_process(table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep_with_stand_in(monkeypatch, seconds=0.2)
    control = Control()

    def cancel(event: Any) -> None:
        control.cancel()

    with pytest.raises(Cancelled):
        sweep_rates(load_recipe("quick"), table, tmp_path / "sweep", control, cancel)
    size = (tmp_path / "sweep" / "sweep.jsonl").stat().st_size
    time.sleep(0.5)
    assert (tmp_path / "sweep" / "sweep.jsonl").stat().st_size == size


@pytest.mark.parametrize(
    ("mischief", "code", "sentence", "details"),
    [
        ("die", "sweep_failed", "ended unexpectedly", "out of luck"),
        ("fail", "photos_gone", "No photo of these {breeds} can be read.", ""),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mischief: str, code: str, sentence: str, details: str
) -> None:
    sweep_with_stand_in(monkeypatch, mischief=mischief)
    with pytest.raises(BreedLensError) as caught:
        sweep_rates(load_recipe("quick"), table, tmp_path / "sweep", Control(), lambda _: None)
    assert caught.value.code == code and sentence in caught.value.message and details in caught.value.details


def test_a_folder_that_cannot_be_written_is_told(table: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BreedLensError):
        sweep_rates(load_recipe("quick"), table, tmp_path / "file" / "below", Control(), lambda _: None)


def test_table_and_chart_say_what_was_found(tmp_path: Path) -> None:
    found = RateSweep((1e-4, 1e-3, 1e-2, 1e-1), (1.0, 0.5, 0.7, 40.0), 1e-3)
    chart = write_sweep(found, tmp_path)
    text = " ".join(ET.fromstring(chart.read_text("utf-8")).itertext())
    assert "suggested: 0.001" in text and "40" not in text
    with (tmp_path / "learning_rate.csv").open(newline="") as file:
        rows = [(float(row["learning_rate"]), float(row["loss"])) for row in csv.DictReader(file)]
    assert rows == list(zip(found.rates, found.losses, strict=True))
    assert as_record(found, tmp_path)["suggestion"] == 1e-3
    assert write_sweep(RateSweep((), (), None), tmp_path).is_file()
