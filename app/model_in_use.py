"""A model that photos are shown to, loaded once, by whichever worker needs it first."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.inference.classifier import Classifier


class ModelInUse:
    """A promise of a classifier. Loading takes a moment, so ask for it in worker threads only."""

    def __init__(self, name: str, views: str) -> None:
        """`views` may be "default": one look at each photo."""
        self.name = name
        self._views = views
        self._lock = Lock()
        self._classifier: Classifier | None = None

    @classmethod
    def ready(cls, classifier: Classifier) -> ModelInUse:
        """A promise that is kept already."""
        made = cls(classifier.name, "default")
        made._classifier = classifier
        return made

    def get(self) -> Classifier:
        """The classifier.

        Raises:
            BreedLensError: there is no such model, or its files are damaged.
        """
        with self._lock:
            if self._classifier is None:
                from core.inference.classifier import Classifier
                from core.inference.views import SINGLE

                views_name = SINGLE if self._views == "default" else self._views
                self._classifier = Classifier.load(self.name, views_name=views_name)
            return self._classifier
