"""No error is silent, none shows a traceback first, and many do not stack up."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs import error_dialog
from app.dialogs.error_dialog import ErrorDialog
from app.error_handler import LOG_FILE, ErrorHandler, LogFile, close_log_file, open_log_file
from app.translation import printable, translate_error, translate_photo_error
from core.errors import PHOTO_SENTENCES, BreedLensError, PhotoError, PhotoErrorCode
from core.paths import UserFolders


@pytest.fixture
def handler(qapp: QApplication, folders: UserFolders) -> Iterator[ErrorHandler]:
    """An error handler that is installed, with a log file."""
    file = open_log_file(folders.logs)
    handler = ErrorHandler(folders.logs)
    handler.install()
    yield handler
    handler.uninstall()
    for dialog in dialogs():
        dialog.close()
    close_log_file(file)


def dialogs() -> list[ErrorDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ErrorDialog) and widget.isVisible()
    ]


def raised(error: BaseException) -> BaseException:
    """The error with a traceback, as if it had happened."""
    try:
        raise error
    except BaseException as caught:
        return caught


def log_text(folders: UserFolders) -> str:
    return (folders.logs / LOG_FILE).read_text(encoding="utf-8")


def test_an_error_nobody_caught_is_a_sentence_with_details_behind_a_button(
    handler: ErrorHandler, folders: UserFolders, qtbot: QtBot
) -> None:
    error = raised(ZeroDivisionError("by zero"))
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    (dialog,) = dialogs()
    assert "Traceback" not in dialog.sentence.text()
    details = dialog.findChild(QPlainTextEdit, "errorDetails")
    assert not details.isVisible()
    dialog.findChild(QPushButton, "errorDetailsButton").click()
    assert details.isVisible()
    assert "ZeroDivisionError: by zero" in details.toPlainText()
    dialog.findChild(QPushButton, "errorCopyButton").click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: by zero" in log_text(folders)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_somebody_who_types_on_does_not_close_an_error_unread(
    handler: ErrorHandler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, key: Qt.Key
) -> None:
    now = 100.0
    monkeypatch.setattr(error_dialog.time, "monotonic", lambda: now)
    handler.show(raised(BreedLensError("disk_full", "The disk is full. Make some room, then try again.")))
    (dialog,) = dialogs()
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    for _ in range(20):  # one label after the other
        now += 0.2
        qtbot.keyClick(close, key)
        assert dialog.isVisible()
    now += 2 * error_dialog.REST_S
    qtbot.keyClick(close, key)
    assert not dialog.isVisible()


def test_where_no_program_opens_the_log_the_dialog_says_so(
    handler: ErrorHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    handler.show(raised(ZeroDivisionError("by zero")))
    (dialog,) = dialogs()
    dialog.findChild(QPushButton, "errorLogButton").click()
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert f"No program on this computer opens {handler.log_folder}." in texts


def test_an_error_in_a_thread_reaches_the_window(handler: ErrorHandler, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)


def test_an_error_that_cannot_be_raised_is_in_the_log(handler: ErrorHandler, folders: UserFolders) -> None:
    class Stubborn:
        def __del__(self) -> None:
            raise ValueError("stubborn")

    Stubborn()
    assert "ValueError: stubborn" in log_text(folders)
    assert dialogs() == []


def test_errors_do_not_stack_dialogs(handler: ErrorHandler, folders: UserFolders, qtbot: QtBot) -> None:
    for i in range(50):
        handler.show(raised(ValueError(f"number {i}")))
    (dialog,) = dialogs()
    assert "number 0" in dialog.details.toPlainText()
    assert all(f"number {i}" in log_text(folders) for i in range(50))
    dialog.close()
    qtbot.waitUntil(lambda: handler.sentence is None)
    handler.show(raised(ValueError("another")))
    assert len(dialogs()) == 1


def test_the_dialog_does_not_hold_up_the_event_loop(handler: ErrorHandler) -> None:
    handler.show(raised(ValueError("x")))
    assert handler.sentence


def test_what_qt_says_is_in_the_log(handler: ErrorHandler, folders: UserFolders) -> None:
    qWarning("a word from Qt")
    assert "WARNING qt: a word from Qt" in log_text(folders)


def test_the_log_takes_names_that_are_not_valid_unicode(handler: ErrorHandler, folders: UserFolders) -> None:
    logging.getLogger("x").warning("the file %s", "caf\udce9.jpg")
    assert r"caf\udce9.jpg" in log_text(folders)


def test_the_log_does_not_grow_without_bounds(folders: UserFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LogFile, "LIMIT_BYTES", 1000)
    file = open_log_file(folders.logs)
    for i in range(200):
        logging.getLogger("x").warning("line %04d %s", i, "-" * 40)
    close_log_file(file)
    names = sorted(path.name for path in folders.logs.iterdir())
    assert names == [LOG_FILE, f"{LOG_FILE}.1", f"{LOG_FILE}.2"]
    assert all(path.stat().st_size < 1200 for path in folders.logs.iterdir())
    assert "line 0199" in log_text(folders)


def test_a_log_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    obstacle = tmp_path / "file"
    obstacle.write_bytes(b"")
    close_log_file(open_log_file(obstacle / "logs"))


def test_uninstalling_gives_the_hooks_back(qapp: QApplication, folders: UserFolders) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handler = ErrorHandler(folders.logs)
    handler.install()
    assert sys.excepthook is not before[0]
    handler.uninstall()
    handler.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BreedLensError("x", "The model {name} is gone.", name="lite\udcff"), "The model lite\ufffd is gone."),
        (MemoryError(), "memory"),
        (FileNotFoundError(2, "No such file", "/photos/rex.jpg"), "“rex.jpg” is not there"),
        (PermissionError(13, "Permission denied", b"/photos/rex.jpg"), "not allowed to read or change “rex.jpg”"),
        (OSError(28, "No space left on device", "/photos/rex.jpg"), "disk is full"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError("odd"), "OSError"),
        (KeyError("x"), "unexpected"),
    ],
)
def test_every_error_has_one_plain_sentence(error: BaseException, words: str) -> None:
    sentence = translate_error(error)
    assert words in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("code", PhotoErrorCode)
def test_photo_errors_are_sentences(code: PhotoErrorCode) -> None:
    parameters = {"what": "12-bit", "width": "9", "height": "7"}
    assert translate_photo_error(PhotoError(code, parameters)) == PHOTO_SENTENCES[code].format(**parameters)


def test_printable_text_can_be_encoded() -> None:
    assert printable("caf\udce9 été 🐕") == "caf\ufffd été 🐕"
