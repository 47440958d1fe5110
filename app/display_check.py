"""Whether Qt can open a window here. Qt itself ends the process where it cannot; a person deserves a sentence."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

NO_DISPLAY = (
    "BreedLens needs a desktop to open its window, and there is none here (DISPLAY and WAYLAND_DISPLAY are not set). "
    "On the command line use: breedlens classify PATH..."
)
NO_ANSWER = (
    "BreedLens cannot open its window: the desktop {display} does not answer. "
    "On the command line use: breedlens classify PATH..."
)
NO_LIBRARIES = (
    "BreedLens cannot open its window because a system library is missing ({reason}). "
    "On Debian and Ubuntu this installs all that it needs:\n  sudo apt install {packages}"
)
DEBIAN_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
)


def why_no_window() -> str | None:
    """The sentence for a person where no window can be opened, None where nothing speaks against it."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return None
    display = os.environ.get("DISPLAY", "")
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not display:
        return NO_DISPLAY
    return why_no_libraries() or (None if _x11_answers() else NO_ANSWER.format(display=ascii(display)))


def why_no_libraries() -> str | None:
    """The sentence that names what to install where Qt's parts for X11 cannot be loaded."""
    spec = find_spec("PySide6")
    folder = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    plugin = Path(folder, "Qt", "plugins", "platforms", "libqxcb.so")
    try:
        if plugin.is_file():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return missing_library(error)
    return None


def missing_library(error: Exception) -> str:
    """The sentence for a library that the loader did not find."""
    return NO_LIBRARIES.format(reason=str(error).split(":")[0], packages=DEBIAN_PACKAGES)


def _x11_answers() -> bool:
    """Connect as Qt will; where that cannot be tried, Qt may."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
