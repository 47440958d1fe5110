"""How the Review page is laid out; no logic."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.pages.review.details import ReviewDetails
from app.pages.review.gallery import ReviewGallery
from app.pages.review.matrix_tab import MatrixTab
from app.pages.review.work import LIBRARY, OPEN, Source
from app.widgets.fact_row import FactRow
from app.widgets.invitation import Invitation
from app.widgets.named import named
from core.control import Progress


class ReviewHeader(QWidget):
    """Whose labels are looked at, the figures of all of them, and how far the work is.

    Signals:
        source_chosen: a `Source`.
        verified_toggled: only verified labels count, or all.
        refresh_wanted: work out again.
        stopped: keep what was worked out until now.
    """

    source_chosen = Signal(object)
    verified_toggled = Signal(bool)
    refresh_wanted = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Source] = []
        self._sources = named(QComboBox(), "reviewSource")
        self._sources.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.verified = named(QCheckBox(), "verifiedOnly")
        self.refresh = named(QPushButton(), "reviewRefresh")
        self.retrain = named(QPushButton(), "retrainButton")
        self._progress = named(QProgressBar(textVisible=False), "reviewProgress")
        self._progress.setMinimumWidth(150)
        self._what = named(QLabel(), "reviewProgressText")
        self._stop = named(QToolButton(), "reviewStop")
        set_icon(self._stop, "stop")
        self.facts = named(FactRow(), "reviewFacts")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "reviewHeaderNote")
        self._note.setProperty("role", "muted")
        self._lay_out()
        self._sources.activated.connect(self._on_source)
        self.verified.toggled.connect(self.verified_toggled)
        self.refresh.clicked.connect(self.refresh_wanted)
        self._stop.clicked.connect(self.stopped)
        self._retranslate()
        self.set_work("")

    def set_sources(self, runs: Sequence[Source], chosen: Source) -> None:
        """The sources that there are."""
        self._runs = list(runs)
        with QSignalBlocker(self._sources):
            self._sources.clear()
            self._sources.addItem(self.tr("All labelled photos"), Source(LIBRARY))
            self._sources.addItem(self.tr("The photos that are open"), Source(OPEN))
            for run in runs:
                self._sources.addItem(self.tr("Run: {name}").format(name=run.title), run)
            keys = [self._sources.itemData(place).key for place in range(self._sources.count())]
            self._sources.setCurrentIndex(keys.index(chosen.key) if chosen.key in keys else -1)

    def set_note(self, note: str) -> None:
        """What must be said of the figures."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_work(self, what: str, progress: Progress | None = None) -> None:
        """Say what is under way, and how far; "" for nothing."""
        for widget in (self._progress, self._stop, self._what):
            widget.setVisible(bool(what))
        self.refresh.setEnabled(not what)
        if not what:
            return
        done, total = (progress.done, progress.total) if progress is not None else (0, None)
        self._progress.setRange(0, total or 0)
        self._progress.setValue(done)
        locale = QLocale()
        counted = f"  {locale.toString(done)} / {locale.toString(total)}" if total else ""
        self._what.setText(what + counted)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_source(self, place: int) -> None:
        self.source_chosen.emit(self._sources.itemData(place))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self._sources)
        bar.addWidget(self.verified)
        bar.addStretch()
        for widget in (self.refresh, self.retrain):
            bar.addWidget(widget)
        work = QGridLayout()
        work.setHorizontalSpacing(6)
        work.setVerticalSpacing(2)
        work.addWidget(self._what, 0, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        work.addWidget(self._progress, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        work.addWidget(self._stop, 1, 1)
        figures = QHBoxLayout()
        figures.addWidget(self.facts, 1)
        figures.addLayout(work)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 4)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addLayout(figures)
        column.addWidget(self._note)

    def _retranslate(self) -> None:
        self._sources.setAccessibleName(self.tr("Photos to review"))
        self.verified.setText(self.tr("Only verified labels"))
        self.verified.setToolTip(self.tr("Count and show only photos whose label was looked at twice"))
        self.refresh.setText(self.tr("Work out again"))
        self.refresh.setToolTip(self.tr("Take up photos that were labelled since (F5)"))
        self.retrain.setText(self.tr("Retrain and compare…"))
        self.retrain.setToolTip(
            self.tr("Teach the model your labels, and see on verified photos whether it got better")
        )
        self._stop.setToolTip(self.tr("Stop here; what was worked out so far stays"))
        self._stop.setAccessibleName(self.tr("Stop"))
        self._progress.setAccessibleName(self.tr("Progress"))
        current = self._sources.currentData()
        if isinstance(current, Source):
            self.set_sources(self._runs, current)


class ReviewView(QWidget):
    """The header, and tabs below it. Other tabs may be added: the header is shown with the first two alone."""

    def __init__(self, gallery: ReviewGallery, details: ReviewDetails, matrix: MatrixTab) -> None:
        super().__init__()
        self.header = ReviewHeader()
        self.gallery, self.details, self.matrix = gallery, details, matrix
        self.invitation = named(Invitation("review", "inviteToLabelButton"), "reviewInvitation")
        self.no_matrix = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.no_matrix.setProperty("role", "muted")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(gallery)
        self.split.addWidget(details)
        self.split.setSizes([500, 500])
        gallery.setMinimumWidth(260)
        details.setMinimumWidth(330)
        details.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._stacks = (QStackedWidget(), QStackedWidget())
        for stack, widgets in zip(self._stacks, ((self.invitation, self.split), (self.no_matrix, matrix)), strict=True):
            for widget in widgets:
                stack.addWidget(widget)
        self.tabs = named(QTabWidget(), "reviewTabs")
        self.tabs.setDocumentMode(True)
        for stack in self._stacks:
            self.tabs.addTab(stack, "")
        self.tabs.currentChanged.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)

    def show_photos(self, there_are: bool) -> None:
        """Photos, or how to come by some."""
        for stack in self._stacks:
            stack.setCurrentIndex(int(there_are))

    def show_mistakes(self) -> None:
        """Bring the list to the front."""
        self.tabs.setCurrentWidget(self._stacks[0])
        self.gallery.grid.setFocus()

    def _on_tab(self) -> None:
        self.header.setVisible(self.tabs.currentWidget() in self._stacks)
