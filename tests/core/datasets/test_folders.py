"""Folders of photos to the table: every usual arrangement, and the odd ones."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from drawn import blobs, write, write_photo
from pictures import encode

from core.control import Cancelled, Control, Progress
from core.datasets.open_dataset import open_dataset
from core.datasets.table import NOTES, rows_of
from core.errors import BreedLensError


def breeds_of(source: Path, **options: str) -> dict[str, str]:
    """File name to breed."""
    return {os.path.basename(row.path): row.breed for row in rows_of(open_dataset(str(source), **options))}  # type: ignore[arg-type]


def splits_of(source: Path) -> dict[str, tuple[str, str]]:
    """File name to split and breed."""
    return {os.path.basename(row.path): (row.split, row.breed) for row in rows_of(open_dataset(str(source)))}


def test_a_folder_a_breed(tmp_path: Path) -> None:
    write_photo(tmp_path / "n02085620-Chihuahua" / "photo10.jpg", 1)
    write_photo(tmp_path / "n02085620-Chihuahua" / "photo2.jpg", 2)
    write_photo(tmp_path / " Mon  chien " / "c.JPG", 3)
    table = open_dataset(str(tmp_path))
    assert table["breed"].tolist() == ["Mon chien", "chihuahua", "chihuahua"]
    assert [os.path.basename(path) for path in table["path"]] == ["c.JPG", "photo2.jpg", "photo10.jpg"]
    assert all(os.path.isabs(path) and os.path.isfile(path) for path in table["path"])
    assert table["width"].tolist() == [64] * 3
    assert table["height"].tolist() == [48] * 3
    assert set(table["split"]) == set(table["group"]) == {""}
    assert set(table["source"]) == {str(tmp_path)}
    assert table.attrs[NOTES] == ()


@pytest.mark.parametrize(
    "names",
    [
        ("train", "validation", "test"),
        ("Training", "VAL", "Testing"),
        ("train", "valid", "test"),
        ("entraînement", "Validation", "TEST"),
    ],
)
def test_folders_of_splits(tmp_path: Path, names: tuple[str, str, str]) -> None:
    for number, name in enumerate(names):
        write_photo(tmp_path / name / "Beagle" / f"{number}.jpg")
        write_photo(tmp_path / name / "my breed" / f"{number}{number}.jpg")
    assert splits_of(tmp_path) == {
        "0.jpg": ("train", "beagle"), "00.jpg": ("train", "my breed"),
        "1.jpg": ("validation", "beagle"), "11.jpg": ("validation", "my breed"),
        "2.jpg": ("test", "beagle"), "22.jpg": ("test", "my breed"),
    }  # fmt: skip


def test_a_training_folder_alone(tmp_path: Path) -> None:
    write_photo(tmp_path / "download" / "train" / "beagle" / "a.jpg")
    write_photo(tmp_path / "download" / "train" / "pug" / "b.jpg")
    assert splits_of(tmp_path) == {"a.jpg": ("train", "beagle"), "b.jpg": ("train", "pug")}


def test_a_lone_folder_around_the_breeds_says_nothing(tmp_path: Path) -> None:
    write_photo(tmp_path / "archive" / "Dogs (1)" / "beagle" / "a.jpg")
    write_photo(tmp_path / "archive" / "Dogs (1)" / "xoloitzcuintle mix" / "b.jpg")
    assert breeds_of(tmp_path) == {"a.jpg": "beagle", "b.jpg": "xoloitzcuintle mix"}


def test_a_lone_breed_stays_a_breed(tmp_path: Path) -> None:
    write_photo(tmp_path / "beagle" / "puppies" / "a.jpg")
    write_photo(tmp_path / "beagle" / "adults" / "b.jpg")
    assert set(breeds_of(tmp_path).values()) == {"beagle"}
    assert set(breeds_of(tmp_path / "beagle").values()) == {"adults", "puppies"}


def test_nested_folders_belong_to_the_breed_above(tmp_path: Path) -> None:
    write_photo(tmp_path / "Labradoodle" / "2023" / "summer" / "a.jpg")
    write_photo(tmp_path / "Labradoodle" / "b.jpg")
    write_photo(tmp_path / "Terriers" / "Norwich Terrier" / "c.jpg")
    assert breeds_of(tmp_path) == {"a.jpg": "Labradoodle", "b.jpg": "Labradoodle", "c.jpg": "norwich_terrier"}


def test_spellings_of_one_breed_meet(tmp_path: Path) -> None:
    for number, name in enumerate(["Épagneul du coin", unicodedata.normalize("NFD", "Épagneul du coin")]):
        write_photo(tmp_path / name / f"{number}.jpg")
    for number, name in enumerate(["Épagneul japonais", "japanese_spaniel", "n02085782", "Japanese Chin"], 2):
        write_photo(tmp_path / unicodedata.normalize("NFD", name) / f"{number}.jpg")
    assert set(breeds_of(tmp_path).values()) == {"Épagneul du coin", "japanese_spaniel"}


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    path = write_photo(os.fsencode(tmp_path) + b"/\xe9pagneul/chien \xff.jpg")
    write_photo(tmp_path / "beagle" / "b.jpg")
    table = open_dataset(str(tmp_path))
    row = rows_of(table)[table["path"].tolist().index(path)]
    assert (row.breed, row.width) == ("épagneul", 64)


def test_hidden_things_and_sidecars_are_left_out(tmp_path: Path) -> None:
    write_photo(tmp_path / "beagle" / "a.jpg")
    write_photo(tmp_path / "pug" / "b.jpg")
    for name in (".hidden.jpg", "._b.jpg", "notes.txt", "b.xmp", "Thumbs.db"):
        write(tmp_path / "pug" / name, b"x")
    write_photo(tmp_path / ".git" / "c.jpg")
    write_photo(tmp_path / "__MACOSX" / "pug" / "d.jpg")
    (tmp_path / "an empty one").mkdir()
    assert breeds_of(tmp_path) == {"a.jpg": "beagle", "b.jpg": "pug"}


def test_loose_photos_are_left_out_and_counted(tmp_path: Path) -> None:
    write_photo(tmp_path / "beagle" / "a.jpg")
    write_photo(tmp_path / "train" / "loose.jpg")
    write_photo(tmp_path / "loose.jpg")
    table = open_dataset(str(tmp_path))
    assert table["breed"].tolist() == ["beagle"]
    assert table.attrs[NOTES] == ("Photos in no folder of a breed, left out: 2.",)


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_photo(elsewhere / "c.jpg")
    write_photo(tmp_path / "dogs" / "beagle" / "a.jpg")
    try:
        (tmp_path / "dogs" / "pug").symlink_to(elsewhere, target_is_directory=True)
        (tmp_path / "dogs" / "beagle" / "again").symlink_to(tmp_path / "dogs", target_is_directory=True)
        (tmp_path / "dogs" / "beagle" / "dangling.jpg").symlink_to(tmp_path / "nothing")
    except OSError:
        pytest.skip("no links here")
    assert breeds_of(tmp_path / "dogs") == {"a.jpg": "beagle", "c.jpg": "pug", "dangling.jpg": "beagle"}


def test_photos_that_cannot_be_read_stay_with_no_size(tmp_path: Path) -> None:
    write_photo(tmp_path / "beagle" / "a.jpg")
    write(tmp_path / "pug" / "broken.jpg", b"\xff\xd8\xff\xe0 no photo")
    write(tmp_path / "pug" / "empty.jpg", b"")
    table = open_dataset(str(tmp_path))
    assert table["width"].tolist() == [64, 0, 0]
    assert table["breed"].tolist() == ["beagle", "pug", "pug"]


def test_sizes_are_those_of_the_upright_photo(tmp_path: Path) -> None:
    write(tmp_path / "beagle" / "a.jpg", encode(blobs(0, width=64, height=48), orientation=6))
    write_photo(tmp_path / "pug" / "b.jpg")
    table = open_dataset(str(tmp_path))
    assert list(zip(table["width"], table["height"], strict=True)) == [(48, 64), (64, 48)]


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_photo(tmp_path / "dogs" / "beagle" / "a.jpg")
    monkeypatch.chdir(tmp_path)
    for source in ("dogs", "dogs/", "./dogs/../dogs"):
        assert open_dataset(source)["path"].tolist() == [str(tmp_path / "dogs" / "beagle" / "a.jpg")]


@pytest.mark.parametrize("layout", ["auto", "folders", "stanford", "kaggle", "csv"])
def test_what_is_not_there_is_said(tmp_path: Path, layout: str) -> None:
    for source in (str(tmp_path / "gone"), "", "a\0b", str(tmp_path / "caf\udce9")):
        with pytest.raises(BreedLensError, match="There is nothing at") as caught:
            open_dataset(source, layout=layout)
        assert caught.value.code == "not_there"
        caught.value.message.encode("utf-8")


def test_folders_without_photos_or_breeds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match="There is no photo in") as caught:
        open_dataset(str(tmp_path))
    assert caught.value.code == "no_photos"
    write_photo(tmp_path / "a.jpg")
    with pytest.raises(BreedLensError, match="lie in no folder of a breed") as caught:
        open_dataset(str(tmp_path))
    assert caught.value.code == "no_breeds"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "a.jpg")
    with pytest.raises(BreedLensError, match="neither a folder of photos nor a table"):
        open_dataset(photo)
    for layout in ("folders", "stanford"):
        with pytest.raises(BreedLensError, match="is a file, not a folder"):
            open_dataset(photo, layout=layout)
    with pytest.raises(BreedLensError, match="choose one of auto, folders"):
        open_dataset(photo, layout="tree")


def test_a_folder_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_photo(tmp_path / "beagle" / "a.jpg")
    real = os.scandir

    def vanishing(folder: str) -> object:
        if os.path.basename(folder) == "beagle":
            raise FileNotFoundError(2, "No such file or directory", folder)
        return real(folder)

    write_photo(tmp_path / "pug" / "b.jpg")
    monkeypatch.setattr(os, "scandir", vanishing)
    table = open_dataset(str(tmp_path), layout="folders")
    assert path not in table["path"].tolist()
    assert len(table.attrs[NOTES]) == 1
    assert "beagle cannot be read: There is no such file" in table.attrs[NOTES][0]


def test_progress_ends_with_all_photos(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path / "beagle" / f"{number}.jpg", encode(blobs(0, 8, 8)))
    steps: list[Progress] = []
    open_dataset(str(tmp_path), on_progress=steps.append)
    assert [step.done for step in steps] == [256, 300]
    assert {step.total for step in steps} == {300}


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    write_photo(tmp_path / "beagle" / "a.jpg")
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        open_dataset(str(tmp_path), control=control)


def test_the_real_photos(shared_photos: Path) -> None:
    table = open_dataset(str(shared_photos / "breeds"))
    assert (len(table), table["breed"].nunique()) == (288, 120)
    assert (table[["width", "height"]] > 0).all(axis=None)
    for row in rows_of(table):
        assert os.path.basename(os.path.dirname(row.path)) == row.breed.replace("-", "_")


def test_hostile_files_do_no_harm(shared_photos: Path) -> None:
    table = open_dataset(str(shared_photos / "hostile"))
    assert len(table) > 100
    assert (table["width"] == 0).any()
