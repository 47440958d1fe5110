"""What can be done on the page: every action once, with its words, keys and icon."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.icons import set_icon
from app.widgets.named import named

BREED_KEYS = 5


class PageActions(QObject):
    """The page connects them; the frame shows them in its menus."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.export_csv = self._action("exportCsvAction", "table", "Ctrl+E")
        self.save_overlays = self._action("saveOverlaysAction", "heat-map")
        self.copy_by_breed = self._action("copyByBreedAction", "copy")
        self.copy_path = self._action("copyPathAction", "copy")
        self.copy_image = self._action("copyImageAction", "copy", QKeySequence.StandardKey.Copy)
        self.save_image = self._action("saveImageAction", "save", QKeySequence.StandardKey.Save)
        self.show_file = self._action("showFileAction", "folder-open")
        self.large = self._action("largePhotoAction", "large-photo", "Ctrl+L", checkable=True)
        self.heat_map = self._action("heatMapAction", "heat-map", "Ctrl+Shift+H", checkable=True)
        self.zoom_in = self._action("zoomInAction", "zoom-in", QKeySequence.StandardKey.ZoomIn)
        self.zoom_out = self._action("zoomOutAction", "zoom-out", QKeySequence.StandardKey.ZoomOut)
        self.fit = self._action("zoomFitAction", "zoom-fit", "Ctrl+0")
        self.actual_size = self._action("zoomFullAction", "zoom-full", "Ctrl+Alt+0")
        self.larger = self._action("largerThumbnailsAction", "", "Ctrl+Shift+Right")
        self.smaller = self._action("smallerThumbnailsAction", "", "Ctrl+Shift+Left")
        self.find = self._action("findAction", "search", QKeySequence.StandardKey.Find)
        self.breeds = [self._action(f"breedAction{i}", "", f"Ctrl+{i}") for i in range(1, BREED_KEYS + 1)]
        self._separators = [self._separator() for _ in range(4)]
        self.retranslate()

    def menus(self) -> dict[str, list[QAction]]:
        """Where the frame puts them."""
        first, second, third, fourth = self._separators
        return {
            "file": [self.export_csv, self.save_overlays, self.copy_by_breed, first, self.save_image],
            "edit": [self.copy_image, self.copy_path, self.show_file, second, self.find],
            "view": [
                self.large,
                self.heat_map,
                *self.breeds,
                third,
                self.zoom_in,
                self.zoom_out,
                self.fit,
                self.actual_size,
                fourth,
                self.larger,
                self.smaller,
            ],
        }

    def other_keys(self) -> list[tuple[str, str]]:
        """Keys that grid and photo take themselves."""
        return [
            (self.tr("Previous and next photo"), "←  →"),
            (self.tr("Row above and row below in the grid"), "↑  ↓"),
            (self.tr("Large photo, and back"), self.tr("Space, Esc")),
            (self.tr("Choose several photos"), self.tr("Shift or Ctrl + click, Shift + arrows, Ctrl+A")),
            (self.tr("Move the enlarged photo"), self.tr("Shift + arrows")),
            (self.tr("Clear the search"), self.tr("Esc")),
        ]

    def set_enabled(self, *, photos: bool, photo: bool, predictions: bool) -> None:
        """Allow what makes sense: some photos are open, one is on show, some were looked at."""
        for action in (self.export_csv, self.copy_by_breed, self.save_overlays):
            action.setEnabled(predictions)
        for action in (self.copy_path, self.copy_image, self.save_image, self.show_file, *self.breeds):
            action.setEnabled(photo)
        for action in (self.zoom_in, self.zoom_out, self.fit, self.actual_size):
            action.setEnabled(photo)
        for action in (self.large, self.larger, self.smaller, self.find, self.heat_map):
            action.setEnabled(photos)

    def retranslate(self) -> None:
        """Another language."""
        texts = {
            self.export_csv: self.tr("Save the answers as a table (CSV)…"),
            self.save_overlays: self.tr("Save photos with heat maps…"),
            self.copy_by_breed: self.tr("Copy photos into a folder for each breed…"),
            self.copy_path: self.tr("Copy the file's path"),
            self.copy_image: self.tr("Copy the picture as shown"),
            self.save_image: self.tr("Save the picture as shown…"),
            self.show_file: self.tr("Show in the file manager"),
            self.large: self.tr("Large photo"),
            self.heat_map: self.tr("Show where the network looked"),
            self.zoom_in: self.tr("Zoom in"),
            self.zoom_out: self.tr("Zoom out"),
            self.fit: self.tr("Fit the window"),
            self.actual_size: self.tr("Actual size"),
            self.larger: self.tr("Larger thumbnails"),
            self.smaller: self.tr("Smaller thumbnails"),
            self.find: self.tr("Find a breed or a file name"),
        }
        for action, text in texts.items():
            action.setText(text)
        for place, action in enumerate(self.breeds, start=1):
            action.setText(self.tr("Heat map of breed {place}").format(place=place))
        self.export_csv.setIconText(self.tr("Save table"))
        self.large.setToolTip(self.tr("Only the photo, without the grid (Ctrl+L; Space in the grid, Esc to return)"))

    def _action(
        self, name: str, icon: str, keys: str | QKeySequence.StandardKey | None = None, *, checkable: bool = False
    ) -> QAction:
        action = named(QAction(self._page, checkable=checkable), name)
        if icon:
            set_icon(action, icon)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        self._page.addAction(action)
        return action

    def _separator(self) -> QAction:
        separator = QAction(self._page)
        separator.setSeparator(True)
        return separator
