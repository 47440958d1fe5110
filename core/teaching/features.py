"""The pooled features of photo files under a model: looked up by content, computed where they are not kept yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from core.control import Control, OnProgress, Progress
from core.datasets.feature_cache import FeatureCache
from core.errors import PhotoError
from core.inference.backbone import Backbone
from core.inference.prediction_store import PredictionStore
from core.photos.fingerprints import content_fingerprint
from core.photos.loader import load_photo
from core.teaching.base import Base, Matrix, Surroundings
from core.thread_priority import lower_this_thread, usable_cores

_LOOKED_UP = 4096
"""photos in one question to the stores"""
_COMPUTED = 32
"""photos between two questions to the control"""


@dataclass(frozen=True, eq=False)
class Pool:
    """Photos with their features, one row a photo, in the order in which they were asked for.

    A photo that could not be read, or was not reached when the work was stopped, has no row.
    """

    base: Base
    paths: tuple[str, ...]
    contents: tuple[str, ...]
    """[N] content fingerprints; copies of one photo share theirs"""
    features: Matrix
    """[N, features] that the last layer of the base takes in"""
    surroundings: Surroundings
    bad_photos: tuple[tuple[str, PhotoError], ...] = ()

    def __len__(self) -> int:
        return len(self.paths)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row by path."""
        return {path: row for row, path in enumerate(self.paths)}

    def rows_of(self, paths: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Rows of those of the paths that have one, in their order."""
        return np.array([self.row_of[path] for path in paths if path in self.row_of], np.intp)

    @cached_property
    def centre(self) -> Matrix:
        """[features] the mean photo: what all photos have in common tells no breed from another."""
        return self._measures[0]

    @cached_property
    def spread(self) -> float:
        """Root of the mean squared distance of a photo from the centre; 1 where all photos are alike."""
        return self._measures[1]

    @cached_property
    def _measures(self) -> tuple[Matrix, float]:
        if not len(self):
            return np.zeros(self.features.shape[1], np.float32), 1.0
        centre = self.features.mean(axis=0, dtype=np.float64)
        lengths = np.einsum("nf,nf->n", self.features, self.features, dtype=np.float64)
        return centre.astype(np.float32), float(np.sqrt(max(lengths.mean() - centre @ centre, 0.0))) or 1.0


def collect_pool(
    paths: Sequence[str],
    base: Base,
    *,
    store: PredictionStore,
    cache: FeatureCache,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> Pool:
    """The features of photos: a `stat` and a lookup each where they were computed before, by whichever way.

    Args:
        paths: of photo files; of equal paths the first counts.
        base: the model.
        store: knows which content an unchanged file has, and learns it of the others.
        cache: where features are kept.
        control: asked every few photos that are computed; told to stop, it keeps what there is.
        on_progress: told the number of photos.
        threads: workers; 0 for one a core.

    Raises:
        BreedLensError: the model cannot be run.
        Cancelled: by `control`.
    """
    wanted = list(dict.fromkeys(paths))
    work = _Collecting(base, store, cache, control or Control())
    work.on_progress, work.total = on_progress, len(wanted)
    contents, found, bad = work.look_up(wanted)
    missing = [path for path in wanted if path not in bad and contents.get(path) not in found]
    if missing:
        work.compute(missing, contents, found, bad, threads or usable_cores())
    kept = [path for path in wanted if contents.get(path) in found]
    values = np.empty((len(kept), base.pooled_count), np.float32)
    for row, path in enumerate(kept):
        values[row] = found[contents[path]]
        found[contents[path]] = values[row]  # a hundred thousand photos take half a gigabyte, and should not twice
    features = base.embed(values)
    owned = tuple(contents[path] for path in kept)
    unread = tuple((path, bad[path]) for path in wanted if path in bad)
    return Pool(base, tuple(kept), owned, features, base.surroundings(features), unread)


class _Collecting:
    """One pass over the wanted photos."""

    def __init__(self, base: Base, store: PredictionStore, cache: FeatureCache, control: Control) -> None:
        self._base, self._store, self._cache, self._control = base, store, cache, control
        self.on_progress: OnProgress | None = None
        self.total = self._done = 0

    def look_up(self, paths: Sequence[str]) -> tuple[dict[str, str], dict[str, Matrix], dict[str, PhotoError]]:
        """Contents by path, kept features by content, and why files cannot be read."""
        contents: dict[str, str] = {}
        found: dict[str, Matrix] = {}
        bad: dict[str, PhotoError] = {}
        for start in range(0, len(paths), _LOOKED_UP):
            chunk = paths[start : start + _LOOKED_UP]
            known = self._store.known_contents(chunk)
            for turn in range(0, len(chunk), _COMPUTED):
                new = [path for path in chunk[turn : turn + _COMPUTED] if path not in known]
                if new and not self._control.checkpoint():
                    break
                known |= self._store.read_contents(new) if new else {}
                bad |= {path: why for path in new if path not in known and (why := _why_unreadable(path))}
            contents |= known
            found |= self._known_features(list(known.values()))
            self._advance(sum(contents.get(path) in found or path in bad for path in chunk))
            if not self._control.checkpoint():
                break
        return contents, found, bad

    def compute(
        self,
        paths: Sequence[str],
        contents: dict[str, str],
        found: dict[str, Matrix],
        bad: dict[str, PhotoError],
        threads: int,
    ) -> None:
        """Add the features of these photos, or why there are none, to `found` and `bad`."""
        backbone = Backbone(self._base.bundle)
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads, "features", lower_this_thread) as pool:
            for start in range(0, len(paths), _COMPUTED):
                if not self._control.checkpoint():
                    return
                chunk = [path for path in paths[start : start + _COMPUTED] if path in contents]
                made = pool.map(lambda path: self._features_of(path, backbone), chunk)
                new: dict[str, Matrix] = {}
                for path, features in zip(chunk, made, strict=True):
                    if isinstance(features, PhotoError):
                        bad[path] = features
                    else:
                        new[contents[path]] = features
                self._cache.put_many(new, self._base.feature_key, self._base.pipeline.key)
                found |= new
                self._advance(len(chunk))

    def _known_features(self, contents: Sequence[str]) -> dict[str, Matrix]:
        known = self._cache.get_many(contents, self._base.feature_key, self._base.pipeline.key)
        shape = (self._base.pooled_count,)
        return {content: values for content, values in known.items() if values.shape == shape}

    def _features_of(self, path: str, backbone: Backbone) -> Matrix | PhotoError:
        pipeline = self._base.pipeline
        photo = load_photo(path, pipeline.decode_side(backbone.input_size))
        if isinstance(photo, PhotoError):
            return photo
        return backbone.features(pipeline.prepare(photo, backbone.input_size))

    def _advance(self, count: int) -> None:
        self._done += count
        if self.on_progress:
            self.on_progress(Progress(self._done, self.total))


def _why_unreadable(path: str) -> PhotoError | None:
    content = content_fingerprint(path)
    return content if isinstance(content, PhotoError) else None
