"""A search for better values of a recipe, within the ranges that it declares.

Tree-structured Parzen estimators choose what to try next (Bergstra et al., "Algorithms for Hyper-Parameter
Optimization", NIPS 2011), through Optuna. What each trial was and gave is on the disk before the next one begins.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.control import Command, Control
from core.errors import BreedLensError
from core.files import write_bytes, write_failure
from core.training.recipe import Recipe, SearchRange
from core.training.recipe_fields import is_whole
from core.training.recipe_files import to_toml, with_values

if TYPE_CHECKING:
    import optuna

FILE = "search.json"
_AT_RANDOM = 5
"""trials before the estimators have something to go by"""
_HOPELESS = 3
"""so many failures, and nothing else, mean that the recipe itself does not work"""
_ON_A_STEP = 1e-8
"""how far from a step, in steps, a value may lie; as Optuna has it"""
_log = logging.getLogger(__name__)

Metric = Literal["val_accuracy", "val_loss"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One set of values that was tried."""

    number: int
    """counted from 0"""
    values: Mapping[str, Any]
    """by the dotted names of the recipe's fields"""
    score: float | None = None
    """None where the training failed"""
    run: str = ""
    """the folder of its run"""
    message: str = ""
    """why it failed"""
    is_whole: bool = True
    """False where it was told to stop: its score is that of what it has learned, and it can go on"""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All trials in their order, and the recipe with the values of the best one."""

    trials: tuple[Trial, ...]
    best: Trial | None
    recipe: Recipe


RunTrial = Callable[[Recipe, int], tuple[float, str]]
"""trains a recipe as the trial of that number; its score and the folder of its run; BreedLensError where that fails"""


def search(
    recipe: Recipe,
    run_trial: RunTrial,
    folder: Path,
    *,
    trials: int,
    control: Control,
    metric: Metric = "val_accuracy",
    seed: int = 0,
    on_trial: Callable[[Trial], None] | None = None,
) -> SearchResult:
    """Try values until there are so many trials; those that an earlier call left in the folder count.

    What is tried is a function of the seed and of the trials before, so that a search that was interrupted goes on as
    if it had not been.

    Args:
        recipe: declares the ranges (`search`); its own values are the first trial, where they lie within.
        run_trial: trains a recipe and says how good it became.
        folder: keeps the trials; made where it is missing.
        trials: how many there are to be.
        control: asked between two trials; to stop and keep ends with what there is. A trial asks it itself; the one
            that was under way then is not kept, so that it goes on when the search does.
        metric: what the score is: an accuracy is to rise, a loss to fall.
        seed: of the choice of values.
        on_trial: told of each trial that has ended.

    Raises:
        Cancelled: the control said so; the search can go on later.
        BreedLensError: `nothing_to_search`, `search_differs`, no trial works, or the folder cannot be written.
    """
    if not recipe.search:
        raise BreedLensError(
            "nothing_to_search",
            "The recipe {name} declares no ranges to search in; they belong into its table called search.",
            name=recipe.name,
        )
    record = _Record(folder, recipe, metric)
    stopped: list[Trial] = []
    while len(record.trials) < trials and control.checkpoint():
        number = len(record.trials)
        values = _next_values(recipe, record.trials, metric, seed)
        try:
            score, run = run_trial(with_values(recipe, values), number)
            trial = Trial(number, values, score, run)
        except BreedLensError as error:
            _log.warning("trial %d failed: %s", number, error.message)
            if control.command is Command.STOP_KEEP:
                break  # before it had learned anything
            if number + 1 >= _HOPELESS and all(earlier.score is None for earlier in record.trials):
                raise
            trial = Trial(number, values, message=error.message)
        if control.command is Command.STOP_KEEP:
            trial = replace(trial, is_whole=False)
            stopped.append(trial)
        else:
            record.add(trial)
        if on_trial:
            on_trial(trial)
    trials_made = (*record.trials, *stopped)
    best = best_trial(trials_made, metric)
    return SearchResult(trials_made, best, with_values(recipe, best.values) if best else recipe)


def best_trial(trials: Sequence[Trial], metric: Metric) -> Trial | None:
    """The trial with the best score, the first of several; None where none has one."""
    sign = 1 if metric == "val_accuracy" else -1
    scored = [trial for trial in trials if trial.score is not None]
    return max(scored, key=lambda trial: (sign * (trial.score or 0.0), -trial.number), default=None)


@dataclass
class _Record:
    """The trials of a search on the disk."""

    folder: Path
    recipe: Recipe
    metric: Metric
    trials: list[Trial] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            content = json.loads((self.folder / FILE).read_text("utf-8"))
            self.trials = [Trial(**trial) for trial in content["trials"]]
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BreedLensError(
                "search_damaged", "The trials of this search cannot be read; begin a new one.", details=repr(error)
            ) from error
        if content.get("about") != self._about:
            raise BreedLensError(
                "search_differs", "There is a search with another recipe in this folder; choose another folder."
            )

    @property
    def _about(self) -> str:
        return hashlib.sha256(f"{self.metric}\n{to_toml(self.recipe)}".encode()).hexdigest()

    def add(self, trial: Trial) -> None:
        self.trials.append(trial)
        content = {"about": self._about, "metric": self.metric, "trials": [asdict(trial) for trial in self.trials]}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(str(self.folder / FILE), json.dumps(content, indent=1).encode("ascii"))
        except OSError as error:
            raise write_failure(error) from error


def _next_values(recipe: Recipe, trials: Sequence[Trial], metric: Metric, seed: int) -> dict[str, Any]:
    import optuna

    spans = {path: _distribution(path, span) for path, span in recipe.search.items()}
    own = _own_values(recipe)
    if not trials and all(path in own and _contains(spans[path], own[path]) for path in spans):
        return own
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    # made anew for each trial, because the state of a sampler could not be kept
    sampler = optuna.samplers.TPESampler(n_startup_trials=_AT_RANDOM, seed=(seed * 1_000_003 + len(trials)) % 2**32)
    study = optuna.create_study(sampler=sampler, direction="maximize" if metric == "val_accuracy" else "minimize")
    for trial in trials:
        study.add_trial(
            optuna.trial.create_trial(
                state=optuna.trial.TrialState.COMPLETE if trial.score is not None else optuna.trial.TrialState.FAIL,
                value=trial.score,
                params={path: _encoded(spans[path], value) for path, value in trial.values.items()},
                distributions=spans,
            )
        )
    chosen = study.ask(fixed_distributions=spans).params
    return {path: _decoded(spans[path], value) for path, value in chosen.items()}


def _distribution(path: str, span: SearchRange) -> optuna.distributions.BaseDistribution:
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    if span.choices:
        return CategoricalDistribution([json.dumps(choice) for choice in span.choices])
    low, high = span.low or 0.0, span.high or 0.0
    if span.step is not None:
        # the last value that a step ends on; in decimals, as Optuna counts
        first, step = Decimal(str(low)), Decimal(str(span.step))
        high = float(first + (Decimal(str(high)) - first) // step * step)
    if is_whole(path):
        return IntDistribution(int(low), int(high), log=span.log, step=int(span.step or 1))
    return FloatDistribution(low, high, log=span.log, step=span.step)


def _encoded(distribution: optuna.distributions.BaseDistribution, value: Any) -> Any:
    return json.dumps(value) if _is_choice(distribution) else value


def _decoded(distribution: optuna.distributions.BaseDistribution, value: Any) -> Any:
    return json.loads(value) if _is_choice(distribution) else value


def _is_choice(distribution: optuna.distributions.BaseDistribution) -> bool:
    from optuna.distributions import CategoricalDistribution

    return isinstance(distribution, CategoricalDistribution)


def _contains(distribution: optuna.distributions.BaseDistribution, value: Any) -> bool:
    if _is_choice(distribution):
        return json.dumps(value) in distribution.choices  # type: ignore[attr-defined]
    low, high, step = distribution.low, distribution.high, distribution.step  # type: ignore[attr-defined]
    steps = (value - low) / step if step else 0.0
    return bool(low <= value <= high and abs(steps - round(steps)) < _ON_A_STEP)


def _own_values(recipe: Recipe) -> dict[str, Any]:
    """What the recipe itself says of the fields to search; a field without a value is not among them."""
    content = recipe.model_dump(mode="json", exclude_none=True)
    values = {}
    for path in recipe.search:
        value: Any = content
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is not None:
            values[path] = value
    return values
