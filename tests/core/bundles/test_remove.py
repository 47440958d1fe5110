"""A model of one's own goes without a trace, one that is needed stays."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.bundles.bundle import BACKBONE, SUFFIX, load_bundle, save_bundle, save_ensemble
from core.bundles.card import Card, ClassEntry, Member
from core.bundles.remove import remove_model, require_removable
from core.catalog import load_catalog
from core.errors import BreedLensError
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.paths import user_folders

HEAD = Head((GlobalAveragePooling(), Dense(np.ones((3, 2), np.float32), np.zeros(2, np.float32))))
CARD = Card("mine", "Mine", "colours", 8, (ClassEntry("beagle", 0), ClassEntry("pug", 1)))


@pytest.fixture
def models() -> Path:
    return user_folders().models


def save(models: Path, name: str, backbone: bytes = b"a backbone") -> Path:
    return save_bundle(models, replace(CARD, name=name), backbone, HEAD).folder


def code(name: str) -> str:
    with pytest.raises(BreedLensError) as refusal:
        remove_model(name)
    assert refusal.value.message.endswith(".")
    return refusal.value.code


def test_the_last_one_takes_the_backbone_along(models: Path) -> None:
    first, second, other = save(models, "first"), save(models, "second"), save(models, "other", b"another")
    assert (first / BACKBONE).samefile(second / BACKBONE)
    remove_model("first")
    assert not first.exists() and load_bundle(second).backbone == b"a backbone"
    assert os.stat(second / BACKBONE).st_nlink == 1
    remove_model("second")
    assert [path.name for path in models.glob(".*")] == [] and [path.name for path in models.glob("*" + SUFFIX)] == [
        other.name
    ]


def test_what_an_ensemble_needs_stays_until_that_is_gone(models: Path) -> None:
    for name in ("first", "second"):
        save(models, name)
    members = (Member("first", 0.5), Member(str(models / f"second{SUFFIX}"), 0.5))
    save_ensemble(models, replace(CARD, name="both", members=members))
    for name in ("first", "second"):
        with pytest.raises(BreedLensError, match="a part of both") as refusal:
            require_removable(name)
        assert refusal.value.code == "model_in_use"
    remove_model("both")
    remove_model("first")
    assert require_removable("second").is_dir()


@pytest.mark.parametrize("entry", [entry for entry in load_catalog().entries if entry.installed], ids=lambda e: e.name)
def test_what_comes_with_the_program_stays(entry: object) -> None:
    assert code(entry.name) == "model_comes_along"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["nothing", "", ".", "..", "../mine", "/", "vgg16", "\udcff", "mine/"])
def test_what_is_not_there_is_said(name: str, models: Path) -> None:
    kept = save(models, "mine")
    (models.parent / f"mine{SUFFIX}").mkdir()
    assert code(name) == "no_model_to_remove"
    assert load_bundle(kept).card.name == "mine" and (models.parent / f"mine{SUFFIX}").is_dir()


def test_a_damaged_one_can_be_removed(models: Path) -> None:
    folder = save(models, "mine")
    (folder / "card.json").write_text("{")
    save(models, "other")
    remove_model("mine")
    assert not folder.exists()


def test_what_cannot_be_removed_is_whole(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = save(models, "mine")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    assert code("mine") == "no_permission"
    monkeypatch.undo()
    assert load_bundle(folder).card.name == "mine" and list(models.glob(".saving*")) == []
