"""Both themes can be read, follow the setting and the computer, and recolour their icons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QTableWidget, QTableWidgetItem, QToolButton
from pytestqt.qtbot import QtBot

from app.icons import app_icon, set_icon, themed_icon
from app.options import THEME
from app.page_switcher import PageSwitcher
from app.pages.page import Page
from app.settings import Settings
from app.theme import DARK, LIGHT, Colours, Theme, palette_of, style_sheet
from core.paths import resource

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def theme(qapp: QApplication, settings: Settings) -> Iterator[Theme]:
    """The theme at its default; the application is left as it was."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    theme = Theme(qapp, settings)
    theme.dress()
    yield theme
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [channel / 255 for channel in QColor(colour).getRgb()[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@THEMES
def test_text_can_be_read(colours: Colours) -> None:
    for ground in (colours.window, colours.surface, colours.raised):
        for text in (colours.text, colours.muted, colours.accent, colours.danger):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.text, colours.accent_soft) >= 4.5
    assert contrast(colours.text, colours.hover) >= 4.5
    assert contrast(colours.strong_border, colours.surface) >= 3
    assert contrast(colours.strong_border, colours.window) >= 3


@THEMES
def test_the_style_sheet_names_only_colours_and_icons_that_exist(qapp: QApplication, colours: Colours) -> None:
    sheet = style_sheet(colours)
    assert "$" not in sheet
    names = {field.name for field in fields(Colours)}
    used = set(re.findall(r"\$(\w+)", resource("styles", "window.qss").read_text(encoding="utf-8")))
    assert used <= names | {"icons", "tone"}
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert not QIcon(path).pixmap(12, 12).isNull(), path


@THEMES
def test_the_palette_has_the_themes_colours(colours: Colours) -> None:
    palette = palette_of(colours)
    assert palette.color(QPalette.ColorRole.Window).name() == colours.window
    assert palette.color(QPalette.ColorRole.Text).name() == colours.text
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name() == colours.disabled
    assert set(asdict(colours)) == {field.name for field in fields(Colours)}


def test_the_setting_changes_the_theme_at_once(theme: Theme, settings: Settings, qtbot: QtBot) -> None:
    settings.set(THEME, "dark")
    assert theme.is_dark
    assert QApplication.palette().window().color().name() == DARK.window
    with qtbot.waitSignal(theme.changed):
        settings.set(THEME, "light")
    assert not theme.is_dark
    assert QApplication.palette().window().color().name() == LIGHT.window


def test_the_computers_theme_is_followed_only_when_asked(
    theme: Theme, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
            pass

        def colorScheme(self) -> Qt.ColorScheme:
            return self.scheme

    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(lambda: hints))
    theme._on_system()
    assert theme.is_dark
    settings.set(THEME, "light")
    theme._on_system()
    assert not theme.is_dark
    settings.set(THEME, "system")
    assert theme.is_dark
    hints.scheme = Qt.ColorScheme.Unknown
    theme._on_system()
    assert not theme.is_dark


def test_icons_follow_the_theme(theme: Theme, settings: Settings, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction(window)
    set_icon(action, "cancel")
    settings.set(THEME, "dark")
    dark = action.icon().pixmap(24, 24).toImage()
    settings.set(THEME, "light")
    light = action.icon().pixmap(24, 24).toImage()
    assert QColor(dark.pixel(12, 12)).lightness() > 180
    assert QColor(light.pixel(12, 12)).lightness() < 80


def test_the_page_switcher_follows_the_theme(theme: Theme, settings: Settings, qtbot: QtBot) -> None:
    class Shown(Page):
        def page_title(self) -> str:
            return "Shown"

        def page_icon(self) -> QIcon:
            return themed_icon("cancel")

    window = QMainWindow()
    qtbot.addWidget(window)
    switcher, page = PageSwitcher(window), Shown(window)
    window.addToolBar(switcher)
    switch = switcher.add_page(page)
    for name, is_dark in (("dark", True), ("light", False)):
        settings.set(THEME, name)
        assert (QColor(switch.icon().pixmap(24, 24).toImage().pixel(12, 12)).lightness() > 128) is is_dark


def test_the_buttons_of_a_dialog_for_files_can_be_told_apart(theme: Theme, qtbot: QtBot) -> None:
    theme.apply()
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    for name in ("backButton", "toParentButton", "newFolderButton", "detailModeButton"):
        picture = dialog.findChild(QToolButton, name).grab().toImage()
        ground = picture.pixelColor(picture.width() // 2, 3)
        width, height = picture.width(), picture.height()
        drawn = [x for x in range(4, width - 4) for y in range(4, height - 4) if picture.pixelColor(x, y) != ground]
        assert max(drawn) - min(drawn) >= 6, f"{name}: its picture is squeezed into {max(drawn) - min(drawn)} pixels"


def test_no_title_of_a_column_lies_under_the_sign_of_sorting(theme: Theme, qtbot: QtBot) -> None:
    table = QTableWidget(0, 1)
    qtbot.addWidget(table)
    title = QTableWidgetItem("Begun")
    title.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    table.setHorizontalHeaderItem(0, title)
    table.show()
    header = table.horizontalHeader()

    def columns_of_pixels() -> list[list[int]]:
        image = header.grab(QRect(0, 0, header.sectionSize(0), header.height())).toImage()
        return [[image.pixel(x, y) for y in range(8, image.height())] for x in range(image.width())]

    bare = columns_of_pixels()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.setSortingEnabled(True)
        table.sortByColumn(0, order)
        assert columns_of_pixels() == bare


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_drawing_draws_something(qapp: QApplication, path: object) -> None:
    image = themed_icon(path.stem).pixmap(24, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_the_programs_icon_comes_in_every_size(qapp: QApplication) -> None:
    sizes = {(size.width(), size.height()) for size in app_icon().availableSizes()}
    assert {(16, 16), (32, 32), (48, 48), (128, 128)} == sizes
