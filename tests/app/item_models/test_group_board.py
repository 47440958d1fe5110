"""What a person does to groups: taking out, folding, labelling, undoing."""

from __future__ import annotations

import pytest

from app.item_models.group_board import GroupBoard
from app.item_models.photo_groups import Grouping, PhotoGroup, Suggests
from core.library.records import Origin, PhotoLabel, Status


def label(path: str, status: Status = Status.LABELLED, breed: str | None = "pug") -> PhotoLabel:
    is_known = status is not Status.UNLABELLED
    return PhotoLabel(1, path, status, breed if is_known else None, Origin.CHOSEN if is_known else None, "")


def gone(*paths: str) -> dict[str, PhotoLabel]:
    return {path: label(path, Status.UNLABELLED) for path in paths}


@pytest.fixture
def board() -> GroupBoard:
    """Five photos, of which b1 to b3 are a burst and odd is odd; two others; one."""
    made = GroupBoard()
    groups = (
        PhotoGroup((("a",), ("b1", "b2", "b3"), ("odd",)), 1, Suggests.BREED, (("pug", 0.9),), 0.9),
        PhotoGroup((("c",), ("d",)), 0, Suggests.NOT_A_DOG),
        PhotoGroup((("e",),), 0, Suggests.OTHER_BREED),
    )
    made.set_grouping(Grouping(groups))
    return made


def test_a_burst_is_one_cell_until_it_is_unfolded(board: GroupBoard) -> None:
    assert [cell.paths for cell in board.cells(0)] == [("a",), ("b1", "b2", "b3"), ("odd",)]
    board.take_out(0, [1], True)
    assert board.inside(0) == ["a", "odd"] and board.taken_out(0) == 3
    assert board.unfold(0, 1) == 1
    assert [cell.paths for cell in board.cells(0)] == [("a",), ("b1",), ("b2",), ("b3",), ("odd",)]
    board.take_out(0, [2], False)
    assert board.inside(0) == ["a", "b2", "odd"]
    assert board.unfold(0, 3) == 1
    folded = board.cells(0)[1]
    assert folded.paths == ("b1", "b2", "b3") and not folded.is_out
    assert board.inside(0) == ["a", "b2", "odd"]
    assert board.unfold(0, 0) == 0 and len(board.cells(0)) == 3


def test_odd_ones_go_out_and_in_together(board: GroupBoard) -> None:
    assert [cell.is_odd for cell in board.cells(0)] == [False, False, True]
    board.take_out_odd(0)
    assert board.inside(0) == ["a", "b1", "b2", "b3"]
    board.take_out_odd(0)
    assert board.taken_out(0) == 0
    board.take_out_odd(1)
    assert board.taken_out(1) == 0


def test_a_labelled_group_leaves_and_comes_back_when_that_is_undone(board: GroupBoard) -> None:
    board.take_out_odd(0)
    said = board.inside(0)
    board.say(0, said)
    assert board.is_pending(0) and board.shown == [0, 1, 2]
    assert board.set_labels({path: label(path) for path in said}) == []
    assert board.shown == [1, 2] and not board.is_pending(0) and board.left_over == 1 and board.photo_count == 3
    assert board.set_labels(gone(*said)) == [0]
    assert board.shown == [0, 1, 2] and board.inside(0) == said and board.left_over == 0
    assert board.set_labels({path: label(path) for path in said}) == []  # done again
    assert board.shown == [1, 2]


def test_photos_labelled_elsewhere_leave_their_group(board: GroupBoard) -> None:
    board.set_labels({"c": label("c"), "stranger": label("stranger")})
    assert [cell.paths for cell in board.cells(1)] == [("d",)] and board.shown == [0, 1, 2]
    board.set_labels({"d": label("d")})
    assert board.shown == [0, 2] and board.left_over == 0
    board.set_labels({"b1": label("b1")})
    assert board.cells(0)[1].paths == ("b2", "b3")


def test_labelled_photos_are_shown_where_that_is_wished(board: GroupBoard) -> None:
    board.set_labels({"c": label("c"), "d": label("d")})
    board.includes_labelled = True
    assert board.shown == [0, 1, 2]
    shown = board.cells(1)[0].label
    assert shown is not None and shown.breed == "pug"
    board.say(1, ["c", "d"])
    board.set_labels({path: label(path, breed="chow") for path in ("c", "d")})
    assert board.shown == [0, 2]  # said anew: done
    assert board.set_labels({path: label(path) for path in ("c", "d")}) == [1]


def test_what_could_not_be_saved_is_there_again(board: GroupBoard) -> None:
    board.say(0, board.inside(0))
    board.forget_pending()
    assert not board.is_pending(0) and board.shown == [0, 1, 2]
    board.say(1, ["c", "d"])
    board.leave_out(["c", "nowhere"])
    assert not board.is_pending(1) and board.inside(1) == ["d"]


def test_other_groups_begin_anew(board: GroupBoard) -> None:
    board.take_out_odd(0)
    board.set_labels({"a": label("a")})
    board.set_grouping(Grouping((PhotoGroup((("a",), ("odd",))),)))
    assert board.inside(0) == ["a", "odd"] and board.label_of("a") is None
