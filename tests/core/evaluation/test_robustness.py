"""Changes of photos, and the accuracy under them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from colours import COLOURS, ColourModel, write_photo
from pictures import difference, draw
from PIL import Image, ImageFilter

from core.control import Cancelled, Control, Progress
from core.datasets.table import make_table
from core.evaluation.evaluate import Evaluation, evaluate
from core.evaluation.robustness import (
    CHANGES,
    UNCHANGED,
    Change,
    blurred,
    brightened,
    compressed,
    cropped,
    measure_robustness,
    noisy,
    rotated,
)

MODEL: Any = ColourModel()
PHOTO = draw(90, 70)


def test_changes_do_what_they_say() -> None:
    rng = np.random.default_rng(0)
    pillow = np.asarray(Image.fromarray(PHOTO).filter(ImageFilter.GaussianBlur(2)))
    assert difference(blurred(PHOTO, 2.0)[8:-8, 8:-8], pillow[8:-8, 8:-8]) < 1
    grey = np.full((200, 200, 3), 128, np.uint8)
    assert noisy(grey, 10.0, rng).std() == pytest.approx(10, rel=0.02)
    assert np.array_equal(brightened(grey, 0.5), grey // 2) and brightened(grey, 4.0).min() == 255
    assert cropped(PHOTO, 0.6).shape == (42, 54, 3) and np.array_equal(cropped(PHOTO, 0.6)[0, 0], PHOTO[14, 18])
    assert difference(compressed(PHOTO, 95.0), PHOTO) < difference(compressed(PHOTO, 10.0), PHOTO)
    square = draw(61, 61)
    assert difference(rotated(square, 90.0), np.rot90(square).copy()) < 0.01
    turned = np.asarray(Image.fromarray(square).rotate(20, Image.Resampling.BILINEAR))
    assert difference(rotated(square, 20.0)[20:40, 20:40], turned[20:40, 20:40]) < 1.5


def test_every_declared_change_leaves_a_photo_and_its_original_alone() -> None:
    assert {change.name for change in CHANGES} == {"blur", "noise", "brightness", "rotation", "crop", "JPEG"}
    for change in CHANGES:
        before = PHOTO.copy()
        changed = change.apply(PHOTO, np.random.default_rng(0))
        assert changed.dtype == np.uint8 and changed.ndim == 3 and not np.array_equal(changed, PHOTO)
        assert np.array_equal(PHOTO, before) and changed.flags.c_contiguous


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    """Two photos of each colour, and one of a breed that the model does not know."""
    rows = [
        {"path": write_photo(tmp_path / f"{name}{i}.jpg", name, i), "breed": name} for name in COLOURS for i in range(2)
    ]
    rows.append({"path": write_photo(tmp_path / "x.jpg", "pug"), "breed": "dalmatian"})
    return evaluate(MODEL, make_table(rows))


def test_accuracy_falls_where_the_colour_is_lost(evaluation: Evaluation) -> None:
    darkness = Change("darkness", "complete", lambda photo, _: np.zeros_like(photo))
    turn = Change("mirror", "", lambda photo, _: np.ascontiguousarray(photo[:, ::-1]))
    seen: list[Progress] = []
    rows = measure_robustness(MODEL, evaluation, changes=(darkness, turn), on_progress=seen.append, threads=2)
    assert [row.change for row in rows] == [UNCHANGED, "darkness", "mirror"]
    assert [row.accuracy.count for row in rows] == [8, 8, 8]
    assert rows[0].accuracy.value == rows[2].accuracy.value == 1.0 and rows[1].accuracy.value <= 0.25
    assert seen[-1].done == seen[-1].total == 8


def test_figures_do_not_depend_on_threads_and_the_draw_is_seeded(evaluation: Evaluation) -> None:
    sizes: list[tuple[int, ...]] = []

    def noise(photo: Any, rng: np.random.Generator) -> Any:
        sizes.append(photo.shape)
        return noisy(photo, 120.0, rng)

    changes = (Change("noise", "much", noise),)
    runs = [
        measure_robustness(MODEL, evaluation, changes=changes, most_photos=5, seed=3, threads=threads)
        for threads in (1, 3)
    ]
    assert runs[0] == runs[1] and runs[0][0].accuracy.count == 5
    assert set(sizes) == {(24, 36, 3)}  # on the photo as the network is about to see it


def test_who_steps_closer_loses_no_detail(evaluation: Evaluation) -> None:
    seen: list[tuple[int, ...]] = []
    model: Any = ColourModel()

    def look(photo: Any, _: Any) -> Any:
        seen.append(photo.shape)
        return cv2.resize(photo, (4, 4))

    measure_robustness(model, evaluation, changes=(Change("crop", "", look, reframes=True),), threads=1)
    assert set(seen) == {(40, 60, 3)}


def test_cancelling_ends_it(evaluation: Evaluation) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        measure_robustness(MODEL, evaluation, control=control)
