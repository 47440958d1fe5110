"""French is complete, well set, and can be chosen while the window is open."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_page import FakePage
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from app.item_models.vocabulary import Show
from app.main_window import MainWindow
from app.options import ALL_OPTIONS, LANGUAGE, MODEL, VIEWS
from app.pages.identify.sentences import Sentences
from app.run_warnings import RUN_WARNINGS
from app.settings import Settings
from app.translation import (
    Translation,
    current_language,
    option_description,
    option_title,
    translate_error,
    translate_message,
    translate_photo_error,
)
from core.breeds import Language, load_breed_table
from core.errors import BreedLensError, PhotoError, PhotoErrorCode

ROOT = Path(__file__).resolve().parents[2]
NO_BREAK = "\u00a0\u202f"


@pytest.fixture
def translation(qapp: QApplication, settings: Settings) -> Iterator[Translation]:
    """English at first; the application is left in its source language."""
    settings.set(LANGUAGE, "en")
    translation = Translation(settings)
    yield translation
    translation.remove()
    QLocale.setDefault(QLocale.c())


@pytest.fixture(scope="module")
def messages() -> list[tuple[str, str, list[str]]]:
    """(context, source, French forms) of every text."""
    import xml.etree.ElementTree as ET

    found = []
    for context in ET.parse(ROOT / "resources" / "translations" / "breedlens_fr.ts").iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found.append((context.findtext("name"), message.findtext("source"), forms))
    return found


def test_every_visible_text_has_a_finished_french_translation() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "update_translations.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_placeholders_survive_translation(messages: list[tuple[str, str, list[str]]]) -> None:
    def fields(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)

    for context, source, forms in messages:
        for form in forms:
            assert fields(form) == fields(source), (context, source, form)
            assert ("%n" in form) == ("%n" in source), (context, source)


def test_key_marks_survive_translation(messages: list[tuple[str, str, list[str]]]) -> None:
    for context, source, forms in messages:
        assert ("&" in source) == ("&" in forms[0]), (context, source)


def test_french_is_set_as_french_is(messages: list[tuple[str, str, list[str]]]) -> None:
    for _, source, forms in messages:
        for form in forms:
            # Not the colon of a time or a command, nor the marks of a file pattern.
            assert not re.search(rf"[^\s{NO_BREAK}][;!?»](?!\w)", form), form
            assert not re.search(rf"[^{NO_BREAK}]:(?= |$)", form), form
            assert not re.search(rf"«[^{NO_BREAK}]", form), form
            assert "'" not in form, form
            assert ("…" in source) == ("…" in form), form


def test_the_window_changes_its_language_at_once(
    translation: Translation, settings: Settings, window: MainWindow, page: FakePage
) -> None:
    assert window.open_folder_action.text() == "&Open folder…"
    heard = page.translated
    settings.set(LANGUAGE, "fr")
    QApplication.processEvents()
    assert window.open_folder_action.text() == "&Ouvrir un dossier…"
    assert window._menus["help"].title() == "A&ide"
    assert page.translated > heard
    dialog = window._dialogs.settings(window)
    assert dialog.windowTitle() == "Réglages"
    settings.set(LANGUAGE, "en")
    QApplication.processEvents()
    assert window.open_folder_action.text() == "&Open folder…"
    assert dialog.windowTitle() == "Settings"


def test_translations_survive_new_files_below_the_open_window(
    qapp: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (ROOT / "resources" / "translations" / "breedlens_fr.qm").read_bytes()
    file = tmp_path / "breedlens_fr.qm"
    file.write_bytes(kept)
    monkeypatch.setattr("app.translation.resource", lambda *parts: tmp_path)
    settings.set(LANGUAGE, "fr")
    translation = Translation(settings)
    try:
        file.write_bytes(b"")  # Qt's own way, a mapped file, would crash here
        assert QCoreApplication.translate("MainWindow", "&Quit") == "&Quitter"
    finally:
        translation.remove()
        QLocale.setDefault(QLocale.c())


def test_open_dialogs_change_their_language_too(
    translation: Translation, settings: Settings, window: MainWindow, qtbot: QtBot
) -> None:
    about, keys = window._dialogs.about(window), window._dialogs.shortcuts(window)
    settings.set(LANGUAGE, "fr")
    qtbot.waitUntil(lambda: about.windowTitle() == "À propos de BreedLens")
    qtbot.waitUntil(lambda: keys.windowTitle() == "Raccourcis clavier")
    listed = keys.findChild(QTreeWidget, "shortcutList")
    groups = [listed.topLevelItem(i) for i in range(listed.topLevelItemCount())]
    rows = [group.child(i).text(0) for group in groups for i in range(group.childCount())]
    assert "Ouvrir un dossier" in rows
    (copy,) = about.findChildren(QPushButton, "copyDiagnosticsButton")
    assert copy.text() == "&Copier le diagnostic"
    qtbot.waitUntil(copy.isVisible)
    settings.set(LANGUAGE, "en")
    qtbot.waitUntil(lambda: about.windowTitle() == "About BreedLens")


def test_sentences_from_core_are_translated(translation: Translation, settings: Settings) -> None:
    settings.set(LANGUAGE, "fr")
    assert translate_photo_error(PhotoError(PhotoErrorCode.EMPTY)) == "Le fichier est vide."
    error = BreedLensError("no_heat_maps", "The model {name} cannot show where it looked.", name="x")
    assert translate_error(error) == "Le modèle x ne peut pas montrer où il a regardé."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_numbers_have_their_singular_and_plural(translation: Translation, settings: Settings, language: str) -> None:
    settings.set(LANGUAGE, language)
    source = "%n more error(s) since then. The latest:"
    one, many = (QCoreApplication.translate("ErrorDialog", source, None, count) for count in (1, 2))
    assert "(s)" not in one + many
    assert one.startswith("1 ")
    assert many.startswith("2 ")
    assert one[2:] != many[2:]


@pytest.mark.parametrize(
    ("language", "counts", "expected"),
    [
        ("en", (1, 1, 0, 0), "1 photo: 1 dog, 0 without a dog, 0 unreadable"),
        ("en", (2000, 1990, 9, 1), "2,000 photos: 1,990 dogs, 9 without a dog, 1 unreadable"),
        ("fr", (1, 1, 0, 0), "1 photo\u00a0: 1 chien, 0 sans chien, 0 illisible"),
        ("fr", (20, 16, 2, 2), "20 photos\u00a0: 16 chiens, 2 sans chien, 2 illisibles"),
    ],
)
def test_the_summary_of_a_folder_is_good_language(
    translation: Translation, settings: Settings, language: Language, counts: tuple[int, ...], expected: str
) -> None:
    settings.set(LANGUAGE, language)
    shows = (Show.ALL, Show.DOGS, Show.NO_DOG, Show.UNREADABLE)
    summary = Sentences(load_breed_table(), language).summary(dict(zip(shows, counts, strict=True)))
    assert summary == expected


def test_every_setting_reads_in_both_languages(translation: Translation, settings: Settings) -> None:
    shown = [option for option in ALL_OPTIONS if option.title]
    english = [(option_title(option), option_description(option)) for option in shown]
    settings.set(LANGUAGE, "fr")
    french = [(option_title(option), option_description(option)) for option in shown]
    assert all(all(texts) for texts in english + french)
    assert all(one[1] != other[1] for one, other in zip(english, french, strict=True))


@pytest.mark.parametrize(
    ("languages", "expected"),
    [(["fr-CA", "en"], "fr"), (["de-DE", "fr-FR", "en"], "fr"), (["de-DE"], "en"), (["en-GB", "fr"], "en"), ([], "en")],
)
def test_the_computers_language_is_used_where_it_is_known(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, languages: list[str], expected: str
) -> None:
    class Computer:
        def uiLanguages(self) -> list[str]:
            return languages

    monkeypatch.setattr(QLocale, "system", staticmethod(Computer))
    assert current_language(settings) == expected


def test_the_accuracy_choices_are_those_of_the_classifier() -> None:
    from core.inference.views import VIEW_NAMES

    assert {choice.value for choice in VIEWS.choices} - {"default"} <= set(VIEW_NAMES)
    assert MODEL.choices == ()


def test_ready_made_sentences_of_another_process_are_translated(translation: Translation, settings: Settings) -> None:
    messages = {
        "In the recipe, training.epochs must be at least 1, not 0.": "Dans la recette, training.epochs",
        "The memory was full, so the training goes on with 16 photos at a time.": "avec 16 photos à la fois",
        "dogs/rex.jpg is left out. The file is empty.": "Le fichier est vide.",
        "Something that nobody has ever said": "Something that nobody has ever said",
    }
    assert all(translate_message(english) == english for english in messages)
    settings.set(LANGUAGE, "fr")
    for english, french in messages.items():
        assert french in translate_message(english), english


def test_every_warning_of_a_training_is_one_that_core_gives() -> None:
    folders = (ROOT / "core" / "training", ROOT / "core" / "evaluation", ROOT / "core" / "datasets")
    sources = " ".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.py"))
    joined = re.sub(r'"\s+f?"', "", sources)
    for template in RUN_WARNINGS:
        longest = max(re.split(r"\{\w+\}", template), key=len).strip()
        assert longest in joined, template
