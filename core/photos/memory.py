"""How much memory all decoding together may take at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core.photos.limits import MAX_WORKING_BYTES


class MemoryGate:
    """Lets decoders in, in the order they come, while their needs fit the budget; one alone always fits."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._used = 0
        self._turn = threading.Lock()
        self._room = threading.Condition()

    @contextmanager
    def hold(self, needed: int) -> Iterator[None]:
        """Wait for room for `needed` bytes and keep it until the end of the block."""
        with self._turn, self._room:
            # Whoever waits here keeps its turn, so that a large picture is not overtaken by small ones for ever.
            while self._used and self._used + needed > self._budget:
                self._room.wait()
            self._used += needed
        try:
            yield
        finally:
            with self._room:
                self._used -= needed
                self._room.notify()


GATE = MemoryGate(MAX_WORKING_BYTES)
"""The gate that every decode of this process goes through."""
