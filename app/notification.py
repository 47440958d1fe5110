"""Telling the person through the computer's own notifications, where it has them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from app.icons import app_icon

_SHOWN_MS = 10_000


def notify(window: QWidget, title: str, text: str) -> QSystemTrayIcon | None:
    """Show a notification for a while, unless the person is looking at the window already.

    Returns the icon that carries it; None where the computer shows none.
    """
    if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
        return None
    if window.isVisible() and window.isActiveWindow():
        return None
    tray = QSystemTrayIcon(app_icon(), window)
    # An icon that stays would promise a program that lives there.
    done = QTimer(tray, singleShot=True, interval=_SHOWN_MS)
    done.timeout.connect(tray.deleteLater)
    tray.messageClicked.connect(window.window().activateWindow)
    tray.show()
    tray.showMessage(title, text, app_icon(), _SHOWN_MS)
    done.start()
    return tray
