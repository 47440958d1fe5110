"""What a stranger stumbled over in the frame: where the keyboard goes, what the window and a model are called."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from fake_page import FakePage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcuts_dialog import shortcuts_of
from app.main_window import MainWindow
from app.options import ALL_OPTIONS, MODEL
from app.settings import Settings
from core.catalog import load_catalog


def next_stop(widget: QWidget) -> QWidget:
    """Where Tab leads: not into the parts of a field."""
    following = widget.nextInFocusChain()
    while widget.isAncestorOf(following) or not (
        following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.isVisible()
    ):
        following = following.nextInFocusChain()
    return following


def test_settings_open_at_the_first_field_and_tab_downwards(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window._dialogs.settings(window)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitExposed(dialog)
    fields = [dialog.field(option) for option in ALL_OPTIONS if option.title]
    assert dialog.focusWidget() is fields[0]
    for one, following in itertools.pairwise(fields):
        assert next_stop(one) is following
    clear = next_stop(fields[-1])
    assert clear.objectName() == "clearCacheButton"
    assert isinstance(next_stop(clear), QPushButton)


def test_settings_call_a_catalogue_model_by_its_title(window: MainWindow, settings: Settings) -> None:
    entry = load_catalog().get("default")
    settings.set(MODEL, entry.name)
    field = window._dialogs.settings(window).field(MODEL)
    assert isinstance(field, QComboBox)
    assert field.currentText() == entry.title


def test_tab_goes_through_the_tools_as_they_stand(window: MainWindow) -> None:
    toolbar = window.findChild(QToolBar, "mainToolBar")
    buttons = [toolbar.widgetForAction(action) for action in toolbar.actions()]
    buttons = [button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert buttons[0] is toolbar.widgetForAction(window.open_folder_action)
    for one, following in itertools.pairwise(buttons):
        assert next_stop(one) is following


def test_the_window_is_called_after_the_folder(
    window: MainWindow, page: FakePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.windowTitle() == "BreedLens"
    monkeypatch.setattr(page, "current_folder", lambda: str(tmp_path / "check"))
    page.title_changed.emit()
    assert window.windowTitle() == "check – BreedLens"


def test_opening_takes_an_old_sentence_away(window: MainWindow, tmp_path: Path) -> None:
    window.show_status("That folder could not be read.")
    window.open_paths([str(tmp_path)])
    assert not window.statusBar().currentMessage()


def test_keys_without_an_action_are_listed_too(
    window: MainWindow, page: FakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "other_keys", lambda: [("Next photo", "→")])
    assert ("Next photo", "→") in [entry for _, entries in shortcuts_of(window) for entry in entries]
