"""What a recipe says about the optimiser and about everything that steers it while a model is trained."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

from core.errors import BreedLensError

Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Switch = Annotated[bool, Strict()]
Share = Annotated[Number, Field(ge=0, le=1)]
_OF_OPTIMISERS = {"momentum": ("sgd", "rmsprop"), "weight_decay": ("adamw",)}
"""fields that other optimisers would pass over"""
Monitor = Literal["loss", "accuracy", "val_loss", "val_accuracy"]


class Options(BaseModel):
    """A table of a recipe: unknown fields are refused, nothing changes once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EarlyStoppingOptions(Options):
    """End the training when the monitored value no longer improves."""

    monitor: Monitor = "val_loss"
    patience: Annotated[Whole, Field(ge=0)] = 5
    """epochs without improvement"""
    min_delta: Annotated[Number, Field(ge=0)] = 0.0
    restore_best: Switch = True


class ReduceOnPlateauOptions(Options):
    """Lower the learning rate when the monitored value no longer improves."""

    monitor: Monitor = "val_loss"
    patience: Annotated[Whole, Field(ge=0)] = 3
    factor: Annotated[Number, Field(gt=0, lt=1)] = 0.5
    minimum: Annotated[Number, Field(ge=0)] = 1e-6
    min_delta: Annotated[Number, Field(ge=0)] = 1e-4


class ScheduleOptions(Options):
    """The learning rate as a function of the epoch; `core.training.schedules` says how."""

    kind: Literal["constant", "step", "cosine"] = "constant"
    warm_up_epochs: Annotated[Number, Field(ge=0)] = 0.0
    step_epochs: Annotated[Whole, Field(ge=1)] = 10
    """`step`: epochs between two reductions"""
    factor: Annotated[Number, Field(gt=0, lt=1)] = 0.1
    """`step`: what the rate is multiplied by"""
    final: Annotated[Share, Field(lt=1)] = 0.0
    """`cosine`: the last rate as a share of the first"""


class FineTuneOptions(Options):
    """A second phase, in which the top blocks of the pretrained backbone learn too."""

    top_blocks: Annotated[Whole, Field(ge=1)] = 1
    epochs: Annotated[Whole, Field(ge=1, le=100_000)] = 5
    learning_rate: Annotated[Number, Field(gt=0, le=100)] = 1e-5


class TrainingOptions(Options):
    """The optimiser and everything that steers it."""

    optimiser: Literal["rmsprop", "adam", "adamw", "sgd"] = "adam"
    learning_rate: Annotated[Number, Field(gt=0, le=100)] = 1e-3
    momentum: Annotated[Share, Field(lt=1)] = 0.0
    """for sgd and rmsprop"""
    weight_decay: Annotated[Number, Field(ge=0, le=10)] | None = None
    """decoupled; for adamw; None: Keras' default"""
    batch_size: Annotated[Whole, Field(ge=1, le=4096)] = 32
    epochs: Annotated[Whole, Field(ge=1, le=100_000)] = 30
    seed: Annotated[Whole, Field(ge=0, lt=2**32)] = 0
    label_smoothing: Annotated[Share, Field(lt=1)] = 0.0
    class_weights: Switch = False
    """photos of rare breeds count for more"""
    mixed_precision: Literal["auto", "off", "on"] = "auto"
    """auto: where a GPU trains"""
    drop_last: Switch = False
    """leave the photos of an incomplete last batch out of the epoch, as `steps = n // batch_size` does"""
    early_stopping: EarlyStoppingOptions | None = None
    reduce_on_plateau: ReduceOnPlateauOptions | None = None
    schedule: ScheduleOptions | None = None
    feature_cache: Literal["auto", "off", "on"] = "auto"
    """compute the features of a frozen backbone once; auto: where nothing random is lost by it, or where cached_views
    says how many random views suffice. What is mixed (augmentation.mixup_alpha) is then the features, not the photos"""
    cached_views: Annotated[Whole, Field(ge=1, le=64)] = 1
    """views of every photo whose features are kept: the unchanged one, and augmented ones"""
    fine_tune: FineTuneOptions | None = None

    @model_validator(mode="after")
    def _one_rate(self) -> Self:
        if self.schedule is not None and self.schedule.kind != "constant" and self.reduce_on_plateau is not None:
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, training.schedule and training.reduce_on_plateau cannot both set the learning rate.",
            )
        return self

    @model_validator(mode="after")
    def _known_to_the_optimiser(self) -> Self:
        for name, known in _OF_OPTIMISERS.items():
            if getattr(self, name) and self.optimiser not in known:
                raise BreedLensError(
                    "recipe_invalid",
                    "In the recipe, {field} is for the optimisers {known} alone, not for {optimiser}.",
                    field=f"training.{name}",
                    known=", ".join(known),
                    optimiser=self.optimiser,
                )
        return self
