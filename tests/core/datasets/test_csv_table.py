"""Tables of photos and breeds, as people have them."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from drawn import write, write_photo

from core.datasets.open_dataset import open_dataset
from core.datasets.report import inspect_table
from core.datasets.table import NOTES, PhotoRow, make_table, rows_of, save_table
from core.errors import BreedLensError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three photos."""
    for number, name in enumerate(["a.jpg", "b.jpg", "épagneul.jpg"]):
        write_photo(tmp_path / "photos" / name, number)
    return tmp_path


def breeds_of(table: pd.DataFrame) -> dict[str, str]:
    return {os.path.basename(row.path): row.breed for row in rows_of(table)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_form_of_table(folder: Path, delimiter: str, codec: str, ending: str) -> None:
    lines = ["filename,breed", "a.jpg,Beagle", '"b.jpg","Mon chien, le vrai"', "épagneul.jpg,Épagneul breton", ""]
    text = ending.join(lines)
    if delimiter != ",":
        text = text.replace(",", delimiter)
    write(folder / "list.csv", text.encode(codec))
    assert breeds_of(open_dataset(str(folder / "list.csv"))) == {
        "a.jpg": "beagle",
        "b.jpg": f"Mon chien{delimiter} le vrai" if delimiter != "\t" else "Mon chien le vrai",
        "épagneul.jpg": "brittany_spaniel",
    }


@pytest.mark.parametrize(
    "header",
    [
        "path,breed",
        "Filename,Label",
        "image_id,class",
        "IMAGE,Category",
        "id,breed",
        "Fichier,Race",
        "File Name,target",
    ],
)
def test_columns_are_found_by_their_usual_names(folder: Path, header: str) -> None:
    write(folder / "list.csv", f"{header}\na.jpg,pug\n".encode())
    assert breeds_of(open_dataset(str(folder / "list.csv"))) == {"a.jpg": "pug"}


def test_other_columns_can_be_named(folder: Path) -> None:
    write(folder / "list.csv", b"Bild,Hund,breed\na.jpg,Mischling,x\n")
    table = open_dataset(str(folder / "list.csv"), columns={"path": "bild", "breed": "Hund"})
    assert breeds_of(table) == {"a.jpg": "Mischling"}
    with pytest.raises(BreedLensError, match="no column called Katze; it has: Bild, Hund, breed"):
        open_dataset(str(folder / "list.csv"), columns={"path": "Bild", "breed": "Katze"})
    with pytest.raises(BreedLensError, match="no column colour to choose"):
        open_dataset(str(folder / "list.csv"), columns={"colour": "Hund"})


def test_two_columns_need_no_header(folder: Path) -> None:
    write(folder / "one.csv", b"a.jpg,pug\nb.jpg,beagle\n")
    assert breeds_of(open_dataset(str(folder / "one.csv"))) == {"a.jpg": "pug", "b.jpg": "beagle"}
    write(folder / "two.csv", b"pug;a.jpg\nbeagle;b.jpg\n")
    assert breeds_of(open_dataset(str(folder / "two.csv"))) == {"a.jpg": "pug", "b.jpg": "beagle"}


def test_splits_groups_and_boxes_are_read(folder: Path) -> None:
    lines = ["path,label,split,animal_id,xmin,ymin,xmax,ymax", "a.jpg,pug,Training,rex,1,2,30,40"]
    lines += ["b.jpg,pug,val,,5,5,900,20", "épagneul.jpg,beagle,,rex,9,9,2,2"]
    write(folder / "list.csv", "\n".join(lines).encode())
    rows = rows_of(open_dataset(str(folder / "list.csv")))
    assert [row.split for row in rows] == ["train", "validation", ""]
    assert [row.group for row in rows] == ["rex", "", "rex"]
    assert [row.box for row in rows] == [(1, 2, 30, 40), (5, 5, 64, 20), None]


def test_the_data_frame_of_the_first_reference(folder: Path) -> None:
    """`directory, filename, category`, the directory as the author's computer had it or below the table."""
    write_photo(folder / "n02085620-Chihuahua" / "n02085620_7.jpg")
    write(folder / "frame.csv", b",directory,filename,category\n0,n02085620-Chihuahua,n02085620_7.jpg,Chihuahua\n")
    assert breeds_of(open_dataset(str(folder / "frame.csv"))) == {"n02085620_7.jpg": "chihuahua"}


def test_paths_of_every_form_lead_to_the_photo(folder: Path) -> None:
    absolute = str(folder / "photos" / "a.jpg")
    names = [absolute, "photos/a.jpg", "photos\\a.jpg", "./photos/../photos/a.jpg", "a", "A.JPG"]
    for name in names:
        write(folder / "list.csv", f"path,breed\n{name},pug\n".encode())
        assert open_dataset(str(folder / "list.csv"))["path"].tolist() == [absolute], name
    write(folder / "elsewhere" / "list.csv", b"id,breed\na,pug\n")
    table = open_dataset(str(folder / "elsewhere" / "list.csv"), photos=str(folder / "photos"))
    assert table["path"].tolist() == [absolute]


def test_paths_of_another_computer_are_found_by_their_end(folder: Path) -> None:
    expected = write_photo(folder / "Images" / "n02110958-pug" / "n02110958_7.jpg")
    ends = ["n02110958-pug/n02110958_7.jpg", "n02110958-pug\\n02110958_7.jpg", "n02110958_7", "n02110958_7.JPG"]
    for name in [*ends, "C:\\Users\\me\\Images\\" + ends[1], "/kaggle/input/dogs/" + ends[0], "../../" + ends[0]]:
        write(folder / "list.csv", f"path,breed\n{name},pug\n".encode())
        assert open_dataset(str(folder / "list.csv"))["path"].tolist() == [expected], name


def test_a_name_that_is_there_twice_is_not_guessed(folder: Path) -> None:
    for breed in ("pug", "beagle"):
        write_photo(folder / "images" / breed / "1.jpg")
    write(folder / "list.csv", b"path,breed\n1.jpg,pug\na.jpg,pug\n")
    assert open_dataset(str(folder / "list.csv"))["width"].tolist() == [0, 64]


def test_decomposed_names_lead_to_the_photo(folder: Path) -> None:
    name = unicodedata.normalize("NFD", "épagneul.jpg")
    write(folder / "list.csv", f"path,breed\n{name},pug\n".encode())
    assert open_dataset(str(folder / "list.csv"))["width"].tolist() == [64]


def test_incomplete_and_repeated_lines_are_left_out_and_counted(folder: Path) -> None:
    lines = ["path,breed", "a.jpg,pug", ",pug", "b.jpg,", "b.jpg", "  ,  ", "", "a.jpg,pug", "photos/a.jpg,Pug"]
    write(folder / "list.csv", "\n".join(lines).encode())
    table = open_dataset(str(folder / "list.csv"))
    assert breeds_of(table) == {"a.jpg": "pug"}
    assert table.attrs[NOTES] == (
        "Lines of the table without a photo or a breed, left out: 3.",
        "Lines of the table that repeat a photo, left out: 2.",
    )


def test_a_photo_in_two_splits_is_told_of_and_stays_in_the_first(folder: Path) -> None:
    lines = [
        "path,breed,split",
        "a.jpg,pug,",
        "a.jpg,pug,train",
        "photos/a.jpg,Pug,test",
        "a.jpg,pug,val",
        "a.jpg,pug,train",
    ]
    write(folder / "list.csv", "\n".join(lines).encode())
    table = open_dataset(str(folder / "list.csv"))
    assert table["split"].tolist() == ["train"]
    notes = (
        "Lines of the table that repeat a photo, left out: 2.",
        "Lines of the table that put a photo into another split than an earlier line, left out: 2.",
    )
    assert table.attrs[NOTES] == notes
    found = [finding.message for finding in inspect_table(table).findings if finding.kind == "left_out"]
    assert found == list(notes)


def test_one_photo_under_two_breeds_stays_for_the_report(folder: Path) -> None:
    write(folder / "list.csv", b"path,breed\na.jpg,pug\na.jpg,beagle\n")
    assert open_dataset(str(folder / "list.csv"))["breed"].tolist() == ["pug", "beagle"]


def test_of_several_boxes_the_largest_counts(folder: Path) -> None:
    lines = ["path,breed,xmin,ymin,xmax,ymax", "a.jpg,pug,0,0,9,9", "a.jpg,pug,1,1,40,40", "a.jpg,pug,0,0,5,5"]
    write(folder / "list.csv", "\n".join(lines).encode())
    assert open_dataset(str(folder / "list.csv"))["box"].tolist() == [(1, 1, 40, 40)]


def test_kaggle_with_some_photos_missing(tmp_path: Path) -> None:
    write(tmp_path / "labels.csv", b"id,breed\n000bec,boston_bull\n001513,dingo\nffff,pekinese\n")
    write_photo(tmp_path / "train" / "000bec.jpg")
    write_photo(tmp_path / "train" / "001513.jpg", 1)
    write_photo(tmp_path / "test" / "aaaa.jpg", 2)
    for source, layout in ((tmp_path, "auto"), (tmp_path, "kaggle"), (tmp_path / "labels.csv", "kaggle")):
        table = open_dataset(str(source), layout=layout)
        assert table["breed"].tolist() == ["boston_bull", "dingo", "pekinese"]
        assert table["width"].tolist() == [64, 64, 0]
        assert set(table["split"]) == {""}


def test_the_real_labels_of_kaggle(shared_photos: Path, tmp_path: Path) -> None:
    source = str(shared_photos / "kaggle_labels.csv")
    with pytest.raises(BreedLensError, match=r"None of the 10222 photos .* say in which folder they are"):
        open_dataset(source)
    labels = pd.read_csv(source)
    for name in labels["id"][:40]:
        write_photo(tmp_path / f"{name}.jpg")
    table = open_dataset(source, layout="kaggle", photos=str(tmp_path))
    assert table["breed"].tolist() == labels["breed"].tolist()
    assert (table["width"] > 0).tolist() == [True] * 40 + [False] * 10_182
    assert [os.path.splitext(os.path.basename(path))[0] for path in table["path"][:40]] == labels["id"][:40].tolist()


def test_a_folder_with_one_table_and_its_photos(folder: Path) -> None:
    write(folder / "dogs.csv", b"path;breed\na.jpg;pug\nb.jpg;beagle\n")
    assert breeds_of(open_dataset(str(folder))) == {"a.jpg": "pug", "b.jpg": "beagle"}
    assert breeds_of(open_dataset(str(folder), layout="csv")) == {"a.jpg": "pug", "b.jpg": "beagle"}


def test_folders_of_breeds_win_over_a_table_beside_them(folder: Path) -> None:
    write(folder / "statistics.csv", b"breed,photos\npug,1\n")
    write_photo(folder / "pug" / "c.jpg")
    assert breeds_of(open_dataset(str(folder)))["c.jpg"] == "pug"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"path,breed\n", "names no photo with a breed"),
        (b"path,breed\n,\n", "names no photo with a breed"),
        (b"path,width\na.jpg,3\n", "no column called breed; it has: path, width"),
        (b"colour,breed\nred,pug\n", "no column called path; it has: colour, breed"),
        (b"just a sentence", "no column called path"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is no table of texts"),
        (b"path,breed\n" + b"a" * 200_000 + b",pug\n", "is no table of texts"),
        (b"path,breed\nnope.jpg,pug\n", "None of the 1 photos"),
    ],
)
def test_tables_that_say_nothing_are_refused(folder: Path, data: bytes, sentence: str) -> None:
    write(folder / "list.csv", data)
    with pytest.raises(BreedLensError, match=sentence):
        open_dataset(str(folder / "list.csv"))


def test_missing_tables_are_said(folder: Path) -> None:
    with pytest.raises(BreedLensError, match=r"no labels\.csv in"):
        open_dataset(str(folder), layout="kaggle")
    with pytest.raises(BreedLensError, match=r"no table \(CSV\), or more than one, in"):
        open_dataset(str(folder), layout="csv")
    with pytest.raises(BreedLensError, match="is a file, not a folder of photos"):
        open_dataset(write(folder / "l.csv", b"path,breed\n"), photos=str(folder / "photos" / "a.jpg"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_table(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")
    with pytest.raises(BreedLensError, match="cannot be read: This is a device or a pipe"):
        open_dataset(str(tmp_path / "list.csv"))


def test_names_with_zero_bytes_and_line_breaks(folder: Path) -> None:
    data = b'path,breed\n"' + b"x" * 5000 + b'.jpg",pug\n"b\0.jpg",pug\n"a.jpg","two\nlines"\n'
    write(folder / "list.csv", data)
    assert breeds_of(open_dataset(str(folder / "list.csv")))["a.jpg"] == "two lines"


def test_a_table_that_was_saved_is_taken_as_it_is(folder: Path) -> None:
    photo, broken = str(folder / "photos" / "a.jpg"), write(folder / "photos" / "broken \udce9.jpg", b"x")
    rows = [
        PhotoRow(photo, "my breed", "test", 64, 48, "somewhere", "rex", (1, 2, 3.5, 4)),
        PhotoRow(broken, "pug", "train"),
        PhotoRow(broken, "pug", "train"),
    ]
    save_table(str(folder / "split.csv"), make_table(rows))
    assert rows_of(open_dataset(str(folder / "split.csv"))) == rows


def test_unknown_words_for_splits_are_counted(folder: Path) -> None:
    write(folder / "list.csv", b"path,breed,split\na.jpg,pug,holdout\nb.jpg,pug,test\n")
    table = open_dataset(str(folder / "list.csv"))
    assert table["split"].tolist() == ["", "test"]
    assert table.attrs[NOTES] == ("Lines of the table whose split is none of train, validation, test: 1.",)
