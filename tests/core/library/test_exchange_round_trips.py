"""What is written is read back as the same labels, in every format; and nothing is lost without a word."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from collection import HALVES, Said, draw, export, forget, said, take_in, tell
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.library.exchange import escaped_name, guarded_cell, original_name, plain_cell
from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status

Kept = Callable[[str, str | None], bool]

NAMES = (
    *("plain.png", "=1+1.png", "+x.png", "-y.png", "@z.png", "'quoted.png", "'=both.png", "a,b;c\td.png", "été 狗.png"),
    *('with "quotes".png', "back\\slash.png", "\\udcff.png", "new\nline.png", "per%cent #1.png", "UPPER.PNG"),
)
KINDS = [
    ("csv", None, "out.csv"),
    ("json", None, "out.json"),
    ("kaggle", "labels", "labels.csv"),
    ("kaggle", "submission", "submission.csv"),
    ("coco", "classification", "coco.json"),
    ("coco", "detection", "coco.json"),
    ("megadetector", None, "md.json"),
    ("xmp", None, ""),
    ("folders", None, "sorted"),
    ("folders", "split", "sorted"),
    ("yolo", "classification", "yolo"),
    ("yolo", "detection", "yolo"),
]
EVERYTHING: Kept = lambda status, breed: True  # noqa: E731
BREED_ONLY: Kept = lambda status, breed: breed is not None  # noqa: E731
KEPT: dict[tuple[str, str], Kept] = {
    ("kaggle", "labels"): BREED_ONLY,
    ("kaggle", "submission"): lambda status, breed: breed in ("pug", "norwich_terrier"),
    ("folders", "split"): BREED_ONLY,
    ("yolo", "classification"): BREED_ONLY,
    ("yolo", "detection"): lambda status, breed: breed is not None or status == "not_a_dog",
}
KEEPS_VERIFIED = ("csv", "json", "coco", "megadetector", "xmp")


def collection(library: LabelLibrary, folder: Path) -> Said:
    """Photos of difficult names with all kinds of labels, in two folders."""
    names = [*NAMES, os.fsdecode(b"not utf-8 \xff\xfe.png")]
    labels: list[tuple[Status, str | None]] = [
        *((Status.LABELLED, "pug"), (Status.VERIFIED, "norwich_terrier"), (Status.LABELLED, "Rex & <Söhne>")),
        *((Status.MIXED, None), (Status.UNKNOWN, None), (Status.NOT_A_DOG, None), (Status.LABELLED, "=cmd|' /C'!A0")),
        (Status.VERIFIED, "'s dog"),
    ]
    for place, name in enumerate(names):
        status, breed = labels[place % len(labels)]
        tell(library, draw(folder / ("a" if place % 2 else "b") / name), status, breed)
    return said(library)


def options(kind: str, layout: str | None) -> dict[str, Any]:
    split = layout == "split" or kind == "yolo"
    return {"layout": None if layout == "split" else layout, **({"split": HALVES} if split else {})}


@pytest.mark.parametrize(("kind", "layout", "output"), KINDS)
def test_labels_come_back(library: LabelLibrary, tmp_path: Path, kind: str, layout: str | None, output: str) -> None:
    folder = tmp_path / "photos"
    before = collection(library, folder)
    content = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    target = tmp_path / "exported" / output if output else tmp_path / "photos"
    target.parent.mkdir(exist_ok=True)
    outcome = export(library, kind, target if output else "", **options(kind, layout))
    kept = KEPT.get((kind, layout or ""), EVERYTHING)
    expected = {path: label for path, label in before.items() if kept(*label)}
    assert (outcome.photos, outcome.written) == (len(before), len(expected))
    assert outcome.written + len(outcome.left_out) == outcome.photos and not outcome.has_failures
    assert {one.path for one in outcome.left_out} == before.keys() - expected.keys()
    # photos are as they were
    assert {path: path.read_bytes() for path in content} == content
    forget(library)
    assert said(library) == {}
    result = take_in(library, kind, target, **({} if kind == "xmp" else {"photos": str(folder)}))
    if kind not in KEEPS_VERIFIED:
        expected = {path: ("labelled" if breed else status, breed) for path, (status, breed) in expected.items()}
    assert said(library) == expected
    assert {one.origin for one in result.imported} == {Origin.IMPORTED} and not result.conflicts
    assert result.entries == len(result.imported) + result.unchanged + result.repeated + len(result.left_out)
    # once more: nothing changes, and one step takes all of it back
    again = take_in(library, kind, target, **({} if kind == "xmp" else {"photos": str(folder)}))
    assert again.imported == () and again.unchanged == len(expected)
    step = library.undo()
    assert step is not None and step[0].kind == "import" and said(library) == {}


@pytest.mark.parametrize(("kind", "layout", "output"), KINDS)
def test_an_export_again_gives_the_same_bytes(
    library: LabelLibrary, tmp_path: Path, kind: str, layout: str | None, output: str
) -> None:
    before = collection(library, tmp_path / "photos")
    target = tmp_path / "exported" / output
    target.parent.mkdir(exist_ok=True)
    outcomes, contents = [], []
    for _ in range(2):
        outcome = export(library, kind, target if output else "", **options(kind, layout))
        outcomes.append((outcome.photos, outcome.written, [one.path for one in outcome.left_out]))
        contents.append(
            {path: path.read_bytes() for path in tmp_path.rglob("*") if "library" not in path.parts and path.is_file()}
        )
    assert contents[0] == contents[1] and outcomes[0] == outcomes[1]
    assert outcomes[0][0] == len(before)


@pytest.mark.parametrize("kind", ["csv", "json", "coco", "megadetector", "kaggle"])
def test_labels_move_with_the_photos(tmp_path: Path, kind: str, file: Path) -> None:
    """On another computer the photos lie elsewhere, in the same folders."""
    with LabelLibrary(file) as library:
        for name in ("a/1.png", "b/1.png", "b/2.png"):
            tell(library, draw(tmp_path / "old" / name), Status.LABELLED, "pug" if name[0] == "a" else "boxer")
        export(library, kind, tmp_path / "labels.out")
    (tmp_path / "old").rename(tmp_path / "new")
    with LabelLibrary(tmp_path / "other.sqlite3") as other:
        result = take_in(other, kind, tmp_path / "labels.out", photos=str(tmp_path / "new"))
        expected = {"a/1.png": "pug", "b/1.png": "boxer", "b/2.png": "boxer"}
        if kind == "kaggle":  # two photos of one name have one id, and are left out
            expected = {"b/2.png": "boxer"}
        assert {os.path.relpath(path, tmp_path / "new"): breed for path, (_, breed) in said(other).items()} == expected
        assert len(result.imported) == len(expected)


@given(st.text(st.characters(codec=None, categories=None)))
def test_a_cell_comes_back_and_never_is_a_formula(text: str) -> None:
    cell = guarded_cell(text)
    assert plain_cell(cell) == text and not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@given(st.lists(st.sampled_from(["\\", "u", "dcff", "dC80", "005c", "\udcff", "\ud83d", "é", "/", "a"])).map("".join))
def test_an_escaped_name_comes_back(name: str) -> None:
    escaped = escaped_name(name)
    escaped.encode("utf-8")
    assert original_name(escaped) == name


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=12),
            st.sampled_from([("labelled", "pug"), ("verified", "boxer"), ("labelled", "-Rex"), ("mixed", None)]),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row[0].casefold(),
    ),
    st.sampled_from(["csv", "json", "coco", "megadetector", "xmp"]),
)
def test_any_names_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, tuple[str, str | None]]], kind: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with LabelLibrary(folder / "labels.sqlite3") as library:
        for name, (status, breed) in rows:
            tell(library, draw(folder / "photos" / f"{name}.png"), Status(status), breed)
        before = said(library)
        outcome = export(library, kind, "" if kind == "xmp" else folder / "out")
        assert outcome.written == len(rows), outcome.left_out
        forget(library)
        result = take_in(library, kind, folder / ("photos" if kind == "xmp" else "out"))
        assert said(library) == before, result


def test_the_table_has_the_columns_of_addaxai(library: LabelLibrary, tmp_path: Path) -> None:
    collection(library, tmp_path / "photos")
    export(library, "csv", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0][:7] == [
        *("absolute_path", "relative_path", "data_type", "n_detections", "max_confidence", "label", "confidence")
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_coco_file_has_ids_that_stay(library: LabelLibrary, tmp_path: Path) -> None:
    photos = [tell(library, draw(tmp_path / f"{i}.png"), Status.LABELLED, "pug") for i in range(3)]
    export(library, "coco", tmp_path / "one.json")
    one = json.loads((tmp_path / "one.json").read_text())
    library.add_breed("Rex")
    library.label({photos[0]: library_label(library, "Rex")}, Origin.CHOSEN)
    export(library, "coco", tmp_path / "two.json", layout="detection")
    two = json.loads((tmp_path / "two.json").read_text())
    assert two["categories"][:120] == one["categories"] and two["categories"][120]["name"] == "Rex"
    assert [image["id"] for image in one["images"]] == [image["id"] for image in two["images"]] == sorted(photos)
    assert "bbox" not in one["annotations"][0] and two["annotations"][0]["whole_image"] is True
    image = two["images"][0]
    assert two["annotations"][0]["bbox"] == [0, 0, image["width"], image["height"]]


def library_label(library: LabelLibrary, name: str) -> Label:
    found = library.find_breed(name)
    assert found is not None
    return Label(Status.LABELLED, found.id)
