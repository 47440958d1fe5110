"""The features of every training photo, computed once and kept on disk by content, network and view."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.datasets.row_photo import content_key, scaled_box, side_to_load
from core.datasets.table import PhotoRow
from core.errors import BreedLensError, PhotoError
from core.photos.loader import load_photo
from core.preprocessing.augmentation import Augmentation, augmented, photo_rng
from core.preprocessing.geometry import Box
from core.preprocessing.pipeline import Pipeline
from core.thread_priority import lower_this_thread, usable_cores
from core.training.feature_makers import FeatureMaker
from core.training.fit import Array
from core.training.progress import Progress, Rate

_CHUNK = 64
"""photos between two questions to the cache and to the control"""

Pixels = NDArray[np.uint8]
OnBadPhoto = Callable[[str, PhotoError], None]


class Cache(Protocol):
    """A `core.datasets.feature_cache.FeatureCache`."""

    def get_many(self, contents: Sequence[str], model_key: str, view_key: str) -> Mapping[str, Array]:
        """The features that are kept, by content."""

    def put_many(self, features: Mapping[str, Array], model_key: str, view_key: str) -> None:
        """Keep features by content."""


@dataclass(frozen=True)
class View:
    """One way of showing a photo: prepared as it is, or changed at random in the way number `number` of a seed."""

    pipeline: Pipeline
    augmentation: Augmentation | None = None
    number: int = 0
    seed: int = 0

    @cached_property
    def key(self) -> str:
        """Changes whenever a prepared photo could."""
        if self.augmentation is None:
            return self.pipeline.key
        described = json.dumps([self.pipeline.key, self.augmentation.to_dict(), self.number, self.seed])
        return hashlib.sha256(described.encode()).hexdigest()[:16]

    def decode_side(self, size: int) -> int:
        """Shorter side in pixels that a photo must be loaded with."""
        detail = self.augmentation.detail if self.augmentation else 1.0
        return round(self.pipeline.decode_side(size) * detail)

    def prepare(self, photo: Pixels, size: int, box: Box | None, content: str) -> Pixels:
        """The photo [h, w, 3] as the network sees it, [size, size, 3].

        What is random depends on the photo's content, not on its place: the same photo has the same views in any table.
        """
        if self.augmentation is None:
            return self.pipeline.prepare(photo, size, box)
        rng = photo_rng(self.seed, self.number, int(content[:8], 16))
        return augmented(photo, self.pipeline, size, self.augmentation, rng, box=box)


@dataclass(frozen=True, slots=True)
class Features:
    """`values` [photos, views, features] of the photos `rows`: those of the wanted ones that can be read."""

    rows: tuple[PhotoRow, ...]
    values: Array


class NothingLearned(BreedLensError):
    """Stop and keep, before there was anything to keep."""

    def __init__(self) -> None:
        super().__init__("nothing_learned", "The training was stopped before anything was learned.")


class FeatureRun:
    """Computes features with every core that there is, and says how far it has come."""

    def __init__(self, maker: FeatureMaker, size: int, cache: Cache | None, progress: Progress, total: int) -> None:
        """
        Args:
            maker: what computes them.
            size: side of its input in pixels.
            cache: where they are kept; None: nowhere.
            progress: is told of each chunk, and asked whether to go on.
            total: features (photos times views) of all the calls of `collect` to come.
        """
        self._maker, self._size, self._cache, self._progress, self._total = maker, size, cache, progress, total
        self._done = 0
        self._rate = Rate(progress.working_time)

    def change_maker(self, maker: FeatureMaker) -> None:
        """Go on with another one, for photos that are scaled otherwise."""
        self._maker = maker

    def collect(self, rows: Sequence[PhotoRow], views: Sequence[View], on_bad_photo: OnBadPhoto) -> Features:
        """The features of the photos that can be read.

        Raises:
            NothingLearned: the control said to stop.
            Cancelled: the control said so.
        """
        kept: list[PhotoRow] = []
        # filled in place: flattened maps take gigabytes, and stacking a list would hold them twice
        values = np.zeros((0, len(views), 0), np.float32)
        with ThreadPoolExecutor(usable_cores(), "features", lower_this_thread) as pool:
            for start in range(0, len(rows), _CHUNK):
                if not self._progress.checkpoint():
                    raise NothingLearned
                chunk = rows[start : start + _CHUNK]
                for row, found in zip(chunk, self._chunk(pool, chunk, views), strict=True):
                    if isinstance(found, PhotoError):
                        on_bad_photo(row.path, found)
                    else:
                        if not kept:
                            values = np.empty((len(rows), *found.shape), np.float32)
                        values[len(kept)] = found
                        kept.append(row)
                self._advance(len(chunk) * len(views))
        return Features(tuple(kept), values[: len(kept)])

    def _advance(self, count: int) -> None:
        self._done += count
        self._rate.advance(count)
        is_last = self._done >= self._total
        rate = self._rate.a_second
        self._progress.send_some("features", is_last=is_last, done=self._done, total=self._total, rate=rate)

    def _chunk(
        self, pool: ThreadPoolExecutor, rows: Sequence[PhotoRow], views: Sequence[View]
    ) -> list[Array | PhotoError]:
        """[views, features] of each row, or why it cannot be read."""
        keys = list(pool.map(lambda row: content_key(row, views[0].pipeline), rows))
        readable = [*dict.fromkeys(key for key in keys if isinstance(key, str))]
        known = {view.key: self._known(readable, view.key) for view in views}
        missing = [
            [] if isinstance(key, PhotoError) else [view for view in views if key not in known[view.key]]
            for key in keys
        ]
        made = self._made(pool, rows, keys, missing)
        new: dict[str, dict[str, Array]] = {view.key: {} for view in views}
        results: list[Array | PhotoError] = []
        for key, wanted, found in zip(keys, missing, made, strict=True):
            if isinstance(key, PhotoError) or isinstance(found, PhotoError):
                results.append(key if isinstance(key, PhotoError) else found)  # type: ignore[arg-type]
                continue
            own = {view.key: feature for view, feature in zip(wanted, found, strict=True)}
            for view_key, feature in own.items():
                new[view_key][key] = feature
            results.append(np.stack([own[view.key] if view.key in own else known[view.key][key] for view in views]))
        if self._cache is not None:
            for view_key, features in new.items():
                if features:
                    self._cache.put_many(features, self._maker.key, view_key)
        return results

    def _known(self, contents: Sequence[str], view_key: str) -> Mapping[str, Array]:
        return self._cache.get_many(contents, self._maker.key, view_key) if self._cache is not None else {}

    def _made(
        self,
        pool: ThreadPoolExecutor,
        rows: Sequence[PhotoRow],
        keys: Sequence[str | PhotoError],
        views: Sequence[Sequence[View]],
    ) -> list[list[Array] | PhotoError]:
        """The features of these views of each row."""
        if self._maker.in_threads:
            return list(pool.map(self._features_of, rows, keys, views))
        prepared = list(pool.map(self._prepared, rows, keys, views))
        pixels = [one for found in prepared if not isinstance(found, PhotoError) for one in found]
        step = self._maker.batch_size
        batches = [self._maker.features(np.stack(pixels[i : i + step])) for i in range(0, len(pixels), step)]
        features = iter([feature for batch in batches for feature in batch])
        return [found if isinstance(found, PhotoError) else [next(features) for _ in found] for found in prepared]

    def _features_of(self, row: PhotoRow, key: str | PhotoError, views: Sequence[View]) -> list[Array] | PhotoError:
        prepared = self._prepared(row, key, views)
        if isinstance(prepared, PhotoError):
            return prepared
        return [self._maker.features(pixels[None])[0] for pixels in prepared]

    def _prepared(self, row: PhotoRow, key: str | PhotoError, views: Sequence[View]) -> list[Pixels] | PhotoError:
        if isinstance(key, PhotoError) or not views:
            return [] if isinstance(key, str) else key
        # loaded for each view at its own size: what is kept must not depend on which other views were missing
        loaded: dict[int | None, Pixels] = {}
        result = []
        for view in views:
            side = side_to_load(row, view.pipeline, view.decode_side(self._size))
            if side not in loaded:
                photo = load_photo(row.path, shorter_side=side)
                if isinstance(photo, PhotoError):
                    return photo
                loaded[side] = photo
            result.append(view.prepare(loaded[side], self._size, scaled_box(loaded[side], row), key))
        return result
