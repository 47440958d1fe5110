"""The dialogs that belong to the frame, opened without holding up the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.options import Choice
from app.services import Services

if TYPE_CHECKING:
    from app.main_window import MainWindow

ModelChoices = Callable[[], Sequence[Choice]]
"""the models that can be chosen, asked each time the settings are shown"""


class FrameDialogs:
    """Opens each dialog once: asking again brings it to the front."""

    def __init__(self, services: Services, model_choices: ModelChoices) -> None:
        self._services = services
        self._model_choices = model_choices

    def settings(self, window: MainWindow) -> QDialog:
        """The settings, applied at once."""
        from app.dialogs.settings_dialog import SettingsDialog

        return _show(window, SettingsDialog, lambda: SettingsDialog(self._services, self._model_choices, window))

    def models(self, window: MainWindow) -> QDialog:
        """The models on this computer."""
        from app.dialogs.models_dialog import ModelsDialog

        def make() -> ModelsDialog:
            dialog = ModelsDialog(self._services, window)
            dialog.evaluate_wanted.connect(evaluate)
            dialog.said.connect(window.show_status)
            dialog.removed.connect(tell)
            return dialog

        def evaluate(model: str, title: str) -> None:
            from app.dialogs.evaluate_dialog import open_evaluation

            open_evaluation(self._services, window, model, title)

        def tell() -> None:
            from app.dialogs.settings_dialog import SettingsDialog

            for page in window.pages:
                page.on_model_removed()
            settings = window.findChild(SettingsDialog)
            if settings is not None:
                settings.rebuild()

        return _show(window, ModelsDialog, make)

    def about(self, window: MainWindow) -> QDialog:
        """Versions, licences and diagnostics."""
        from app.dialogs.about_dialog import AboutDialog

        return _show(window, AboutDialog, lambda: AboutDialog(self._services, self._model_choices, window))

    def shortcuts(self, window: MainWindow) -> QDialog:
        """All keyboard shortcuts."""
        from app.dialogs.shortcuts_dialog import ShortcutsDialog

        return _show(window, ShortcutsDialog, lambda: ShortcutsDialog(window))

    def open_folder(self, parent: QWidget, start: str, on_chosen: Callable[[list[str]], None]) -> QFileDialog:
        """Ask for a folder."""
        title = QCoreApplication.translate("FrameDialogs", "Open a folder of photos")
        dialog = QFileDialog(parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _ask(dialog, on_chosen)

    def open_photos(self, parent: QWidget, start: str, on_chosen: Callable[[list[str]], None]) -> QFileDialog:
        """Ask for one or more photos."""
        from core.photos.scan import PHOTO_EXTENSIONS

        translate = QCoreApplication.translate
        endings = sorted(PHOTO_EXTENSIONS)
        # Cameras write ".JPG", and some systems' own dialogs tell the two apart.
        patterns = " ".join(f"*{ending}" for ending in (*endings, *map(str.upper, endings)))
        filters = [
            f"{translate('FrameDialogs', 'Photos')} ({patterns})",
            f"{translate('FrameDialogs', 'All files')} (*)",
        ]
        dialog = QFileDialog(parent, translate("FrameDialogs", "Open photos"), start)
        dialog.setNameFilters(filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _ask(dialog, on_chosen)


def _ask(dialog: QFileDialog, on_chosen: Callable[[list[str]], None]) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.filesSelected.connect(on_chosen)
    dialog.open()
    return dialog


def _show(window: QWidget, kind: type[QDialog], make: Callable[[], QDialog]) -> QDialog:
    dialog = window.findChild(kind)
    if dialog is None:
        dialog = make()
        dialog.finished.connect(dialog.deleteLater)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
