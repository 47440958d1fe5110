"""A checkpoint is there whole, as it was, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.training.checkpoint import FILE, Checkpoint, has_checkpoint, load_checkpoint, save_checkpoint

WEIGHTS = [np.arange(6, dtype=np.float32).reshape(2, 3), np.array(3.5, np.float32)]
BEST = [array + 1 for array in WEIGHTS]
SLOTS = [np.array(7, np.int64), np.zeros((2, 3), np.float32)]
STATE = {"epochs": 3, "best": 0.25, "curve": [{"loss": 1.5, "val_loss": None}]}


def assert_equal(found: Checkpoint | None, expected: Checkpoint) -> None:
    assert found is not None and found.state == expected.state
    for name in ("weights", "best", "optimiser"):
        ours, theirs = getattr(found, name), getattr(expected, name)
        assert [array.dtype for array in ours] == [array.dtype for array in theirs]
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("best", [BEST, WEIGHTS], ids=["another epoch", "this epoch"])
def test_it_comes_back_as_it_was(best: list[np.ndarray], tmp_path: Path) -> None:
    expected = Checkpoint(STATE, WEIGHTS, best, SLOTS)
    save_checkpoint(tmp_path / "new" / "folder", expected)
    assert_equal(load_checkpoint(tmp_path / "new" / "folder"), expected)


def test_the_best_is_stored_once_where_it_is_the_latest(tmp_path: Path) -> None:
    large = [np.zeros(100_000, np.float32)]
    save_checkpoint(tmp_path / "same", Checkpoint(STATE, large, large, []))
    save_checkpoint(tmp_path / "other", Checkpoint(STATE, large, [large[0] + 1], []))
    assert (tmp_path / "same" / FILE).stat().st_size < 0.6 * (tmp_path / "other" / FILE).stat().st_size


def test_nothing_there(tmp_path: Path) -> None:
    assert load_checkpoint(tmp_path) is None and not has_checkpoint(tmp_path)


@example(cut=0.875, flip=True)  # "zip file version 21.0", which the archive's reader does not know
@given(cut=st.floats(0, 0.999), flip=st.booleans())
def test_a_damaged_one_is_none_or_the_same(cut: float, flip: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    expected = Checkpoint(STATE, WEIGHTS, BEST, SLOTS)
    save_checkpoint(folder, expected)
    content = bytearray((folder / FILE).read_bytes())
    place = int(cut * len(content))
    if flip:
        content[place] ^= 0xFF
    else:
        del content[place:]
    (folder / FILE).write_bytes(bytes(content))
    found = load_checkpoint(folder)
    if found is not None:  # a byte that nobody reads
        assert_equal(found, expected)
    assert has_checkpoint(folder)


def test_a_failed_writing_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Checkpoint(STATE, WEIGHTS, BEST, SLOTS)
    save_checkpoint(tmp_path, expected)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.training.checkpoint.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_checkpoint(tmp_path, Checkpoint({}, BEST, BEST, SLOTS))
    assert_equal(load_checkpoint(tmp_path), expected)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
