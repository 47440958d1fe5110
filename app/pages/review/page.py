"""Review: labels held against the model, mistakes and possible label errors put right where they are seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QIcon, QImage, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.icons import themed_icon
from app.item_models.thumbnail_store import ThumbnailStore
from app.pages.page import Page
from app.pages.review.actions import ReviewActions
from app.pages.review.desk import ReviewDesk
from app.pages.review.labeller import ReviewLabeller
from app.pages.review.retraining import Retrainer
from app.pages.review.sentences import ReviewSentences
from app.pages.review.study import Alike, LabelStudy
from app.pages.review.summary import ReviewSummary
from app.services import Services
from app.translation import printable
from app.widgets.named import call
from core.control import Progress

if TYPE_CHECKING:
    from app.pages.review.view import ReviewView


class ReviewPage(Page):
    """Its parts are made when it is first looked at."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPage")
        self._services = services
        self._view: ReviewView | None = None
        self._sentences = ReviewSentences(services, self)
        self._desk = ReviewDesk(services, self)
        self._actions = ReviewActions(self)
        self._thumbnails = ThumbnailStore(services.tasks, services.thumbnails, parent=self)
        self._study = LabelStudy(services, self)
        self._retrainer = Retrainer(services, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._summary = ReviewSummary(self._desk, self._study)
        self._actions.save_matrix.triggered.connect(partial(call, self._save_matrix))
        self._actions.refresh.triggered.connect(partial(call, self._desk.work_out))
        self._enable()

    @property
    def view(self) -> ReviewView:
        """All that is seen, made at first use."""
        if self._view is None:
            self._view = self._make_view()
        return self._view

    def page_title(self) -> str:
        """Name of the page."""
        return self.tr("Review")

    def page_icon(self) -> QIcon:
        """Icon of the page."""
        return themed_icon("review")

    def menu_actions(self) -> dict[str, list[QAction]]:
        """What can be done here."""
        return self._actions.menus()

    def other_keys(self) -> list[tuple[str, str]]:
        """Arrows and the keys of the matrix."""
        return self._actions.other_keys()

    def open_paths(self, paths: list[str]) -> None:
        """Photos are for the Identify page."""
        self.page_requested.emit("identifyPage", paths)

    def open_image(self, image: QImage) -> None:
        """Pictures too."""
        self.page_requested.emit("identifyPage", image)

    def showEvent(self, event: QShowEvent) -> None:
        """Take up what was labelled since."""
        super().showEvent(event)
        _ = self.view
        self._desk.find_runs()
        if self._desk.is_stale and not self._desk.is_working:
            self._desk.work_out()

    def shutdown(self) -> None:
        """End everything."""
        self._desk.close()
        self._study.stop()
        if self._view is not None:
            self._view.details.stop()
        self._thumbnails.forget()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._sentences = ReviewSentences(self._services, self)
            self._actions.retranslate()
            if self._view is not None:
                self._retranslate()
            self.title_changed.emit()

    def _make_view(self) -> ReviewView:
        from app.pages.review.details import ReviewDetails
        from app.pages.review.gallery import ReviewGallery
        from app.pages.review.matrix_tab import MatrixTab
        from app.pages.review.view import ReviewView

        gallery = ReviewGallery(self._thumbnails, lambda: self._sentences)
        details = ReviewDetails(self._services, self._actions, self._thumbnails.pixmap)
        matrix = MatrixTab(self._services, lambda: self._sentences)
        view = ReviewView(gallery, details, matrix)
        self._view = view
        self._actions.add_to(gallery.grid, view.split)
        ReviewLabeller(self._desk, self._actions, gallery, details)
        self._column.addWidget(view)
        header, desk = view.header, self._desk
        header.source_chosen.connect(desk.choose)
        header.verified_toggled.connect(self._on_verified_only)
        header.refresh_wanted.connect(desk.work_out)
        header.stopped.connect(self._stop)
        header.retrain.clicked.connect(self._retrain)
        self._retrainer.model_chosen.connect(self._on_new_model)
        gallery.current_changed.connect(self._on_current)
        gallery.grid.selectionModel().selectionChanged.connect(self._on_chosen)
        matrix.cell_chosen.connect(self._on_cell)
        matrix.saved.connect(self.status)
        view.invitation.accepted.connect(lambda: self.page_requested.emit("identifyPage", []))
        desk.sources_changed.connect(lambda: header.set_sources(desk.runs, desk.source))
        desk.began.connect(self._on_began)
        desk.progress.connect(self._on_progress)
        desk.ended.connect(self._on_ended)
        desk.reviewed.connect(self._on_reviewed)
        desk.relabelled.connect(self._on_relabelled)
        desk.went_stale.connect(self._on_stale)
        desk.failed.connect(self._on_failed)
        study = self._study
        study.began.connect(self._on_study)
        study.progress.connect(self._on_study)
        study.ended.connect(self._on_ended)
        study.studied.connect(self._on_studied)
        study.neighbours_found.connect(self._on_alike)
        self._thumbnails.ready.connect(lambda _: details.refresh_alike())
        for signal in (self._services.labelling.steps_changed, self._services.labelling.opened):
            signal.connect(self._on_library)
        self._retranslate()
        return view

    def _save_matrix(self) -> None:
        self.view.matrix.save()

    def _on_current(self) -> None:
        row = self.view.gallery.current
        self.view.details.show_photo(row, self._desk.table, self._desk.model)
        if row is not None:
            self._study.ask_neighbours(row.path)
        self._on_chosen()
        self._enable()

    def _on_chosen(self) -> None:
        """One photo is chosen, or several: Enter takes the breed of each."""
        chosen = self.view.gallery.chosen()
        self._actions.name_take(self._sentences.breed(chosen[0].predicted) if len(chosen) == 1 else "")

    def _on_cell(self, given: str, predicted: str) -> None:
        gallery = self.view.gallery
        gallery.set_choice(replace(gallery.choice, cell=(given, predicted)))
        self.view.show_mistakes()

    def _on_verified_only(self, on: bool) -> None:
        gallery = self.view.gallery
        gallery.set_choice(replace(gallery.choice, verified_only=on))
        self._show_figures()

    def _on_began(self) -> None:
        self.view.header.set_sources(self._desk.runs, self._desk.source)
        self._on_progress(None)

    def _on_progress(self, progress: Progress | None) -> None:
        self.view.header.set_work(self.tr("Asking the model…"), progress)

    def _on_ended(self) -> None:
        self.view.header.set_work("")

    def _on_reviewed(self) -> None:
        table = self._desk.table
        if table is None:
            return
        self._study.stop()
        self._study.result = None
        self.view.show_photos(len(table) > 0)
        self.view.gallery.set_choice(replace(self.view.gallery.choice, cell=None))
        self.view.gallery.show_table(table, None, self._desk.corrected)
        self._show_figures()
        self._show_invitation()
        if len(table):
            self._study.begin(table, self._desk.model)

    def _on_study(self, progress: Progress | None = None) -> None:
        self.view.header.set_work(self.tr("Looking for possible label errors…"), progress)

    def _on_studied(self) -> None:
        table = self._desk.table
        if table is not None:
            doubts = self._study.doubts(self._desk.corrected)
            self.view.gallery.show_table(table, doubts, self._desk.corrected)
            self._show_figures()

    def _on_alike(self, path: str, alike: list[Alike]) -> None:
        self.view.details.show_alike(path, alike)
        self.view.gallery.want_also([one.path for one in alike])

    def _retrain(self) -> None:
        table = self._desk.table
        if table is not None and len(table):
            self._retrainer.begin(table, self._desk.model, self._study.result, self._sentences.breed)

    def _on_new_model(self, name: str) -> None:
        self.status.emit(self.tr("The model {name} is in use now.").format(name=printable(name)))
        self._desk.work_out()

    def _stop(self) -> None:
        self._desk.stop()
        self._study.stop()

    def _on_relabelled(self) -> None:
        table = self._desk.table
        if table is not None:
            self.view.gallery.follow(table, self._study.doubts(self._desk.corrected), self._desk.corrected)
            self._show_figures()

    def _on_stale(self) -> None:
        if self.isVisible():
            self._show_note()

    def _on_failed(self, error: BaseException) -> None:
        self._services.errors.show(error, self)

    def _on_library(self) -> None:
        self.view.details.speak(self._sentences)
        self._enable()

    def _enable(self) -> None:
        photo = self._view is not None and self._view.gallery.current is not None
        table = self._desk.table
        if self._view is not None:
            self._view.header.retrain.setEnabled(table is not None and len(table) > 0)
        self._actions.set_enabled(
            photo=photo, writable=self._services.labelling.is_writable, matrix=table is not None and len(table) > 0
        )

    def _show_figures(self) -> None:
        from core.review.confusion import confusion_of

        header, table, verified = self.view.header, self._desk.table, self.view.header.verified.isChecked()
        if table is None or not len(table):
            header.facts.set_facts([])
            header.set_note("")
            return
        header.facts.set_facts(self._summary.facts(table, verified_only=verified))
        self._show_note()
        self.view.matrix.show_confusion(partial(confusion_of, table, verified_only=verified))

    def _show_note(self) -> None:
        header, table = self.view.header, self._desk.table
        if table is not None and len(table):
            header.set_note(self._summary.note(table, self._sentences, verified_only=header.verified.isChecked()))

    def _show_invitation(self) -> None:
        words = self._summary.invitation(self._services.labelling.why_closed)
        self.view.invitation.set_texts(*words)
        self.view.no_matrix.setText(f"{words[0]}.")

    def _retranslate(self) -> None:
        view = self.view
        for place, text in enumerate((self.tr("Mistakes"), self.tr("Confusion matrix"))):
            view.tabs.setTabText(place, text)
        view.header.set_sources(self._desk.runs, self._desk.source)
        view.gallery.speak()
        view.details.speak(self._sentences)
        self._show_invitation()
        self._show_figures()
        self._on_current()
