"""How much memory this process holds right now."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_MEGABYTE = 1_000_000


def memory_in_use_mb() -> int:
    """Resident memory of this process in megabytes; 0 where the system does not say."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE") // _MEGABYTE
    elif sys.platform == "win32":
        return _windows_working_set() // _MEGABYTE
    else:
        import resource

        # macOS counts bytes, and knows only the most that there ever was
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE
    return 0


def _windows_working_set() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 6),
        ]

    counters = Counters(size=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.POINTER(Counters), wintypes.DWORD)
    found = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.working_set) if found else 0
