"""A bundle on disk: whole or not there, and never used when it is not what was saved."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.pool import ThreadPool
from pathlib import Path

import numpy as np
import pytest

from core.bundles import bundle as bundle_module
from core.bundles.bundle import BACKBONE, CARD, HEAD, installed_bundles, load_bundle, read_card, save_bundle
from core.bundles.card import FORMAT_VERSION, Calibration, Card, ClassEntry, Gate, Member, from_json, to_json
from core.errors import BreedLensError
from core.inference.head import Dense, GlobalAveragePooling, Head

KERNEL = np.arange(12, dtype=np.float32).reshape(3, 4)
HEAD_OF_FOUR = Head((GlobalAveragePooling(), Dense(KERNEL, np.ones(4, np.float32))))
GRAPH = b"a graph " * 1000


def card(name: str = "mine", **changes: object) -> Card:
    whole = Card(
        name=name,
        title="Élevage du Nord \udc80",
        architecture="efficientnet-lite0",
        input_size=224,
        classes=(ClassEntry("beagle", 0, "n02088364"), ClassEntry("pug", 2)),
        gate=Gate((0, 1, 2), (1,)),
        calibration={"single": Calibration(0.7, 1.1, -0.2, 9.5, 0.07, 0.95, "photos", 12)},
        preprocessing=({"step": "centre_crop", "fraction": 0.875},),
        metrics=({"data": "check", "top1": 0.9},),
        created="2026-01-01T00:00:00+00:00",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def save(models: Path, name: str = "mine", graph: bytes = GRAPH, **changes: object) -> bundle_module.Bundle:
    return save_bundle(models, card(name, **changes), graph, HEAD_OF_FOUR)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(BreedLensError) as failure:
        action()
    return failure.value.code


def leftovers(models: Path) -> list[str]:
    return [path.name for path in models.iterdir() if path.name.startswith(".")]


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    models = tmp_path / "not" / "there" / "yet"
    saved = save_bundle(models, card(), GRAPH, HEAD_OF_FOUR, {"model.keras": b"whole"})
    loaded = load_bundle(saved.folder)
    assert loaded.card == saved.card and loaded.backbone == GRAPH and loaded.version == saved.version
    assert set(loaded.card.files) == {BACKBONE, HEAD, "model.keras"}
    features = np.ones((1, 2, 2, 3), np.float32)
    np.testing.assert_array_equal(loaded.head.logits(features), HEAD_OF_FOUR.logits(features))
    assert installed_bundles(models) == [saved.folder] and leftovers(models) == []
    assert from_json(to_json(saved.card)) == saved.card


def test_the_version_follows_the_content_and_not_the_time(tmp_path: Path) -> None:
    first = save(tmp_path).version
    assert save(tmp_path, created="later").version == first
    assert save(tmp_path, graph=GRAPH + b"x").version != first
    assert save(tmp_path, calibration={}).version != first


@pytest.mark.parametrize("name", [BACKBONE, HEAD])
def test_a_flipped_byte_is_refused(name: str, tmp_path: Path) -> None:
    folder = save(tmp_path).folder
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    assert code_of(lambda: load_bundle(folder)) == "bundle_damaged"


@pytest.mark.parametrize("name", [BACKBONE, HEAD])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    folder = save(tmp_path).folder
    (folder / name).unlink()
    with pytest.raises(BreedLensError, match=name) as failure:
        load_bundle(folder)
    assert failure.value.code == "bundle_incomplete"


def test_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    assert code_of(lambda: load_bundle(tmp_path / "none")) == "model_not_found"
    (tmp_path / "file").write_text("")
    assert code_of(lambda: load_bundle(tmp_path / "file")) == "model_not_found"


def test_a_newer_format_asks_for_an_update(tmp_path: Path) -> None:
    folder = save(tmp_path).folder
    values = json.loads((folder / CARD).read_text())
    values["format"] = FORMAT_VERSION + 1
    values["shape_of_things_to_come"] = {}
    (folder / CARD).write_text(json.dumps(values))
    assert code_of(lambda: load_bundle(folder)) == "bundle_too_new"


BAD_CARDS = {
    "nothing": "",
    "no mapping": "[]",
    "no format": "{}",
    "a format in words": '{"format": "one"}',
    "nested without end": "[" * 100_000,
    "an unknown field": to_json(card()).replace('"recipe"', '"receipt"'),
    "no classes": to_json(card(classes=())),
    "a class twice": to_json(card(classes=(ClassEntry("pug", 0), ClassEntry("pug", 1)))),
    "no size": to_json(card(input_size=0)),
    "an output below 0": to_json(card(classes=(ClassEntry("pug", -1),))),
    "an output in words": to_json(card(classes=(ClassEntry("pug", "2"),))),  # type: ignore[arg-type]
    "no temperature": to_json(card(calibration={"single": Calibration(temperature=0.0)})),
    "a temperature that is no number": to_json(card(calibration={"single": Calibration(temperature=float("nan"))})),
    "a member without a share": to_json(card(members=(Member("efficientnet-lite0", 0.0),))),
    "a step without a name": to_json(card(preprocessing=({"fraction": 1.0},))),
}


@pytest.mark.parametrize("name", BAD_CARDS)
def test_a_damaged_card_is_refused(name: str, tmp_path: Path) -> None:
    folder = save(tmp_path).folder
    (folder / CARD).write_text(BAD_CARDS[name])
    assert code_of(lambda: read_card(folder)) == "bundle_damaged"


def test_a_card_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = save(tmp_path).folder
    (folder / CARD).write_bytes(b"\xff\xfe{}")
    assert code_of(lambda: read_card(folder)) == "bundle_damaged"


@pytest.mark.parametrize("changes", [{"classes": (ClassEntry("pug", 4),)}, {"gate": Gate((0, 9))}])
def test_outputs_that_the_head_has_not_are_refused(changes: dict[str, object], tmp_path: Path) -> None:
    assert code_of(lambda: load_bundle(save(tmp_path, **changes).folder)) == "bundle_damaged"


def test_a_backbone_that_is_there_already_takes_no_second_place(tmp_path: Path) -> None:
    first, second, other = save(tmp_path, "first"), save(tmp_path, "second"), save(tmp_path, "other", b"another")
    assert (first.folder / BACKBONE).samefile(second.folder / BACKBONE)
    assert not (first.folder / BACKBONE).samefile(other.folder / BACKBONE)
    shutil.rmtree(first.folder)
    assert load_bundle(second.folder).backbone == GRAPH


def test_a_damaged_backbone_is_not_shared(tmp_path: Path) -> None:
    (save(tmp_path, "first").folder / BACKBONE).write_bytes(b"damaged")
    assert load_bundle(save(tmp_path, "second").folder).backbone == GRAPH


def test_without_hard_links_the_backbone_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("no links on this disk")

    monkeypatch.setattr(os, "link", refused)
    folders = [save(tmp_path, name).folder for name in ("first", "second")]
    assert [load_bundle(folder).backbone for folder in folders] == [GRAPH, GRAPH]


def test_a_bundle_of_the_same_name_is_replaced_whole(tmp_path: Path) -> None:
    (save(tmp_path).folder / "stale").write_text("")
    replaced = save(tmp_path, graph=b"new")
    assert load_bundle(replaced.folder).backbone == b"new"
    assert sorted(path.name for path in replaced.folder.iterdir()) == sorted([CARD, BACKBONE, HEAD])
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("failing", ["open", "rename"])
def test_a_disk_that_fails_leaves_what_there_was(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = save(tmp_path)
    real = getattr(Path, failing)

    def full(self: Path, *arguments: object, **named: object) -> object:
        # the folder that is there may be moved and moved back; what is new cannot be put in place
        if self == before.folder or "-old" in self.name or "rb" in arguments or "r" in arguments:
            return real(self, *arguments, **named)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, failing, full)
        assert code_of(lambda: save(tmp_path, graph=b"new")) == "bundle_not_saved"
    assert load_bundle(before.folder).version == before.version
    assert leftovers(tmp_path) == []


def test_what_a_killed_program_left_is_removed_in_time(tmp_path: Path) -> None:
    abandoned, recent, whole = (tmp_path / f".saving-{name}" for name in ("abandoned", "recent", "whole"))
    for folder in (abandoned, recent, whole):
        folder.mkdir()
        (folder / BACKBONE).write_bytes(b"half")
    (whole / CARD).write_text("{}")
    for folder in (abandoned, whole):
        os.utime(folder, (0, 0))
    save(tmp_path)
    assert sorted(leftovers(tmp_path)) == [recent.name, whole.name]


@pytest.mark.parametrize("name", ["../outside", "a/b", "/absolute"])
def test_a_name_stays_within_the_folder(name: str, tmp_path: Path) -> None:
    models = tmp_path / "models"
    assert code_of(lambda: save(models, name)) == "bundle_not_saved"
    assert [path for path in tmp_path.rglob("*") if path.name != "models"] == []


def test_many_may_save_the_same_bundle_at_once(tmp_path: Path) -> None:
    def attempt(number: int) -> str:
        return save(tmp_path, graph=b"%d" % (number % 2), created=str(number)).version

    with ThreadPool(8) as pool:
        versions = pool.map(attempt, range(40), chunksize=1)
    pool.join()
    assert load_bundle(tmp_path / "mine.breedmodel").version in versions
    assert leftovers(tmp_path) == []
