"""Labels to other programs: which format, where to, and what became of every photo."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from app.dialogs.exchange_dialog import ExchangeDialog
from app.dialogs.exchange_panels import LISTED
from app.dialogs.exchange_work import ExportWish, reasons_of, run_export
from app.dialogs.export_options import ExportOptions
from app.dialogs.place_field import PlaceField
from app.services import Services
from app.translation import printable
from app.widgets.figures import count_text

if TYPE_CHECKING:
    from core.library.exports.outcome import ExportOutcome
    from core.library.library import LabelLibrary


class ExportDialog(ExchangeDialog):
    """Writes the labels of an open library; photos themselves are never changed."""

    def __init__(self, services: Services, library: LabelLibrary, parent: QWidget | None = None) -> None:
        super().__init__(services, library, is_export=True, parent=parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export labels"))
        self.start_button.setText(self.tr("Export"))
        self._where = QLabel()
        self.output = PlaceField("exportOutput")
        self._where.setBuddy(self.output)
        self.options = ExportOptions()
        self._promise = self.muted("")
        for widget in (self._where, self.output, self._promise, self.options):
            self.form.addWidget(widget)
        self.output.changed.connect(self._on_options)
        self.options.changed.connect(self._on_options)
        self.finish_form()
        self.output.setFocus()

    def update_form(self) -> None:
        """Follow the format in force."""
        chosen = self.formats.chosen
        is_beside = chosen.value == "xmp"
        title = self.tr("Folder to write to") if chosen.is_folder else self.tr("File to write")
        self._where.setText(title)
        self._where.setVisible(not is_beside)
        self.output.setVisible(not is_beside)
        files, everything = self.tr("Files"), self.tr("All files")
        filters = f"{files} ({chosen.pattern});;{everything} (*)"
        self.output.ask_for(title, is_folder=chosen.is_folder, is_new=True, filters=filters)
        self.output.set_path(_free(os.path.join(self.start_folder(), chosen.file_name)) if chosen.file_name else "")
        self.options.set_format(chosen.value)
        self._on_options()

    def can_start(self) -> bool:
        """A place is named, and the shares make a whole."""
        return self.options.is_complete and (self.formats.chosen.value == "xmp" or bool(self.output.path))

    def can_keep(self) -> bool:
        """A file is whole or not at all; copies and sidecars stay."""
        return self.formats.chosen.is_folder

    def stopped_sentence(self) -> str:
        """Nothing is half written."""
        return self.tr("Stopped. Nothing was written.")

    def start(self) -> None:
        """Write what the form says."""
        if not self.can_start() or self.is_working:
            return
        options = self.options
        wish = ExportWish(
            self.formats.chosen.value,
            self.output.path if self.formats.chosen.value != "xmp" else "",
            options.verified.isChecked(),
            options.layout_word,
            options.split,
            naming=str(options.naming.currentData()),
            removing=options.is_removing,
        )
        if wish.output:
            self.remember(wish.output)
        self.run(partial(run_export, self._library, wish), partial(self._on_written, wish))

    def _on_options(self) -> None:
        match self.formats.chosen.value:
            case "xmp":
                text = self.tr("Your photos are not changed. What other programs wrote in a sidecar stays as it is.")
                if self.options.is_removing:
                    text = self.tr("Only what BreedLens added is taken out; a sidecar made for it alone is deleted.")
            case "folders" | "yolo":
                text = self.tr("Photos are copied: yours stay where they are, and nothing is written over.")
            case _ if os.path.isfile(self.output.path):
                text = self.tr("There is a file of that name already: it will be replaced.")
            case _:
                text = self.tr("Your photos are not changed.")
        self._promise.setText(text)
        self.refresh()

    def _on_written(self, wish: ExportWish, outcome: ExportOutcome) -> None:
        photos, written = count_text(outcome.photos), count_text(outcome.written)
        left_out = count_text(len(outcome.left_out))
        if wish.removing:
            sentence = self.tr("Labelled photos: {photos}. Tags taken out: {written}. Left out: {left_out}.")
        elif wish.format == "xmp":
            sentence = self.tr("Labelled photos: {photos}. Sidecars with tags: {written}. Left out: {left_out}.")
        else:
            sentence = self.tr("Labelled photos: {photos}. Written to “{place}”: {written}. Left out: {left_out}.")
        place = printable(os.path.basename(outcome.place))
        sentence = sentence.format(photos=photos, written=written, left_out=left_out, place=place)
        self.outcome.show_result(sentence, reasons_of(outcome, LISTED), outcome.place)


def _free(path: str) -> str:
    """A name like this one that nothing has yet."""
    from core.exports.copy_file import candidates

    folder, name = os.path.split(path)
    return next(found for one in candidates(name) if not os.path.lexists(found := os.path.join(folder, one)))
