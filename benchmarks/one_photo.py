"""One photo, from the start of the process to the answer.

    python -m benchmarks.one_photo [--photo FILE] [--model NAME] [--rounds N]

`breedlens classify` against the plain Keras script and a bare ONNX Runtime script with the same network (baselines/).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import BASELINES, default_bundle, in_turn, machine, median_ratio, save_keras_twin, seconds_of
from benchmarks.photo_sets import default_root, labelled
from core.catalog import load_catalog


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photo", default=None)
    parser.add_argument("--model", default=load_catalog().default)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    photo = arguments.photo or labelled(default_root(), "check")[0].path
    folder = default_bundle(arguments.model).folder
    with tempfile.TemporaryDirectory() as scratch:
        twin = save_keras_twin(arguments.model, Path(scratch, "twin.keras"))
        commands = {
            "breedlens": [sys.executable, "-m", "app", "classify", photo, "--model", arguments.model,
                          "--format", "json"],
            "keras": [sys.executable, str(BASELINES / "keras_one_photo.py"), str(twin), photo],
            "onnx": [sys.executable, str(BASELINES / "onnx_one_photo.py"), str(folder / "backbone.onnx"),
                     str(folder / "head.npz"), photo],
        }  # fmt: skip
        runs = {name: (lambda command=command: seconds_of(command)) for name, command in commands.items()}
        times = in_turn(runs, arguments.rounds)
    print(f"{machine()}; {arguments.model}; {arguments.rounds} rounds")
    for name, values in times.items():
        print(f"{name:10} median {statistics.median(values):.3f} s  (min {min(values):.3f}, max {max(values):.3f})")
    print(f"times faster than plain Keras:    {median_ratio(times['keras'], times['breedlens']):.2f}")
    print(f"times as long as bare ONNX:       {median_ratio(times['breedlens'], times['onnx']):.2f}")


if __name__ == "__main__":
    main()
