"""About BreedLens: versions, models, licences, where things lie, and what to send with a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.build_stamp import build_stamp
from app.diagnostics import component_versions, diagnostics, program_version
from app.dialogs.folder_list import FolderList, person_folders
from app.dialogs.spoken_dialog import SpokenDialog
from app.icons import app_icon
from app.open_elsewhere import open_elsewhere, open_own_folder
from app.options import Choice
from app.services import Services
from app.shipped import licence_texts, licensed_parts
from app.translatable import QT_TRANSLATE_NOOP
from core.errors import BreedLensError

PARTS: tuple[tuple[str, str, str], ...] = (
    ("BreedLens", "Apache-2.0", QT_TRANSLATE_NOOP("AboutDialog", "this program")),
    ("EfficientNet-Lite", "Apache-2.0", QT_TRANSLATE_NOOP("AboutDialog", "the built-in models")),
    ("Qt, PySide6", "LGPL-3.0", QT_TRANSLATE_NOOP("AboutDialog", "the window")),
    ("ONNX Runtime", "MIT", QT_TRANSLATE_NOOP("AboutDialog", "runs the models")),
    ("ONNX", "Apache-2.0", QT_TRANSLATE_NOOP("AboutDialog", "format of the models")),
    ("OpenCV", "Apache-2.0", QT_TRANSLATE_NOOP("AboutDialog", "reads and scales photos")),
    ("Pillow", "MIT-CMU", QT_TRANSLATE_NOOP("AboutDialog", "reads photos")),
    ("pi-heif, libheif, libde265", "BSD-3-Clause, LGPL-3.0", QT_TRANSLATE_NOOP("AboutDialog", "reads HEIC photos")),
    ("NumPy", "BSD-3-Clause", QT_TRANSLATE_NOOP("AboutDialog", "numbers")),
    ("pandas", "BSD-3-Clause", QT_TRANSLATE_NOOP("AboutDialog", "tables")),
    ("pyqtgraph", "MIT", QT_TRANSLATE_NOOP("AboutDialog", "curves")),
    ("TensorFlow, Keras", "Apache-2.0", QT_TRANSLATE_NOOP("AboutDialog", "training")),
    ("Rich", "MIT", QT_TRANSLATE_NOOP("AboutDialog", "the command line")),
    ("platformdirs, pydantic", "MIT", QT_TRANSLATE_NOOP("AboutDialog", "folders, sorting, checks")),
)
"""(name, licence, what for) of what the program is made of; packaging lists every single package besides"""
COPIED_MS = 2500


class AboutDialog(SpokenDialog):
    """What this is, what it is made of and under which terms."""

    def __init__(
        self, services: Services, model_choices: Callable[[], Sequence[Choice]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self._services = services
        self._model_choices = model_choices
        self._restore = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._restore.timeout.connect(self._label_copy_button)
        self.rebuild()
        self.resize(560, 540)

    def content(self) -> QWidget:
        """Header, tables, buttons."""
        self.setWindowTitle(self.tr("About BreedLens"))
        self._models = list(self._model_choices())
        tabs = QTabWidget()
        tabs.addTab(self._versions(), self.tr("Versions"))
        tabs.addTab(self._licences(), self.tr("Licences"))
        tabs.addTab(
            FolderList(person_folders(self._services), partial(self._open, open_own_folder)), self.tr("Folders")
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(self._header())
        layout.addWidget(tabs, 1)
        layout.addWidget(self._buttons())
        return content

    def _header(self) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(app_icon().pixmap(72, 72))
        title = QLabel("BreedLens")
        title.setProperty("role", "title")
        version = QLabel(self._version())
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        version.setProperty("role", "muted")
        purpose = QLabel(
            self.tr("Identifies the breed of dogs in photos and shows where the model looked, all on your computer.")
        )
        purpose.setWordWrap(True)
        text = QVBoxLayout()
        text.setSpacing(2)
        for label in (title, version, purpose):
            text.addWidget(label)
        text.addStretch(1)
        header = QHBoxLayout()
        header.setSpacing(16)
        header.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(text, 1)
        return header

    def _version(self) -> str:
        number, stamp = program_version(), build_stamp()
        if not number:
            return self.tr("Run from its source")
        if not stamp.commit or not stamp.day:
            return self.tr("Version {version}").format(version=number)
        words = self.tr("Version {version}, made from the source of {day} ({commit})")
        return words.format(version=number, day=stamp.day, commit=stamp.commit)

    def _versions(self) -> QTreeWidget:
        rows = [*component_versions(), *((self.tr("Model"), choice.title) for choice in self._models)]
        return _table([self.tr("Part"), self.tr("Version")], rows, self.tr("Versions"))

    def _licences(self) -> QWidget:
        rows = [(name, licence, self.tr(purpose)) for name, licence, purpose in PARTS]
        rows += [(f"{one.name} {one.version}".strip(), one.licence, "") for one in licensed_parts()]
        headers = [self.tr("Part"), self.tr("Licence"), self.tr("Used for")]
        table = _table(headers, rows, self.tr("Licences"))
        texts = licence_texts()
        if texts is None:
            return table
        button = QPushButton(self.tr("Read the licences in full"))
        button.setObjectName("licenceTextsButton")
        button.clicked.connect(lambda: self._open(open_elsewhere, texts))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table, 1)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return both

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copy_button = QPushButton()
        self._label_copy_button()
        self.copy_button.setObjectName("copyDiagnosticsButton")
        self.copy_button.setToolTip(self.tr("Versions, settings and the end of the log, without your folders"))
        self.copy_button.clicked.connect(self._copy)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    def _label_copy_button(self) -> None:
        self.copy_button.setText(self.tr("&Copy diagnostics"))

    def _open(self, how: Callable[[Path], None], path: Path) -> None:
        try:
            how(path)
        except BreedLensError as error:
            self._services.errors.show(error, self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnostics(self._services, self._models))
        self.copy_button.setText(self.tr("Copied"))
        self._restore.start()


def _table(headers: list[str], rows: Sequence[tuple[str, ...]], name: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setRootIsDecorated(False)
    table.setColumnCount(len(headers))
    table.setHeaderLabels(headers)
    table.addTopLevelItems([QTreeWidgetItem(list(row)) for row in rows])
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.header().setStretchLastSection(True)
    return table
