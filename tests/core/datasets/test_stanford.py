"""The Stanford Dogs layout, and boxes from Pascal VOC files that may be hostile."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from drawn import blobs, write, write_photo
from hypothesis import given
from hypothesis import strategies as st
from pictures import encode

from core.datasets.open_dataset import open_dataset
from core.datasets.table import NOTES, rows_of
from core.datasets.voc import parse_boxes, read_box
from core.errors import BreedLensError

BREEDS = {"n02085620-Chihuahua": "chihuahua", "n02110958-pug": "pug", "n02088364-beagle": "beagle"}


def annotation(*boxes: tuple[object, object, object, object]) -> bytes:
    """As the data set has them: 66 lines of which the boxes count."""
    objects = "".join(
        f"<object><name>pug</name><bndbox><xmin>{box[0]}</xmin><ymin>{box[1]}</ymin><xmax>{box[2]}</xmax>"
        f"<ymax>{box[3]}</ymax></bndbox></object>"
        for box in boxes
    )
    return f"<annotation><folder>n</folder><size><width>9</width></size>{objects}</annotation>".encode()


@pytest.fixture
def stanford(tmp_path: Path) -> Path:
    """Three breeds of three photos, each with a box."""
    for breed in BREEDS:
        wnid = breed[:9]
        for number in range(3):
            write_photo(tmp_path / "Images" / breed / f"{wnid}_{number}.jpg", number)
            write(tmp_path / "Annotation" / breed / f"{wnid}_{number}", annotation((number, 1, 40, 30)))
    return tmp_path


@pytest.mark.parametrize("below", ["", "Images"])
@pytest.mark.parametrize("layout", ["auto", "stanford"])
def test_photos_breeds_and_boxes(stanford: Path, below: str, layout: str) -> None:
    table = open_dataset(str(stanford / below), layout=layout)
    assert len(table) == 9
    for row in rows_of(table):
        folder, name = os.path.split(row.path)
        assert row.breed == BREEDS[os.path.basename(folder)]
        assert row.box == (int(name[10]), 1, 40, 30)
    assert table.attrs[NOTES] == ()


def test_without_annotations_there_are_no_boxes(stanford: Path) -> None:
    (stanford / "Annotation").rename(stanford / "elsewhere")
    for source in (stanford, stanford / "Images"):
        for layout in ("auto", "stanford"):
            table = open_dataset(str(source), layout=layout)
            assert sorted(set(table["breed"])) == sorted(BREEDS.values())
            assert set(table["box"]) == {None}


def test_a_folder_of_that_layout_is_needed_where_it_is_asked_for(tmp_path: Path) -> None:
    write_photo(tmp_path / "pug" / "a.jpg")
    with pytest.raises(BreedLensError, match="no folder Images"):
        open_dataset(str(tmp_path), layout="stanford")


def test_damaged_annotations_cost_the_box_alone(stanford: Path) -> None:
    pug = stanford / "Annotation" / "n02110958-pug"
    write(pug / "n02110958_0", b"<annotation><object>")
    write(pug / "n02110958_1", b"")
    (pug / "n02110958_2").unlink()
    table = open_dataset(str(stanford))
    assert table[table["breed"] == "pug"]["box"].isna().all()
    assert table[table["breed"] != "pug"]["box"].notna().all()
    assert table.attrs[NOTES] == ("Photos without a box, their annotation being missing or damaged: 3.",)


def test_boxes_are_cut_to_the_photo(stanford: Path) -> None:
    pug = stanford / "Annotation" / "n02110958-pug"
    write(pug / "n02110958_0", annotation((-5, 0, 500, 300)))
    write(pug / "n02110958_1", annotation((100, 100, 500, 300)))
    rows = {os.path.basename(row.path): row.box for row in rows_of(open_dataset(str(stanford)))}
    assert rows["n02110958_0.jpg"] == (0, 0, 64, 48)
    assert rows["n02110958_1.jpg"] is None


def test_the_largest_box_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "a", annotation((0, 0, 10, 10), (0, 0, 30, 20), (5, 5, 6, 6)))
    assert read_box(path) == ((0, 0, 30, 20), True)
    Path(path).rename(path + ".xml")
    assert read_box(path) == ((0, 0, 30, 20), True)


BOMB = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><annotation><object><bndbox><xmin>&j;</xmin></bndbox></object>
</annotation>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><bndbox><xmin>&x;</xmin></bndbox></a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        annotation((1, 2, 3, 4)).replace(b"<annotation>", b"<!DOCTYPE annotation><annotation>"),
        b"\xff\xfe\x00",
        b"no XML",
        annotation((1, 2, 3, 4))[:-5],
        annotation(("one", 2, 3, 4)),
        b'<?xml version="1.0" encoding="klingon"?>' + annotation((1, 2, 3, 4)),
        b"<a>" * 200_000,
    ],
    ids=range(10),
)
def test_hostile_annotations_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_boxes(data)
    assert read_box(write(tmp_path / "a", data)) == (None, False)


@pytest.mark.parametrize(
    "box", [(3, 3, 3, 9), (9, 3, 3, 9), ("nan", 0, 9, 9), (0, 0, "inf", 9), (0, 0, "1e999", 9), (0, 0, "", 9)]
)
def test_boxes_without_an_area_do_not_count(tmp_path: Path, box: tuple[object, object, object, object]) -> None:
    assert read_box(write(tmp_path / "a", annotation(box))) == (None, False)


def test_huge_and_odd_files_are_not_read(tmp_path: Path) -> None:
    assert read_box(write(tmp_path / "a", annotation((1, 2, 3, 4)) + b" " * 1_000_001)) == (None, False)
    assert read_box(str(tmp_path)) == (None, False)
    assert read_box("a\0b") == (None, False)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert read_box(str(tmp_path / "pipe")) == (None, False)


@given(st.binary(max_size=200))
def test_any_bytes_give_boxes_or_a_value_error(data: bytes) -> None:
    try:
        assert parse_boxes(data) == []
    except ValueError:
        return


def test_boxes_of_turned_photos_are_in_the_upright_frame(tmp_path: Path) -> None:
    write(tmp_path / "Images" / "pug" / "a.jpg", encode(blobs(0, 64, 48), orientation=6))
    write(tmp_path / "Images" / "beagle" / "b.jpg", encode(blobs(1, 64, 48)))
    write(tmp_path / "Annotation" / "pug" / "a", annotation((0, 0, 60, 60)))
    rows = {row.breed: row for row in rows_of(open_dataset(str(tmp_path)))}
    assert rows["pug"].box == (0, 0, 48, 60)


def test_the_real_boxes(shared_photos: Path) -> None:
    for path in sorted((shared_photos / "boxes").glob("*.xml")):
        boxes = [
            tuple(float(box.findtext(side, "")) for side in ("xmin", "ymin", "xmax", "ymax"))
            for box in ET.parse(path).iter("bndbox")  # the project's own files, known to be harmless
        ]
        assert parse_boxes(path.read_bytes()) == boxes
