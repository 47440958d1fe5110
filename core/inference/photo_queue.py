"""What is still to be classified, in an order that may change while the work runs."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from itertools import islice


class PhotoQueue:
    """Thread-safe queue that gives out each path once; the ones a person looks at can be moved to the front.

    Readers wait in `take` until there is something or `close` was called.
    """

    def __init__(self, paths: Iterable[str] = (), *, closed: bool = False) -> None:
        self._condition = threading.Condition()
        self._waiting: OrderedDict[str, None] = OrderedDict.fromkeys(paths)
        self._ever = set(self._waiting)
        self._closed = closed

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def added(self) -> int:
        """How many paths were ever put in."""
        return len(self._ever)

    @property
    def closed(self) -> bool:
        """Whether `added` is final."""
        return self._closed

    def add(self, paths: Iterable[str]) -> None:
        """Append paths; those that were ever put in before are left out, and so is everything after `close`."""
        arrived = list(paths)
        with self._condition:
            if self._closed:
                return
            fresh = [path for path in dict.fromkeys(arrived) if path not in self._ever]
            self._ever.update(fresh)
            self._waiting.update(dict.fromkeys(fresh))
            self._condition.notify_all()

    def prioritise(self, paths: Sequence[str]) -> None:
        """Put those of the paths that still wait first, in the order given."""
        with self._condition:
            for path in reversed(paths):
                if path in self._waiting:
                    self._waiting.move_to_end(path, last=False)

    def close(self) -> None:
        """No more paths will come: readers end when the queue is empty."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def peek(self, count: int) -> list[str]:
        """The next paths, up to `count`, which stay where they are."""
        with self._condition:
            return list(islice(self._waiting, count))

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Take out these paths; returns those that were still waiting."""
        with self._condition:
            present = [path for path in paths if path in self._waiting]
            for path in present:
                del self._waiting[path]
            return present

    def take(self, count: int, wait_seconds: float | None = None) -> list[str] | None:
        """Up to `count` paths from the front; an empty list after `wait_seconds` without any; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._waiting or self._closed, wait_seconds)
            if not self._waiting and self._closed:
                return None
            return [self._waiting.popitem(last=False)[0] for _ in range(min(count, len(self._waiting)))]
