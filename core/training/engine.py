"""Which engine under Keras trains: what `KERAS_BACKEND` may say. Imports none of them."""

from __future__ import annotations

import os
from importlib.util import find_spec

from core.errors import BreedLensError

VARIABLE = "KERAS_BACKEND"
TENSORFLOW = "tensorflow"
ENGINES = (TENSORFLOW, "torch", "jax")
"""those that train; Keras has others, which only answer"""


def settle_engine() -> None:
    """Let TensorFlow train where `KERAS_BACKEND` does not say otherwise; it must not depend on a file of Keras' own."""
    if not os.environ.get(VARIABLE):
        os.environ[VARIABLE] = TENSORFLOW


def check_engine() -> None:
    """Hold `KERAS_BACKEND` to what can train here.

    Raises:
        BreedLensError: `engine_unknown`, or `engine_missing` where it is not installed.
    """
    engine = os.environ.get(VARIABLE) or TENSORFLOW
    if engine not in ENGINES:
        raise BreedLensError(
            "engine_unknown",
            'KERAS_BACKEND says "{engine}". What can train is tensorflow, torch or jax.',
            engine=engine,
        )
    if find_spec(engine) is None:
        raise BreedLensError(
            "engine_missing",
            'KERAS_BACKEND says "{engine}", which is not installed here. Without KERAS_BACKEND, TensorFlow trains.',
            engine=engine,
        )
