"""The user guide, the sample, the licences and the stamp, as the window finds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_page import FakePage
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTabWidget, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot

from app import build_stamp as stamps
from app import shipped
from app.build_stamp import BuildStamp, build_stamp
from app.dialogs.error_dialog import ErrorDialog
from app.main_window import MainWindow
from app.options import LANGUAGE, LIBRARY, RECENT_FOLDERS
from app.services import Services
from app.settings import Settings
from app.widgets.empty_state import EmptyState


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The resources of a program that packaging made, empty at first."""
    folder = tmp_path / "resources"
    folder.mkdir()
    for module in (shipped, stamps):
        monkeypatch.setattr(module, "resource", folder.joinpath)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the desktop was asked to open."""
    paths: list[Path] = []

    def note(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return paths


def entries(window: MainWindow) -> dict[str, object]:
    return {action.objectName(): action for action in window.findChild(QMenu, "helpMenu").actions()}


def test_the_guide_opens_in_the_language_in_force(
    window: MainWindow, settings: Settings, resources: Path, opened: list[Path]
) -> None:
    for language in ("en", "fr"):
        (resources / "guide" / language).mkdir(parents=True)
        (resources / "guide" / language / "index.html").write_text("<html></html>", "utf-8")
    guide = entries(window)["userGuideAction"]
    for language in ("en", "fr"):
        settings.set(LANGUAGE, language)
        guide.trigger()
    assert [path.parent.name for path in opened] == ["en", "fr"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_checkout_has_the_text_of_the_guide(resources: Path, language: str) -> None:
    page = shipped.guide_page(language)
    assert page is not None and page.parts[-4:] == ("docs", "guide", language, "index.md")


def test_what_is_missing_is_said(
    window: MainWindow, page: FakePage, resources: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
) -> None:
    monkeypatch.setattr(shipped, "_SOURCE_GUIDE", Path("nowhere"))
    entries(window)["userGuideAction"].trigger()
    assert "no user guide" in window.statusBar().currentMessage()
    entries(window)["sampleAction"].trigger()
    assert "sample is missing" in window.statusBar().currentMessage()
    assert not opened and not page.opened
    assert build_stamp() == BuildStamp() and shipped.licensed_parts() == []


def test_the_sample_opens_on_the_page_of_photos_and_is_no_recent_folder(
    window: MainWindow, page: FakePage, settings: Settings
) -> None:
    entries(window)["sampleAction"].trigger()
    page.sample_requested.emit()
    (folder,) = page.opened[0]
    assert page.opened == [[folder]] * 2
    assert settings.get(RECENT_FOLDERS) == []
    pictures = sorted(Path(folder).glob("*.jpg"))
    assert len(pictures) >= 4
    assert sum(path.stat().st_size for path in Path(folder).iterdir()) < 1_000_000
    for path in pictures:
        with Image.open(path) as picture:
            assert min(picture.size) >= 400


def test_the_invitation_offers_the_sample(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    button = empty.findChild(QToolButton, "emptyOpenSample")
    with qtbot.waitSignal(empty.sample_wanted):
        button.click()


def test_about_says_where_things_lie_and_opens_them(
    window: MainWindow, settings: Settings, tmp_path: Path, opened: list[Path]
) -> None:
    settings.set(LIBRARY, str(tmp_path / "shared labels" / "labels.sqlite3"))
    about = window._dialogs.about(window)
    shown = [label.text() for label in about.findChildren(QLabel)]
    for name, folder in (("labels", "shared labels"), ("models", "models"), ("cache", "cache"), ("logs", "logs")):
        about.findChild(QPushButton, f"open_{name}").click()
        assert opened[-1].name == folder and opened[-1].is_dir()
        assert str(opened[-1]) in shown
    about.close()


def test_a_folder_that_cannot_be_made_or_opened_is_a_sentence(
    window: MainWindow, services: Services, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    entries(window)["logFolderAction"].trigger()
    assert window.statusBar().currentMessage().startswith("No program on this computer opens ")
    about = window._dialogs.about(window)
    about.findChild(QPushButton, "open_models").click()
    assert str(services.errors.sentence).startswith("No program on this computer opens ")
    services.folders.logs.rmdir()
    services.folders.logs.write_text("a file in the way")
    entries(window)["logFolderAction"].trigger()
    assert window.statusBar().currentMessage() == "A file of that name is in the way."
    for dialog in window.findChildren(ErrorDialog):
        dialog.close()
    about.close()


def test_about_of_a_packaged_program(window: MainWindow, resources: Path, opened: list[Path]) -> None:
    (resources / "build.json").write_text(
        json.dumps({"version": "9.8.7", "commit": "0123456789ab", "time": "2026-01-02T03:04:05Z"}), "utf-8"
    )
    folder = resources / "licences"
    folder.mkdir()
    part = {"name": "a-package", "version": "4.5", "licence": "ISC", "note": "", "inside": ""}
    (folder / "licences.json").write_text(json.dumps([part]), "utf-8")
    (folder / "LICENCES.txt").write_text("every word", "utf-8")
    about = window._dialogs.about(window)
    assert any("2026-01-02 (0123456789ab)" in label.text() for label in about.findChildren(QLabel))
    tabs = about.findChild(QTabWidget)
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["Versions", "Licences", "Folders"]
    rows = [item for tree in tabs.findChildren(QTreeWidget) for item in _rows(tree)]
    assert ("a-package 4.5", "ISC") in [row[:2] for row in rows]
    about.findChild(QPushButton, "licenceTextsButton").click()
    assert opened == [folder / "LICENCES.txt"]
    about.close()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1}', "null", '"words"'])
def test_a_stamp_that_cannot_be_read_is_none(resources: Path, text: str) -> None:
    (resources / "build.json").write_text(text, "utf-8")
    assert build_stamp() == BuildStamp()


def _rows(tree: QTreeWidget) -> list[tuple[str, ...]]:
    items = (tree.topLevelItem(i) for i in range(tree.topLevelItemCount()))
    return [tuple(item.text(column) for column in range(tree.columnCount())) for item in items]
