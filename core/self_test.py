"""Checks of an installation, end to end and without the network; no photo of the person is touched.

What the checks say can be given away: the person's home folder, and with it the name of the account, is written `~`.
"""

from __future__ import annotations

import importlib
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError, PhotoError
from core.files import shown, temporary_beside
from core.paths import resource, shipped_models, user_folders

if TYPE_CHECKING:
    from core.inference.classifier import Classifier

_SIDE = 320
_BACKGROUND = (80, 112, 145)
_ELLIPSES = (
    (97, 111, 40, 119, 201, 240, 240),
    (207, 99, 40, 80, 240, 240, 240),
    (189, 167, 91, 126, 240, 241, 240),
    (151, 215, 55, 50, 213, 153, 204),
    (125, 128, 6, 14, 6, 15, 10),
    (203, 140, 12, 4, 4, 15, 4),
    (160, 193, 32, 5, 24, 20, 12),
    (171, 225, 18, 10, 188, 88, 159),
)
"""centre x, y, half width, half height, red, green, blue; later ones lie over earlier ones"""
NEAREST_BREED = "samoyed"
"""what every default model takes the drawing for, if it has to be a dog; it also says that it is none"""
NEAREST_PROBABILITY = 0.080
"""of that breed, by the default model; a test derives it from the published weights by another way"""
_PROBABILITY_TOLERANCE = 0.01
"""other processors add in another order, other decoders do not enter here"""
_LIBRARIES = (
    "numpy", "cv2", "onnxruntime", "PIL", "pi_heif", "pandas", "scipy", "sklearn", "pydantic", "onnx", "optuna",
)  # fmt: skip
"""what is imported only where it is used; the window and the training child answer for their own"""
_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WebP": ".webp", "TIFF": ".tiff"}
_LARGEST_DIFFERENCE = 12.0
"""mean over pixels, of 255, between the drawing and its lossy copy"""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check."""

    name: str
    ok: bool
    seconds: float
    detail: str
    """what was found, or why it failed"""


class _Failed(Exception):
    """A check did not find what it should; the message says what it found."""


def drawn_picture() -> NDArray[np.uint8]:
    """[320, 320, 3] RGB: a face with two ears, in whole numbers, so that it is the same on every computer."""
    y, x = np.mgrid[0:_SIDE, 0:_SIDE]
    picture = np.empty((_SIDE, _SIDE, 3), np.uint8)
    picture[:] = _BACKGROUND
    for centre_x, centre_y, half_width, half_height, *colour in _ELLIPSES:
        inside = (x - centre_x) ** 2 * half_height**2 + (y - centre_y) ** 2 * half_width**2
        picture[inside <= (half_width * half_height) ** 2] = colour
    return picture


def checks() -> Iterator[Check]:
    """Run the checks one after the other; those that need the model are failures without it."""
    yield run_check("program", _program)
    yield run_check("libraries", _libraries)
    yield run_check("folders", _folders)
    yield run_check("tables", _tables)
    yield run_check("picture formats", _formats)
    yield run_check("weights", _weights)
    loaded: list[Classifier] = []
    yield run_check("default model", lambda: _model(loaded))
    yield run_check("prediction", lambda: _prediction(loaded))
    yield run_check("heat map", lambda: _heat_map(loaded))
    yield run_check("training", _training)
    yield run_check("whole network", _whole_network)


def run_check(name: str, check: Callable[[], str]) -> Check:
    """Run one check; whatever it raises is its outcome.

    Args:
        name: of the check.
        check: what it found, in words, or why it failed as an exception.
    """
    start = time.perf_counter()
    try:
        detail, ok = check(), True
    except BreedLensError as error:
        detail, ok = f"{error.message} {error.details}".strip(), False
    except Exception as error:  # whatever is broken is what this is here to tell
        detail, ok = str(error) if isinstance(error, _Failed) else f"{type(error).__name__}: {error}", False
    return Check(name, ok, time.perf_counter() - start, without_home(detail))


def without_home(text: str) -> str:
    """Text in which the person's home folder is `~`."""
    home = shown(str(Path.home())).rstrip("/\\")
    return re.sub(re.escape(home) + r"(?=[/\\]|\W|$)", "~", text) if home else text


def _program() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("breedlens")
    except PackageNotFoundError:
        number = "(not installed)"
    frozen = ", frozen" if getattr(sys, "frozen", False) else ""
    return f"BreedLens {number}{frozen}, Python {platform.python_version()}, {platform.platform()}"


def _libraries() -> str:
    return ", ".join(f"{name} {importlib.import_module(name).__version__}" for name in _LIBRARIES)


def _folders() -> str:
    from core.training.recipe_files import own_folder
    from core.training.run_folder import runs_folder

    folders = user_folders()
    own = (folders.data, folders.models, folders.cache, folders.config, folders.logs, runs_folder(), own_folder())
    for folder in (*own, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with temporary_beside(str(folder / "self-test")) as temporary:
                path = Path(temporary)
                path.write_bytes(b"self-test")
                if path.read_bytes() != b"self-test":
                    raise _Failed(f"{shown(str(folder))} does not keep what is written")
        except OSError as error:
            raise _Failed(f"{shown(str(folder))} cannot be written ({error.strerror or error})") from error
    return shown(str(folders.data)) + ", and all others can be written"


def _tables() -> str:
    from core.breeds import load_breed_table
    from core.catalog import load_catalog

    breeds, catalog = load_breed_table(), load_catalog()
    if len(breeds) != 120:
        raise _Failed(f"{len(breeds)} breeds in place of 120")
    return f"{len(breeds)} breeds, {len(catalog.entries)} models, default {catalog.get(catalog.default).title}"


def _formats() -> str:
    import cv2

    picture = drawn_picture()
    for name, extension in _FORMATS.items():
        _compare(name, cv2.imencode(extension, picture[..., ::-1])[1].tobytes(), picture)
    _compare("HEIC", resource("self_test", "drawn.heic").read_bytes(), picture)
    return ", ".join([*_FORMATS, "HEIC"])


def _compare(name: str, data: bytes, picture: NDArray[np.uint8]) -> None:
    from core.photos.loader import load_photo_bytes

    decoded = load_photo_bytes(data)
    if isinstance(decoded, PhotoError):
        raise _Failed(f"{name}: {decoded.message}")
    if decoded.shape != picture.shape:
        raise _Failed(f"{name}: {decoded.shape} in place of {picture.shape}")
    difference = float(np.abs(decoded.astype(np.int16) - picture).mean())
    if difference > _LARGEST_DIFFERENCE:
        raise _Failed(f"{name}: colours differ by {difference:.1f} of 255")


def _weights() -> str:
    from core.bundles.provide import checked_weights
    from core.catalog import PackageSource, load_catalog

    sources = {entry.source: entry for entry in load_catalog().entries if isinstance(entry.source, PackageSource)}
    for source, entry in sources.items():
        checked_weights(entry, source)
    return ", ".join(f"{source.digest[:19]}… as published" for source in sources)


def _model(loaded: list[Classifier]) -> str:
    from core.bundles.bundle import BACKBONE, Bundle
    from core.bundles.provide import find_bundle
    from core.inference.classifier import Classifier

    bundle = find_bundle("default")
    if not isinstance(bundle, Bundle):
        raise _Failed(f"{bundle.name} is an ensemble")
    loaded.append(Classifier.load("default"))
    whence = "shipped" if bundle.folder.parent == shipped_models() else "made here"
    files = f"every file as it was made ({whence}, sha256:{bundle.card.files[BACKBONE][:12]}…)"
    return f"{loaded[0].name}, {len(loaded[0].class_names)} breeds, {files}"


def _prediction(loaded: list[Classifier]) -> str:
    prediction = _the_one(loaded).classify(drawn_picture())
    first = prediction.top(1)[0]
    if not np.isclose(prediction.probabilities.sum(), 1, atol=1e-4):
        raise _Failed(f"the probabilities sum to {prediction.probabilities.sum()}")
    if prediction.is_dog or first.breed != NEAREST_BREED:
        raise _Failed(f"{prediction.finding.value}, {first.breed}, in place of no_dog, {NEAREST_BREED}")
    if abs(first.probability - NEAREST_PROBABILITY) > _PROBABILITY_TOLERANCE:
        raise _Failed(f"{first.breed} with {first.probability:.3f} in place of {NEAREST_PROBABILITY:.3f}")
    return f"the drawing is no dog, nearest {first.breed} ({first.probability:.3f})"


def _heat_map(loaded: list[Classifier]) -> str:
    classifier = _the_one(loaded)
    examination = classifier.examine(drawn_picture())
    heat = examination.heat_map(examination.prediction.top(1)[0].class_index)
    if not np.isfinite(heat).all() or heat.min() < 0 or not np.isclose(heat.max(), 1, atol=1e-3):
        raise _Failed(f"values from {heat.min()} to {heat.max()}")
    return f"{heat.shape[1]} x {heat.shape[0]}"


def _training() -> str:
    from core.self_test_training import HEAD_RECIPE, train_two_steps

    return train_two_steps(drawn_picture(), HEAD_RECIPE)


def _whole_network() -> str:
    from core.self_test_training import NETWORK_RECIPE, train_two_steps

    return train_two_steps(drawn_picture(), NETWORK_RECIPE)


def _the_one(loaded: list[Classifier]) -> Classifier:
    if not loaded:
        raise _Failed("there is no model to try")
    return loaded[0]
