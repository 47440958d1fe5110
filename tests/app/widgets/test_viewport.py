"""The geometry of the large view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSize, QSizeF

from app.widgets.viewport import MAX_SCALE, Viewport

SIZES = st.integers(1, 9000)


def viewport(photo: tuple[int, int], view: tuple[int, int] = (800, 600), ratio: float = 1.0) -> Viewport:
    made = Viewport()
    made.photo = QSize(*photo)
    made.resize(QSizeF(*view), ratio)
    return made


@given(st.tuples(SIZES, SIZES), st.tuples(st.integers(1, 3000), st.integers(1, 3000)), st.sampled_from([1.0, 1.5, 2.0]))
def test_a_fitted_photo_lies_in_the_middle_of_the_view(
    photo: tuple[int, int], view: tuple[int, int], ratio: float
) -> None:
    place = viewport(photo, view, ratio).place
    assert place.width() <= view[0] + 1e-6 and place.height() <= view[1] + 1e-6
    assert place.center().x() == pytest.approx(view[0] / 2, abs=1e-3)
    assert place.width() / place.height() == pytest.approx(photo[0] / photo[1])


@given(
    st.tuples(st.integers(100, 9000), st.integers(100, 9000)), st.floats(0.05, 20), st.floats(0, 800), st.floats(0, 600)
)
def test_zooming_never_leaves_a_gap_and_never_goes_too_far(
    photo: tuple[int, int], scale: float, x: float, y: float
) -> None:
    view = viewport(photo)
    view.zoom_to(scale, QPointF(x, y))
    assert view.fit_scale <= view.scale <= max(MAX_SCALE, view.fit_scale)
    view.pan(3 * x - 900, 3 * y - 900)
    place = view.place
    for start, end, room in ((place.left(), place.right(), 800), (place.top(), place.bottom(), 600)):
        if end - start >= room:
            assert start <= 1e-6 and end >= room - 1e-6
        else:
            assert (start + end) / 2 == pytest.approx(room / 2)


def test_the_point_under_the_pointer_stays() -> None:
    view = viewport((4000, 3000))
    anchor = QPointF(300, 200)
    before = view.place
    share = (anchor.x() - before.x()) / before.width()
    view.zoom_to(1.0, anchor)
    after = view.place
    assert (anchor.x() - after.x()) / after.width() == pytest.approx(share)


def test_actual_size_is_a_screen_pixel_for_a_photo_pixel() -> None:
    view = viewport((4000, 3000), ratio=2.0)
    view.zoom_to(1.0, QPointF(400, 300))
    assert view.place.width() == pytest.approx(2000)


def test_zooming_out_ends_at_the_whole_photo() -> None:
    view = viewport((4000, 3000))
    view.zoom_to(2.0, QPointF(1, 1))
    view.zoom_to(0.01, QPointF(700, 2))
    assert view.is_fitted
    assert view.place.center().x() == pytest.approx(400)
