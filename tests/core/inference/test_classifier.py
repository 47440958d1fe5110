"""The classifier on pictures that nobody took: any size, any views, any model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from multiprocessing.pool import ThreadPool
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper

from core.bundles.bundle import Bundle, save_bundle
from core.bundles.card import Card, ClassEntry, Member
from core.bundles.provide import find_bundle
from core.errors import BreedLensError
from core.inference.classifier import HEAT_MAP_SIDE, Classifier
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.inference.results import Finding, Prediction
from core.inference.session import BackboneSession
from core.inference.views import VIEW_NAMES
from core.paths import user_folders

LITE0, BOTH = "efficientnet-lite0", "efficientnet-lite0+lite2"


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(BreedLensError) as failure:
        action()
    return failure.value.code


@pytest.mark.parametrize("views_name", VIEW_NAMES)
@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (4000, 1), (2, 2), (223, 225), (30, 2000)])
def test_any_size_has_an_answer_and_a_heat_map(
    views_name: str, shape: tuple[int, int], load_model: Any, noise: Any
) -> None:
    examination = load_model(LITE0, views_name).examine(noise(*shape)[0])
    assert examination.prediction.probabilities.sum() == pytest.approx(1, abs=1e-4)
    for index in (0, 60, 119):
        heat = examination.heat_map(index)
        assert max(heat.shape) == HEAT_MAP_SIDE and min(heat.shape) >= 1
        assert np.isfinite(heat).all() and heat.min() >= 0 and heat.max() in (0, 1)


def test_a_plain_picture_is_no_dog(load_model: Any) -> None:
    answer = load_model().classify(np.full((300, 400, 3), 127, np.uint8))
    assert answer.finding is Finding.NO_DOG and answer.breed_set == ()
    assert len(answer.top(5)) == 5 and len(answer.top(500)) == 120


def test_threads_do_not_disturb_each_other(load_model: Any, noise: Any) -> None:
    classifier = load_model(LITE0)
    photos = list(noise(240, 300, 12))
    expected = [classifier.classify(photo) for photo in photos]
    with ThreadPool(4) as pool:
        found = pool.map(classifier.classify, photos, chunksize=1)
    pool.join()
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.probabilities, other.probabilities, atol=1e-6)


def test_every_model_and_view_has_a_key_of_its_own(load_model: Any) -> None:
    classifiers = [load_model(name, views) for name in (LITE0, "default", BOTH) for views in VIEW_NAMES]
    keys = [classifier.model_id for classifier in classifiers]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith(classifier.name) for key, classifier in zip(keys, classifiers, strict=True))


def test_the_key_follows_the_calibration_and_not_the_time(home_with_models: Any, load_model: Any) -> None:
    bundle = find_bundle(LITE0)
    assert isinstance(bundle, Bundle)

    def key(**changes: Any) -> str:
        changed = replace(bundle, card=replace(bundle.card, **changes))
        return Classifier(changed.card, [changed], "single").model_id

    before = key()
    assert before == load_model(LITE0).model_id == key(created="another time")
    single = bundle.card.calibration_for("single")
    assert key(calibration={"single": replace(single, temperature=2.0)}) != before


def test_a_classifier_says_what_it_needs_and_offers(load_model: Any) -> None:
    lite0, both = load_model(LITE0), load_model(BOTH)
    assert lite0.decode_side == 256 and both.decode_side == 292
    assert lite0.has_heat_maps and both.has_heat_maps
    assert lite0.class_names == both.class_names and len(set(lite0.class_names)) == 120
    assert (lite0.name, both.name) == (LITE0, BOTH)


def test_unknown_views_are_answered_with_the_known_ones(own_home: Any) -> None:
    with pytest.raises(BreedLensError, match="zoom") as failure:
        Classifier.load(views_name="sideways")
    assert failure.value.code == "views_unknown"


def backbone(shape: list[Any], kind: int, rank: int = 4) -> bytes:
    """A graph that casts its input to numbers: no network, but a backbone in form; rank 2 is one without a map."""
    target = ["N", 2, 2, 3] if rank == 4 else ["N", 12]
    nodes = [helper.make_node("Cast", ["pixels"], ["numbers" if rank == 2 else "features"], to=TensorProto.FLOAT)]
    if rank == 2:
        nodes.append(helper.make_node("Flatten", ["numbers"], ["features"]))
    graph = helper.make_graph(
        nodes,
        "toy",
        [helper.make_tensor_value_info("pixels", kind, shape)],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, target)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (["N", 2, 2, 3], TensorProto.FLOAT),
        (["N", 3, 2, 2], TensorProto.UINT8),
        (["N", "side", "side", 3], TensorProto.UINT8),
        (["N", 2, 4, 3], TensorProto.UINT8),
        (["N", 12], TensorProto.UINT8),
    ],
)
def test_a_graph_that_takes_no_photos_is_refused(shape: list[Any], kind: int) -> None:
    assert code_of(lambda: BackboneSession(backbone(shape, kind))) == "model_not_usable"


@pytest.mark.parametrize("content", [b"", b"no graph", b"\x08\x07" * 100])
def test_what_is_no_graph_is_refused(content: bytes) -> None:
    assert code_of(lambda: BackboneSession(content)) == "model_not_usable"


def toy_bundle(name: str, rank: int, **changes: Any) -> Bundle:
    size = 3 if rank == 4 else 12
    dense = Dense(np.random.default_rng(0).normal(size=(size, 2)).astype(np.float32), np.zeros(2, np.float32))
    layers = (GlobalAveragePooling(), dense) if rank == 4 else (dense,)
    card = Card(name, "Toy", "toy", 2, (ClassEntry("pug", 0), ClassEntry("beagle", 1)))
    graph = backbone(["N", 2, 2, 3], TensorProto.UINT8, rank)
    return save_bundle(user_folders().models, replace(card, **changes), graph, Head(layers))


@pytest.mark.parametrize("views_name", VIEW_NAMES)
def test_a_network_without_a_map_still_predicts(views_name: str, own_home: Any, noise: Any) -> None:
    toy_bundle("dense", 2)
    classifier = Classifier.load("dense", views_name=views_name)
    assert not classifier.has_heat_maps
    examination = classifier.examine(noise(20, 30)[0])
    assert examination.prediction.is_dog and examination.prediction.dog_probability == 1
    assert code_of(lambda: examination.heat_map(0)) == "no_heat_map"


def test_preprocessing_that_is_not_known_is_refused(own_home: Any) -> None:
    for name, step in (("later", {"step": "clahe"}), ("wrong", {"step": "centre_crop", "fraction": 0})):
        toy_bundle(name, 4, preprocessing=(step,))
        assert code_of(lambda name=name: Classifier.load(name)) == "model_not_usable"  # type: ignore[misc]


def test_an_ensemble_of_models_that_know_other_breeds_is_refused(own_home: Any) -> None:
    first = toy_bundle("first", 4)
    toy_bundle("swapped", 4, classes=(ClassEntry("pug", 1), ClassEntry("beagle", 0)))
    toy_bundle("others", 4, classes=(ClassEntry("pug", 0), ClassEntry("cairn", 1)))

    def ensemble(*members: str) -> Classifier:
        card = replace(first.card, name="pair", members=tuple(Member(name, 0.5) for name in members))
        save_bundle(user_folders().models, card, first.backbone, first.head)
        return Classifier.load("pair")

    # the members may keep the same breeds at other outputs
    answer = ensemble("first", "swapped").classify(np.full((2, 2, 3), 9, np.uint8))
    assert isinstance(answer, Prediction)
    np.testing.assert_allclose(answer.probabilities, 0.5, atol=1e-6)
    assert code_of(lambda: ensemble("first", "others")) == "ensemble_invalid"
    assert code_of(lambda: ensemble("first", "pair")) == "ensemble_invalid"
    assert code_of(lambda: ensemble("first", "missing")) == "unknown_model"
