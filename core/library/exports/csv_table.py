"""Labels as a table: the columns of AddaxAI's export, then what BreedLens knows; docs/exchanging-labels.md lists them.

AddaxAI (EcoAssist) writes `results_files.csv` and `results_detections.csv`; its columns are here in one line a photo.
Cells that it fills with "NA" are empty, and so are those about boxes while no box is known.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime

from core.breeds import BreedTable
from core.errors import PhotoError
from core.exports.csv_export import breed_name
from core.library.answers import KEPT
from core.library.exchange import escaped_name, guarded_cell, name_within
from core.library.exports.selection import ExportPhoto
from core.library.records import Status
from core.photos.probe import probe_photo
from core.photos.quiet import QUIET

EXIF_COLUMNS = (
    *("DateTimeOriginal", "DateTime", "DateTimeDigitized", "Latitude", "Longitude", "GPSLink", "Altitude", "Make"),
    *("Model", "Flash", "ExifOffset", "ResolutionUnit", "YCbCrPositioning", "XResolution", "YResolution"),
    *("ExifVersion", "ComponentsConfiguration", "FlashPixVersion", "ColorSpace", "ExifImageWidth"),
    *("ISOSpeedRatings", "ExifImageHeight", "ExposureMode", "WhiteBalance", "SceneCaptureType", "ExposureTime"),
    *("Software", "Sharpness", "Saturation", "ReferenceBlackWhite"),
)
ADDAXAI_COLUMNS = (
    *("absolute_path", "relative_path", "data_type", "n_detections", "max_confidence", "label", "confidence"),
    *("human_verified", "bbox_left", "bbox_top", "bbox_right", "bbox_bottom", "file_height", "file_width"),
    *EXIF_COLUMNS,
)
OWN_COLUMNS = (
    *("status", "breed_id", "breed_name", "origin", "time", "model", "dog_probability"),
    *(f"{name}_{rank}" for rank in range(1, KEPT + 1) for name in ("breed", "probability")),
)
COLUMNS = (*ADDAXAI_COLUMNS, *OWN_COLUMNS)
_DATES = ("DateTimeOriginal", "DateTime", "DateTimeDigitized")
_NUMBERS = ("Latitude", "Longitude", "Altitude")
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825


def csv_lines(photos: Iterator[ExportPhoto], folder: str, breeds: BreedTable) -> Iterator[str]:
    """The lines of the table, the header first.

    Args:
        photos: each has a path.
        folder: what `relative_path` begins from.
        breeds: for the names to show.
    """
    yield _line(COLUMNS)
    for photo in photos:
        cells = _cells(photo, folder, breeds)
        yield _line([cells.get(name, "") for name in COLUMNS])


def _line(cells: tuple[str, ...] | list[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cells(photo: ExportPhoto, folder: str, breeds: BreedTable) -> dict[str, str]:
    name = name_within(photo.path, folder)
    texts = {
        "absolute_path": escaped_name(folder),
        "relative_path": escaped_name(name),
        "data_type": "img",
        "label": photo.breed.name if photo.breed else "",
        "human_verified": str(photo.status is not Status.UNLABELLED),
        "status": str(photo.status),
        "breed_id": str(photo.breed.id) if photo.breed else "",
        "breed_name": breed_name(photo.breed.name, breeds, "en") if photo.breed else "",
        "origin": str(photo.origin or ""),
        "time": photo.time,
        **_answer(photo),
        **_header(photo.path),
    }
    # a place west of Greenwich is a number, not a formula
    return {column: text if column in _NUMBERS else guarded_cell(text) for column, text in texts.items()}


def _answer(photo: ExportPhoto) -> dict[str, str]:
    answer = photo.answer
    if answer is None:
        return {}
    cells = {"model": answer.model, "dog_probability": _number(answer.dog_probability)}
    for rank, (breed, probability) in enumerate(answer.top, 1):
        cells |= {f"breed_{rank}": breed, f"probability_{rank}": _number(probability)}
    if answer.top:
        cells["max_confidence"] = _number(answer.top[0][1])
    given = photo.breed.name if photo.breed else None
    if given in dict(answer.top):
        cells["confidence"] = _number(dict(answer.top)[given])
    return cells


def _header(path: str) -> dict[str, str]:
    """What the photo's file says; nothing where it cannot be read."""
    header = probe_photo(path)
    if isinstance(header, PhotoError):
        return {}
    return {"file_height": str(header.height), "file_width": str(header.width), **_exif(header.exif)}


def _exif(data: bytes) -> dict[str, str]:
    if not data:
        return {}
    from PIL import ExifTags, Image

    found: dict[str, str] = {}
    with QUIET, contextlib.suppress(Exception):  # broken metadata may raise anything, and tells nothing
        tags = Image.Exif()
        tags.load(data)
        values = {**tags, **tags.get_ifd(_EXIF_IFD)}
        for tag, value in values.items():
            name = ExifTags.TAGS.get(tag, "")
            if name in EXIF_COLUMNS:
                found[name] = _date(value) if name in _DATES else _text(value)
        found |= _place(tags.get_ifd(_GPS_IFD))
    return found


def _date(value: object) -> str:
    """In AddaxAI's form, day first."""
    try:
        return datetime.strptime(_text(value), "%Y:%m:%d %H:%M:%S").strftime("%d/%m/%y %H:%M:%S")
    except ValueError:
        return ""


def _text(value: object) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return "".join(c for c in text if c.isprintable()).strip()


def _place(gps: Mapping[int, object]) -> dict[str, str]:
    """Where the photo was taken, in degrees and metres."""
    if not {1, 2, 3, 4} <= gps.keys():
        return {}
    latitude, longitude = (
        sum(float(part) / 60**power for power, part in enumerate(gps[key])) * (-1 if gps[side] in ("S", "W") else 1)  # type: ignore[arg-type, var-annotated]
        for side, key in ((1, 2), (3, 4))
    )
    cells = {"Latitude": f"{latitude:.6f}", "Longitude": f"{longitude:.6f}"}
    cells["GPSLink"] = f"https://maps.google.com/?q={latitude:.6f},{longitude:.6f}"
    if 6 in gps:
        cells["Altitude"] = f"{float(gps[6]):.1f}"  # type: ignore[arg-type]
    return cells


def _number(value: float) -> str:
    return f"{value:.6f}"
