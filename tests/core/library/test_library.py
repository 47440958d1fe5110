"""What a person says of photos is kept, belongs to the photo, and can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.errors import BreedLensError, PhotoError
from core.library.library import LabelLibrary
from core.library.records import UNLABELLED, Label, Origin, Status

Photos = Callable[[int], list[str]]
PUG = 0


def ids(library: LabelLibrary, paths: list[str]) -> list[int]:
    found = library.add_photos(paths)
    assert all(isinstance(one, int) for one in found)
    return [one for one in found if isinstance(one, int)]


def breed(library: LabelLibrary, name: str) -> int:
    found = library.find_breed(name)
    assert found is not None
    return found.id


def said(library: LabelLibrary) -> dict[str, tuple[str, str | None]]:
    """By file name."""
    return {os.path.basename(one.path): (one.status.value, one.breed) for one in library.labels().values()}


def test_labels_are_there_again(library: LabelLibrary, file: Path, photos: Photos) -> None:
    first, second, third = ids(library, photos(3))
    library.label({first: Label(Status.LABELLED, breed(library, "Pug"))}, Origin.ACCEPTED)
    library.label({second: Label(Status.NOT_A_DOG)}, Origin.CHOSEN)
    library.close()
    with LabelLibrary(file) as again:
        assert said(again) == {"photo0.jpg": ("labelled", "pug"), "photo1.jpg": ("not_a_dog", None)}
        labels = again.labels([first, third])
        assert labels[first].origin is Origin.ACCEPTED and labels[first].time.endswith("+00:00")
        assert labels[third].status is Status.UNLABELLED and labels[third].origin is None


def test_a_label_follows_its_photo(library: LabelLibrary, photos: Photos, tmp_path: Path) -> None:
    path = photos(1)[0]
    (photo,) = ids(library, [path])
    library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    moved = tmp_path / os.fsdecode(b"new name \xff.jpg")
    Path(path).rename(moved)
    assert ids(library, [str(moved)]) == [photo]
    assert library.labels()[photo].path == str(moved)
    # another photo under the old name has no label
    Path(path).write_bytes(b"another")
    (other,) = ids(library, [path])
    assert other != photo and library.labels([other])[other].status is Status.UNLABELLED
    assert library.labels()[photo].path == str(moved)


def test_a_label_outlives_the_last_file_of_its_photo(library: LabelLibrary, photos: Photos, tmp_path: Path) -> None:
    path = photos(1)[0]
    content = Path(path).read_bytes()
    (photo,) = ids(library, [path])
    library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    Path(path).write_bytes(b"edited in place")
    ids(library, [path])
    assert library.labels([photo])[photo].path == "" and library.labels([photo])[photo].status is Status.MIXED
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(content)
    assert library.find_photos([str(copy)]) == [photo]


def test_files_that_cannot_be_read_are_told(library: LabelLibrary, photos: Photos, tmp_path: Path) -> None:
    good = photos(1)[0]
    found = library.add_photos([str(tmp_path / "missing.jpg"), good, "a\0b"])
    assert isinstance(found[0], PhotoError) and isinstance(found[1], int) and isinstance(found[2], PhotoError)


def test_photos_are_found_without_being_noted(library: LabelLibrary, photos: Photos, tmp_path: Path) -> None:
    first, second = photos(2)
    (photo,) = ids(library, [first])
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(Path(first).read_bytes())
    found = library.find_photos([first, second, str(copy), "missing.jpg"])
    assert found[:3] == [photo, None, photo] and isinstance(found[3], PhotoError)
    assert library.labels([photo])[photo].path == first and library.find_photos([second]) == [None]


def test_moved_photos_lie_where_they_were_found(library: LabelLibrary, photos: Photos, tmp_path: Path) -> None:
    before = photos(3)
    known = ids(library, before[:2])
    library.label(dict.fromkeys(known, Label(Status.MIXED)), Origin.CHOSEN)
    after = [str(tmp_path / "moved" / os.path.basename(path)) for path in before]
    Path(tmp_path / "photos").rename(tmp_path / "moved")
    steps = library.next_steps()
    assert library.known_files(after) == dict(zip(after[:2], known, strict=True))
    assert [library.labels()[photo].path for photo in known] == after[:2]
    assert library.next_steps() == steps  # that is no step to take back
    # a copy of a photo that is in its place is only a copy
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(Path(after[0]).read_bytes())
    assert library.known_files([str(copy)]) == {str(copy): known[0]}
    assert library.labels()[known[0]].path == after[0]


def test_many_photos_are_one_step(library: LabelLibrary, photos: Photos) -> None:
    many = ids(library, photos(500))
    library.label(dict.fromkeys(many, Label(Status.MIXED)), Origin.CHOSEN)
    before = said(library)
    action = library.begin()
    pug = Label(Status.LABELLED, breed(library, "pug"))
    for start in range(0, 500, 100):
        library.label(dict.fromkeys(many[start : start + 100], pug), Origin.CHOSEN, action)
    after = said(library)
    undone = library.undo()
    assert undone is not None and set(undone[1]) == set(many) and said(library) == before
    redone = library.redo()
    assert redone is not None and redone[0].id == action and said(library) == after


def test_to_say_the_same_again_is_no_step(library: LabelLibrary, photos: Photos) -> None:
    (photo,) = ids(library, photos(1))
    for _ in range(2):
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    library.begin()  # and neither is a step without a change
    assert library.undo() is not None and library.undo() is None
    assert said(library) == {}


def test_to_say_the_same_again_leaves_what_was_undone(library: LabelLibrary, photos: Photos) -> None:
    first, second = ids(library, photos(2))
    for photo in (first, second):
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    library.undo()
    library.label({first: Label(Status.MIXED)}, Origin.CHOSEN, library.begin())
    library.import_labels({})
    done = library.redo()
    assert done is not None and done[1] == [second]
    # and a step that does change something ends that, whenever it was begun
    action = library.begin()
    library.undo()
    library.label({first: Label(Status.UNKNOWN)}, Origin.CHOSEN, action)
    assert library.redo() is None


def test_what_was_undone_is_gone_after_a_new_step(library: LabelLibrary, photos: Photos) -> None:
    first, second = ids(library, photos(2))
    library.label({first: Label(Status.MIXED)}, Origin.CHOSEN)
    library.undo()
    library.label({second: Label(Status.UNKNOWN)}, Origin.CHOSEN)
    assert library.redo() is None and said(library) == {"photo1.jpg": ("unknown", None)}


def test_predictions_never_touch_labels(library: LabelLibrary, photos: Photos) -> None:
    (photo,) = ids(library, photos(1))
    library.label({photo: Label(Status.UNKNOWN)}, Origin.CHOSEN)
    library.put_predictions({photo: {"top": ["pug"]}}, "one")
    library.put_predictions({photo: {"top": ["boxer"]}}, "two")
    library.put_predictions({photo: {"top": ["beagle"]}}, "one")
    assert library.predictions("one") == {photo: {"top": ["beagle"]}}
    assert library.predictions("two") == {photo: {"top": ["boxer"]}}
    assert said(library) == {"photo0.jpg": ("unknown", None)}


def test_a_status_has_a_breed_or_none() -> None:
    with pytest.raises(ValueError, match="labelled"):
        Label(Status.LABELLED)
    with pytest.raises(ValueError, match="mixed"):
        Label(Status.MIXED, 3)


def test_ones_own_breeds_have_ids_for_ever(library: LabelLibrary, photos: Photos) -> None:
    (photo,) = ids(library, photos(1))
    rex = library.add_breed("Rex")
    assert library.add_breed(" rex ") == rex and library.find_breed("REX") == rex
    library.label({photo: Label(Status.LABELLED, rex.id)}, Origin.CHOSEN)
    library.rename_breed(rex.id, "Rex of Paris")
    assert said(library)["photo0.jpg"] == ("labelled", "Rex of Paris") and library.find_breed("Rex") is None
    library.undo()
    assert said(library)["photo0.jpg"] == ("labelled", "Rex")
    for _ in range(2):
        library.undo()
    assert library.find_breed("Rex") is None
    assert library.add_breed("Bella").id > rex.id  # an id is never given twice


def test_the_120_keep_their_names(library: LabelLibrary) -> None:
    pug = breed(library, "Carlin")
    with pytest.raises(BreedLensError, match="added yourself"):
        library.rename_breed(pug, "Puggy")
    with pytest.raises(BreedLensError, match="added yourself"):
        library.merge_breeds(pug, breed(library, "boxer"))
    assert [one.id for one in library.breeds()] == list(range(1, 121))


def test_merging(library: LabelLibrary, photos: Photos) -> None:
    first, second = ids(library, photos(2))
    dalmatian, dalmatien = library.add_breed("dalmatian"), library.add_breed("Dalmatien")
    library.label({first: Label(Status.LABELLED, dalmatian.id)}, Origin.CHOSEN)
    library.label({second: Label(Status.VERIFIED, dalmatien.id)}, Origin.IMPORTED)
    library.merge_breeds(dalmatien.id, dalmatian.id)
    assert said(library) == {"photo0.jpg": ("labelled", "dalmatian"), "photo1.jpg": ("verified", "dalmatian")}
    assert library.find_breed("dalmatien") == dalmatian and dalmatien not in library.breeds()
    assert library.labels()[second].origin is Origin.IMPORTED
    with pytest.raises(BreedLensError, match="itself"):
        library.merge_breeds(dalmatian.id, dalmatien.id)
    library.undo()
    assert said(library)["photo1.jpg"] == ("verified", "Dalmatien") and dalmatien in library.breeds()


@pytest.mark.parametrize("name", ["", "  ", "!?", "x" * 121])
def test_names_that_are_none(name: str, library: LabelLibrary) -> None:
    with pytest.raises(BreedLensError, match="needs a name"):
        library.add_breed(name)
    assert library.undo() is None


def test_names_that_are_taken(library: LabelLibrary) -> None:
    rex, bella = library.add_breed("Rex"), library.add_breed("Bella")
    for name in ("bella", "Carlin"):
        with pytest.raises(BreedLensError, match="merge the two"):
            library.rename_breed(rex.id, name)
    library.rename_breed(rex.id, "REX")
    assert library.find_breed("rex") is not None and library.find_breed("bella") == bella


class Session(RuleBasedStateMachine):
    """Any sequence of labels, undo, redo and closing is what a list of states says that it is."""

    folder: Path

    @initialize()
    def open(self) -> None:
        self.number = len(list(self.folder.iterdir()))
        self.file = self.folder / str(self.number) / "labels.sqlite3"
        self.library = LabelLibrary(self.file)
        paths = [self.file.parent / f"{name}.jpg" for name in "abc"]
        for path in paths:
            path.write_text(path.name)
        self.photos = ids(self.library, list(map(str, paths)))
        self.states: list[dict[int, Label]] = [{}]
        self.place = 0

    @rule(
        which=st.sets(st.integers(0, 2), min_size=1),
        label=st.sampled_from([UNLABELLED, Label(Status.MIXED), Label(Status.LABELLED, 3), Label(Status.VERIFIED, 3)]),
    )
    def label(self, which: set[int], label: Label) -> None:
        now = self.states[self.place]
        self.library.label({self.photos[one]: label for one in which}, Origin.CHOSEN)
        new = {**now, **{self.photos[one]: label for one in which}}
        new = {photo: one for photo, one in new.items() if one != UNLABELLED}
        if new != now:
            self.states = [*self.states[: self.place + 1], new]
            self.place += 1

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        assert self.library.undo() is not None
        self.place -= 1

    @rule()
    def redo(self) -> None:
        done = self.library.redo()
        assert (done is not None) == (self.place + 1 < len(self.states))
        self.place += done is not None

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = LabelLibrary(self.file)

    @invariant()
    def is_as_said(self) -> None:
        if hasattr(self, "library"):
            breeds = {one.id: one.name for one in self.library.breeds()}
            found = {photo: (one.status, one.breed) for photo, one in self.library.labels().items()}
            expected = self.states[self.place]
            assert found == {
                photo: (one.status, breeds[one.breed] if one.breed else None) for photo, one in expected.items()
            }

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()


def test_any_session(tmp_path: Path) -> None:
    Session.folder = tmp_path
    machine = Session.TestCase
    machine.settings = settings(
        max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine().runTest()
