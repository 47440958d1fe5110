"""Finds what a test left running: threads, Qt threads and pools, timers, windows. Says where it was started."""

from __future__ import annotations

import gc
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

GRACE_S = 2.0
"""how long threads that were told to end may take"""


class LeakGuard:
    """Notes every start of a thread or timer while it watches."""

    def __init__(self) -> None:
        self._started: list[tuple[weakref.ref[Any], str]] = []
        self._threads_before = set(threading.enumerate())

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Note what is started within."""
        with self._noting(QTimer), self._noting(QThread), self._noting(threading.Thread):
            yield

    def leaks(self) -> list[str]:
        """What is still running, one sentence each; waits a little for what is ending."""
        deadline = time.monotonic() + GRACE_S
        while True:
            found = self._running()
            if not found or time.monotonic() > deadline:
                return found
            # Only now, because collecting is slow: the owner may be garbage, or waiting to be deleted.
            gc.collect()
            application = QCoreApplication.instance()
            if application is not None:
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                application.processEvents()
            time.sleep(0.02)

    def _running(self) -> list[str]:
        found = []
        for thread in set(threading.enumerate()) - self._threads_before:
            # A dummy stands for a thread of someone else's, such as Qt's, that once ran Python.
            if thread.is_alive() and not isinstance(thread, threading._DummyThread):
                found.append(f"the thread {thread.name!r} still runs{self._origin(thread)}")
        for reference, _ in self._started:
            item = reference()
            if isinstance(item, QObject) and isValid(item):
                if isinstance(item, QTimer) and item.isActive():
                    found.append(f"a QTimer is still active{self._origin(item)}")
                elif isinstance(item, QThread) and item.isRunning():
                    found.append(f"a QThread still runs{self._origin(item)}")
        if QThreadPool.globalInstance().activeThreadCount():
            found.append("Qt's thread pool is still at work")
        if isinstance(QCoreApplication.instance(), QApplication):
            windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
            found += [f"the window {window!r} is still open" for window in windows]
        return found

    def _origin(self, item: object) -> str:
        return next((f"; started at\n{stack}" for reference, stack in self._started if reference() is item), "")

    @contextmanager
    def _noting(self, kind: Any) -> Iterator[None]:
        start: Callable[..., Any] = kind.start

        def noted(item: Any, *arguments: Any, **named: Any) -> Any:
            stack = "".join(traceback.format_list(traceback.extract_stack(limit=6)[:-1]))
            self._started.append((weakref.ref(item), stack))
            return start(item, *arguments, **named)

        kind.start = noted
        try:
            yield
        finally:
            kind.start = start
