"""Runs a script of this folder, which imports Keras, on some cases: half of them in either of two processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_PROCESSES = 2


def say_of_cases(script: str, cases: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each process printed, the one with the first cases first; the script gets each case as JSON."""
    environment = {
        **os.environ,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONPATH": str(_FOLDER.parents[2]),
    }

    def say(some: Sequence[Mapping[str, Any]]) -> str:
        made = subprocess.run(
            [sys.executable, _FOLDER / script, *map(json.dumps, some)],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            timeout=280,
        )
        assert made.returncode == 0, made.stderr
        return made.stdout

    size = -(-len(cases) // _PROCESSES)
    parts = [cases[start : start + size] for start in range(0, len(cases), size)]
    with ThreadPoolExecutor(_PROCESSES) as threads:
        return list(threads.map(say, parts))
