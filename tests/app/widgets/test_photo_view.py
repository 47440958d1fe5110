"""The large photo: what is painted where, and what wheel, mouse and keys do."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.photo_view import PhotoView
from app.widgets.picture import Picture, overlay_of, picture_of
from core.inference.overlays import blend

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    made = PhotoView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def two_colours(width: int = 800, height: int = 600) -> Picture:
    """Red on the left, blue on the right."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = RED, BLUE
    return picture_of(pixels, QSize(width, height))


def colour(view: PhotoView, x: int, y: int) -> tuple[int, int, int]:
    return QColor(view.grab().toImage().pixelColor(x, y)).getRgb()[:3]


def wheel(view: PhotoView, place: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_levels_halve_and_the_smallest_sharp_one_is_shown() -> None:
    picture = two_colours(3000, 1000)
    widths = [level.width() for level in picture.levels]
    assert widths[0] == 3000
    assert all(abs(after - before / 2) < 1 for before, after in pairwise(widths))
    for scale in (2.0, 1.0, 0.6, 0.5, 0.3, 0.01):
        shown = picture.level_for(scale).width()
        assert shown >= min(3000, 3000 * scale) or shown == widths[-1]
        assert not [width for width in widths if 3000 * scale <= width < shown]


def test_the_whole_photo_is_shown_at_first(view: PhotoView) -> None:
    view.show_picture(two_colours())
    assert view.is_fitted
    assert colour(view, 50, 150) == RED
    assert colour(view, 350, 150) == BLUE


def test_the_wheel_zooms_about_the_pointer(view: PhotoView) -> None:
    view.show_picture(two_colours())
    wheel(view, QPoint(390, 150), 6)
    assert view.scale > 1.5
    assert colour(view, 5, 150) == BLUE
    wheel(view, QPoint(10, 150), -20)
    assert view.is_fitted


def test_dragging_moves_the_photo(view: PhotoView) -> None:
    view.show_picture(two_colours())
    view.zoom_to(4.0, QPointF(200, 150))
    assert colour(view, 150, 150) == RED
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    QTest.mouseMove(view, QPoint(200, 150))
    QApplication.sendEvent(view, QEvent(QEvent.Type.None_))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert colour(view, 150, 150) == BLUE
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert colour(view, 150, 150) == RED


def test_a_double_click_goes_to_actual_size_and_back(view: PhotoView) -> None:
    view.show_picture(two_colours())
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert view.scale == 1.0
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert view.is_fitted


def test_keys_ask_for_neighbours_and_for_the_grid(view: PhotoView) -> None:
    steps: list[int] = []
    closed: list[bool] = []
    view.step_requested.connect(steps.append)
    view.closed.connect(lambda: closed.append(True))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        QTest.keyClick(view, key)
    assert steps == [1, -1, 1, -1]
    assert closed == [True]


def test_the_overlay_looks_like_the_one_that_is_saved(view: PhotoView) -> None:
    pixels = np.full((256, 256, 3), (90, 120, 150), np.uint8)
    heat = np.tile(np.linspace(0, 1, 256, dtype=np.float32), (256, 1))
    view.show_picture(picture_of(pixels, QSize(256, 256)))
    view.set_overlay(overlay_of(heat), QRectF(0, 0, 1, 1))
    view.set_overlay_opacity(0.6)
    expected = blend(pixels, heat, 0.6)
    shown = view.rendered()
    for x in range(0, 256, 15):
        got = np.array(shown.pixelColor(x, 128).getRgb()[:3], int)
        assert np.abs(got - expected[128, x]).max() <= 3
    view.set_overlay_visible(False)
    assert view.rendered().pixelColor(250, 128).getRgb()[:3] == (90, 120, 150)


def test_what_the_network_saw_is_outlined(view: PhotoView) -> None:
    pixels = np.full((300, 400, 3), (90, 120, 150), np.uint8)
    view.show_picture(picture_of(pixels, QSize(400, 300)))
    view.set_overlay(overlay_of(np.zeros((30, 40), np.float32)), QRectF(0.25, 0, 0.5, 1))
    line = {colour(view, 101, y) for y in range(100, 140)}
    assert (255, 255, 255) in line
    assert colour(view, 200, 150) == (90, 120, 150)


def test_detail_is_asked_for_only_where_there_is_more(view: PhotoView) -> None:
    asked: list[bool] = []
    view.detail_wanted.connect(lambda: asked.append(True))
    small = two_colours(800, 600)
    view.show_picture(Picture(small.levels, QSize(8000, 6000)))
    assert not asked
    view.zoom_to(1.0)
    assert asked
    asked.clear()
    view.show_picture(small)
    view.zoom_to(4.0)
    assert not asked


def test_a_screen_of_another_density_shows_as_much_of_the_photo(
    view: PhotoView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_picture(two_colours())
    before = view.scale
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert view.scale == pytest.approx(2 * before)


def test_a_sharper_picture_keeps_the_view(view: PhotoView) -> None:
    view.show_picture(Picture(two_colours().levels, QSize(1600, 1200)))
    view.zoom_to(2.0, QPointF(10, 10))
    view.show_picture(two_colours(1600, 1200), keep_view=True)
    assert view.scale == 2.0


def test_why_there_is_no_photo_is_written(view: PhotoView) -> None:
    view.show_picture(two_colours())
    view.show_message("The file is empty.")
    assert view.picture is None
    assert view.rendered().isNull()
    image = view.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, 400, 2) for y in range(60, 240, 2)}) > 2
