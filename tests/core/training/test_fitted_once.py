"""What is fitted on a run's photos is fitted once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.training.fitted_once import FittedOnce


class Fit:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> tuple[np.ndarray, np.ndarray]:
        self.calls += 1
        return np.full((2, 3), self.calls, np.float32), np.full(3, self.calls, np.float64)


def test_a_resumed_run_goes_on_with_what_was_fitted(tmp_path: Path) -> None:
    fit = Fit()
    first = FittedOnce(tmp_path / "new").arrays("scaling", fit)
    again = FittedOnce(tmp_path / "new").arrays("scaling", fit)
    assert fit.calls == 1
    for one, other in zip(first, again, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    assert FittedOnce(tmp_path / "new").arrays("components", fit)[0][0, 0] == 2


def test_nothing_is_kept_nowhere() -> None:
    fit, nowhere = Fit(), FittedOnce()
    nowhere.arrays("scaling", fit)
    assert nowhere.arrays("scaling", fit)[0][0, 0] == 2


def test_a_damaged_file_is_fitted_again(tmp_path: Path) -> None:
    fit = Fit()
    FittedOnce(tmp_path).arrays("scaling", fit)
    (tmp_path / "scaling.npz").write_bytes(b"PK\x03\x04 nothing of use")
    assert FittedOnce(tmp_path).arrays("scaling", fit)[0][0, 0] == 2
    assert FittedOnce(tmp_path).arrays("scaling", fit)[0][0, 0] == 2


def test_a_full_disk_keeps_nothing_and_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.training.fitted_once.os.fsync", full)
    fit = Fit()
    FittedOnce(tmp_path).arrays("scaling", fit)
    assert FittedOnce(tmp_path).arrays("scaling", fit)[0][0, 0] == 2 and list(tmp_path.iterdir()) == []
