"""Overlay files: where they go, and that they hold the photo with the map."""

from __future__ import annotations

import os
import string
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.control import Cancelled, Control
from core.errors import BreedLensError
from core.exports.overlays import OVERLAY_SUFFIX, overlay_paths, save_overlays
from core.inference.overlays import blend
from core.inference.results import Prediction

Answer = Callable[..., Prediction]


class LooksAtTheLeft:
    """A classifier whose first breed is seen on the left half, and every other breed nowhere."""

    name = "left"
    has_heat_maps = True

    def __init__(self, answer: Answer) -> None:
        self.prediction = answer("boxer")

    def examine(self, photo: Any) -> Any:
        return SimpleNamespace(prediction=self.prediction, heat_map=self.heat_map)

    def heat_map(self, index: int) -> Any:
        heat = np.zeros((4, 4), np.float32)
        heat[:, :2] = index == self.prediction.top(1)[0].class_index
        return heat


def write_photo(path: Path) -> np.ndarray:
    path.parent.mkdir(parents=True, exist_ok=True)
    photo = np.random.default_rng(1).integers(0, 255, (60, 80, 3), np.uint8)
    path.write_bytes(cv2.imencode(".png", photo[..., ::-1])[1].tobytes())
    return photo


def read(path: str) -> np.ndarray:
    return cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]


def test_the_file_is_the_whole_photo_with_the_map_of_the_breed(tmp_path: Path, answer: Answer) -> None:
    photo = write_photo(tmp_path / "photos" / "a.png")
    classifier: Any = LooksAtTheLeft(answer)
    paths = [str(tmp_path / "photos" / "a.png"), str(tmp_path / "photos" / "missing.jpg")]
    report = save_overlays(paths, classifier, str(tmp_path / "out"), 0.5)
    (written,) = report.written
    assert [left.reason.code for left in report.left_out] == ["not_found"]
    top = classifier.prediction.top(1)[0].class_index
    assert np.array_equal(read(written), blend(photo, classifier.heat_map(top), 0.5))
    (other,) = save_overlays(paths[:1], classifier, str(tmp_path / "out"), 0.5, class_index=top + 1).written
    assert other == written and np.array_equal(read(other), photo)


def test_a_model_without_maps_says_so(tmp_path: Path) -> None:
    classifier: Any = SimpleNamespace(name="dense", has_heat_maps=False)
    with pytest.raises(BreedLensError, match="dense"):
        save_overlays(["a.jpg"], classifier, str(tmp_path), 0.5)


def test_cancelling_stops_before_the_next_photo(tmp_path: Path, answer: Answer) -> None:
    for name in ("a.png", "b.png"):
        write_photo(tmp_path / name)
    control = Control()
    paths = [str(tmp_path / "a.png"), str(tmp_path / "b.png")]
    classifier: Any = LooksAtTheLeft(answer)
    with pytest.raises(Cancelled):
        save_overlays(
            paths, classifier, str(tmp_path / "o"), 0.5, control=control, on_progress=lambda _: control.cancel()
        )
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["a.png" + OVERLAY_SUFFIX]


def test_an_unwritable_target_is_a_sentence(tmp_path: Path, answer: Answer) -> None:
    write_photo(tmp_path / "a.png")
    (tmp_path / "file").write_bytes(b"")
    classifier: Any = LooksAtTheLeft(answer)
    with pytest.raises(BreedLensError):
        save_overlays([str(tmp_path / "a.png")], classifier, str(tmp_path / "file" / "o"), 0.5)


def test_names_mirror_the_folders_of_the_photos(tmp_path: Path) -> None:
    root = str(tmp_path)
    paths = [os.path.join(root, *parts) for parts in (("x", "a.jpg"), ("x", "y", "a.jpg"), ("x", "a.png"))]
    assert overlay_paths(paths, "out") == [
        os.path.join("out", "a.jpg.heatmap.png"),
        os.path.join("out", "y", "a.jpg.heatmap.png"),
        os.path.join("out", "a.png.heatmap.png"),
    ]


names = st.text(string.ascii_letters[:3] + string.ascii_uppercase[:3], min_size=1, max_size=2)


@given(st.lists(st.tuples(names, names).map("/".join), unique=True, max_size=8), st.booleans())
def test_no_two_photos_share_a_file_and_no_photo_is_written_over(paths: list[str], inside: bool) -> None:
    paths = paths + [f"{path}{OVERLAY_SUFFIX}" for path in paths[:2]]
    targets = overlay_paths(paths, "" if inside else "out")
    assert len({target.casefold() for target in targets}) == len(paths)
    assert not {os.path.abspath(t).casefold() for t in targets} & {os.path.abspath(p).casefold() for p in paths}
