"""How much memory all decoding together may take at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from core.photos.limits import MAX_WORKING_BYTES
from core.photos.source import IN_MEMORY_BYTES


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

_LARGE_FILE = threading.Lock()


def whole_file(size: int) -> AbstractContextManager[object]:
    """Held while a file is in memory as a whole: of the large ones, which come before the gate, one at a time."""
    return _LARGE_FILE if size > IN_MEMORY_BYTES else nullcontext()
