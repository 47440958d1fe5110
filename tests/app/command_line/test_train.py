"""`breedlens train` and `breedlens runs`, with a trainer that learns colours; the real one is in the last test."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from core.paths import HOME_VARIABLE
from core.training.run_folder import RunFolder, runs_folder

ROOT = Path(__file__).resolve().parents[3]
STAND_IN = ROOT / "tests" / "core" / "training"
MAIN = "import sys; from core.training import start; start.CHILD = 'stand_in'; from app.__main__ import main; "
posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
Command = Callable[..., Any]


@pytest.fixture
def stand_in(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The module of the trainer; from now on commands start it."""
    monkeypatch.syspath_prepend(str(STAND_IN))
    import stand_in

    stand_in.start_with_stand_in(monkeypatch)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))  # the runs of one test are not those of another
    return stand_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Four photos of each of three breeds, all of their own."""
    rng = np.random.default_rng(3)
    colours = {"beagle": (200, 30, 30), "pug": (40, 40, 200), "Züchter #1": (200, 200, 40)}
    for breed, colour in colours.items():
        folder = tmp_path / "data" / breed
        folder.mkdir(parents=True)
        for number in range(4):
            grain = cv2.resize(rng.integers(-60, 60, (5, 7, 3)).astype(np.float32), (70, 50))
            picture = np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8)
            (folder / f"{number}.png").write_bytes(cv2.imencode(".png", picture[..., ::-1])[1].tobytes())
    return tmp_path / "data"


@contextlib.contextmanager
def started(arguments: Sequence[str], script: str = MAIN) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(STAND_IN)])}
    words = [sys.executable, "-c", script + "sys.exit(main(sys.argv[1:]))", *arguments]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=ROOT) as process:
        yield process


def until(process: subprocess.Popen[bytes], kind: str, count: int = 1) -> list[dict[str, Any]]:
    """The events of a process up to so many of a kind."""
    assert process.stdout is not None
    events: list[dict[str, Any]] = []
    while sum(event["event"] == kind for event in events) < count:
        events.append(json.loads(process.stdout.readline()))
    return events


def wait_for_release(run: RunFolder) -> None:
    deadline = time.monotonic() + 30
    while run.is_owned():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_json_is_what_the_run_keeps(command: Command, stand_in: Any, data: Path, tmp_path: Path) -> None:
    outcome = command(
        "train", data, "--recipe", "quick", "--epochs", "2", "--run-dir", tmp_path / "r", "--format", "json"
    )
    assert outcome.code == 0
    run = RunFolder(tmp_path / "r")
    assert outcome.out == run.events_path.read_text("ascii")
    assert outcome.objects[0]["event"] == "started" and outcome.objects[-1]["event"] == "finished"
    assert outcome.objects[-1]["run"] == str(run.path) and outcome.objects[-1]["bundle"] == str(run.bundle())
    assert set(outcome.objects[0]["classes"]) == {"beagle", "pug", "Züchter #1"}
    assert run.recipe().training.epochs == 2 and str(run.path) in outcome.err
    answer = command("classify", "--model", outcome.objects[-1]["bundle"], data / "pug" / "0.png", "--format", "json")
    assert answer.objects[0]["predictions"][0]["breed"] == "pug"
    listed = command("runs", "--run-dir", tmp_path / "r", "--format", "json")
    assert [row["run"] for row in listed.objects] == [str(run.path)] and listed.objects[0]["state"] == "finished"


@pytest.mark.parametrize("form", ["json", "text"])
def test_warnings_are_for_the_standard_error(command: Command, stand_in: Any, data: Path, form: str) -> None:
    assert command("train", data, "--epochs", "1", "--name", "mine").code == 0
    run = RunFolder(runs_folder() / "mine")
    shutil.rmtree(run.report)
    run.report.write_text("a file in the way")
    outcome = command("train", "--resume", "mine", "--more-epochs", "1", "--format", form)
    assert outcome.code == 0 and "could not be measured" in outcome.err
    if form == "json":
        assert [event["code"] for event in outcome.objects if event["event"] == "warning"] == ["not_measured"]
    else:
        assert "could not be measured" not in outcome.out


def test_text_is_for_people(command: Command, stand_in: Any, data: Path) -> None:
    outcome = command(
        "train", data, "--epochs", "3", "--breeds", "Pug,beagle", "--set", "batch_size=2", "--name", "Été/1"
    )
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert "photos of 2 breeds" in lines[0] and [line.split()[1] for line in lines[1:4]] == ["1/3", "2/3", "3/3"]
    assert lines[-1] == "The model is ready: breedlens classify --model Été-1 PATH..."
    assert command("classify", "--model", "Été-1", data / "pug" / "0.png").code == 0
    assert RunFolder(runs_folder() / "Été-1").recipe().training.batch_size == 2
    table = command("runs").out
    assert "Été-1" in table and "finished" in table and "3/3" in table


@pytest.mark.parametrize("where", [".", "pug", "pug/../new"])
def test_no_run_is_put_among_the_photos(command: Command, stand_in: Any, data: Path, where: str) -> None:
    before = sorted(data.rglob("*"))
    outcome = command("train", data, "--epochs", "1", "--run-dir", data / where)
    assert outcome.code == 2 and "among the photos" in outcome.err and sorted(data.rglob("*")) == before
    beside = command("train", data, "--epochs", "1", "--run-dir", f"{data}-runs", "--format", "json")
    assert beside.code == 0 and beside.objects[-1]["event"] == "finished"


def test_what_is_wrong_with_the_photos_is_said_first(command: Command, stand_in: Any, data: Path) -> None:
    (data / "pug" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of a photo")
    shutil.copy(data / "beagle" / "0.png", data / "pug" / "twice.png")
    outcome = command("train", data, "--epochs", "1", "--format", "json")
    assert outcome.code == 1 and "fewer than" in outcome.err and "cannot be read" in outcome.err
    run = RunFolder(outcome.objects[-1]["run"])
    assert not any("broken" in path for path in run.table()["path"])
    silent = command("train", data, "--epochs", "1", "--format", "json", "--no-inspection")
    assert silent.err.count("\n") == 1
    assert "Traceback" not in outcome.err + silent.err


def test_what_leaks_is_said_of_the_division_and_left_out_where_asked_for(
    command: Command, stand_in: Any, data: Path, tmp_path: Path
) -> None:
    copied = data / "train" / "pug" / "0.png"
    (data / "train").mkdir()
    for breed in ("pug", "beagle"):
        (data / breed).rename(data / "train" / breed)
        (data / "test" / breed).mkdir(parents=True)
    shutil.rmtree(data / "Züchter #1")
    shutil.copy(copied, data / "test" / "pug" / "again.png")
    arguments = ["train", data, "--epochs", "1", "--format", "json"]
    told = command(*arguments)
    assert told.code == 0 and told.err.count("in more than one split") == 1
    assert str(copied) in RunFolder(told.objects[-1]["run"]).table()["path"].tolist()
    left = command(*arguments, "--leave-out", "near-duplicate,leakage")
    run = RunFolder(left.objects[-1]["run"])
    assert str(copied) not in run.table()["path"].tolist() and run.recipe().data.leave_out_leaks


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{data}/nowhere"], "not_there"),
        (["{data}", "--breeds", "pug"], "one_breed"),
        (["{data}", "--recipe", "no-such-recipe"], "unknown_recipe"),
        (["{data}", "--set", "nothing"], "wrong_use"),
    ],
)
def test_what_fails_before_any_run_is_an_event_too(
    command: Command, stand_in: Any, data: Path, arguments: Sequence[str], code: str
) -> None:
    outcome = command("train", *(argument.format(data=data) for argument in arguments), "--format", "json")
    assert outcome.code == 2 and outcome.objects[-1]["event"] == "failed" and outcome.objects[-1]["code"] == code
    assert outcome.objects[-1]["message"] in outcome.err


def test_labels_in_conflict_and_names_alike_can_be_set_right(command: Command, stand_in: Any, data: Path) -> None:
    shutil.copy(data / "beagle" / "0.png", data / "pug" / "twice.png")
    (data / "zuchter 1").mkdir()
    (data / "Züchter #1" / "0.png").rename(data / "zuchter 1" / "0.png")
    outcome = command("train", data, "--epochs", "1", "--format", "json", "--keep-one", "--join-names")
    table = RunFolder(outcome.objects[-1]["run"]).table()
    assert set(table["breed"]) == {"beagle", "pug", "Züchter #1"} and len(table) == 12
    assert not any(path.endswith("twice.png") for path in table["path"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "must be named"),
        (["DATA", "--leave-out", "everything"], "everything"),
        (["DATA", "--leave-out", "conflicting-labels", "--keep-one"], "cannot both"),
        (["DATA", "--no-inspection", "--join-names"], "--no-inspection"),
        (["--resume", "DATA", "--keep-one"], "as it began"),
        (["DATA", "--recipe", "quik"], "quick"),
        (["DATA", "--set", "training.learning_rate=-1"], "training.learning_rate"),
        (["DATA", "--set", "nothing"], "KEY=VALUE"),
        (["DATA", "--epochs", "0"], "whole number"),
        (["DATA", "--recipe", "transfer-resnet50"], "breedlens models get resnet50"),
        (["DATA", "--set", "weights=file:nowhere.keras"], "no file of weights"),
        (["DATA", "--breeds", "dodo"], "dodo"),
        (["DATA", "--breeds", "pug"], "one breed"),
        (["DATA", "--more-epochs", "2"], "--resume"),
        (["DATA/nothing"], "nothing"),
        (["DATA/pug/0.png"], ""),
        (["--resume", "nothing"], "no run"),
        (["--resume", "x", "--set", "a=b"], "as it began"),
        (["--resume", ""], "empty"),
        (["DATA", "--run-dir", "DATA/pug/0.png"], "among the photos"),
        (["DATA", "--run-dir", "DATA.txt"], "in the way"),
    ],
)
def test_wrong_use_is_one_sentence(
    command: Command, stand_in: Any, data: Path, arguments: list[str], words: str
) -> None:
    data.with_suffix(".txt").touch()
    outcome = command("train", *(argument.replace("DATA", str(data)) for argument in arguments))
    assert outcome.code == 2 and outcome.out == "" and words in outcome.err
    assert outcome.err.count("breedlens: ") == 1 + outcome.err.count("fewer than") and "Traceback" not in outcome.err


def test_too_little_to_learn_from(command: Command, stand_in: Any, data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("beagle", "Züchter #1"):
        shutil.rmtree(data / folder)
    for source in (data, tmp_path / "empty"):
        outcome = command("train", source, "--format", "json")
        assert outcome.code == 2 and "Traceback" not in outcome.err
        assert [event["event"] for event in outcome.objects] == ["failed"]
        assert outcome.err.endswith(".\n")
    assert command("runs", "--format", "json").out == ""


def test_resuming(command: Command, stand_in: Any, data: Path) -> None:
    first = command("train", data, "--epochs", "2", "--name", "mine", "--format", "json")
    assert first.code == 0
    refused = command("train", "--resume", "mine")
    assert refused.code == 2 and "--more-epochs" in refused.err and "2 epochs" in refused.err
    assert command("train", "--resume", "mine", "--recipe", "best").code == 2
    more = command("train", data, "--recipe", "quick", "--resume", "mine", "--more-epochs", "2", "--format", "json")
    assert more.code == 0 and more.objects[0]["resumed_epoch"] == 2
    assert [event["epoch"] for event in more.objects if event["event"] == "epoch"] == [3, 4]
    more = command("train", "--resume", first.objects[-1]["run"], "--epochs", "5", "--format", "json")
    assert [event["epoch"] for event in more.objects if event["event"] == "epoch"] == [5]


def test_a_run_that_fails_exits_with_1(command: Command, stand_in: Any, data: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "data").mkdir(parents=True)
    first = command("train", data, "--epochs", "1", "--name", "mine", "--format", "json")
    run = RunFolder(first.objects[-1]["run"])
    shutil.rmtree(data / "pug")  # the photos went away
    again = command("train", "--resume", "mine", "--more-epochs", "1", "--format", "json")
    assert again.code == 1 and again.objects[-1]["event"] == "failed" and again.objects[-1]["message"] in again.err
    assert run.info().state == "failed" and run.bundle() is not None


@posix
@pytest.mark.parametrize("kind", ["started", "epoch"])
def test_ctrl_c_leaves_a_run_that_goes_on(
    command: Command, stand_in: Any, data: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv(stand_in.SLOWNESS, "0.1")
    with started(["train", str(data), "--epochs", "40", "--name", "mine", "--format", "json"]) as process:
        until(process, kind)
        process.send_signal(signal.SIGINT)
        told, said = process.communicate(timeout=60)
    run = RunFolder(runs_folder() / "mine")
    last = json.loads(told.splitlines()[-1])
    assert (last["event"], last["run"]) == ("interrupted", str(run.path))
    assert process.returncode == 130 and f"--resume {run.path}" in said.decode()
    assert run.info().state == "interrupted" and not run.is_owned()
    monkeypatch.setenv(stand_in.SLOWNESS, "0")
    done = len([line for line in run.events_path.read_text().splitlines() if '"epoch", "epoch"' in line])
    again = command("train", "--resume", "mine", "--epochs", "6", "--format", "json")
    assert again.code == 0 and again.objects[0]["resumed_epoch"] in (done - 1, done)


@posix
def test_a_reader_that_goes_away_ends_the_training_with_a_sentence(
    stand_in: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(stand_in.SLOWNESS, "0.1")
    with started(["train", str(data), "--epochs", "40", "--name", "mine", "--format", "json"]) as process:
        until(process, "epoch")
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait(60) == 1
    run = RunFolder(runs_folder() / "mine")
    assert "Nobody reads the output" in said and f"--resume {run.path}" in said and "Traceback" not in said
    assert run.info().state == "interrupted" and not run.is_owned()


@posix
@pytest.mark.parametrize("whom", ["command", "child"])
def test_kill_9_leaves_a_run_that_goes_on(
    command: Command, stand_in: Any, data: Path, monkeypatch: pytest.MonkeyPatch, whom: str
) -> None:
    monkeypatch.setenv(stand_in.SLOWNESS, "0.1")
    with started(["train", str(data), "--epochs", "40", "--name", "mine", "--format", "json"]) as process:
        until(process, "epoch", 2)
        run = RunFolder(runs_folder() / "mine")
        os.kill(process.pid if whom == "command" else run.info().pid or 0, signal.SIGKILL)
        rest, said = process.communicate(timeout=60)
    wait_for_release(run)
    assert run.info().state == "interrupted"
    if whom == "child":
        last = json.loads(rest.splitlines()[-1])
        assert process.returncode == 1 and last["event"] == "failed" and last["message"] in said.decode()
    listed = command("runs", "--format", "json").objects
    assert [row["state"] for row in listed] == ["interrupted"]
    monkeypatch.setenv(stand_in.SLOWNESS, "0")
    again = command("train", "--resume", "mine", "--epochs", "5", "--format", "json")
    assert again.code == 0 and again.objects[0]["resumed_epoch"] >= 1
    assert run.info().epochs == 5 and run.info().state == "finished"


def test_runs_without_runs(command: Command, stand_in: Any, tmp_path: Path) -> None:
    assert command("runs").out.split()[:2] == ["name", "state"] and command("runs", "--format", "json").out == ""
    assert command("runs", "--run-dir", tmp_path / "nothing").code == 2


@posix
def test_real_training_goes_on_after_a_kill_as_if_nothing_had_been(
    home: Path, command: Command, shared_photos: Path, tmp_path: Path
) -> None:
    """Keras trains a head on photos; the curve of a killed and resumed run is that of one that was left alone."""
    for breed in ("pug", "beagle", "siberian_husky"):
        (tmp_path / "data" / breed).mkdir(parents=True)
        for photo in sorted((shared_photos / "breeds" / breed).iterdir())[:6]:
            (tmp_path / "data" / breed / photo.name).symlink_to(photo)
    arguments = ["train", str(tmp_path / "data"), "--recipe", "quick", "--epochs", "6", "--format", "json", "--run-dir"]
    whole = command(*arguments, tmp_path / "whole")
    assert whole.code == 0, whole.err

    with started([*arguments, str(tmp_path / "cut")], "import sys; from app.__main__ import main; ") as process:
        until(process, "epoch", 2)
        os.kill(RunFolder(tmp_path / "cut").info().pid or 0, signal.SIGKILL)
        process.communicate(timeout=120)
    cut = RunFolder(tmp_path / "cut")
    assert process.returncode == 1 and cut.info().state == "interrupted"
    again = command("train", "--resume", cut.path, "--format", "json")
    assert again.code == 0 and again.objects[0]["resumed_epoch"] >= 1
    curves = [
        {
            row["epoch"]: row
            for line in (run / "events.jsonl").read_text().splitlines()
            if (row := json.loads(line))["event"] == "epoch"
        }
        for run in (tmp_path / "whole", cut.path)
    ]
    assert list(curves[0]) == list(curves[1]) == [1, 2, 3, 4, 5, 6]
    for figure in ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"):
        assert [row[figure] for row in curves[1].values()] == pytest.approx(
            [row[figure] for row in curves[0].values()], abs=1e-5
        )
    bundle = again.objects[-1]["bundle"]
    answers = command(
        "classify", "--model", bundle, *sorted((tmp_path / "data" / "pug").iterdir())[:3], "--format", "json"
    )
    assert [answer["predictions"][0]["breed"] for answer in answers.objects] == ["pug"] * 3
