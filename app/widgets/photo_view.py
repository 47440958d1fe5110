"""One photo, large: zoom, pan, and a layer over it that shows where the network looked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from app.widgets import glyphs
from app.widgets.photo_delegate import with_alpha
from app.widgets.picture import Picture
from app.widgets.viewport import Viewport

STEP = 1.25
_SHARP_FROM = 3.0
"""from this scale on, pixels are shown as squares"""
_PAN_STEP = 80.0
_DASHES = (5.0, 4.0)


class PhotoView(QWidget):
    """Shows a `Picture`; scales are device pixels for each pixel of the photo, so 1.0 is "actual size" on any screen.

    Signals:
        scale_changed: the photo is shown at another scale.
        detail_wanted: the scale shows more than the picture holds; a complete one would look sharper.
        step_requested: next (1) or previous (-1) photo.
        closed: back to the grid.
    """

    scale_changed = Signal(float)
    detail_wanted = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photoView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._picture: Picture | None = None
        self._overlay: QImage | None = None
        self._seen: QRectF | None = None
        self._message = ""
        self._viewport = Viewport()
        self._drag: QPointF | None = None
        self._overlay_visible = True
        self._opacity = 0.5

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    @property
    def overlay(self) -> QImage | None:
        """The layer over the photo, shown or not."""
        return self._overlay

    @property
    def scale(self) -> float:
        """Device pixels for each pixel of the photo."""
        return self._viewport.scale

    @property
    def is_fitted(self) -> bool:
        """The whole photo is in view, whatever the size of the window."""
        return self._viewport.is_fitted

    def sizeHint(self) -> QSize:
        """Room for a photo."""
        return QSize(640, 480)

    def show_picture(self, picture: Picture | None, *, keep_view: bool = False) -> None:
        """Show a photo; `keep_view` for a sharper picture of the same one."""
        self._picture = picture
        self._message = ""
        if picture is not None:
            self._viewport.photo = picture.full_size
        if not keep_view:
            self._overlay = None
            self._seen = None
            self._viewport.fit()
        self._changed()

    def show_message(self, message: str) -> None:
        """Say why there is no photo to show."""
        self.show_picture(None)
        self._message = message

    def set_overlay(self, overlay: QImage | None, seen: QRectF | None) -> None:
        """Lay an image over the whole photo; `seen` is the part of it that the network saw, in fractions."""
        self._overlay = overlay
        self._seen = seen
        self.update()

    def set_overlay_visible(self, visible: bool) -> None:
        """Show or hide the layer."""
        self._overlay_visible = visible
        self.update()

    def set_overlay_opacity(self, opacity: float) -> None:
        """0 is clear, 1 hides the photo where the layer is strongest."""
        self._opacity = opacity
        self.update()

    def fit(self) -> None:
        """Show the whole photo."""
        self._viewport.fit()
        self._changed()

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Show at `scale`; the point of the photo below `anchor` (in the widget) stays where it is."""
        if self._picture is not None:
            self._viewport.zoom_to(scale, anchor or QRectF(self.rect()).center())
            self._changed()

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Closer (above 1) or farther."""
        self.zoom_to(self.scale * factor, anchor)

    def pan(self, x: float, y: float) -> None:
        """Move the photo by some device-independent pixels."""
        if self._picture is not None and not self.is_fitted:
            self._viewport.pan(x, y)
            self.update()

    def rendered(self) -> QImage:
        """The photo with its layer as shown, at the photo's own size as far as it is loaded."""
        if self._picture is None:
            return QImage()
        image = self._picture.levels[0].copy()
        if self._overlay is not None and self._overlay_visible:
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self._opacity)
            painter.drawImage(QRectF(image.rect()), self._overlay)
            painter.end()
        return image

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the part of the photo that is in view."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if self._picture is None:
            self._paint_message(painter)
            return
        place = self._viewport.place
        level = self._picture.level_for(self.scale)
        smooth = self.scale < _SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        _draw_part(painter, level, place, QRectF(self.rect()))
        if self._overlay is not None and self._overlay_visible:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self._opacity)
            _draw_part(painter, self._overlay, place, QRectF(self.rect()))
            painter.setOpacity(1.0)
            if self._seen is not None:
                _draw_seen(painter, self._seen, place)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def event(self, event: QEvent) -> bool:
        """Pinching, on touch pads and touch screens; a move to a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._changed()
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms; two fingers on a touch pad move a photo that is larger than the view."""
        touch_pad = not event.pixelDelta().isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        if touch_pad and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.is_fitted:
            self.pan(event.pixelDelta().x(), event.pixelDelta().y())
        elif event.angleDelta().y():
            self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photo."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) and not self.is_fitted:
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the photo along."""
        if self._drag is not None:
            moved = event.position() - self._drag
            self._drag = event.position()
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the photo."""
        self._drag = None
        self._update_cursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole photo and its actual size."""
        if self.is_fitted:
            self.zoom_to(max(1.0, 2 * self._viewport.fit_scale), event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the photos; with Shift they move the photo."""
        moves = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(_PAN_STEP * move[0], _PAN_STEP * move[1])
        elif move and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_requested.emit(-(move[0] + move[1]))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted photo stays fitted."""
        super().resizeEvent(event)
        self._changed()

    def _changed(self) -> None:
        self._viewport.resize(QSizeF(self.size()), self.devicePixelRatioF())
        self._update_cursor()
        self.update()
        self.scale_changed.emit(self.scale)
        picture = self._picture
        if picture is not None and not picture.is_complete:
            held = picture.levels[0].width() / picture.full_size.width()
            if self.scale > held * 1.05:
                self.detail_wanted.emit()

    def _update_cursor(self) -> None:
        movable = self._picture is not None and not self.is_fitted
        self.setCursor(Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.ArrowCursor)

    def _paint_message(self, painter: QPainter) -> None:
        if not self._message:
            return
        colour = with_alpha(self.palette().color(QPalette.ColorRole.Text), 165)
        middle = QRectF(self.rect()).center()
        glyphs.draw(painter, glyphs.unreadable, QRectF(middle.x() - 32, middle.y() - 76, 64, 64), colour, 0.06)
        painter.setPen(colour)
        words = QRectF(24, middle.y() + 4, self.width() - 48, 120)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._message)


def _draw_part(painter: QPainter, image: QImage, place: QRectF, view: QRectF) -> None:
    """Draw `image` over `place`, but only what lies in `view`."""
    shown = place.intersected(view)
    if shown.isEmpty():
        return
    x, y = image.width() / place.width(), image.height() / place.height()
    part = QRectF((shown.x() - place.x()) * x, (shown.y() - place.y()) * y, shown.width() * x, shown.height() * y)
    painter.drawImage(shown, image, part)


def _draw_seen(painter: QPainter, seen: QRectF, place: QRectF) -> None:
    """Outline the part that the network saw, visible on dark and on light; nothing if it saw all."""
    if seen.width() > 0.995 and seen.height() > 0.995:
        return
    corner = place.topLeft() + QPointF(seen.x() * place.width(), seen.y() * place.height())
    outline = QRectF(corner, QSizeF(seen.width() * place.width(), seen.height() * place.height()))
    outline.adjust(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 170), 2))
    painter.drawRect(outline)
    dashes = QPen(QColor(255, 255, 255), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dashes.setDashPattern(_DASHES)
    painter.setPen(dashes)
    painter.drawRect(outline)
