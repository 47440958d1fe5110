"""The photo that is looked at: brings picture, finding, breeds and heat map together in pane and panel."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap

from app.item_models.photo_list_model import PhotoRow
from app.item_models.vocabulary import PhotoState
from app.model_in_use import ModelInUse
from app.options import OVERLAY_OPACITY, OVERLAY_VISIBLE, TOP_K
from app.pages.identify.examiner import Examiner, Layer
from app.pages.identify.folder_run import Outcome
from app.pages.identify.photo_pane import PhotoPane
from app.pages.identify.sentences import Answer, Sentences
from app.pages.identify.side_panel import SidePanel
from app.services import Services
from app.translation import printable, translate_error, translate_photo_error
from app.widgets.picture import Picture
from core.errors import PhotoError

if TYPE_CHECKING:
    from core.inference.classifier import Examination
    from core.inference.results import Prediction

_ANSWERS_KEPT = 512
_STAND_IN_SIDE = 4000


class PhotoDesk(QObject):
    """Shows one photo at a time.

    Signals:
        answered: what the model found for the photo on show, as `FolderRun.outcomes` gives it.
        classes_known: class names of the model, where they are others than those of `sentences`.
    """

    answered = Signal(object)
    classes_known = Signal(object)

    def __init__(
        self, services: Services, pane: PhotoPane, panel: SidePanel, sentences: Sentences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = services.settings
        self._pane = pane
        self._panel = panel
        self.sentences = sentences
        self.model: ModelInUse | None = None
        self._examiner = Examiner(services, self)
        self._photo: PhotoRow | None = None
        self._outcome: Prediction | PhotoError | None = None
        self._picture_error: PhotoError | None = None
        self._failure: BaseException | None = None
        self._heat_failure: BaseException | None = None
        self._breeds_wanted = False
        self._answers: OrderedDict[str, Prediction] = OrderedDict()
        self._layer: Layer | None = None
        self._is_loaded = False
        self._examiner.picture_ready.connect(self._on_picture)
        self._examiner.examined.connect(self._on_examined)
        self._examiner.layer_ready.connect(self._on_layer)
        self._examiner.failed.connect(self._on_failed)
        self._examiner.layer_failed.connect(self._on_layer_failed)
        pane.view.detail_wanted.connect(self._on_detail_wanted)
        panel.breed_chosen.connect(self._on_breed)
        panel.breeds_wanted.connect(self._on_breeds_wanted)
        panel.overlay_toggled.connect(self._on_overlay_toggled)
        panel.opacity_changed.connect(self._on_opacity)
        panel.set_overlay(self._settings.get(OVERLAY_VISIBLE), self._settings.get(OVERLAY_OPACITY))
        self._on_opacity(self._settings.get(OVERLAY_OPACITY))

    @property
    def path(self) -> str | None:
        """The photo on show."""
        return None if self._photo is None else self._photo.path

    @property
    def chosen_class(self) -> int | None:
        """Class index of the breed whose heat map is on show, None if there is none."""
        return None if self._layer is None else self._layer.class_index

    def show(self, photo: PhotoRow | None, thumbnail: QPixmap | None) -> None:
        """Show another photo; its thumbnail stands in until the picture has been read."""
        if photo is not None and photo.path == self.path:
            return
        self._photo = photo
        self._outcome = self._picture_error = self._failure = None
        self._layer = None
        self._breeds_wanted = False
        self._is_loaded = False
        if photo is None:
            self._examiner.look_at(None, None)
            self._pane.view.show_picture(None)
            self._panel.show_answer(Answer(""), [], hidden=False)
            self._panel.set_file("")
            return
        self._pane.view.show_picture(None if thumbnail is None else _stand_in(thumbnail))
        self._outcome = photo.error or self._answers.get(photo.path)
        self._show_answer()
        self._panel.choose_first()
        self._panel.set_file(printable(photo.path))
        self._examiner.look_at(photo.path, self.model)

    def take(self, outcomes: list[Outcome]) -> None:
        """Remember what the run found, and show it if it is about the photo on show."""
        for path, _, outcome in outcomes[-_ANSWERS_KEPT:]:
            if not isinstance(outcome, PhotoError):
                self._answers[path] = outcome
            if path == self.path and self._outcome is None:
                self._outcome = outcome
                self._show_answer()
                self._panel.choose_first()
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.popitem(last=False)

    def prefetch(self, path: str) -> None:
        """This photo will probably be looked at next."""
        self._examiner.prefetch(path)

    def forget(self, *, pictures: bool) -> None:
        """Other photos, or another model."""
        photo = self._photo
        self._heat_failure = None
        self._panel.set_heat_note("")
        self._answers.clear()
        self._examiner.forget(pictures=pictures)
        self._photo = None
        if pictures or photo is None:
            self.show(None, None)

    def refresh(self) -> None:
        """Another language or number of breeds."""
        if self._photo is None:
            return
        self._show_answer()
        if self._picture_error is not None:
            self._pane.view.show_message(translate_photo_error(self._picture_error))
        if self._heat_failure is not None:
            self._panel.set_heat_note(translate_error(self._heat_failure))

    def stop(self) -> None:
        """The window closes."""
        self._examiner.stop()

    def _show_answer(self) -> None:
        photo, outcome = self._photo, self._outcome
        if photo is None:
            return
        if self._failure is not None:
            answer = Answer(self.tr("No answer"), translate_error(self._failure))
            self._panel.show_answer(answer, [], hidden=False)
        elif outcome is None:
            self._panel.show_answer(self.sentences.row_answer(photo), [], hidden=False)
        elif isinstance(outcome, PhotoError):
            self._panel.show_answer(self.sentences.unreadable(outcome), [], hidden=False)
        elif outcome.class_names == self.sentences.class_names:
            rows = self.sentences.breed_rows(outcome, self._settings.get(TOP_K))
            answer = self.sentences.answer(outcome, _state_of(outcome))
            self._panel.show_answer(answer, rows, hidden=self._hides_breeds)
            self._show_layer()

    @property
    def _hides_breeds(self) -> bool:
        """A photo without a dog: its breeds wait until they are asked for."""
        outcome = self._outcome
        if outcome is None or isinstance(outcome, PhotoError) or self._breeds_wanted:
            return False
        return _state_of(outcome) is PhotoState.NO_DOG

    def _on_picture(self, path: str, picture: Picture | PhotoError) -> None:
        if path != self.path:
            return
        if isinstance(picture, PhotoError):
            self._picture_error = picture
            self._pane.view.show_message(translate_photo_error(picture))
            return
        self._pane.view.show_picture(picture, keep_view=self._is_loaded)
        self._is_loaded = True
        self._show_layer()

    def _on_examined(self, path: str, examination: Examination | PhotoError) -> None:
        if path != self.path or self._photo is None:
            return
        from app.item_models.photo_columns import summarise

        if isinstance(examination, PhotoError):
            self._outcome = examination
            self._show_answer()
            self.answered.emit([(path, summarise(examination), examination)])
            return
        prediction = examination.prediction
        if prediction.class_names != self.sentences.class_names:
            self.classes_known.emit(prediction.class_names)
        first = self._outcome is None
        self._outcome = prediction
        self._failure = None
        self._show_answer()
        if first:
            self._panel.choose_first()
            self.answered.emit([(path, summarise(prediction), prediction)])
        self._ask_for_layer()

    def _on_layer(self, path: str, layer: Layer) -> None:
        if path == self.path and layer.class_index == self._panel.chosen_class:
            self._layer = layer
            self._heat_failure = None
            self._panel.set_heat_note("")
            self._show_layer()

    def _show_layer(self) -> None:
        if self._layer is None or self._hides_breeds:
            self._pane.view.set_overlay(None, None)
        else:
            self._pane.view.set_overlay(self._layer.image, self._layer.seen)

    def _on_breed(self, class_index: int) -> None:
        if self._layer is None or self._layer.class_index != class_index:
            self._ask_for_layer()

    def _ask_for_layer(self) -> None:
        chosen = self._panel.chosen_class
        if chosen is not None and self._settings.get(OVERLAY_VISIBLE):
            self._examiner.show_heat_map(chosen)

    def _on_breeds_wanted(self) -> None:
        self._breeds_wanted = True
        self._show_answer()
        self._panel.choose_first()

    def _on_overlay_toggled(self, visible: bool) -> None:
        self._settings.set(OVERLAY_VISIBLE, visible)
        self._pane.view.set_overlay_visible(visible)
        if visible and (self._layer is None or self._layer.class_index != self._panel.chosen_class):
            self._ask_for_layer()

    def _on_opacity(self, percent: int) -> None:
        self._settings.set(OVERLAY_OPACITY, percent)
        self._pane.view.set_overlay_opacity(percent / 100)

    def _on_detail_wanted(self) -> None:
        if self._is_loaded:
            self._examiner.load_all_detail()

    def _on_failed(self, error: BaseException) -> None:
        """The folder run says it in a dialog; here it is enough to say it where the answer would stand."""
        if self._outcome is None:
            self._failure = error
            self._show_answer()

    def _on_layer_failed(self, error: BaseException) -> None:
        """The model keeps no map of the photo, most likely: its answer stays."""
        self._heat_failure = error
        self._panel.set_heat_note(translate_error(error))


def _state_of(prediction: Prediction) -> PhotoState:
    from app.item_models.photo_columns import STATES

    return STATES[prediction.finding]


def _stand_in(thumbnail: QPixmap) -> Picture:
    """A thumbnail shown as large as the photo will be."""
    full = thumbnail.size().scaled(QSize(_STAND_IN_SIDE, _STAND_IN_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    return Picture((thumbnail.toImage(),), full)
