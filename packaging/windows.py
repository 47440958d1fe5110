"""The installer for Windows, made with NSIS (3.08 or later), on Windows or with Debian's `makensis`.

Signed where a certificate is named in the environment: `BREEDLENS_CERTIFICATE` is a `.pfx` file whose password is in
`BREEDLENS_CERTIFICATE_PASSWORD`, or `BREEDLENS_CERTIFICATE_THUMBPRINT` names one in the store of the person; signtool
of the Windows SDK has to be found. `BREEDLENS_TIMESTAMP` names a server of time stamps.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from project_facts import ProjectFacts

if TYPE_CHECKING:
    from freezing import Frozen

SCRIPT = Path(__file__).with_name("windows") / "breedlens.nsi"
LONGEST_PATH = 170
"""characters below the program's folder; the folder of a person with a long name takes 80 more, and 259 are safe"""
TARGETS = ("amd64-unicode", "x86-unicode")
COMPRESSION = "lzma_solid"
CERTIFICATE, PASSWORD = "BREEDLENS_CERTIFICATE", "BREEDLENS_CERTIFICATE_PASSWORD"
THUMBPRINT, TIMESTAMP = "BREEDLENS_CERTIFICATE_THUMBPRINT", "BREEDLENS_TIMESTAMP"


class InstallerError(Exception):
    """No installer can be made; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Installer:
    """What an installer is made from."""

    payload: Path
    """the frozen program: everything in it is installed"""
    name: str
    title: str
    version: str
    """`1.2.3`, also with letters at the end"""
    extensions: Sequence[str]
    """of photos, with the dot"""
    licence: Path
    icon: Path

    @property
    def file_name(self) -> str:
        """Of the installer."""
        return f"{self.name}-{self.version}-windows-x86_64-setup.exe"


def make_installers(frozen: Frozen) -> Sequence[Path]:
    """The installer of a frozen program; the last step of `packaging/build.py` on Windows.

    Raises:
        BuildError: NSIS is missing, failed, something cannot be installed, or cannot be signed.
    """
    from freezing import BuildError

    facts = frozen.facts
    icon, licence = frozen.work / "icons" / f"{facts.name}.ico", frozen.root / "LICENSE"
    installer = Installer(frozen.folder, facts.name, facts.title, facts.version, facts.extensions, licence, icon)
    sign = sign_command(os.environ)
    try:
        for program in (f"{facts.name}.exe", f"{facts.name}w.exe") if sign else ():
            subprocess.run(sign.replace("%1", str(frozen.folder / program)), shell=True, check=True)
        return [compile_installer(installer, frozen.output, frozen.work, sign)]
    except (InstallerError, subprocess.CalledProcessError) as error:
        raise BuildError(str(error)) from error


def compile_installer(installer: Installer, output: Path, work: Path, sign: str = "") -> Path:
    """Run makensis.

    Args:
        output: the folder of the installer.
        work: a folder for the lists.
        sign: a command in which `"%1"` is the file to sign; empty to leave it unsigned.

    Returns:
        The installer.

    Raises:
        InstallerError: NSIS is missing, failed, or something cannot be installed.
    """
    makensis = compiler()
    if makensis is None:
        raise InstallerError("NSIS is not installed: makensis is not found.")
    files = payload_files(installer.payload)
    work.mkdir(parents=True, exist_ok=True)
    lists = work / "lists.nsh"
    lists.write_text(lists_script(files, installer.extensions), "utf-8")
    output.mkdir(parents=True, exist_ok=True)
    target = output / installer.file_name
    size = sum((installer.payload / file).stat().st_size for file in files)
    values = {
        "TARGET": installer_target(Path(makensis)),
        "NAME": installer.name,
        "TITLE": installer.title,
        "VERSION": installer.version,
        "NUMBERS": four_numbers(installer.version),
        "PAYLOAD": str(installer.payload.resolve()),
        "LISTS": str(lists.resolve()),
        "LICENCE": str(installer.licence.resolve()),
        "ICON": str(installer.icon.resolve()),
        "OUTPUT": str(target.resolve()),
        "SIZE_KB": str(size // 1024),
    }
    if sign:
        values["SIGN"] = sign
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in values.items()]
    done = subprocess.run([*command, str(SCRIPT)], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise InstallerError(f"NSIS failed:\n{done.stdout}{done.stderr}")
    return target


def compiler() -> str | None:
    """The path of makensis; None where it is not installed."""
    usual = [Path(os.environ[name], "NSIS", "makensis.exe") for name in _PROGRAM_FOLDERS if name in os.environ]
    return shutil.which("makensis") or next((str(path) for path in usual if path.is_file()), None)


def installer_target(makensis: Path) -> str:
    """What the installer itself is built for: 64 bits where NSIS can, as Debian's, else 32, as the official NSIS.

    What it installs is the same; both set the view of the registry to that of 64 bits.
    """
    places = (makensis.parent, makensis.parent.parent, makensis.parent.parent / "share" / "nsis")
    can = any((place / "Stubs" / f"{COMPRESSION}-{TARGETS[0]}").is_file() for place in places)
    return TARGETS[0] if can else TARGETS[1]


_PROGRAM_FOLDERS = ("ProgramFiles(x86)", "ProgramFiles")


def payload_files(payload: Path) -> list[str]:
    """The files of a frozen program, relative, with `/`, sorted.

    Raises:
        InstallerError: there is none, or the path of one is too long for Windows.
    """
    files = sorted(path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file())
    if not files:
        raise InstallerError(f"There is nothing to install in {payload}.")
    longest = max(files, key=len)
    if len(longest) > LONGEST_PATH:
        raise InstallerError(f"This path has {len(longest)} characters, {LONGEST_PATH} are possible: {longest}")
    return files


def lists_script(files: Sequence[str], extensions: Sequence[str]) -> str:
    """The part of the script that depends on the payload: which files go, and for which photos there is an entry.

    Files are removed one by one, and folders only when they are empty, so that nothing of the person's is removed.
    """
    folders = {parent.as_posix() for file in files for parent in Path(file).parents if parent.as_posix() != "."}
    deepest_first = sorted(folders, key=lambda folder: (-folder.count("/"), folder))
    lines = ["!macro EachPhotoType MACRO"]
    lines += [f'  !insertmacro ${{MACRO}} "SystemFileAssociations\\{ending}" "%1"' for ending in extensions]
    lines += ["!macroend", "", "!macro RemovePayload"]
    lines += [f'  Delete "$INSTDIR\\{_escaped(file)}"' for file in files]
    lines += [f'  RMDir "$INSTDIR\\{_escaped(folder)}"' for folder in deepest_first]
    return "\n".join([*lines, "!macroend", ""])


def _escaped(path: str) -> str:
    return path.replace("$", "$$").replace("/", "\\")


def four_numbers(version: str) -> str:
    """`1.2.3rc1` is `1.2.3.0`, as Windows wants it."""
    numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[^\d.]", version)[0])]
    return ".".join(map(str, (*numbers, 0, 0, 0, 0)[:4]))


def version_text(facts: ProjectFacts, file: str) -> str:
    """What Windows says of a program under its properties, in the form that PyInstaller reads.

    Args:
        file: name of the program's file.
    """
    numbers = tuple(int(number) for number in four_numbers(facts.version).split("."))
    said = {
        "CompanyName": f"The {facts.title} authors",
        "FileDescription": facts.title,
        "FileVersion": facts.version,
        "InternalName": facts.name,
        "LegalCopyright": f"The {facts.title} authors, {facts.licence}",
        "OriginalFilename": file,
        "ProductName": facts.title,
        "ProductVersion": facts.version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in said.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=[\n"
        f"StringFileInfo([StringTable('040904B0', [{strings}])]),\n"
        "VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )


def sign_command(environment: Mapping[str, str]) -> str:
    """The command that signs a file, `"%1"` in it being the file; empty where no certificate is given.

    The password is not in it: the shell puts it there.
    """
    if environment.get(CERTIFICATE):
        which = f'/f "{environment[CERTIFICATE]}"' + (f' /p "%{PASSWORD}%"' if environment.get(PASSWORD) else "")
    elif environment.get(THUMBPRINT):
        which = f"/sha1 {environment[THUMBPRINT]}"
    else:
        return ""
    stamp = f' /tr "{environment[TIMESTAMP]}" /td sha256' if environment.get(TIMESTAMP) else ""
    return f'signtool sign /fd sha256{stamp} {which} "%1"'
