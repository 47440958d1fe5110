"""The folder of a run: made whole or not at all, read by anyone, named as a person likes."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_in import execute_here, make_run

from core.control import Cancelled, Command
from core.errors import BreedLensError
from core.training import run_folder
from core.training.checkpoint import Checkpoint, save_checkpoint
from core.training.file_control import FileControl
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, create_run, runs_folder
from core.training.run_place import dated_name, run_name
from core.training.runs import delete_run, find_run, list_runs, resume


def code_of(failure: pytest.ExceptionInfo[BreedLensError]) -> str:
    return failure.value.code


@given(st.text())
def test_every_name_is_one_that_every_disk_takes(wanted: str) -> None:
    name = run_name(wanted)
    assert name and len(name.encode()) <= 130
    assert not set(name) & set('<>:"/\\|?*\n\0') and name == name.strip(" .") and name not in (".", "..")
    assert run_name(name) == name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Été 2026 / 狗 🐕", "Été 2026 - 狗 🐕"),
        ("../../etc", "etc"),
        ("con", "run-con"),
        ("nul.txt", "run-nul.txt"),
        (" . ", "run"),
        ("a\nb", "a-b"),
        ("\udcff", "run"),
        ("é" * 200, "é" * 60),
    ],
)
def test_odd_names(wanted: str, name: str) -> None:
    assert run_name(wanted) == name


def test_a_new_run_holds_what_it_was_given(tmp_path: Path) -> None:
    run = make_run(tmp_path, name="Été/狗")
    assert run.path == runs_folder() / "Été-狗" and run.name == "Été-狗"
    assert run.recipe().training.epochs == 3 and run.info().state == "queued" and run.info().planned_epochs == 3
    again = create_run(run.recipe(), run.table(), source="\udcff", name="Été/狗")
    assert again.name == "Été-狗-2" and again.info().source == "\udcff"
    pd.testing.assert_frame_equal(again.table(), run.table())
    assert again.recipe() == run.recipe()
    unnamed = create_run(run.recipe(), run.table(), source="")
    assert unnamed.name.startswith("quick-20")
    assert dated_name("quick", datetime(2026, 3, 4, 5, 6)) == "quick-2026-03-04-0506"


def test_where_a_run_is_put(tmp_path: Path) -> None:
    source = make_run(tmp_path)

    def put(folder: Path) -> Path:
        return create_run(source.recipe(), source.table(), source="", folder=folder, name="x").path

    new, empty, full = tmp_path / "deep" / "new", tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    assert put(new) == new and put(empty) == empty
    assert put(full) == full / "x" and put(full) == full / "x-2"
    assert put(new) == new / "x"  # a run is something already
    assert {summary.run.path for summary in list_runs(new)} == {new, new / "x"}
    (tmp_path / "file").write_text("")
    with pytest.raises(BreedLensError) as failure:
        put(tmp_path / "file")
    assert code_of(failure) == "name_taken"


def test_a_run_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_run(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_folder, "write_text_durably", full)
    for folder in (tmp_path / "new", runs_folder()):
        before = sorted(runs_folder().iterdir())
        with pytest.raises(BreedLensError) as failure:
            create_run(source.recipe(), source.table(), source="", folder=folder)
        assert code_of(failure) == "disk_full"
        assert not (tmp_path / "new").exists() and sorted(runs_folder().iterdir()) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    source = make_run(tmp_path)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(BreedLensError) as failure:
        create_run(source.recipe(), source.table(), source="", folder=locked / "x")
    assert code_of(failure) == "no_permission"


def test_a_damaged_run_is_listed_with_the_reason(tmp_path: Path) -> None:
    good, bad = make_run(tmp_path, name="good"), make_run(tmp_path, name="bad")
    (bad.path / "run.json").write_text('{"name": "bad", "rec')
    (runs_folder() / "no run").mkdir()
    summaries = {summary.info.name: summary.info for summary in list_runs()}
    assert set(summaries) == {"good", "bad"} and summaries["bad"].code == "run_damaged"
    values = json.loads((good.path / "run.json").read_text())
    (good.path / "run.json").write_text(json.dumps(values | {"from a later version": 1}))
    assert good.info().name == "good"
    with pytest.raises(BreedLensError) as failure:
        RunFolder(tmp_path / "nothing").info()
    assert code_of(failure) == "run_not_found"


def test_finding_a_run(tmp_path: Path) -> None:
    first, second = make_run(tmp_path, name="a b"), make_run(tmp_path, name="other")
    second.update(created=first.info().created + 10)
    assert find_run("a b") == first and find_run(str(first.path)) == first
    assert find_run(str(runs_folder())) == second  # the newest one inside
    for unknown in ("a", "..", "", str(tmp_path / "photos")):
        with pytest.raises(BreedLensError) as failure:
            find_run(unknown)
        assert code_of(failure) == "run_not_found"


def test_more_epochs(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert resume(run, 2).recipe().training.epochs == 5  # not begun: beyond what is planned
    execute_here(run)
    with pytest.raises(BreedLensError) as failure:
        resume(run)
    assert code_of(failure) == "run_finished" and "5 epochs" in failure.value.message
    with pytest.raises(BreedLensError):
        resume(run, epochs=5)
    assert resume(run, epochs=6).recipe().training.epochs == 6
    execute_here(run)
    assert resume(run, 10).recipe().training.epochs == 16
    run.check_unchanged()  # what the run was begun with is as it was


@pytest.mark.parametrize(
    ("phase", "state", "more", "field", "planned"),
    [
        (0, "stopped", {"extra_epochs": 10}, "epochs", 13),
        (0, "interrupted", {"extra_epochs": 10}, "epochs", 16),
        (1, "stopped", {"extra_epochs": 10}, "fine_tune.epochs", 11),
        (1, "failed", {"extra_epochs": 10}, "fine_tune.epochs", 14),
        (0, "stopped", {"epochs": 40}, "epochs", 40),
        (1, "finished", {"epochs": 40}, "fine_tune.epochs", 38),
    ],
)
def test_more_epochs_are_those_of_the_phase_in_which_the_run_is(
    tmp_path: Path, phase: int, state: str, more: dict[str, int], field: str, planned: int
) -> None:
    """Of a run with 6 epochs for the head and 4 of fine-tuning, which were begun after 2, 3 are done."""
    first = make_run(tmp_path)
    values = {"training.epochs": 6, "training.fine_tune": {"top_blocks": 1, "epochs": 4, "learning_rate": 1e-4}}
    run = create_run(with_values(load_recipe("quick"), values), first.table(), source="", name="two phases")
    run.update(state=state, epochs=3)
    save_checkpoint(run.checkpoints, Checkpoint({"phase": phase, "phase_start": 2 * phase}, [], [], []))
    training = resume(run, **more).recipe().training
    assert training.fine_tune is not None
    expected = {"epochs": 6, "fine_tune.epochs": 4} | {field: planned}
    assert {"epochs": training.epochs, "fine_tune.epochs": training.fine_tune.epochs} == expected
    assert run.extensions == 1


def test_deleting_a_run_spares_what_is_not_ours(tmp_path: Path) -> None:
    run, other = make_run(tmp_path), make_run(tmp_path, name="other")
    execute_here(run)
    run.write_notes("Größe \udcff")
    assert run.notes() == "Größe \ufffd"
    (other.path / "mine.jpg").write_text("mine")
    with run.own(), pytest.raises(BreedLensError):
        delete_run(run)
    delete_run(run)
    delete_run(other)
    assert not run.path.exists() and [path.name for path in other.path.iterdir()] == ["mine.jpg"]
    assert list_runs() == []
    with pytest.raises(BreedLensError):
        delete_run(run)


def test_commands_through_the_folder(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    control = FileControl(run)
    assert control.checkpoint()
    run.give_command(Command.STOP_KEEP)
    run.give_command(Command.RUN)
    assert not control.checkpoint() and run.command() is Command.STOP_KEEP
    run.give_command(Command.CANCEL)
    run.give_command(Command.STOP_KEEP)
    with pytest.raises(Cancelled):
        control.checkpoint()
    run.clear_command()
    assert FileControl(run).checkpoint()
    (run.path / "command.json").write_text("{half a")
    assert FileControl(run).checkpoint()
    (run.path / "command.json").unlink()
    control = FileControl(run)
    assert control.checkpoint()
    shutil.rmtree(run.path)
    with pytest.raises(BreedLensError) as failure:
        control.checkpoint()
    assert code_of(failure) == "run_gone"
    with pytest.raises(BreedLensError) as failure:
        run.give_command(Command.PAUSE)
    assert code_of(failure) == "run_gone"


def test_the_recipe_is_found_by_a_run(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert load_recipe(str(run.path)) == load_recipe(str(run.recipe_path))
