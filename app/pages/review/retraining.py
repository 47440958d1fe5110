"""The loop of a reviewer: labels put right, the model retrained, before and after compared, the better one used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.options import MODEL
from app.pages.review.study import Studied, collect, labels_of
from app.services import Services
from app.task_runner import TaskContext

if TYPE_CHECKING:
    from app.model_in_use import ModelInUse
    from core.review.retraining import Retraining
    from core.review.table import ReviewTable


class Retrainer(QObject):
    """Asks by a dialog.

    Signals:
        model_chosen: the new model is in use (its name).
    """

    model_chosen = Signal(str)

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._window = services, window

    def begin(self, table: ReviewTable, model: ModelInUse, known: Studied | None, name: Callable[[str], str]) -> None:
        """Retrain on the labels of a table; `known` spares looking at its photos again."""
        from app.dialogs.retrain_dialog import RetrainDialog

        own = {breed.name: breed.id for breed in self._services.labelling.steps.breeds if breed.is_own}
        work = partial(_retrain, self._services, model, table, known)
        save = partial(_save, model.name, own)
        dialog = RetrainDialog(self._services, work, save, name, self._window)
        dialog.used.connect(self._use)
        dialog.open()

    def _use(self, name: str) -> None:
        self._services.settings.choose(MODEL, name)
        self.model_chosen.emit(name)


def _retrain(
    services: Services, model: ModelInUse, table: ReviewTable, known: Studied | None, context: TaskContext
) -> Retraining:
    from core.review.retraining import retrain

    own = [breed.name for breed in services.labelling.steps.breeds if breed.is_own]
    pool = known.pool if known is not None else collect(services, model, table, context)
    verified = [path for path, is_verified in zip(table.paths, table.is_verified.tolist(), strict=True) if is_verified]
    return retrain(pool, labels_of(table), verified, own, control=context.control, on_progress=context.report)


def _save(base: str, breed_ids: dict[str, int], found: Retraining, _context: TaskContext) -> str:
    """Keep the new model among the person's; gives its name."""
    from core.teaching.saving import save_taught

    name = found.checked.lesson.model.base.card.name or base
    return save_taught(found.checked, f"{name.removesuffix('-taught')}-taught", breed_ids=breed_ids).card.name
