"""From a name to a model: the default ones are built on first use, and again when they are not what they should be."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.bundles import provide
from core.bundles.bundle import BACKBONE, CARD, Bundle, load_bundle, save_bundle
from core.bundles.card import Card, from_json, to_json
from core.bundles.provide import DOG_OUTPUTS, OTHER_BREED_OUTPUTS, described, find_bundle
from core.catalog import PackageSource, load_catalog
from core.errors import BreedLensError
from core.paths import HOME_VARIABLE, user_folders

NAME = "efficientnet-lite0"
HEAVY = ("tensorflow", "keras", "torch", "tf2onnx", "sklearn", "pandas", "PySide6")


def code_of(name: str) -> str:
    with pytest.raises(BreedLensError) as failure:
        find_bundle(name)
    return failure.value.code


def bundle_of(name: str) -> Bundle:
    found = find_bundle(name)
    assert isinstance(found, Bundle)
    return found


def test_the_first_use_builds_the_default_model_without_tensorflow(own_home: Path) -> None:
    code = (
        "import sys\n"
        "from core.bundles.provide import find_bundle\n"
        "print(find_bundle('default').folder)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    environment = {**os.environ, HOME_VARIABLE: str(own_home), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    folder, loaded = done.stdout.splitlines()
    assert loaded == "[]" and done.stderr == ""
    assert Path(folder) == user_folders().models / f"{load_catalog().default}.breedmodel"
    assert load_bundle(Path(folder)).card.name == load_catalog().default


def test_a_bundle_that_is_there_is_not_built_again(home_with_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = bundle_of(NAME)
    monkeypatch.setattr(provide, "_built", None)
    assert bundle_of(NAME).version == built.version


def test_two_processes_may_build_it_at_once(own_home: Path) -> None:
    code = f"from core.bundles.provide import find_bundle\nprint(find_bundle('{NAME}').version)\n"
    environment = {**os.environ, HOME_VARIABLE: str(own_home), "PYTHONPATH": os.pathsep.join(sys.path)}
    builders = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    versions = {builder.communicate(timeout=120)[0] for builder in builders}
    assert [builder.returncode for builder in builders] == [0, 0]
    assert versions == {bundle_of(NAME).version + "\n"}
    # the lock's file may stay, as it does on some systems
    assert {path.name for path in user_folders().models.iterdir()} - {"writing.lock"} == {f"{NAME}.breedmodel"}


@pytest.mark.parametrize("damage", ["backbone", "card", "calibration", "newer"])
def test_a_bundle_that_is_not_what_it_should_be_is_built_anew(damage: str, own_home: Path) -> None:
    built = bundle_of(NAME)
    card = built.folder / CARD
    match damage:
        case "backbone":
            (built.folder / BACKBONE).write_bytes(b"")
        case "card":
            card.write_text("{")
        case "calibration":
            card.write_text(to_json(replace(built.card, calibration={})))
        case "newer":
            card.write_text(card.read_text().replace('"format": 1', '"format": 99'))
    again = bundle_of(NAME)
    assert again.version == built.version
    assert replace(load_bundle(built.folder).card, created="") == replace(built.card, created="")


@pytest.mark.parametrize("obstacle", ["read-only", "a file in the way", "a full disk"])
def test_a_disk_that_takes_nothing_costs_time_but_no_answer(
    obstacle: str, own_home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    models = user_folders().models
    if obstacle == "a file in the way":
        models.parent.mkdir(parents=True)
        models.write_text("")
    else:
        number = 30 if obstacle == "read-only" else 28

        def refused(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number))

        if obstacle == "read-only":
            monkeypatch.setattr(Path, "mkdir", refused)
        else:
            monkeypatch.setattr(os, "fsync", refused)
    built = bundle_of(NAME)
    assert built.card.name == NAME and len(built.version) == 16 and built.head.output_count == 1000
    assert "could not be saved" in caplog.text
    assert not built.folder.exists()


def test_weights_with_another_digest_are_refused(own_home: Path, tmp_path: Path) -> None:
    entry = load_catalog().get(NAME)
    assert isinstance(entry.source, PackageSource)
    changed = replace(entry.source, digest="sha256:" + "0" * 64)
    with pytest.raises(BreedLensError) as failure:
        provide._provided(replace(entry, source=changed), changed)
    assert failure.value.code == "weights_refused"
    assert not user_folders().models.exists()


def test_missing_weights_ask_for_a_new_installation(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PackageSource, "path", lambda self: None)
    assert code_of(NAME) == "weights_missing"
    monkeypatch.setattr(PackageSource, "path", lambda self: own_home / "vanished")
    assert code_of(NAME) == "weights_missing"


def test_an_ensemble_is_a_card_of_its_members(home_with_models: Path) -> None:
    card = find_bundle("efficientnet-lite0+lite2")
    assert isinstance(card, Card)
    assert [member.name for member in card.members] == ["efficientnet-lite0", "efficientnet-lite2"]
    assert sum(member.weight for member in card.members) == pytest.approx(1)


def test_a_model_on_the_network_is_not_fetched_unasked(own_home: Path) -> None:
    assert code_of("xception") == "model_not_downloaded"


def test_an_unknown_name_is_answered_with_the_known_ones(own_home: Path) -> None:
    bundle = bundle_of(NAME)
    save_bundle(user_folders().models, replace(bundle.card, name="my-kennel"), bundle.backbone, bundle.head)
    with pytest.raises(BreedLensError, match=r"efficientnet-lite2.*my-kennel") as failure:
        find_bundle("poodle-net")
    assert failure.value.code == "unknown_model"
    for name in ("", "x" * 5000, "a\0b", "../..", "\udc80"):
        assert code_of(name) in ("unknown_model", "model_not_found")


def test_a_bundle_is_found_by_name_and_by_folder(own_home: Path, tmp_path: Path) -> None:
    bundle = bundle_of(NAME)
    own = save_bundle(user_folders().models, replace(bundle.card, name="my-kennel"), bundle.backbone, bundle.head)
    elsewhere = tmp_path / "carried by hand"
    own.folder.rename(elsewhere)
    assert bundle_of(str(elsewhere)).card.name == "my-kennel"
    elsewhere.rename(own.folder)
    for name in ("my-kennel", str(own.folder), f"{own.folder}{os.sep}"):
        assert bundle_of(name).version == own.version


def test_a_folder_that_bears_a_models_name_is_not_taken_for_the_model(
    home_with_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("default", NAME):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert bundle_of(NAME).card.name == NAME


def test_dogs_are_the_120_breeds_and_the_dalmatian() -> None:
    card = described(load_catalog().get("default"))
    known = {entry.output for entry in card.classes}
    assert len(known) == 120 and len(set(DOG_OUTPUTS)) == len(DOG_OUTPUTS) == 121
    assert set(DOG_OUTPUTS) - known == set(OTHER_BREED_OUTPUTS) == {251}
    assert not set(DOG_OUTPUTS) & {269, 270, 271, 272, 276, 277}  # wolves, coyote, hyena, fox


def test_the_card_survives_its_file_and_names_no_folder_of_this_computer() -> None:
    for entry in load_catalog().entries:
        card = described(entry)
        assert from_json(to_json(card)) == card
        assert str(Path.home()) not in to_json(card) and os.sep * 2 not in card.origin.replace("://", "")
