"""Where the curves go: events, TensorBoard as TensorBoard and TensorFlow read it, MLflow where it is installed."""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in import execute_here, make_run

from core.control import Control
from core.paths import user_folders
from core.training import mlflow_log
from core.training.events import EventWriter, complete, event_line, read_events
from core.training.history import history_of_events, load_history, row_of, save_history, with_row
from core.training.runs import resume
from core.training.tensorboard_log import EventFile


@pytest.fixture(scope="module")
def accumulator() -> Callable[[Path], Any]:
    """TensorBoard's own reader."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = pytest.importorskip(
            "tensorboard.backend.event_processing.event_accumulator", reason="TensorBoard is the reference here"
        )

    def read(folder: Path) -> Any:
        accumulated = reader.EventAccumulator(str(folder))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            accumulated.Reload()
        return accumulated

    return read


def test_tensorboard_reads_the_curves_of_a_resumed_run(tmp_path: Path, accumulator: Callable[[Path], Any]) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    execute_here(resume(run, 2))
    for group, sign in (("train", ""), ("validation", "val_")):
        read = accumulator(run.tensorboard / group)
        rows = load_history(run.history_path)
        for figure in ("loss", "accuracy"):
            expected = [(row["epoch"], row[sign + figure]) for row in rows if row[sign + figure] is not None]
            scalars = [(scalar.step, scalar.value) for scalar in read.Scalars(f"epoch_{figure}")]
            assert [step for step, _ in scalars] == [step for step, _ in expected]
            assert np.allclose([value for _, value in scalars], [value for _, value in expected], rtol=1e-6)
    assert "epoch_learning_rate" in accumulator(run.tensorboard / "train").Tags()["scalars"]


def test_tensorboard_forgets_epochs_that_were_lost(tmp_path: Path, accumulator: Callable[[Path], Any]) -> None:
    for first, values in ((1, (1.0, 2.0, 3.0)), (3, (30.0, 40.0))):
        file = EventFile(tmp_path, first_step=first)
        for step, value in enumerate(values, start=first):
            file.add(step, {"epoch_loss": value})
        file.close()
    scalars = [(scalar.step, scalar.value) for scalar in accumulator(tmp_path).Scalars("epoch_loss")]
    assert scalars == [(1, 1.0), (2, 2.0), (3, 30.0), (4, 40.0)]


@settings(max_examples=20, deadline=None)
@given(
    step=st.integers(0, 2**40),
    scalars=st.dictionaries(st.text(min_size=1, max_size=200), st.floats(width=32, allow_nan=False), max_size=5),
)
def test_tensorflow_reads_every_record(
    tmp_path_factory: pytest.TempPathFactory, step: int, scalars: dict[str, float]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summaries = pytest.importorskip("tensorflow").compat.v1.train.summary_iterator
    folder = tmp_path_factory.mktemp("log")
    file = EventFile(folder, first_step=1)
    file.add(step, scalars)
    file.close()
    head, event = summaries(str(next(folder.iterdir())))
    assert head.file_version == "brain.Event:2" and event.step == step
    assert {value.tag: value.simple_value for value in event.summary.value} == scalars


def test_a_log_that_fails_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)
    run.tensorboard.write_text("a file in the way")
    heard = execute_here(run)
    warned = [event["message"] for event in heard if event.get("code") == "curves_not_logged"]
    assert len(warned) == 1 and "TensorBoard" in warned[0] and heard[-1]["event"] == "finished"


def test_a_store_of_mlflow_that_fails_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no store")

    monkeypatch.setattr(mlflow_log, "mlflow_log", broken)
    heard = execute_here(make_run(tmp_path))
    assert [event["message"] for event in heard if event["event"] == "warning"] and heard[-1]["event"] == "finished"


class Table:
    """MLflow's rows in the person's own store, through its own client."""

    def __init__(self) -> None:
        from mlflow.tracking import MlflowClient

        self.client = MlflowClient(
            tracking_uri=mlflow_log.database_uri(user_folders().data / "mlflow" / mlflow_log.DATABASE)
        )

    @property
    def experiment(self) -> str:
        return str(self.client.get_experiment_by_name(mlflow_log.EXPERIMENT).experiment_id)

    def rows(self) -> Any:
        """The newest first."""
        return self.client.search_runs([self.experiment])


@pytest.fixture
def table() -> Callable[[], Table]:
    pytest.importorskip("mlflow.tracking", reason="the tracking extra is not installed")
    return Table


@pytest.mark.filterwarnings("ignore")
def test_mlflow_has_a_row_a_run(tmp_path: Path, table: Callable[[], Table]) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    execute_here(resume(run, 1))
    client = table().client
    (row,) = table().rows()
    assert row.info.run_name == "colours" and row.info.status == "FINISHED"
    assert row.data.params["training.epochs"] == "3" and row.data.params["architecture.name"] == "efficientnet-lite0"
    assert row.data.metrics["accuracy"] == pytest.approx(1 - 0.5 / 4) and row.data.metrics["parameters"] == 12
    assert row.data.metrics["test_accuracy"] == 1.0 and row.data.metrics["duration"] > 0
    info = run.info()
    assert row.data.metrics["best_val_accuracy"] == info.val_accuracy and row.data.metrics["best_epoch"] == 4
    assert row.data.metrics["best_val_loss"] == info.val_loss
    assert [metric.step for metric in client.get_metric_history(row.info.run_id, "loss")] == [1, 2, 3, 4]
    assert "report/report.html" in [file.path for file in client.list_artifacts(row.info.run_id, "report")]


@pytest.mark.filterwarnings("ignore")
def test_mlflow_says_how_a_run_ended(tmp_path: Path, table: Callable[[], Table]) -> None:
    def out_of_luck(*_: Any, **__: Any) -> Any:
        raise ValueError("out of luck")

    cancelled = Control()
    cancelled.cancel()
    last = execute_here(make_run(tmp_path / "one"), trainer=out_of_luck)[-1]
    execute_here(make_run(tmp_path / "two"), cancelled)
    second, first = table().rows()
    assert first.info.status == "FAILED" and first.data.tags["message"] == last["message"]
    assert second.info.status == "KILLED"


@pytest.mark.filterwarnings("ignore")
def test_what_was_deleted_in_mlflow_does_not_end_its_table(tmp_path: Path, table: Callable[[], Table]) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    (first,) = table().rows()
    table().client.delete_run(first.info.run_id)
    assert not warnings_in(execute_here(resume(run, 1)))
    (second,) = table().rows()
    assert second.info.run_id != first.info.run_id and second.info.status == "FINISHED"
    table().client.delete_experiment(table().experiment)
    assert not warnings_in(execute_here(resume(run, 1)))
    assert second.info.run_id in [row.info.run_id for row in table().rows()]


@pytest.mark.filterwarnings("ignore")
def test_mlflows_table_lies_in_a_folder_of_any_name(
    tmp_path: Path, table: Callable[[], Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "é #1 %20" if os.name == "nt" else "é #1 %20?a=1"
    home = tmp_path / "homes" / name
    monkeypatch.setenv("BREEDLENS_HOME", str(home))
    assert not warnings_in(execute_here(make_run(tmp_path)))
    assert (home / "data" / "mlflow" / mlflow_log.DATABASE).stat().st_size > 0
    assert len(table().rows()) == 1 and [path.name for path in home.parent.iterdir()] == [name]


@pytest.mark.filterwarnings("ignore")
def test_a_store_of_mlflow_that_cannot_be_used_does_not_hold_the_training_up(
    tmp_path: Path, table: Callable[[], Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mlflow.environment_variables import MLFLOW_HTTP_REQUEST_MAX_RETRIES, MLFLOW_HTTP_REQUEST_TIMEOUT
    from mlflow.store.db import utils

    naps: list[float] = []
    monkeypatch.setattr(utils, "time", SimpleNamespace(sleep=naps.append))
    (user_folders().data / "mlflow" / mlflow_log.DATABASE).mkdir(parents=True)
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "3")
    monkeypatch.delenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", raising=False)
    (warned,) = warnings_in(execute_here(make_run(tmp_path)))
    assert "MLflow" in warned["message"] and naps == []
    assert MLFLOW_HTTP_REQUEST_MAX_RETRIES.get() == 2 and MLFLOW_HTTP_REQUEST_TIMEOUT.get() == 3


def warnings_in(events: list[Any]) -> list[Any]:
    return [event for event in events if event["event"] == "warning"]


def test_events_are_plain(tmp_path: Path) -> None:
    event = complete(
        {"event": "x", "a": np.float32(0.5), "b": np.int64(3), "c": float("nan"), "d": Path("p"), "e": ("\udcff", True),
         "f": {"g": np.bool_(True), "h": -math.inf}}
    )  # fmt: skip
    assert event["a"] == 0.5 and type(event["b"]) is int and event["c"] is None and event["d"] == "p"
    assert event["e"] == ["\udcff", True] and event["f"] == {"g": True, "h": None}
    path = tmp_path / "events.jsonl"
    path.write_text(event_line(event), "ascii")
    assert read_events(path) == ([event], path.stat().st_size)


@settings(max_examples=30, deadline=None)
@given(cut=st.integers(0, 200))
def test_a_line_that_was_cut_is_never_seen(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("events") / "events.jsonl"
    events = [complete({"event": "batch", "batch": number, "text": "é" * 10}) for number in range(3)]
    data = "".join(map(event_line, events)).encode()
    path.write_bytes(data[: max(0, len(data) - cut)])
    before, offset = read_events(path)
    assert before == events[: len(before)]
    last = complete({"event": "epoch"})
    writer = EventWriter(path)
    writer.write(last)
    writer.close()
    assert read_events(path)[0] == [*before, last]
    assert read_events(path, offset)[0] == [last]


@pytest.mark.parametrize("most", [1, 50, 120, 10_000])
def test_a_long_file_can_be_read_in_portions(most: int, tmp_path: Path) -> None:
    path, found, offset, size = tmp_path / "events.jsonl", [], 0, -1
    events = [complete({"event": "batch", "batch": number, "text": "x" * (number % 7 * 10)}) for number in range(40)]
    path.write_text("".join(map(event_line, events)), "ascii")
    while offset != size:
        size = offset
        portion, offset = read_events(path, offset, most)
        found += portion
    assert found == events and offset == path.stat().st_size


def test_noise_between_events_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b'\xff\xfe\n[1]\n{"event": 3}\n\n{"event": "batch"}\nhalf')
    assert read_events(path) == ([{"event": "batch"}], len(path.read_bytes()) - 4)
    assert read_events(tmp_path / "nothing") == ([], 0)


def test_the_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    rows: list[Any] = []
    for epoch in (1, 2, 3, 2):  # the second is repeated after a crash
        rows = with_row(
            rows,
            row_of({"epoch": epoch, "step": 4 * epoch, "loss": 1 / epoch, "val_loss": None, "is_best": epoch == 1}),
        )
    save_history(path, rows)
    assert load_history(path) == rows and [row["epoch"] for row in rows] == [1, 2]
    events = [{"event": "started", "resumed_epoch": 0}, *({"event": "epoch", **row} for row in rows)]
    assert history_of_events(events) == rows
    assert history_of_events([*events, {"event": "started", "resumed_epoch": 1}]) == rows[:1]
    path.write_text(path.read_text() + "not a number,1,2\n3,0.5")
    assert [row["epoch"] for row in load_history(path)] == [1, 2, 3]
    assert load_history(tmp_path / "none.csv") == []


def test_the_steps_of_an_older_run_are_those_of_its_batches() -> None:
    events = [
        {"event": "started", "resumed_epoch": 0},
        {"event": "batch", "epoch": 1, "batch": 5, "batches": 5},
        {"event": "epoch", "epoch": 1},
        {"event": "batch", "epoch": 2, "batch": 3, "batches": 3},
        {"event": "epoch", "epoch": 2},
        {"event": "epoch", "epoch": 3, "step": 12},
    ]
    assert [row["step"] for row in history_of_events(events)] == [5, 8, 12]
