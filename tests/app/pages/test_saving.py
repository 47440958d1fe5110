"""What a person takes away from the Identify page: tables, copies, heat maps, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_photos import draw_folder
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
)

from app.dialogs.copy_plan_dialog import CopyPlanDialog


def close_report() -> str:
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    text = box.text()
    box.close()
    return text


def has_report() -> bool:
    return any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_the_answers_are_saved_as_a_table(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "out" / "answers"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(target), ""))
    person.trigger("exportCsvAction")
    person.wait(has_report)
    assert "answers.csv" in close_report()
    content = (tmp_path / "out" / "answers.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 7
    assert "Beagle" in lines[1]


def test_photos_are_copied_by_breed_after_a_look_at_the_plan(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "sorted"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **options: str(target))
    person.trigger("copyByBreedAction")
    person.wait(lambda: person.page.findChild(CopyPlanDialog, "copyPlanDialog"))
    dialog = person.find("copyPlanDialog", CopyPlanDialog)
    assert not list(target.iterdir())
    assert dialog.list.topLevelItemCount() >= 5
    person.qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    person.wait(has_report)
    close_report()
    assert (target / "Beagle" / "a1.jpg").exists()
    assert (tmp_path / "dogs" / "a1.jpg").exists()


def test_heat_maps_are_saved(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "maps"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **options: str(target))
    person.trigger("saveOverlaysAction")
    person.wait(has_report)
    close_report()
    assert len(list(target.rglob("*.png"))) == 6


def test_the_picture_as_shown_can_be_copied_and_saved(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.view.overlay is not None and person.view.picture is not None)
    person.trigger("copyImageAction")
    assert QApplication.clipboard().image().size() == person.view.rendered().size()
    person.trigger("copyPathAction")
    assert QApplication.clipboard().text().endswith("a1.jpg")
    target = tmp_path / "shown.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(target), ""))
    person.trigger("saveImageAction")
    person.wait(target.exists)


def test_the_path_stays_on_the_clipboard_as_a_text_when_the_window_closes(person: Person, tmp_path: Path) -> None:
    """An object of Python's on it would end the process with a crash."""
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.trigger("copyPathAction")
    assert QApplication.clipboard().mimeData().hasUrls()
    person.page.shutdown()
    assert QApplication.clipboard().text().endswith("a1.jpg") and not QApplication.clipboard().mimeData().hasUrls()
