"""What is done with the file of a photo and with its picture: show, copy, save."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QDir, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from app.open_elsewhere import open_or_tell
from app.task_runner import TaskContext
from app.translation import printable

_OURS = "application/x-breedlens-path"
"""tells what this program put on the clipboard from what others did"""


def show_in_file_manager(path: str, tell: Callable[[str], None]) -> None:
    """Open the file's folder, with the file selected where the system can do that; `tell` where nothing opens it."""
    from PySide6.QtCore import QProcess

    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", QDir.toNativeSeparators(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", path])
    else:
        open_or_tell(os.path.dirname(path), tell)


def copy_path(path: str) -> None:
    """Put the file on the clipboard: pasted as a path into text, as the file itself into folders."""
    data = QMimeData()
    data.setText(printable(QDir.toNativeSeparators(path)))
    data.setUrls([QUrl.fromLocalFile(path)])
    data.setData(_OURS, b"")
    QGuiApplication.clipboard().setMimeData(data)


def let_go_of_clipboard() -> None:
    """The program ends: what `copy_path` put on the clipboard stays as a text.

    Qt's clipboard outlives Python, and ends the process with a crash where it still holds an object made there.
    """
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()
    if held is not None and held.hasFormat(_OURS):
        clipboard.setText(clipboard.text())


def copy_picture(picture: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture)


def save_picture(picture: QImage, target: str, context: TaskContext) -> str:
    """Write a picture; gives its path. Meant for a worker thread.

    Raises:
        OSError: it cannot be written there.
    """
    del context
    if not picture.save(target):
        raise OSError(None, "the picture could not be written", target)
    return target


def save_pasted(picture: QImage, folder: Path, context: TaskContext) -> str:
    """Write a pasted picture under a name of its own; gives its path. Meant for a worker thread.

    Raises:
        OSError: it cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moment = QDateTime.currentDateTime().toString("yyyy-MM-dd HH.mm.ss")
    stem = QCoreApplication.translate("FileActions", "pasted {moment}").format(moment=moment)
    target, number = folder / f"{stem}.png", 2
    while target.exists():
        target, number = folder / f"{stem} ({number}).png", number + 1
    return save_picture(picture, str(target), context)
