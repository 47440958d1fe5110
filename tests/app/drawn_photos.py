"""Photos that the tests draw."""

from __future__ import annotations

from pathlib import Path

from colour_classifier import COLOURS, GREY, WHITE
from PIL import Image


def draw(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (96, 64)) -> str:
    """A photo of one colour; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, quality=95)
    return str(path)


def draw_folder(folder: Path) -> dict[str, str]:
    """Photos of four findings: three sure dogs, an unsure one, another breed, no dog, and a file that is no photo."""
    paths = {
        "beagle": draw(folder / "a1.jpg", COLOURS["beagle"]),
        "pug": draw(folder / "a2.jpg", COLOURS["pug"]),
        "chow": draw(folder / "a10.jpg", COLOURS["chow"]),
        "unsure": draw(folder / "b.jpg", (45, 180, 60)),
        "other": draw(folder / "c.png", WHITE),
        "no_dog": draw(folder / "d.png", GREY),
        "broken": str(folder / "e.jpg"),
    }
    Path(paths["broken"]).write_bytes(b"this is no photo")
    return paths
