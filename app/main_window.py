"""The frame: menus, toolbar, page switcher, status bar; what pages have in common. No logic of any page."""

from __future__ import annotations

import os
from itertools import pairwise

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QStackedWidget, QToolBar, QToolButton, QWidget

from app.dialogs.frame_dialogs import FrameDialogs
from app.file_drop import FileDrop
from app.frame_menus import FrameMenus
from app.help_actions import HelpActions
from app.icons import set_icon
from app.incoming import read_incoming
from app.library_actions import LibraryActions
from app.page_switcher import PageSwitcher
from app.pages.page import Page
from app.recent_folders import RecentFolders
from app.services import Services
from app.translation import printable
from app.window_geometry import restore_geometry, save_geometry

STATUS_MS = 8000


class MainWindow(QMainWindow):
    """Holds the pages and everything around them.

    Signals:
        first_painted: the window was seen for the first time; what is slow to load may be loaded now.
    """

    first_painted = Signal()

    def __init__(self, services: Services, dialogs: FrameDialogs) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._services = services
        self._dialogs = dialogs
        self._was_painted = False
        self._is_closing = False
        self._stack = QStackedWidget()
        self._stack.setObjectName("pageStack")
        self.setCentralWidget(self._stack)
        self._page_tools: list[QAction] = []
        self._recent = RecentFolders(services.settings, services.tasks, self)
        self._recent.chosen.connect(lambda folder: self.open_paths([folder]))
        self._recent.status.connect(self.show_status)
        self._library = LibraryActions(services, self)
        self._library.said.connect(self.show_status)
        self._help = HelpActions(services, self, lambda: dialogs.shortcuts(self), lambda: dialogs.about(self))
        self._help.said.connect(self.show_status)
        self._help.sample_wanted.connect(self._show_sample)
        self._make_actions()
        self._make_menus()
        self._make_bars()
        self._drop = FileDrop(self)
        self._drop.dropped.connect(self._on_incoming)
        self._stack.currentChanged.connect(self._on_page)
        self._translate()
        restore_geometry(self, services.settings)

    def add_page(self, page: Page) -> None:
        """Put a page in the frame; the first one is shown."""
        self._menus["view"].insertAction(self._switch_place, self._switcher.add_page(page))
        page.title_changed.connect(self._on_titles)
        page.actions_changed.connect(self._on_page)
        page.status.connect(self.show_status)
        page.recent_folder_requested.connect(self._recent.choose)
        page.open_folder_requested.connect(self.open_folder_action.trigger)
        page.open_photos_requested.connect(self.open_photos_action.trigger)
        page.page_requested.connect(self.show_page)
        page.sample_requested.connect(self._help.open_sample)
        self._menus.add_actions(page.lasting_actions())
        self._stack.addWidget(page)
        self._on_page()

    @property
    def pages(self) -> list[Page]:
        """The pages in the order of the switcher."""
        widgets = (self._stack.widget(i) for i in range(self._stack.count()))
        return [widget for widget in widgets if isinstance(widget, Page)]

    @property
    def page(self) -> Page | None:
        """The page in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def show_page(self, name: str, opened: list[str] | QImage) -> None:
        """Bring the page with this object name to the front, with these files and folders, if any, or this picture."""
        page = next((page for page in self.pages if page.objectName() == name), None)
        if page is not None:
            self._stack.setCurrentWidget(page)
            if isinstance(opened, QImage):
                page.open_image(opened)
            else:
                self.open_paths(opened)

    def open_paths(self, paths: list[str]) -> None:
        """Have the page in front show files and folders, and remember the folders."""
        if self.page is None or not paths:
            return
        self.statusBar().clearMessage()
        self._recent.remember(paths)
        self.page.open_paths(paths)

    def open_from_desktop(self, paths: list[str]) -> None:
        """Have the page in front show what the desktop hands to the running program, and be seen."""
        self.open_paths(paths)
        self.raise_()
        self.activateWindow()

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(sentence, STATUS_MS)

    def event(self, event: QEvent) -> bool:
        """Notice the first painting and a change of language."""
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)
        elif event.type() == QEvent.Type.LanguageChange:
            self._translate()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place and end what the pages began, unless one of them has something to ask first."""
        if not self._is_closing and any(page.holds_window(self._close_now) for page in self.pages):
            event.ignore()
            return
        save_geometry(self, self._services.settings)
        for page in self.pages:
            page.shutdown()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._is_closing = True
        self.close()

    def _action(self, name: str, icon: str, keys: QKeySequence | QKeySequence.StandardKey | str | None) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        if icon:
            set_icon(action, icon)
        if keys is not None:
            action.setShortcut(keys)
        return action

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.open_folder_action = self._action("openFolderAction", "folder-open", "Ctrl+O")
        self.open_photos_action = self._action("openPhotosAction", "photos", "Ctrl+Shift+O")
        self.paste_action = self._action("pasteAction", "paste", keys.Paste)
        self.settings_action = self._action("settingsAction", "settings", "Ctrl+,")
        self.settings_action.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.models_action = self._action("modelsAction", "", None)
        self.quit_action = self._action("quitAction", "", "Ctrl+Q")
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.full_screen_action = self._action("fullScreenAction", "full-screen", "F11")
        self.full_screen_action.setCheckable(True)
        self.shortcuts_action, self.about_action = self._help.shortcuts, self._help.about

        self.open_folder_action.triggered.connect(self._open_folder)
        self.open_photos_action.triggered.connect(self._open_photos)
        self.paste_action.triggered.connect(self._paste)
        self.settings_action.triggered.connect(lambda: self._dialogs.settings(self))
        self.models_action.triggered.connect(lambda: self._dialogs.models(self))
        self.quit_action.triggered.connect(self.close)
        self.full_screen_action.triggered.connect(self._full_screen)

    def _make_menus(self) -> None:
        self._switch_place = QAction(self, visible=False)
        self._menus = FrameMenus(
            self.menuBar(),
            {
                "file": (
                    [self.open_folder_action, self.open_photos_action, self._recent.menu, None],
                    [None, self.models_action, self.settings_action, None, self.quit_action],
                ),
                "edit": ([self._library.undo, self._library.redo, None, self.paste_action, None], []),
                "label": ([], self._library.menu()),
                "view": ([self._switch_place, None], [None, self.full_screen_action]),
                "help": (self._help.before(), self._help.after()),
            },
        )

    def _make_bars(self) -> None:
        self._toolbar = QToolBar(self, movable=False, floatable=False)
        self._toolbar.setObjectName("mainToolBar")
        self._toolbar.setIconSize(QSize(20, 20))
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._toolbar.addAction(self.open_folder_action)
        self._toolbar.addAction(self.open_photos_action)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._toolbar_space = self._toolbar.addWidget(space)
        self._toolbar.addAction(self.settings_action)
        self.addToolBar(self._toolbar)

        self._switcher = PageSwitcher(self)
        self._switcher.chosen.connect(self._stack.setCurrentWidget)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._switcher)
        self._make_keyboard_reachable()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.statusBar().setSizeGripEnabled(False)

    def _make_keyboard_reachable(self) -> None:
        """The tools come in the order in which they stand, then the switches of the pages, before the page."""
        bars = (self._toolbar, self._switcher)
        widgets = (bar.widgetForAction(action) for bar in bars for action in bar.actions())
        buttons = [widget for widget in widgets if isinstance(widget, QToolButton)]
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one, following in pairwise(buttons):
            self.setTabOrder(one, following)

    def _after_first_paint(self) -> None:
        if self.page is not None and not self.page.isAncestorOf(self.focusWidget() or self):
            self.page.setFocus()
        self.first_painted.emit()
        self._services.labelling.begin()
        for page in self.pages:
            page.begin()

    def _on_page(self) -> None:
        """Show the actions of the page in front, and only those."""
        page = self.page
        if page is None:
            return
        self._menus.show_actions(page.menu_actions())
        for action in self._page_tools:
            self._toolbar.removeAction(action)
        self._page_tools = page.toolbar_actions()
        self._toolbar.insertActions(self._toolbar_space, self._page_tools)
        self._make_keyboard_reachable()
        self._on_titles()

    def _on_titles(self) -> None:
        front = self.page
        self._switcher.show_pages(self.pages, front)
        folder = printable(os.path.basename(front.current_folder())) if front is not None else ""
        place = front.page_title() if front is not None and len(self.pages) > 1 else ""
        self.setWindowTitle(" – ".join(part for part in (folder, place, "BreedLens") if part))

    def _on_incoming(self, mime: QMimeData) -> None:
        incoming = read_incoming(mime)
        if incoming.paths:
            self.open_paths(incoming.paths)
        elif incoming.image is not None and self.page is not None:
            self.page.open_image(incoming.image)
        elif incoming.is_remote:
            self.show_status(self.tr("Only photos on this computer can be opened. Save the photo first, then open it."))
        else:
            self.show_status(self.tr("There is no photo here. Copy a photo, files or a folder first."))

    def _paste(self) -> None:
        self._on_incoming(QGuiApplication.clipboard().mimeData())

    def _start_folder(self) -> str:
        return self._recent.start(self.page.current_folder() if self.page else "")

    def _open_folder(self) -> None:
        self._dialogs.open_folder(self, self._start_folder(), self.open_paths)

    def _open_photos(self) -> None:
        self._dialogs.open_photos(self, self._start_folder(), self.open_paths)

    def _show_sample(self, folder: str) -> None:
        """Not among the folders opened last: it is not the person's."""
        page = next((page for page in self.pages if page.objectName() == "identifyPage"), self.page)
        if page is not None:
            self._stack.setCurrentWidget(page)
            page.open_paths([folder])

    def _full_screen(self, on: bool) -> None:
        (self.showFullScreen if on else self.showNormal)()

    def _translate(self) -> None:
        for action, text, tip in (
            (self.open_folder_action, self.tr("&Open folder…"), self.tr("Open all photos of a folder")),
            (self.open_photos_action, self.tr("Open &photos…"), self.tr("Open one or more photos")),
            (self.paste_action, self.tr("&Paste"), self.tr("Open the photo, files or folder that you copied")),
            (self.settings_action, self.tr("&Settings…"), self.tr("Model, language, appearance and more")),
            (self.models_action, self.tr("&Models…"), self.tr("Choose, evaluate or remove a model")),
            (self.quit_action, self.tr("&Quit"), ""),
            (self.full_screen_action, self.tr("&Full screen"), ""),
        ):
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if tip and keys else tip)
        self._menus["file"].setTitle(self.tr("&File"))
        self._menus["edit"].setTitle(self.tr("&Edit"))
        self._menus["label"].setTitle(self.tr("&Label"))
        self._menus["view"].setTitle(self.tr("&View"))
        self._menus["help"].setTitle(self.tr("&Help"))
        self._library.refresh()
        self._help.retranslate()
        self._recent.menu.setTitle(self.tr("Open &recent"))
        self._toolbar.setWindowTitle(self.tr("Tools"))
        self._switcher.setWindowTitle(self.tr("Pages"))
        self._on_titles()
