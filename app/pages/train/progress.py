"""What is known of a run while it goes on, taken from its events; no widget, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Phase(Enum):
    """What a run is doing."""

    PREPARING = "preparing"
    FEATURES = "features"
    TRAINING = "training"
    EVALUATING = "evaluating"
    FINISHED = "finished"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_end(self) -> bool:
        """Nothing more comes."""
        return self in (Phase.FINISHED, Phase.STOPPED, Phase.CANCELLED, Phase.FAILED)


@dataclass
class RunProgress:
    """The latest figures of one run; None is unknown. Accuracies and losses as in the events."""

    phase: Phase = Phase.PREPARING
    is_paused: bool = False
    is_stopping: bool = False
    """the person asked for an end, and it has not come yet"""
    recipe: str = ""
    classes: int = 0
    photos: Mapping[str, int] = field(default_factory=dict)
    device: str = ""
    parameters: int | None = None
    trainable_parameters: int | None = None
    epoch: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0
    done: int = 0
    """of what the present phase counts: photos"""
    total: int = 0
    rate: float | None = None
    """photos a second"""
    seconds_left: float | None = None
    memory_mb: int | None = None
    learning_rate: float | None = None
    accuracy: float | None = None
    loss: float | None = None
    val_accuracy: float | None = None
    val_loss: float | None = None
    best_epoch: int | None = None
    best_val_accuracy: float | None = None
    test_accuracy: float | None = None
    bundle: str = ""
    message: str = ""
    code: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """How far the phase has come, 0..1; None where that is not known."""
        if self.phase is Phase.TRAINING and self.epochs:
            epoch = max(0, self.epoch - 1) + (self.batch / self.batches if self.batches else 0.0)
            return min(1.0, epoch / self.epochs)
        if self.phase in (Phase.FEATURES, Phase.EVALUATING) and self.total:
            return min(1.0, self.done / self.total)
        return 1.0 if self.phase.is_end else None

    def take(self, event: Mapping[str, Any]) -> None:
        """Take up an event; those of a newer program are passed over."""
        handler = getattr(self, f"_on_{event.get('event', '')}", None)
        if handler is not None:
            handler(event)

    def _on_started(self, event: Mapping[str, Any]) -> None:
        self.phase, self.is_paused, self.is_stopping = Phase.PREPARING, False, False
        self.recipe = str(event.get("recipe") or "")
        classes = event.get("classes")
        self.classes = len(classes) if isinstance(classes, list) else int(classes or 0)
        self.photos = dict(event.get("photos") or {})
        self.device = str(event.get("device") or "")
        self.parameters, self.trainable_parameters = event.get("parameters"), event.get("trainable_parameters")
        self.epoch = int(event.get("resumed_epoch") or 0)
        self.epochs, self.batches = int(event.get("epochs") or 0), int(event.get("batches") or 0)

    def _on_features(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.FEATURES
        self._count(event)

    def _on_evaluating(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.EVALUATING
        self._count(event)

    def _count(self, event: Mapping[str, Any]) -> None:
        self.done, self.total = int(event.get("done") or 0), int(event.get("total") or 0)
        self.rate = event.get("rate")
        self.seconds_left = (self.total - self.done) / self.rate if self.rate and self.total else None

    def _on_batch(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.TRAINING
        self.epoch, self.batch, self.batches = event["epoch"], event["batch"], event["batches"]
        self.loss, self.accuracy = event.get("loss"), event.get("accuracy")
        self.learning_rate = event.get("learning_rate")
        self.rate, self.seconds_left = event.get("photos_per_second"), event.get("seconds_left")
        self.memory_mb = event.get("memory_mb") or self.memory_mb

    def _on_epoch(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.TRAINING
        self.epoch, self.batch = event["epoch"], self.batches
        self.epochs = int(event.get("epochs") or self.epochs)
        self.loss, self.accuracy = event.get("loss"), event.get("accuracy")
        self.val_loss, self.val_accuracy = event.get("val_loss"), event.get("val_accuracy")
        self.learning_rate = event.get("learning_rate")
        self.memory_mb = event.get("memory_mb")
        if event.get("is_best"):
            self.best_epoch, self.best_val_accuracy = event["epoch"], event.get("val_accuracy")

    def _on_stopping(self, _: Mapping[str, Any]) -> None:
        self.is_stopping = True

    def _on_paused(self, _: Mapping[str, Any]) -> None:
        self.is_paused = True

    def _on_resumed(self, _: Mapping[str, Any]) -> None:
        self.is_paused = False

    def _on_warning(self, event: Mapping[str, Any]) -> None:
        message = str(event.get("message") or "")
        if message and message not in self.warnings:
            self.warnings.append(message)

    def _on_finished(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.STOPPED if event.get("status") == "stopped" else Phase.FINISHED
        self.bundle = str(event.get("bundle") or "")
        self.best_epoch = event.get("best_epoch") or self.best_epoch
        self.best_val_accuracy = event.get("val_accuracy") or self.best_val_accuracy
        self.test_accuracy = event.get("test_accuracy")

    def _on_cancelled(self, _: Mapping[str, Any]) -> None:
        self.phase = Phase.CANCELLED

    def _on_failed(self, event: Mapping[str, Any]) -> None:
        self.phase = Phase.FAILED
        self.code, self.message = str(event.get("code") or ""), str(event.get("message") or "")
