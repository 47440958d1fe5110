"""The program's icon in the sizes and formats that desktops want, drawn from its two SVG files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
"""sides in pixels"""
SMALL = 32
"""up to this side the simpler drawing is used"""
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def make_icons(svg_folder: Path, folder: Path) -> Mapping[int, Path]:
    """Write `breedlens-SIDE.png` for every size, `breedlens.ico` and `breedlens.icns`.

    Args:
        svg_folder: holds `breedlens.svg` and `breedlens-small.svg`.
        folder: made where it is missing.

    Returns:
        The PNG files by their side.

    Raises:
        ValueError: a drawing cannot be read.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    made: dict[int, Path] = {}
    for side in SIZES:
        drawing = svg_folder / ("breedlens-small.svg" if side <= SMALL else "breedlens.svg")
        renderer = QSvgRenderer(str(drawing))
        if not renderer.isValid():
            raise ValueError(f"{drawing} is no drawing")
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        made[side] = folder / f"breedlens-{side}.png"
        if not image.save(str(made[side])):
            raise ValueError(f"{made[side]} cannot be written")
    largest, *others = (Image.open(made[side]) for side in sorted(ICO_SIZES, reverse=True))
    largest.save(folder / "breedlens.ico", sizes=[(side, side) for side in ICO_SIZES], append_images=others)
    Image.open(made[1024]).save(folder / "breedlens.icns")
    return made
