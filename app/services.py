"""What pages are given: the parts of the program that they share, made once by `app.application`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.error_handler import ErrorHandler
    from app.item_models.thumbnail_cache import ThumbnailCache
    from app.labelling import Labelling
    from app.open_photos import OpenPhotos
    from app.settings import Settings
    from app.task_runner import TaskRunner
    from core.breeds import BreedTable
    from core.datasets.feature_cache import FeatureCache
    from core.inference.prediction_store import PredictionStore
    from core.paths import UserFolders


@dataclass(frozen=True)
class Services:
    """The shared parts, handed down from the composition root; there is no global one."""

    settings: Settings
    tasks: TaskRunner
    folders: UserFolders
    breeds: BreedTable
    errors: ErrorHandler
    open_predictions: Callable[[], PredictionStore]
    """opens the store of known answers; see `predictions`"""
    labelling: Labelling
    open_photos: OpenPhotos
    thumbnails: ThumbnailCache
    """small pictures of photos on the disk, for every list of them"""
    _lock: Lock = field(default_factory=Lock, repr=False)
    _opened: list[PredictionStore] = field(default_factory=list, repr=False)
    _features: list[FeatureCache] = field(default_factory=list, repr=False)

    @property
    def predictions(self) -> PredictionStore:
        """The store of known answers, opened at first use: that imports NumPy, which the first paint does not need.

        Ask for it in a worker thread where possible.
        """
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_predictions())
            return self._opened[0]

    @property
    def features(self) -> FeatureCache:
        """The features that answers were made of, opened at first use, as `predictions` is."""
        from core.datasets.feature_cache import FeatureCache

        with self._lock:
            if not self._features:
                self._features.append(FeatureCache(self.folders.cache / "features"))
            return self._features[0]

    def cache_bytes(self) -> int:
        """Disk space of what can be computed again. For worker threads."""
        return self.predictions.size_bytes() + self.features.size_bytes() + self.thumbnails.size_bytes()

    def clear_caches(self) -> None:
        """Forget what can be computed again. For worker threads."""
        self.predictions.clear()
        self.features.clear()
        self.thumbnails.clear()

    def close(self) -> None:
        """Write what was said last, and let go of what was opened. The workers have ended."""
        self.labelling.close()
        with self._lock:
            for cache in self._features:
                cache.close()
            self._features.clear()
            for store in self._opened:
                store.close()
            self._opened.clear()
        self.thumbnails.close()
