"""How long a redraw of the learning curves takes after hours of training, with two other runs beneath.

python -m benchmarks.curves [--points 100000] [--redraws 60]

Each redraw takes in ten new batches, thins, smooths and paints both plots. The window spaces redraws by 100 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.item_models.curve_data import RunCurves
from app.widgets.live_curves import LiveCurves

EPOCHS = 50
NEW_BATCHES = 10
SIZE = (1200, 560)


def trained(name: str, batches: int, seed: int) -> RunCurves:
    """A run of `EPOCHS` epochs of so many batches."""
    rng = np.random.default_rng(seed)
    run = RunCurves(name)
    for epoch in range(1, EPOCHS + 1):
        for batch in range(1, batches + 1):
            run.add(event(rng, epoch, batch, batches))
        loss = 2.4 * np.exp(-epoch / 6) + 0.3
        run.add({"event": "epoch", "time": 0.0, "epoch": epoch, "val_loss": loss, "val_accuracy": 0.9, "is_best": True})
    return run


def event(rng: np.random.Generator, epoch: int, batch: int, batches: int) -> dict[str, object]:
    """A batch with a noisy loss that falls."""
    done = epoch - 1 + batch / batches
    loss = 2.4 * np.exp(-done / 6) + 0.2 + rng.normal(0, 0.15)
    place = {"event": "batch", "time": 0.0, "epoch": epoch, "batch": batch, "batches": batches}
    return {**place, "loss": loss, "accuracy": 1 - 0.9 * np.exp(-done / 5), "learning_rate": 1e-3}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--redraws", type=int, default=60)
    options = parser.parse_args()
    application = QApplication([])
    batches = options.points // EPOCHS
    curves = LiveCurves()
    curves.resize(*SIZE)
    run = trained("now", batches, 0)
    curves.set_run(run)
    curves.set_others([trained("one", 200, 1), trained("two", 200, 2)])
    curves.show()
    application.processEvents()
    rng, times = np.random.default_rng(3), []
    for number in range(options.redraws + 3):
        for i in range(NEW_BATCHES):
            curves.add(event(rng, EPOCHS + 1, NEW_BATCHES * number + i + 1, batches))
        start = time.thread_time()
        curves.draw()
        for plot in curves.plots:
            plot.viewport().repaint()
        times.append(1000 * (time.thread_time() - start))
    times = sorted(times[3:])
    print(f"{len(run.train['loss']):,} points, {SIZE[0]} x {SIZE[1]} pixels, milliseconds of the window's thread:")
    print(
        f"median {statistics.median(times):.1f}, 95% below {times[int(0.95 * len(times))]:.1f}, longest {times[-1]:.1f}"
    )
    curves.close()


if __name__ == "__main__":
    main()
