"""The app bundle and the disk image for macOS.

Unsigned (ad hoc) where nothing is given. Signed with the hardened runtime where `BREEDLENS_CODESIGN_IDENTITY` names an
identity of the keychain; sent to Apple's notary and stapled where `BREEDLENS_NOTARY_PROFILE` names credentials that
`xcrun notarytool store-credentials` keeps as well.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundled import Package, bundled_packages
from project_facts import ProjectFacts

if TYPE_CHECKING:
    from freezing import Frozen

ENTITLEMENTS = Path(__file__).with_name("macos") / "entitlements.plist"
IDENTITY, NOTARY_PROFILE = "BREEDLENS_CODESIGN_IDENTITY", "BREEDLENS_NOTARY_PROFILE"
AD_HOC = "-"
"""what codesign calls a signature of nobody; a Mac with Apple's processor starts no program without any"""
OLDEST_OF_PYTHON = (11, 0)
"""what python.org's Python for both processors needs"""
IMAGE_ATTEMPTS, IMAGE_WAIT_S = 5, 10.0
_LOADED = (".dylib", ".so")
_MAC_TAG = re.compile(r"^Tag: .*-macosx_(\d+)_(\d+)_(?:arm64|universal2)$", re.MULTILINE)

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


def info_plist(facts: ProjectFacts, oldest_system: str) -> dict[str, Any]:
    """What `Info.plist` of the bundle says besides what PyInstaller writes into it.

    BreedLens shows photos and folders of photos, and is nobody's default program for them.

    Args:
        oldest_system: the version of macOS that is needed.
    """
    # Apple takes nothing but up to three numbers
    numbers = ".".join(re.findall(r"\d+", re.split(r"[^\d.]", facts.version)[0])[:3])
    by_extension = {"CFBundleTypeExtensions": [extension.removeprefix(".") for extension in facts.extensions]}
    # where kinds are named extensions do not count, and the system knows no kind for some of them
    kinds = {
        "Photo": {"LSItemContentTypes": ["public.image"]},
        "Photo of another kind": by_extension,
        "Folder of photos": {"LSItemContentTypes": ["public.folder"]},
    }
    return {
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "fr"],
        "CFBundleDocumentTypes": [
            {"CFBundleTypeName": name, "CFBundleTypeRole": "Viewer", "LSHandlerRank": "Alternate", **which}
            for name, which in kinds.items()
        ],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": oldest_system,
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSHumanReadableCopyright": f"The {facts.title} authors, Apache License 2.0",
    }


def bundled_oldest_system() -> str:
    """The macOS that everything which is handed out needs; of no meaning on other systems."""
    return oldest_system(bundled_packages())


def oldest_system(packages: Sequence[Package]) -> str:
    """The oldest macOS that all of the installed packages were built for."""
    needed = [OLDEST_OF_PYTHON]
    for package in packages:
        made_for = [
            (int(tag[1]), int(tag[2])) for tag in _MAC_TAG.finditer(package.distribution.read_text("WHEEL") or "")
        ]
        # a wheel for both processors names a system for each
        needed += [max(made_for)] if made_for else []
    return ".".join(map(str, max(needed)))


def inner_code(bundle: Path) -> list[Path]:
    """What has to be signed before the bundle itself, the innermost first."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    # the program itself is signed with the bundle
    inner = [path for path in files if path.parent != bundle / "Contents" / "MacOS"]
    code = [path for path in inner if path.suffix in _LOADED or ".so." in path.name or _is_program(path)]
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
    from freezing import self_test

    facts, who = frozen.facts, credentials(os.environ)
    bundle = frozen.folder
    run_all(sign_commands(bundle, who))
    if who.is_signed:
        # the hardened runtime forbids what it did not when the program tested itself before
        self_test(frozen)
    staging = frozen.work / "image"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    # unlike Python's own copying, keeps what signatures are made over
    run_all([["ditto", str(bundle), str(staging / bundle.name)]])
    (staging / "Applications").symlink_to("/Applications")
    image = frozen.output / f"{facts.name}-{facts.version}-macos-{platform.machine()}.dmg"
    run_all([image_command(staging, facts.title, facts.version, image)], attempts=IMAGE_ATTEMPTS)
    run_all(notary_commands(image, who))
    return image


def run_all(commands: Iterable[Command], attempts: int = 1) -> None:
    """Run commands; one that fails is run again, because hdiutil finds its own image busy now and then."""
    for command in commands:
        for left in reversed(range(attempts)):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if not done.returncode:
                break
            if not left:
                raise BundleError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
            time.sleep(IMAGE_WAIT_S)
