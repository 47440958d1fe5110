"""No error is silent: everything unexpected goes to the log file and, as one plain sentence, to the person."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from app.translation import translate_error
from core.errors import BreedLensError

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

LOG_FILE = "breedlens.log"
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def error_details(error: BaseException) -> str:
    """What a programmer needs of an error, for the log and behind the details button."""
    text = "".join(traceback.format_exception(error)).rstrip()
    if isinstance(error, BreedLensError) and error.details:
        text = f"{error.details}\n\n{text}"
    return text


def open_log_file(folder: Path) -> logging.Handler:
    """Write the program's log to a file in `folder`.

    Returns the handler, for `close_log_file`. Where the folder cannot be written, the log goes nowhere.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = LogFile(folder / LOG_FILE)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    log.info("Started with Python %s on %s", sys.version, sys.platform)
    return handler


def close_log_file(handler: logging.Handler) -> None:
    """Undo `open_log_file`."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class LogFile(logging.FileHandler):
    """The log, at most three files of one megabyte. (`logging.handlers` would do, and takes 10 ms to import.)"""

    LIMIT_BYTES = 1_000_000

    def __init__(self, file: Path) -> None:
        # File names may hold bytes that are no characters.
        super().__init__(file, encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, beginning a new file where the present one is full."""
        if self.stream is not None and self.stream.tell() > self.LIMIT_BYTES:
            self.stream.close()
            files = [Path(self.baseFilename + suffix) for suffix in ("", ".1", ".2")]
            for new, old in ((files[1], files[2]), (files[0], files[1])):
                with contextlib.suppress(OSError):
                    new.replace(old)
            self.stream = self._open()
        super().emit(record)


class ErrorHandler(QObject):
    """Logs errors and shows them: a sentence, details behind a button, one dialog at a time.

    Signals:
        reported: an error was logged; its sentence.
    """

    reported = Signal(str)
    _caught = Signal(object)

    def __init__(self, log_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_folder = log_folder
        self._dialog: QWidget | None = None
        self._previous: dict[str, Any] = {}
        self._caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    @property
    def sentence(self) -> str | None:
        """The sentence that the open dialog shows, None while none is open."""
        from app.dialogs.error_dialog import ErrorDialog

        return self._dialog.sentence.text() if isinstance(self._dialog, ErrorDialog) else None

    def show(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Log an error and tell the person; only in the window's thread.

        While an error dialog is open, further errors are added to its details instead of stacking dialogs.
        """
        from app.dialogs.error_dialog import ErrorDialog

        log.error("%s", error, exc_info=error)
        sentence = translate_error(error)
        if isinstance(self._dialog, ErrorDialog):
            self._dialog.add(sentence, error_details(error))
        elif QApplication.instance() is not None:
            dialog = ErrorDialog(sentence, error_details(error), self.log_folder, parent or QApplication.activeWindow())
            self._dialog = dialog
            dialog.finished.connect(self._forget_dialog)
            dialog.open()
        self.reported.emit(sentence)

    def install(self) -> None:
        """Catch what nobody catches, in every thread, and Qt's own messages."""
        self._previous = {
            "sys": sys.excepthook,
            "threading": threading.excepthook,
            "unraisable": sys.unraisablehook,
            "qt": qInstallMessageHandler(_log_qt_message),
        }
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable

    def uninstall(self) -> None:
        """Undo `install`."""
        if not self._previous:
            return
        sys.excepthook = self._previous["sys"]
        threading.excepthook = self._previous["threading"]
        sys.unraisablehook = self._previous["unraisable"]
        qInstallMessageHandler(self._previous["qt"])
        self._previous = {}

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_exception(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        self._caught.emit(error.with_traceback(trace))

    def _on_thread_exception(self, arguments: Any) -> None:
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            self._caught.emit(arguments.exc_value)

    def _on_unraisable(self, arguments: Any) -> None:
        # Raised where no one can handle it, often while the program ends: for the log only.
        log.error("Error in %r: %s", arguments.object, arguments.err_msg or "ignored", exc_info=arguments.exc_value)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
