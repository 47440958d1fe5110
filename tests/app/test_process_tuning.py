"""The tuning of the process."""

from __future__ import annotations

import sys

from app.process_tuning import SWITCH_INTERVAL_S, tune_process


def test_the_window_gets_its_turn_sooner() -> None:
    before = sys.getswitchinterval()
    try:
        tune_process()
        assert abs(sys.getswitchinterval() - SWITCH_INTERVAL_S) < 1e-6
    finally:
        sys.setswitchinterval(before)
