"""Where the photos of a review come from, and that a stop keeps what was answered."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.control import Command, Control
from core.errors import BreedLensError
from core.inference.classifier import Classifier
from core.inference.prediction_store import PredictionStore
from core.inference.results import Finding, Prediction
from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status
from core.review.sources import given_in_library, given_of_files, given_of_run, review
from core.review.table import Given
from core.training.run_folder import RunFolder


class Brightness(Classifier):
    """Says "dark" or "light" by the photo's brightness."""

    name = "brightness"
    model_id = "brightness:1"
    class_names = ("dark", "light")
    decode_side = 16

    def __init__(self) -> None:
        self.answered = 0

    def classify(self, photo: np.ndarray) -> Prediction:
        self.answered += 1
        light = float(photo.mean()) / 255
        shares = np.array([1 - light, light], np.float32)
        return Prediction(Finding.DOG, 1.0, shares, ("dark", "light"), (), "brightness")


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    paths = []
    for i, level in enumerate((10, 60, 180, 240)):
        path = tmp_path / "photos" / f"{i} é.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (20, 20), (level, level, level)).save(path)
        paths.append(str(path))
    return paths


def labelled(library: LabelLibrary, said: dict[str, tuple[Status, str]]) -> None:
    ids = [photo for photo in library.add_photos(list(said)) if isinstance(photo, int)]
    labels = {
        photo: Label(status, library.add_breed(breed).id if breed else None)
        for photo, (status, breed) in zip(ids, said.values(), strict=True)
    }
    library.label(labels, Origin.CHOSEN)


def test_from_the_library(tmp_path: Path, photos: list[str]) -> None:
    with LabelLibrary(tmp_path / "labels.sqlite3") as library:
        labelled(library, {photos[0]: (Status.LABELLED, "dark"), photos[2]: (Status.MIXED, "")})
        everything = given_in_library(library)
        assert everything[photos[0]] == Given(Status.LABELLED, "dark", Origin.CHOSEN)
        assert list(given_of_files(library, photos)) == [photos[0], photos[2]]
        moved = Path(photos[0]).rename(tmp_path / "moved.png")
        assert given_of_files(library, [str(moved)])[str(moved)].breed == "dark"


def test_answers_come_from_the_store_or_the_model(tmp_path: Path, photos: list[str]) -> None:
    store, model = PredictionStore(tmp_path / "cache"), Brightness()
    given = {path: Given(Status.LABELLED, "dark") for path in photos} | {"/gone.png": Given(Status.LABELLED, "dark")}
    table = review(given, model, store=store)
    assert table.is_mistake.tolist() == [False, False, True, True] and list(table.bad_photos) == ["/gone.png"]
    assert model.answered == 4
    again = review(given, model, store=store)
    assert model.answered == 4 and again.probabilities.tolist() == table.probabilities.tolist()
    store.close()


def test_a_stop_keeps_what_was_answered(photos: list[str]) -> None:
    control, model = Control(), Brightness()
    first, classify = threading.Event(), model.classify

    def slow(photo: np.ndarray) -> Prediction:
        control.set(Command.STOP_KEEP)
        first.set()
        return classify(photo)

    model.classify = slow  # type: ignore[method-assign]
    table = review({path: Given(Status.LABELLED, "dark") for path in photos}, model, control=control, threads=1)
    assert len(table) == 1 and table.unanswered == 3


def test_the_photos_of_a_run_and_what_was_corrected_since(tmp_path: Path, photos: list[str]) -> None:
    from core.datasets.table import PhotoRow, make_table, save_table

    run = RunFolder(tmp_path / "run")
    run.path.mkdir()
    rows = [PhotoRow(path, "dark", "test" if i else "train") for i, path in enumerate(photos)]
    save_table(str(run.split_path), make_table(rows))
    with LabelLibrary(tmp_path / "labels.sqlite3") as library:
        labelled(library, {photos[3]: (Status.VERIFIED, "light")})
        given = given_of_run(run, "test", library)
    assert list(given) == photos[1:] and given[photos[1]] == Given(Status.LABELLED, "dark")
    assert given[photos[3]].status is Status.VERIFIED and given[photos[3]].breed == "light"
    assert len(given_of_run(run, "all")) == 4
    run.split_path.unlink()
    with pytest.raises(BreedLensError) as caught:
        given_of_run(run, "test")
    assert caught.value.code == "run_photos_gone"
