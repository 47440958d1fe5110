"""Labels go out and come in by dialog: every format, a stop, and a sentence for everything that went wrong."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from app.dialogs import exchange_work
from app.dialogs.exchange_dialog import ExchangeDialog
from app.dialogs.exchange_formats import FORMATS
from app.dialogs.export_dialog import ExportDialog
from app.dialogs.import_dialog import ImportDialog
from app.options import LAST_EXPORT_FOLDER
from app.services import Services
from app.task_runner import TaskContext
from app.theme import DARK, LIGHT, palette_of, style_sheet
from core.control import Command, Progress
from core.library.exchange import LAYOUTS, ExchangeFormat
from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status

COUNT = 8


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(COUNT):
        Image.new("RGB", (8, 6), (number * 20, 90, 30)).save(folder / f"photo{number}.png")
    return folder


@pytest.fixture
def library(tmp_path: Path, photos: Path) -> Iterator[LabelLibrary]:
    """Half of the photos are verified pugs, one is none, the rest are boxers."""
    with LabelLibrary(tmp_path / "labels.sqlite3") as opened:
        ids = [
            one
            for one in opened.add_photos(str(photos / f"photo{i}.png") for i in range(COUNT))
            if isinstance(one, int)
        ]
        pug, boxer = opened.find_breed("pug"), opened.find_breed("boxer")
        assert pug is not None and boxer is not None
        opened.label({one: Label(Status.VERIFIED, pug.id) for one in ids[:4]}, Origin.CHOSEN)
        opened.label({one: Label(Status.LABELLED, boxer.id) for one in ids[4:7]}, Origin.CHOSEN)
        opened.label({ids[7]: Label(Status.NOT_A_DOG)}, Origin.CHOSEN)
        yield opened


@pytest.fixture
def exporter(services: Services, library: LabelLibrary, tmp_path: Path, qtbot: QtBot) -> Iterator[ExportDialog]:
    services.settings.set(LAST_EXPORT_FOLDER, str(tmp_path))
    dialog = ExportDialog(services, library)
    dialog.show()
    yield dialog
    dialog.reject()
    dialog.deleteLater()


@pytest.fixture
def importer(services: Services, library: LabelLibrary, qtbot: QtBot) -> Iterator[ImportDialog]:
    dialog = ImportDialog(services, library)
    dialog.show()
    yield dialog
    dialog.reject()
    dialog.deleteLater()


def go(dialog: ExchangeDialog, qtbot: QtBot) -> str:
    """Start, wait for the end, and read the result."""
    assert dialog.start_button.isEnabled()
    dialog.start_button.click()
    assert dialog.is_working and not dialog.start_button.isEnabled() and dialog.progress.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20_000)
    assert not dialog.progress.isVisible() and dialog.outcome.isVisible()
    return dialog.outcome.heading.text()


def rows(tree: QTreeWidget) -> dict[str, tuple[str, list[str]]]:
    items = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    return {one.text(0): (one.text(1), [one.child(i).text(0) for i in range(one.childCount())]) for one in items}


def test_the_formats_are_those_of_the_library(exporter: ExportDialog) -> None:
    assert {one.value for one in FORMATS} == set(map(str, ExchangeFormat))
    for one in FORMATS:
        exporter.formats.choose(one.value)
        words = [exporter.options.layouts.itemData(i) for i in range(exporter.options.layouts.count())]
        known = LAYOUTS.get(ExchangeFormat(one.value), ())
        assert not known or words == list(map(str, known))
        assert exporter.options.layout_word == (str(known[0]) if known else "")


@pytest.mark.parametrize("kind", [one.value for one in FORMATS])
def test_every_format_goes_out_and_comes_in(
    exporter: ExportDialog, importer: ImportDialog, library: LabelLibrary, photos: Path, qtbot: QtBot, kind: str
) -> None:
    exporter.formats.choose(kind)
    sentence = go(exporter, qtbot)
    out = 7 if kind in ("kaggle", "yolo") else 8
    assert sentence.startswith(f"Labelled photos: {COUNT}.") and f": {out}. Left out: {COUNT - out}." in sentence
    assert exporter.outcome.show_button.isVisible() == (kind != "xmp")
    library.label({photo: Label(Status.UNLABELLED) for photo in library.labels()}, Origin.CHOSEN)
    importer.formats.choose(kind)
    importer.source.set_path(str(photos) if kind == "xmp" else exporter.output.path)
    importer.photos.set_path(str(photos))
    with qtbot.waitSignal(importer.imported) as heard:
        assert go(importer, qtbot) == f"Entries: {out}. Labels imported: {out}. Said already: 0. Left out: 0."
    assert set(heard.args[0]) == set(library.labels()) and len(library.labels()) == out


def test_only_verified_labels(exporter: ExportDialog, qtbot: QtBot) -> None:
    exporter.options.verified.setChecked(True)
    assert go(exporter, qtbot).startswith("Labelled photos: 4.")
    with open(exporter.output.path, encoding="utf-8-sig", newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == ["pug"] * 4


def test_photos_are_divided(exporter: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    exporter.formats.choose("folders")
    exporter.options.splitting.setChecked(True)
    exporter.options.shares[0].setValue(60)
    assert (
        not exporter.start_button.isEnabled() and exporter.findChild(type(exporter.outcome.heading), "shareSum").text()
    )
    exporter.options.shares[0].setValue(50)
    exporter.options.shares[1].setValue(25)
    exporter.options.shares[2].setValue(25)
    go(exporter, qtbot)
    assert {path.name for path in Path(exporter.output.path).iterdir()} == {"train", "validation", "test"}
    ((reason, (count, names)),) = rows(exporter.outcome.reasons).items()
    assert (count, names) == ("1", ["photo7.png"]) and "no breed" in reason


def test_tags_are_taken_out_again(exporter: ExportDialog, photos: Path, qtbot: QtBot) -> None:
    exporter.formats.choose("xmp")
    exporter.options.naming.setCurrentIndex(1)
    go(exporter, qtbot)
    assert (photos / "photo0.xmp").exists()
    exporter.options.removing.setChecked(True)
    assert go(exporter, qtbot) == f"Labelled photos: {COUNT}. Tags taken out: {COUNT}. Left out: 0."
    assert {path.suffix for path in photos.iterdir()} == {".png"}


def test_the_folder_is_shown(
    exporter: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(shown.append(QUrl(url).toLocalFile())) or True)
    go(exporter, qtbot)
    exporter.outcome.show_button.click()
    exporter.formats.choose("folders")
    go(exporter, qtbot)
    exporter.outcome.show_button.click()
    assert shown == [str(tmp_path), str(tmp_path / "breedlens-folders")]
    result = exporter.outcome.heading.text()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    exporter.outcome.show_button.click()
    exporter.outcome.show_button.click()
    said = exporter.outcome.heading.text()
    assert said.startswith(result.partition("\n")[0]) and said.count("No program on this computer opens") == 1


def test_a_name_is_proposed_that_is_free(exporter: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "breedlens-coco.json").write_text("someone's")
    exporter.formats.choose("coco")
    assert exporter.output.path == str(tmp_path / "breedlens-coco (2).json")
    exporter.output.set_path("")
    assert not exporter.start_button.isEnabled()


def test_what_cannot_be_written_is_a_sentence(exporter: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    exporter.output.set_path(str(tmp_path / "nowhere" / "x.csv"))
    assert go(exporter, qtbot) == "The folder to write to is not there."
    assert not exporter.outcome.show_button.isVisible() and not exporter.outcome.reasons.isVisible()
    exporter.output.set_path(str(tmp_path / "photos" / "photo0.png"))
    assert "is a photo" in go(exporter, qtbot)


class _Waits:
    """Work that goes on until it is told to end."""

    def __call__(self, _library: LabelLibrary, _wish: object, context: TaskContext) -> object:
        done = 0
        while context.control.checkpoint():
            done += 1
            context.report(Progress(done, 1_000_000_000, rate=123.4))
        raise AssertionError("told to stop and keep")


def test_a_stop_leaves_nothing_half(
    exporter: ExportDialog, importer: ImportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.dialogs.export_dialog.run_export", _Waits())
    monkeypatch.setattr("app.dialogs.import_dialog.run_import", _Waits())
    importer.source.set_path("anything")
    for dialog, sentence in ((exporter, "Stopped. Nothing was written."), (importer, "Stopped. No label was changed.")):
        dialog.start_button.click()
        qtbot.waitUntil(lambda dialog=dialog: "123 photos/s" in dialog.progress._text.text(), timeout=10_000)
        assert "left" in dialog.progress._text.text()
        dialog.progress.stop_button.click()
        qtbot.waitUntil(lambda dialog=dialog: not dialog.is_working, timeout=10_000)
        assert dialog.outcome.heading.text() == sentence and dialog.start_button.isEnabled()


def test_a_stop_keeps_what_was_copied(exporter: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    real = exchange_work.run_export

    def stops_itself(library: LabelLibrary, wish: exchange_work.ExportWish, context: TaskContext) -> object:
        report = context.report

        def and_stop(progress: Progress) -> None:
            report(progress)
            if progress.done == 3:
                exporter.progress.stopped.emit()
                while context.control.command is Command.RUN:  # the window's thread hears of it in its own time
                    time.sleep(0.001)

        monkeypatch.setattr(context, "report", and_stop)
        return real(library, wish, context)

    monkeypatch.setattr("app.dialogs.export_dialog.run_export", stops_itself)
    exporter.formats.choose("folders")
    assert go(exporter, qtbot).endswith(": 3. Left out: 5.")
    assert rows(exporter.outcome.reasons)["The export was stopped before this photo."][0] == "5"
    assert len(list(Path(exporter.output.path).rglob("*.png"))) == 3


def test_a_dialog_that_closes_gives_up(
    services: Services, library: LabelLibrary, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.dialogs.export_dialog.run_export", _Waits())
    dialog = ExportDialog(services, library)
    dialog.show()
    dialog.start()
    dialog.reject()
    assert not dialog.is_working
    dialog.deleteLater()


def test_a_stop_that_came_too_late_says_what_was_done(
    importer: ImportDialog,
    tmp_path: Path,
    photos: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = exchange_work.run_import

    def is_stopped_at_its_end(library: LabelLibrary, wish: exchange_work.ImportWish, context: TaskContext) -> object:
        outcome = real(library, wish, context)
        context.control.cancel()
        return outcome

    monkeypatch.setattr("app.dialogs.import_dialog.run_import", is_stopped_at_its_end)
    (tmp_path / "list.csv").write_text("file,breed\nphoto0.png,boxer\n")
    importer.source.set_path(str(tmp_path / "list.csv"))
    importer.photos.set_path(str(photos))
    importer.replacing.setChecked(True)
    with qtbot.waitSignal(importer.imported) as imported:
        heading = go(importer, qtbot)
    assert "Labels imported: 1." in heading and len(imported.args[0]) == 1


def test_an_import_that_is_left_may_have_changed_labels(
    services: Services, library: LabelLibrary, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.dialogs.import_dialog.run_import", _Waits())
    dialog = ImportDialog(services, library)
    dialog.source.set_path("anything")
    told: list[list[int]] = []
    dialog.imported.connect(told.append)
    dialog.reject()
    assert not told
    dialog.show()
    dialog.start()
    dialog.reject()
    assert told == [[]]
    dialog.deleteLater()


def test_unknown_breeds_become_the_persons_own_with_one_click(
    importer: ImportDialog, library: LabelLibrary, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "list.csv"
    table.write_text("file,breed\nphoto0.png,Rex\nphoto4.png,boxer\nphoto7.png,Rex\nnone.png,pug\n")
    importer.source.set_path(str(table))
    assert "Rex" in go(importer, qtbot) and importer.retry_button.isVisible() and len(library.breeds()) == 120
    importer.replacing.setChecked(False)
    importer.retry_button.click()
    qtbot.waitUntil(lambda: not importer.is_working, timeout=20_000)
    assert importer.outcome.heading.text() == "Entries: 4. Labels imported: 0. Said already: 1. Left out: 3."
    listed = rows(importer.outcome.reasons)
    assert listed["The photo has another label already, which stays."] == (
        "2",
        ["photo0.png: Pug stays, the file says Rex", "photo7.png: not a dog stays, the file says Rex"],
    )
    assert listed["There is no such file, or not any more."] == ("1", ["none.png"])
    importer.replacing.setChecked(True)
    go(importer, qtbot)
    assert library.find_breed("Rex") is not None and not importer.retry_button.isVisible()


def test_a_library_that_another_window_has_says_so(services: Services, library: LabelLibrary, qtbot: QtBot) -> None:
    with LabelLibrary(library.path) as second:
        dialog = ImportDialog(services, second)
        dialog.show()
        dialog.source.set_path("anything")
        assert "another window" in dialog.outcome.heading.text() and not dialog.start_button.isEnabled()
        dialog.reject()
        dialog.deleteLater()


def test_the_chosen_format_can_be_read_in_both_themes(exporter: ExportDialog, qtbot: QtBot) -> None:
    exporter.show()
    qtbot.waitExposed(exporter)
    formats = exporter.findChild(QListWidget)
    assert isinstance(formats, QListWidget)
    for colours in (LIGHT, DARK):
        exporter.setPalette(palette_of(colours))
        exporter.setStyleSheet(style_sheet(colours))
        formats.setPalette(palette_of(colours))
        row = formats.visualItemRect(formats.item(formats.currentRow()))
        picture = formats.viewport().grab(row).toImage()
        lights = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        ground = statistics.mode(lights)
        assert max(abs(light - ground) for light in lights) > 120
