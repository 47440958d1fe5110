"""The grid of photos."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.item_models.photo_list_model import AnyIndex
from app.widgets.photo_delegate import PhotoDelegate

SIDES = (96, 128, 160, 208, 256)
"""sizes of thumbnails that can be wished for, in device-independent pixels"""
_PAGE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_SETTLE_MS = 25
_ROWS_AHEAD = 1


class PhotoGrid(QListView):
    """Photos in equal cells that fill the width.

    Letters, digits, Enter and Delete are left to the page's shortcuts: the grid does not jump to names that are typed.
    Space and a double click open the current photo; any number of photos can be chosen.

    Signals:
        view_changed: first and last row in view (or soon in view) are now others.
        current_photo_changed: another row is the current one; -1 for none.
        wish_changed: the person wants thumbnails of another size.
        side_changed: thumbnails are shown at another size, which fills the width.
        opened: the current photo is to be shown large.
    """

    view_changed = Signal()
    current_photo_changed = Signal(int)
    wish_changed = Signal(int)
    side_changed = Signal(int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photoGrid")
        self._note = ""
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self.view_changed)
        # A list that wraps lays out 100,000 equal cells at once, which the icon mode does not.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setAccessibleName(self.tr("Photos"))
        self.doubleClicked.connect(self._on_activated)

    def set_side(self, side: int) -> None:
        """Show thumbnails of this size."""
        delegate = self._delegate()
        if delegate is None:
            return
        delegate.wished_side = min(SIDES, key=lambda known: abs(known - side))
        self._fill_width()
        self.wish_changed.emit(delegate.wished_side)

    def step_side(self, steps: int) -> None:
        """Larger (1) or smaller (-1) thumbnails."""
        delegate = self._delegate()
        if delegate is not None:
            position = SIDES.index(delegate.wished_side) + steps
            self.set_side(SIDES[max(0, min(position, len(SIDES) - 1))])

    def set_note(self, note: str) -> None:
        """What to say where no photo is shown."""
        self._note = note
        self.viewport().update()

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, in order; the current one where none is."""
        selection = self.selectionModel().selection()
        parts = [selection.at(i) for i in range(selection.count())]
        chosen = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        current = self.currentIndex()
        return chosen or ([current.row()] if current.isValid() else [])

    def rows_in_view(self) -> range:
        """The rows that are in view, and those that a small scroll brings."""
        model = self.model()
        cell = self.gridSize()
        if model is None or cell.isEmpty():
            return range(0)
        columns = max(1, self.viewport().width() // cell.width())
        top = self.verticalScrollBar().value() // cell.height()
        bottom = (self.verticalScrollBar().value() + self.viewport().height()) // cell.height() + _ROWS_AHEAD
        return range(max(0, top * columns), min(model.rowCount(), (bottom + 1) * columns))

    def go(self, step: int) -> None:
        """Make the next (1) or the previous (-1) photo current."""
        count = self.model().rowCount()
        if not count:
            return
        current = self.currentIndex()
        row = max(0, min(current.row() + step, count - 1)) if current.isValid() else 0
        self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        self.current_photo_changed.emit(current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Photos, or the note."""
        super().paintEvent(event)
        if self._note:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            words = self.viewport().rect().adjusted(24, 48, -24, -24)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._note)

    def selectionCommand(self, index: AnyIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Where the program goes to a photo, it chooses that one alone.

        Qt would ask the keyboard: with the Ctrl of Ctrl+Z still down, each step back would add its photo to the
        chosen ones, or take it from them, and the next label would be given to others than the one on show.
        """
        if event is None:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def keyboardSearch(self, search: str) -> None:
        """Typed letters and digits are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go through the photos across the ends of lines."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forwards = (event.key() == Qt.Key.Key_Right) != self.isRightToLeft()
            self.go(1 if forwards else -1)
            return
        if plain and event.key() == Qt.Key.Key_Space:
            self.opened.emit()
            return
        if plain and ((event.text() and event.text().isalnum()) or event.key() in _PAGE_KEYS):
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, larger and smaller thumbnails."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_side(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the cells over the width."""
        self._fill_width()
        super().resizeEvent(event)
        self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other cells, another language another name."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fill_width()
        elif event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Photos"))

    def event(self, event: QEvent) -> bool:
        """A move to a screen of another density wants other thumbnails."""
        delegate = self._delegate()
        if event.type() == QEvent.Type.DevicePixelRatioChange and delegate is not None:
            self.side_changed.emit(delegate.side)
            self._settled.start()
        return super().event(event)

    def doItemsLayout(self) -> None:
        """Other rows may be in view afterwards."""
        super().doItemsLayout()
        self._settled.start()

    def _delegate(self) -> PhotoDelegate | None:
        delegate = self.itemDelegate()
        return delegate if isinstance(delegate, PhotoDelegate) else None

    def _fill_width(self) -> None:
        delegate = self._delegate()
        if delegate is None:
            return
        # QListView keeps a pixel for itself: a cell that touches the edge would wrap.
        room = self.viewport().width() - 1
        columns = max(1, round(room / delegate.wished_width()))
        cell = delegate.cell_for(max(room // columns, SIDES[0]), self.fontMetrics())
        if cell != self.gridSize():
            current = self.currentIndex()
            self.setGridSize(cell)
            self.verticalScrollBar().setSingleStep(cell.height() // 3)
            if current.isValid() and self.isVisible():
                self.scrollTo(current)
            self.side_changed.emit(delegate.side)

    def _on_scrolled(self) -> None:
        self._settled.start()

    def _on_activated(self) -> None:
        self.opened.emit()
