"""Labels from other programs: which format, from where, and what became of every entry."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from app.dialogs.exchange_dialog import ExchangeDialog
from app.dialogs.exchange_panels import LISTED
from app.dialogs.exchange_work import ImportWish, reasons_of, run_import
from app.dialogs.place_field import PlaceField
from app.services import Services
from app.translation import current_language, printable, translate_error
from app.widgets.figures import count_text
from app.widgets.named import named
from core.breeds import own_name
from core.errors import BreedLensError

if TYPE_CHECKING:
    from core.library.imports.run import Conflict, ImportOutcome
    from core.library.library import LabelLibrary


class ImportDialog(ExchangeDialog):
    """Takes labels into an open library, as one step that can be undone.

    Signals:
        imported: labels changed; the ids of the photos, none where it is not known, as the dialog was closed meanwhile.
    """

    imported = Signal(list)

    def __init__(self, services: Services, library: LabelLibrary, parent: QWidget | None = None) -> None:
        super().__init__(services, library, is_export=False, parent=parent)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import labels"))
        self.start_button.setText(self.tr("Import"))
        self._where = QLabel()
        self.source = PlaceField("importSource")
        self._where.setBuddy(self.source)
        self._photos_title = QLabel(self.tr("Folder of the photos, if they do not lie beside it"))
        self.photos = PlaceField("importPhotos")
        self.photos.ask_for(self.tr("Folder of the photos"), is_folder=True)
        self._photos_title.setBuddy(self.photos)
        self.replacing = named(QCheckBox(self.tr("Replace the labels that photos have already")), "replaceLabels")
        self.adding = named(QCheckBox(self.tr("Let unknown names become breeds of my own")), "addBreeds")
        self.retry_button = named(QPushButton(self.tr("Import with these as breeds of my own")), "addBreedsButton")
        self.retry_button.setAutoDefault(False)
        self.retry_button.clicked.connect(self._retry)
        self.outcome.add_action(self.retry_button)
        promise = self.muted(self.tr("All of it is one step, which can be undone."))
        places = (self._where, self.source, self._photos_title, self.photos)
        for widget in (*places, self.replacing, self.adding, promise):
            self.form.addWidget(widget)
        self.source.changed.connect(self.refresh)
        self.finish_form()
        self.source.setFocus()
        if library.why_read_only is not None:
            self.outcome.show_sentence(translate_error(library.why_read_only))

    def update_form(self) -> None:
        """Follow the format in force."""
        chosen = self.formats.chosen
        title = self.tr("Folder to read") if chosen.is_folder else self.tr("File to read")
        self._where.setText(title)
        files, everything = self.tr("Files"), self.tr("All files")
        filters = f"{files} ({chosen.pattern});;{everything} (*)"
        self.source.ask_for(title, is_folder=chosen.is_folder, filters=filters)
        for widget in (self._photos_title, self.photos):
            widget.setVisible(not chosen.is_folder)
        self.retry_button.hide()

    def can_start(self) -> bool:
        """A file or folder is named, and the library can be written."""
        return bool(self.source.path) and not self._library.is_read_only

    def stopped_sentence(self) -> str:
        """Nothing is half done."""
        return self.tr("Stopped. No label was changed.")

    def start(self) -> None:
        """Take in what the form says."""
        if not self.can_start() or self.is_working:
            return
        self.retry_button.hide()
        wish = ImportWish(
            self.formats.chosen.value,
            self.source.path,
            "" if self.formats.chosen.is_folder else self.photos.path,
            self.replacing.isChecked(),
            self.adding.isChecked(),
        )
        self.remember(wish.path)
        self.run(partial(run_import, self._library, wish), self._on_imported)

    def done(self, result: int) -> None:
        """Give up what is under way; whether it came to be written all the same, nobody hears any more."""
        may_have_changed = self.is_working
        super().done(result)
        if may_have_changed:
            self.imported.emit([])

    def on_error(self, error: BaseException) -> None:
        """Unknown breeds can be added with one click."""
        super().on_error(error)
        if isinstance(error, BreedLensError) and error.code == "breeds_unknown":
            self.retry_button.show()

    def _retry(self) -> None:
        self.adding.setChecked(True)
        self.start()

    def _on_imported(self, outcome: ImportOutcome) -> None:
        sentence = self.tr(
            "Entries: {entries}. Labels imported: {imported}. Said already: {unchanged}. Left out: {left_out}."
        ).format(
            entries=count_text(outcome.entries),
            imported=count_text(len(outcome.imported)),
            unchanged=count_text(outcome.unchanged + outcome.repeated),
            left_out=count_text(len(outcome.left_out)),
        )
        self.outcome.show_result(
            sentence, [one for one in reasons_of(outcome, LISTED) if one.error.code != "label_kept"]
        )
        if outcome.conflicts:
            title = self.tr("The photo has another label already, which stays.")
            lines = [self._conflict(one) for one in outcome.conflicts[:LISTED]]
            self.outcome.add_list(title, len(outcome.conflicts), lines)
        if outcome.imported:
            self.imported.emit([label.photo for label in outcome.imported])

    def _conflict(self, conflict: Conflict) -> tuple[str, str]:
        kept, given = (self._in_words(one.status, one.breed) for one in (conflict.kept, conflict))
        text = self.tr("{name}: {kept} stays, the file says {given}")
        name = printable(os.path.basename(conflict.path))
        return text.format(name=name, kept=kept, given=given), printable(conflict.path)

    def _in_words(self, status: str, breed: str | None) -> str:
        if breed is not None:
            try:
                return self._services.breeds.by_slug(breed).name(current_language(self._services.settings))
            except KeyError:
                return own_name(breed)
        words = {
            "not_a_dog": self.tr("not a dog"),
            "unknown": self.tr("unknown breed"),
            "mixed": self.tr("mixed breed"),
        }
        return words.get(str(status), str(status))
