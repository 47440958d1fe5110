"""The steps of a build, with stand-ins for those that take minutes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="comes with the extra package")
pytest.importorskip("cyclonedx", reason="comes with the extra package")

import build
from freezing import BuildError, Frozen
from project_facts import ROOT, read_facts


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Frozen:
    """A frozen program that was made and has tested itself."""
    folder = tmp_path / "frozen"
    folder.mkdir()
    monkeypatch.setattr(build, "write_notices", lambda frozen: None)
    monkeypatch.setattr(build, "self_test", lambda frozen: "all well")
    return Frozen(read_facts(), ROOT, folder, tmp_path / "work", tmp_path / "dist à nous")


def test_sums_are_what_others_check_files_by(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a b.deb", "c.tar.xz")]
    for number, path in enumerate(files):
        path.write_bytes(b"x" * number)
    made = build.write_sums(files, tmp_path / "SHA256SUMS-linux")
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    subprocess.run(["sha256sum", "--check", "--strict", made.name], cwd=tmp_path, check=True)
    files[1].write_bytes(b"another")
    assert subprocess.run(["sha256sum", "--check", "--quiet", made.name], cwd=tmp_path, check=False).returncode


def test_without_an_installer_nothing_is_handed_out(frozen: Frozen) -> None:
    assert build.build(frozen, skip_freeze=True, installer=False) == []
    assert not frozen.output.exists()


def test_a_system_without_an_installer_is_said(frozen: Frozen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.sys, "platform", "plan9")
    with pytest.raises(BuildError, match="no installer for plan9"):
        build.build(frozen, skip_freeze=True, installer=True)


def test_a_program_that_fails_ends_the_build(frozen: Frozen, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Frozen) -> str:
        raise BuildError("The frozen program fails its self-test")

    monkeypatch.setattr(build, "self_test", fail)
    with pytest.raises(BuildError, match="self-test"):
        build.build(frozen, skip_freeze=True, installer=True)
    assert not frozen.output.exists()
