"""When a score must be taken with a grain of salt."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.bundles.bundle import save_bundle
from core.bundles.card import Card, ClassEntry, Gate, Member
from core.bundles.provide import find_bundle
from core.datasets.table import make_table
from core.evaluation.pretraining import NOTE, are_from_imagenet, has_imagenet_backbone, imagenet_note
from core.inference.head import Dense, Flatten, Head
from core.paths import user_folders
from core.training.recipe_files import load_recipe, to_toml

STANFORD = [f"/data/Images/n02085620-Chihuahua/n02085620_{i}.jpg" for i in range(5)]
KAGGLE = ["/data/train/000bec180eb18c7604dcecc8fe0dba07.jpg", "/data/train/001513dfcb2ffafc82cccf4d8bbaba97.jpg"]
OWN = ["/home/n/rex.jpg", "/home/dogs 02085620/a.jpg", "/home/chihuahua/xn02085620.jpg", "/p/deadbeef.jpg"]


def _card(**fields: object) -> Card:
    return Card("m", "M", "net", 8, (ClassEntry("pug", 0), ClassEntry("chow", 1)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (STANFORD, True),
        (KAGGLE, True),
        (OWN, False),
        (OWN + STANFORD[:1], True),
        (OWN * 3 + STANFORD[:1], False),
        ([], False),
    ],
)
def test_photos_are_known_by_their_names(paths: list[str], expected: bool) -> None:
    assert are_from_imagenet(paths) is expected


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [("quick", True), ("transfer-resnet50", True), ("jarleton-three-conv", False), ("mahmoudi-dense-sigmoid", False)],
)
def test_a_model_trained_here_says_so_in_its_recipe(recipe: str, expected: bool) -> None:
    assert has_imagenet_backbone(_card(recipe=to_toml(load_recipe(recipe)))) is expected


def test_models_without_a_recipe() -> None:
    assert has_imagenet_backbone(_card(gate=Gate((0,))))
    assert not has_imagenet_backbone(_card(recipe="= not TOML")) and not has_imagenet_backbone(_card())


def test_an_ensemble_is_asked_for_its_members(own_home: Path) -> None:
    import numpy as np

    head = Head((Flatten(), Dense(np.zeros((192, 2), np.float32), np.zeros(2, np.float32))))
    save_bundle(user_folders().models, _card(recipe=to_toml(load_recipe("quick"))), b"no graph", head)
    assert not isinstance(find_bundle("m"), Card)
    assert has_imagenet_backbone(_card(members=(Member("gone", 0.5), Member("m", 0.5))))
    assert not has_imagenet_backbone(_card(members=(Member("gone", 1.0),)))


def test_the_note_needs_both() -> None:
    stanford, own = (make_table([{"path": path, "breed": "pug"} for path in paths]) for paths in (STANFORD, OWN))
    gated = _card(gate=Gate((0,)))
    assert imagenet_note(gated, stanford) == NOTE and imagenet_note(gated, own) == "" == imagenet_note(
        _card(), stanford
    )
