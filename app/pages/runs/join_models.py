"""Joining the models of several runs into one that answers with their mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMessageBox, QProgressDialog, QWidget

from app.item_models.run_rows import RunRow
from app.services import Services
from app.task_runner import TaskContext
from app.translation import printable
from app.widgets.figures import percent_text
from app.widgets.named import named
from core.control import Progress

if TYPE_CHECKING:
    from core.training.ensemble import Ensemble


class ModelJoins(QObject):
    """Asks for a name, works, says what came of it.

    Signals:
        identify_wanted: with the model of this name.
    """

    identify_wanted = Signal(str)

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._page = page

    def ask(self, rows: Sequence[RunRow]) -> None:
        """Join the models of these runs under a name that the person gives."""
        dialog = named(QInputDialog(self._page), "joinDialog")
        dialog.setWindowTitle(self.tr("Join into one model"))
        dialog.setLabelText(
            self.tr(
                "%Ln model(s) will answer together: more accurate than each alone, and as many times slower.\n"
                "Name of the new model:",
                "",
                len(rows),
            )
        )
        dialog.setTextValue("-".join(["together", *dict.fromkeys(row.info.recipe for row in rows)]))
        dialog.setOkButtonText(self.tr("Join"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(partial(self._join, tuple(rows)))
        dialog.open()

    def _join(self, rows: Sequence[RunRow], name: str) -> None:
        progress = named(QProgressDialog(self._page), "joinProgress")
        progress.setLabelText(self.tr("The models answer the photos for validation…"))
        progress.setCancelButtonText(self.tr("Cancel"))
        progress.setRange(0, 0)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(300)
        progress.setAutoReset(False)
        progress.setAutoClose(False)

        def show(news: Progress) -> None:
            progress.setRange(0, news.total or 0)
            progress.setValue(news.done)

        task = self._services.tasks.run(
            partial(join_models, [(row.path, row.model) for row in rows], name.strip()),
            on_result=self._on_joined,
            on_progress=show,
            on_finished=progress.deleteLater,
            owner=self,
        )
        progress.canceled.connect(task.cancel)
        progress.show()

    def _on_joined(self, ensemble: Ensemble) -> None:
        name = ensemble.card.name
        box = named(
            QMessageBox(QMessageBox.Icon.Information, self.tr("The models are joined"), "", parent=self._page),
            "joinReport",
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("“{name}” can be used now.").format(name=printable(name)))
        box.setInformativeText(self._about(ensemble))
        identify = named(
            box.addButton(self.tr("Identify with this model"), QMessageBox.ButtonRole.AcceptRole),
            "identifyWithJoinedButton",
        )
        identify.clicked.connect(lambda _checked: self.identify_wanted.emit(name))
        box.addButton(QMessageBox.StandardButton.Close)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _about(self, ensemble: Ensemble) -> str:
        members = ensemble.card.members
        parts = [f"{printable(os.path.basename(one.name))}: {percent_text(one.weight, 0)}" for one in members]
        shares = QLocale().createSeparatedList(parts)
        if not ensemble.photos:
            text = self.tr(
                "All have equal shares ({shares}): there is no photo at hand that none of them has learned from."
            )
            return text.format(shares=shares)
        photos = self.tr("on %Ln photo(s) that none of them has learned from", "", ensemble.photos)
        text = self.tr("Their shares were fitted {photos}: {shares}.").format(photos=photos, shares=shares)
        if len(members) < len(ensemble.member_log_losses):
            text += " " + self.tr("The others would change nothing for the better there, and are left out.")
        return text


def join_models(runs: Sequence[tuple[str, str]], name: str, context: TaskContext) -> Ensemble:
    """Join the models of runs, given as (folder, model), with shares fitted on photos that none of them learned from.

    Raises:
        BreedLensError: as `core.training.ensemble.make_ensemble`.
        Cancelled: by the task.
    """
    from core.training.ensemble import make_ensemble
    from core.training.held_out import photos_for_fitting
    from core.training.run_folder import RunFolder

    photos = photos_for_fitting([RunFolder(path) for path, _ in runs])
    models = [model for _, model in runs]
    return make_ensemble(
        models,
        name,
        photos if len(photos) else None,
        control=context.control,
        on_progress=context.report,
    )
