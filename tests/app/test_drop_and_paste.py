"""What is dropped on any part of the window or pasted into it is opened, by its exact name."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from fake_page import FakePage
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def mime_of(*paths: str | bytes) -> QMimeData:
    """What a file manager offers: URIs, byte for byte."""
    mime = QMimeData()
    uris = [b"file://" + bytes(QUrl.toPercentEncoding(path, b"/")) if isinstance(path, str) else path for path in paths]
    mime.setData("text/uri-list", QByteArray(b"\r\n".join(uris)))
    return mime


def drag(target: QWidget, mime: QMimeData) -> bool:
    """Drag over a widget and let go, as Qt delivers it; whether the drag was welcome."""
    with warnings.catch_warnings():
        # Newer versions of Qt want another kind of point here, which older ones refuse.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
        move = QDragMoveEvent(QPoint(6, 6), COPY, mime, LEFT, NONE)
    drop = QDropEvent(QPointF(6, 6), COPY, mime, LEFT, NONE)
    for event in (enter, move, drop):
        QApplication.sendEvent(target, event)
    return enter.isAccepted() and move.isAccepted() and drop.isAccepted()


@pytest.mark.parametrize("name", ["plain", "with space & percent 100%", "naïve été", "日本 🐕", "line#1?.jpg"])
def test_files_and_folders_are_dropped_by_name(window: MainWindow, page: FakePage, tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    assert drag(window, mime_of(path))
    assert page.opened == [[path]]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_not_valid_unicode_is_dropped_byte_for_byte(window: MainWindow, page: FakePage) -> None:
    assert drag(window, mime_of(b"file:///photos/caf%E9.jpg", b"file://localhost/photos/%FFrex.jpg"))
    assert page.opened == [[os.fsdecode(b"/photos/caf\xe9.jpg"), os.fsdecode(b"/photos/\xffrex.jpg")]]


@pytest.mark.parametrize("part", ["window", "native", "grid", "field", "toolbar", "menu bar", "status bar"])
def test_any_part_of_the_window_takes_a_drop(window: MainWindow, page: FakePage, part: str) -> None:
    targets = {
        "window": window,
        "native": window.windowHandle(),
        "grid": page.grid.viewport(),
        "toolbar": window._toolbar,
        "menu bar": window.menuBar(),
        "status bar": window.statusBar(),
        # A text field takes drops of its own: what the window system delivers never reaches it.
        "field": window.windowHandle(),
    }
    assert drag(targets[part], mime_of("/photos/rex.jpg"))
    assert page.opened == [["/photos/rex.jpg"]]
    assert page.field.text() == ""


def test_the_window_says_that_it_takes_the_drop_while_dragging(window: MainWindow, page: FakePage) -> None:
    hint = window.findChild(QWidget, "dropHint")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        mime = mime_of("/photos")
        enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert hint.isVisible()
    assert hint.size() == window.size()
    window.grab()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not hint.isVisible()
    assert page.opened == []


def test_text_that_is_dragged_is_left_to_the_fields(window: MainWindow, page: FakePage) -> None:
    mime = QMimeData()
    mime.setText("terrier")
    assert not drag(window, mime)
    assert page.opened == []


def test_a_picture_without_a_file_is_dropped(window: MainWindow, page: FakePage) -> None:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    assert drag(window, mime)
    assert [opened.size() for opened in page.images] == [image.size()]


def test_addresses_of_other_computers_are_answered_with_a_sentence(window: MainWindow, page: FakePage) -> None:
    assert drag(window, mime_of(b"https://example.org/rex.jpg"))
    assert page.opened == []
    assert "on this computer" in window.statusBar().currentMessage()


def paste(window: MainWindow, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    window.paste_action.trigger()


def test_files_are_pasted(window: MainWindow, page: FakePage) -> None:
    paste(window, mime_of("/photos/a.jpg", "/photos/b.jpg", "/photos/a.jpg"))
    assert page.opened == [["/photos/a.jpg", "/photos/b.jpg"]]


def test_a_file_is_meant_where_a_picture_of_it_comes_along(window: MainWindow, page: FakePage) -> None:
    mime = mime_of("/photos/a.jpg")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    paste(window, mime)
    assert page.opened == [["/photos/a.jpg"]]
    assert page.images == []


def test_a_picture_is_pasted(window: MainWindow, page: FakePage) -> None:
    image = QImage(5, 7, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    mime = QMimeData()
    mime.setImageData(image)
    paste(window, mime)
    assert [opened.size() for opened in page.images] == [image.size()]


@pytest.mark.parametrize("write", ["{}", '"{}"', "'{}'", "  {}  ", "file://{}"])
def test_paths_are_pasted_as_text(window: MainWindow, page: FakePage, tmp_path: Path, write: str) -> None:
    first, second = tmp_path / "a.jpg", tmp_path / "b.jpg"
    for path in (first, second):
        path.write_bytes(b"")
    mime = QMimeData()
    mime.setText("\n".join(write.format(path.as_posix()) for path in (first, second)) + "\n/no/such/file\nwords")
    paste(window, mime)
    assert [[os.path.normpath(path) for path in paths] for paths in page.opened] == [[str(first), str(second)]]


@pytest.mark.parametrize("text", ["", "just words", "/no/such/path", "\0", "relative.jpg"])
def test_what_is_no_photo_is_answered_with_a_sentence(window: MainWindow, page: FakePage, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    paste(window, mime)
    assert page.opened == []
    assert window.statusBar().currentMessage()


def test_pasting_into_a_text_field_stays_in_the_field(window: MainWindow, page: FakePage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("terrier")
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == "terrier"
    assert page.opened == []
