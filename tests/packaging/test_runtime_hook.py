"""What the frozen program does to its environment before anything else."""

from __future__ import annotations

import os
import runpy

import pytest
from project_facts import ROOT

HOOK = str(ROOT / "packaging" / "runtime_hook.py")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every variable that the hook sets or takes away comes back."""
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT"):
        monkeypatch.setenv(name, "before")
        monkeypatch.delenv(name)


def test_other_programs_get_the_paths_that_the_person_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/breedlens/_internal:/own")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    runpy.run_path(HOOK)
    assert os.environ["LD_LIBRARY_PATH"] == "/own" and "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_other_programs_get_none_where_the_person_had_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/breedlens/_internal")
    runpy.run_path(HOOK)
    assert "LD_LIBRARY_PATH" not in os.environ


def test_the_programs_own_children_look_for_its_libraries_anew() -> None:
    """Without this a child finds no library that the system lacks: training fails on a bare system."""
    runpy.run_path(HOOK)
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
