"""The bundle and the disk image for macOS: what can be known without a Mac."""

from __future__ import annotations

import plistlib
from pathlib import Path

import macos
import pytest
from macos import (
    AD_HOC,
    BundleError,
    Credentials,
    credentials,
    image_command,
    inner_code,
    notary_commands,
    sign_commands,
)

SOMEBODY = Credentials("Developer ID Application: Somebody (ABCDE12345)", "our-profile")
NOBODY = Credentials(AD_HOC, "")
MACHO = b"\xcf\xfa\xed\xfe and more"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A stand-in for the frozen bundle."""
    folder = tmp_path / "BreedLens.app"
    for name, held in (
        ("MacOS/breedlens", MACHO),
        ("Frameworks/libssl.dylib", b"library"),
        ("Frameworks/numpy/core/multiarray.so", b"library"),
        ("Frameworks/QtCore.framework/Versions/A/QtCore", MACHO),
        ("Resources/resources/breeds.csv", b"a,b"),
    ):
        path = folder / "Contents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
    return folder


def test_the_hardened_runtime_is_opened_for_what_needs_it_only() -> None:
    entitlements = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert entitlements == {
        "com.apple.security.cs.allow-jit": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_the_bundle_offers_itself_for_photos_and_folders_and_is_nobodys_default() -> None:
    kept = {"CFBundleIdentifier": "org.breedlens.BreedLens", "CFBundleIconFile": "breedlens.icns"}
    held = plistlib.loads(macos.info_plist("BreedLens", "breedlens", "1.2.3", [".jpg", ".heic"], kept))
    assert {key: held[key] for key in kept} == kept
    assert held["CFBundleShortVersionString"] == held["CFBundleVersion"] == "1.2.3"
    photos, folders = held["CFBundleDocumentTypes"]
    assert photos["CFBundleTypeExtensions"] == ["jpg", "heic"]
    assert folders["LSItemContentTypes"] == ["public.folder"]
    assert {kind["LSHandlerRank"] for kind in (photos, folders)} == {"Alternate"}
    assert held["CFBundleLocalizations"] == ["en", "fr"]


def test_what_lies_inside_is_signed_first_and_the_bundle_last(bundle: Path) -> None:
    names = [path.name for path in inner_code(bundle)]
    assert set(names) == {"breedlens", "libssl.dylib", "multiarray.so", "QtCore", "QtCore.framework"}
    assert names.index("QtCore") < names.index("QtCore.framework")
    commands = list(sign_commands(bundle, SOMEBODY))
    assert len(commands) == len(names) + 2
    assert all("runtime" in command for command in commands[:-1])
    assert commands[-2][-1] == str(bundle) and "--entitlements" in commands[-2]
    assert "--verify" in commands[-1]


def test_without_credentials_nothing_is_sent_anywhere(bundle: Path, tmp_path: Path) -> None:
    assert credentials({}) == NOBODY
    assert all("runtime" not in command for command in sign_commands(bundle, NOBODY))
    assert list(notary_commands(tmp_path / "x.dmg", NOBODY)) == []
    (only,) = notary_commands(tmp_path / "x.dmg", Credentials("somebody", ""))
    assert only[0] == "codesign"


def test_with_credentials_the_image_is_signed_sent_and_stapled(tmp_path: Path) -> None:
    given = {macos.IDENTITY: SOMEBODY.identity, macos.NOTARY_PROFILE: SOMEBODY.notary_profile}
    assert credentials(given) == SOMEBODY
    words = [" ".join(command) for command in notary_commands(tmp_path / "x.dmg", SOMEBODY)]
    assert all(word in line for word, line in zip(("codesign", "submit", "staple", "validate"), words, strict=True))
    assert "our-profile" in words[1] and "--wait" in words[1]
    with pytest.raises(BundleError, match="only a signed program"):
        credentials({macos.NOTARY_PROFILE: "our-profile"})


def test_the_image_is_named_after_the_version(tmp_path: Path) -> None:
    command = image_command(tmp_path / "staging", "BreedLens", "1.2.3", tmp_path / "x.dmg")
    assert command[:2] == ["hdiutil", "create"] and "BreedLens 1.2.3" in command
    assert command[-1] == str(tmp_path / "x.dmg")
