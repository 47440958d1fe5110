"""The Debian package and the portable archive of a stand-in for the frozen program, unpacked again by others."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from debian_package import changelog_text, control_text, debian_version, dependencies, make_package
from elf_facts import elf_files, needed_glibc
from freezing import BuildError, Frozen, places, self_test
from icon_files import make_icons
from linux import make_archive
from project_facts import ROOT, read_facts

DATE = datetime(2026, 1, 31, 12, tzinfo=UTC)
PROGRAM = """#!/bin/sh
case "$1" in --help) echo "-x 'y' .z";; self-test) echo "$BREEDLENS_HOME"; exit {code};; esac
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made in Linux alone")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")


@pytest.fixture
def frozen(tmp_path: Path, qapp: object) -> Frozen:
    """A stand-in with a program, a library, a link and an odd mode."""
    folder, work, output = tmp_path / "frozen" / "breedlens", tmp_path / "work", tmp_path / "dist"
    inside = folder / "_internal"
    inside.mkdir(parents=True)
    work.mkdir()
    output.mkdir()
    program = folder / "breedlens"
    program.write_text(PROGRAM.format(code=0))
    program.chmod(0o700)
    (inside / "lib.so.1").write_bytes(b"\x7fELF..GLIBC_2.5\0GLIBC_2.17\0GLIBC_PRIVATE\0")
    (inside / "lib.so.1").chmod(0o755)
    (inside / "lib.so").symlink_to("lib.so.1")
    make_icons(ROOT / "resources" / "icons", work / "icons")
    return Frozen(read_facts(), ROOT, folder, work, output)


def run(*command: str, cwd: Path | None = None) -> str:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True).stdout


@needs_dpkg
def test_the_package_holds_the_program_and_all_that_a_desktop_wants(frozen: Frozen, tmp_path: Path) -> None:
    package = make_package(frozen, DATE)
    assert package.name.startswith(f"breedlens_{frozen.facts.version}_")
    fields = run("dpkg-deb", "--field", str(package))
    assert f"Version: {frozen.facts.version}\n" in fields and "libc6 (>= 2.17)" in fields and "libxcb-cursor0" in fields
    target = tmp_path / "root"
    run("dpkg-deb", "--raw-extract", str(package), str(target))
    program = target / "usr" / "bin" / "breedlens"
    assert str(program.readlink()) == "../lib/breedlens/breedlens"
    assert program.resolve().stat().st_mode & 0o777 == 0o755
    assert (target / "usr/lib/breedlens/_internal/lib.so.1").stat().st_mode & 0o777 == 0o644
    assert str((target / "usr/lib/breedlens/_internal/lib.so").readlink()) == "lib.so.1"
    for name in ("applications/breedlens.desktop", "metainfo/org.breedlens.BreedLens.metainfo.xml",
                 "icons/hicolor/48x48/apps/breedlens.png", "icons/hicolor/scalable/apps/breedlens.svg",
                 "doc/breedlens/copyright", "lintian/overrides/breedlens"):  # fmt: skip
        assert (target / "usr/share" / name).is_file()
    manual = gzip.decompress((target / "usr/share/man/man1/breedlens.1.gz").read_bytes()).decode()
    assert "\\-x 'y' .z" in manual
    run("md5sum", "--check", "--strict", "DEBIAN/md5sums", cwd=target)
    own = {path.relative_to(target) for path in target.rglob("*") if path.is_file() and not path.is_symlink()}
    listed = {Path(line.split("  ")[1]) for line in (target / "DEBIAN/md5sums").read_text().splitlines()}
    assert listed == {path for path in own if path.parts[0] != "DEBIAN"}


@needs_dpkg
def test_two_builds_are_alike(frozen: Frozen) -> None:
    first = hashlib.sha256(make_package(frozen, DATE).read_bytes()).hexdigest()
    assert hashlib.sha256(make_package(frozen, DATE).read_bytes()).hexdigest() == first


@needs_dpkg
def test_nothing_runs_when_it_is_installed_or_removed(frozen: Frozen) -> None:
    """So nothing of the person's can be touched: dpkg takes away the files that it brought."""
    control = run("dpkg-deb", "--info", str(make_package(frozen, DATE)))
    assert not re.search(r"\b(preinst|postinst|prerm|postrm|config)\b", control)
    paths = run("dpkg-deb", "--contents", str(next(frozen.output.glob("*.deb")))).splitlines()
    assert all(line.split()[5].startswith(("./usr/", "./")) for line in paths)
    assert not any("/home" in line or "/etc" in line or "/var" in line for line in paths)


def test_the_archive_is_one_folder_with_the_version(frozen: Frozen) -> None:
    archive = make_archive(frozen, DATE)
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        assert {name.split("/")[0] for name in names} == {archive.name.removesuffix(".tar.xz")}
        assert {Path(name).name for name in names} >= {"breedlens", "README.txt", "LICENSE", "breedlens.png"}
        assert {(member.uid, member.gid, member.mtime) for member in tar} == {(0, 0, int(DATE.timestamp()))}
        link = next(member for member in tar if member.name.endswith("lib.so"))
        assert link.linkname == "lib.so.1"


def test_dependencies_and_control() -> None:
    depends = dependencies(ROOT / "packaging" / "qt-libraries.txt", "2.36")
    assert depends[0] == "libc6 (>= 2.36)" and "libegl1" in depends
    text = control_text(read_facts(), "amd64", depends, 7)
    assert "Installed-Size: 7\n" in text and text.endswith("\n")
    described = text.split("Description:")[1].splitlines()[1:]
    assert all(line.startswith(" ") and len(line) <= 80 for line in described)
    assert changelog_text(read_facts(), DATE).endswith(" Sat, 31 Jan 2026 12:00:00 +0000\n")


@needs_dpkg
@pytest.mark.parametrize(
    ("version", "newer"),
    [("1.2.0rc1", "1.2.0"), ("1.2.0a1", "1.2.0b1"), ("1.2.0.dev4", "1.2.0a1"), ("1.2.0", "1.2.0.post1")],
)
def test_a_version_that_precedes_another_does_so_for_debian(version: str, newer: str) -> None:
    run("dpkg", "--compare-versions", debian_version(version), "lt", debian_version(newer))


def test_the_c_library_that_is_needed() -> None:
    """As `readelf` tells it of a real program."""
    if shutil.which("readelf") is None:
        pytest.skip("readelf is not installed")
    python = Path(sys.executable).resolve()
    versions = re.findall(r"GLIBC_(\d+)\.(\d+)(?:\.(\d+))?", run("readelf", "-V", str(python)))
    highest = max(tuple(int(number) for number in version if number) for version in versions)
    assert needed_glibc([python]) == ".".join(map(str, highest))
    assert python in list(elf_files(python.parent))


def test_a_program_that_fails_its_self_test_ends_the_build(frozen: Frozen) -> None:
    report = self_test(frozen)
    assert report == (frozen.work / "self-test.txt").read_text() and not Path(report.strip()).exists()
    frozen.program.write_text(PROGRAM.format(code=1))
    with pytest.raises(BuildError, match="self-test"):
        self_test(frozen)


def test_everything_of_a_build_lies_in_ignored_folders() -> None:
    where = places()
    assert where.program.name == "breedlens"
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {where.folder.relative_to(ROOT).parts[0] + "/", where.output.relative_to(ROOT).parts[0] + "/"} <= set(
        ignored
    )
