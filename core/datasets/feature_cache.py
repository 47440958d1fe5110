"""Features that a frozen backbone computed once, kept by photo content, model and view.

They are what the first trainable layer takes in: 5 kB a photo for EfficientNet-Lite0, 6 kB for InceptionResNetV2. A
cache: it can be cleared at any time, and what it lost is computed again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.cache_file import CacheFile, in_chunks
from core.paths import user_folders

FILE_NAME = "features.sqlite3"
SCHEMA_VERSION = 1
SPARED_BYTES = 2_000_000_000
"""what is left free on the disk, for runs and models to be saved"""
LIMIT_BYTES = 10_000_000_000
"""what the cache may take before the oldest features go: those of all Stanford Dogs in some twenty ways"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS features (
    id INTEGER PRIMARY KEY, content TEXT, model TEXT, view TEXT, shape TEXT, data BLOB, UNIQUE (model, view, content)
)"""

Features = NDArray[np.float32]
FeatureKey = tuple[str, str]
"""model key and view key"""


def default_folder() -> Path:
    """Where features are kept, unless someone says otherwise."""
    return user_folders().cache / "features"


def backbone_key(digest: str, pooling: str) -> str:
    """The model key of features that an ONNX backbone computes, the same for all who compute them.

    Args:
        digest: SHA-256 of the backbone, which fixes the size and the scaling of its photos.
        pooling: "gap" or "flatten": what became of its map.
    """
    return f"onnx-{digest[:32]}-{pooling}"


class FeatureCache:
    """Thread-safe, and for several programs at once. A failing disk makes it forget; it never raises for one."""

    def __init__(self, folder: Path | None = None, *, spared_bytes: int = SPARED_BYTES) -> None:
        """
        Args:
            folder: where its file is made on first use; `default_folder()` by default.
            spared_bytes: with less free on the disk, nothing new is kept.
        """
        self._folder, self._spared_bytes = folder or default_folder(), spared_bytes
        self._file = CacheFile(self._folder / FILE_NAME, _SCHEMA, SCHEMA_VERSION)

    def get_many(self, contents: Sequence[str], model_key: str, view_key: str) -> dict[str, Features]:
        """The known features, float32 in the shape they were put, by content fingerprint (`content_fingerprint`).

        Args:
            contents: fingerprints, any number.
            model_key: tells backbones apart: `backbone_key`, or another digest.
            view_key: tells apart what the backbone saw of the photo: `Pipeline.key`, with the augmented view.
        """
        wanted = sorted(set(contents))

        def look_up(connection: sqlite3.Connection) -> dict[str, Features]:
            return {
                content: np.frombuffer(data, "<f4").astype(np.float32).reshape(json.loads(shape))
                for marks, keys in in_chunks(wanted)
                for content, shape, data in connection.execute(
                    f"SELECT content, shape, data FROM features WHERE model = ? AND view = ? AND content IN ({marks})",
                    [model_key, view_key, *keys],
                )
            }

        nothing: dict[str, Features] = {}
        return self._file.attempt(look_up, nothing) if wanted else nothing

    def put_many(self, features: Mapping[str, Features], model_key: str, view_key: str) -> None:
        """Keep features by content fingerprint, in one transaction; what was known of these is replaced."""
        with contextlib.suppress(OSError):  # where there is no folder yet, its disk is not known
            if shutil.disk_usage(self._folder).free < self._spared_bytes:
                return
        rows = [
            (content, model_key, view_key, json.dumps(values.shape), np.asarray(values, "<f4").tobytes())
            for content, values in features.items()
        ]
        insert = "INSERT OR REPLACE INTO features (content, model, view, shape, data) VALUES (?, ?, ?, ?, ?)"
        self._file.attempt(lambda connection: connection.executemany(insert, rows), None)

    def size_bytes(self) -> int:
        """What the cache takes on the disk."""
        return self._file.size_bytes()

    def trim(self, limit_bytes: int = LIMIT_BYTES) -> None:
        """Where the cache takes more than the limit, forget the oldest features until it takes about half of it."""
        if self.size_bytes() <= limit_bytes:
            return

        def forget(connection: sqlite3.Connection) -> None:
            (held,) = connection.execute("SELECT TOTAL(LENGTH(data)) FROM features").fetchone()
            surplus = held - limit_bytes / 2
            connection.execute(
                "DELETE FROM features WHERE id IN (SELECT id FROM"
                " (SELECT id, SUM(LENGTH(data)) OVER (ORDER BY id) - LENGTH(data) AS before FROM features)"
                " WHERE before < ?)",
                (surplus,),
            )

        self._file.attempt(forget, None)
        self._file.compact()

    def clear(self) -> None:
        """Forget everything."""
        self._file.clear(["features"])

    def close(self) -> None:
        """Give the file back; the cache may be used again and opens it anew."""
        self._file.close()
