"""What a file or folder of any format says of photos."""

from __future__ import annotations

from collections.abc import Callable

from core.control import Control
from core.errors import BreedLensError
from core.files import shown
from core.library.exchange import ExchangeFormat
from core.library.imports.given import Reading

Reader = Callable[[str, Control], Reading]


def read_labels_from(kind: ExchangeFormat, path: str, *, control: Control | None = None) -> Reading:
    """Read a file or folder; nothing is looked up yet, and nothing is changed.

    Raises:
        BreedLensError: it cannot be read, is of another format, or says nothing at all.
        Cancelled: by `control`.
    """
    reading = _reader(kind)(path, control or Control())
    if not reading.given and not reading.left_out:
        raise BreedLensError("no_labels", "{path} names no photo.", path=shown(path))
    return reading


def _reader(kind: ExchangeFormat) -> Reader:
    """Imported when it is the one: tables and folders bring pandas along."""
    match kind:
        case ExchangeFormat.CSV:
            from core.library.imports.csv_table import read_csv_labels as reader
        case ExchangeFormat.JSON:
            from core.library.imports.json_file import read_json_labels as reader
        case ExchangeFormat.XMP:
            from core.library.imports.xmp import read_sidecar_labels as reader
        case ExchangeFormat.KAGGLE:
            from core.library.imports.kaggle import read_kaggle_labels as reader
        case ExchangeFormat.COCO:
            from core.library.imports.coco import read_coco_labels as reader
        case ExchangeFormat.YOLO:
            from core.library.imports.yolo import read_yolo_labels as reader
        case ExchangeFormat.FOLDERS:
            from core.library.imports.folders import read_folder_labels as reader
        case ExchangeFormat.MEGADETECTOR:
            from core.library.imports.megadetector import read_megadetector_labels as reader
    return reader
