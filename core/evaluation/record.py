"""An evaluation as plain values: what `metrics.json` and `breedlens evaluate --format json` hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.evaluation.comparison import Reference, guessing_share
from core.evaluation.evaluate import Evaluation, Reliability
from core.evaluation.metrics import Proportion
from core.evaluation.robustness import RobustnessRow
from core.evaluation.splits import SplitFigures


def as_record(
    evaluation: Evaluation,
    *,
    splits: Mapping[str, SplitFigures] | None = None,
    robustness: Sequence[RobustnessRow] = (),
    note: str = "",
    reference: Reference | None = None,
) -> dict[str, Any]:
    """The figures, ready for JSON; what cannot be said is None.

    `labels` names the rows and columns of `confusion`: the model's classes in index order, then breeds that the model
    does not know. `accuracy` and `top5` count the photos of the latter as wrong; `log_loss` and `ece` leave them out.

    Args:
        evaluation: of one model on one set of photos.
        splits: figures of several splits, if measured.
        robustness: if measured.
        note: what must be said of the figures.
        reference: another model on the same photos, if measured.
    """
    top5, labels = evaluation.top(), evaluation.labels
    return {
        "model": evaluation.model,
        "split": evaluation.split,
        "photos": evaluation.photos,
        **accuracy_record(evaluation.accuracy),
        "guessing": guessing_share(evaluation),
        "reference": None if reference is None else {"model": reference.model, **accuracy_record(reference.accuracy)},
        "top5": top5.value,
        "top5_low": top5.low,
        "top5_high": top5.high,
        "log_loss": evaluation.log_loss,
        "ece": evaluation.as_answered.error,
        "calibration": {
            "without_temperature": _reliability(evaluation.unscaled),
            "as_answered": _reliability(evaluation.as_answered),
            "refitted": None if evaluation.rescaled is None else _reliability(evaluation.rescaled),
        },
        "macro": _means(asdict(evaluation.macro)),
        "weighted": _means(asdict(evaluation.weighted)),
        "per_breed": {breed: asdict(figures) for breed, figures in evaluation.per_breed.items()},
        "labels": list(labels),
        "confusion": evaluation.confusion.tolist(),
        "confused_pairs": [
            {"breed": labels[pair.truth], "predicted": labels[pair.predicted], "count": pair.count, "share": pair.share}
            for pair in evaluation.confused_pairs
        ],
        "misclassified": [_misclassified(evaluation, index) for index in evaluation.misclassified],
        "bad_photos": [
            {"path": path, "code": error.code.value, "message": error.message} for path, error in evaluation.bad_photos
        ],
        "unknown_breeds": evaluation.unknown_breeds,
        "splits": {name: asdict(figures) for name, figures in (splits or {}).items()},
        "robustness": [
            {
                "change": row.change,
                "strength": row.strength,
                "photos": row.accuracy.count,
                **accuracy_record(row.accuracy),
            }
            for row in robustness
        ],
        "note": note,
    }


def accuracy_record(accuracy: Proportion) -> dict[str, float]:
    """An accuracy and the ends of its 95% interval."""
    return {"accuracy": accuracy.value, "accuracy_low": accuracy.low, "accuracy_high": accuracy.high}


def _misclassified(evaluation: Evaluation, index: int) -> dict[str, Any]:
    predicted = int(evaluation.predicted[index])
    return {
        "path": evaluation.paths[index],
        "breed": evaluation.labels[evaluation.truths[index]],
        "predicted": evaluation.labels[predicted],
        "probability": float(evaluation.probabilities[index, predicted]),
    }


def _means(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in ("precision", "recall", "f1")}


def _reliability(reliability: Reliability) -> dict[str, Any]:
    return {
        "temperature": reliability.temperature,
        "ece": reliability.error,
        "log_loss": reliability.log_loss,
        "bins": [asdict(one) for one in reliability.bins],
    }
