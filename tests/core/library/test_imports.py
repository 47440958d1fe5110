"""What files of others say: taken where it is clear, told where it is not, and never half."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from collection import draw, export, said, take_in, tell

from core.control import Cancelled, Control
from core.errors import BreedLensError
from core.library.exchange import ExchangeFormat
from core.library.imports import run
from core.library.imports.read import read_labels_from
from core.library.imports.run import ImportOutcome, import_labels
from core.library.library import LabelLibrary
from core.library.records import Status


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, str]:
    """By name: three photos in a folder beside the files to read."""
    return {name: draw(tmp_path / "photos" / name) for name in ("a.png", "b.png", "c.png")}


def codes(outcome: ImportOutcome) -> dict[str, list[str]]:
    """By reason: the names of what was left out."""
    found: dict[str, list[str]] = {}
    for path, reason in outcome.left_out:
        found.setdefault(str(reason.code), []).append(os.path.basename(path))
    return found


def write(path: Path, text: str, codec: str = "utf-8") -> Path:
    path.write_bytes(text.encode(codec))
    return path


def by_name(library: LabelLibrary) -> dict[str, tuple[str, str | None]]:
    return {os.path.basename(path): label for path, label in said(library).items()}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lists_of_people(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str], codec: str, delimiter: str
) -> None:
    lines = ["Fichier,Race,Remarque", "a.png,Épagneul breton,joli", "photos/b.png,carlin,", "C.PNG,,vide"]
    path = write(tmp_path / "liste.csv", "\n".join(lines).replace(",", delimiter), codec)
    outcome = take_in(library, "csv", path)
    assert by_name(library) == {"a.png": ("labelled", "brittany_spaniel"), "b.png": ("labelled", "pug")}
    assert codes(outcome) == {"says_nothing": ["C.PNG"]} and outcome.entries == 3


def test_the_own_labels_stay_unless_asked(library: LabelLibrary, tmp_path: Path, photos: dict[str, str]) -> None:
    tell(library, photos["a.png"], Status.LABELLED, "boxer")
    tell(library, photos["b.png"], Status.VERIFIED, "pug")
    path = write(tmp_path / "list.csv", "file,breed\na.png,pug\nb.png,pug\nc.png,pug\n")
    outcome = take_in(library, "csv", path)
    assert by_name(library) == {
        "a.png": ("labelled", "boxer"),
        "b.png": ("verified", "pug"),
        "c.png": ("labelled", "pug"),
    }
    assert codes(outcome) == {"label_kept": ["a.png"]} and outcome.unchanged == 1
    (conflict,) = outcome.conflicts
    assert (conflict.kept.breed, conflict.breed) == ("boxer", "pug")
    outcome = take_in(library, "csv", path, replace=True)
    assert [os.path.basename(one.path) for one in outcome.imported] == ["a.png"] and not outcome.left_out
    library.undo()
    assert by_name(library)["a.png"] == ("labelled", "boxer") and by_name(library)["c.png"] == ("labelled", "pug")


def test_unknown_breeds_are_refused_with_their_names(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str]
) -> None:
    path = write(tmp_path / "list.csv", f"file,breed\na.png,Rex\nb.png,pug\nc.png,\U0001f436\nd.png,{'x' * 200}\n")
    with pytest.raises(BreedLensError, match="Rex") as caught:
        take_in(library, "csv", path)
    assert caught.value.code == "breeds_unknown" and "pug" not in caught.value.message
    assert said(library) == {} and len(library.breeds()) == 120 and library.undo() is None
    outcome = take_in(library, "csv", path, add_breeds=True)
    assert by_name(library) == {"a.png": ("labelled", "Rex"), "b.png": ("labelled", "pug")}
    assert codes(outcome) == {"not_found": ["d.png"], "breed_unnamed": ["c.png"]}
    # the breed and the labels are one step
    library.undo()
    assert said(library) == {} and len(library.breeds()) == 120


def test_contradictions_are_told_and_none_is_taken(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str]
) -> None:
    copy = tmp_path / "photos" / "copy of c.png"
    copy.write_bytes(Path(photos["c.png"]).read_bytes())
    rows = ["a.png,pug", "photos/a.png,Boxer", "b.png,pug", "b.png,Carlin", "c.png,pug", "copy of c.png,boxer"]
    outcome = take_in(library, "csv", write(tmp_path / "list.csv", "\n".join(["file,breed", *rows])))
    assert by_name(library) == {"b.png": ("labelled", "pug")} and outcome.repeated == 1
    assert codes(outcome) == {"contradiction": ["a.png", "a.png", "c.png", "copy of c.png"]}
    assert outcome.entries == 6


def test_a_name_that_could_mean_two_photos_means_none(library: LabelLibrary, tmp_path: Path) -> None:
    for name in ("one/x.png", "two/x.png", "y.jpg", "y.png", "one/z.png"):
        draw(tmp_path / "photos" / name)
    path = write(tmp_path / "labels.csv", "id,breed\nx,pug\ny,pug\nz,pug\nmissing,pug\n")
    outcome = take_in(library, "kaggle", path)
    assert by_name(library) == {"z.png": ("labelled", "pug")}
    assert codes(outcome) == {"photo_ambiguous": ["x", "y"], "not_found": ["missing"]}
    # with folders it is clear, on any computer
    path = write(
        tmp_path / "list.csv", "path,breed\n/old/one/x.png,pug\nC:\\old\\two\\X.PNG,boxer\n/old/three/z.png,boxer\n"
    )
    outcome = take_in(library, "csv", path, photos=str(tmp_path / "photos"), replace=True)
    assert {os.path.relpath(one.path, tmp_path / "photos"): one.breed for one in outcome.imported} == {
        **{"one/x.png": "pug", "two/x.png": "boxer", "one/z.png": "boxer"}
    }


def test_photos_that_are_none_are_left_out(library: LabelLibrary, tmp_path: Path, photos: dict[str, str]) -> None:
    write(tmp_path / "notes.txt", "no photo")
    (tmp_path / "empty.png").touch()
    path = write(tmp_path / "list.csv", "file,breed\na.png,pug\nnotes.txt,pug\nempty.png,pug\n../../etc/passwd,pug\n")
    outcome = take_in(library, "csv", path)
    assert by_name(library) == {"a.png": ("labelled", "pug")}
    assert codes(outcome) == {"not_a_photo": ["notes.txt"], "empty": ["empty.png"], "not_found": ["passwd"]}


def test_a_copy_of_a_known_photo_does_not_move_it(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str]
) -> None:
    tell(library, photos["a.png"], Status.LABELLED, "pug")
    export(library, "folders", tmp_path / "sorted")
    take_in(library, "folders", tmp_path / "sorted")
    assert set(said(library)) == {photos["a.png"]}
    Path(photos["a.png"]).unlink()
    take_in(library, "folders", tmp_path / "sorted")
    assert set(said(library)) == {str(tmp_path / "sorted" / "pug" / "a.png")}


def test_nothing_changes_when_it_is_cancelled(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_AT_ONCE", 1)
    path = write(tmp_path / "list.csv", "file,breed\na.png,Rex\nb.png,pug\nc.png,pug\n")
    control = Control()
    reading = read_labels_from(ExchangeFormat.CSV, str(path))
    with pytest.raises(Cancelled):
        import_labels(library, reading, add_breeds=True, control=control, on_progress=lambda _: control.cancel())
    assert said(library) == {} and library.undo() is None and len(library.breeds()) == 120


FOREIGN: dict[str, tuple[str, Any, dict[str, tuple[str, str | None]], dict[str, list[str]]]] = {
    "lines of label list": (
        "json",
        '{"path": "photos/a.png", "breed": "pug", "status": "verified"}\n{"path": "b.png", "status": "mixed"}\n',
        {"a.png": ("verified", "pug"), "b.png": ("mixed", None)},
        {},
    ),
    "lines that hold ends of lines of other kinds": (
        "json",
        '{"path": "a.png", "breed": "pug", "note": "1\u20282\x853"}\r\n{"path": "b.png", "status": "mixed"}\r\n',
        {"a.png": ("labelled", "pug"), "b.png": ("mixed", None)},
        {},
    ),
    "a list with damage": (
        "json",
        [
            {"path": "a.png", "breed": "pug"},
            7,
            {"breed": "pug"},
            {"path": "b.png", "status": "nonsense"},
            {"path": "c.png"},
        ],
        {"a.png": ("labelled", "pug")},
        {"line_damaged": ["", ""], "status_unknown": ["b.png"], "says_nothing": ["c.png"]},
    ),
    "coco of another program": (
        "coco",
        {
            "images": [{"id": i, "file_name": name} for i, name in enumerate(("a.png", "b.png", "c.png"))],
            "annotations": [
                {"id": 1, "image_id": 0, "category_id": 7, "bbox": [1, 1, 2, 2]},
                {"id": 2, "image_id": 0, "category_id": 7, "bbox": [2, 2, 2, 2]},
                {"id": 3, "image_id": 1, "category_id": 7},
                {"id": 4, "image_id": 1, "category_id": 8},
            ],
            "categories": [{"id": 7, "name": "Pug"}, {"id": 8, "name": "boxer"}],
        },
        {"a.png": ("labelled", "pug")},
        {"several_breeds": ["b.png"], "says_nothing": ["c.png"]},
    ),
    "megadetector of another program": (
        "megadetector",
        {
            "info": {"format_version": "1.4"},
            "detection_categories": {"1": "animal"},
            "classification_categories": {"0": "pug", "1": "boxer"},
            "images": [
                {
                    "file": "a.png",
                    "detections": [{"category": "1", "conf": 0.9, "classifications": [["0", 1], ["1", 0]]}],
                },
                {"file": "b.png", "detections": [{"category": "1", "conf": 0.9, "classifications": [["0", 0.98]]}]},
                {"file": "c.png", "failure": "Failure image access", "detections": None},
                {"file": "d.png", "detections": [{"classifications": [["9", 1.0]]}]},
            ],
        },
        {"a.png": ("labelled", "pug")},
        {"only_a_model": ["b.png"], "says_nothing": ["c.png"], "line_damaged": ["d.png"]},
    ),
    "a submission": (
        "kaggle",
        "id,pug,boxer\na,1,0\nb,0.9,0.1\nc,x,y\n",
        {"a.png": ("labelled", "pug")},
        {"only_a_model": ["b"], "line_damaged": ["c"]},
    ),
    "detections of addaxai": (
        "csv",
        "absolute_path,relative_path,data_type,label,confidence,human_verified,bbox_left\n"
        "/elsewhere,a.png,img,pug,0.9,True,1\n/elsewhere,a.png,img,pug,0.8,True,2\n/elsewhere,b.png,img,boxer,0.7,False,1\n",
        {"a.png": ("labelled", "pug")},
        {"only_a_model": ["b.png"]},
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_other_programs(library: LabelLibrary, tmp_path: Path, photos: dict[str, str], name: str) -> None:
    kind, content, labels, left_out = FOREIGN[name]
    path = write(tmp_path / "file", content if isinstance(content, str) else json.dumps(content))
    outcome = take_in(library, kind, path)
    assert by_name(library) == labels and codes(outcome) == left_out


@pytest.mark.parametrize(
    "names",
    [
        "names: ['pug', \"boxer\", 'it''s']",
        "names:\n  0: pug\n  1: 'boxer'  # a comment\n",
        'names:\n- pug\n- "boxer"\nnc: 2',
        "names: {0: pug, 1: boxer}",
    ],
)
def test_yolo_data_of_other_programs(library: LabelLibrary, tmp_path: Path, names: str) -> None:
    top = tmp_path / "set"
    texts = {
        "a": "1 0.5 0.5 1 1\n1 0.1 0.1 0.1 0.1\n",
        "b": "",
        "c": "0 0 0 0 0\n1 0 0 0 0\n",
        "d": "x",
        "e": "7 1 1 1 1",
        "f": None,
    }
    for name, text in texts.items():
        draw(top / "train" / "images" / f"{name}.png")
        if text is not None:
            (top / "train" / "labels").mkdir(exist_ok=True)
            (top / "train" / "labels" / f"{name}.txt").write_text(text)
    write(top / "data.yaml", f"train: ../set/train/images\nval: valid/images\n{names}")
    outcome = take_in(library, "yolo", top)
    assert by_name(library) == {"a.png": ("labelled", "boxer"), "b.png": ("not_a_dog", None)}
    assert codes(outcome) == {
        "several_breeds": ["c.png"],
        "line_damaged": ["d.png", "e.png"],
        "says_nothing": ["f.png"],
    }


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no table": ("csv", b"\x00\x01\x02binary" * 50, "not_a_table"),
    "empty table": ("csv", b"", "table_empty"),
    "blank table": ("csv", b"\n \n", "table_empty"),
    "wrong columns": ("csv", b"first,second,third\n1,2,3\n", "no_column"),
    "no breeds": ("csv", b"file,size\na.png,3\n", "no_column"),
    "header alone": ("csv", b"file,breed\n", "no_labels"),
    "no ids": ("kaggle", b"x,breed\n1,pug\n", "no_column"),
    "other photos": ("csv", b"file,breed\nx.png,pug\n", "photos_not_found"),
    "no json": ("json", b"file,breed\n", "json_unreadable"),
    "json of latin": ("json", b'[{"path": "\xe9"}]', "json_unreadable"),
    "deep json": ("json", b"[" * 200_000, "json_unreadable"),
    "json of something else": ("json", b'{"a": 1}', "json_other"),
    "newer json": ("json", b'{"format": "breedlens-labels", "version": 9, "photos": []}', "json_newer"),
    "coco of something else": ("coco", b"[]", "json_other"),
    "coco without categories": (
        "coco",
        b'{"images": [], "annotations": [{"image_id": 1, "category_id": 1}]}',
        "json_other",
    ),
    "megadetector of something else": ("megadetector", b'{"images": []}', "json_other"),
    "yolo of something else": ("yolo", b"a: b\n", "yolo_unreadable"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_makes_no_sense_changes_nothing(
    library: LabelLibrary, tmp_path: Path, photos: dict[str, str], name: str
) -> None:
    kind, data, code = REFUSED[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(BreedLensError) as caught:
        take_in(library, kind, path)
    assert caught.value.code == code and caught.value.message.rstrip().endswith(".")
    assert said(library) == {} and library.undo() is None and path.read_bytes() == data


@pytest.mark.parametrize("kind", list(ExchangeFormat))
def test_what_is_not_there_is_said(library: LabelLibrary, tmp_path: Path, kind: ExchangeFormat) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(BreedLensError) as caught:
            take_in(library, kind, path)
        assert "Traceback" not in caught.value.message and caught.value.message.rstrip().endswith(".")


def test_the_real_labels_of_kaggle(library: LabelLibrary, tmp_path: Path, shared_photos: Path) -> None:
    table = shared_photos / "kaggle_labels.csv"
    lines = table.read_text().splitlines()
    names = [line.split(",")[0] for line in lines[1:4]]
    for name in names:
        draw(tmp_path / "train" / f"{name}.png")
    (tmp_path / "labels.csv").write_bytes(table.read_bytes())
    outcome = take_in(library, "kaggle", tmp_path / "labels.csv")
    assert len(outcome.imported) == 3 and len(outcome.left_out) == len(lines) - 4
    expected = {f"{name}.png": ("labelled", line.split(",")[1]) for name, line in zip(names, lines[1:4], strict=True)}
    assert by_name(library) == expected
