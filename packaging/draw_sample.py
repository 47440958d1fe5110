"""Draw the sample that the window can open without anyone's photos: `python packaging/draw_sample.py [FOLDER]`.

Every picture is made here, from shapes and strokes of fur, so that it may be shown and passed on freely. They are drawn
for a network that knows photos: fur lies in strokes, light falls from above, the background is out of focus. The
proportions in `drawn_faces.py` were searched for: those that the default model takes for the breed with least doubt.
The sample shows what the window does; it says nothing about how good the model is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from drawn_faces import FACES, Colour, Face, Fur, Oval, Points
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sample"
SIDE = 480
_SCALE = 1.25
"""drawn larger, then made smaller"""
_SHIFT = 4
"""binary digits of a pixel in which a stroke may begin"""
_QUALITY = 86


class Canvas:
    """A picture in the making."""

    def __init__(self, face_seed: int, ground: tuple[Colour, Colour]) -> None:
        self._size = int(SIDE * _SCALE)
        self.random = np.random.default_rng(face_seed)
        self.image = _out_of_focus(self._size, ground, self.random)
        self.draw = ImageDraw.Draw(self.image)

    def fur(self, patch: Fur) -> None:
        """Strokes from the lower edge upwards, so that those above lie over those below."""
        ovals = [patch.oval, patch.oval.mirrored()] if patch.both_sides else [patch.oval]
        for oval, mirrored in zip(ovals, (False, True), strict=False):
            self._ground_of(oval, patch)
            count = int(oval.width * oval.height * 90_000)
            points, unit = oval.sample(self.random, count)
            order = np.argsort(-np.hypot(unit[:, 0], unit[:, 1]))
            points, unit = points[order], unit[order]
            away = np.arctan2(points[:, 1] - oval.y, points[:, 0] - oval.x)
            if patch.lies is not None:
                lies = 180 - patch.lies if mirrored else patch.lies
                away = np.full(count, np.radians(lies))
            away = away + self.random.normal(0, 0.35, count)
            length = patch.length * self.random.uniform(0.5, 1.2, count)
            ends = points + np.stack([np.cos(away), np.sin(away)], axis=1) * length[:, None]
            light = 1 - patch.shade * np.clip(0.55 * unit[:, 1] + 0.6 * (unit**2).sum(axis=1), -0.3, 1.2)
            light = light * self.random.normal(1, 0.09, count)
            colours = np.clip(np.array(patch.colour) * light[:, None], 0, 255).astype(int)
            self._strokes(points, ends, colours)

    def _strokes(self, starts: Points, ends: Points, colours: NDArray[np.int64]) -> None:
        pixels = np.asarray(self.image).copy()
        sub = self._size * 2**_SHIFT
        first, last = (starts * sub).astype(int).tolist(), (ends * sub).astype(int).tolist()
        for start, end, colour in zip(first, last, colours.tolist(), strict=True):
            cv2.line(pixels, start, end, colour, 1, cv2.LINE_AA, _SHIFT)
        self.image = Image.fromarray(pixels)
        self.draw = ImageDraw.Draw(self.image)

    def oval(self, oval: Oval, colour: Colour) -> None:
        """A smooth ellipse."""
        angles = np.linspace(0, 2 * np.pi, 60)
        edge = oval.place(np.stack([np.cos(angles), np.sin(angles)], axis=1)) * self._size
        self.draw.polygon([tuple(point) for point in edge], fill=colour)

    def line(self, points: Points, colour: Colour, width: float) -> None:
        """A line through [N, 2] points."""
        pixels = [tuple(point) for point in points * self._size]
        self.draw.line(pixels, fill=colour, width=int(width * self._size), joint="curve")

    def finished(self, softness: float) -> Image.Image:
        """At the size it is meant to have, a little soft like a photo."""
        small = self.image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        return small.filter(ImageFilter.GaussianBlur(softness))

    def _ground_of(self, oval: Oval, patch: Fur) -> None:
        red, green, blue = (int(part * (1 - patch.shade * 0.6)) for part in patch.colour)
        self.oval(oval, (red, green, blue))


def _out_of_focus(size: int, ground: tuple[Colour, Colour], random: np.random.Generator) -> Image.Image:
    shares = np.linspace(0, 1, size)[:, None, None]
    rows = np.array(ground[0]) * (1 - shares) + np.array(ground[1]) * shares
    image = Image.fromarray(np.broadcast_to(rows, (size, size, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, radius = random.uniform(0, size), random.uniform(0, size), random.uniform(0.02, 0.1) * size
        base = np.array(image.getpixel((int(x), int(y)))) * random.uniform(0.8, 1.25)
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=tuple(np.clip(base, 0, 255).astype(int)))
    return image.filter(ImageFilter.GaussianBlur(size * 0.02))


def draw_face(face: Face) -> Image.Image:
    """The head of a dog from the front."""
    canvas = Canvas(face.seed, face.ground)
    for patch in face.coat:
        canvas.fur(patch)
    for eye in (face.eye, face.eye.mirrored()):
        _eye(canvas, eye, face.iris)
    _nose_and_mouth(canvas, face)
    return canvas.finished(face.softness)


def _eye(canvas: Canvas, eye: Oval, iris: Colour) -> None:
    canvas.oval(replace(eye, width=eye.width * 1.25, height=eye.height * 1.25), (28, 22, 20))
    canvas.oval(eye, iris)
    canvas.oval(replace(eye, width=eye.width * 0.55, height=eye.height * 0.62), (8, 6, 6))
    glint = Oval(eye.x - eye.width * 0.3, eye.y - eye.height * 0.35, eye.width * 0.2, eye.height * 0.2)
    canvas.oval(glint, (245, 245, 250))


def _nose_and_mouth(canvas: Canvas, face: Face) -> None:
    nose = face.nose
    below = nose.y + nose.height + face.mouth * 0.5
    if face.tongue:
        canvas.oval(Oval(0.5, below + 0.065, nose.width * 0.95, 0.065), (60, 24, 26))
        canvas.oval(Oval(0.5, below + 0.085, nose.width * 0.7, 0.075), (214, 112, 122))
    side = np.linspace(0, 1, 20)
    for sign in (-1, 1):
        curve = np.stack([0.5 + sign * side * nose.width * 1.7, below + 0.03 * np.sin(side * np.pi)], axis=1)
        canvas.line(curve, (34, 24, 22), 0.009)
    canvas.line(np.array([[0.5, nose.y], [0.5, below]]), (34, 24, 22), 0.008)
    canvas.oval(nose, (26, 23, 24))
    canvas.oval(Oval(0.5, nose.y - nose.height * 0.35, nose.width * 0.5, nose.height * 0.25), (86, 82, 86))
    for sign in (-1, 1):
        x, y = 0.5 + sign * nose.width * 0.45, nose.y + nose.height * 0.2
        canvas.oval(Oval(x, y, nose.width * 0.2, nose.height * 0.22), (4, 4, 4))


def variant(picture: Image.Image, number: int) -> Image.Image:
    """The same dog seen a little otherwise: nearer, to a side, mirrored, lighter or darker; number 0 is the picture."""
    if number == 0:
        return picture
    random = np.random.default_rng(number)
    side = int(SIDE * random.uniform(0.88, 0.99))
    left, top = (int(random.integers(0, SIDE - side + 1)) for _ in range(2))
    seen = picture.crop((left, top, left + side, top + side)).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    if number % 2:
        seen = ImageOps.mirror(seen)
    return ImageEnhance.Brightness(seen).enhance(random.uniform(0.88, 1.1))


def draw_cup() -> Image.Image:
    """A cup on a table, which is no dog."""
    canvas = Canvas(7, ((196, 190, 180), (150, 132, 112)))
    canvas.oval(Oval(0.5, 0.99, 0.9, 0.24), (122, 88, 60))
    canvas.oval(Oval(0.52, 0.87, 0.3, 0.05), (88, 62, 44))
    canvas.oval(Oval(0.78, 0.56, 0.13, 0.16), (58, 96, 150))
    canvas.oval(Oval(0.78, 0.56, 0.085, 0.11), (172, 162, 148))
    for share in np.linspace(0, 1, 60):
        width = 0.27 - 0.05 * share
        shade = 0.75 + 0.35 * (1 - share)
        canvas.oval(Oval(0.5, 0.36 + 0.46 * share, width, 0.05), (int(66 * shade), int(108 * shade), int(168 * shade)))
    canvas.oval(Oval(0.5, 0.36, 0.27, 0.055), (92, 138, 198))
    canvas.oval(Oval(0.5, 0.365, 0.24, 0.045), (62, 36, 22))
    canvas.oval(Oval(0.42, 0.36, 0.08, 0.012), (104, 68, 46))
    return canvas.finished(0.8)


def draw_sample(folder: Path) -> list[Path]:
    """Draw all pictures into a folder, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {f"drawn {face.name}": draw_face(face) for face in FACES} | {"drawn cup": draw_cup()}
    made = []
    for name, picture in pictures.items():
        made.append(folder / f"{name.replace(' ', '-')}.jpg")
        picture.save(made[-1], quality=_QUALITY, optimize=True)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw."""
    parser = argparse.ArgumentParser(description="Draw the sample.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    for path in draw_sample(parser.parse_args(arguments).folder):
        print(f"{path.stat().st_size / 1000:5.0f} kB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
