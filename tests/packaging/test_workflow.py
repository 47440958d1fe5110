"""The workflow that packages the program on three systems."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".github" / "workflows" / "package.yml"


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The jobs by name."""
    held: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["jobs"]
    return held


def steps(job: dict[str, Any]) -> list[str]:
    return [step.get("run", "") for step in job["steps"]]


def test_all_three_systems_are_tested_before_they_are_packaged(jobs: dict[str, Any]) -> None:
    systems = {system.split("-")[0] for system in jobs["package"]["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "windows", "macos"}
    assert jobs["test"]["strategy"] == jobs["package"]["strategy"]
    assert jobs["package"]["needs"] == "test"
    assert any("pytest" in step for step in steps(jobs["test"]))


def test_every_system_installs_what_it_made_and_has_it_test_itself(jobs: dict[str, Any]) -> None:
    testing = [step for step in jobs["package"]["steps"] if "self-test" in step.get("run", "")]
    assert sorted(step["if"] for step in testing) == [
        f"runner.os == '{name}'" for name in ("Linux", "Windows", "macOS")
    ]
    for step in testing:
        # by its whole path: pip's own `breedlens` comes first on the search path
        (line,) = (line for line in step["run"].splitlines() if line.endswith("self-test"))
        assert re.match(r'\s*(& )?"?[$/]', line), line
    assert any("packaging/build.py" in step for step in steps(jobs["package"]))
    assert any("--require-hashes" in step for step in steps(jobs["package"]))


def test_no_secret_is_needed_and_every_action_is_pinned() -> None:
    text = FILE.read_text("utf-8")
    assert "secrets." not in text
    uses = re.findall(r"uses: (\S+)", text)
    assert uses and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in uses)


def test_what_it_names_is_there() -> None:
    text = FILE.read_text("utf-8")
    for name in re.findall(r"packaging/[\w.-]+", text):
        assert (ROOT / name).is_file(), name
