"""A trainer without Keras: it learns the mean colour of each breed, one epoch at a time, and can be told to misbehave.

As a program it is `core.training.child` with that trainer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from onnx import TensorProto, helper

from core.bundles.card import Card, ClassEntry
from core.control import Control
from core.datasets.open_dataset import open_dataset
from core.datasets.splits import SplitPlan, assign_splits
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.photos.loader import load_photo
from core.training import start
from core.training.durable import write_text_durably
from core.training.execute import execute
from core.training.file_control import FileControl
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, create_run

SIDE = 8
COLOURS = {"beagle": (200, 30, 30), "pug": (40, 40, 200), "chow": (200, 200, 40)}
SLOWNESS = "STAND_IN_SECONDS"
"""environment variable: seconds that a batch takes"""
MANNERS = "STAND_IN_MANNERS"
"""environment variable: a file that gets a line for each training: how polite its process is"""
BATCHES = 3


@dataclass
class Trained:
    card: Card
    backbone: bytes
    head: Head
    extra: dict[str, bytes] = field(default_factory=dict)
    stopped: bool = False
    best_epoch: int = 1
    val_accuracy: float | None = None


def train(recipe: Any, on_event: Any, control: Any, *, run: Any) -> Trained:
    _note_manners()
    table = run.table()
    epochs, state = recipe.training.epochs, run.checkpoints / "state.json"
    done = json.loads(state.read_text())["epoch"] if state.exists() else 0
    photos = {split: int((table["split"] == split).sum()) for split in ("train", "validation", "test")}
    classes = sorted(set(table["breed"]))
    on_event(
        {"event": "started", "architecture": "colours", "classes": classes, "photos": photos, "batches": BATCHES,
         "epochs": epochs, "batch_size": 2, "device": "CPU", "parameters": np.int64(12), "trainable_parameters": 12,
         "resumed_epoch": done}
    )  # fmt: skip
    stopped = False
    for epoch in range(done + 1, epochs + 1):
        for batch in range(1, BATCHES + 1):
            if not control.checkpoint():
                stopped = True
                break
            time.sleep(float(os.environ.get(SLOWNESS, "0")))
            on_event({"event": "batch", "epoch": epoch, "batch": batch, "batches": BATCHES, "loss": 1 / epoch})
        if stopped:
            break
        on_event(
            {"event": "epoch", "epoch": epoch, "epochs": epochs, "loss": 1 / epoch, "accuracy": 1 - 0.5 / epoch,
             "val_loss": float("nan") if epoch == 1 else 2 / epoch, "val_accuracy": 1 - 0.6 / epoch,
             "learning_rate": np.float32(0.25), "seconds": 0.01, "is_best": True, "memory_mb": 1.0,
             "step": epoch * BATCHES}
        )  # fmt: skip
        # as the real one does: an epoch that was told may be repeated, none is missing
        run.checkpoints.mkdir(exist_ok=True)
        write_text_durably(state, json.dumps({"epoch": epoch}))
        done = epoch
    return Trained(_card(classes), _graph(), _head(table, classes), stopped=stopped, best_epoch=done, val_accuracy=0.5)


def _note_manners() -> None:
    if MANNERS in os.environ:
        nice, cores = os.getpriority(os.PRIO_PROCESS, 0), len(os.sched_getaffinity(0))
        manners = {"nice": nice, "cores": cores, "threads": os.environ["OMP_NUM_THREADS"]}
        with Path(os.environ[MANNERS]).open("a") as file:
            file.write(json.dumps(manners) + "\n")


def _card(classes: list[str]) -> Card:
    entries = tuple(ClassEntry(breed, index) for index, breed in enumerate(classes))
    return Card("unnamed", "Colours", "colours", SIDE, entries, preprocessing=({"step": "resize"},))


def _graph() -> bytes:
    shape = ["N", SIDE, SIDE, 3]
    graph = helper.make_graph(
        [helper.make_node("Cast", ["pixels"], ["features"], to=TensorProto.FLOAT)],
        "colours",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, shape)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def _head(table: Any, classes: list[str]) -> Head:
    """The nearest mean colour, as a linear layer."""
    means = []
    for breed in classes:
        paths = table[(table["breed"] == breed) & (table["split"] == "train")]["path"]
        photos = [np.asarray(load_photo(path)) for path in paths]
        means.append(np.mean([photo.reshape(-1, 3).mean(0) for photo in photos], axis=0))
    kernel = np.array(means, np.float32).T / 500
    return Head((GlobalAveragePooling(), Dense(kernel, -250 * (kernel**2).sum(axis=0))))


def draw_photos(folder: Path, count: int = 4) -> None:
    """A folder a breed, each photo filled with about the breed's colour."""
    rng = np.random.default_rng(0)
    for breed, colour in COLOURS.items():
        (folder / breed).mkdir(parents=True)
        for number in range(count):
            picture = np.clip(np.array(colour) + rng.integers(-20, 20, (40, 50, 3)), 0, 255).astype(np.uint8)
            data = cv2.imencode(".png", picture[..., ::-1])[1].tobytes()
            (folder / breed / f"{number}.png").write_bytes(data)


def make_run(folder: Path, *, epochs: int = 3, name: str | None = "colours") -> RunFolder:
    """A new run among the person's, on photos that are drawn below `folder`."""
    if not (folder / "photos").exists():
        draw_photos(folder / "photos")
    table = assign_splits(open_dataset(str(folder / "photos")), SplitPlan("stratified", 0.5, 0.25, 0.25))
    recipe = with_values(load_recipe("quick"), {"training.epochs": epochs})
    return create_run(recipe, table, source=str(folder / "photos"), name=name)


def execute_here(run: RunFolder, control: Control | None = None, trainer: Any = train) -> list[dict[str, Any]]:
    """One attempt at a run in this process, and its events."""
    events: list[dict[str, Any]] = []
    execute(run, control or FileControl(run), events.append, trainer=trainer)  # type: ignore[arg-type]
    return events


def start_with_stand_in(monkeypatch: pytest.MonkeyPatch, *, seconds: float = 0.0) -> None:
    """Let `start_child` start this module instead; a batch takes so many seconds."""
    monkeypatch.setattr(start, "CHILD", "stand_in")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv(SLOWNESS, str(seconds))


if __name__ == "__main__":
    from core.training import child
    from core.training import execute as execution

    start.CHILD = "stand_in"  # for the run that it starts when it ends
    execution._own_trainer = lambda: train  # type: ignore[assignment]
    sys.exit(child.main(sys.argv[1:]))
