"""Photos grouped by likeness, each group labelled at once after the odd ones were taken out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.dialogs.accept_above_dialog import open_accept_above
from app.item_models.group_board import GroupBoard
from app.item_models.photo_groups import Grouping
from app.item_models.thumbnail_store import ThumbnailStore
from app.options import GROUP_THUMBNAILS
from app.pages.groups.cell_painter import CaptionWords
from app.pages.groups.group_actions import GroupActions
from app.pages.groups.group_bar import GroupBar
from app.pages.groups.group_labeller import GroupLabeller
from app.pages.groups.group_list import GroupList
from app.pages.groups.group_work import Found, Wish
from app.pages.groups.grouping_run import GroupingRun
from app.pages.groups.label_bar import LabelBar
from app.pages.groups.preview import GroupPreview
from app.pages.groups.words import GroupWords
from app.services import Services
from app.translation import current_language, translate_error
from app.widgets.invitation import Invitation
from app.widgets.named import named
from core.control import Progress

if TYPE_CHECKING:
    from app.label_work import Labels
    from core.library.records import PhotoLabel


class GroupView(QWidget):
    """Groups the photos that are open once it is seen; everything it needs comes with the services.

    Signals:
        told: a sentence for the status bar.
        photos_wanted: no photos are open, and the person wants to open some.
    """

    told = Signal(str)
    photos_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupView")
        self._services, self._open = services, services.open_photos
        self._board = GroupBoard()
        self._words = GroupWords(self._board, services.breeds, current_language(services.settings))
        self._run = GroupingRun(services, self)
        self._news: dict[str, PhotoLabel] = {}
        self._is_stale = True
        self._is_grouped = False
        self._focus_is_due = False
        self._thumbnails = ThumbnailStore(services.tasks, services.thumbnails, parent=self)
        self._build()
        self._labeller = GroupLabeller(services, self._board, self._list)
        self._actions = GroupActions(self)
        self._connect()
        self._list.set_side(services.settings.get(GROUP_THUMBNAILS))
        self._retranslate()
        self._show_state()

    def actions_in_menu(self) -> list[QAction]:
        """What can be done here."""
        return self._actions.in_menu()

    def other_keys(self) -> list[tuple[str, str]]:
        """What the keys do that belong to no action."""
        return self._actions.other_keys()

    def stop(self) -> None:
        """The window closes."""
        self._run.stop()
        self._preview.close()
        self._thumbnails.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """Group what was opened since the view was seen last."""
        super().showEvent(event)
        self._focus_is_due = True
        self._show_state()
        if self._is_stale:
            self._group()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: give back the memory that grouping again would profit from."""
        super().hideEvent(event)
        if not self._run.is_running:
            self._run.forget()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_state()

    # parts

    def _build(self) -> None:
        self._bar = GroupBar()
        self._labels = LabelBar()
        words = self._words
        self._list = GroupList(self._board, self._thumbnails.pixmap, words.header, words.caption)
        self._preview = GroupPreview(self._services, self)
        self._invitation = Invitation("groups", "groupOpenButton")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "groupNote")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setContentsMargins(40, 40, 40, 40)
        self._groups = QWidget()
        column = QVBoxLayout(self._groups)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._list)
        self._middle.addWidget(self._note)
        column.addWidget(self._bar)
        column.addWidget(self._middle, 1)
        column.addWidget(self._labels)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._invitation)
        self._pages.addWidget(self._groups)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self._pages)

    def _connect(self) -> None:
        labelling = self._services.labelling
        self._open.changed.connect(self._on_opened)
        self._invitation.accepted.connect(self.photos_wanted)
        self._bar.regroup_wanted.connect(self._group)
        self._bar.accept_wanted.connect(self._accept_above)
        self._bar.ended.connect(self._run.end_early)
        self._run.progressed.connect(self._on_progress)
        self._run.found.connect(self._on_found)
        self._run.failed.connect(self._on_failed)
        self._list.wanted.connect(self._thumbnails.want)
        self._list.side_changed.connect(self._on_side)
        self._list.current_changed.connect(self._show_group)
        self._list.changed.connect(self._show_group)
        self._list.accepted.connect(self._labeller.accept)
        self._list.opened.connect(self._open_preview)
        self._thumbnails.ready.connect(self._list.viewport().update)
        self._labels.accepted.connect(self._labeller.accept)
        self._labels.breed_taken.connect(self._labeller.take)
        self._labels.said.connect(self._labeller.say_status)
        self._labels.skipped.connect(partial(self._do, "skip"))
        self._labels.edit.chosen.connect(self._on_breed)
        self._labels.edit.left.connect(self._list.setFocus)
        self._labeller.told.connect(self.told)
        self._labeller.typing_wanted.connect(partial(self._do, "type"))
        self._labeller.board_changed.connect(self._show_state)
        self._actions.wanted.connect(self._do)
        self._preview.step_requested.connect(self._list.go)
        self._preview.toggle_requested.connect(self._list.toggle)
        labelling.steps_changed.connect(self._on_breeds)
        labelling.found.connect(self._note_labels)
        labelling.changed.connect(self._note_labels)
        labelling.opened.connect(self._on_library)

    # grouping

    def _on_opened(self) -> None:
        self._is_stale = True
        self._run.forget()
        if self.isVisible():
            self._group()
        else:
            self._show_state()

    def _on_library(self) -> None:
        if self._is_grouped:  # by what another library says of these photos
            self._on_opened()
        else:
            self._show_state()

    def _group(self) -> None:
        paths, model = tuple(self._open.paths), self._open.model
        self._is_stale = False
        self._news.clear()
        if paths and model is not None:
            self._services.labelling.look_up(paths)
            wish = Wish(paths, model.name, self._bar.group_size, self._bar.includes_labelled)
            self._note.setText(self.tr("Looking for photos that are alike…"))
            self._run.start(wish)
            self._bar.show_progress(Progress(0, None))
        self._show_state()

    def _on_progress(self, progress: Progress) -> None:
        if self._run.is_running:
            self._bar.show_progress(progress)

    def _on_found(self, found: Found) -> None:
        self._bar.show_progress(None)
        self._board.includes_labelled = self._bar.includes_labelled
        self._board.set_grouping(found.grouping)
        self._board.set_labels({**found.labels, **self._news})
        self._is_grouped = True
        self._list.start()
        if found.grouping.unreadable:
            self.told.emit(self.tr("%Ln photo(s) could not be read.", "", found.grouping.unreadable))
        self._show_state()

    def _on_failed(self, error: BaseException) -> None:
        self._bar.show_progress(None)
        self._board.set_grouping(Grouping(()))
        self._is_grouped = False
        self._list.start()
        self._note.setText(translate_error(error))
        self._show_state()

    def _note_labels(self, labels: Labels) -> None:
        """What changes while the groups are made is newer than what the worker read."""
        self._news.update(labels)

    # what the person does

    def _do(self, name: str) -> None:
        groups, labeller = self._list, self._labeller
        does: dict[str, Callable[[], object]] = {
            "accept": labeller.accept,
            "type": self._labels.edit.setFocus,
            "skip": partial(groups.go_to_group, 1),
            "odd": groups.toggle_odd,
            "unfold": groups.unfold,
            "next": partial(groups.go, 1),
            "previous": partial(groups.go, -1),
        }
        if name.startswith("breed"):
            labeller.take(int(name.removeprefix("breed")) - 1)
        elif name in does:
            does[name]()
        else:
            labeller.say_status(name)
        if name == "skip":
            groups.setFocus()

    def _on_breed(self, breed: str) -> None:
        self._labeller.say_breed(breed)
        self._list.setFocus()

    def _on_breeds(self) -> None:
        self._labels.edit.set_breeds(self._services.breeds, self._services.labelling.steps.breeds, self._words.language)

    def _on_side(self, side: int) -> None:
        self._services.settings.set(GROUP_THUMBNAILS, side)
        self._thumbnails.set_side(round(side * self.devicePixelRatioF()))

    def _accept_above(self) -> None:
        if self._open.model is not None:
            dialog = open_accept_above(self._services, self._open.paths, self._open.model, self)
            dialog.accepted_photos.connect(
                lambda count: self.told.emit(self.tr("%Ln photo(s) are being labelled…", "", count))
            )

    def _open_preview(self) -> None:
        self._preview.open()
        self._show_group()

    # what is shown

    def _show_state(self) -> None:
        has_photos = bool(self._open.paths) and self._open.model is not None
        self._pages.setCurrentWidget(self._groups if has_photos else self._invitation)
        shown = self._board.shown
        if not shown and self._is_grouped and not self._run.is_running:
            self._note.setText(self._words.nothing_left())
        self._show_list(bool(shown) and not self._is_stale)
        self._bar.set_usable(not self._run.is_running)
        self._bar.show_summary(self._words.summary() if shown else "")
        self._show_group()

    def _show_list(self, on: bool) -> None:
        """A list that is hidden while photos are grouped gets the focus back that it had."""
        self._focus_is_due = self._focus_is_due or self._list.hasFocus()
        self._middle.setCurrentWidget(self._list if on else self._note)
        if on and self._focus_is_due:
            self._list.setFocus()
            self._focus_is_due = False

    def _show_group(self) -> None:
        group, cell = self._list.group, self._list.cell
        is_usable = group is not None and self._middle.currentWidget() is self._list
        self._labels.set_usable(is_usable)
        self._actions.set_usable(is_usable)
        if group is None or cell is None:
            self._labels.show_group(CaptionWords(self.tr("Accept")), ())
            self._preview.close()
            return
        likeliest = [(self._words.breed(name), share) for name, share in self._board.group(group).likeliest]
        self._labels.show_group(self._words.accept(group), likeliest)
        if self._preview.isVisible():
            caption = self._words.caption(group, cell)
            self._preview.show_photo(cell.paths[0], f"{caption.words} {caption.figure}".strip(), cell.is_out)

    def _retranslate(self) -> None:
        self._words.language = current_language(self._services.settings)
        self._actions.retranslate()
        self._on_breeds()
        self._list.setAccessibleName(self.tr("Groups of photos that are alike"))
        self._list.viewport().update()
        self._invitation.set_texts(
            self.tr("Label photos by the group"),
            self.tr("Photos that are alike come in groups. Take out the odd ones, and label the rest with one key."),
            self.tr("Open photos…"),
            self.tr("The photos that are open under Identify are grouped here."),
        )
