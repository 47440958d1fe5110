"""Train a network as a recipe says: a plain function, without Qt, that can be paused, stopped, cancelled and resumed.

Imports Keras: for child processes only.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import keras
import numpy as np
from numpy.typing import NDArray

from core.architectures.keras_split import head_of
from core.architectures.parts import feature_extractor, head_layers
from core.bundles.card import Calibration
from core.catalog import load_catalog
from core.errors import BreedLensError
from core.evaluation.calibration import fit_calibration
from core.evaluation.metrics import Proportion
from core.training.checkpoint import Checkpoint, has_checkpoint, load_checkpoint
from core.training.devices import device_name, prepare_backend
from core.training.events import OnEvent
from core.training.fit import Batches, closing_epoch
from core.training.fitted_once import FittedOnce
from core.training.make_bundle import TrainedModel, extra_files, make_card, make_parts
from core.training.optimisers import compile_network
from core.training.phase import Outcome, Phase, Sources, TrainingState
from core.training.progress import Progress, Steered
from core.training.recipe_files import to_toml
from core.training.steering import Steering
from core.training.training_photos import training_photos
from core.training.workbench import Workbench

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe

_log = logging.getLogger(__name__)
HEAD, FINE_TUNING = 0, 1
"""the phases"""


class Run(Protocol):
    """What the trainer needs of a `core.training.run_folder.RunFolder`."""

    @property
    def checkpoints(self) -> Path:
        """The folder of what it resumes from."""

    @property
    def extensions(self) -> int:
        """How often more epochs were asked for."""

    def table(self) -> pd.DataFrame:
        """The photo table with its splits."""


def train(recipe: Recipe, on_event: OnEvent, control: Steered, *, run: Run) -> TrainedModel:
    """Train a network, from the last finished epoch where the run has a checkpoint.

    With a fixed seed an interrupted and resumed training gives the same curve as one that was not interrupted.

    Args:
        recipe: how.
        on_event: gets `started`, `features`, `batch`, `epoch` and `warning` events, in the calling thread.
        control: asked at every batch. To stop and keep ends the training with the weights of the best epoch.
        run: the photos, and the folder of checkpoints.

    Raises:
        Cancelled: the control said so.
        BreedLensError: why nothing can be learned, or why what was learned cannot be used.
    """
    photos = training_photos(run.table(), recipe.data.validate_on, every_breed=recipe.data.split == "kfold")
    prepare_backend(recipe.training.seed, recipe.training.mixed_precision)
    progress = Progress(on_event, control)
    return _Training(
        Workbench(recipe, photos, progress, FittedOnce(run.checkpoints / "fitted")), progress, control, run
    ).run()


class _Training:
    """One attempt at a training."""

    def __init__(self, workbench: Workbench, progress: Progress, control: Steered, run: Run) -> None:
        self._workbench, self._recipe, self._options = workbench, workbench.recipe, workbench.recipe.training
        self._progress, self._control = progress, control
        self._checkpoints, self._extensions = run.checkpoints, run.extensions
        self._checkpoint = self._loaded_checkpoint()
        self._state = TrainingState(self._options.batch_size)

    def run(self) -> TrainedModel:
        """Both phases, then the bundle."""
        self._announce()
        self._workbench.reduce_features()
        if self._checkpoint is not None and self._checkpoint.state["phase"] == FINE_TUNING:
            outcome, network, sources = self._fine_tune()
        else:
            outcome, network, sources = self._train_head()
            if self._options.fine_tune is not None and not outcome.stopped:
                outcome, network, sources = self._fine_tune()
        if outcome.failure is not None:
            message = f"{outcome.failure.message} What was learned until then is kept."
            self._progress.warn(outcome.failure.code, message)
        return self._trained(outcome, *self._measured(network, sources))

    def _loaded_checkpoint(self) -> Checkpoint | None:
        checkpoint = load_checkpoint(self._checkpoints)
        if checkpoint is None and has_checkpoint(self._checkpoints):
            self._progress.warn(
                "checkpoint_damaged", "What was saved of this run is damaged, so the training begins anew."
            )
        return checkpoint

    def _announce(self) -> None:
        photos, options, network = self._workbench.photos, self._options, self._workbench.network
        if photos.unknown:
            self._progress.warn(
                "breeds_not_trained",
                "Photos of breeds that no training photo shows are left out: " + ", ".join(photos.unknown),
            )
        if not photos.watched and self._recipe.data.validate_on != "nothing":
            self._progress.warn(
                "no_validation",
                "There are no photos for validation, so the training watches its own photos and may not notice when it "
                "learns them by heart.",
            )
        count = len(photos.train)
        whole = count // options.batch_size
        self._progress.send(
            "started",
            recipe=self._recipe.name,
            architecture=self._workbench.setup.architecture.name,
            classes=list(photos.classes),
            photos={"train": count, "validation": len(photos.watched), "test": len(photos.test)},
            batches=whole if options.drop_last and whole else -(-count // options.batch_size),
            epochs=options.epochs + self._later_epochs,
            batch_size=options.batch_size,
            device=device_name(),
            parameters=int(network.count_params()),
            trainable_parameters=int(sum(np.prod(weight.shape) for weight in network.trainable_weights)),
            resumed_epoch=self._checkpoint.state["epochs"] if self._checkpoint else 0,
        )

    @property
    def _later_epochs(self) -> int:
        return self._options.fine_tune.epochs if self._options.fine_tune else 0

    def _train_head(self) -> tuple[Outcome, keras.Model, Sources]:
        """The first phase: the head of a frozen network, or the whole of one that starts from nothing."""
        network, sources = self._workbench.first_phase()
        outcome = self._run_phase(
            network, sources, self._options.learning_rate, self._options.epochs, self._later_epochs
        )
        return outcome, network, sources

    def _fine_tune(self) -> tuple[Outcome, keras.Model, Sources]:
        """The second phase: the head and the top of the backbone, on the photos themselves."""
        options, state = self._options.fine_tune, self._state
        assert options is not None
        if self._checkpoint is not None and self._checkpoint.state["phase"] == FINE_TUNING:
            state.phase_start = int(self._checkpoint.state["phase_start"])
        else:
            self._checkpoint = None
            state.phase_start, state.steering, state.ended_at = state.epochs, {}, 0
        state.phase = FINE_TUNING
        self._workbench.setup.fine_tuned(self._workbench.network)
        network, sources = self._workbench.network_and_photos()
        outcome = self._run_phase(network, sources, options.learning_rate, state.phase_start + options.epochs, 0)
        return outcome, network, sources

    def _run_phase(self, network: keras.Model, sources: Sources, rate: float, last: int, later: int) -> Outcome:
        state = self._state
        compile_network(network, self._options, rate)
        steering = Steering(self._options, rate, state.phase_start, last)
        phase = Phase(
            network,
            sources,
            steering,
            state=state,
            seed=self._options.seed,
            last_epoch=last,
            later_epochs=later,
            extensions=self._extensions,
            progress=self._progress,
            checkpoints=self._checkpoints,
        )
        if self._checkpoint is not None:
            phase.restore(self._checkpoint)
        outcome = phase.run()
        stopping = self._options.early_stopping
        if outcome.stopped or (stopping is not None and stopping.restore_best):
            phase.keep_best()
        else:
            # the last epoch is what a later one has to surpass
            state.best_epoch = state.epochs
            state.best = steering.watched(state.curve[-1])
        return outcome

    def _trained(self, outcome: Outcome, calibration: Calibration, metrics: list[dict[str, Any]]) -> TrainedModel:
        workbench, state = self._workbench, self._state
        setup, evaluation = workbench.setup, workbench.evaluation
        # the installed backbone is still this network's, and scales the photos as prediction has to
        is_same = state.phase == HEAD and evaluation.scaling == setup.own_scaling
        bundle = workbench.bundle if is_same else None
        parts = make_parts(workbench.network, evaluation.scaling, bundle, self._control)
        entry = load_catalog().find(setup.architecture.backbone) if setup.architecture.backbone else None
        classes = workbench.photos.classes
        card = make_card(
            title=f"{self._recipe.title}, {len(classes)} breeds",
            architecture=setup.architecture.name,
            input_size=setup.size,
            classes=classes,
            preprocessing=evaluation.pipeline.steps,
            calibration=calibration,
            parts=parts,
            bundle=bundle,
            recipe=to_toml(self._recipe),
            metrics=metrics,
            licence=entry.licence if entry else "",
            origin=self._recipe.source,
        )
        row = state.curve[state.best_epoch - 1] if state.best_epoch else {}
        return TrainedModel(
            card=card,
            backbone=parts.backbone,
            head=parts.head,
            extra=extra_files(parts),
            stopped=outcome.stopped,
            best_epoch=state.best_epoch,
            val_accuracy=row.get("val_accuracy"),
            curve=tuple(state.curve),
        )

    def _measured(self, network: keras.Model, sources: Sources) -> tuple[Calibration, list[dict[str, Any]]]:
        """Calibration and accuracy on the validation photos; test photos are left for the test."""
        _, watched = sources(self._state.batch_size)
        if self._recipe.data.validate_on != "validation" or watched is None:
            return Calibration(), []
        try:
            probabilities, truths = self._answers(watched, of_features=network is not self._workbench.network)
        except BreedLensError as error:  # the photos are gone by now
            _log.warning("no calibration: %s", error.message)
            return Calibration(), []
        data = "the run's own photos for validation"
        right = Proportion.of(int((probabilities.argmax(axis=1) == truths).sum()), len(truths))
        metrics = {
            "data": data,
            "split": "validation",
            "count": right.count,
            "top1": right.value,
            "top1_low": right.low,
            "top1_high": right.high,
        }
        return fit_calibration(probabilities, truths, data), [metrics]

    def _answers(self, batches: Batches, *, of_features: bool) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """[N, classes] probabilities and [N] class indices of photos; it is too late to stop, but not to cancel.

        They are made of the logits, in double precision: the softmax of a network with large logits rounds to 0 what
        a temperature must be fitted on.
        """
        network, logits, truths = self._workbench.network, [], []
        head, extractor = head_of(head_layers(network)), None if of_features else feature_extractor(network)
        with closing_epoch(batches, 0) as source:
            for batch in source:
                self._progress.checkpoint()
                features = batch.inputs if extractor is None else extractor.predict_on_batch(batch.inputs)
                logits.append(head.logits(np.asarray(features, np.float32)).astype(np.float64))
                truths.append(batch.targets.argmax(axis=1))
        every = np.concatenate(logits)
        powers = np.exp(every - every.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True), np.concatenate(truths)
