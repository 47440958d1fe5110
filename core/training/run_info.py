"""`run.json`: what is known of a run, in a few numbers and words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from core.errors import BreedLensError
from core.files import shown

QUEUED, RUNNING, PAUSED, FINISHED, STOPPED = "queued", "running", "paused", "finished", "stopped"
CANCELLED, FAILED, INTERRUPTED = "cancelled", "failed", "interrupted"
INTERRUPTED_MESSAGE = "The training ended unexpectedly. What was learned is kept, and it can be resumed."


@dataclass(frozen=True, slots=True)
class RunInfo:
    """`run.json`. Times are seconds since 1970, `duration` is seconds at work, accuracies are 0 to 1; None is unknown.

    `state` is queued, running, paused, finished, stopped (the best was kept), cancelled, failed, or interrupted: the
    process that trained is gone without having said so.
    """

    name: str
    recipe: str
    source: str
    state: str = QUEUED
    code: str = ""
    message: str = ""
    pid: int | None = None
    device: str = ""
    created: float = 0.0
    started: float | None = None
    ended: float | None = None
    duration: float = 0.0
    architecture: str = ""
    parameters: int | None = None
    trainable_parameters: int | None = None
    photos: Mapping[str, int] = field(default_factory=dict)
    classes: int | None = None
    planned: Mapping[str, int] = field(default_factory=dict)
    """fields of the recipe that "more epochs" has changed, by their dotted names"""
    outcome: str = ""
    """finished or stopped: how the attempt ended that made the model; empty before"""
    extensions: int = 0
    """how often more epochs were asked for: early stopping starts to wait anew each time"""
    planned_epochs: int = 0
    epochs: int = 0
    """finished ones"""
    is_held: bool = False
    """it was stopped with the search or the cross-validation that it belongs to, and goes on with it"""
    best_epoch: int | None = None
    accuracy: float | None = None
    loss: float | None = None
    val_accuracy: float | None = None
    val_loss: float | None = None
    test_accuracy: float | None = None
    bundle: str = ""
    """the name of the bundle's folder in the run's, and in the models' folder"""
    model: str = ""
    """the name under which the model is installed, or is to be: `RunFolder.model` says whether it is"""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of what a resumed run repeats: the recipe, the split, and the file of weights that the recipe may name"""


def to_json(info: RunInfo) -> str:
    """The content of `run.json`, in ASCII so that a name that is not valid UTF-8 survives too."""
    return json.dumps(asdict(info), indent=1) + "\n"


def read_info(path: Path) -> RunInfo:
    """Read `run.json` as it was written; fields of a newer program are passed over.

    Raises:
        BreedLensError: `run_not_found` or `run_damaged`.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
        known = {item.name for item in fields(RunInfo)}
        return RunInfo(**{key: value for key, value in values.items() if key in known})
    except (FileNotFoundError, NotADirectoryError) as error:
        raise run_not_found(path.parent) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BreedLensError(
            "run_damaged",
            "The run in {folder} cannot be read: its description is damaged.",
            folder=shown(str(path.parent)),
            details=f"{type(error).__name__}: {error}",
        ) from error


def run_not_found(folder: Path) -> BreedLensError:
    """There is no run in that folder."""
    return BreedLensError("run_not_found", "There is no run in {folder}.", folder=shown(str(folder)))
