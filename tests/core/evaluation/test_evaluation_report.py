"""The report: complete in itself, safe whatever things are called, whole or not there."""

from __future__ import annotations

import base64
import csv
import errno
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colours import COLOURS, ColourModel, write_photo
from evaluations import evaluation_of, random_evaluation
from PIL import Image

from core.breeds import own_name
from core.datasets.table import make_table
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.evaluation import report
from core.evaluation.evaluate import Evaluation, evaluate
from core.evaluation.history import history_of
from core.evaluation.metrics import Proportion
from core.evaluation.report import write_report
from core.evaluation.report_files import FIGURES, REPORT
from core.evaluation.robustness import RobustnessRow
from core.evaluation.splits import SplitFigures

MODEL: Any = ColourModel()
HOSTILE = '<script>alert("x")</script> & \udcff'


class Page(HTMLParser):
    """What a browser would find: tags, texts, addresses; complains of tags that are not closed."""

    VOID = {"meta", "img", "br", "hr", "link", "input"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that is closed at once, as those of SVG are."""
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends: the one that began last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.texts)


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    """Four photos, two of them wrong, one of an unknown breed with a hostile name, and one that cannot be read."""
    rows = [
        {"path": write_photo(tmp_path / "beagle.jpg", "beagle"), "breed": "beagle"},
        {"path": write_photo(tmp_path / "a&b <i>.jpg", "pug"), "breed": "chow"},
        {"path": write_photo(tmp_path / "chow.jpg", "chow"), "breed": HOSTILE},
        {"path": str(tmp_path / "gone.jpg"), "breed": "pug"},
    ]
    return evaluate(MODEL, make_table(rows))


def _everything(evaluation: Evaluation, folder: Path) -> str:
    epochs = [
        {"epoch": 1, "loss": 2.0, "accuracy": 0.3, "val_loss": None, "val_accuracy": "", "is_best": True},
        {"epoch": 2, "loss": 1.0, "accuracy": 0.6, "val_loss": 1.2, "val_accuracy": 0.5, "is_best": True},
    ]
    path = write_report(
        evaluation,
        folder,
        classifier=MODEL,
        history=history_of(epochs),
        splits={"train": SplitFigures(100, 0.9, 0.2), "test": SplitFigures.of(evaluation)},
        robustness=[
            RobustnessRow("unchanged", "", Proportion.of(3, 4)),
            RobustnessRow("blur", "2 px", Proportion.of(1, 4)),
        ],
        note="Seen before.",
        title=HOSTILE,
    )
    assert path == folder / REPORT
    return path.read_text("utf-8")


def test_the_page_needs_nothing_else(evaluation: Evaluation, tmp_path: Path) -> None:
    text = _everything(evaluation, tmp_path / "out" / "report")
    page = Page(text)
    assert not {"script", "link", "iframe", "object", "base"} & set(page.tags)
    assert all(address.startswith(("#", "data:image/jpeg;base64,")) for address in page.addresses)
    assert not re.search(r"https?:|url\(|@import", text)
    assert "default-src 'none'" in text and "prefers-color-scheme: dark" in text
    for words in ("33.3%", "Learning curves", "Training, validation, test", "Robustness", "Calibration", "Confusion",
                  "Seen before.", "Beagle", "-0.500"):  # fmt: skip
        assert words in page.text


def test_names_are_shown_and_never_obeyed(evaluation: Evaluation, tmp_path: Path) -> None:
    page = Page(_everything(evaluation, tmp_path / "report"))
    assert '<script>alert("x")</script> & \\udcff' in page.text and "a&b <i>.jpg" in page.text
    assert page.tags.count("i") == sum("width:" in one for one in re.findall(r"<i [^>]*>", _read(tmp_path)))


def _read(tmp_path: Path) -> str:
    return (tmp_path / "report" / REPORT).read_text("utf-8")


def test_misclassified_photos_come_with_both_heat_maps(evaluation: Evaluation, tmp_path: Path) -> None:
    page = Page(_everything(evaluation, tmp_path / "report"))
    pictures = [address for address in page.addresses if address.startswith("data:")]
    assert len(pictures) == 4  # two photos, answered and true
    thumbnails = [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(one.partition(",")[2]))), np.float64) for one in pictures
    ]
    chow_photo, pug_photo = thumbnails[:2], thumbnails[2:]
    if "a&b" in page.text.partition("chow.jpg")[0]:
        chow_photo, pug_photo = pug_photo, chow_photo
    # the pug's photo: hot in the second quarter for the answer, in the third for the truth
    answered, true = (one - np.array(COLOURS["pug"]) for one in pug_photo)
    assert np.abs(answered[:, 18:27]).mean() > 2 * np.abs(answered[:, 48:]).mean()
    assert np.abs(true[:, 33:42]).mean() > 2 * np.abs(true[:, :12]).mean()
    assert page.text.count("not known to the model") == 1


def test_the_tables_hold_every_photo(evaluation: Evaluation, tmp_path: Path) -> None:
    _everything(evaluation, tmp_path / "report")

    def table(name: str) -> list[list[str]]:
        data = (tmp_path / "report" / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    predictions = table("predictions.csv")
    assert [row[2] for row in predictions[1:]] == ["1", "0", "0", ""] and predictions[4][-1].startswith("There is no")
    assert float(predictions[1][5]) == pytest.approx(evaluation.probabilities[0].max(), abs=1e-6)
    assert sum(int(cell) for row in table("confusion.csv")[1:] for cell in row[1:]) == 3
    assert [row[0] for row in table("per_breed.csv")[1:5]] == [*COLOURS]
    figures = json.loads((tmp_path / "report" / FIGURES).read_text("ascii"))
    assert [row[0] for row in table("splits.csv")[1:]] == [*figures["splits"]]
    assert float(table("splits.csv")[1][2]) == figures["splits"][table("splits.csv")[1][0]]["accuracy"]
    assert [row[0] for row in table("robustness.csv")[1:]] == [one["change"] for one in figures["robustness"]]
    assert float(table("robustness.csv")[2][3]) == 0.25
    bins = [row for row in table("calibration.csv")[1:] if row[0] == "as_answered"]
    assert [int(row[4]) for row in bins] == [one["count"] for one in figures["calibration"]["as_answered"]["bins"]]
    assert figures["photos"] == 3 and figures["robustness"][1]["accuracy"] == 0.25 and figures["note"] == "Seen before."
    assert figures["splits"]["train"]["accuracy"] == 0.9 and figures["labels"][-1] == HOSTILE


def test_120_breeds_are_readable_and_hints_name_the_cells(tmp_path: Path) -> None:
    one = random_evaluation(2000, classes=120)
    text = write_report(one, tmp_path).read_text("utf-8")
    page = Page(text)
    assert len(text) < 2_500_000 and sum(own_name(label) in page.text for label in one.labels) == 120
    pair = one.confused_pairs[0]
    hint = f"{own_name(one.labels[pair.truth])} taken for {own_name(one.labels[pair.predicted])}: {pair.count} of "
    assert hint in page.text


def test_a_report_of_little_has_fewer_sections(tmp_path: Path) -> None:
    perfect = evaluation_of([[0.9, 0.1], [0.2, 0.8]], [0, 1])
    page = Page(write_report(perfect, tmp_path).read_text("utf-8"))
    assert "Misclassified" not in page.text and "Learning" not in page.text and "100.0%" in page.text
    unknown = evaluation_of([[0.9, 0.1]], [2])
    page = Page(write_report(unknown, tmp_path).read_text("utf-8"))
    assert "does not know 1 of the breeds" in page.text and "Calibration " not in page.text
    bad = evaluation_of([[0.9, 0.1]], [0], bad=[("<b>.jpg", PhotoError(PhotoErrorCode.EMPTY))])
    assert "<b>.jpg The file is empty." in Page(write_report(bad, tmp_path).read_text("utf-8")).text


def test_a_photo_that_has_gone_since_is_left_out(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "chow.jpg").unlink()
    page = Page(_everything(evaluation, tmp_path / "report"))
    assert sum(address.startswith("data:") for address in page.addresses) == 2


def test_where_nothing_can_be_written_a_sentence_says_so(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BreedLensError, match=r"The report cannot be written to .*file"):
        write_report(evaluation, tmp_path / "file")

    def full(path: str, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_report(evaluation, tmp_path / "report")
    before = _read(tmp_path)
    monkeypatch.setattr(report, "write_bytes", full)
    with pytest.raises(BreedLensError, match="The disk is full") as caught:
        write_report(evaluation, tmp_path / "report")
    assert caught.value.code == "disk_full" and _read(tmp_path) == before
    assert {path.name for path in (tmp_path / "report").iterdir()} == {
        REPORT, FIGURES, *(f"{name}.csv" for name in
                           ("predictions", "per_breed", "confusion", "splits", "robustness", "calibration"))
    }  # fmt: skip
