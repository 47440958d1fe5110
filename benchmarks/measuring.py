"""Shared by the speed measurements: the machine's name, commands timed in turn, the Keras twin of a default model."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from core.bundles.bundle import Bundle
from core.bundles.provide import find_bundle
from core.catalog import PackageSource, load_catalog
from core.thread_priority import usable_cores

BASELINES = Path(__file__).parent / "baselines"

_SAVE_KERAS = """
import sys
from core.architectures.efficientnet_lite import VARIANTS
from core.architectures.efficientnet_lite_keras import build, load_pretrained
from core.architectures.legacy_weights import read_legacy_weights
model = build(VARIANTS[sys.argv[1]])
load_pretrained(model, read_legacy_weights(open(sys.argv[2], "rb").read()))
model.save(sys.argv[3])
"""


def machine() -> str:
    """One line on what the figures were measured on."""
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), processor)
    return f"{processor}, {usable_cores()} cores, {platform.system()}, Python {platform.python_version()}"


def seconds_of(command: Sequence[str]) -> float:
    """Wall-clock seconds of a command that must succeed; what it prints is dropped."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    start = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return time.perf_counter() - start


def in_turn(measured: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measure each in turn, A B C A B C, after one round that does not count: a slow moment hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    for round_number in range(rounds + 1):
        for name, measure in measured.items():
            value = measure()
            if round_number:
                times[name].append(value)
    return times


def median_ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


def default_bundle(name: str) -> Bundle:
    """A bundle that needs no download."""
    bundle = find_bundle(name)
    if not isinstance(bundle, Bundle):
        raise SystemExit(f"{name} is not a single network")
    return bundle


def save_keras_twin(name: str, target: Path) -> Path:
    """The same network with the same weights as a `.keras` file, made in a child process."""
    entry = load_catalog().get(name)
    source = entry.source
    weights = source.path() if isinstance(source, PackageSource) else None
    if weights is None:
        raise SystemExit(f"{name} has no packaged weights")
    subprocess.run(
        [sys.executable, "-c", _SAVE_KERAS, f"efficientnet-{entry.variant}", str(weights), str(target)],
        check=True, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return target
