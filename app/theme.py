"""Light and dark: palette, style sheet and icons of the whole window."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.icons import refresh_icons
from app.options import THEME
from app.settings import Settings
from core.paths import resource


@dataclass(frozen=True)
class Colours:
    """The colours of one theme, `#rrggbb`. Text on its ground has a contrast of at least 4.5 to 1 (WCAG AA)."""

    window: str
    """behind everything"""
    surface: str
    """lists, fields, panels"""
    raised: str
    """buttons"""
    hover: str
    border: str
    strong_border: str
    """around what can be typed in or ticked: 3 to 1 against its surroundings"""
    text: str
    muted: str
    disabled: str
    accent: str
    """selection, focus, links"""
    on_accent: str
    accent_soft: str
    """ground of what is selected or dropped on"""
    danger: str
    file_tools: str
    """ground of the buttons of Qt's own file dialog, whose icons are always dark"""


LIGHT = Colours(
    window="#f4f6f8",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e9eef3",
    border="#d5dce3",
    strong_border="#858f9a",
    text="#1c242c",
    muted="#56626e",
    disabled="#9aa4ae",
    accent="#1768ac",
    on_accent="#ffffff",
    accent_soft="#dcebf8",
    danger="#b3261e",
    file_tools="#ffffff",
)
DARK = Colours(
    window="#181c20",
    surface="#1f2429",
    raised="#2a3037",
    hover="#333b43",
    border="#39424b",
    strong_border="#76828e",
    text="#e6eaee",
    muted="#a3aeb9",
    disabled="#66717c",
    accent="#6db3f2",
    on_accent="#0c1b29",
    accent_soft="#22405c",
    danger="#ff8a80",
    file_tools="#a3aeb9",
)


def palette_of(colours: Colours) -> QPalette:
    """The Qt palette of a theme."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.hover,
        role.Midlight: colours.border,
        role.Mid: colours.strong_border,
        role.Dark: colours.muted,
        role.Shadow: "#000000",
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, name, QColor(colours.disabled))
    palette.setColor(group.Disabled, role.Highlight, QColor(colours.border))
    palette.setColor(group.Disabled, role.HighlightedText, QColor(colours.muted))
    return palette


def style_sheet(colours: Colours) -> str:
    """The one style sheet, with the theme's colours filled in."""
    template = resource("styles", "window.qss").read_text(encoding="utf-8")
    icons = resource("icons").as_posix()
    return Template(template).substitute(asdict(colours), icons=icons, tone="dark" if colours is DARK else "light")


class Theme(QObject):
    """Keeps the application's look in step with the setting and, where that says so, with the computer.

    Signals:
        changed: another theme is in force; custom-painted widgets hear of it as a PaletteChange event too.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._settings = settings
        self._colours: Colours | None = None
        self._is_dressed = False
        application.setStyle(QStyleFactory.create("Fusion"))
        self.apply()
        settings.changed.connect(self._on_setting)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return self._colours or LIGHT

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in force."""
        return self._colours is DARK

    def dress(self) -> None:
        """Put the style sheet on, from now on; call it once the first window is put together.

        A style sheet that is there earlier is worked through again at every step of that.
        """
        self._is_dressed = True
        self._application.setStyleSheet(style_sheet(self.colours))

    def apply(self) -> None:
        """Put the theme that is asked for in force."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        choice = self._settings.get(THEME)
        hints = QGuiApplication.styleHints()
        # Native parts (title bar, file dialogs) follow this; where the platform cannot, ours follow the palette.
        hints.setColorScheme(schemes[choice])
        dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        colours = DARK if dark else LIGHT
        if colours is self._colours:
            return
        self._colours = colours
        self._application.setPalette(palette_of(colours))
        if self._is_dressed:
            self._application.setStyleSheet(style_sheet(colours))
        refresh_icons()
        self.changed.emit()

    def _on_setting(self, key: str) -> None:
        if key == THEME.key:
            self.apply()

    def _on_system(self) -> None:
        if self._settings.get(THEME) == "system":
            self.apply()
