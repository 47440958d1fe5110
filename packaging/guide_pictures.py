"""The pictures of the user guide: `python packaging/guide_pictures.py [--language en]`.

Opens the real window without a screen, on dogs that `draw_sample.py` draws, does what a person would do, and keeps what
the window shows below `docs/guide/LANGUAGE/pictures`. No photo of anyone's is in them. It takes a few minutes.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from draw_sample import draw_face, variant
from drawn_faces import FACES
from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from app.application import Program

T = TypeVar("T", bound="QObject")

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "guide"
SIZE = (1180, 740)
COLOURS = 128
"""of a picture's palette: a window has few"""
PATIENCE_S = 900.0
OF_EACH = 12
"""drawings of each breed"""
WRONG = 2
"""labels that are given wrongly on purpose, so that there is something to review"""


class Photographer:
    """Does things in the window and keeps pictures of it."""

    def __init__(self, program: Program, target: Path) -> None:
        self._program = program
        self._target = target

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the window work until something is so.

        Raises:
            TimeoutError: it did not come.
        """
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"this did not come: {what}")
            self.wait(0.05)
        self.wait(0.4)

    def wait(self, seconds: float) -> None:
        """Let the window work for a while; QTest's own wait would keep Python's other threads from working."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def keep(self, name: str) -> None:
        """Write what the window shows."""
        from PySide6.QtCore import QBuffer, QIODevice
        from PySide6.QtWidgets import QLabel

        # the folder of the moment says nothing to a reader
        self.child(QLabel, "fileText").hide()
        self._program.window.statusBar().clearMessage()
        self.wait(0.4)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._program.window.grab().toImage().save(buffer, "PNG")  # type: ignore[call-overload]
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        self._target.mkdir(parents=True, exist_ok=True)
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(self._target / f"{name}.png", optimize=True)
        print(f"{name}: {(self._target / f'{name}.png').stat().st_size // 1000} kB")

    def child(self, kind: type[T], name: str) -> T:
        """The part of the window with this name.

        Raises:
            LookupError: there is none.
        """
        found = self._program.window.findChild(kind, name)
        if not isinstance(found, kind):
            raise LookupError(name)
        return found

    def press(self, name: str) -> None:
        """Press a button, once it can be."""
        from PySide6.QtWidgets import QAbstractButton

        button = self.child(QAbstractButton, name)
        self.until(button.isEnabled, f"{name} can be pressed")
        button.click()

    def until_gone(self, progress: str) -> None:
        """Wait until a progress bar went away."""
        from PySide6.QtWidgets import QProgressBar

        self.wait(2)
        self.until(lambda: not self.child(QProgressBar, progress).isVisible(), f"{progress} goes away")
        self.wait(2)

    def show(self, page: str) -> None:
        """Bring a page to the front."""
        self._program.window.show_page(page, [])


def draw_dogs(folder: Path) -> dict[str, list[str]]:
    """Drawings in one folder for each breed; their paths by breed."""
    made: dict[str, list[str]] = {}
    for face in FACES:
        (folder / face.name).mkdir(parents=True)
        picture = draw_face(face)
        for number in range(OF_EACH):
            path = folder / face.name / f"{face.name.replace(' ', '-')}-{number + 1:02}.jpg"
            variant(picture, number).save(path, quality=88)
            made.setdefault(face.name, []).append(str(path))
    return made


def take_pictures(language: str, dogs: Path, paths: dict[str, list[str]], target: Path) -> None:
    """Open the window in a language, and keep all pictures."""
    from PySide6.QtWidgets import QApplication

    from app.application import Program
    from app.options import LANGUAGE, THEME
    from app.pages.groups.page import GroupsPage
    from app.pages.identify.page import IdentifyPage
    from app.pages.review.page import ReviewPage
    from app.pages.runs.page import RunsPage
    from app.pages.train.page import TrainPage
    from core.paths import user_folders

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    program = Program(application, user_folders(), [IdentifyPage, GroupsPage, ReviewPage, TrainPage, RunsPage])
    program.settings.set(LANGUAGE, language)
    program.settings.set(THEME, "light")
    program.window.resize(*SIZE)
    program.window.show()
    photographer = Photographer(program, target)
    try:
        _identify(photographer)
        program.window.open_paths([str(dogs)])
        _until_answered(photographer)
        _groups(photographer)
        _label(program, photographer, paths)
        _teach(photographer)
        _review(photographer)
        _train(program, photographer, dogs)
    finally:
        program.window.close()
        program.close()


def _until_answered(photographer: Photographer) -> None:
    """The open folder was answered to its end."""
    from PySide6.QtWidgets import QListView, QProgressBar

    bar, grid = photographer.child(QProgressBar, "classifyProgress"), photographer.child(QListView, "photoGrid")
    photographer.wait(1)
    photographer.until(lambda: grid.model().rowCount() and not bar.isVisible(), "the photos are answered")


def _identify(photographer: Photographer) -> None:
    photographer.wait(1)
    photographer.press("emptyOpenSample")
    _until_answered(photographer)
    photographer.wait(3)
    photographer.keep("identify")


def _label(program: Program, photographer: Photographer, paths: dict[str, list[str]]) -> None:
    from PySide6.QtWidgets import QLabel

    from app.label_work import Said
    from core.library.records import Origin, Status

    said, breeds = {}, list(paths)
    for place, breed in enumerate(breeds):
        for number, path in enumerate(paths[breed][: OF_EACH - 3]):
            given = breeds[(place + 1) % len(breeds)] if place < WRONG and number == 1 else breed
            said[path] = Said(Status.VERIFIED if number % 3 == 0 else Status.LABELLED, given)
    words = photographer.child(QLabel, "labelText")
    before = words.text()
    program.services.labelling.say(said, Origin.CHOSEN)
    photographer.until(lambda: words.text() != before, "the labels are shown")
    photographer.keep("label")


def _groups(photographer: Photographer) -> None:
    photographer.show("groupsPage")
    photographer.until_gone("groupProgress")
    photographer.wait(3)
    photographer.keep("groups")
    photographer.show("identifyPage")


def _teach(photographer: Photographer) -> None:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QListView

    photographer.show("identifyPage")
    action = photographer.child(QAction, "teachAction")
    action.trigger()
    photographer.until_gone("teachProgress")
    answers = photographer.child(QListView, "predictionPanel")
    photographer.until(lambda: answers.isVisible() and answers.model().rowCount(), "the taught model answers")
    photographer.wait(4)
    photographer.keep("teach")
    action.trigger()
    photographer.wait(1)


def _review(photographer: Photographer) -> None:
    photographer.show("reviewPage")
    photographer.until_gone("reviewProgress")
    photographer.until_gone("reviewProgress")
    photographer.wait(8)
    photographer.keep("review")


def _train(program: Program, photographer: Photographer, dogs: Path) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton

    program.window.show_page("trainPage", [str(dogs)])
    photographer.wait(1)
    photographer.child(QLineEdit, "runNameEdit").setText("drawn dogs")
    photographer.press("startButton")
    photographer.wait(3)
    photographer.until(lambda: _is_seen(photographer, QPushButton, "identifyWithModelButton"), "the model is ready")
    photographer.wait(2)
    photographer.keep("train")
    photographer.show("runsPage")
    table = photographer.child(QAbstractItemView, "runsTable")
    photographer.until(lambda: table.model().rowCount(), "the run is listed")
    photographer.wait(8)
    photographer.keep("runs")


def _is_seen(photographer: Photographer, kind: type[QWidget], name: str) -> bool:
    try:
        return photographer.child(kind, name).isVisible()
    except LookupError:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures."""
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description="Take the pictures of the user guide.")
    parser.add_argument("--language", choices=("en", "fr"), help="only this one")
    language = parser.parse_args(arguments).language
    if language is None:
        # a program has one window in its life
        ended = [subprocess.run([sys.executable, __file__, "--language", one], check=False) for one in ("en", "fr")]
        return max(abs(one.returncode) for one in ended)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BREEDLENS_HOME"] = str(Path(folder, "home"))
        dogs = Path(folder, "dogs")
        take_pictures(language, dogs, draw_dogs(dogs), TARGET / language / "pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
