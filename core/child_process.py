"""How a part of BreedLens that must not live in the window's process (Keras) is started as a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import core
from core.paths import user_folders

CHILD_OPTION = "--child-process"
"""what a frozen program is called with to run a module, since it has no `-m`"""


def module_command(module: str, *arguments: str) -> Sequence[str]:
    """The command line that runs `module` as a program, from source, installed or frozen."""
    start = (sys.executable, CHILD_OPTION) if getattr(sys, "frozen", False) else (sys.executable, "-m")
    return (*start, module, *arguments)


def child_environment(**more: str) -> Mapping[str, str]:
    """This process's environment, with this very copy of BreedLens first, a quiet TensorFlow, and Keras' own folder.

    A person's `~/.keras/keras.json` may put the channels first or count in 16 bits, which our networks do not.
    """
    here = str(Path(core.__file__).parents[1])
    path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    keras_home = str(user_folders().cache / "keras")
    return {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": path, "KERAS_HOME": keras_home, **more}
