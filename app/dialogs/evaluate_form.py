"""What a measurement needs: a model, photos, and how much is to be measured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.dialogs.dataset_chooser import browse_row
from app.dialogs.evaluate_work import ALL, LabelledData
from app.options import VIEWS, Choice
from app.translation import option_text, printable
from app.widgets.figures import count_text
from app.widgets.named import named

_WIDTH = 370


class EvaluateForm(QWidget):
    """The fields at the left, each below its heading.

    Signals:
        changed: another model, other photos of the data, or another way of looking at them.
    """

    changed = Signal()

    def __init__(self, views: str, parent: QWidget | None = None) -> None:
        """`views`: how photos are looked at to begin with."""
        super().__init__(parent)
        self._splits: dict[str, int] = {}
        self.model = named(QComboBox(), "evaluateModelBox")
        self.dataset = named(QLineEdit(), "evaluateDataEdit")
        self.browse = named(QPushButton(), "evaluateFolderButton")
        self.browse_table = named(QPushButton(), "evaluateTableButton")
        self.labels = named(QPushButton(), "evaluateLabelsButton")
        self._split = named(QComboBox(), "evaluateSplitBox")
        self._views = named(QComboBox(), "evaluateViewsBox")
        self._every_split = named(QCheckBox(), "everySplitBox")
        self._robustness = named(QCheckBox(), "robustnessBox")
        self._headings = [QLabel() for _ in range(4)]
        for box in (self.model, self._split, self._views):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for choice in VIEWS.choices:
            self._views.addItem("", choice.value)
        self._views.setCurrentIndex(max(0, self._views.findData(views)))
        self._split_parts: list[QWidget] = [self._headings[2], self._split, self._every_split]
        self._lay_out()
        self.show_data(None)
        self._retranslate()

    @property
    def model_name(self) -> str:
        """What finds the model."""
        return str(self.model.currentData() or "")

    @property
    def model_title(self) -> str:
        """What the person calls it."""
        return self.model.currentText()

    @property
    def split(self) -> str:
        """Which of the photos."""
        return str(self._split.currentData() or ALL)

    @property
    def views(self) -> str:
        """How each photo is looked at."""
        return str(self._views.currentData())

    @property
    def every_split(self) -> bool:
        """The other parts of the data are scored too."""
        return bool(self._splits) and self._every_split.isChecked()

    @property
    def robustness(self) -> bool:
        """Spoiled photos are scored too."""
        return self._robustness.isChecked()

    def set_models(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer these, and choose one of them."""
        self.model.blockSignals(True)
        self.model.clear()
        for choice in choices:
            self.model.addItem(printable(choice.title), choice.value)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))
        self.model.blockSignals(False)
        self.changed.emit()

    def show_data(self, data: LabelledData | None) -> None:
        """Offer the parts that these photos are in."""
        has_parts = data is not None and len(data.splits) > 1
        self._splits = dict(data.splits) if data is not None and has_parts else {}
        self._split.blockSignals(True)
        self._split.clear()
        for name in self._splits:
            self._split.addItem("", name)
        if data is not None and has_parts:
            self._split.setCurrentIndex(self._split.findData(data.usual))
        self._name_splits()
        self._split.blockSignals(False)
        for widget in self._split_parts:
            widget.setVisible(has_parts)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _name_splits(self) -> None:
        names = {
            "test": self.tr("Those for the test ({count})"),
            "validation": self.tr("Those for validation ({count})"),
            "train": self.tr("Those to learn from ({count})"),
            ALL: self.tr("All ({count})"),
        }
        for place, (name, count) in enumerate(self._splits.items()):
            self._split.setItemText(place, names[name].format(count=count_text(count)))

    def _retranslate(self) -> None:
        for label, text in zip(
            self._headings,
            (self.tr("&Model"), self.tr("&Photos"), self.tr("&Which of them"), self.tr("&Looks at each photo")),
            strict=True,
        ):
            label.setText(text)
        self.browse.setText(self.tr("&Folder…"))
        self.browse.setToolTip(self.tr("A folder that holds a folder of photos for each breed"))
        self.browse_table.setText(self.tr("&Table…"))
        self.browse_table.setToolTip(self.tr("A CSV file that names photos and their breeds"))
        self.labels.setText(self.tr("&Your labels"))
        self.labels.setToolTip(self.tr("All photos that you gave a breed in BreedLens"))
        self.dataset.setPlaceholderText(self.tr("Drop a folder here"))
        self.dataset.setAccessibleName(self.tr("Photos to measure the model on"))
        self._every_split.setText(self.tr("&Also the other parts, side by side"))
        self._every_split.setToolTip(self.tr("Training, validation and test: shows what was learned by heart"))
        self._robustness.setText(self.tr("Also on &spoiled photos"))
        self._robustness.setToolTip(
            self.tr("The same photos blurred, noisy, too dark, askew and compressed: takes up to twenty times as long")
        )
        for place, choice in enumerate(VIEWS.choices):
            self._views.setItemText(place, option_text(choice.title))
        self._name_splits()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.setContentsMargins(0, 0, 0, 0)
        for heading, part in zip(self._headings, (self.model, self.dataset, self._split, self._views), strict=True):
            heading.setBuddy(part)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addWidget(part)
            if part is self.dataset:
                column.addLayout(browse_row(self.browse, self.browse_table, self.labels))
            if part is self._split:
                column.addWidget(self._every_split)
            column.addSpacing(8)
        column.addWidget(self._robustness)
        column.addStretch()
        self.setFixedWidth(_WIDTH)
        order = [self.model, self.dataset, self.browse, self.browse_table, self.labels]
        for one, following in pairwise([*order, self._split, self._every_split, self._views, self._robustness]):
            self.setTabOrder(one, following)
