"""The lock, the stamp and the bill of materials."""

from __future__ import annotations

import json
import platform
import subprocess
from pathlib import Path

import bundled
import pytest
from bundled import bundled_packages, packages_of
from lock import CONSTRAINTS, LOCK, PROJECT_FILE, ROOT, disagreements, linux_disagreements, main, read_lock
from stamp import Stamp, stamp_of, write_stamp

LOCKED = (
    "numpy==2.4.6 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
    "win-only==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:22\n"
)
AGREED = "# versions\nnumpy==2.4.6\nwin_only==1.0\n"
PROJECT = """
[project]
dependencies = ["numpy>=2"]
[project.optional-dependencies]
package = []
"""


def test_the_lock_agrees_with_what_the_project_says() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in (LOCK, CONSTRAINTS, PROJECT_FILE)]
    assert disagreements(*texts) == []
    assert main(["--check"]) == 0


def test_what_the_program_needs_is_locked() -> None:
    locked = {one.name: one for one in read_lock((ROOT / LOCK).read_text("utf-8"))}
    missing = {package.name for package in bundled_packages()} - set(locked) - {"breedlens"}
    assert not missing
    assert all(one.hashes >= 1 for one in locked.values())


@pytest.mark.parametrize(
    ("lock", "constraints", "project", "said"),
    [
        (LOCKED, AGREED, PROJECT, ""),
        (LOCKED.replace("2.4.6", "2.4.7"), AGREED, PROJECT, "numpy is locked at 2.4.7"),
        (LOCKED, AGREED.replace("win_only==1.0\n", ""), PROJECT, "win-only 1.0 is locked"),
        ("numpy==2.4.6\nwin-only==1.0 --hash=sha256:22\n", AGREED, PROJECT, "numpy is locked without a hash"),
        (LOCKED, AGREED, PROJECT.replace('"numpy>=2"', '"numpy>=2", "scipy"'), "scipy is needed"),
        ("--index-url https://packages.example/simple\n" + LOCKED, AGREED, PROJECT, "names a place"),
        ("--find-links /wheels\n" + LOCKED, AGREED, PROJECT, "names a place"),
    ],
)
def test_a_lock_that_disagrees_is_told_so(lock: str, constraints: str, project: str, said: str) -> None:
    found = disagreements(lock, constraints, project)
    assert said in "".join(found) and len(found) == bool(said)


@pytest.mark.parametrize(
    ("lock", "count"),
    [
        ("tensorflow-cpu==2.21.0 --hash=sha256:00\n", 0),
        ("tensorflow-cpu==2.20.0 --hash=sha256:00\n", 1),
        ("tensorflow-cpu==2.21.0\n", 1),
        ("", 1),
    ],
)
def test_linux_has_the_same_tensorflow(lock: str, count: int) -> None:
    assert len(linux_disagreements(lock, "tensorflow==2.21.0\n")) == count


def test_a_package_may_be_built_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bundled.STAND_INS, "no-such-package", ("numpy",))
    assert [package.name for package in bundled_packages("no-such-package")] == ["numpy"]


def test_a_package_is_left_out_with_all_of_its_modules_only() -> None:
    assert packages_of(["numpy", "yaml"]) == {"numpy"}, "PyYAML has a second module"


def test_a_lock_without_exact_versions_is_an_error() -> None:
    with pytest.raises(ValueError, match="not an exact version"):
        list(read_lock("numpy>=2.4.6 --hash=sha256:00\n"))


def test_the_stamp_is_of_the_source_not_of_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert stamp_of(tmp_path) == Stamp("1.2.3", "", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert stamp_of(tmp_path) == Stamp("1.2.3", "", "1970-01-02T00:00:00Z")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    git = ["git", "-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first", "--date=@1000000"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True, env={"GIT_COMMITTER_DATE": "@1000000 +0000"})
    clean = stamp_of(tmp_path)
    assert len(clean.commit) == 12 and clean.time == "1970-01-12T13:46:40Z"
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.4"\n', "utf-8")
    assert stamp_of(tmp_path).commit == clean.commit + "+"
    assert json.loads(write_stamp(clean, tmp_path / "resources").read_text("utf-8"))["commit"] == clean.commit


def test_the_bill_of_materials_follows_its_schema_and_is_the_same_each_time() -> None:
    pytest.importorskip("cyclonedx", reason="comes with the extra package")
    from licences import Licences, library_name
    from sbom import bill

    packages = bundled_packages()
    stamp = Stamp("0.1.0", "0123456789ab", "2026-01-02T03:04:05Z")
    text = bill(packages, Licences(packages).parts(), stamp)
    assert text == bill(packages, Licences(packages).parts(), stamp)
    document = json.loads(text)
    assert document["metadata"]["timestamp"].startswith("2026-01-02T03:04:05")
    assert document["metadata"]["component"]["name"] == "breedlens"
    components = {component["name"]: component for component in document["components"]}
    assert components["numpy"]["purl"].startswith("pkg:pypi/numpy@")
    assert components["Python"]["version"] == platform.python_version() and "purl" not in components["Python"]
    # each shared library in a wheel is there, as its own record lists them
    for package in packages:
        held = {inner["name"] for inner in components.get(package.name, {}).get("components", [])}
        assert held == {library_name(file) for file in package.inner_libraries()}, package.name
    assert any(component.get("components") for component in components.values())
    needs = {entry["ref"]: entry.get("dependsOn", []) for entry in document["dependencies"]}
    assert "numpy" in needs["breedlens"] and len(components) >= len(packages)
