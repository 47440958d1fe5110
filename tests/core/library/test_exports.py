"""What exports hold, what they leave out, and what happens when the disk or a person says no."""

from __future__ import annotations

import csv
import errno
import json
import os
import struct
import warnings
from pathlib import Path
from typing import Any

import pytest
from collection import HALVES, draw, export, said, tell
from PIL import Image

from core.control import Cancelled, Command, Control, Progress
from core.errors import BreedLensError
from core.exports import copy_file
from core.library.exchange import ExchangeFormat, Layout
from core.library.exports import text_file
from core.library.exports.export import ExportRequest, export_labels
from core.library.exports.outcome import ExportOutcome
from core.library.exports.selection import Selection
from core.library.library import LabelLibrary
from core.library.records import Status
from core.photos.moment import moment_of

FILES = ("csv", "json", "kaggle", "coco", "megadetector")


def codes(outcome: ExportOutcome) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, reason in outcome.left_out:
        found.setdefault(str(reason.code), []).append(os.path.basename(path))
    return found


@pytest.fixture
def labelled(library: LabelLibrary, tmp_path: Path) -> list[str]:
    """Twelve photos of three labels."""
    paths = [draw(tmp_path / "photos" / f"photo{number:02}.png") for number in range(12)]
    for number, path in enumerate(paths):
        status, breed = [(Status.LABELLED, "pug"), (Status.VERIFIED, "boxer"), (Status.NOT_A_DOG, None)][number % 3]
        tell(library, path, status, breed)
    return paths


def test_a_table_holds_what_a_model_said_last(library: LabelLibrary, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "=Maker", "Model 1", "2024:03:09 10:11:12"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 30.0, 0.0), 3: "W", 4: (2.0, 15.0, 0.0), 6: 35.0})
    photo = tell(library, draw(tmp_path / "a.jpg", exif), Status.LABELLED, "boxer")
    answer = {"model": "m", "finding": "dog", "dog_probability": 0.9, "top": [["pug", 0.6], ["boxer", 0.3]]}
    library.put_predictions({photo: {**answer, "model": "older", "top": [["pug", 1.0]]}}, "a model")
    library.put_predictions({photo: answer}, "b model")
    (other,) = library.add_photos([draw(tmp_path / "b.png")])
    library.put_predictions({int(str(other)): {"nonsense": 1}}, "b model")
    statuses = frozenset({Status.LABELLED, Status.UNLABELLED})
    export(library, "csv", tmp_path / "out.csv", selection=Selection(statuses))
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        one, two = csv.DictReader(file)
    assert (one["label"], one["confidence"], one["max_confidence"], one["model"]) == (
        "boxer",
        "0.300000",
        "0.600000",
        "m",
    )
    assert [one[f"breed_{rank}"] for rank in range(1, 6)] == ["pug", "boxer", "", "", ""]
    assert (one["Make"], one["Model"], one["DateTime"]) == ("'=Maker", "Model 1", "09/03/24 10:11:12")
    assert (one["Latitude"], one["Longitude"], one["Altitude"]) == ("48.500000", "-2.250000", "35.0")
    assert one["human_verified"] == "True" and one["bbox_left"] == "" and one["breed_name"] == "Boxer"
    assert (two["status"], two["label"], two["model"], two["human_verified"]) == ("unlabelled", "", "", "False")


def test_damaged_metadata_tells_what_it_holds_without_a_warning(library: LabelLibrary, tmp_path: Path) -> None:
    maker = struct.pack("<HHI4s", 0x010F, 2, 4, b"abc\0")
    cut = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + maker + b"\0\0"  # the second of two entries is missing
    Image.new("RGB", (8, 6)).save(tmp_path / "a.jpg", exif=cut)
    tell(library, str(tmp_path / "a.jpg"), Status.LABELLED, "boxer")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        export(library, "csv", tmp_path / "out.csv")
        assert moment_of(cut) is None
    assert told == []
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Make"] == "abc"


def test_a_model_is_not_taken_for_a_person(library: LabelLibrary, tmp_path: Path) -> None:
    (photo,) = library.add_photos([draw(tmp_path / "a.png")])
    answer = {"model": "m", "finding": "dog", "dog_probability": 0.9, "top": [["pug", 0.6], ["boxer", 0.3]]}
    library.put_predictions({int(str(photo)): answer}, "m")
    library.add_photos([draw(tmp_path / "b.png")])
    outcome = export(library, "megadetector", tmp_path / "md.json", selection=Selection(frozenset({Status.UNLABELLED})))
    assert codes(outcome) == {"no_label": ["b.png"]}
    (image,) = json.loads((tmp_path / "md.json").read_text())["images"]
    assert image["detections"][0]["conf"] == 0.9 and [p for _, p in image["detections"][0]["classifications"]] == [
        0.6,
        0.3,
    ]


def test_a_recognition_file_is_as_its_format_says(library: LabelLibrary, labelled: list[str], tmp_path: Path) -> None:
    """The rules of https://lila.science/megadetector-output-format."""
    export(library, "megadetector", tmp_path / "md.json")
    found = json.loads((tmp_path / "md.json").read_text())
    assert float(found["info"]["format_version"]) >= 1.3 and isinstance(found["info"]["format_version"], str)
    for categories in (found["detection_categories"], found["classification_categories"]):
        assert all(str(int(key)) == key and name.strip() for key, name in categories.items())
    for image in found["images"]:
        assert "\\" not in image["file"] and not os.path.isabs(image["file"])
        for detection in image["detections"]:
            assert detection["category"] in found["detection_categories"] and 0 <= detection["conf"] <= 1
            assert len(detection["bbox"]) == 4 and all(0 <= side <= 1 for side in detection["bbox"])
            shares = [share for _, share in detection.get("classifications", [])]
            assert shares == sorted(shares, reverse=True)
            assert all(key in found["classification_categories"] for key, _ in detection.get("classifications", []))


def test_a_yolo_set_is_as_its_programs_read_it(library: LabelLibrary, labelled: list[str], tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    rex = library.add_breed('no: it\'s "Rex" #1')
    library.undo()
    tell(library, labelled[0], Status.LABELLED, "yes")
    export(library, "yolo", tmp_path / "set", layout="detection", split=HALVES)
    data = yaml.safe_load((tmp_path / "set" / "data.yaml").read_text(encoding="utf-8"))
    names = data["names"]
    assert list(names) == list(range(len(names))) and names[rex.id - 1] != "yes" and names[rex.id] == "yes"
    assert all(isinstance(name, str) for name in names.values())
    pictures = sorted((tmp_path / "set" / "images").rglob("*.png"))
    texts = sorted((tmp_path / "set" / "labels").rglob("*.txt"))
    assert [p.relative_to(tmp_path / "set" / "images").with_suffix("") for p in pictures] == [
        p.relative_to(tmp_path / "set" / "labels").with_suffix("") for p in texts
    ]
    lines = [text.read_text().split() for text in texts]
    assert len(lines) == 12 and sum(not line for line in lines) == 4
    assert {names[int(line[0])] for line in lines if line} == {"pug", "boxer", "yes"}


def test_the_photos_of_a_burst_stay_together(library: LabelLibrary, tmp_path: Path) -> None:
    for number in range(24):
        exif = Image.Exif()
        exif[0x010F] = "Maker"
        exif.get_ifd(0x8769)[0x9003] = f"2024:01:01 {number // 6:02}:00:{number % 6:02}"
        tell(library, draw(tmp_path / "photos" / f"{number:02}.jpg", exif), Status.LABELLED, "pug")
    export(library, "folders", tmp_path / "out", split=HALVES)
    where = {path.stem: path.parts[-3] for path in (tmp_path / "out").rglob("*.jpg")}
    bursts = [{where[f"{number:02}"] for number in range(start, start + 6)} for start in range(0, 24, 6)]
    assert all(len(parts) == 1 for parts in bursts) and set.union(*bursts) == {"train", "validation", "test"}


def test_photos_of_one_name_have_no_id(library: LabelLibrary, tmp_path: Path) -> None:
    for name in ("a/x.png", "b/x.png", "b/y.png"):
        tell(library, draw(tmp_path / name), Status.LABELLED, "pug")
    outcome = export(library, "kaggle", tmp_path / "out.csv")
    assert codes(outcome) == {"same_id": ["x.png", "x.png"]} and not outcome.has_failures
    assert (tmp_path / "out.csv").read_text() == "id,breed\ny,pug\n"


def test_breeds_that_folders_cannot_name_are_left_out(library: LabelLibrary, tmp_path: Path) -> None:
    for name, breed in (("a", "Test"), ("b", "unknown-breed"), ("c", "pug")):
        tell(library, draw(tmp_path / f"{name}.png"), Status.LABELLED, breed)
    assert codes(export(library, "folders", tmp_path / "one")) == {"name_reserved": ["a.png", "b.png"]}
    # within a split, "test" can only be a breed
    outcome = export(library, "folders", tmp_path / "two", split=HALVES)
    assert codes(outcome) == {"name_reserved": ["b.png"]} and not outcome.has_failures
    assert codes(export(library, "yolo", tmp_path / "three", layout="detection", split=HALVES)) == {}


def test_photos_that_are_gone_are_told(library: LabelLibrary, labelled: list[str], tmp_path: Path) -> None:
    Path(labelled[0]).unlink()
    Path(labelled[1]).write_bytes(b"something else")
    library.add_photos([labelled[1]])  # so that the label's photo is in no file any more
    for kind in ("folders", "coco"):
        outcome = export(library, kind, tmp_path / kind)
        assert codes(outcome) == {"in_no_file": [""], "not_found": ["photo00.png"]} and outcome.has_failures
        assert outcome.written == 10
    outcome = export(library, "json", tmp_path / "out.json")
    assert codes(outcome) == {"in_no_file": [""]} and not outcome.has_failures and outcome.written == 11


@pytest.mark.parametrize("kind", FILES)
def test_a_full_disk_leaves_the_older_file(
    library: LabelLibrary, labelled: list[str], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.write_text("older")

    def full(_: str, __: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(text_file, "replace", full)
    with pytest.raises(BreedLensError) as caught:
        export(library, kind, target)
    assert caught.value.code == "disk_full" and target.read_text() == "older"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "photos", "library"}


@pytest.mark.parametrize(("kind", "code"), [("csv", "no_permission"), ("folders", "no_permission"), ("xmp", "")])
def test_a_folder_that_may_not_be_written(
    library: LabelLibrary, labelled: list[str], tmp_path: Path, kind: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refused)
    if code:
        with pytest.raises(BreedLensError) as caught:
            export(library, kind, tmp_path / "out")
        assert caught.value.code == code
    else:
        outcome = export(library, kind)
        assert list(codes(outcome)) == ["no_permission"] and outcome.written == 0 and outcome.has_failures
    assert not list((tmp_path / "photos").glob("*.xmp"))


@pytest.mark.parametrize("kind", FILES)
def test_a_cancelled_file_is_not_there(
    library: LabelLibrary, labelled: list[str], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_file, "_AT_ONCE", 2)
    control = Control()
    with pytest.raises(Cancelled):
        export_labels(
            library,
            ExportRequest(ExchangeFormat(kind), str(tmp_path / "out")),
            control=control,
            on_progress=lambda progress: control.cancel() if progress.done == 4 else None,
        )
    assert {path.name for path in tmp_path.iterdir()} == {"photos", "library"}


@pytest.mark.parametrize("kind", ["folders", "yolo", "xmp"])
@pytest.mark.parametrize("command", [Command.CANCEL, Command.STOP_KEEP])
def test_what_was_stopped_is_taken_up(
    library: LabelLibrary, labelled: list[str], tmp_path: Path, kind: str, command: Command
) -> None:
    control = Control()
    output = "" if kind == "xmp" else str(tmp_path / "out")
    request = ExportRequest(
        ExchangeFormat(kind), output, layout=Layout.DETECTION if kind == "yolo" else None, split=HALVES
    )

    def stop(progress: Progress) -> None:
        if progress.done == 5:
            control.set(command)

    try:
        outcome = export_labels(library, request, control=control, on_progress=stop)
        assert command is Command.STOP_KEEP and outcome.written == 5
        assert len(codes(outcome)["not_reached"]) == (3 if kind == "folders" else 7)
    except Cancelled:
        assert command is Command.CANCEL
    outcome = export_labels(library, request)
    assert outcome.written == (8 if kind == "folders" else 12) and not outcome.has_failures
    if kind == "yolo":
        assert len(list((tmp_path / "out" / "labels").rglob("*.txt"))) == 12


def test_a_copy_that_fails_halfway_is_not_there(
    library: LabelLibrary, labelled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str, __: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copy_file, "publish", full)
    with pytest.raises(BreedLensError) as caught:
        export(library, "folders", tmp_path / "out")
    assert caught.value.code == "disk_full" and not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_files_of_others_are_not_written_over(library: LabelLibrary, labelled: list[str], tmp_path: Path) -> None:
    (tmp_path / "out" / "pug").mkdir(parents=True)
    (tmp_path / "out" / "pug" / "photo00.png").write_text("someone's")
    outcome = export(library, "folders", tmp_path / "out")
    assert outcome.written == 12 and (tmp_path / "out" / "pug" / "photo00.png").read_text() == "someone's"
    assert (tmp_path / "out" / "pug" / "photo00 (2).png").exists()
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "data.yaml").write_text("someone's")
    with pytest.raises(BreedLensError, match="another program"):
        export(library, "yolo", tmp_path / "set", layout="detection", split=HALVES)
    assert (tmp_path / "set" / "data.yaml").read_text() == "someone's"


def test_a_split_is_not_mixed_with_another(library: LabelLibrary, labelled: list[str], tmp_path: Path) -> None:
    export(library, "yolo", tmp_path / "set", layout="detection", split=HALVES)
    before = {path: path.read_bytes() for path in (tmp_path / "set").rglob("*") if path.is_file()}
    for path in labelled[:6]:
        tell(library, path, Status.LABELLED, "beagle")
    tell(library, draw(tmp_path / "photos" / "new.png"), Status.LABELLED, "pug")
    try:
        export(library, "yolo", tmp_path / "set", layout="detection", split=HALVES)
    except BreedLensError as error:
        assert error.code == "other_export"
        assert {path: path.read_bytes() for path in (tmp_path / "set").rglob("*") if path.is_file()} == before
    else:  # the same split by chance: then every picture has the label of now
        classes = {
            path.read_bytes().split()[0] for path in (tmp_path / "set" / "labels").rglob("*.txt") if path.stat().st_size
        }
        assert len(classes) == 3


def test_a_library_that_another_window_writes_is_exported(
    library: LabelLibrary, labelled: list[str], tmp_path: Path
) -> None:
    with LabelLibrary(library.path) as second:
        assert second.is_read_only
        for kind in FILES:
            assert export(second, kind, tmp_path / kind).written == (8 if kind == "kaggle" else 12)
    assert len(said(library)) == 12


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", ".lock"])
def test_the_library_is_not_written_over(library: LabelLibrary, labelled: list[str], suffix: str) -> None:
    with pytest.raises(BreedLensError) as caught:
        export(library, "json", Path(f"{library.path}{suffix}"))
    assert caught.value.code == "is_library"
    library.check()
    assert len(library.labels()) == len(labelled)
