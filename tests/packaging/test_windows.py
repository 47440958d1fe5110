"""The installer for Windows: what goes into it, and that NSIS compiles it (with a stand-in for the frozen program)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import windows
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from project_facts import read_facts
from windows import (
    Installer,
    InstallerError,
    compile_installer,
    four_numbers,
    lists_script,
    payload_files,
    sign_command,
)

ROOT = Path(__file__).resolve().parents[2]
FILES = ["breedlens.exe", "breedlensw.exe", "_internal/a b$c/é.txt", "_internal/x.dll"]


@pytest.fixture
def installer(tmp_path: Path) -> Installer:
    """A stand-in payload with names that are hard to write in a script."""
    payload = tmp_path / "payload"
    for name in FILES:
        (payload / name).parent.mkdir(parents=True, exist_ok=True)
        (payload / name).write_bytes(b"stand-in " * 1000)
    icon = tmp_path / "icon.ico"
    Image.new("RGBA", (32, 32), (190, 90, 40, 255)).save(icon)
    return Installer(payload, "breedlens", "BreedLens", "1.2.3", [".jpg", ".heic"], ROOT / "LICENSE", icon)


@pytest.mark.skipif(windows.compiler() is None, reason="NSIS is not installed")
@pytest.mark.parametrize(("target", "machine"), [("amd64-unicode", 0x8664), ("x86-unicode", 0x14C)])
def test_the_installer_is_compiled_and_asks_for_no_rights(
    installer: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, machine: int
) -> None:
    """The official NSIS for Windows has nothing but the 32 bits."""
    if target not in (windows.TARGETS[1], windows.installer_target(Path(str(windows.compiler())))):
        pytest.skip("this NSIS makes no installers of 64 bits")
    monkeypatch.setattr(windows, "installer_target", lambda makensis: target)
    made = compile_installer(installer, tmp_path / "dist", tmp_path / "work")
    assert made.name == "breedlens-1.2.3-windows-x86_64-setup.exe"
    held = made.read_bytes()
    assert held[:2] == b"MZ"
    header = int.from_bytes(held[0x3C:0x40], "little")
    assert int.from_bytes(held[header + 4 : header + 6], "little") == machine
    assert b'level="asInvoker"' in held and b"requireAdministrator" not in held
    assert b"longPathAware" in held
    for words in ("ProductVersion", "1.2.3", "Installs BreedLens"):
        assert words.encode("utf-16-le") in held


@pytest.mark.skipif(windows.compiler() is None, reason="NSIS is not installed")
def test_both_the_installer_and_the_uninstaller_are_signed_where_there_is_a_certificate(
    installer: Installer, tmp_path: Path
) -> None:
    note = tmp_path / "signed"
    compile_installer(installer, tmp_path / "dist", tmp_path / "work", f'echo "%1" >> "{note}"')
    assert len(note.read_text("utf-8").splitlines()) == 2
    with pytest.raises(InstallerError, match="NSIS failed"):
        compile_installer(installer, tmp_path / "dist", tmp_path / "work", "exit 7")


@pytest.mark.parametrize("place", ["NSIS", "NSIS/Bin", "usr/bin"])
def test_the_installer_has_64_bits_where_nsis_can(tmp_path: Path, place: str) -> None:
    makensis = tmp_path / place / "makensis"
    stubs = tmp_path / ("usr/share/nsis/Stubs" if place.startswith("usr") else "NSIS/Stubs")
    for folder in (makensis.parent, stubs):
        folder.mkdir(parents=True, exist_ok=True)
    (stubs / "lzma_solid-x86-unicode").write_bytes(b"")
    assert windows.installer_target(makensis) == "x86-unicode"
    (stubs / "lzma_solid-amd64-unicode").write_bytes(b"")
    assert windows.installer_target(makensis) == "amd64-unicode"


def test_without_nsis_it_is_said(installer: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "compiler", lambda: None)
    with pytest.raises(InstallerError, match="NSIS is not installed"):
        compile_installer(installer, tmp_path, tmp_path)


def test_every_file_is_removed_and_folders_only_when_empty(installer: Installer) -> None:
    script = lists_script(payload_files(installer.payload), installer.extensions)
    removed = re.findall(r'^  Delete "\$INSTDIR\\(.*)"$', script, re.MULTILINE)
    assert [name.replace("\\", "/").replace("$$", "$") for name in removed] == sorted(FILES)
    folders = re.findall(r'^  RMDir "\$INSTDIR\\(.*)"$', script, re.MULTILINE)
    assert folders == ["_internal\\a b$$c", "_internal"]
    assert "/r" not in script.replace("MACRO", "")
    assert script.count("SystemFileAssociations") == 2


def test_the_script_keeps_what_belongs_to_the_person() -> None:
    script = windows.SCRIPT.read_text("utf-8")
    assert re.findall(r"RMDir /r (.*)", script) == ['"${DATA_FOLDER}"'], "only after a question"
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script and "HKCU" in script
    assert "/SD IDNO" in script


def test_no_path_in_explorers_menu_ends_in_a_backslash_before_its_quote() -> None:
    """`"D:\\"` would be read as `D:"`: what is the root of a drive, or may be, goes with a dot."""
    script = windows.SCRIPT.read_text("utf-8")
    places = dict(re.findall(r'insertmacro \$\{MACRO\} "([\w\\]+)" "(.*)"', script))
    assert places == {"Directory": "%1", "Drive": "%1\\.", "Directory\\Background": "%V\\."}


def test_a_payload_that_windows_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InstallerError, match="nothing to install"):
        payload_files(tmp_path)
    deep = tmp_path.joinpath(*["folder of twenty let"] * 9)
    deep.mkdir(parents=True)
    (deep / "file.txt").write_bytes(b"")
    with pytest.raises(InstallerError, match="characters"):
        payload_files(tmp_path)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1.2.3", "1.2.3.0"),
        ("0.1.0rc1", "0.1.0.0"),
        ("2", "2.0.0.0"),
        ("1.2.3.4.5", "1.2.3.4"),
        ("1.0.dev3", "1.0.0.0"),
    ],
)
def test_versions_as_windows_wants_them(version: str, numbers: str) -> None:
    assert four_numbers(version) == numbers


@given(st.lists(st.integers(0, 65535), min_size=1, max_size=4))
def test_four_numbers_keep_every_number(numbers: list[int]) -> None:
    assert [int(part) for part in four_numbers(".".join(map(str, numbers))).split(".")][: len(numbers)] == numbers


def test_windows_is_told_what_a_program_is() -> None:
    facts = read_facts()
    tree = ast.parse(windows.version_text(facts, "breedlensw.exe"), mode="eval")
    calls = [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    pairs = [tuple(map(ast.literal_eval, node.args)) for name, node in calls if name == "StringStruct"]
    said = dict(pairs)
    assert said["OriginalFilename"] == "breedlensw.exe" and said["ProductVersion"] == facts.version
    (fixed,) = (node for name, node in calls if name == "FixedFileInfo")
    numbers = {keyword.arg: ast.literal_eval(keyword.value) for keyword in fixed.keywords}
    assert ".".join(map(str, numbers["filevers"])) == four_numbers(facts.version)


def test_the_password_of_the_certificate_is_in_no_command() -> None:
    assert sign_command({}) == ""
    environment = {
        windows.CERTIFICATE: "our key.pfx",
        windows.PASSWORD: "secret words",
        windows.TIMESTAMP: "http://time.example",
    }
    command = sign_command(environment)
    assert "secret words" not in command and '"our key.pfx"' in command and command.endswith('"%1"')
    assert "/tr" in command and "/tr" not in sign_command({windows.THUMBPRINT: "0123"})
