"""One attempt at a run: what is written, what is heard, and that it ends in exactly one way whatever happens."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stand_in
from stand_in import COLOURS, draw_photos, execute_here, make_run

from core.bundles.bundle import SUFFIX, load_bundle, read_card
from core.catalog import load_catalog
from core.control import Command, Control
from core.datasets.open_dataset import open_dataset
from core.errors import BreedLensError, PhotoError
from core.inference.classifier import Classifier
from core.paths import user_folders
from core.training import events as events_module
from core.training.events import FINAL_EVENTS, read_events
from core.training.execute import execute
from core.training.history import history_of_events, load_history
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, create_run
from core.training.run_of_model import photos_to_compare, run_of_model
from core.training.runs import discard, list_runs, resume


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in events]


def failing(error: Exception, *, after_epochs: int) -> Callable[..., Any]:
    """A trainer that fails after so many epochs."""

    def train(recipe: Any, on_event: Any, control: Any, *, run: RunFolder) -> Any:
        seen = 0

        def watched(event: dict[str, Any]) -> None:
            nonlocal seen
            on_event(event)
            seen += event["event"] == "epoch"
            if seen == after_epochs:
                raise error

        return stand_in.train(recipe, watched, control, run=run)

    return train


def test_a_run_ends_in_a_model_that_identifies_photos(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    heard = execute_here(run)
    written, _ = read_events(run.events_path)
    assert heard == written
    assert kinds(heard)[0] == "started" and kinds(heard)[-1] == "finished"
    assert sum(kind in FINAL_EVENTS for kind in kinds(heard)) == 1
    assert [event["epoch"] for event in heard if event["event"] == "epoch"] == [1, 2, 3]
    assert heard[0]["run"] == str(run.path) and heard[0]["recipe"] == "quick" and heard[0]["parameters"] == 12
    assert all(json.loads(line)["time"] > 0 for line in run.events_path.read_text().splitlines())

    info = run.info()
    assert (info.state, info.epochs, info.best_epoch, info.device) == ("finished", 3, 3, "CPU")
    assert info.accuracy == pytest.approx(1 - 0.5 / 3) and info.test_accuracy == 1.0 and info.duration > 0
    assert heard[-1]["bundle"] == str(run.bundle()) and heard[-1]["status"] == "finished"
    for model in (str(run.bundle()), "colours"):
        classifier = Classifier.load(model)
        for breed in COLOURS:
            photo = stand_in.load_photo(str(tmp_path / "photos" / breed / "0.png"))
            assert not isinstance(photo, PhotoError) and classifier.classify(photo).top(1)[0].breed == breed
    assert (run.report / "report.html").stat().st_size > 1000
    robustness = json.loads((run.report / "metrics.json").read_text())["robustness"]
    assert robustness[0]["change"] == "unchanged" and robustness[0]["accuracy"] == 1.0 and len(robustness) > 10
    (figures,) = read_card(run.path / info.bundle).metrics
    assert figures["top1"] == 1.0 and figures["split"] == "test" and figures["count"] == 3
    assert not (run.path / "reserve.bin").exists()


def test_the_installed_model_takes_no_second_place_on_the_disk(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    installed = user_folders().models / f"colours{SUFFIX}"
    for name in load_bundle(installed).card.files:
        assert (installed / name).samefile(run.path / f"colours{SUFFIX}" / name)


def test_each_run_has_a_model_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, second, third = make_run(tmp_path), make_run(tmp_path), make_run(tmp_path, name=load_catalog().default)
    for run in (first, second, third):
        execute_here(run)
    assert first.info().model == "colours" and second.info().model == "colours-2"
    assert (
        third.info().model == f"{load_catalog().default}-2"
    )  # the catalogue's own comes first where a model is looked for
    execute_here(resume(first, extra_epochs=1))
    assert first.info().model == "colours" and first.info().epochs == 4
    assert len(list(user_folders().models.glob(f"colours*{SUFFIX}"))) == 2


def test_the_history_has_a_row_an_epoch(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    rows = load_history(run.history_path)
    assert [row["epoch"] for row in rows] == [1, 2, 3] and rows[0]["val_loss"] is None and rows[1]["val_loss"] == 1.0
    assert rows[2]["learning_rate"] == 0.25 and rows[2]["is_best"] is True


def test_what_a_kill_left_behind_is_taken_up_and_swept(tmp_path: Path) -> None:
    """Killed after the second epoch: the events are on the disk, what is made of them not yet, a file is half there."""
    run = make_run(tmp_path)
    execute_here(run, trainer=failing(ValueError(), after_epochs=2))
    run.history_path.unlink()
    run.update(epochs=0, best_epoch=None)
    half = run.path / ".0123.breedlens-part"
    half.write_text("half")
    os.utime(half, (0, 0))
    being_written = run.path / ".4567.breedlens-part"  # by a window, which gives a command
    being_written.write_text("half")
    execute_here(resume(run))
    assert [row["epoch"] for row in load_history(run.history_path)] == [1, 2, 3] and run.info().epochs == 3
    assert not half.exists() and being_written.exists()


def test_stop_keeps_the_best(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    control = Control()

    def train(recipe: Any, on_event: Any, inner: Any, *, run: RunFolder) -> Any:
        def watched(event: dict[str, Any]) -> None:
            on_event(event)
            if event["event"] == "epoch" and event["epoch"] == 2:
                control.set(Command.STOP_KEEP)

        return stand_in.train(recipe, watched, inner, run=run)

    heard = execute_here(run, control, train)
    assert heard[-1]["event"] == "finished" and heard[-1]["status"] == "stopped" and run.bundle() is not None
    assert run.info().state == "stopped" and run.info().epochs == 2
    assert run.info().test_accuracy == 1.0  # measured on all test photos, though the training was stopped
    assert execute_here(resume(run))[-1]["event"] == "finished" and run.info().epochs == 3


def test_cancel_discards(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    control = Control()

    def train(recipe: Any, on_event: Any, inner: Any, *, run: RunFolder) -> Any:
        def watched(event: dict[str, Any]) -> None:
            on_event(event)
            if event["event"] == "epoch":
                control.cancel()

        return stand_in.train(recipe, watched, inner, run=run)

    assert kinds(execute_here(run, control, train))[-1] == "cancelled"
    assert run.info().state == "cancelled" and run.bundle() is None and not run.checkpoints.exists()
    with pytest.raises(BreedLensError) as refusal:
        resume(run)
    assert refusal.value.code == "run_cancelled"


def test_cancelled_while_it_is_measured_nothing_of_it_is_left(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert cancelled_at("evaluating", run)["event"] == "cancelled"
    assert run.bundle() is None and not list(run.path.glob(f"*{SUFFIX}"))
    assert list(user_folders().models.glob("colours*")) == [] and run.info().model == ""


def cancelled_at(name: str, run: RunFolder) -> Any:
    control = Control()

    def on_event(event: Any) -> None:
        if event["event"] == name:
            control.cancel()

    return execute(run, control, on_event, trainer=stand_in.train)


@pytest.mark.parametrize("moment", ["started", "epoch", "evaluating"])
@pytest.mark.parametrize("fails", [False, True], ids=["at once", "after a failure"])
def test_to_cancel_more_epochs_leaves_the_run_as_it_was(tmp_path: Path, moment: str, fails: bool) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    before = run.info()
    files = {
        path.relative_to(run.path): path.read_bytes()
        for folder in (run.bundle(), run.report, run.checkpoints, run.history_path)
        if folder is not None
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.is_file()
    }
    resume(run, extra_epochs=2)
    if fails:
        execute_here(run, trainer=failing(RuntimeError(), after_epochs=1))
    event = cancelled_at(moment, run)
    assert (event["event"], event["kept_epochs"]) == ("cancelled", 3)
    now = run.info()
    assert now.state == "finished" and now.bundle == before.bundle and not (run.path / "before").exists()
    for name in ("epochs", "best_epoch", "loss", "accuracy", "val_loss", "test_accuracy", "model", "planned_epochs"):
        assert getattr(now, name) == getattr(before, name), name
    assert {name: (run.path / name).read_bytes() for name in files} == files
    assert history_of_events(read_events(run.events_path)[0]) == load_history(run.history_path)
    Classifier.load(str(run.bundle()))
    heard = execute_here(resume(run, extra_epochs=1))
    assert heard[0]["resumed_epoch"] == 3 and heard[-1]["event"] == "finished" and run.info().epochs == 4


def test_a_killed_process_that_was_to_discard_leaves_the_model_that_there_was(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    execute_here(resume(run, extra_epochs=2), trainer=failing(RuntimeError(), after_epochs=1))
    discard(run)
    assert run.info().state == "finished" and run.info().epochs == 3 and run.bundle() is not None


def test_the_figures_are_those_of_the_epoch_that_is_kept(tmp_path: Path) -> None:
    def last_one_kept(recipe: Any, on_event: Any, control: Any, *, run: RunFolder) -> Any:
        def watched(event: dict[str, Any]) -> None:
            on_event({**event, "is_best": event["epoch"] == 2} if event["event"] == "epoch" else event)

        return stand_in.train(recipe, watched, control, run=run)

    run = make_run(tmp_path, epochs=30)  # so quick that they are not written down one by one
    execute_here(run, trainer=last_one_kept)
    info = run.info()
    assert (info.best_epoch, info.loss, info.val_accuracy) == (30, 1 / 30, 0.5)
    figures = json.loads((run.report / "metrics.json").read_text())
    assert figures["splits"]["train"]["accuracy"] == 1.0  # measured, and not that of an epoch


def test_photos_that_were_learned_by_heart_say_nothing_of_the_model(tmp_path: Path) -> None:
    draw_photos(tmp_path / "photos")
    table = open_dataset(str(tmp_path / "photos"))
    table["split"] = "train"
    run = create_run(with_values(load_recipe("quick"), {"training.epochs": 1}), table, source="", name="by heart")
    execute_here(run)
    bundle = run.bundle()
    assert bundle is not None and read_card(bundle).metrics == () and run.info().test_accuracy is None
    figures = json.loads((run.report / "metrics.json").read_text())
    assert figures["split"] == "train" and list(figures["splits"]) == ["train"]
    assert "learned from" in figures["note"] and "learned from" in (run.report / "report.html").read_text()


def test_a_pause_is_told_and_is_no_work(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    control, states = Control(), []
    control.pause()

    def on_event(event: Any) -> None:
        if event["event"] == "paused":
            states.append(run.info().state)
            threading.Timer(0.3, control.resume).start()

    execute(run, control, on_event, trainer=stand_in.train)
    names = kinds(read_events(run.events_path)[0])
    assert names.count("paused") == names.count("resumed") == 1 and states == ["paused"]
    info = run.info()
    assert info.ended is not None and info.started is not None
    assert info.duration < info.ended - info.started - 0.25


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BreedLensError("photos_gone", "No photo of a whole batch can be read."), "photos_gone"),
        (ValueError("shapes"), "training_failed"),
        (MemoryError(), "out_of_memory"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"), "out_of_memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
    ],
)
def test_a_failure_is_one_sentence_and_what_was_learned_stays(tmp_path: Path, error: Exception, code: str) -> None:
    run = make_run(tmp_path)
    heard = execute_here(run, trainer=failing(error, after_epochs=2))
    assert heard[-1]["event"] == "failed" and heard[-1]["code"] == code
    assert heard[-1]["message"].endswith((".", str(run.log_path))) and "\n" not in heard[-1]["message"]
    info = run.info()
    assert (info.state, info.code, info.message) == ("failed", code, heard[-1]["message"])
    assert execute_here(resume(run))[0]["resumed_epoch"] == 1
    assert run.info().state == "finished" and run.info().message == ""
    assert [row["epoch"] for row in load_history(run.history_path)] == [1, 2, 3]


def test_a_disk_that_fills_up_in_the_middle_is_still_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes nothing more once the second epoch began, until the reserve is given up."""
    run = make_run(tmp_path)
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if (run.path / "reserve.bin").exists() and run.checkpoints.exists():
            if len(data) > 10:
                return write(descriptor, data[:10])  # what fits
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(events_module.os, "write", full)
    heard = execute_here(run)
    monkeypatch.undo()
    written, _ = read_events(run.events_path)
    assert (
        heard[-1]["event"] == "failed" and heard[-1]["code"] == "disk_full" and "disk is full" in heard[-1]["message"]
    )
    assert written == heard  # no half a line among them
    assert run.info().state == "failed"
    assert execute_here(resume(run))[-1]["event"] == "finished"


def test_a_disk_that_is_full_from_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BreedLensError) as failure:
        execute_here(run)
    monkeypatch.undo()
    assert failure.value.code == run.info().code == "disk_full" and run.info().state == "failed"
    assert "disk is full" in run.info().message and not (run.path / "reserve.bin").exists()
    assert execute_here(resume(run))[-1]["event"] == "finished"


def test_the_folder_of_the_run_may_vanish(tmp_path: Path) -> None:
    run = make_run(tmp_path)

    def train(recipe: Any, on_event: Any, control: Any, *, run: RunFolder) -> Any:
        def watched(event: dict[str, Any]) -> None:
            on_event(event)
            if event["event"] == "epoch":
                shutil.rmtree(run.path)

        return stand_in.train(recipe, watched, control, run=run)

    heard = execute_here(run, trainer=train)
    assert heard[-1]["event"] == "failed" and heard[-1]["code"] == "run_gone"
    assert not run.path.exists()


def test_a_run_has_one_owner(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    refusals = []

    def train(recipe: Any, on_event: Any, control: Any, *, run: RunFolder) -> Any:
        for attempt in (lambda: execute_here(run), lambda: resume(run)):
            with pytest.raises(BreedLensError) as refusal:
                attempt()
            refusals.append(refusal.value.code)
        assert list_runs()[0].info.state == "running"
        return stand_in.train(recipe, on_event, control, run=run)

    assert execute_here(run, trainer=train)[-1]["event"] == "finished"
    assert refusals == ["run_owned", "run_owned"]


@pytest.mark.parametrize("name", ["recipe.toml", "split.csv"])
def test_what_was_changed_by_hand_is_not_resumed(tmp_path: Path, name: str) -> None:
    run = make_run(tmp_path)
    path = run.path / name
    path.write_bytes(path.read_bytes().replace(b"quick", b"quiet").replace(b"pug", b"pag"))
    heard = execute_here(run)
    assert kinds(heard) == ["failed"] and heard[0]["code"] == "run_changed" and name in heard[0]["message"]
    with pytest.raises(BreedLensError, match=name):
        resume(run)


def test_a_run_does_not_go_on_from_other_weights_than_it_began_with(tmp_path: Path) -> None:
    weights = tmp_path / "own é.weights.h5"
    weights.write_bytes(b"weights")
    other = make_run(tmp_path)
    recipe = with_values(other.recipe(), {"architecture.weights": f"file:{weights}"})
    run = create_run(recipe, other.table(), source="", name="from a file")
    execute_here(run, trainer=failing(ValueError(), after_epochs=1))
    weights.write_bytes(b"weightz")
    with pytest.raises(BreedLensError) as refusal:
        resume(run)
    assert refusal.value.code == "weights_changed" and "own é.weights.h5" in refusal.value.message
    heard = execute_here(run)
    assert kinds(heard) == ["failed"] and heard[0]["code"] == "weights_changed"
    weights.unlink()
    with pytest.raises(BreedLensError, match="was changed or lost"):
        resume(run)
    weights.write_bytes(b"weights")
    assert execute_here(resume(run))[-1]["event"] == "finished"
    run.update(digests={name: digest for name, digest in run.info().digests.items() if name != "weights"})
    weights.unlink()
    run.check_unchanged()  # a run of an earlier version did not note it


def test_models_that_cannot_be_installed_stay_in_the_run(tmp_path: Path) -> None:
    user_folders().data.mkdir(parents=True, exist_ok=True)
    run = make_run(tmp_path)
    user_folders().models.write_text("a file in the way")
    heard = execute_here(run)
    assert heard[-1]["event"] == "finished" and Classifier.load(heard[-1]["bundle"]).name == "colours"
    assert [event["code"] for event in heard if event["event"] == "warning"] == ["model_not_installed"]
    assert run.model() == heard[-1]["bundle"] and Classifier.load(run.model()).name == "colours"


def test_a_model_is_found_by_name_while_it_is_installed_and_in_the_run_otherwise(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert run.model() == ""
    execute_here(run)
    assert run.model() == "colours" and run_of_model("colours") == run
    shutil.rmtree(user_folders().models / f"colours{SUFFIX}")
    assert run.model() == str(run.bundle()) and run_of_model(run.model()) == run
    assert run_of_model("others") is None and run_of_model(str(tmp_path / f"colours{SUFFIX}")) is None
    shutil.rmtree(run.path / f"colours{SUFFIX}")
    assert run.model() == ""


def test_a_model_is_compared_on_the_photos_of_its_test_or_else_on_others_of_its_run(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    table = run.table()
    for split in ("test", "validation", "train"):
        expected = table.loc[table["split"] == split, "path"].tolist()
        assert expected and photos_to_compare(run) == expected
        for path in expected:
            Path(path).unlink()
    assert photos_to_compare(run) == []
    run.split_path.write_text("nonsense")
    assert photos_to_compare(run) == []


def test_a_model_that_cannot_be_saved_takes_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)

    def full(*_: Any) -> None:
        raise BreedLensError("disk_full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("core.training.run_bundle.save_bundle", full)
        assert execute_here(run)[-1]["code"] == "disk_full"
    assert list(user_folders().models.glob(f"*{SUFFIX}")) == []
    assert execute_here(resume(run))[-1]["event"] == "finished" and run.info().model == "colours"


def test_the_time_at_work_survives_a_kill(tmp_path: Path) -> None:
    """A process that is killed records no end; what it wrote down with its epochs counts."""
    run, during = make_run(tmp_path), []
    execute_here(
        run,
        trainer=lambda recipe, on_event, control, *, run: stand_in.train(
            recipe, lambda event: (on_event(event), during.append(run.info().duration)), control, run=run
        ),
    )
    assert during[-1] > 0 and during == sorted(during) and run.info().duration >= during[-1]


def test_a_report_that_fails_costs_no_model(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    run.report.write_text("a file in the way")
    heard = execute_here(run)
    assert heard[-1]["event"] == "finished" and run.bundle() is not None
    assert "not_measured" in [event.get("code") for event in heard]
    assert run.info().test_accuracy is None


def test_a_clock_that_goes_back_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)
    execute_here(run, trainer=failing(ValueError(), after_epochs=1))
    before = run.info().duration
    monkeypatch.setattr("time.time", lambda: 1.0e9)  # 2001
    execute_here(resume(run))
    info = run.info()
    assert info.state == "finished" and info.duration > before
    assert [row["epoch"] for row in load_history(run.history_path)] == [1, 2, 3]
    files = sorted(path.name for path in (run.tensorboard / "train").iterdir())
    assert len(files) == 2 and files[0].split(".")[3] < files[1].split(".")[3]
