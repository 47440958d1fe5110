"""The field in which a breed is typed: both languages, aliases, a person's own breeds, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.item_models.breed_offers import BreedOffer, BreedOffers
from app.widgets.fields import SearchField
from app.widgets.photo_delegate import with_alpha

if TYPE_CHECKING:
    from core.breeds import BreedTable, Language
    from core.library.records import LibraryBreed

OFFER_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 9
_SIDE = 10
_GAP = 14
_LEAST_WIDTH = 320
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVING = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}

AnyIndex = QModelIndex | QPersistentModelIndex


class BreedEdit(SearchField):
    """Lists the breeds that fit while one types; the first is highlighted, so that Enter takes what is seen.

    Down in an empty field lists all breeds. Escape empties the field and leaves it.

    Signals:
        chosen: a slug of the 120, or the person's words; the field is empty again.
        left: Escape: the person is done here; the owner gives the focus to something else.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[BreedTable, tuple[LibraryBreed, ...], Language] | None = None
        self._search: BreedOffers | None = None
        self._model = _OfferModel(self)
        self._list = QListView()
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.setWrapAround(False)
        self._completer.setPopup(self._list)
        self._completer.setWidget(self)
        self._list.setObjectName("breedOffers")
        self._list.setItemDelegate(_OfferDelegate(self))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        self.textEdited.connect(self._on_typed)
        self._retranslate()

    def set_breeds(self, table: BreedTable, own: Sequence[LibraryBreed], language: Language) -> None:
        """The breeds that can be found, and the language in which they are shown. Cheap where nothing is new.

        `own` may be all breeds of a library: only the person's own ones are taken from it.
        """
        given = (table, tuple(breed for breed in own if breed.is_own), language)
        if given != self._given:
            self._given, self._search = given, None

    @property
    def offers(self) -> list[BreedOffer]:
        """What is listed, best first; empty while nothing is."""
        return self._model.offers if self._list.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the highlighted row, Escape leaves, Up and Down go through the rows."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._empty()
            self.left.emit()
        elif key in _TAKING and plain:
            if self._list.isVisible():
                self._take(self._list.currentIndex())
            elif self.text().strip():
                self._show_offers()
        elif key in _MOVING and plain:
            if self._list.isVisible():
                self._go(_MOVING[key])
            else:
                self._show_offers()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The keys of the list are not the page's while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape or key in _TAKING or key in _MOVING:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is listed for a field that is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._show_offers()
        else:
            self._list.hide()

    def _show_offers(self) -> None:
        if self._given is None:
            return
        if self._search is None:
            self._search = BreedOffers(*self._given)
        self._model.set_offers(self._search.search(self.text()))
        if not self._model.offers:
            self._list.hide()
            return
        place = self.rect()
        place.setWidth(max(place.width(), _LEAST_WIDTH))
        self._completer.complete(place)
        self._list.setCurrentIndex(self._list.model().index(0, 0))

    def _go(self, rows: int) -> None:
        model = self._list.model()
        row = max(0, min(self._list.currentIndex().row() + rows, model.rowCount() - 1))
        self._list.setCurrentIndex(model.index(row, 0))

    def _take(self, index: AnyIndex) -> None:
        offer: BreedOffer | None = index.data(OFFER_ROLE)
        if offer is not None:
            self._empty()
            self.chosen.emit(offer.value)

    def _empty(self) -> None:
        self._list.hide()
        self.setText("")

    def _retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Type a breed"))
        self.setAccessibleName(self.tr("Breed"))
        self.setToolTip(self.tr("English and French names; Enter takes the marked breed, Esc leaves"))


class _OfferModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: list[BreedOffer] = []

    def set_offers(self, offers: list[BreedOffer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.offers):
            return None
        offer = self.offers[index.row()]
        if role == OFFER_ROLE:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("New breed “{name}”").format(name=offer.name) if offer.is_new else offer.name
        return None


class _OfferDelegate(QStyledItemDelegate):
    """The name, and in grey beside it the name by which it was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(_LEAST_WIDTH // 2, option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        offer: BreedOffer | None = index.data(OFFER_ROLE)
        if offer is None:
            return
        painter.save()
        role = QPalette.ColorRole
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        text = option.palette.color(role.HighlightedText if is_marked else role.Text)
        if is_marked:
            painter.fillRect(option.rect, option.palette.color(role.Highlight))
        font = option.font
        font.setItalic(offer.is_new)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        line = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, line.width())
        painter.setPen(text)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, name)
        room = line.width() - metrics.horizontalAdvance(name) - _GAP
        if offer.found_by and room > 0:
            painter.setPen(with_alpha(text, 210) if is_marked else option.palette.color(role.PlaceholderText))
            other = metrics.elidedText(offer.found_by, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, other)
        painter.restore()
