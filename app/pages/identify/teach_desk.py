"""Brings teaching, its panel and the photos together, in the person's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, Signal
from PySide6.QtGui import QAction

from app.item_models.prediction_model import percent_figure
from app.model_in_use import ModelInUse
from app.options import MODEL, VIEWS
from app.pages.identify.photo_list import PhotoList
from app.pages.identify.sentences import Sentences
from app.pages.identify.teaching import Teaching
from app.pages.identify.view import IdentifyView
from app.services import Services
from core.control import Progress

if TYPE_CHECKING:
    from app.pages.identify.teaching_work import Taught
    from core.bundles.bundle import Bundle
    from core.teaching.session import Checked

_MOST_NAMED = 3
_STANDING = 12
"""photos offered that keep their places from lesson to lesson"""


class TeachDesk(QObject):
    """Follows the switch of teaching.

    Signals:
        model_changed: a `ModelInUse` that answers for the photos now, or None: the one of the settings does again.
    """

    model_changed = Signal(object)

    def __init__(
        self, services: Services, view: IdentifyView, photos: PhotoList, toggle: QAction, sentences: Sentences
    ) -> None:
        super().__init__(toggle)
        self._services = services
        self._view, self._panel = view, view.teach_panel
        self._photos = photos
        self._toggle = toggle
        self.sentences = sentences
        self._saved = ""
        self._offered: list[str] = []
        self._teaching = Teaching(services, self)
        toggle.toggled.connect(self._on_toggled)
        panel, teaching = self._panel, self._teaching
        panel.closed.connect(lambda: toggle.setChecked(False))
        panel.lessons_wanted.connect(self._show_lessons)
        panel.save_wanted.connect(self._save)
        panel.use_wanted.connect(self._use)
        teaching.gathering.connect(self._on_gathering)
        teaching.taught.connect(self._on_taught)
        teaching.checked.connect(self._on_checked)
        teaching.saved.connect(self._on_saved)
        teaching.failed.connect(self._on_failed)
        teaching.ended.connect(self._on_ended)
        services.settings.changed.connect(self._on_setting)
        panel.hide()

    def stop(self) -> None:
        """The window closes."""
        self._teaching.end()

    def _on_toggled(self, on: bool) -> None:
        self._panel.setVisible(on)
        if on:
            self._panel.show_gathering(None)
            settings = self._services.settings
            self._teaching.start(settings.get(MODEL), settings.get(VIEWS))
        else:
            self._teaching.stop()

    def _on_setting(self, key: str) -> None:
        if key in (MODEL.key, VIEWS.key) and self._teaching.is_on:
            self._on_toggled(True)

    def _on_gathering(self, progress: Progress) -> None:
        self._panel.show_gathering(progress.done / progress.total if progress.total else None)

    def _on_taught(self, taught: Taught) -> None:
        self.model_changed.emit(ModelInUse.ready(taught.classifier))
        self._photos.set_rows(taught.paths, taught.rows)
        self._offer(taught.offered)
        breeds = len(taught.lesson.counts)
        words = self.tr("Label some photos: the model learns from every one.")
        if taught.labels:
            photos = self.tr("%Ln labelled photo(s)", "", taught.labels)
            words = self.tr("Learned from {photos} of {breeds}.").format(
                photos=photos, breeds=self.tr("%Ln breed(s)", "", breeds)
            )
        self._panel.show_learned(words, can_save=bool(taught.labels))
        self._panel.show_accuracy(self.tr("Working out how often it is right…") if taught.labels else "")
        self._panel.show_missing(self._missing_words(taught))

    def _offer(self, paths: Sequence[str]) -> None:
        """The next few stay as they stand, so that nothing moves under the person's fingers; then come new ones."""
        next_ones = [path for path in self._offered if self._photos.is_unlabelled(path)][:_STANDING]
        self._offered = [*next_ones, *(path for path in paths if path not in set(next_ones))]
        self._photos.set_lessons(self._offered)

    def _missing_words(self, taught: Taught) -> str:
        parts = [
            self.tr("{breed}: %Ln more photo(s)", "", breed.needed - breed.photos).format(
                breed=self.sentences.breed_name(breed.breed)
            )
            for breed in taught.lesson.missing[:_MOST_NAMED]
        ]
        left = len(taught.lesson.missing) - len(parts)
        if left > 0:
            parts.append(self.tr("and %Ln other breed(s)", "", left))
        return self.tr("Too few to be learned yet: {list}").format(list=", ".join(parts)) if parts else ""

    def _on_checked(self, checked: Checked) -> None:
        found, base = checked.held_out.accuracy, checked.held_out.base_accuracy
        words = self.tr(
            "Right on {share} of {count} labelled photos that it had not seen ({low} to {high}); before: {before}."
        ).format(
            share=percent_figure(found.value),
            count=QLocale().toString(found.count),
            low=percent_figure(found.low),
            high=percent_figure(found.high),
            before=percent_figure(base.value),
        )
        self._panel.show_accuracy(words)

    def _show_lessons(self) -> None:
        self._view.filter_bar.show_lessons()
        self._photos.show_first()
        self._view.focus_photos()

    def _save(self) -> None:
        day = QLocale().toString(QDate.currentDate(), QLocale.FormatType.ShortFormat)
        title = self.tr("Taught on {day}").format(day=day)
        self._teaching.save(f"taught-{QDate.currentDate().toString('yyyy-MM-dd')}", title)

    def _use(self) -> None:
        self._toggle.setChecked(False)
        self._services.settings.set(MODEL, self._saved)

    def _on_saved(self, bundle: Bundle) -> None:
        self._saved = bundle.card.name
        self._panel.show_saved(self.tr("Saved as the model {name}.").format(name=bundle.card.name))

    def _on_failed(self, error: BaseException) -> None:
        self._toggle.setChecked(False)
        self._services.errors.show(error, self._panel)

    def _on_ended(self) -> None:
        self._toggle.setChecked(False)
        self._offered = []
        self._photos.set_lessons(None)
        self.model_changed.emit(None)
