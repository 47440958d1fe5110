"""Above the groups: how many there are, how fine they are, and what is done to all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSlider, QWidget

from app.pages.groups.group_work import SIZES
from app.widgets.named import call, named
from core.control import Progress

_USUAL = SIZES.index(24)
_SETTLE_MS = 300


class GroupBar(QWidget):
    """Signals:
    regroup_wanted: group again, with the size and the photos that are asked for now.
    accept_wanted: accept all above a probability.
    ended: what was looked at so far is enough.
    """

    regroup_wanted = Signal()
    accept_wanted = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = named(QLabel(textFormat=Qt.TextFormat.PlainText), "groupSummary")
        self._summary.setMinimumWidth(80)
        self._progress = named(QProgressBar(textVisible=False), "groupProgress")
        self._progress.setMaximumWidth(180)
        self._end = named(QPushButton(), "groupEndButton")
        self._coarser, self._finer = QLabel(), QLabel()
        self._size = named(QSlider(Qt.Orientation.Horizontal), "groupSize")
        self._size.setRange(0, len(SIZES) - 1)
        self._size.setValue(_USUAL)
        self._size.setPageStep(1)
        self._size.setFixedWidth(80)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._labelled = named(QCheckBox(), "groupIncludeLabelled")
        self._again = named(QPushButton(), "groupAgainButton")
        self._accept = named(QPushButton(), "groupAcceptAboveButton")
        self._size.valueChanged.connect(self._on_size)
        self._settled.timeout.connect(self.regroup_wanted)
        self._labelled.toggled.connect(self._on_toggled)
        self._again.clicked.connect(partial(call, self.regroup_wanted.emit))
        self._accept.clicked.connect(partial(call, self.accept_wanted.emit))
        self._end.clicked.connect(partial(call, self.ended.emit))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._summary, 1)
        self._tools = (self._coarser, self._size, self._finer, self._labelled, self._again, self._accept)
        for widget in (self._progress, self._end, *self._tools):
            row.addWidget(widget)
        self.show_progress(None)
        self._retranslate()

    @property
    def group_size(self) -> int:
        """Photos of a group at most."""
        return SIZES[self._size.value()]

    @property
    def includes_labelled(self) -> bool:
        """Photos that have a label are grouped too."""
        return self._labelled.isChecked()

    def show_summary(self, text: str) -> None:
        """Say this at the left."""
        self._summary.setText(text)
        self._summary.setToolTip(text)

    def show_progress(self, progress: Progress | None) -> None:
        """How far the work is; None: there is none."""
        # there is not room for both in a narrow window, and Qt makes room at once: what goes goes first
        work = (self._progress, self._end)
        gone, come = (work, self._tools) if progress is None else (self._tools, work)
        for widget in gone:
            widget.hide()
        for widget in come:
            widget.show()
        if progress is not None:
            self._progress.setRange(0, progress.total or 0)
            self._progress.setValue(progress.done)

    def set_usable(self, on: bool) -> None:
        """Whether there are photos to group."""
        for widget in (self._size, self._labelled, self._again, self._accept):
            widget.setEnabled(on)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_size(self) -> None:
        self._settled.start()

    def _on_toggled(self) -> None:
        self.regroup_wanted.emit()

    def _retranslate(self) -> None:
        self._end.setText(self.tr("Group what is known"))
        self._end.setToolTip(self.tr("End now and group the photos that were looked at"))
        self._coarser.setText(self.tr("Coarser"))
        self._finer.setText(self.tr("Finer"))
        self._size.setAccessibleName(self.tr("How fine the groups are"))
        self._size.setToolTip(self.tr("Larger groups to the left, smaller ones to the right"))
        self._labelled.setText(self.tr("Labelled ones too"))
        self._labelled.setToolTip(self.tr("Also group the photos that have a label"))
        self._again.setText(self.tr("Group again"))
        self._again.setToolTip(self.tr("Bring back the photos that were taken out, in new groups"))
        self._accept.setText(self.tr("Accept all above…"))
        self._accept.setToolTip(self.tr("Accept all answers above a probability, after a look at every breed"))
