"""Accepting all above a probability: what it would sweep in is seen first, and is one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colour_classifier import CLASSES, COLOURS, GREY, WHITE, ColourClassifier
from drawn_photos import draw
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from app.dialogs.accept_above_dialog import AcceptAboveDialog, open_accept_above
from app.item_models.answer_columns import LEAST_SURE, AnswerColumns
from app.item_models.sweep_model import Column
from app.label_work import Said
from app.model_in_use import ModelInUse
from app.services import Services
from core.library.library import LabelLibrary
from core.library.records import Origin, Status

answers = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 20).map(lambda step: step / 20)), max_size=60)


@given(answers=answers, threshold=st.integers(0, 20).map(lambda step: step / 20))
def test_a_sweep_is_what_a_loop_finds(answers: list[tuple[int, float]], threshold: float) -> None:
    columns = AnswerColumns.of(
        CLASSES,
        [str(i) for i in range(len(answers))],
        np.array([breed for breed, _ in answers], np.int32),
        np.array([probability for _, probability in answers]),
    )
    swept = columns.sweep(threshold)
    by_class = {row.class_index: row for row in swept}
    for breed in range(5):
        expected = {str(i): p for i, (own, p) in enumerate(answers) if own == breed and p >= threshold}
        assert (breed in by_class) == bool(expected)
        if expected:
            row = by_class[breed]
            assert {columns.paths[i] for i in columns.ids_of(row)} == set(expected)
            assert row.count == len(expected) and row.lowest == min(expected.values())
            assert row.mean == pytest.approx(sum(expected.values()) / len(expected))
            least = [expected[columns.paths[i]] for i in row.least_sure]
            assert least == sorted(expected.values())[:LEAST_SURE]
    assert [row.count for row in swept] == sorted((row.count for row in swept), reverse=True)


@pytest.fixture
def classifier(monkeypatch: pytest.MonkeyPatch) -> ColourClassifier:
    made = ColourClassifier()
    monkeypatch.setattr("core.inference.classifier.Classifier.load", lambda *args, **options: made)
    return made


@pytest.fixture
def photos(tmp_path: Path, services: Services, classifier: ColourClassifier) -> dict[str, str]:
    """Two pugs, two beagles, an unsure terrier, another breed, no dog; answered. And one that was not looked at."""
    folder = tmp_path / "photos"
    paths = {
        "pug1": draw(folder / "p1.png", COLOURS["pug"]),
        "pug2": draw(folder / "p2.png", COLOURS["pug"], (97, 64)),
        "beagle1": draw(folder / "b1.png", COLOURS["beagle"]),
        "beagle2": draw(folder / "b2.png", COLOURS["beagle"], (97, 64)),
        "unsure": draw(folder / "u.png", (45, 180, 60)),
        "other": draw(folder / "o.png", WHITE),
        "no_dog": draw(folder / "n.png", GREY),
    }
    services.predictions.get_by_content(list(paths.values()), classifier.model_id)
    made = {path: classifier.classify(np.asarray(Image.open(path))) for path in paths.values()}
    services.predictions.put_many(made, classifier.model_id)
    paths["waiting"] = draw(folder / "w.png", (1, 2, 3))
    return paths


class Person:
    def __init__(self, dialog: AcceptAboveDialog, qtbot: QtBot) -> None:
        self.dialog, self.qtbot = dialog, qtbot

    def find(self, name: str, kind: type[Any]) -> Any:
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def button(self) -> QPushButton:
        return self.find("acceptAboveButton", QPushButton)

    @property
    def rows(self) -> list[list[str]]:
        model = self.find("acceptAboveTable", QTreeView).model()
        return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]

    def text(self, name: str) -> str:
        return self.find(name, QLabel).text()

    @property
    def note(self) -> str:
        return self.text("acceptAboveNote")

    def set(self, percent: float) -> None:
        self.find("acceptAboveSpin", QDoubleSpinBox).setValue(percent)

    def tick(self, row: int, on: bool) -> None:
        model = self.find("acceptAboveTable", QTreeView).model()
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        assert model.setData(model.index(row, Column.BREED), state, Qt.ItemDataRole.CheckStateRole)


@pytest.fixture
def ask(qtbot: QtBot, services: Services, photos: dict[str, str]) -> Iterator[Callable[[], Person]]:
    opened: list[AcceptAboveDialog] = []

    def open_dialog() -> Person:
        dialog = open_accept_above(services, list(photos.values()), ModelInUse("colours", "default"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        opened.append(dialog)
        person = Person(dialog, qtbot)
        qtbot.waitUntil(lambda: bool(person.text("acceptAboveTotal") or "another" in person.note), timeout=20_000)
        return person

    yield open_dialog
    for dialog in opened:
        dialog.close()


def label_of(services: Services, path: str) -> tuple[Status, str | None, Origin | None]:
    library = services.labelling.library
    assert library is not None
    label = library.labels(list(library.known_files([path]).values()))
    found = next(iter(label.values()))
    return found.status, found.breed, found.origin


def test_the_table_follows_the_threshold(ask: Callable[[], Person]) -> None:
    person = ask()
    person.set(0)
    assert [row[:2] for row in person.rows] == [["Beagle", "2"], ["Pug", "2"], ["Norfolk Terrier", "1"]]
    assert "less sure" not in person.text("acceptAboveRest")
    person.set(90)
    assert [row[0] for row in person.rows] == ["Beagle", "Pug"]
    rest = person.text("acceptAboveRest")
    assert "less sure: 1" in rest and "known breed: 2" in rest and "not looked at yet, or unreadable: 1" in rest
    assert "271" in person.text("acceptAboveMeaning") and "of 100" in person.text("acceptAboveMeaning")
    person.set(100)
    assert not person.rows and not person.button.isEnabled()


def test_what_is_accepted_is_one_step_and_a_breed_left_out_stays(
    ask: Callable[[], Person], services: Services, photos: dict[str, str], qtbot: QtBot
) -> None:
    person = ask()
    person.set(90)
    person.tick([row[0] for row in person.rows].index("Pug"), False)
    person.set(80)
    person.set(90)
    assert "2" in person.button.text() and "left out: 2" in person.text("acceptAboveRest")
    with qtbot.waitSignal(services.labelling.changed, timeout=20_000) as changed:
        person.button.click()
    assert set(changed.args[0]) == {photos["beagle1"], photos["beagle2"]}
    assert label_of(services, photos["beagle1"]) == (Status.LABELLED, "beagle", Origin.ACCEPTED)
    with qtbot.waitSignal(services.labelling.undone, timeout=20_000):
        services.labelling.undo()
    assert label_of(services, photos["beagle2"])[0] is Status.UNLABELLED and services.labelling.steps.undo is None


def test_what_has_a_label_is_left_alone(
    ask: Callable[[], Person], services: Services, photos: dict[str, str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(services.labelling.changed, timeout=20_000):
        services.labelling.say({photos["pug1"]: Said(Status.LABELLED, "chow")}, Origin.CHOSEN)
    person = ask()
    person.set(50)
    assert ["Pug", "1"] in [row[:2] for row in person.rows]
    assert "labelled already: 1" in person.text("acceptAboveRest")


def test_enter_after_a_number_labels_nothing_yet(ask: Callable[[], Person], qtbot: QtBot) -> None:
    person = ask()
    spin = person.find("acceptAboveSpin", QDoubleSpinBox)
    spin.setFocus()
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert person.dialog.isVisible()


def test_a_library_of_another_window_is_told(qtbot: QtBot, ask: Callable[[], Person]) -> None:
    with LabelLibrary():
        person = ask()
        assert "another window" in person.note and not person.button.isEnabled()


def test_a_model_that_is_gone_is_told(
    qtbot: QtBot, services: Services, photos: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    dialog = open_accept_above(services, list(photos.values()), ModelInUse("no such model", "default"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    person = Person(dialog, qtbot)
    qtbot.waitUntil(lambda: "no such model" in person.note, timeout=20_000)
    assert not person.button.isEnabled()
    dialog.close()


def test_the_table_keeps_qts_contract(ask: Callable[[], Person], qtmodeltester: Any) -> None:
    person = ask()
    person.set(0)
    qtmodeltester.check(person.find("acceptAboveTable", QTreeView).model())
    assert person.find("acceptAboveTable", QTreeView).model().rowCount(QModelIndex()) == 3
