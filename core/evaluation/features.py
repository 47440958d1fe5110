"""The features of photos under a model's frozen backbone, for studies: computed once, kept in the cache of training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from core.control import Control, OnProgress, Progress
from core.datasets.feature_cache import FeatureCache
from core.datasets.row_photo import content_key, load_row
from core.datasets.table import PhotoRow
from core.errors import PhotoError
from core.inference.backbone import Backbone
from core.preprocessing.pipeline import Pipeline
from core.thread_priority import lower_this_thread, usable_cores

_CHUNK = 64
"""photos between two questions to the cache"""


@dataclass(frozen=True)
class PhotoFeatures:
    """[N, features] of the photos that could be read, in the order of the wanted ones."""

    rows: tuple[PhotoRow, ...]
    values: NDArray[np.float32]
    bad_photos: tuple[tuple[str, PhotoError], ...]


def collect_features(
    rows: Sequence[PhotoRow],
    backbone: Backbone,
    pipeline: Pipeline,
    *,
    cache: FeatureCache | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> PhotoFeatures:
    """What the backbone makes of photos prepared by a pipeline.

    Args:
        rows: of a photo table.
        backbone: frozen.
        pipeline: how photos are prepared.
        cache: where features are kept; None: nowhere.
        control: asked every 64 photos.
        on_progress: told the number of photos.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
    """
    kept: list[PhotoRow] = []
    values: list[NDArray[np.float32]] = []
    bad: list[tuple[str, PhotoError]] = []
    count = threads or usable_cores()
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(count, "features", lower_this_thread) as pool:
        for start in range(0, len(rows), _CHUNK):
            if control and not control.checkpoint():
                break
            chunk = rows[start : start + _CHUNK]
            for row, found in zip(chunk, _chunk(pool, chunk, backbone, pipeline, cache), strict=True):
                if isinstance(found, PhotoError):
                    bad.append((row.path, found))
                else:
                    kept.append(row)
                    values.append(found)
            if on_progress:
                on_progress(Progress(start + len(chunk), len(rows)))
    return PhotoFeatures(tuple(kept), np.array(values, np.float32).reshape(len(kept), -1), tuple(bad))


def _chunk(
    pool: ThreadPoolExecutor,
    rows: Sequence[PhotoRow],
    backbone: Backbone,
    pipeline: Pipeline,
    cache: FeatureCache | None,
) -> Iterator[NDArray[np.float32] | PhotoError]:
    keys = list(pool.map(lambda row: content_key(row, pipeline), rows))
    contents = [key for key in keys if isinstance(key, str)]
    known = cache.get_many(contents, backbone.key, pipeline.key) if cache else {}

    def make(row: PhotoRow, key: str | PhotoError) -> NDArray[np.float32] | PhotoError:
        if isinstance(key, PhotoError):
            return key
        return known[key] if key in known else _features_of(row, backbone, pipeline)

    made = list(pool.map(make, rows, keys))
    if cache:
        new = {
            key: found
            for key, found in zip(keys, made, strict=True)
            if isinstance(key, str) and key not in known and not isinstance(found, PhotoError)
        }
        cache.put_many(new, backbone.key, pipeline.key)
    return iter(made)


def _features_of(row: PhotoRow, backbone: Backbone, pipeline: Pipeline) -> NDArray[np.float32] | PhotoError:
    loaded = load_row(row, pipeline, pipeline.decode_side(backbone.input_size))
    if isinstance(loaded, PhotoError):
        return loaded
    photo, box = loaded
    return backbone.features(pipeline.prepare(photo, backbone.input_size, box))
