"""A recipe: everything that decides how a model is trained, but for the photos. Plain values, checked by pydantic.

A wrong value gives one sentence that names the field (`recipe_errors`); files are read and written by `recipe_files`.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, StringConstraints, model_validator

from core.architectures.registry import ARCHITECTURES
from core.errors import BreedLensError
from core.training.training_options import Number, Options, Share, Switch, TrainingOptions, Whole

if TYPE_CHECKING:
    from core.preprocessing.augmentation import Augmentation

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]


Deviation = Annotated[Number, Field(gt=0)]


class ScalingOptions(Options):
    """How pixels become the network's input; `core.preprocessing.scaling` says what the kinds mean."""

    kind: Literal["tf", "caffe", "lite", "unit", "none", "built_in", "standardise"]
    mean: tuple[Number, Number, Number] | None = None
    """of the red, green and blue of the training photos, 0..255; None: measured before training"""
    std: tuple[Deviation, Deviation, Deviation] | None = None

    @model_validator(mode="after")
    def _used(self) -> Self:
        given = {self.mean is not None, self.std is not None}
        if given != {False} and (given != {True} or self.kind != "standardise"):
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, mean and std in scaling and evaluation_scaling go together, with the kind standardise.",
            )
        return self


def _without_null(value: JsonValue) -> JsonValue:
    """Refuse what a recipe's file cannot hold."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if value is None or any(_without_null(item) is None for item in inside):
        raise BreedLensError("recipe_invalid", "In the recipe, every value must be given: null is none.")
    return value


Plain = Annotated[JsonValue, AfterValidator(_without_null)]
"""any value that TOML and JSON both know"""


def _checked_steps(steps: tuple[dict[str, JsonValue], ...]) -> tuple[dict[str, JsonValue], ...]:
    for step in steps:
        if not isinstance(step.get("step"), str):
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, each step of preprocessing and evaluation_preprocessing needs a name: step.",
            )
    return steps


Steps = Annotated[tuple[dict[str, Plain], ...], AfterValidator(_checked_steps)]


class DataOptions(Options):
    """Which photos train, validate and test; `core.datasets.splits.SplitPlan` explains most fields."""

    split: Literal["auto", "keep", "A", "B", "C", "D", "E", "stratified", "kfold"] = "auto"
    train: Annotated[Share, Field(gt=0)] = 0.7
    validation: Share = 0.15
    test: Share = 0.15
    split_seed: Annotated[Whole, Field(ge=0, lt=2**32)] = 0
    folds: Annotated[Whole, Field(ge=2, le=100)] = 4
    fold: Annotated[Whole, Field(ge=0)] = 0
    keep_groups: Switch = True
    breeds: tuple[str, ...] = ()
    """only these; empty: all that the photos have"""
    validate_on: Literal["validation", "test", "nothing"] = "validation"
    """which photos give val_loss and val_accuracy; one published run watched its test photos, others none"""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.fold >= self.folds:
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, data.fold must be less than data.folds ({folds}), not {fold}.",
                fold=str(self.fold),
                folds=str(self.folds),
            )
        if not math.isclose(self.train + self.validation + self.test, 1, abs_tol=1e-6):
            raise BreedLensError(
                "recipe_invalid", "In the recipe, data.train, data.validation and data.test must make 1 together."
            )
        return self


class AugmentationOptions(Options):
    """Random changes of the training photos: a published set by name, single values, or both (values win).

    The values are those of `core.preprocessing.augmentation.Augmentation`; None leaves what the set says.
    """

    preset: Literal["000-transfer", "000-scratch", "001"] | None = None
    rotation_degrees: Annotated[Number, Field(ge=0, le=180)] | None = None
    shift_x: Share | None = None
    shift_y: Share | None = None
    shear: Annotated[Number, Field(ge=0, le=80)] | None = None
    zoom: Annotated[Number, Field(ge=0, le=0.95)] | None = None
    horizontal_flip: Switch | None = None
    brightness: tuple[Annotated[Number, Field(ge=0)], Annotated[Number, Field(ge=0)]] | None = None
    """least and largest factor"""
    random_resized_crop: tuple[Annotated[Share, Field(gt=0)], Annotated[Share, Field(gt=0)]] | None = None
    """least and largest share of the photo's area"""
    rand_augment: tuple[Annotated[Whole, Field(ge=0)], Annotated[Number, Field(ge=0)]] | None = None
    """how many changes, and how strong"""
    mixup_alpha: Annotated[Number, Field(ge=0, le=10)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("brightness", "random_resized_crop"):
            pair = getattr(self, name)
            if pair is not None and pair[0] > pair[1]:
                raise BreedLensError(
                    "recipe_invalid",
                    "In the recipe, the first value of augmentation.{name} must not exceed the second.",
                    name=name,
                )
        return self

    @property
    def changes_photos(self) -> bool:
        """Whether single photos are changed; mixing is the batch's."""
        return any(self.model_dump(exclude={"mixup_alpha"}, exclude_none=True).values())

    def augmentation(self) -> Augmentation:
        """The set with the single values on top.

        Raises:
            BreedLensError: `augmentation_invalid`.
        """
        from core.preprocessing.augmentation import PUBLISHED, Augmentation  # brings OpenCV

        base = PUBLISHED[self.preset] if self.preset else Augmentation()
        return dataclasses.replace(base, **self.model_dump(exclude={"preset"}, exclude_none=True))


class HeadOptions(Options):
    """The layers between the last map of a network and its classes; None leaves what the network has.

    To be handed to `core.architectures.registry.HeadOptions.changed`.
    """

    hidden: tuple[Annotated[Whole, Field(ge=1, le=65536)], ...] | None = None
    """units of the dense layers before the last"""
    hidden_activation: Literal["relu", "elu", "sigmoid", "tanh"] | None = None
    dropout: Annotated[Share, Field(lt=1)] | None = None
    pooling: Literal["gap", "flatten"] | None = None
    batch_norm: Switch | None = None
    layer_norm: Switch | None = None
    l2: Annotated[Number, Field(ge=0)] | None = None


class ArchitectureOptions(Options):
    """The network: a name of `core.architectures.registry`, and what may differ from what it says there."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]
    weights: Annotated[str, StringConstraints(pattern=r"^(imagenet|random|file:.+)$")] = "imagenet"
    """for networks with a pretrained backbone; the others start at random"""
    input_size: Annotated[Whole, Field(ge=8, le=2048)] | None = None
    """side of the square in pixels; None: the network's own"""
    head: HeadOptions = HeadOptions()
    batch_norm: Switch = False
    """batch norm after every convolution of a network from scratch"""
    trainable_top_blocks: Annotated[Whole, Field(ge=0)] = 0
    pca_components: Annotated[Whole, Field(ge=0)] = 0
    """features are reduced to so many principal components before the head; 0: not at all"""


class CrossValidationOptions(Options):
    """Train once for each of the folds of the data."""

    ensemble: Switch = False
    """the models of all folds answer together"""


class SearchRange(Options):
    """The values that a search may try for one field: between two ends, or one of several."""

    low: Number | None = None
    high: Number | None = None
    log: Switch = False
    """spread evenly in the logarithm"""
    step: Annotated[Number, Field(gt=0)] | None = None
    choices: tuple[Plain, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        ends = self.low is not None and self.high is not None and self.low < self.high
        positive = not self.log or (self.low is not None and self.low > 0 and self.step is None)
        if self.choices:
            ends, positive = self.low is None and self.high is None and self.step is None, not self.log
        if not (ends and positive):
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, a range of search needs low and high (low below high, above 0 and without step where "
                "log is true), or choices alone.",
            )
        return self

    @property
    def examples(self) -> tuple[JsonValue, ...]:
        """Both ends, or all choices."""
        return self.choices or (as_whole(self.low or 0.0), as_whole(self.high or 0.0))


def as_whole(number: float) -> int | float:
    """A number without a fraction as an integer, as fields that count want it."""
    return int(number) if number.is_integer() else number


class Recipe(Options):
    """How a model is trained, and where the way comes from."""

    name: Name
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    description: str = ""
    source: str = ""
    """the document or the idea that it comes from"""
    published: str = ""
    """the published result, as its source states it"""
    mode: Literal["as_published", "corrected", "ours"] = "ours"
    data: DataOptions = DataOptions()
    preprocessing: Steps = ({"step": "resize", "mode": "crop", "interpolation": "area"},)
    evaluation_preprocessing: Steps | None = None
    """for validation, test and prediction where it differs, as some published systems have it; None: the same"""
    scaling: ScalingOptions | None = None
    """None: what the network expects"""
    evaluation_scaling: ScalingOptions | None = None
    """as evaluation_preprocessing"""
    augmentation: AugmentationOptions = AugmentationOptions()
    architecture: ArchitectureOptions
    training: TrainingOptions = TrainingOptions()
    cross_validation: CrossValidationOptions | None = None
    search: dict[str, SearchRange] = {}
    """by the dotted name of the field, such as "training.learning_rate" """

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.training.feature_cache == "on" and self.architecture.trainable_top_blocks:
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, training.feature_cache cannot be on while architecture.trainable_top_blocks is not 0: "
                "the features change while the blocks learn.",
            )
        if self.training.feature_cache == "on" and self.training.cached_views == 1 and self.augmentation.changes_photos:
            raise BreedLensError(
                "recipe_invalid",
                "In the recipe, training.feature_cache cannot be on with an augmentation while training.cached_views "
                "is 1: the one view that is kept is the unchanged photo.",
            )
        return self

    @model_validator(mode="after")
    def _has_a_backbone(self) -> Self:
        """Refuse for a network from scratch what is about a pretrained backbone."""
        network = ARCHITECTURES.get(self.architecture.name)
        if network is None or network.backbone:
            return self
        wanted = {
            "training.fine_tune": self.training.fine_tune is not None,
            "training.feature_cache": self.training.feature_cache == "on",
            "architecture.trainable_top_blocks": self.architecture.trainable_top_blocks > 0,
            "architecture.pca_components": self.architecture.pca_components > 0,
        }
        for field, is_wanted in wanted.items():
            if is_wanted:
                raise BreedLensError(
                    "recipe_invalid",
                    "In the recipe, {field} needs a pretrained network, and architecture.name says {network}, which "
                    "starts from nothing.",
                    field=field,
                    network=network.name,
                )
        return self

    @property
    def steps_for_evaluation(self) -> tuple[dict[str, JsonValue], ...]:
        """The preprocessing of validation, test and prediction."""
        return self.preprocessing if self.evaluation_preprocessing is None else self.evaluation_preprocessing

    @property
    def scaling_for_evaluation(self) -> ScalingOptions | None:
        """The scaling of validation, test and prediction; None: what the network expects."""
        return self.scaling if self.evaluation_scaling is None else self.evaluation_scaling
