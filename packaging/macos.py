"""The app bundle and the disk image for macOS.

Unsigned (ad hoc) where nothing is given. Signed with the hardened runtime where `BREEDLENS_CODESIGN_IDENTITY` names an
identity of the keychain; sent to Apple's notary and stapled where `BREEDLENS_NOTARY_PROFILE` names credentials that
`xcrun notarytool store-credentials` keeps as well.
"""

from __future__ import annotations

import os
import platform
import plistlib
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freezing import Frozen

ENTITLEMENTS = Path(__file__).with_name("macos") / "entitlements.plist"
IDENTITY, NOTARY_PROFILE = "BREEDLENS_CODESIGN_IDENTITY", "BREEDLENS_NOTARY_PROFILE"
AD_HOC = "-"
"""what codesign calls a signature of nobody; a Mac with Apple's processor starts no program without any"""
OLDEST_SYSTEM = "12.0"
_LOADED = (".dylib", ".so")

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs."""

    identity: str
    """of the keychain, or `AD_HOC`"""
    notary_profile: str
    """empty where the program is not sent to Apple"""

    @property
    def is_signed(self) -> bool:
        """Whether it is somebody."""
        return self.identity != AD_HOC


class BundleError(Exception):
    """No disk image can be made; the message is a sentence."""


def credentials(environment: Mapping[str, str]) -> Credentials:
    """From the environment.

    Raises:
        BundleError: a notary is named, but nobody who signs: Apple refuses that.
    """
    identity, profile = environment.get(IDENTITY) or AD_HOC, environment.get(NOTARY_PROFILE, "")
    if profile and identity == AD_HOC:
        raise BundleError(f"{NOTARY_PROFILE} needs {IDENTITY}: only a signed program can be notarised.")
    return Credentials(identity, profile)


def info_plist(title: str, name: str, version: str, extensions: Sequence[str], existing: Mapping[str, Any]) -> bytes:
    """`Info.plist` of the bundle: what PyInstaller wrote, and what the system must know besides.

    BreedLens shows photos and folders of photos, and is nobody's default program for them.

    Args:
        name: of the program's file.
        extensions: of photos, with the dot.
        existing: what is in it already.
    """
    numbers = version.split("+", maxsplit=1)[0]
    return plistlib.dumps(
        {
            **existing,
            "CFBundleName": title,
            "CFBundleDisplayName": title,
            "CFBundleExecutable": name,
            "CFBundlePackageType": "APPL",
            "CFBundleInfoDictionaryVersion": "6.0",
            "CFBundleShortVersionString": numbers,
            "CFBundleVersion": numbers,
            "CFBundleDevelopmentRegion": "en",
            "CFBundleLocalizations": ["en", "fr"],
            "CFBundleDocumentTypes": [
                {
                    "CFBundleTypeName": "Photo",
                    "CFBundleTypeRole": "Viewer",
                    "LSHandlerRank": "Alternate",
                    "LSItemContentTypes": ["public.image"],
                    "CFBundleTypeExtensions": [extension.removeprefix(".") for extension in extensions],
                },
                {
                    "CFBundleTypeName": "Folder of photos",
                    "CFBundleTypeRole": "Viewer",
                    "LSHandlerRank": "Alternate",
                    "LSItemContentTypes": ["public.folder"],
                },
            ],
            "LSApplicationCategoryType": "public.app-category.photography",
            "LSMinimumSystemVersion": OLDEST_SYSTEM,
            "NSHighResolutionCapable": True,
            "NSSupportsAutomaticGraphicsSwitching": True,
            "NSHumanReadableCopyright": f"The {title} authors, Apache License 2.0",
        }
    )


def inner_code(bundle: Path) -> list[Path]:
    """What has to be signed before the bundle itself, the innermost first."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    code = [path for path in files if path.suffix in _LOADED or ".so." in path.name or _is_program(path)]
    frameworks = [path for path in bundle.rglob("*.framework") if path.is_dir() and not path.is_symlink()]
    return sorted([*code, *frameworks], key=lambda path: (-len(path.parts), str(path)))


def _is_program(path: Path) -> bool:
    """Whether a file begins as programs and libraries of macOS do."""
    with path.open("rb") as file:
        return file.read(4) in (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xcf")


def sign_commands(bundle: Path, who: Credentials) -> Iterator[Command]:
    """codesign for everything inside, then for the bundle, then its check."""
    options = ["--force", "--sign", who.identity]
    options += ["--options", "runtime", "--timestamp"] if who.is_signed else ["--timestamp=none"]
    for path in inner_code(bundle):
        yield ["codesign", *options, str(path)]
    yield ["codesign", *options, "--entitlements", str(ENTITLEMENTS), str(bundle)]
    yield ["codesign", "--verify", "--deep", "--strict", str(bundle)]


def image_command(staging: Path, title: str, version: str, target: Path) -> Command:
    """hdiutil for a compressed disk image with what is in `staging`."""
    volume = f"{title} {version}"
    return [
        *("hdiutil", "create", "-volname", volume, "-srcfolder", str(staging)),
        *("-fs", "HFS+", "-format", "UDZO", "-ov", str(target)),
    ]


def notary_commands(image: Path, who: Credentials) -> Iterator[Command]:
    """Sign the image, send it to Apple, wait, and staple the answer to it; nothing without credentials."""
    if who.is_signed:
        yield ["codesign", "--force", "--sign", who.identity, "--timestamp", str(image)]
    if who.notary_profile:
        yield ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", who.notary_profile, "--wait"]
        yield ["xcrun", "stapler", "staple", str(image)]
        yield ["xcrun", "stapler", "validate", str(image)]


def make_installers(frozen: Frozen) -> Sequence[Path]:
    """The disk image of a frozen program; the last step of `packaging/build.py` on macOS.

    Raises:
        BuildError: a command failed, or credentials are half given.
    """
    from freezing import BuildError

    try:
        return [_make_image(frozen)]
    except BundleError as error:
        raise BuildError(str(error)) from error


def _make_image(frozen: Frozen) -> Path:
    facts, who = frozen.facts, credentials(os.environ)
    bundle = frozen.folder
    plist = bundle / "Contents" / "Info.plist"
    existing = plistlib.loads(plist.read_bytes())
    plist.write_bytes(info_plist(facts.title, facts.name, facts.version, facts.extensions, existing))
    _run(sign_commands(bundle, who))
    staging = frozen.work / "image"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    shutil.copytree(bundle, staging / bundle.name, symlinks=True)
    (staging / "Applications").symlink_to("/Applications")
    frozen.output.mkdir(parents=True, exist_ok=True)
    image = frozen.output / f"{facts.name}-{facts.version}-macos-{platform.machine()}.dmg"
    _run([image_command(staging, facts.title, facts.version, image)])
    _run(notary_commands(image, who))
    return image


def _run(commands: Iterator[Command] | Sequence[Command]) -> None:
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BundleError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
