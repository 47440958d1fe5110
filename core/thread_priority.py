"""Keep long work out of the way of the window: how many cores there are, and threads of low priority."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_NICE = 10
_WINDOWS_BELOW_NORMAL = -1


def usable_cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def lower_this_thread() -> None:
    """Let the window's thread go first whenever both want a core. Where the system offers no way, nothing changes."""
    if sys.platform == "linux":
        # on Linux a thread has a nice value of its own
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    elif sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")
        # a handle is as wide as a pointer, and ctypes would cut it to an int
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _WINDOWS_BELOW_NORMAL)
