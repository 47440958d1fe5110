"""L-BFGS in float32: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5.

SciPy's works in float64 and minds bounds, which takes longer than the loss of a last layer itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Objective = Callable[[Vector], tuple[float, Vector]]

_PAIRS = 10
_ENOUGH = 1e-4
"""share of the promised decrease that a step must bring (Armijo)"""
_HALVINGS = 20
_STILL = 2
"""steps one after the other that hardly lower the value, before the end is believed"""


@dataclass(frozen=True, eq=False)
class Minimum:
    """Where the search ended."""

    place: Vector
    value: float
    iterations: int


def minimise(
    objective: Objective, first: Vector, *, gradient: float, decrease: float, iterations: int = 200
) -> Minimum:
    """The minimum of a smooth convex function.

    Args:
        objective: value and gradient at a place.
        first: where the search starts.
        gradient: the search ends where no slope is larger.
        decrease: it ends where steps lower the value by no larger share of it.
        iterations: steps at most.
    """
    place = np.array(first, np.float32)
    value, slope = objective(place)
    pairs: deque[tuple[Vector, Vector, float]] = deque(maxlen=_PAIRS)
    still = 0
    for step in range(iterations):
        if float(np.abs(slope).max(initial=0.0)) <= gradient:
            return Minimum(place, value, step)
        direction = _direction(slope, pairs)
        promised = float(slope @ direction)
        # the first step has no curvature to go by: one of length 1 at most
        length = 1.0 if pairs else min(1.0, 1.0 / float(np.linalg.norm(slope)))
        for _ in range(_HALVINGS):
            new_place = place + np.float32(length) * direction
            new_value, new_slope = objective(new_place)
            if new_value <= value + _ENOUGH * length * promised:
                break
            length /= 2
        else:  # nothing lower in sight: rounding is all that is left
            return Minimum(place, value, step)
        moved, turned = new_place - place, new_slope - slope
        curvature = float(moved @ turned)
        if curvature > 1e-10 * float(turned @ turned):
            pairs.append((moved, turned, curvature))
        still = still + 1 if value - new_value <= decrease * abs(value) else 0
        place, value, slope = new_place, new_value, new_slope
        if still == _STILL:
            return Minimum(place, value, step + 1)
    return Minimum(place, value, iterations)


def _direction(slope: Vector, pairs: deque[tuple[Vector, Vector, float]]) -> Vector:
    """Minus the inverse Hessian, as far as the pairs tell it, times the slope."""
    result = slope.copy()
    shares = []
    for moved, turned, curvature in reversed(pairs):
        share = float(moved @ result) / curvature
        result -= np.float32(share) * turned
        shares.append(share)
    if pairs:
        _, turned, curvature = pairs[-1]
        result *= np.float32(curvature / float(turned @ turned))
    for (moved, turned, curvature), share in zip(pairs, reversed(shares), strict=True):
        result += np.float32(share - float(turned @ result) / curvature) * moved
    return -result
