"""The person's language: what is installed in the application, and sentences that come from outside the window."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.options import LANGUAGE, Option
from app.settings import Settings
from app.translatable import QT_TRANSLATE_NOOP
from core.breeds import Language
from core.errors import PHOTO_SENTENCES, BreedLensError, PhotoError
from core.paths import resource

LANGUAGES: tuple[Language, ...] = ("en", "fr")
SOURCE_LANGUAGE: Language = "en"


def current_language(settings: Settings) -> Language:
    """The language in force, one of `LANGUAGES`: also that of breed names (`Breed.name(language)`)."""
    chosen = settings.get(LANGUAGE)
    wanted = [chosen] if chosen != "system" else [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    known = (language for name in wanted for language in LANGUAGES if language == name.lower())
    return next(known, SOURCE_LANGUAGE)


def current_locale(settings: Settings) -> QLocale:
    """How numbers and dates are written: the computer's way where it speaks the language in force."""
    language = current_language(settings)
    system = QLocale.system()
    return system if QLocale.languageToCode(system.language()) == language else QLocale(language)


class Translation:
    """Holds the application's translators and changes them when the language setting changes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._installed: list[tuple[QTranslator, bytes]] = []
        self.apply()
        settings.changed.connect(self._on_setting)

    def apply(self) -> None:
        """Install the language in force; widgets hear of it as a LanguageChange event."""
        self.remove()
        QLocale.setDefault(current_locale(self._settings))
        language = current_language(self._settings)
        # English has a file too: it holds the singular and plural of texts with a number.
        for name, folder in (
            (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"breedlens_{language}", str(resource("translations"))),
        ):
            self._install(Path(folder, f"{name}.qm"))

    def remove(self) -> None:
        """Back to the source language."""
        for translator, _ in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    def _install(self, file: Path) -> None:
        # Qt would map the file, and crash when an upgrade writes it anew under the open window. The bytes are not
        # copied: they live as long as the translator.
        try:
            data = file.read_bytes()
        except OSError:
            return
        translator = QTranslator()
        if translator.load(data):
            QCoreApplication.installTranslator(translator)
            self._installed.append((translator, data))

    def _on_setting(self, key: str) -> None:
        if key == LANGUAGE.key:
            self.apply()


def option_text(text: str) -> str:
    """Any text of `app.options` in the person's language; empty stays empty."""
    return QCoreApplication.translate("Options", text) if text else ""


def option_title(option: Option[Any]) -> str:
    """Title of a setting in the person's language."""
    return option_text(option.title)


def option_description(option: Option[Any]) -> str:
    """What a setting does, in the person's language."""
    return option_text(option.description)


def translate_model_title(title: str) -> str:
    """Title of a model of the catalogue in the person's language."""
    return QCoreApplication.translate("ModelTitle", title)


def translate_photo_error(error: PhotoError) -> str:
    """Why a photo gave no picture, in the person's language."""
    template = QCoreApplication.translate("PhotoError", PHOTO_SENTENCES[error.code])
    return _fill(template, error.parameters)


_OUT_OF_MEMORY = QT_TRANSLATE_NOOP(
    "Errors", "The computer has run out of memory. Close other programs, then try again."
)
_DISK_FULL = QT_TRANSLATE_NOOP("Errors", "The disk is full. Make some room, then try again.")
_NOT_ALLOWED = QT_TRANSLATE_NOOP("Errors", "You are not allowed to read or change “{name}”.")
_NOT_THERE = QT_TRANSLATE_NOOP("Errors", "“{name}” is not there any more.")
_DISK_FAILED = QT_TRANSLATE_NOOP("Errors", "A file could not be read or written ({reason}).")
_UNEXPECTED = QT_TRANSLATE_NOOP(
    "Errors", "Something unexpected went wrong. Your photos are untouched; you can go on working."
)


def translate_error(error: BaseException) -> str:
    """One plain sentence for any error, in the person's language."""
    if isinstance(error, BreedLensError):
        return _fill(QCoreApplication.translate("BreedLensError", error.template), error.parameters)
    if isinstance(error, MemoryError):
        return QCoreApplication.translate("Errors", _OUT_OF_MEMORY)
    if not isinstance(error, OSError):
        return QCoreApplication.translate("Errors", _UNEXPECTED)
    name = printable(os.path.basename(os.fsdecode(error.filename))) if isinstance(error.filename, str | bytes) else ""
    template = _DISK_FAILED
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        template = _DISK_FULL
    elif name and isinstance(error, PermissionError):
        template = _NOT_ALLOWED
    elif name and isinstance(error, FileNotFoundError):
        template = _NOT_THERE
    return _fill(
        QCoreApplication.translate("Errors", template), {"name": name, "reason": error.strerror or type(error).__name__}
    )


def translate_message(message: str) -> str:
    """An English sentence of `core` that arrives ready-made (from a file, or another process), translated.

    Its template is found among those of `app.core_sentences` and `app.run_warnings`, and so is that of a reason within
    it; a sentence of none of them stays as it is.
    """
    from app.core_sentences import CORE_SENTENCES
    from app.run_warnings import RUN_WARNINGS

    fitting = ((template, _fields_of(template, message)) for template in (*CORE_SENTENCES, *RUN_WARNINGS))
    found = [(template, fields) for template, fields in fitting if fields is not None]
    if not found:
        return printable(message)
    template, fields = max(found, key=lambda pair: len(_FIELD.sub("", pair[0])))
    if "reason" in fields:
        fields["reason"] = translate_message(fields["reason"])
    contexts = ("BreedLensError", "PhotoError", "RunWarning")
    texts = (QCoreApplication.translate(context, template) for context in contexts)
    return _fill(next((text for text in texts if text != template), template), fields)


_FIELD = re.compile(r"\{(\w+)\}")


def _fields_of(template: str, message: str) -> dict[str, str] | None:
    """What stands in the places of a template that gave this message; None if another one did."""
    pattern, names = "", set[str]()
    for i, part in enumerate(_FIELD.split(template)):
        if i % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in names else f"(?P<{part}>.*)"
            names.add(part)
    match = re.fullmatch(pattern, message, re.DOTALL)
    return None if match is None else match.groupdict()


def printable(text: str) -> str:
    """A path or name that can be shown and copied: bytes that are no characters become the replacement character."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def folder_label(folder: str) -> str:
    """A folder as menus and buttons show it: shortened at the person's home; `&` would mark a key."""
    home = os.path.expanduser("~")
    if folder.startswith(home + os.sep):
        folder = "~" + folder[len(home) :]
    return printable(folder).replace("&", "&&")


def _fill(template: str, parameters: Mapping[str, str]) -> str:
    return template.format(**{key: printable(str(value)) for key, value in parameters.items()})
