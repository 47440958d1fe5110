"""Where a photo lies in its view: scale, centre and limits. Geometry only, nothing is painted here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MAX_SCALE = 16.0


class Viewport:
    """Scales are device pixels for each pixel of the photo; places are in the view's device-independent pixels."""

    def __init__(self) -> None:
        self.view = QSizeF(1, 1)
        self.pixel_ratio = 1.0
        self.photo = QSize(1, 1)
        self.is_fitted = True
        self._scale = 1.0
        self._centre = QPointF(0.5, 0.5)

    @property
    def scale(self) -> float:
        """The scale in force."""
        return self.fit_scale if self.is_fitted else self._scale

    @property
    def fit_scale(self) -> float:
        """The whole photo in view; never larger than life, but for tiny photos, which may be doubled."""
        room = min(self.view.width() / self.photo.width(), self.view.height() / self.photo.height())
        return max(1e-6, min(room * self.pixel_ratio, 2.0 * max(1.0, self.pixel_ratio)))

    @property
    def place(self) -> QRectF:
        """Where the whole photo lies in the view."""
        size = self._shown()
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        corner = middle - QPointF(self._centre.x() * size.width(), self._centre.y() * size.height())
        return QRectF(corner, size)

    def fit(self) -> None:
        """Show the whole photo."""
        self.is_fitted = True
        self._centre = QPointF(0.5, 0.5)

    def resize(self, view: QSizeF, pixel_ratio: float) -> None:
        """The view has another size."""
        self.view, self.pixel_ratio = view, pixel_ratio
        self._keep_in_view()

    def zoom_to(self, scale: float, anchor: QPointF) -> None:
        """Show at `scale`; the point of the photo at `anchor` stays there. Not smaller than fitted."""
        fit = self.fit_scale
        scale = min(scale, max(MAX_SCALE, fit))
        if scale <= fit:
            self.fit()
            return
        place = self.place
        x = (anchor.x() - place.x()) / place.width()
        y = (anchor.y() - place.y()) / place.height()
        self.is_fitted = False
        self._scale = scale
        size = self._shown()
        self._centre = QPointF(
            x - (anchor.x() - self.view.width() / 2) / size.width(),
            y - (anchor.y() - self.view.height() / 2) / size.height(),
        )
        self._keep_in_view()

    def pan(self, x: float, y: float) -> None:
        """Move the photo, no farther than to its edge."""
        size = self._shown()
        self._centre -= QPointF(x / size.width(), y / size.height())
        self._keep_in_view()

    def _shown(self) -> QSizeF:
        factor = self.scale / self.pixel_ratio
        return QSizeF(self.photo.width() * factor, self.photo.height() * factor)

    def _keep_in_view(self) -> None:
        size = self._shown()
        self._centre = QPointF(
            _kept(self._centre.x(), self.view.width() / size.width()),
            _kept(self._centre.y(), self.view.height() / size.height()),
        )


def _kept(centre: float, share: float) -> float:
    """The centre along one axis of which `share` (in photo sizes) is in view."""
    return 0.5 if share >= 1 else min(max(centre, share / 2), 1 - share / 2)
