"""Evaluations that tests make up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.errors import PhotoError
from core.evaluation.evaluate import Evaluation


def evaluation_of(
    probabilities: Any,
    truths: Sequence[int],
    labels: Sequence[str] = (),
    *,
    paths: Sequence[str] = (),
    bad: Sequence[tuple[str, PhotoError]] = (),
    temperature: float = 1.0,
) -> Evaluation:
    """An evaluation from probabilities [N, classes] and truths, which may lie behind the classes."""
    shares = np.asarray(probabilities, np.float32)
    count = max(shares.shape[1], max(truths, default=-1) + 1)
    return Evaluation(
        model="toy",
        labels=tuple(labels) or tuple(f"breed {i}" for i in range(count)),
        paths=tuple(paths) or tuple(f"/photos/{i}.jpg" for i in range(len(truths))),
        truths=np.asarray(truths, np.intp),
        probabilities=shares,
        bad_photos=tuple(bad),
        temperature=temperature,
    )


def random_evaluation(photos: int = 300, classes: int = 7, seed: int = 0, sharpness: float = 3.0) -> Evaluation:
    """Answers that are right about half of the time, and too sure of themselves."""
    rng = np.random.default_rng(seed)
    truths = rng.integers(0, classes, photos)
    logits = rng.normal(size=(photos, classes))
    logits[np.arange(photos), truths] += 1.5
    shares = np.exp(sharpness * logits)
    return evaluation_of(shares / shares.sum(axis=1, keepdims=True), truths.tolist())
