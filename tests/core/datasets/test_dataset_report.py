"""The report on a data set: what is wrong is found and named, and can be left out or kept together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from drawn import blobs, write, write_photo
from pictures import encode, encode_image
from PIL import Image

import core.datasets.photo_facts as photo_facts
from core.control import Cancelled, Control, Progress
from core.datasets.findings import DatasetFinding, breed_findings
from core.datasets.open_dataset import open_dataset
from core.datasets.remedies import remedies_of, settle
from core.datasets.report import (
    DatasetReport,
    inspect_split,
    inspect_table,
    keep_together,
    require_trainable,
    without_leaks,
)
from core.datasets.splits import SplitPlan, assign_splits
from core.datasets.subsets import only_breeds
from core.datasets.table import PhotoRow, load_table, make_table, rows_of, save_table
from core.errors import BreedLensError, PhotoError


@pytest.fixture
def dogs(tmp_path: Path) -> Path:
    """Two breeds of six photos, all different."""
    for number in range(12):
        write_photo(tmp_path / ("beagle" if number < 6 else "pug") / f"{number}.jpg", number)
    return tmp_path


def found(report: DatasetReport, kind: str) -> DatasetFinding:
    (finding,) = (finding for finding in report.findings if finding.kind == kind)
    assert "{" not in finding.message
    return finding


def kinds(report: DatasetReport) -> set[str]:
    return {finding.kind for finding in report.findings}


def names(paths: Sequence[str]) -> list[str]:
    return [os.path.basename(path) for path in paths]


def leave_out(table: pd.DataFrame, findings: Sequence[DatasetFinding]) -> pd.DataFrame:
    return settle(table, findings, {finding.kind: "leave_out" for finding in findings})


def split_by_name(table: pd.DataFrame, **places: str) -> pd.DataFrame:
    """Photos to splits by the letter of their file names."""
    split = [places.get(os.path.basename(path)[0], "train") for path in table["path"]]
    return table.assign(split=pd.Series(split, dtype=object))


def test_a_sound_data_set_has_no_findings(dogs: Path) -> None:
    report = inspect_table(open_dataset(str(dogs)))
    assert report.findings == ()
    assert report.counts == {
        "beagle": {"train": 0, "validation": 0, "test": 0, "": 6},
        "pug": {"train": 0, "validation": 0, "test": 0, "": 6},
    }
    assert report.photos == 12
    assert report.duplicates == ()


def test_unreadable_photos_are_named_and_left_out(dogs: Path) -> None:
    write(dogs / "pug" / "broken.jpg", encode(blobs(1))[:300])
    write(dogs / "pug" / "text.jpg", b"no photo")
    write(dogs / "pug" / "text2.jpg", b"no photo either")
    table = open_dataset(str(dogs))
    report = inspect_table(table)
    finding = found(report, "unreadable")
    assert finding.severity == "warning"
    assert finding.message == "3 photos cannot be read, most often: This file is not a photo."
    assert names(finding.leave_out) == ["broken.jpg", "text.jpg", "text2.jpg"]
    assert report.counts["pug"][""] == 6
    assert inspect_table(leave_out(table, report.findings)).findings == ()


def test_photos_that_went_away_are_unreadable(dogs: Path) -> None:
    table = open_dataset(str(dogs))
    (dogs / "beagle" / "0.jpg").unlink()
    message = found(inspect_table(table), "unreadable").message
    assert message == "1 photo cannot be read: There is no such file, or not any more."


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "pug" / "a.jpg", b"x")
    report = inspect_table(open_dataset(str(tmp_path)))
    assert [finding.kind for finding in report.errors] == ["no_photos"]
    assert inspect_table(make_table([])).errors[0].message == "There is no photo that can be read."


def test_one_breed_is_an_error(dogs: Path) -> None:
    table = open_dataset(str(dogs))
    (error,) = inspect_table(table[table["breed"] == "pug"]).errors
    assert error.kind == "one_breed"
    assert error.message.startswith("All photos are of one breed, pug")


def test_few_photos(dogs: Path) -> None:
    write_photo(dogs / "boxer" / "a.jpg", 50)
    report = inspect_table(open_dataset(str(dogs)))
    finding = found(report, "few_photos")
    assert finding.message == "Breeds with fewer than 5 photos: 1 of 3 (boxer)."
    assert finding.breeds == ("boxer",)
    assert set(leave_out(open_dataset(str(dogs)), [finding])["breed"]) == {"beagle", "pug"}
    assert "few_photos" not in kinds(inspect_table(open_dataset(str(dogs)), min_photos=1))
    assert len(found(inspect_table(open_dataset(str(dogs)), min_photos=7), "few_photos").breeds) == 3


def test_imbalance() -> None:
    def rows(most: int) -> list[PhotoRow]:
        return [PhotoRow(str(number), "pug" if number < 3 else "beagle") for number in range(most + 3)]

    assert breed_findings(rows(30), 1) == []
    (finding,) = breed_findings(rows(31), 1)
    assert (finding.kind, finding.severity) == ("imbalance", "note")
    assert finding.message.startswith("The breeds are uneven: beagle has 31 photos, pug has 3.")


def test_names_that_differ_in_spelling_alone(dogs: Path) -> None:
    for name, seed in (("Labradoodle", 20), ("labra-doodle", 21)):
        write_photo(dogs / name / "a.jpg", seed)
    finding = found(inspect_table(open_dataset(str(dogs)), min_photos=1), "similar_names")
    assert finding.breeds == ("Labradoodle", "labra-doodle")


def test_breeds_in_one_split_only(dogs: Path) -> None:
    write_photo(dogs / "boxer" / "t1.jpg", 30)
    table = split_by_name(open_dataset(str(dogs)), t="test")
    table.loc[table["path"].str.endswith(("0.jpg", "7.jpg")), "split"] = "test"
    finding = found(inspect_table(table, min_photos=1), "one_split_only")
    assert finding.breeds == ("boxer",)
    assert "without a training photo: boxer" in finding.message
    assert set(leave_out(table, [finding])["breed"]) == {"beagle", "pug"}


def test_empty_splits(dogs: Path) -> None:
    table = open_dataset(str(dogs))
    assert found(inspect_table(table.assign(split="test")), "empty_split").severity == "error"
    assert found(inspect_table(table.assign(split="train")), "empty_split").severity == "note"
    assert "empty_split" not in kinds(inspect_table(assign_splits(table, SplitPlan())))


def test_photos_in_no_split(dogs: Path) -> None:
    table = split_by_name(open_dataset(str(dogs)), **{"7": "", "8": "validation", "1": "validation"})
    finding = found(inspect_table(table), "unassigned")
    assert (names(finding.paths), finding.severity) == (["7.jpg"], "note")


def test_leakage_by_content_and_by_likeness(dogs: Path) -> None:
    photo = Image.fromarray(blobs(3, 320, 240))
    write(dogs / "beagle" / "3.jpg", encode(blobs(3, 320, 240)))
    (dogs / "beagle" / "test.png").write_bytes(encode(blobs(3, 320, 240), "PNG"))
    write(dogs / "beagle" / "validation.jpg", encode_image(photo.resize((160, 120)), quality=60))
    write(dogs / "pug" / "test2.jpg", (dogs / "pug" / "8.jpg").read_bytes())
    table = split_by_name(open_dataset(str(dogs)), t="test", v="validation")
    report = inspect_table(table)
    assert kinds(report) == {"leakage"}
    finding = found(report, "leakage")
    assert finding.severity == "warning"
    assert finding.message.startswith("Pictures in more than one split, as copies or nearly so: 2.")
    assert [sorted(names(group)) for group in finding.groups] == [
        ["3.jpg", "test.png", "validation.jpg"],
        ["8.jpg", "test2.jpg"],
    ]
    assert sorted(names(finding.leave_out)) == ["3.jpg", "8.jpg", "validation.jpg"]
    clean = leave_out(table, report.findings)
    assert inspect_table(clean).findings[0].kind == "empty_split"  # the only validation photo went
    assert "leakage" not in kinds(inspect_table(clean))


def test_duplicates_within_a_split(dogs: Path) -> None:
    write(dogs / "beagle" / "copy.jpg", (dogs / "beagle" / "1.jpg").read_bytes())
    write(dogs / "pug" / "near.jpg", encode(blobs(9), quality=70))
    table = open_dataset(str(dogs))
    report = inspect_table(table)
    assert kinds(report) == {"exact_duplicate", "near_duplicate"}
    assert names(found(report, "exact_duplicate").leave_out) == ["copy.jpg"]
    assert names(found(report, "near_duplicate").leave_out) == ["near.jpg"]
    assert inspect_table(leave_out(table, report.findings)).findings == ()


def test_one_picture_under_two_breeds(dogs: Path) -> None:
    write(dogs / "pug" / "copy.jpg", (dogs / "beagle" / "1.jpg").read_bytes())
    table = open_dataset(str(dogs))
    finding = found(inspect_table(table), "conflicting_labels")
    assert finding.breeds == ("beagle", "pug")
    assert sorted(names(finding.leave_out)) == ["1.jpg", "copy.jpg"]
    assert len(leave_out(table, [finding])) == 11


def test_of_one_picture_under_two_breeds_the_likeliest_can_stay(dogs: Path) -> None:
    for name in ("copy.jpg", "copy2.jpg"):
        write(dogs / "pug" / name, (dogs / "beagle" / "1.jpg").read_bytes())
    table = open_dataset(str(dogs))
    finding = found(inspect_table(table), "conflicting_labels")
    assert remedies_of(finding) == ("leave_out", "keep_one")
    settled = settle(table, [finding], {"conflicting_labels": "keep_one"})
    gone = set(table["path"]) - set(settled["path"])
    assert len(settled) == 12 and sorted(names(sorted(gone))) == ["1.jpg", "copy2.jpg"]
    assert "conflicting_labels" not in kinds(inspect_table(settled))
    assert settle(table, [finding], {"near_duplicate": "leave_out"}).equals(table)


def test_of_one_file_under_two_breeds_one_line_can_stay(dogs: Path) -> None:
    write(dogs / "list.csv", b"path,breed\nbeagle/1.jpg,pug\nbeagle/1.jpg,beagle\npug/7.jpg,pug\n")
    table = open_dataset(str(dogs / "list.csv"))
    report = inspect_table(table, min_photos=1)
    settled = settle(table, report.findings, {"conflicting_labels": "keep_one"})
    assert [(os.path.basename(row.path), row.breed) for row in rows_of(settled)] == [("1.jpg", "pug"), ("7.jpg", "pug")]


def test_breeds_that_differ_in_spelling_can_be_joined(dogs: Path) -> None:
    for name, seed in (("Labradoodle/a", 20), ("labra-doodle/a", 21), ("labra-doodle/b", 22)):
        write_photo(dogs / f"{name}.jpg", seed)
    table = open_dataset(str(dogs))
    report = inspect_table(table, min_photos=1)
    joined = settle(table, report.findings, {"similar_names": "join"})
    assert joined["breed"].value_counts().to_dict() == {"beagle": 6, "pug": 6, "labra-doodle": 3}
    assert "similar_names" not in kinds(inspect_table(joined, min_photos=1))


def test_what_a_split_takes_apart_is_leakage() -> None:
    def row(name: str, split: str, group: str) -> PhotoRow:
        return PhotoRow(name, "pug" if name < "d" else "beagle", split, group=group)

    table = make_table(
        [
            row("a", "train", "rex"),
            row("b", "test", "rex"),
            row("c", "validation", "rex"),
            row("d", "train", "two"),
            row("e", "train", "two"),
            row("f", "", "rex"),
            row("g", "test", ""),
            row("h", "train", ""),
        ]
    )
    leak, *_ = inspect_split(table)
    assert (leak.kind, leak.severity, leak.groups, leak.leave_out) == (
        "leakage",
        "warning",
        (("a", "b", "c"),),
        ("a", "c"),
    )
    assert without_leaks(table)["path"].tolist() == ["b", "d", "e", "f", "g", "h"]
    assert "leakage" not in {finding.kind for finding in inspect_split(without_leaks(table))}


def test_one_file_under_two_breeds(dogs: Path) -> None:
    write(dogs / "list.csv", b"path,breed\nbeagle/1.jpg,pug\nbeagle/1.jpg,beagle\npug/7.jpg,pug\n")
    table = open_dataset(str(dogs / "list.csv"))
    report = inspect_table(table, min_photos=1)
    assert found(report, "conflicting_labels").breeds == ("beagle", "pug")
    assert names(leave_out(table, report.findings)["path"].tolist()) == ["7.jpg"]


def test_blank_pictures_are_duplicates_only_when_equal(dogs: Path) -> None:
    for number, value in enumerate((10, 10, 200)):
        write(dogs / "pug" / f"blank{number}.png", encode(blobs(0) * 0 + value, "PNG"))
    report = inspect_table(open_dataset(str(dogs)))
    assert kinds(report) == {"exact_duplicate"}
    assert names(found(report, "exact_duplicate").paths) == ["blank0.png", "blank1.png"]


def test_duplicates_can_be_kept_together(dogs: Path) -> None:
    for number in range(4):
        write(dogs / "beagle" / f"copy{number}.jpg", encode(blobs(1), quality=90 - 5 * number))
    table = open_dataset(str(dogs))
    report = inspect_table(table)
    together = keep_together(table, report.duplicates)
    assert sorted(names(together[together["group"] != ""]["path"].tolist())) == sorted(
        ["1.jpg", *(f"copy{number}.jpg" for number in range(4))]
    )
    for seed in range(8):
        split = assign_splits(together, SplitPlan("stratified", seed=seed))
        assert "leakage" not in kinds(inspect_table(split))


def test_groups_that_touch_are_joined() -> None:
    rows = [("a", "rex"), ("b", ""), ("c", ""), ("d", "bella"), ("e", "rex"), ("f", ""), ("g", "")]
    table = make_table(PhotoRow(path, "pug", group=group) for path, group in rows)
    joined = keep_together(table, [("a", "b"), ("c", "b"), ("f", "g"), ("d", "gone")])
    assert joined["group"].tolist() == ["rex", "rex", "rex", "bella", "rex", "like f", "like f"]
    assert keep_together(table, []).equals(table)


def test_names_that_are_not_utf8_go_through(tmp_path: Path) -> None:
    """pandas' own texts refuse them where pyarrow is installed, as it is with MLflow."""
    rows = [PhotoRow(f"/d/caf\udce9 {number}.jpg", "pug" if number % 2 else "beagle") for number in range(20)]
    table = make_table(rows)
    paths = table["path"].tolist()
    joined = keep_together(table, [paths[:3]])
    split = assign_splits(joined, SplitPlan("stratified"))
    assert split["split"][:3].nunique() == 1
    save_table(str(tmp_path / "split.csv"), split)
    assert rows_of(load_table(str(tmp_path / "split.csv"))) == rows_of(split)
    report = inspect_table(split)
    assert found(report, "unreadable").paths == tuple(paths)
    assert leave_out(split, report.findings).empty
    assert only_breeds(split, ["pug"])["path"].tolist() == paths[1::2]


def test_notes_of_the_reader_are_in_the_report(dogs: Path) -> None:
    write_photo(dogs / "loose.jpg", 40)
    assert found(inspect_table(open_dataset(str(dogs))), "left_out").message.endswith("left out: 1.")


def test_errors_come_first(dogs: Path) -> None:
    write_photo(dogs / "loose.jpg", 40)
    write(dogs / "pug" / "broken.jpg", b"x")
    severities = [finding.severity for finding in inspect_table(open_dataset(str(dogs)).assign(split="test")).findings]
    assert severities == ["error", "warning", "note"]


def test_unchanged_photos_are_looked_at_once(dogs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = open_dataset(str(dogs))
    looked: list[str] = []
    look = photo_facts.load_photo

    def counted(path: str, *args: int, **options: float) -> object:
        looked.append(os.path.basename(path))
        return look(path, *args, **options)

    monkeypatch.setattr(photo_facts, "load_photo", counted)
    first = inspect_table(table)
    assert len(looked) == 12
    write_photo(dogs / "pug" / "8.jpg", 100)
    os.utime(dogs / "pug" / "8.jpg", ns=(1, 1))
    assert inspect_table(table) == first
    assert looked[12:] == ["8.jpg"]


def test_a_store_that_cannot_be_written_changes_nothing(dogs: Path, tmp_path: Path) -> None:
    in_the_way = write(tmp_path / "blocked" / "file", b"x")
    store = photo_facts.PhotoFactStore(Path(in_the_way))
    paths = open_dataset(str(dogs))["path"].tolist()
    facts = store.facts([*paths, str(dogs / "none.jpg")])
    assert len({fact.content for fact in facts.values() if not isinstance(fact, PhotoError)}) == 12
    assert isinstance(facts[str(dogs / "none.jpg")], PhotoError)
    store.close()


def test_progress_and_control(dogs: Path) -> None:
    table = open_dataset(str(dogs))
    steps: list[Progress] = []
    inspect_table(table, on_progress=steps.append)
    assert steps[-1] == Progress(12, 12)
    control = Control()
    control.cancel()
    write_photo(dogs / "pug" / "8.jpg", 101)
    with pytest.raises(Cancelled):
        inspect_table(table, control=control)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no_photos"),
        ([PhotoRow("a", "")], "no_breeds"),
        ([PhotoRow("a", "pug", "test"), PhotoRow("b", "beagle", "test")], "empty_split"),
        ([PhotoRow("a", "pug", "train"), PhotoRow("b", "beagle", "test")], "one_breed"),
        ([PhotoRow("a", "pug")], "one_breed"),
    ],
)
def test_tables_that_teach_nothing_are_refused(rows: list[PhotoRow], code: str) -> None:
    with pytest.raises(BreedLensError) as caught:
        require_trainable(make_table(rows))
    assert caught.value.code == code


def test_a_table_of_two_breeds_is_trainable() -> None:
    table = make_table([PhotoRow("a", "pug"), PhotoRow("b", "beagle")])
    require_trainable(table)
    assert len(rows_of(table)) == 2


def test_the_real_photos_hold_no_picture_twice(shared_photos: Path) -> None:
    table = open_dataset(str(shared_photos / "breeds"))
    report = inspect_table(table)
    assert kinds(report) == {"few_photos", "imbalance"}
    assert report.duplicates == ()
