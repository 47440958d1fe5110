"""The events of a training as lines for people."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from core.bundles.bundle import SUFFIX
from core.control import Progress
from core.files import shown


class TrainingLines:
    """Turns events into lines; remembers what the later ones need of the earlier."""

    def __init__(self) -> None:
        self._batches = 0
        self._epochs = 0

    def text(self, event: Mapping[str, Any]) -> str:
        """What an event has to say; empty for those that are many."""
        match event["event"]:
            case "started":
                self._batches, self._epochs = int(event["batches"]), int(event["epochs"])
                return _started(event)
            case "epoch":
                return self._epoch(event)
            case "paused":
                return "Paused."
            case "resumed":
                return "Going on."
            case "finished":
                return _finished(event)
            case "trial":
                return _trial(event)
            case "fold":
                return f"Fold {event['fold']} of {event['folds']}: accuracy {_number(event['accuracy'])}."
        return ""

    def progress(self, event: Mapping[str, Any]) -> Progress | None:
        """How far the training has come; None where an event does not tell."""
        match event["event"]:
            case "batch" if self._epochs:
                done = (int(event["epoch"]) - 1) * self._batches + int(event["batch"])
                return Progress(done, self._epochs * self._batches)
            case "features" | "evaluating":
                return Progress(int(event["done"]), event["total"])
        return None

    def _epoch(self, event: Mapping[str, Any]) -> str:
        places = len(str(self._epochs))
        parts = [f"epoch {event['epoch']:>{places}}/{self._epochs}", f"loss {_number(event.get('loss'))}"]
        parts.append(f"accuracy {_number(event.get('accuracy'))}")
        if event.get("val_loss") is not None or event.get("val_accuracy") is not None:
            parts.append(f"validation loss {_number(event.get('val_loss'))}")
            parts.append(f"accuracy {_number(event.get('val_accuracy'))}")
        return "  ".join(parts) + ("  best" if event.get("is_best") else "")


def _started(event: Mapping[str, Any]) -> str:
    photos, classes = event["photos"], event["classes"]
    count = classes if isinstance(classes, int) else len(classes)
    others = [f"{photos[split]} for {split}" for split in ("validation", "test") if photos.get(split)]
    beside = f" ({', '.join(others)})" if others else ""
    begin = f"Going on after epoch {event['resumed_epoch']}: " if event.get("resumed_epoch") else "Training "
    return (
        f"{begin}{event['architecture']} on {photos['train']} photos of {count} breeds{beside}, on {event['device']}."
    )


def _finished(event: Mapping[str, Any]) -> str:
    lines = []
    if event.get("best_trial") is not None:
        lines.append(f"The best trial is number {event['best_trial']}; its recipe is {shown(str(event['recipe']))}.")
    if event.get("accuracy_mean") is not None:
        mean, deviation = _number(event["accuracy_mean"]), _number(event["accuracy_deviation"])
        lines.append(f"Accuracy over the folds: {mean}, with a standard deviation of {deviation}.")
        lines.append(f"Each photo's answer by a model that had not seen it: {shown(str(event['predictions']))}.")
    for name, what in (("val_accuracy", "validation"), ("test_accuracy", "test")):
        if event.get(name) is not None:
            lines.append(f"Accuracy on the photos for {what}: {_number(event[name])}.")
    if event.get("bundle"):
        name = os.path.basename(str(event["bundle"])).removesuffix(SUFFIX)
        lines.append(f"The model is ready: breedlens classify --model {shown(name)} PATH...")
    return "\n".join(lines)


def _trial(event: Mapping[str, Any]) -> str:
    values = ", ".join(f"{name} = {value}" for name, value in event["values"].items())
    result = shown(str(event["message"])) if event["score"] is None else f"{event['metric']} {_number(event['score'])}"
    return f"Trial {event['trial']} of {event['trials']}: {values}: {result}"


def _number(value: Any) -> str:
    return "-" if value is None else f"{value:.4f}"
