"""A model as one file for other programs, and how far it answers as this one does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from core.bundles import export
from core.bundles.bundle import Bundle, save_bundle
from core.bundles.card import Calibration, Card, ClassEntry
from core.bundles.export import export_model, served_head
from core.bundles.parity import MOST_PHOTOS, Samples, compare
from core.bundles.provide import find_bundle
from core.control import Cancelled, Control
from core.errors import BreedLensError
from core.inference.classifier import Classifier
from core.inference.head import Dense, Head
from core.photos.loader import load_photo

LITE = "efficientnet-lite0"


@pytest.fixture(autouse=True)
def installed(home_with_models: Path, load_model: Callable[[str], Classifier]) -> None:
    """The default model's bundle is there."""
    load_model(LITE)


@pytest.fixture
def photos(tmp_path: Path, noise: Any) -> list[str]:
    """Sixty drawn photos, of which one cannot be read."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(60):
        picture = cv2.resize(noise(6, 8, 1, number)[0], (320, 240))
        (folder / f"{number:02}.jpg").write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
    (folder / "00.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of a photo")
    return sorted(map(str, folder.iterdir()))


def test_an_onnx_file_answers_as_the_program(photos: list[str], tmp_path: Path) -> None:
    target = tmp_path / "model.onnx"
    report = export_model(LITE, "onnx", str(target), photos)
    assert report.photos == MOST_PHOTOS - 1 and report.bad_photos == (photos[0],)
    assert report.max_difference < 1e-4 and report.top1_agreement == 1
    assert report.bytes == target.stat().st_size and len(report.classes) == 120
    assert json.loads(Path(f"{target}.parity.json").read_text()) == json.loads(json.dumps(report.to_dict()))

    classifier = Classifier.load(LITE)
    photo = load_photo(photos[1], classifier.decode_side)
    assert isinstance(photo, np.ndarray)
    session = onnxruntime.InferenceSession(target)
    about = session.get_modelmeta().custom_metadata_map
    assert tuple(json.loads(about["classes"])) == report.classes == classifier.class_names
    square = classifier._networks[0]._first_views(photo, "single")[0].pixels
    (found,) = session.run(None, {"pixels": square[None]})
    prediction = classifier.classify(photo)
    np.testing.assert_allclose(found[0], prediction.probabilities, atol=1e-5)


def test_without_photos_pictures_are_drawn(tmp_path: Path) -> None:
    report = export_model(LITE, "onnx", str(tmp_path / "model.onnx"))
    assert report.photos == 0 and report.max_difference < 1e-4 and report.top1_agreement == 1


def test_the_outputs_are_the_classes_in_their_order_and_calibrated() -> None:
    kernel = np.arange(12, dtype=np.float32).reshape(2, 6)
    card = Card(
        "own", "Own", "small", 4, (ClassEntry("b", 4), ClassEntry("a", 1)), calibration={"single": Calibration(2.0)}
    )
    head = served_head(Bundle(Path("own"), card, b"", Head((Dense(kernel, np.arange(6, dtype=np.float32)),))))
    (last,) = head.layers
    assert isinstance(last, Dense)
    np.testing.assert_array_equal(last.kernel, kernel[:, [4, 1]] / 2)
    np.testing.assert_array_equal(last.bias, [2.0, 0.5])


def test_what_answers_otherwise_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(bundle: Bundle, samples: Samples) -> tuple[bytes, NDArray[np.float32]]:
        return b"another model", samples.probabilities[:, ::-1]

    monkeypatch.setattr(export, "_onnx", turned)
    with pytest.raises(BreedLensError, match="not answer as efficientnet-lite0") as failure:
        export_model(LITE, "onnx", str(tmp_path / "model.onnx"))
    assert failure.value.code == "export_differs" and not list(tmp_path.iterdir())


def test_differences_are_found() -> None:
    expected = np.array([[0.9, 0.1], [0.4, 0.6]], np.float32)
    samples = Samples(np.zeros((2, 1, 1, 3), np.uint8), expected, 2)
    found = np.array([[0.8, 0.2], [0.55, 0.45]], np.float32)
    assert compare(samples, found) == (pytest.approx(0.15), 0.5)


def test_an_ensemble_is_exported_member_by_member(tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match="one by one: efficientnet-lite0, efficientnet-lite2"):
        export_model("efficientnet-lite0+lite2", "onnx", str(tmp_path / "model.onnx"))


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BreedLensError) as failure:
        export_model(LITE, "onnx", str(tmp_path / "missing" / "model.onnx"))
    assert failure.value.code == "no_folder"


def test_cancelling_writes_nothing(photos: list[str], tmp_path: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        export_model(LITE, "onnx", str(tmp_path / "model.onnx"), photos, control)
    assert not (tmp_path / "model.onnx").exists()


def own_model(folder: Path, extra: Mapping[str, bytes], scaling: Mapping[str, Any]) -> Path:
    """A model of one's own on the backbone of Lite0, two classes."""
    bundle = find_bundle(LITE)
    assert isinstance(bundle, Bundle)
    last = bundle.head.layers[-1]
    assert isinstance(last, Dense)
    head = Head((bundle.head.layers[0], Dense(last.kernel[:, 151:153], last.bias[151:153])))
    card = Card(
        "own", "Own", LITE, bundle.card.input_size, (ClassEntry("b", 0), ClassEntry("a", 1)),
        preprocessing=bundle.card.preprocessing, scaling=scaling,
    )  # fmt: skip
    return save_bundle(folder, card, bundle.backbone, head, extra).folder


def test_a_head_on_a_backbone_that_comes_with_the_program_becomes_litert(photos: list[str], tmp_path: Path) -> None:
    folder = own_model(tmp_path, {}, {})
    report = export_model(str(folder), "litert", str(tmp_path / "model.tflite"), photos[:4])
    assert report.max_difference < 1e-4 and report.top1_agreement == 1 and report.photos == 3
    assert (tmp_path / "model.tflite").read_bytes()[4:8] == b"TFL3"


def test_a_keras_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = own_model(tmp_path, {"model.keras": b"as it was saved"}, {"kind": "lite"})
    (folder / "model.keras").unlink()
    (folder / "model.keras").write_bytes(b"as someone changed it")
    with pytest.raises(BreedLensError, match="not the file that was saved") as failure:
        export_model(str(folder), "keras", str(tmp_path / "exported.keras"))
    assert failure.value.code == "bundle_damaged" and not (tmp_path / "exported.keras").exists()


def test_what_has_no_keras_form_is_a_sentence(tmp_path: Path, load_model: Any) -> None:
    load_model("efficientnet-lite0-int8")
    with pytest.raises(BreedLensError, match="can be exported to ONNX") as failure:
        export_model("efficientnet-lite0-int8", "keras", str(tmp_path / "model.keras"))
    assert failure.value.code == "no_keras_form"
    report = export_model("efficientnet-lite0-int8", "onnx", str(tmp_path / "model.onnx"))
    assert report.max_difference < 1e-4


def test_a_folder_is_left_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(own_model(tmp_path / "first", {}, {}), tmp_path / "copy.breedmodel")
    before = {path.name: path.read_bytes() for path in (tmp_path / "copy.breedmodel").iterdir()}
    export_model(str(tmp_path / "copy.breedmodel"), "onnx", str(tmp_path / "model.onnx"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy.breedmodel").iterdir()} == before
