"""A trained head beside ImageNet's: the same breeds as alone, and the same gate as the model it came from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.bundles.bundle import Bundle
from core.bundles.card import Calibration, Card, ClassEntry, from_json, to_json
from core.bundles.gated_head import gated_head, imagenet_classifier, with_gate_of
from core.bundles.provide import DOG_OUTPUTS, OTHER_BREED_OUTPUTS, find_bundle
from core.inference.calibration import collect_evidence
from core.inference.head import Dense, Head


@pytest.fixture(scope="module")
def default_bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BREEDLENS_HOME", str(tmp_path_factory.mktemp("home")))
        found = find_bundle("efficientnet-lite0")
    assert isinstance(found, Bundle)
    return found


def trained(channels: int, classes: int) -> Dense:
    rng = np.random.default_rng(1)
    return Dense(
        rng.normal(0, 0.1, (channels, classes)).astype(np.float32), rng.normal(size=classes).astype(np.float32)
    )


def card_of(classes: int) -> Card:
    return Card("own", "Own", "lite0", 224, tuple(ClassEntry(f"breed-{i}", i) for i in range(classes)))


def test_breeds_answer_as_alone_and_the_gate_as_in_the_source(default_bundle: Bundle) -> None:
    imagenet = imagenet_classifier(default_bundle.head)
    assert imagenet is not None
    dense = trained(imagenet.kernel.shape[0], 7)
    head, gate = gated_head(dense, imagenet)
    maps = np.random.default_rng(2).random((5, 7, 7, imagenet.kernel.shape[0]), np.float32) * 3
    logits = head.logits(maps)
    alone = Head((head.layers[0], dense)).logits(maps)
    np.testing.assert_allclose(logits[:, :7], alone, rtol=1e-5, atol=1e-5)
    card = replace(card_of(7), gate=gate)
    for own, source in zip(logits, default_bundle.head.logits(maps), strict=True):
        mine = collect_evidence(own[None], card)
        theirs = collect_evidence(source[None], default_bundle.card)
        assert mine.dog_log_odds == pytest.approx(theirs.dog_log_odds, abs=1e-4)
        assert mine.foreign_lead == -np.inf
    assert set(OTHER_BREED_OUTPUTS) <= set(DOG_OUTPUTS)


def test_the_gate_survives_the_card(default_bundle: Bundle) -> None:
    imagenet = imagenet_classifier(default_bundle.head)
    assert imagenet is not None
    card = replace(card_of(3), gate=gated_head(trained(imagenet.kernel.shape[0], 3), imagenet)[1])
    assert from_json(to_json(card)) == card


def test_heads_that_do_not_fit_are_refused(default_bundle: Bundle) -> None:
    imagenet = imagenet_classifier(default_bundle.head)
    assert imagenet is not None
    with pytest.raises(ValueError, match="kernels"):
        gated_head(trained(imagenet.kernel.shape[0] + 1, 3), imagenet)
    with pytest.raises(ValueError, match="linear"):
        gated_head(replace(trained(imagenet.kernel.shape[0], 3), activation="relu"), imagenet)
    assert imagenet_classifier(Head((trained(8, 1000),))) is None


def test_the_gates_numbers_come_from_the_source_and_the_rest_does_not() -> None:
    fits = {"single": Calibration(temperature=2.0, count=9), "flip": Calibration(temperature=3.0)}
    merged = with_gate_of(fits, {"single": Calibration(temperature=5.0, dog_slope=4.0, dog_intercept=1.5)})
    assert merged["single"] == Calibration(temperature=2.0, count=9, dog_slope=4.0, dog_intercept=1.5)
    assert merged["flip"] == fits["flip"]
