"""The formats in which labels go out and come in, in the person's words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.translatable import QT_TRANSLATE_NOOP
from app.widgets.named import named

_MARGIN = 8
_ROOM = 2000
"""pixels of height, more than any explanation needs"""


@dataclass(frozen=True, slots=True)
class FormatText:
    """One format: `value` is a word of `core.library.exchange.ExchangeFormat`."""

    value: str
    title: str
    out: str
    into: str
    """what it is for, going out and coming in"""
    is_folder: bool = False
    file_name: str = ""
    pattern: str = ""


FORMATS = (
    FormatText(
        "csv",
        QT_TRANSLATE_NOOP("ExchangeFormats", "Table (CSV)"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "One line a photo, for spreadsheets; with the columns of AddaxAI."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "A table of BreedLens or AddaxAI, or your own list of photos and breeds."),
        file_name="breedlens-labels.csv",
        pattern="*.csv *.CSV *.tsv *.txt",
    ),
    FormatText(
        "json",
        QT_TRANSLATE_NOOP("ExchangeFormats", "BreedLens (JSON)"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "Everything that is known of the labels, for another computer."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "What BreedLens wrote here or on another computer."),
        file_name="breedlens-labels.json",
        pattern="*.json *.jsonl",
    ),
    FormatText(
        "xmp",
        QT_TRANSLATE_NOOP("ExchangeFormats", "Tags for photo programs (XMP)"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "A sidecar beside each photo, for Lightroom, digiKam and darktable."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "The tags in the sidecars beside your photos."),
        is_folder=True,
    ),
    FormatText(
        "folders",
        QT_TRANSLATE_NOOP("ExchangeFormats", "A folder for each breed"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "Copies of the photos, sorted; if you like for training and testing."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "Photos in folders that are called like their breed."),
        is_folder=True,
        file_name="breedlens-folders",
    ),
    FormatText(
        "kaggle",
        QT_TRANSLATE_NOOP("ExchangeFormats", "Kaggle"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "The labels of the dog breed competition, or a submission."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "The labels of the dog breed competition: id and breed."),
        file_name="labels.csv",
        pattern="*.csv *.CSV",
    ),
    FormatText(
        "coco",
        QT_TRANSLATE_NOOP("ExchangeFormats", "COCO"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "An annotation file for training programs."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "An annotation file whose categories are breeds."),
        file_name="breedlens-coco.json",
        pattern="*.json",
    ),
    FormatText(
        "yolo",
        QT_TRANSLATE_NOOP("ExchangeFormats", "YOLO"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "Copies of the photos as YOLO programs learn from them."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "A folder with data.yaml, or with a folder for each class."),
        is_folder=True,
        file_name="breedlens-yolo",
    ),
    FormatText(
        "megadetector",
        QT_TRANSLATE_NOOP("ExchangeFormats", "Timelapse and MegaDetector"),
        QT_TRANSLATE_NOOP("ExchangeFormats", "A recognition file for Timelapse and AddaxAI."),
        QT_TRANSLATE_NOOP("ExchangeFormats", "A recognition file; only what is certain counts as a label."),
        file_name="breedlens-recognitions.json",
        pattern="*.json",
    ),
)


def text(source: str) -> str:
    """Any text of `FORMATS` in the person's language."""
    return QCoreApplication.translate("ExchangeFormats", source)


class _FormatDelegate(QStyledItemDelegate):
    """A title, and below it what the format is for, on as many lines as it takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list."""
        width = self._list.viewport().width()
        title, explanation = self._boxes(QRect(0, 0, width, _ROOM), option, index)
        return QSize(width, explanation.bottom() - title.top() + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as in any list, then both texts."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        self._list.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._list)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
        title, explanation = self._boxes(option.rect, option, index)
        painter.save()
        painter.setPen(option.palette.color(group, QPalette.ColorRole.Text))  # the style sheet's ground is pale
        painter.setFont(_bold(option.font))
        painter.drawText(title, _TITLE_FLAGS, index.data())
        painter.setFont(option.font)
        if not selected and enabled:
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(explanation, _TEXT_FLAGS, index.data(Qt.ItemDataRole.ToolTipRole))
        painter.restore()

    def __init__(self, owner: QListWidget) -> None:
        super().__init__(owner)
        self._list = owner

    def _boxes(
        self, room: QRect, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> tuple[QRect, QRect]:
        inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, 0)
        inner.setHeight(_ROOM)
        title = QFontMetrics(_bold(option.font)).boundingRect(inner, _TITLE_FLAGS, index.data())
        below = inner.adjusted(0, title.height() + 2, 0, 0)
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        return title, QFontMetrics(option.font).boundingRect(below, _TEXT_FLAGS, text)


_TITLE_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TEXT_FLAGS = _TITLE_FLAGS | int(Qt.TextFlag.TextWordWrap)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


class FormatList(QListWidget):
    """All formats, each with a line on what it is for."""

    def __init__(self, *, is_export: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "exchangeFormats")
        self.setAccessibleName(QCoreApplication.translate("ExchangeFormats", "Formats"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_FormatDelegate(self))
        for one in FORMATS:
            explanation = text(one.out if is_export else one.into)
            item = QListWidgetItem(text(one.title))
            item.setToolTip(explanation)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, explanation)
            item.setData(Qt.ItemDataRole.UserRole, one.value)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> FormatText:
        """The format in force."""
        return FORMATS[max(0, self.currentRow())]

    def choose(self, value: str) -> None:
        """Make a format the one in force."""
        self.setCurrentRow([one.value for one in FORMATS].index(value))
