"""Identify: photos in a grid, one of them large, and what the model says of it."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QWidget

from app.icons import themed_icon
from app.item_models.thumbnail_store import ThumbnailStore
from app.item_models.vocabulary import Show
from app.model_in_use import ModelInUse
from app.options import (
    INCLUDE_SUBFOLDERS,
    MODEL,
    OVERLAY_OPACITY,
    OVERLAY_VISIBLE,
    RECENT_FOLDERS,
    THREADS,
    TOP_K,
    VIEWS,
)
from app.pages.identify.actions import PageActions
from app.pages.identify.export_work import subject_of
from app.pages.identify.exports import Exports
from app.pages.identify.file_actions import let_go_of_clipboard, save_pasted
from app.pages.identify.folder_run import FolderRun, Outcome
from app.pages.identify.labels import Labels
from app.pages.identify.photo_commands import PhotoCommands
from app.pages.identify.photo_desk import PhotoDesk
from app.pages.identify.photo_list import PhotoList
from app.pages.identify.run_report import RunReport
from app.pages.identify.sentences import Sentences
from app.pages.identify.showing import Showing
from app.pages.identify.view import IdentifyView
from app.pages.identify.view_state import restore_view, save_view
from app.pages.page import Page
from app.services import Services
from app.translation import current_language

if TYPE_CHECKING:
    from app.item_models.photo_columns import PhotoChunk


class IdentifyPage(Page):
    """Wires the view to what works behind it."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("identifyPage")
        self._services = services
        self._settings = services.settings
        self._opened: list[str] = []
        self._counts: dict[Show, int] = {}
        self._scan_is_cut = False
        self._model = self._new_model()
        self._sentences = Sentences(services.breeds, current_language(self._settings))
        self._thumbnails = ThumbnailStore(services.tasks, services.thumbnails, parent=self)
        # The sentences are others after a change of language.
        self.view = IdentifyView(self, lambda row: self._sentences.caption(row), self._thumbnails.pixmap)  # noqa: PLW0108
        self._photos = PhotoList(self.view.grid, self._thumbnails, services.tasks, self)
        self._run = FolderRun(services, self)
        self._report = RunReport(self.view.run_bar, self._run, lambda: self._sentences)
        self._desk = PhotoDesk(services, self.view.pane, self.view.panel, self._sentences, self)
        self._desk.model = self._model
        self._showing = Showing(self.view, self._photos, self._desk, self._thumbnails, self)
        self._actions = PageActions(self)
        self._exports = Exports(services, self._actions, lambda: subject_of(self._photos.model, self._model), self)
        self._labels = Labels(services, self, self.view, self._photos, self._sentences)
        self._labels.set_model(self._model)
        self._commands = PhotoCommands(services, self._desk, self.view, self._actions)
        self._photos.set_sentences(self._sentences)
        self._labels.speak(self._sentences, current_language(self._settings))
        self._connect_view()
        self._connect_work()
        restore_view(self.view, self._settings)
        self._photos.set_criteria(self.view.filter_bar.criteria)
        self._actions.heat_map.setChecked(self._settings.get(OVERLAY_VISIBLE))
        self._update_actions()
        self.view.empty.set_recent(self._settings.get(RECENT_FOLDERS))

    def page_title(self) -> str:
        """Name of the page."""
        return self.tr("Identify")

    def page_icon(self) -> QIcon:
        """Icon of the page."""
        return themed_icon("identify")

    def menu_actions(self) -> dict[str, list[QAction]]:
        """What can be done here."""
        return {**self._actions.menus(), "label": self._labels.menu()}

    def toolbar_actions(self) -> list[QAction]:
        """What is done here most."""
        return [self._actions.export_csv, self._actions.large, self._labels.teach_action()]

    def other_keys(self) -> list[tuple[str, str]]:
        """Arrows, Enter, Esc."""
        return self._actions.other_keys()

    def current_folder(self) -> str:
        """The folder that is open."""
        first = self._opened[0] if self._opened else ""
        return first if os.path.isdir(first) else os.path.dirname(first)

    def open_paths(self, paths: list[str]) -> None:
        """Show and classify these; what was under way ends."""
        self._opened = list(paths)
        self.title_changed.emit()
        self._actions.large.setChecked(False)
        self.view.filter_bar.clear()
        self.view.show_photos(True)
        self.view.grid.setFocus()
        self._start()

    def _start(self) -> None:
        """Find the photos of what is open, and classify them."""
        self._scan_is_cut = False
        self._desk.forget(pictures=True)
        self._photos.restart()
        self._run.start(
            self._opened,
            self._model,
            recursive=self._settings.get(INCLUDE_SUBFOLDERS),
            threads=self._settings.get(THREADS),
        )

    def open_image(self, image: QImage) -> None:
        """Keep a pasted picture as a file and show it."""
        self._services.tasks.run(
            partial(save_pasted, image.copy(), self._services.folders.data / "pasted"),
            on_result=lambda path: self.open_paths([path]),
            pool="quick",
            owner=self,
        )

    def shutdown(self) -> None:
        """End everything and remember how the page looked."""
        self._actions.large.setChecked(False)
        self._run.stop()
        self._desk.stop()
        self._labels.stop()
        self._exports.stop()
        self._thumbnails.forget()
        let_go_of_clipboard()
        save_view(self.view, self._settings)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._actions.retranslate()
            self._labels.retranslate()
            self._speak(self._sentences.class_names)
            self.view.filter_bar.set_counts({})
            self.view.filter_bar.set_counts(self._counts)
            self._showing.show_place()
            self._report.refresh()
            self.title_changed.emit()

    def _connect_view(self) -> None:
        view = self.view
        view.empty.folder_wanted.connect(self.open_folder_requested)
        view.empty.photos_wanted.connect(self.open_photos_requested)
        view.empty.sample_wanted.connect(self.sample_requested)
        view.empty.recent_wanted.connect(self.recent_folder_requested)
        view.filter_bar.changed.connect(self._on_criteria)
        view.filter_bar.left.connect(view.grid.setFocus)
        view.grid.current_photo_changed.connect(self._on_current)
        view.pane.step_requested.connect(view.grid.go)
        view.run_bar.resumed.connect(self._resume)

    def _connect_work(self) -> None:
        run, photos = self._run, self._photos
        self._commands.said.connect(self.status)
        self._labels.said.connect(self.status)
        self._labels.library_changed.connect(self._update_actions)
        self._labels.model_taught.connect(self._on_taught)
        run.found.connect(self._on_found)
        run.scanned.connect(self._on_scanned)
        run.model_ready.connect(self._speak)
        run.outcomes.connect(self._on_outcomes)
        run.ended.connect(self._on_ended)
        run.failed.connect(lambda error: self._services.errors.show(error, self))
        photos.looked_at.connect(run.prioritise)
        photos.counted.connect(self._on_counted)
        photos.arranged.connect(self._on_arranged)
        self._desk.answered.connect(self._photos.take)
        self._desk.answered.connect(self._labels.refresh)
        self._desk.classes_known.connect(self._speak)
        self._settings.changed.connect(self._on_setting)

    def _speak(self, class_names: tuple[str, ...]) -> None:
        """Take up the language and the classes of the model."""
        self._sentences = Sentences(self._services.breeds, current_language(self._settings), class_names)
        self._desk.sentences = self._sentences
        self._labels.speak(self._sentences, current_language(self._settings))
        self._photos.set_sentences(self._sentences)
        self._desk.refresh()

    def _on_found(self, chunk: PhotoChunk) -> None:
        first = self._photos.model.columns is None
        self._photos.add(chunk)
        self._labels.look_up(chunk.paths)
        if first:
            self._photos.ensure_current(self._desk.path)

    def _on_scanned(self, unreadable: int) -> None:
        self._photos.end_of_scan()
        self._tell_open()
        if unreadable:
            self.status.emit(self.tr("%Ln folder(s) could not be read.", "", unreadable))
        if self._photos.model.columns is None:
            self.view.empty.set_found_nothing(True)
            self.view.show_photos(False)
        self._photos.ensure_current(self._desk.path)

    def _on_outcomes(self, outcomes: list[Outcome]) -> None:
        self._photos.take(outcomes)
        self._desk.take(outcomes)
        self._labels.refresh()

    def _on_ended(self, complete: bool) -> None:
        if self._photos.is_scanning:
            self._scan_is_cut = True
            self._photos.end_of_scan()
            self.view.empty.set_found_nothing(False)
            self.view.show_photos(self._photos.model.columns is not None)
        self._update_actions()
        self._report.end(complete)

    def _resume(self) -> None:
        columns = self._photos.model.columns
        if self._scan_is_cut or columns is None:
            self._start()
        else:
            self._run.classify(columns.paths, self._model, threads=self._settings.get(THREADS))

    def _on_counted(self, counts: dict[Show, int]) -> None:
        self._counts = counts
        self.view.filter_bar.set_counts(counts)
        self._update_actions()
        self._report.count(counts)

    def _on_criteria(self) -> None:
        self._photos.set_criteria(self.view.filter_bar.criteria)
        self._photos.ensure_current(self._desk.path)
        self._photos.show_current()

    def _on_taught(self, model: ModelInUse | None) -> None:
        """A model that was taught answers from now on, or the one of the settings does again."""
        self._desk.model = model or self._model
        self._labels.set_model(self._desk.model)
        if model is not None:
            self._speak(model.get().class_names)
            self._showing.show_anew()
        else:
            self._photos.forget_outcomes()
            self._classify_again()

    def _on_arranged(self) -> None:
        self._showing.follow_arrangement()
        self._labels.refresh()

    def _on_current(self, row: int) -> None:
        self._showing.show_row(row)
        self._update_actions()

    def _on_setting(self, key: str) -> None:
        if key in (MODEL.key, VIEWS.key):
            self._model = self._desk.model = self._new_model()
            self._labels.set_model(self._model)
            self._speak(())
            self._photos.forget_outcomes()
            self._tell_open()
            self._classify_again()
        elif key == THREADS.key and self._run.is_running:
            self._classify_again()
        elif key == TOP_K.key:
            self._desk.refresh()
        elif key == RECENT_FOLDERS.key:
            self.view.empty.set_recent(self._settings.get(RECENT_FOLDERS))
        elif key in (OVERLAY_VISIBLE.key, OVERLAY_OPACITY.key):
            self.view.panel.set_overlay(self._settings.get(OVERLAY_VISIBLE), self._settings.get(OVERLAY_OPACITY))

    def _classify_again(self) -> None:
        columns = self._photos.model.columns
        if self._photos.is_scanning:
            self._start()
            return
        if columns is None:
            return
        self._showing.show_anew()
        self._run.classify(columns.paths, self._model, threads=self._settings.get(THREADS))

    def _update_actions(self) -> None:
        counts = self._counts
        looked_at = any(counts.get(show, 0) for show in (Show.DOGS, Show.NO_DOG, Show.UNREADABLE))
        self._actions.set_enabled(
            photos=bool(counts.get(Show.ALL)), photo=self._desk.path is not None, predictions=looked_at
        )
        self._labels.set_enabled(photos=bool(counts.get(Show.ALL)), photo=self._desk.path is not None)

    def _tell_open(self) -> None:
        columns = self._photos.model.columns
        self._services.open_photos.set(columns.paths if columns is not None else (), self._model)

    def _new_model(self) -> ModelInUse:
        return ModelInUse(self._settings.get(MODEL), self._settings.get(VIEWS))
