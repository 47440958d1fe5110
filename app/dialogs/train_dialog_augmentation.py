"""How the training dialog shows and changes what happens to the photos: values beside nine results of one photo."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.recipe_fields import FieldSpec, RecipeFields
from app.dialogs.train_dialog_work import PREVIEWS, Inspection, RecipeEntry, preview
from app.services import Services
from app.task_runner import Task
from app.widgets.named import named

_SPREAD_MOST = 0.9
_PREFIX = "augmentation."
_OPERATIONS = 2
"""changes a photo that RandAugment makes, as in most of its uses"""
_PREVIEW_MS = 150

SPECS = (
    FieldSpec(f"{_PREFIX}horizontal_flip", low=False),
    FieldSpec(
        f"{_PREFIX}random_resized_crop",
        low=0.0,
        high=0.95,
        show=lambda pair: 1.0 - pair[0] if pair else 0.0,
        keep=lambda share: [round(1.0 - share, 4), 1.0] if share else None,
        zero_is_off=True,
    ),
    FieldSpec(f"{_PREFIX}rotation_degrees", low=0.0, high=180.0, places=0, zero_is_off=True),
    FieldSpec(f"{_PREFIX}shift_x", low=0.0, high=0.5, zero_is_off=True),
    FieldSpec(f"{_PREFIX}shift_y", low=0.0, high=0.5, zero_is_off=True),
    FieldSpec(f"{_PREFIX}zoom", low=0.0, high=0.9, zero_is_off=True),
    FieldSpec(f"{_PREFIX}shear", low=0.0, high=45.0, zero_is_off=True),
    FieldSpec(
        f"{_PREFIX}brightness",
        low=0.0,
        high=_SPREAD_MOST,
        show=lambda pair: (pair[1] - pair[0]) / 2 if pair else 0.0,
        keep=lambda spread: [round(1.0 - spread, 4), round(1.0 + spread, 4)] if spread else None,
        zero_is_off=True,
    ),
    FieldSpec(
        f"{_PREFIX}rand_augment",
        low=0,
        high=30,
        show=lambda pair: round(pair[1]) if pair else 0,
        keep=lambda magnitude: [_OPERATIONS, float(magnitude)] if magnitude else None,
        zero_is_off=True,
    ),
    FieldSpec(f"{_PREFIX}mixup_alpha", low=0.0, high=2.0, zero_is_off=True),
)
_SETS: dict[str, dict[str, Any]] = {
    "none": {},
    "gentle": {"horizontal_flip": True, "random_resized_crop": (0.6, 1.0), "brightness": (0.8, 1.2)},
    "strong": {
        "horizontal_flip": True,
        "random_resized_crop": (0.3, 1.0),
        "brightness": (0.7, 1.3),
        "rand_augment": (_OPERATIONS, 9.0),
        "mixup_alpha": 0.2,
    },
}


class AugmentationPanel(QWidget):
    """Every value of the augmentation, and what it does to one of the photos."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = services.tasks
        self._entry: RecipeEntry | None = None
        self._preprocessing: Mapping[str, Any] = {}
        self._paths: list[str] = []
        self._path = ""
        self._seed = 0
        self._task: Task[Sequence[Any]] | None = None
        self.fields = RecipeFields(SPECS, self)
        self._sets = named(QComboBox(), "augmentationSetBox")
        self._pictures = [_Preview() for _ in range(PREVIEWS)]
        self._other = named(QPushButton(), "otherPhotoButton")
        self._note = named(QLabel(wordWrap=True), "previewNote")
        self._note.setProperty("role", "muted")
        # Not for every step of a value that is being turned.
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._soon.timeout.connect(self._draw)
        self.fields.changed.connect(self._soon.start)
        self._sets.activated.connect(self._on_set)
        self._other.clicked.connect(self._on_other)
        self._lay_out()
        self._set_texts()

    def show_recipe(self, entry: RecipeEntry) -> None:
        """Another recipe is chosen."""
        self._entry = entry
        self._sets.setCurrentIndex(0)
        self.fields.load({f"{_PREFIX}{name}": value for name, value in entry.augmentation.items()})

    def show_photos(self, inspection: Inspection | None) -> None:
        """Other photos are to be learned from."""
        self._paths = [] if inspection is None else inspection.table["path"].tolist()
        self._path = self._paths[0] if self._paths else ""
        self._other.setEnabled(bool(self._paths))
        self._soon.start()

    def show_preprocessing(self, changes: Mapping[str, Any]) -> None:
        """The photos are prepared in another way; what differs from the recipe."""
        self._preprocessing = changes
        self._soon.start()

    def changes(self) -> dict[str, Any]:
        """What differs from the recipe, by dotted path; all of it where anything does, for then no set counts."""
        return {**self.fields.values(), f"{_PREFIX}preset": None} if self.fields.changes() else {}

    def event(self, event: QEvent) -> bool:
        """Draw when someone looks."""
        if event.type() == QEvent.Type.Show:
            self._soon.start()
        elif event.type() == QEvent.Type.Hide:
            self._soon.stop()
        return super().event(event)

    def _draw(self) -> None:
        if self._entry is None or not self.isVisible():
            return
        if self._task is not None:
            self._task.drop()
        if not self._path:
            self._show([])
            return
        work = partial(preview, self._path, self._entry.recipe, {**self._preprocessing, **self.changes()}, self._seed)
        self._task = self._tasks.run(work, on_result=self._show, on_error=self._on_error, pool="quick", owner=self)

    def _show(self, pictures: Sequence[Any]) -> None:
        for label, pixels in zip(self._pictures, [*pictures, *([None] * PREVIEWS)], strict=False):
            label.show_picture(None if pixels is None else _image(pixels))
        if pictures:
            self._note.setText(self.tr("Nine of the ways in which training may see this photo."))
        elif self._paths:
            self._note.setText(self.tr("This photo cannot be read."))
        else:
            self._note.setText(self.tr("Choose photos first; then you see here what training makes of one of them."))

    def _on_error(self, _error: BaseException) -> None:
        self._show([])

    def _on_set(self, index: int) -> None:
        name = self._sets.itemData(index)
        if name == "recipe" and self._entry is not None:
            self.show_recipe(self._entry)
        elif name in _SETS:
            wanted = _SETS[name]
            self.fields.put({spec.path: wanted.get(spec.path.removeprefix(_PREFIX)) for spec in SPECS})

    def _on_other(self) -> None:
        self._seed += 1
        self._path = random.choice(self._paths)
        self._draw()

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(12)
        self._sets_label = QLabel()
        self._sets_label.setBuddy(self._sets)
        form.addWidget(self._sets_label, 0, 0)
        form.addWidget(self._sets, 0, 1)
        for row, spec in enumerate(SPECS, start=1):
            widget = self.fields.widgets[spec.path]
            if isinstance(widget, QCheckBox):
                form.addWidget(widget, row, 0, 1, 2)
            else:
                form.addWidget(self.fields.labels[spec.path], row, 0)
                form.addWidget(widget, row, 1)
        form.setRowStretch(1 + len(SPECS), 1)
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, picture in enumerate(self._pictures):
            grid.addWidget(picture, place // 3, place % 3)
        right = QVBoxLayout()
        right.addLayout(grid, 1)
        right.addWidget(self._note)
        right.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(18)
        whole.addLayout(form)
        whole.addLayout(right, 1)

    def _set_texts(self) -> None:
        self._sets_label.setText(self.tr("Changes"))
        self._sets.setAccessibleName(self.tr("Changes to the photos"))
        for value, text in (
            ("recipe", self.tr("As the recipe says")),
            ("none", self.tr("None")),
            ("gentle", self.tr("Gentle")),
            ("strong", self.tr("Strong")),
        ):
            self._sets.addItem(text, value)
        self._other.setText(self.tr("Another photo"))
        self.fields.set_texts(
            {
                SPECS[0].path: (self.tr("Mirror left and right"), self.tr("Every other photo, by chance")),
                SPECS[1].path: (
                    self.tr("Cut out a part"),
                    self.tr("Up to this share of the photo may be left out of sight"),
                ),
                SPECS[2].path: (self.tr("Turn"), self.tr("Up to so many degrees to either side")),
                SPECS[3].path: (self.tr("Move sideways"), self.tr("Up to this share of the width")),
                SPECS[4].path: (self.tr("Move up and down"), self.tr("Up to this share of the height")),
                SPECS[5].path: (self.tr("Zoom"), self.tr("Up to this much larger or smaller")),
                SPECS[6].path: (self.tr("Slant"), self.tr("Up to so many degrees")),
                SPECS[7].path: (self.tr("Brightness"), self.tr("Up to this much brighter or darker")),
                SPECS[8].path: (
                    self.tr("Random changes"),
                    self.tr("Strength of two random changes of colour and shape (RandAugment)"),
                ),
                SPECS[9].path: (self.tr("Mix photos"), self.tr("How much photos are blended into each other (mixup)")),
            },
            self.tr("off"),
        )


class _Preview(QLabel):
    """One result, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(72, 72)

    def show_picture(self, image: QImage | None) -> None:
        """A picture, or nothing."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._fit()

    def sizeHint(self) -> QSize:
        """Comfortable to look at."""
        return QSize(130, 130)

    def event(self, event: QEvent) -> bool:
        """Another size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        if self._pixmap.isNull():
            self.clear()
            return
        mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._pixmap.scaled(self.size(), *mode))


def _image(pixels: Any) -> QImage:
    from app.item_models.thumbnail_maker import to_image

    return to_image(pixels)
