"""How the list of groups answers keys, and how fast accepting above a probability follows its slider.

    python -m benchmarks.groups [--count N] [--answers N] [--rounds N]

Needs a display, or QT_QPA_PLATFORM=offscreen. Times are those of the program's own work, painting included; the photos
are drawn in memory, so that no disk takes part.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.item_models.answer_columns import AnswerColumns
from app.item_models.group_board import GroupBoard
from app.item_models.photo_groups import Grouping, PhotoGroup, Suggests
from app.pages.groups.group_list import GroupList
from app.pages.groups.words import GroupWords
from benchmarks.measuring import machine
from core.breeds import load_breed_table

_KEYS = {
    "next photo": Qt.Key.Key_Right,
    "next line": Qt.Key.Key_Down,
    "take out": Qt.Key.Key_Space,
    "next page": Qt.Key.Key_PageDown,
}
_GROUP = 24


def keys(count: int, rounds: int) -> dict[str, float]:
    """Milliseconds from a key to the end of the painting, the median, in a list of this many photos."""
    table = load_breed_table()
    slugs = [breed.slug for breed in table]
    board = GroupBoard()
    words = GroupWords(board, table, "en")
    photo = QPixmap(256, 192)
    photo.fill(Qt.GlobalColor.darkGreen)
    view = GroupList(board, lambda _path: photo, words.header, words.caption)
    view.resize(1100, 800)
    view.show()
    board.set_grouping(Grouping(tuple(_group(number, slugs) for number in range(count // _GROUP))))
    view.start()
    QApplication.processEvents()
    figures = {}
    for name, key in _KEYS.items():
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            QTest.keyClick(view, key)
            QApplication.processEvents()
            times.append(1000 * (time.perf_counter() - start))
        figures[name] = statistics.median(times)
    view.close()
    return figures


def _group(number: int, slugs: list[str]) -> PhotoGroup:
    paths = [f"/photos/{number}/{place}.jpg" for place in range(_GROUP)]
    said = {path: (slugs[number % len(slugs)], 0.9) for path in paths}
    likeliest = tuple((slugs[(number + place) % len(slugs)], 0.2) for place in range(5))
    return PhotoGroup(tuple((path,) for path in paths), 2, Suggests.BREED, likeliest, 0.9, said)


def sweeps(count: int, rounds: int) -> float:
    """Milliseconds for what one threshold sweeps in, the median, over this many answers of 120 breeds."""
    random = np.random.default_rng(0)
    columns = AnswerColumns.of(
        tuple(map(str, range(120))),
        [f"{number}.jpg" for number in range(count)],
        random.integers(0, 120, count).astype(np.int32),
        random.random(count),
    )
    columns.sweep(0.5)
    times = []
    for threshold in np.linspace(0, 1, rounds):
        start = time.perf_counter()
        columns.sweep(float(threshold))
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=20_000, help="photos in groups")
    parser.add_argument("--answers", type=int, default=100_000, help="answers to accept above a probability")
    parser.add_argument("--rounds", type=int, default=60)
    arguments = parser.parse_args()
    application = QApplication([])
    print(machine())
    for name, figure in keys(arguments.count, arguments.rounds).items():
        print(f"{name}: {figure:.1f} ms among {arguments.count} photos")
    print(f"another threshold: {sweeps(arguments.answers, arguments.rounds):.2f} ms over {arguments.answers} answers")
    application.quit()


if __name__ == "__main__":
    main()
