"""The learning rate as a function of how far the training has come. Without state, so that a resumed run repeats it."""

from __future__ import annotations

import math

from core.training.training_options import ScheduleOptions


def scheduled_rate(options: ScheduleOptions, base: float, epochs: int, epoch: float) -> float:
    """The learning rate at a moment of the training.

    During the warm-up the rate grows evenly to `base`. Then "constant" keeps it; "step" multiplies it by `factor` every
    `step_epochs` (counted from the start); "cosine" lets it fall along half a cosine to `final` times `base` at the end
    (Loshchilov & Hutter, "SGDR", ICLR 2017, arXiv:1608.03983, without restarts).

    Args:
        options: the recipe's.
        base: the recipe's learning rate.
        epochs: of the whole training.
        epoch: how many are over, with the share of the present one: 0 at the first batch, 2.5 in the middle of the
            third epoch.

    Returns:
        At most `base`; above 0 as long as the training is not over.
    """
    warm_up = min(options.warm_up_epochs, float(epochs))
    if epoch < warm_up:
        # not from 0, so that the first batch teaches something too
        return base * max(epoch / warm_up, 0.01)
    match options.kind:
        case "step":
            return float(base * options.factor ** math.floor(epoch / options.step_epochs))
        case "cosine":
            progress = min((epoch - warm_up) / max(epochs - warm_up, 1e-9), 1.0)
            return base * (options.final + (1 - options.final) * 0.5 * (1 + math.cos(math.pi * progress)))
        case _:
            return base
