"""What is still to be classified, in an order that may change while the work runs."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence


class PhotoQueue:
    """Thread-safe queue of paths, each at most once; the ones a person looks at can be moved to the front.

    Readers wait in `take` until there is something or `close` was called.
    """

    def __init__(self, paths: Iterable[str] = (), *, closed: bool = False) -> None:
        self._condition = threading.Condition()
        self._waiting: OrderedDict[str, None] = OrderedDict.fromkeys(paths)
        self._added = len(self._waiting)
        self._closed = closed

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def added(self) -> int:
        """How many paths were ever put in."""
        return self._added

    @property
    def closed(self) -> bool:
        """Whether `added` is final."""
        return self._closed

    def add(self, paths: Iterable[str]) -> None:
        """Append paths; those that are already waiting keep their place."""
        with self._condition:
            before = len(self._waiting)
            self._waiting.update((path, None) for path in paths)
            self._added += len(self._waiting) - before
            self._condition.notify_all()

    def prioritise(self, paths: Sequence[str]) -> None:
        """Put those of the paths that still wait first, in the order given."""
        with self._condition:
            for path in reversed(paths):
                if path in self._waiting:
                    self._waiting.move_to_end(path, last=False)

    def put_back(self, paths: Sequence[str]) -> None:
        """Return paths that `take` gave, to the front and in their order."""
        with self._condition:
            for path in reversed(paths):
                self._waiting[path] = None
                self._waiting.move_to_end(path, last=False)
            self._condition.notify_all()

    def close(self) -> None:
        """No more paths will come: readers end when the queue is empty."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def take(self, count: int, wait_seconds: float | None = None) -> list[str] | None:
        """Up to `count` paths from the front; an empty list after `wait_seconds` without any; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._waiting or self._closed, wait_seconds)
            if not self._waiting and self._closed:
                return None
            return [self._waiting.popitem(last=False)[0] for _ in range(min(count, len(self._waiting)))]
