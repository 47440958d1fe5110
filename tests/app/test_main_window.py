"""The frame: what it opens, what it shows of its page, where it comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fake_page import FakePage
from PySide6.QtCore import QRect, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.main_window import MainWindow
from app.options import LANGUAGE, LAST_EXPORT_FOLDER, RECENT_FOLDERS, THREADS, TOP_K, WINDOW_GEOMETRY
from app.pages.page import Page
from app.pages.train.page import TrainPage
from app.recent_folders import RecentFolders
from app.services import Services
from app.settings import Settings
from app.shipped import sample_folder
from app.window_geometry import is_visible, restore_geometry, save_geometry
from core.library.library import LabelLibrary


def test_opened_folders_are_remembered_latest_first(
    window: MainWindow, page: FakePage, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    folders = [tmp_path / f"folder {i}" for i in range(13)]
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"")
    for folder in folders:
        folder.mkdir()
        window.open_paths([str(folder), str(photo)])
        qtbot.waitUntil(lambda folder=folder: settings.get(RECENT_FOLDERS)[:1] == [str(folder)])
    assert settings.get(RECENT_FOLDERS) == [str(folder) for folder in reversed(folders[3:])]
    menu = window.findChild(QMenu, "recentMenu")
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 12
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: page.opened[-1] == [str(folders[11])])
    qtbot.waitUntil(lambda: settings.get(RECENT_FOLDERS)[0] == str(folders[11]))
    assert len(settings.get(RECENT_FOLDERS)) == 10
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert settings.get(RECENT_FOLDERS) == []
    assert not menu.menuAction().isEnabled()


def test_a_recent_folder_that_is_gone_leaves_the_list_with_a_sentence(
    window: MainWindow, page: FakePage, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(RECENT_FOLDERS, ["/gone/Ph\udcffotos & more"])
    menu = window.findChild(QMenu, "recentMenu")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().endswith("Ph\ufffdotos && more")
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: settings.get(RECENT_FOLDERS) == [])
    assert "Ph\ufffdotos & more" in window.statusBar().currentMessage()
    assert page.opened == []


def test_a_page_hands_a_picture_or_paths_to_another(window: MainWindow, page: FakePage, services: Services) -> None:
    page.setObjectName("identifyPage")
    other = FakePage(services, "Other")
    window.add_page(other)
    window._stack.setCurrentWidget(other)
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    other.page_requested.emit("identifyPage", picture)
    assert window.page is page and [image.size() for image in page.images] == [picture.size()]
    other.page_requested.emit("identifyPage", ["/photos"])
    assert page.opened == [["/photos"]]


def test_the_pages_actions_come_and_go_with_it(window: MainWindow, page: FakePage, services: Services) -> None:
    switcher = window.findChild(QWidget, "pageSwitcher")
    assert not switcher.isVisible()
    other = FakePage(services, "Other")
    window.add_page(other)
    assert switcher.isVisible()
    file_menu = window.findChild(QMenu, "fileMenu")
    assert page.action in file_menu.actions()
    assert other.action not in file_menu.actions()
    window._switcher._switches.actions()[1].trigger()
    assert window.page is other
    assert page.action not in file_menu.actions()
    assert other.action in file_menu.actions()
    assert file_menu.actions().index(other.action) < file_menu.actions().index(window.settings_action)


def test_dialogs_begin_where_the_persons_photos_are(
    settings: Settings, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    recent = RecentFolders(settings, services.tasks, parent)
    pictures, sample = tmp_path / "Pictures", str(sample_folder())
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(pictures))
    assert recent.start("") == recent.start(sample) == os.path.expanduser("~")
    pictures.mkdir()
    assert recent.start("") == recent.start(sample) == str(pictures), "not among the files of the program"
    settings.set(RECENT_FOLDERS, ["/photos/of/june"])
    assert recent.start(sample) == "/photos/of/june"
    assert recent.start("/photos/of/july") == "/photos/of/july"


def test_a_page_asks_for_the_frames_dialogs(window: MainWindow, page: FakePage, tmp_path: Path, qtbot: QtBot) -> None:
    page.open_folder_requested.emit()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.reject()
    assert page.opened == [[str(tmp_path)]]
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    page.open_photos_requested.emit()
    dialog = window.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.reject()


def test_closing_ends_the_pages_and_keeps_the_place(window: MainWindow, page: FakePage, settings: Settings) -> None:
    window.resize(777, 555)
    window.close()
    assert page.ended == 1
    other = QWidget()
    restore_geometry(other, settings)
    assert other.size() == window.size()


def test_a_window_whose_screen_is_gone_comes_back_in_sight(qapp: QApplication, settings: Settings) -> None:
    far = QWidget()
    far.setGeometry(90_000, 90_000, 400, 300)
    save_geometry(far, settings)
    back = QWidget()
    restore_geometry(back, settings)
    assert is_visible(back.geometry(), [QGuiApplication.primaryScreen().availableGeometry()])
    settings.set(WINDOW_GEOMETRY, b"nonsense")
    restore_geometry(back, settings)
    assert is_visible(back.geometry(), [QGuiApplication.primaryScreen().availableGeometry()])


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        (QRect(0, 0, 500, 400), True),
        (QRect(1850, 100, 500, 400), False),
        (QRect(1700, 100, 500, 400), True),
        (QRect(-400, 100, 500, 400), False),
        (QRect(100, -300, 500, 400), False),
        (QRect(2000, 100, 500, 400), True),
    ],
)
def test_a_place_counts_as_seen_where_a_person_finds_it(place: QRect, seen: bool) -> None:
    screens = [QRect(0, 0, 1920, 1080)]
    if place.left() == 2000:
        screens.append(QRect(1920, 0, 1280, 1024))
    assert is_visible(place, screens) is seen


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    for action in window.findChildren(Page)[0].window()._toolbar.actions():
        if not action.isSeparator() and action.isVisible() and action.objectName():
            assert action.text()
            assert action.toolTip()


def test_the_shortcut_list_names_every_key_once(window: MainWindow, page: FakePage) -> None:
    window.shortcuts_action.trigger()
    keys = window.findChild(QTreeWidget, "shortcutList")
    groups = [keys.topLevelItem(i) for i in range(keys.topLevelItemCount())]
    rows = [group.child(i) for group in groups for i in range(group.childCount())]
    listed = [row.text(1) for row in rows]
    assert len(listed) == len(set(listed))
    assert {"Ctrl+O", "Ctrl+Shift+O", "Ctrl+V", "Ctrl+,", "F1", "F11", "Ctrl+E"} <= set(listed)
    assert not any("&" in row.text(0) for row in rows)


def test_full_screen_and_back(window: MainWindow) -> None:
    window.full_screen_action.trigger()
    assert window.isFullScreen()
    window.full_screen_action.trigger()
    assert not window.isFullScreen()


def test_a_dialog_opens_once(window: MainWindow, qtbot: QtBot) -> None:
    for action in (window.settings_action, window.about_action, window.shortcuts_action):
        action.trigger()
        action.trigger()
    shown = [widget.objectName() for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert sorted(shown) == ["aboutDialog", "mainWindow", "settingsDialog", "shortcutsDialog"]


def test_settings_apply_at_once_and_both_ways(window: MainWindow, settings: Settings, page: FakePage) -> None:
    window.settings_action.trigger()
    dialog = window._dialogs.settings(window)
    dialog.field(TOP_K).setValue(3)
    assert settings.get(TOP_K) == 3
    settings.set(TOP_K, 8)
    assert dialog.field(TOP_K).value() == 8
    combo = dialog.field(LANGUAGE)
    combo.setCurrentIndex(combo.findData("fr"))
    combo.activated.emit(combo.currentIndex())
    assert settings.get(LANGUAGE) == "fr"
    assert dialog.field(THREADS).text() == "Automatic"
    with pytest.raises(KeyError):
        dialog.field(LAST_EXPORT_FOLDER)


def test_the_cache_is_counted_and_cleared(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    services.thumbnails.put(b"key", bytes(5_000_000))
    window.settings_action.trigger()
    label = window.findChild(QLabel, "cacheSizeLabel")
    qtbot.waitUntil(lambda: label.text().endswith("5.0 MB"))
    window.findChild(QPushButton, "clearCacheButton").click()
    qtbot.waitUntil(lambda: label.text().endswith(("bytes", "kB")))
    assert services.thumbnails.get(b"key") is None


def test_first_paint_is_said_once(qtbot: QtBot, services: Services) -> None:
    from app.dialogs.frame_dialogs import FrameDialogs

    window = MainWindow(services, FrameDialogs(services, list))
    qtbot.addWidget(window)
    painted: list[bool] = []
    window.first_painted.connect(lambda: painted.append(True))
    window.show()
    qtbot.waitUntil(lambda: bool(painted))
    window.resize(500, 400)
    qtbot.wait(20)
    window.close()
    assert painted == [True]


def test_pages_are_switched_by_keys_that_the_list_names(window: MainWindow, page: FakePage, services: Services) -> None:
    other = FakePage(services, "Other")
    window.add_page(other)
    view = window.findChild(QMenu, "viewMenu")
    assert [action.text() for action in view.actions()[:2]] == ["Page", "Other"]
    window.shortcuts_action.trigger()
    keys = window.findChild(QTreeWidget, "shortcutList")
    groups = [keys.topLevelItem(i) for i in range(keys.topLevelItemCount())]
    rows = {group.child(i).text(1): group.child(i).text(0) for group in groups for i in range(group.childCount())}
    assert (rows["Alt+1"], rows["Alt+2"]) == ("Page", "Other")
    view.actions()[1].trigger()
    assert window.page is other


def test_a_page_can_send_the_person_to_another(window: MainWindow, page: FakePage, services: Services) -> None:
    other = FakePage(services, "Other")
    other.setObjectName("otherPage")
    window.add_page(other)
    page.page_requested.emit("otherPage", ["/photos"])
    assert window.page is other
    assert other.opened == [["/photos"]]
    other.page_requested.emit("nowhere", [])
    assert window.page is other


def test_a_training_begins_from_any_page(window: MainWindow, page: FakePage, services: Services, qtbot: QtBot) -> None:
    train = TrainPage(services)
    window.add_page(train)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert window.page is page
    assert [action.objectName() for action in window.findChild(QMenu, "fileMenu").actions()].count(
        "newTrainingAction"
    ) == 1
    qtbot.keyClick(page.grid, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    dialog = train.findChild(TrainDialog)
    assert window.page is train and dialog is not None and dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: train.findChild(TrainDialog) is None)


def test_labels_that_another_had_open_can_be_given_once_the_person_is_back(
    window: MainWindow, services: Services, qapp: QApplication, qtbot: QtBot
) -> None:
    with LabelLibrary():
        services.labelling.begin()
        qtbot.waitUntil(lambda: services.labelling.why_read_only is not None)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: services.labelling.is_open and services.labelling.is_writable)


def test_a_page_can_hold_the_window(window: MainWindow, page: FakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(page, "holds_window", lambda close: not asked.append(close))
    window.close()
    assert window.isVisible()
    assert page.ended == 0
    asked[0]()
    assert not window.isVisible()
    assert page.ended == 1
