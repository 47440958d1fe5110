"""How a confusion matrix is painted: in the palette's colours, so that it follows every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPalette, QPen

from app.widgets.photo_delegate import with_alpha

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.widgets.confusion_matrix import ConfusionMatrix

FAINTEST = 0.18
"""share of its colour that a cell with a single photo has at least"""
_READABLE = 0.6
"""from this share of its colour on, a cell has light words on dark, or the other way round"""
_GRID_FROM, _NAMES_FROM, _NUMBERS_FROM = 7.0, 9.0, 19.0
"""sides of cells from which on lines, names and numbers are painted"""


def base_colour(palette: QPalette, *, is_right: bool, is_outside: bool) -> tuple[int, int, int]:
    """RGB of a cell that holds all photos of its row: right, wrong, or neither."""
    role = QPalette.ColorRole.Highlight if is_right else QPalette.ColorRole.BrightText
    colour = palette.color(QPalette.ColorRole.Mid if is_outside else role)
    return colour.red(), colour.green(), colour.blue()


def shares_of(matrix: ConfusionMatrix) -> NDArray[np.float64]:
    """[breeds, breeds] how strong the colour of each cell is, 0..1; 0 where there is no photo."""
    import numpy as np

    counts = matrix.counts
    if counts is None or not counts.size:
        return np.zeros((0, 0))
    if matrix.shows_rates:
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    else:
        shares = np.sqrt(counts / max(1, int(counts.max())))
    return np.where(counts > 0, np.maximum(shares, FAINTEST), 0.0)


def matrix_image(matrix: ConfusionMatrix) -> QImage:
    """One pixel a cell."""
    import numpy as np

    count = len(matrix.names)
    palette = matrix.palette()
    ground = palette.color(QPalette.ColorRole.Base)
    full = np.empty((count, count, 3))
    full[:] = base_colour(palette, is_right=False, is_outside=False)
    full[np.arange(count), np.arange(count)] = base_colour(palette, is_right=True, is_outside=False)
    for row in matrix.outside:
        full[row] = base_colour(palette, is_right=False, is_outside=True)
    shares = shares_of(matrix)[..., None]
    pixels = full * shares + np.array([ground.red(), ground.green(), ground.blue()]) * (1 - shares)
    image = QImage(count, count, QImage.Format.Format_RGB32)
    target = np.frombuffer(image.bits(), np.uint8).reshape(count, image.bytesPerLine())[:, : 4 * count]
    target.reshape(count, count, 4)[..., :3] = np.rint(pixels[..., ::-1]).astype(np.uint8)
    return image


def paint_matrix(matrix: ConfusionMatrix) -> None:
    """Paint what is in view."""
    painter = QPainter(matrix.viewport())
    painter.fillRect(matrix.viewport().rect(), matrix.palette().color(QPalette.ColorRole.Base))
    count = len(matrix.names)
    if not count:
        return
    if matrix.image is None:
        matrix.image = matrix_image(matrix)
    corner = matrix.corner()
    cells = QRectF(corner.x(), corner.y(), matrix.cell * count, matrix.cell * count)
    view = QRectF(matrix.left, matrix.top, matrix.viewport().width(), matrix.viewport().height())
    painter.save()
    painter.setClipRect(view)
    painter.drawImage(cells, matrix.image)
    _paint_lines(painter, matrix, cells)
    _paint_numbers(painter, matrix)
    _paint_marks(painter, matrix)
    painter.restore()
    _paint_names(painter, matrix)


def _rows_in_view(matrix: ConfusionMatrix) -> tuple[range, range]:
    """Rows and columns that are in view."""
    corner, count = matrix.corner(), len(matrix.names)
    ranges = []
    for start, low, high in (
        (corner.y(), matrix.top, matrix.viewport().height()),
        (corner.x(), matrix.left, matrix.viewport().width()),
    ):
        first = max(0, int((low - start) // matrix.cell))
        ranges.append(range(first, min(count, int((high - start) // matrix.cell) + 1)))
    return ranges[0], ranges[1]


def _paint_lines(painter: QPainter, matrix: ConfusionMatrix, cells: QRectF) -> None:
    painter.setPen(QPen(with_alpha(matrix.palette().color(QPalette.ColorRole.Text), 60), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cells)
    if matrix.cell < _GRID_FROM:
        return
    painter.setPen(QPen(matrix.palette().color(QPalette.ColorRole.Midlight), 1))
    rows, columns = _rows_in_view(matrix)
    for row in rows:
        y = cells.top() + row * matrix.cell
        painter.drawLine(QPointF(cells.left(), y), QPointF(cells.right(), y))
    for column in columns:
        x = cells.left() + column * matrix.cell
        painter.drawLine(QPointF(x, cells.top()), QPointF(x, cells.bottom()))


def _paint_numbers(painter: QPainter, matrix: ConfusionMatrix) -> None:
    import numpy as np

    if matrix.cell < _NUMBERS_FROM or matrix.counts is None:
        return
    font = QFont(matrix.font())
    font.setPixelSize(round(max(9.0, min(13.0, matrix.cell * (0.34 if matrix.shows_rates else 0.42)))))
    painter.setFont(font)
    rows, columns = _rows_in_view(matrix)
    shares = shares_of(matrix)
    part = matrix.counts[rows.start : rows.stop, columns.start : columns.stop]
    palette = matrix.palette()
    for row, column in np.argwhere(part) + np.array([rows.start, columns.start]):
        is_strong = shares[row, column] >= _READABLE
        # on the colour of errors and on grey, the ground of lists stands out as the text of a selection does on its own
        role = QPalette.ColorRole.HighlightedText if row == column else QPalette.ColorRole.Base
        painter.setPen(palette.color(role if is_strong else QPalette.ColorRole.Text))
        place = matrix.cell_rect(int(row), int(column))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, matrix.cell_text(int(row), int(column)))


def _paint_marks(painter: QPainter, matrix: ConfusionMatrix) -> None:
    """The row and the column of the cell that is pointed at, and the current cell."""
    text = matrix.palette().color(QPalette.ColorRole.Text)
    if matrix.pointed_at is not None:
        place = matrix.cell_rect(*matrix.pointed_at)
        band = with_alpha(text, 22)
        painter.fillRect(QRectF(0, place.top(), matrix.viewport().width(), place.height()), band)
        painter.fillRect(QRectF(place.left(), 0, place.width(), matrix.viewport().height()), band)
    if matrix.hasFocus() or matrix.pointed_at is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(text, 2))
        painter.drawRect(matrix.cell_rect(*matrix.current).adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_names(painter: QPainter, matrix: ConfusionMatrix) -> None:
    """Of all breeds where there is room, else of those that are pointed at."""
    marked = matrix.pointed_at or matrix.current
    rows, columns = _rows_in_view(matrix)
    font = QFont(matrix.font())
    font.setPixelSize(round(max(8.0, min(13.0, matrix.cell * 0.78))))
    bold = QFont(font)
    bold.setBold(True)
    bold.setPixelSize(max(11, font.pixelSize()))
    # the marked one last: where it is larger than a cell, it lies over its neighbours
    shown_rows, shown_columns = list(rows), list(columns)
    if matrix.cell < _NAMES_FROM:
        shown_rows, shown_columns = [], []
    for row in (*(r for r in shown_rows if r != marked[0]), marked[0]):
        _paint_name(painter, matrix, row, bold if row == marked[0] else font, is_column=False)
    for column in (*(c for c in shown_columns if c != marked[1]), marked[1]):
        _paint_name(painter, matrix, column, bold if column == marked[1] else font, is_column=True)


def _paint_name(painter: QPainter, matrix: ConfusionMatrix, place: int, font: QFont, *, is_column: bool) -> None:
    palette = matrix.palette()
    metrics = QFontMetricsF(font)
    length = (matrix.top if is_column else matrix.left) - 8
    middle = matrix.cell_rect(place, place).center()
    along = middle.x() if is_column else middle.y()
    edge = matrix.left if is_column else matrix.top
    if along < edge:
        return
    height = max(matrix.cell, metrics.height())
    words = metrics.elidedText(matrix.names[place], Qt.TextElideMode.ElideRight, length)
    painter.save()
    if is_column:
        painter.translate(middle.x(), matrix.top - 4)
        painter.rotate(-90)
        box = QRectF(0, -height / 2, length, height)
        alignment = Qt.AlignmentFlag.AlignLeft
    else:
        box = QRectF(4, middle.y() - height / 2, length, height)
        alignment = Qt.AlignmentFlag.AlignRight
    if font.bold():
        painter.fillRect(box, palette.color(QPalette.ColorRole.Base))
    painter.setFont(font)
    is_outside = place in matrix.outside
    painter.setPen(palette.color(QPalette.ColorRole.Dark if is_outside else QPalette.ColorRole.Text))
    painter.drawText(box, alignment | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
