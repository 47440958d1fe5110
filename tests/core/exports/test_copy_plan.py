"""Copies into one folder per breed: nothing lost, nothing written over, nothing copied twice."""

from __future__ import annotations

import errno
import os
import random
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import files
from core.breeds import BreedTable
from core.control import Cancelled, Control, Progress
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports import copy_file, copy_plan
from core.exports.copy_plan import CopyPlan, carry_out, plan_copies
from core.exports.report import Row
from core.inference.results import Finding, Prediction

Answer = Callable[..., Prediction]


@pytest.fixture
def photos(tmp_path: Path) -> Callable[..., str]:
    """Makes a "photo" (content is all that copying sees) below `photos/`."""

    def make(name: str, content: bytes = b"photo") -> str:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1_000_000, 1_000_000))
        return str(path)

    return make


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(plan: CopyPlan) -> list[str]:
    return [str(left.reason.code) for left in plan.left_out]


def test_each_answer_has_its_folder(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    rows: list[Row] = [
        (photos("a.jpg", b"1"), answer("pug")),
        (photos("b.jpg", b"2"), answer("pug", Finding.NO_DOG)),
        (photos("c.jpg", b"3"), answer("pug", Finding.OTHER_BREED)),
        (photos("d.jpg", b"4"), PhotoError(PhotoErrorCode.CORRUPT)),
        (str(tmp_path / "gone.jpg"), answer("pug")),
    ]
    before = tree(tmp_path / "photos")
    for language, names in (
        (None, {"pug", "no_dog", "unknown_breed"}),
        ("en", {"Pug", "No dog", "Unknown breed"}),
        ("fr", {"Carlin", "Pas de chien", "Race inconnue"}),
    ):
        target = tmp_path / f"sorted {language}"
        plan = plan_copies(rows, str(target), breeds, language)
        assert not target.exists()
        assert set(plan.folders) == names and codes(plan) == ["corrupt", "not_found"]
        report = carry_out(plan)
        assert set(tree(target).values()) == {b"1", b"2", b"3"}
        assert list(report.written) == [copy.target for copy in plan.copies]
        assert report.left_out == plan.left_out
        assert all(os.stat(path).st_mtime == 1_000_000 for path in report.written)
    assert tree(tmp_path / "photos") == before


def test_equal_names_are_numbered_and_equal_photos_copied_once(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    names = ["1/rex.jpg", "2/rex.jpg", "3/REX.JPG", "4/rex.jpg", "5/re\u0301x.jpg", "6/r\u00e9x.jpg"]
    contents = [b"one", b"two", b"three", b"one", b"four", b"five"]
    rows: list[Row] = [(photos(n, c), answer("pug")) for n, c in zip(names, contents, strict=True)]
    plan = plan_copies(rows, str(tmp_path / "sorted"), breeds, None)
    assert [os.path.basename(copy.target) for copy in plan.copies] == [
        "rex.jpg",
        "rex (2).jpg",
        "REX (3).JPG",
        "re\u0301x.jpg",
        "r\u00e9x (2).jpg",
    ]
    assert codes(plan) == ["copied_already"]
    carry_out(plan)
    assert set(tree(tmp_path / "sorted").values()) == set(contents)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), runs=st.integers(1, 3))
def test_every_content_arrives_and_repeating_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, answer: Answer, breeds: BreedTable, seed: int, runs: int
) -> None:
    rng = random.Random(seed)
    root = tmp_path_factory.mktemp("copies")
    target = root / "photos" / "sorted"  # inside the folder of the photos
    (target / "pug").mkdir(parents=True)
    (target / "pug" / "a.jpg").write_bytes(b"was here before")
    rows: list[Row] = []
    for number in range(8):
        path = root / "photos" / str(number) / rng.choice(["a.jpg", "A.jpg", "a (2).jpg", "b"])
        path.parent.mkdir()
        path.write_bytes(rng.choice([b"x", b"y", b"z"]))
        rows.append((str(path), answer(rng.choice(["pug", "boxer"]))))
    for _ in range(runs):
        carry_out(plan_copies(rows, str(target), breeds, None))
        expected: dict[str, set[bytes]] = {"pug": {b"was here before"}, "boxer": set()}
        for path_text, prediction in rows:
            expected[prediction.top(1)[0].breed].add(Path(path_text).read_bytes())  # type: ignore[union-attr]
        for breed, contents in expected.items():
            assert set(tree(target / breed).values()) == contents
    assert (target / "pug" / "a.jpg").read_bytes() == b"was here before"
    assert plan_copies(rows, str(target), breeds, None).copies == ()


def test_carrying_out_a_plan_twice_copies_once(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    plan = plan_copies([(photos("a.jpg"), answer("pug"))], str(tmp_path / "sorted"), breeds, None)
    carry_out(plan)
    again = carry_out(plan)
    assert again.written == () and [left.reason.code for left in again.left_out] == ["copied_already"]
    assert len(tree(tmp_path / "sorted")) == 1


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_copy_of_a_read_only_photo_is_as_private_and_can_be_changed(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    path = photos("a.jpg")
    Path(path).chmod(0o440)
    (copy,) = carry_out(plan_copies([(path, answer("pug"))], str(tmp_path / "sorted"), breeds, None)).written
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o640 and os.stat(copy).st_mtime == 1_000_000
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o440


def test_photos_inside_the_target_stay_where_they_are(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    rows: list[Row] = [(photos("sorted/boxer/a.jpg"), answer("pug"))]
    plan = plan_copies(rows, str(tmp_path / "photos" / "sorted"), breeds, None)
    assert plan.copies == () and codes(plan) == ["in_target"]


def test_a_name_taken_after_the_plan_is_not_written_over(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    plan = plan_copies([(photos("a.jpg", b"new"), answer("pug"))], str(tmp_path / "sorted"), breeds, None)
    (tmp_path / "sorted" / "pug").mkdir(parents=True)
    (tmp_path / "sorted" / "pug" / "a.jpg").write_bytes(b"theirs")
    carry_out(plan)
    assert tree(tmp_path / "sorted") == {"pug/a.jpg": b"theirs", "pug/a (2).jpg": b"new"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names can be any bytes")
def test_names_that_are_no_text_are_copied(
    tmp_path: Path, photos: Callable[..., str], answer: Answer, breeds: BreedTable
) -> None:
    path = photos(os.fsdecode(b"\xff\xfe.jpg"))
    carry_out(plan_copies([(path, answer("pug"))], str(tmp_path / "sorted"), breeds, "en"))
    assert os.listdir(os.fsencode(tmp_path / "sorted" / "Pug")) == [b"\xff\xfe.jpg"]


def test_classes_of_any_name_have_legal_and_distinct_folders(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    names = ("../up", "CON", "a/b", "Rex", "rex", "dots..", "?")
    rows: list[Row] = [(photos(f"{i}.jpg", bytes([i])), answer(n, names=names)) for i, n in enumerate(names)]
    plan = plan_copies(rows, str(tmp_path / "sorted"), breeds, None)
    folders = [os.path.dirname(copy.target) for copy in plan.copies]
    assert {os.path.dirname(folder) for folder in folders} == {str(tmp_path / "sorted")}
    assert len({os.path.basename(folder).casefold() for folder in folders}) == len(names)
    assert all(not set('<>:"/\\|?*') & set(os.path.basename(folder)) for folder in folders)
    carry_out(plan)
    assert len(tree(tmp_path / "sorted")) == len(names)


def test_a_full_disk_leaves_no_partial_file(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = [(photos("a.jpg", b"1"), answer("pug")), (photos("b.jpg", b"2"), answer("pug"))]
    plan = plan_copies(rows, str(tmp_path / "sorted"), breeds, None)

    class FullDisk:
        def __init__(self, file: IO[Any]) -> None:
            self.file = file

        def __enter__(self) -> FullDisk:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            if data == b"2":
                self.file.write(b"")
                raise OSError(errno.ENOSPC, "No space left on device")
            self.file.write(data)

    def opened(path: str, mode: str = "r") -> Any:
        return FullDisk(open(path, mode)) if mode == "wb" else open(path, mode)

    monkeypatch.setattr(copy_file, "open", opened, raising=False)
    with pytest.raises(BreedLensError) as failure:
        carry_out(plan)
    assert failure.value.code == "disk_full"
    assert tree(tmp_path / "sorted") == {"pug/a.jpg": b"1"}


def test_too_little_room_is_said_before_copying(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_copies([(photos("a.jpg"), answer("pug"))], str(tmp_path / "sorted"), breeds, None)
    monkeypatch.setattr(copy_plan.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 2}))
    with pytest.raises(BreedLensError, match="too little room"):
        carry_out(plan)
    assert not (tmp_path / "sorted").exists()


def test_cancelling_keeps_finished_copies_and_no_partial_one(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    rows: list[Row] = [(photos(f"{i}.jpg", bytes([i])), answer("pug")) for i in range(3)]
    control = Control()
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        control.cancel()

    with pytest.raises(Cancelled):
        carry_out(plan_copies(rows, str(tmp_path / "sorted"), breeds, None), control=control, on_progress=stop)
    assert tree(tmp_path / "sorted") == {"pug/0.jpg": b"\0"}
    assert seen == [Progress(1, 3)]


def test_a_target_that_is_a_file_is_a_sentence_and_leaves_it_alone(
    photos: Callable[..., str], tmp_path: Path, answer: Answer, breeds: BreedTable
) -> None:
    target = tmp_path / "sorted"
    target.write_bytes(b"a file")
    plan = plan_copies([(photos("a.jpg"), answer("pug"))], str(target), breeds, None)
    with pytest.raises(BreedLensError) as failure:
        carry_out(plan)
    assert failure.value.code == "no_folder" and target.read_bytes() == b"a file"


def test_parts_have_a_name_that_is_never_taken_for_a_photo() -> None:
    assert files.PART_SUFFIX.startswith(".") and files.PART_SUFFIX not in (".jpg", ".png")
