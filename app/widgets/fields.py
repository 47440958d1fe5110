"""Fields that behave in narrow places: a search field and a combo box that never shows half a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

SHORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""an entry without its number"""
_LEAST_WIDTH = 88


class SearchField(QLineEdit):
    """Leaves the keys of the page's actions to them, and is emptied by Escape.

    Signals:
        left: Escape in an empty field: the person is done here.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Ctrl+E is "end of the line" for Qt on some systems; here it saves the table. The End key does the other."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ctrl_e(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, then leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()


def _is_ctrl_e(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class CountedBox(QComboBox):
    """Shows its entry in full where there is room, else without its number (`SHORT_ROLE`), else with an ellipsis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""

    def set_tip(self, tip: str) -> None:
        """What the box is for; its entry is added where it is not shown in full."""
        self._tip = tip
        self._update_tip()

    @property
    def shown_text(self) -> str:
        """What stands in the box."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4
        metrics, full = self.fontMetrics(), self.currentText()
        if metrics.horizontalAdvance(full) <= room:
            return full
        short = self.currentData(SHORT_ROLE) or full
        return metrics.elidedText(short, Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """Narrow, because the text adapts."""
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def showPopup(self) -> None:
        """The list is as wide as its entries."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 16)
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """The tooltip says what the box cannot."""
        if event.type() == QEvent.Type.ToolTip:
            self._update_tip()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """As the style paints it, but with the text that fits."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _update_tip(self) -> None:
        full = self.currentText()
        self.setToolTip(self._tip if self.shown_text == full else f"{full}\n{self._tip}")
