"""Keeping the imaging libraries' warnings to themselves: a photo with odd metadata is no news to anyone."""

from __future__ import annotations

import threading
import warnings
from types import TracebackType


class _Quiet:
    """Context manager, for any number of threads at once.

    `warnings.catch_warnings` replaces the filters of the whole process, so threads that leave in another order than
    they came would leave wrong filters behind: the first one in sets the filter, the last one out removes it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._catcher: warnings.catch_warnings[None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._catcher = warnings.catch_warnings()
                self._catcher.__enter__()
                warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)\b")
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._catcher is not None:
                self._catcher.__exit__(kind, error, trace)


QUIET = _Quiet()
"""Inside `with QUIET:` warnings that Pillow and pi-heif issue are dropped; those of other modules are not."""
