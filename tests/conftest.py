"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from leak_guard import LeakGuard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before the first QApplication: tests show nothing on the screen, and see neither its scale nor its language.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(variable, None)
os.environ["LC_ALL"] = "C.UTF-8"

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """The folder of real photos: `$BREEDLENS_PHOTOS`, or `shared/photos` beside the checkout; skips where missing."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "photos"
    folder = Path(os.environ.get("BREEDLENS_PHOTOS") or beside)
    if not folder.is_dir():
        pytest.skip("the real photos are not here (set BREEDLENS_PHOTOS to their folder)")
    return folder


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application object that pytest-qt makes is the program's own."""
    from app.desktop_application import DesktopApplication

    return DesktopApplication


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has the person's folders to itself, empty."""
    home = tmp_path / "breedlens-home"
    monkeypatch.setenv("BREEDLENS_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A test that leaves a thread, a timer or a window behind fails, and says where it was started."""
    guard = LeakGuard()
    with guard.watch():
        yield
    leaks = guard.leaks()
    if leaks:
        pytest.fail("\n".join(["this was left running:", *leaks]), pytrace=False)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails; servers on this computer are allowed."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _only_nearby(getattr(socket.socket, name)))


def _only_nearby(connect: Any) -> Any:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            pytest.fail(f"the test reached for the network: {address}")
        return connect(self, address)

    return checked
