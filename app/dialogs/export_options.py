"""What can be chosen of each format of an export."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from app.widgets.named import named

_LAYOUT_FORMATS = ("coco", "yolo", "kaggle")
_SHARES = (70, 15, 15)


class ExportOptions(QWidget):
    """Shows the options of the format in force.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verified = named(QCheckBox(self.tr("Only verified labels")), "onlyVerified")
        self.layouts = named(QComboBox(), "exportLayout")
        self.naming = named(QComboBox(), "sidecarNaming")
        self.naming.addItem(self.tr("photo.jpg.xmp (digiKam, darktable)"), "full")
        self.naming.addItem(self.tr("photo.xmp (Lightroom)"), "stem")
        self.naming.setToolTip(self.tr("A sidecar that is there already is used, whichever name it has."))
        self.removing = named(QCheckBox(self.tr("Take the tags of earlier exports out again")), "removeTags")
        self.splitting = named(QCheckBox(self.tr("Divide for training, validation and testing")), "splitPhotos")
        self.shares = [named(QSpinBox(), f"share{number}") for number in range(3)]
        self._sum = named(QLabel(), "shareSum")
        self._sum.setProperty("role", "muted")
        self._split_row = self._make_split_row()
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.addRow(self.verified)
        form.addRow(self.tr("Layout"), self.layouts)
        form.addRow(self.tr("New sidecars are called"), self.naming)
        form.addRow(self.removing)
        form.addRow(self.splitting)
        form.addRow(self._split_row)
        for signal in (self.layouts.currentIndexChanged, self.splitting.toggled, self.removing.toggled):
            signal.connect(self._update)
        self.set_format("csv")

    def set_format(self, value: str) -> None:
        """Show what can be chosen of a format."""
        self._format = value
        self.layouts.blockSignals(True)
        self.layouts.clear()
        for word, title in self._layouts_of(value):
            self.layouts.addItem(title, word)
        self.layouts.blockSignals(False)
        self.splitting.setChecked(value == "yolo")
        self.splitting.setEnabled(value == "folders")
        self._update()

    @property
    def layout_word(self) -> str:
        """The layout in force, "" where the format has one only."""
        return str(self.layouts.currentData()) if self._format in _LAYOUT_FORMATS else ""

    @property
    def split(self) -> tuple[float, float, float] | None:
        """The shares for training, validation and testing, None where nothing is divided."""
        if not self.splitting.isChecked() or self._format not in ("folders", "yolo"):
            return None
        train, validation, test = (share.value() / 100 for share in self.shares)
        return train, validation, test

    @property
    def is_complete(self) -> bool:
        """Whether the shares make a whole."""
        return self.split is None or (sum(share.value() for share in self.shares) == 100 and self.shares[0].value() > 0)

    @property
    def is_removing(self) -> bool:
        """Whether tags are to be taken out."""
        return self._format == "xmp" and self.removing.isChecked()

    def _layouts_of(self, value: str) -> list[tuple[str, str]]:
        if value == "kaggle":
            return [
                ("labels", self.tr("Labels: id and breed")),
                ("submission", self.tr("Submission: a column a breed")),
            ]
        if value == "yolo":
            return [
                ("classification", self.tr("Classification: a folder a class")),
                ("detection", self.tr("Detection: boxes over the whole picture")),
            ]
        return [
            ("classification", self.tr("Classification: no boxes")),
            ("detection", self.tr("Detection: boxes over the whole picture")),
        ]

    def _make_split_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        titles = (self.tr("Training"), self.tr("Validation"), self.tr("Testing"))
        for title, share, value in zip(titles, self.shares, _SHARES, strict=True):
            label = QLabel(title)
            label.setBuddy(share)
            share.setRange(0, 100)
            share.setSuffix(self.tr("%", "after a number"))
            share.setValue(value)
            share.setAccessibleName(title)
            share.valueChanged.connect(self._update)
            line.addWidget(label)
            line.addWidget(share)
        line.addWidget(self._sum, 1)
        return row

    def _update(self) -> None:
        form, is_xmp = self._form, self._format == "xmp"
        form.setRowVisible(self.layouts, self._format in _LAYOUT_FORMATS)
        form.setRowVisible(self.naming, is_xmp and not self.removing.isChecked())
        form.setRowVisible(self.removing, is_xmp)
        form.setRowVisible(self.splitting, self._format in ("folders", "yolo"))
        form.setRowVisible(self._split_row, self._format in ("folders", "yolo") and self.splitting.isChecked())
        total = sum(share.value() for share in self.shares)
        self._sum.setText("" if total == 100 else self.tr("These make {sum}%, not 100%.").format(sum=total))
        self.changed.emit()
