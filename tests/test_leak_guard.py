"""The guard itself: it sees what is left running and forgives what ends or dies."""

from __future__ import annotations

import socket
import threading

import pytest
from leak_guard import LeakGuard
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def test_a_thread_that_runs_on_is_found_and_named(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leak_guard.GRACE_S", 0.0)
    guard = LeakGuard()
    release = threading.Event()
    with guard.watch():
        thread = threading.Thread(target=release.wait, name="straggler")
        thread.start()
    (leak,) = guard.leaks()
    assert "straggler" in leak
    assert "test_leak_guard.py" in leak
    release.set()
    thread.join()
    assert guard.leaks() == []


def test_an_active_timer_is_found(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leak_guard.GRACE_S", 0.0)
    guard = LeakGuard()
    with guard.watch():
        timer = QTimer()
        timer.start(60_000)
    (leak,) = guard.leaks()
    assert "QTimer" in leak
    assert "test_leak_guard.py" in leak
    timer.stop()
    assert guard.leaks() == []


def test_a_timer_whose_owner_died_is_forgiven(qapp: QApplication) -> None:
    guard = LeakGuard()
    with guard.watch():
        owner = QWidget()
        QTimer(owner).start(60_000)
        owner.deleteLater()
        del owner
    assert guard.leaks() == []


def test_a_running_qthread_is_found(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leak_guard.GRACE_S", 0.0)
    guard = LeakGuard()
    with guard.watch():
        thread = QThread()
        thread.start()
    assert any("QThread" in leak for leak in guard.leaks())
    thread.quit()
    assert thread.wait(10_000)
    assert guard.leaks() == []


def test_an_open_window_is_found(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leak_guard.GRACE_S", 0.0)
    guard = LeakGuard()
    window = QWidget()
    window.show()
    assert any("window" in leak for leak in guard.leaks())
    window.close()
    assert guard.leaks() == []


def test_the_network_is_out_of_reach() -> None:
    with socket.socket() as connection, pytest.raises(pytest.fail.Exception, match="network"):
        connection.connect(("192.0.2.1", 80))
