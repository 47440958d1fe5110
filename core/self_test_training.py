"""The part of the self-test that trains: drawn photos, two steps, in the process of its own that every training has."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.control import Control
from core.errors import BreedLensError
from core.paths import HOME_VARIABLE

if TYPE_CHECKING:
    import pandas as pd

HEAD_RECIPE, NETWORK_RECIPE = "quick", "roussel-small-elu-64-corrected"
"""a head on a network that came along, and a network that learns as a whole: they become models in two ways"""
BATCH, STEPS, FOR_VALIDATION = 4, 2, 2
_LAST_OUTPUT = 600
"""bytes of what the process said that go into the report"""
BREEDS = {"pug": 0, "beagle": 128}
"""names of the two kinds of drawings, and how far their colours are from the first drawing's, of 255"""


def train_two_steps(picture: NDArray[np.uint8], recipe: str) -> str:
    """Train on drawn photos and let the new model answer; the person's folders stay as they are.

    Args:
        picture: [height, width, 3] RGB; all drawings are made of it.
        recipe: one that needs nothing but what comes with the program.

    Returns:
        What was done, in words.

    Raises:
        BreedLensError: why the training failed, with what its process said last.
        RuntimeError: it ended without what it should have made.
    """
    from core.inference.classifier import Classifier
    from core.training.recipe_files import load_recipe, with_values
    from core.training.run_through import Runs

    steps: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="breedlens-self-test-") as name, _folders_below(Path(name, "home")):
        folder = Path(name)
        settings = {
            "data.split": "keep",
            "training.batch_size": BATCH,
            "training.epochs": 1,
        }
        if recipe == HEAD_RECIPE:
            settings["training.cached_views"] = 1
        runs = Runs(folder / "runs", "self-test", Control(), steps.append)
        photos = _drawn_photos(folder / "photos", picture)
        try:
            run = runs.train(with_values(load_recipe(recipe), settings), photos, "run")
        except BreedLensError as error:
            # the folder goes away, and what the process said with it
            said = _end_of_log(runs.folder)
            raise BreedLensError(error.code, error.template, details=said, **error.parameters) from error
        bundle = run.bundle()
        if bundle is None:
            raise RuntimeError("the training ended without a model")
        answer = Classifier.load(str(bundle)).classify(picture).top(1)[0]
    # of quick steps only some are told, but always the last
    count = max((event["batch"] for event in steps if event["event"] == "batch"), default=0)
    if count != STEPS or answer.breed not in BREEDS:
        raise RuntimeError(f"{count} steps in place of {STEPS}, {answer.breed} in place of one of {', '.join(BREEDS)}")
    loss = next(event["loss"] for event in steps if event["event"] == "epoch")
    return f"{count} steps in a process of its own, loss {loss:.3f}, the new model says {answer.breed}"


@contextlib.contextmanager
def _folders_below(home: Path) -> Iterator[None]:
    """The program's folders, and those of the processes that it starts, lie elsewhere for a while."""
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(home)
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


def _end_of_log(runs: Path) -> str:
    logs = [path.read_bytes() for path in runs.glob("*/log.txt")]
    return b"".join(logs)[-_LAST_OUTPUT:].decode("utf-8", "replace").strip()


def _drawn_photos(folder: Path, picture: NDArray[np.uint8]) -> pd.DataFrame:
    """As many drawings as the training takes, no two alike, half of them of each breed; their table."""
    from core.datasets.table import TRAIN, VALIDATION, PhotoRow, make_table

    folder.mkdir()
    rows = []
    for number in range(BATCH * STEPS + FOR_VALIDATION):
        breed = list(BREEDS)[number % len(BREEDS)]
        split = TRAIN if number < BATCH * STEPS else VALIDATION
        path = folder / f"{breed}-{number}.png"
        # whole numbers that wrap around: other colours, other places
        drawing = np.roll(picture, 7 * number, axis=1) + np.uint8(BREEDS[breed])
        path.write_bytes(_png(drawing))
        rows.append(PhotoRow(str(path), breed, split, picture.shape[1], picture.shape[0]))
    return make_table(rows)


def _png(picture: NDArray[np.uint8]) -> bytes:
    import cv2

    return bytes(cv2.imencode(".png", picture[..., ::-1])[1].tobytes())
