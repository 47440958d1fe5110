"""Several models that answer together: the mean of their probabilities, with weights fitted on photos."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import CARD, SUFFIX, Bundle, read_card, save_ensemble
from core.bundles.card import PROBABILITIES, Calibration, Card, Member
from core.bundles.provide import ensemble_members, find_bundle, in_class_order
from core.catalog import load_catalog
from core.control import Control, OnProgress
from core.errors import BreedLensError
from core.evaluation.calibration import at_temperature, cautious_temperature
from core.evaluation.evaluate import Evaluation, evaluate
from core.evaluation.metrics import Proportion, log_loss, ranks
from core.inference import views
from core.inference.classifier import Classifier
from core.paths import user_folders

if TYPE_CHECKING:
    import pandas as pd

_SMALLEST_SHARE = 0.005
"""a member with less is left out: it costs time and changes nothing"""
_SMALLEST = 1e-30
_STEPS, _ENOUGH = 2000, 1e-10
_TOP = 5
_NAMED = 5
"""breeds that a sentence names"""


@dataclass(frozen=True)
class Ensemble:
    """A saved ensemble, and what it was fitted on."""

    card: Card
    folder: Path
    member_log_losses: tuple[float, ...]
    """of each single model alone, in the order they were given"""
    log_loss: float
    """of all together, on the photos that the weights were fitted on"""
    photos: int


def fit_weights(probabilities: Sequence[NDArray[np.floating[Any]]], truths: NDArray[np.intp]) -> NDArray[np.float64]:
    """The weights of a mean of probabilities with the least log loss.

    The loss is convex in the weights; expectation maximisation for the shares of a mixture with fixed components
    lowers it at every step (Dempster, Laird and Rubin, 1977) and stays on the simplex.

    Args:
        probabilities: of each model, [N, classes].
        truths: [N] class indices.

    Returns:
        [models], at least 0 with the sum 1; equal shares without photos.
    """
    count = len(probabilities)
    weights = np.full(count, 1.0 / count)
    if not len(truths):
        return weights
    of_truth = np.stack([one[np.arange(len(truths)), truths] for one in probabilities], axis=1)
    likelihoods = np.maximum(of_truth.astype(np.float64), _SMALLEST)
    for _ in range(_STEPS):
        shares = likelihoods * weights
        updated = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
        if np.abs(updated - weights).max() < _ENOUGH:
            return np.asarray(updated, np.float64)
        weights = updated
    return np.asarray(weights, np.float64)


def make_ensemble(
    models: Sequence[str],
    name: str,
    photos: pd.DataFrame | None,
    *,
    title: str = "",
    replace: bool = False,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> Ensemble:
    """Join models into one and save it among the person's.

    Args:
        models: names or folders of bundles that know the same breeds, in any order. Of an ensemble its members take
            part, each for itself; without photos they divide its share as they do in it.
        name: of the ensemble; a plain one.
        photos: a photo table to fit weights and temperature on, which none of the models was trained on; None for equal
            weights.
        title: to be shown; the name by default.
        replace: an older ensemble of that name.
        control: pauses or cancels.
        on_progress: told the number of photos answered, of all models together.

    Raises:
        Cancelled: by `control`.
        BreedLensError: `ensemble_too_small`, `ensemble_breeds_differ`, `model_name_taken`, `no_labelled_photos`, a
            model cannot be loaded, or nothing can be saved.
    """
    check_ensemble_name(name, replace=replace)
    bundles, shares = _parts(models)
    classifiers = [Classifier(bundle.card, [bundle], views.SINGLE) for bundle in bundles]
    answers = [] if photos is None else _answers(classifiers, photos, control, on_progress)
    truths = answers[0].truths if answers else np.zeros(0, np.intp)
    probabilities = [one.probabilities for one in answers]
    weights = fit_weights(probabilities, truths) if answers else np.array(shares)
    kept = np.where(weights >= _SMALLEST_SHARE, weights, 0.0)
    kept /= kept.sum()
    card = _card(name, title or name, bundles, kept)
    losses = tuple(log_loss(one, truths) or 0.0 for one in probabilities)
    loss = 0.0
    if answers:
        mean = sum(share * one for share, one in zip(kept, probabilities, strict=True))
        card, loss = _calibrated(card, np.asarray(mean, np.float32), truths)
    folder = save_ensemble(user_folders().models, card)
    return Ensemble(card, folder, losses, loss, len(truths))


def check_ensemble_name(name: str, *, replace: bool = False) -> None:
    """Refuse a name that another model has; with `replace`, an ensemble of that name is none.

    Raises:
        BreedLensError: `model_name_taken`.
    """
    folder = user_folders().models / f"{name}{SUFFIX}"
    is_taken = folder.exists() and not (replace and (folder / CARD).is_file() and read_card(folder).members)
    if load_catalog().find(name) is not None or is_taken:
        raise BreedLensError(
            "model_name_taken", "There is a model called {name} already; please choose another name.", name=name
        )


def _parts(models: Sequence[str]) -> tuple[list[Bundle], list[float]]:
    """The single models, their classes in the same order, and the share of each where all that are given are equal."""
    parts: dict[str, tuple[Bundle, float]] = {}
    for model in models:
        for bundle, share in _singles(find_bundle(model)):
            known, before = parts.get(_reference(bundle), (bundle, 0.0))
            parts[_reference(bundle)] = known, before + share / len(models)
    if len(parts) < 2:
        raise BreedLensError("ensemble_too_small", "It takes at least two models to answer together.")
    bundles = [bundle for bundle, _ in parts.values()]
    return [_like_the_first(bundle, bundles[0]) for bundle in bundles], [share for _, share in parts.values()]


def _singles(found: Bundle | Card) -> list[tuple[Bundle, float]]:
    """A model itself, or the members of an ensemble with their shares in it."""
    if isinstance(found, Bundle):
        return [(found, 1.0)]
    whole = sum(member.weight for member in found.members)
    shares = [member.weight / whole for member in found.members]
    return list(zip(ensemble_members(found), shares, strict=True))


def _like_the_first(bundle: Bundle, first: Bundle) -> Bundle:
    breeds = [entry.breed for entry in first.card.classes]
    ordered = in_class_order(bundle, breeds)
    if ordered is None:
        differing = sorted({*breeds} ^ {entry.breed for entry in bundle.card.classes})
        more = ["..."] if len(differing) > _NAMED else []
        raise BreedLensError(
            "ensemble_breeds_differ",
            "{first} and {second} do not know the same breeds, so they cannot answer together. Only one of them knows: "
            "{breeds}.",
            first=first.card.name,
            second=bundle.card.name,
            breeds=", ".join([*differing[:_NAMED], *more]),
        )
    return ordered


def _answers(
    classifiers: Sequence[Classifier], photos: pd.DataFrame, control: Control | None, on_progress: OnProgress | None
) -> list[Evaluation]:
    known = photos[photos["breed"].isin(classifiers[0].class_names)]
    evaluations = [evaluate(one, known, control=control, on_progress=on_progress) for one in classifiers]
    if any(one.paths != evaluations[0].paths for one in evaluations):
        raise BreedLensError(
            "photos_changed", "Photos changed or vanished while the models answered; please try again."
        )
    return evaluations


def _reference(bundle: Bundle) -> str:
    """What finds a model from anywhere: its name, or the whole path of a folder that lies elsewhere."""
    folder = Path(os.path.abspath(bundle.folder))
    return folder.name.removesuffix(SUFFIX) if folder.parent == user_folders().models else str(folder)


def _card(name: str, title: str, bundles: Sequence[Bundle], weights: NDArray[np.float64]) -> Card:
    models = [_reference(bundle) for bundle in bundles]
    shares = zip(models, weights, strict=True)
    members = tuple(Member(model, float(share)) for model, share in shares if share > 0)
    cards = [bundle.card for bundle in bundles]
    first = cards[0]
    has_gate = all(card.gate is not None for card in cards)
    return Card(
        name=name,
        title=title,
        architecture="ensemble",
        input_size=max(card.input_size for card in cards),
        classes=first.classes,
        # each member asks its own gate; this one says that all of them have one
        gate=first.gate if has_gate else None,
        preprocessing=first.preprocessing,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        backend="onnx",
        licence=", ".join(dict.fromkeys(card.licence for card in cards if card.licence)),
        origin=", ".join(models),
        members=members,
        mean_of=PROBABILITIES,
    )


def _calibrated(card: Card, mean: NDArray[np.float32], truths: NDArray[np.intp]) -> tuple[Card, float]:
    temperature = cautious_temperature(mean, truths)
    answers = at_temperature(mean, temperature)
    right = Proportion.of(int((answers.argmax(axis=1) == truths).sum()), len(truths))
    loss = log_loss(answers, truths) or 0.0
    fit = Calibration(temperature=temperature, data="the photos that the weights were fitted on", count=len(truths))
    metrics = {
        "data": "the photos that the weights were fitted on",
        "split": "validation",
        "count": right.count,
        "top1": right.value,
        "top1_low": right.low,
        "top1_high": right.high,
        "top5": float((ranks(answers, truths) < _TOP).mean()),
        "log_loss": loss,
    }
    return dataclasses.replace(card, calibration={views.SINGLE: fit}, metrics=(metrics,)), loss
