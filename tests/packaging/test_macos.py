"""The bundle and the disk image for macOS: what can be known without a Mac."""

from __future__ import annotations

import dataclasses
import plistlib
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import macos
import pytest
from bundled import Package
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
from project_facts import read_facts

SOMEBODY = Credentials("Developer ID Application: Somebody (ABCDE12345)", "our-profile")
NOBODY = Credentials(AD_HOC, "")
FACTS = read_facts()
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
    held = macos.info_plist(FACTS, "14.0")
    assert plistlib.loads(plistlib.dumps(held)) == held
    kinds = held["CFBundleDocumentTypes"]
    assert {kind["LSHandlerRank"] for kind in kinds} == {"Alternate"}
    named = [kind.get("LSItemContentTypes", []) for kind in kinds]
    assert ["public.image"] in named and ["public.folder"] in named
    # Apple: "this key is ignored if the LSItemContentTypes key is present"
    assert not any("LSItemContentTypes" in kind and "CFBundleTypeExtensions" in kind for kind in kinds)
    extensions = {extension for kind in kinds for extension in kind.get("CFBundleTypeExtensions", [])}
    assert {f".{extension}" for extension in extensions} == set(FACTS.extensions)
    assert held["CFBundleLocalizations"] == ["en", "fr"] and held["LSMinimumSystemVersion"] == "14.0"


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", "1.2.3"), ("1.2.3rc1", "1.2.3"), ("0.1.0+local", "0.1.0"), ("2.0.dev3", "2.0")]
)
def test_versions_as_apple_wants_them(version: str, numbers: str) -> None:
    held = macos.info_plist(dataclasses.replace(FACTS, version=version), "14.0")
    assert held["CFBundleShortVersionString"] == held["CFBundleVersion"] == numbers


def test_the_oldest_system_is_the_newest_that_a_package_asks_for(tmp_path: Path) -> None:
    tags = {
        "pure": ["py3-none-any"],
        "both": ["cp310-abi3-macosx_13_0_universal2"],
        "one": ["cp311-cp311-macosx_12_0_arm64"],
        # for the other processor alone
        "other": ["cp311-cp311-macosx_15_0_x86_64", "cp311-cp311-macosx_11_0_arm64"],
    }
    packages = []
    for name, held in tags.items():
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (info / "WHEEL").write_text("Wheel-Version: 1.0\n" + "".join(f"Tag: {tag}\n" for tag in held), "utf-8")
        packages.append(Package(PathDistribution(info)))
    assert macos.oldest_system(packages) == "13.0"
    assert macos.oldest_system(packages[:1]) == "11.0"


def test_what_lies_inside_is_signed_first_and_the_bundle_last(bundle: Path) -> None:
    names = [path.name for path in inner_code(bundle)]
    assert set(names) == {"libssl.dylib", "multiarray.so", "QtCore", "QtCore.framework"}
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


def test_a_busy_image_is_made_again_and_a_hopeless_one_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(macos, "IMAGE_WAIT_S", 0.0)
    count = tmp_path / "count"
    count.touch()
    script = f"import sys; f = open({str(count)!r}, 'r+'); n = len(f.read()); f.write('x'); sys.exit(n < 2)"
    macos.run_all([[sys.executable, "-c", script]], attempts=3)
    assert count.read_text() == "xxx"
    with pytest.raises(BundleError, match="says why"):
        macos.run_all([[sys.executable, "-c", "import sys; sys.exit('says why')"]], attempts=2)
