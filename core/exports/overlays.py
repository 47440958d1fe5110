"""Photos with the heat map of a breed over them, as PNG files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError, PhotoError
from core.exports.report import ExportReport, LeftOut
from core.files import write_bytes, write_failure
from core.inference.overlays import blend
from core.photos.loader import load_photo
from core.photos.scan import OVERLAY_SUFFIX

if TYPE_CHECKING:
    from core.inference.classifier import Classifier

DEFAULT_OPACITY = 0.6
_BAND_ROWS = 512


def save_overlays(
    paths: Sequence[str],
    classifier: Classifier,
    target_folder: str,
    opacity: float = DEFAULT_OPACITY,
    *,
    class_index: int | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> ExportReport:
    """Write one PNG a photo, in the photo's full resolution, into `target_folder`, which is made where it is missing.

    Args:
        paths: photos without repetition.
        classifier: for prediction and heat map.
        target_folder: see `overlay_paths` for the names; older overlays of those names are replaced.
        opacity: 0..1, how much of the photo the hottest place hides.
        class_index: the breed whose heat map to show; the first breed of each photo where it is None.
        control: asked before each photo.
        on_progress: told the number of photos.

    Raises:
        BreedLensError: `no_heat_maps` where the model has none; `disk_full`, `no_permission` or `no_folder` where
            nothing more can be written.
        Cancelled: through `control`.
    """
    if not classifier.has_heat_maps:
        raise BreedLensError("no_heat_maps", "The model {name} cannot show where it looked.", name=classifier.name)
    control = control or Control()
    written: list[str] = []
    left_out: list[LeftOut] = []
    for done, (path, target) in enumerate(zip(paths, overlay_paths(paths, target_folder), strict=True), start=1):
        if not control.checkpoint():
            break
        failure = _save_overlay(path, target, classifier, opacity, class_index)
        if failure:
            left_out.append(LeftOut(path, failure))
        else:
            written.append(target)
        if on_progress:
            on_progress(Progress(done, len(paths)))
    return ExportReport(tuple(written), tuple(left_out))


def overlay_paths(paths: Sequence[str], target_folder: str) -> list[str]:
    """Where the overlays go: the folders below the photos' common folder, and `rex.jpg` to `rex.jpg.heatmap.png`.

    Distinct photos get distinct files, also where a file system ignores capitals, and never a photo's own path.
    """
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]
    common = _common_folder(folders)
    photos = {os.path.realpath(path).casefold() for path in paths}
    taken: set[str] = set()
    targets: list[str] = []
    for path, folder in zip(paths, folders, strict=True):
        below = os.path.relpath(folder, common) if common else ""
        stem = os.path.normpath(os.path.join(target_folder, below, os.path.basename(path)))
        target, number = stem + OVERLAY_SUFFIX, 2
        while target.casefold() in taken or os.path.realpath(target).casefold() in photos:
            target, number = f"{stem} ({number}){OVERLAY_SUFFIX}", number + 1
        taken.add(target.casefold())
        targets.append(target)
    return targets


def _common_folder(folders: Sequence[str]) -> str:
    """The deepest folder that holds all; empty where there is none (several Windows drives)."""
    try:
        return os.path.commonpath(folders)
    except ValueError:
        return ""


def _save_overlay(
    path: str, target: str, classifier: Classifier, opacity: float, class_index: int | None
) -> PhotoError | BreedLensError | None:
    """Write one overlay, or say why there is none."""
    photo = load_photo(path)
    if isinstance(photo, PhotoError):
        return photo
    examination = classifier.examine(photo)
    index = examination.prediction.top(1)[0].class_index if class_index is None else class_index
    data = _png(blend(photo, examination.heat_map(index), opacity, out=photo))
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        write_bytes(target, data)
    except OSError as error:
        failure = write_failure(error)
        if failure.code in ("disk_full", "no_permission", "no_folder"):
            raise failure from error  # the next photo would fare no better
        return failure
    return None


def _png(picture: NDArray[np.uint8]) -> memoryview:
    """[h, w, 3] RGB, which is used up, as a PNG file."""
    # In bands and in place: a large photo leaves no room for copies.
    for top in range(0, len(picture), _BAND_ROWS):
        band = picture[top : top + _BAND_ROWS]
        band[:] = band[..., ::-1].copy()
    _, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 3])
    return data.data
