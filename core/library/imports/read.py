"""What a file or folder of any format says of photos."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.control import Control
from core.errors import BreedLensError
from core.files import shown
from core.library.exchange import ExchangeFormat
from core.library.imports.coco import read_coco_labels
from core.library.imports.csv_table import read_csv_labels
from core.library.imports.folders import read_folder_labels
from core.library.imports.given import Reading
from core.library.imports.json_file import read_json_labels
from core.library.imports.kaggle import read_kaggle_labels
from core.library.imports.megadetector import read_megadetector_labels
from core.library.imports.xmp import read_sidecar_labels
from core.library.imports.yolo import read_yolo_labels

_READERS: Mapping[ExchangeFormat, Callable[[str, Control], Reading]] = {
    ExchangeFormat.CSV: read_csv_labels,
    ExchangeFormat.JSON: read_json_labels,
    ExchangeFormat.XMP: read_sidecar_labels,
    ExchangeFormat.KAGGLE: read_kaggle_labels,
    ExchangeFormat.COCO: read_coco_labels,
    ExchangeFormat.YOLO: read_yolo_labels,
    ExchangeFormat.FOLDERS: read_folder_labels,
    ExchangeFormat.MEGADETECTOR: read_megadetector_labels,
}


def read_labels_from(kind: ExchangeFormat, path: str, *, control: Control | None = None) -> Reading:
    """Read a file or folder; nothing is looked up yet, and nothing is changed.

    Raises:
        BreedLensError: it cannot be read, is of another format, or says nothing at all.
        Cancelled: by `control`.
    """
    reading = _READERS[kind](path, control or Control())
    if not reading.given and not reading.left_out:
        raise BreedLensError("no_labels", "{path} names no photo.", path=shown(path))
    return reading
