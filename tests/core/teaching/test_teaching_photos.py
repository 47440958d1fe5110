"""Real files under a real model: features are looked up, answers are the classifier's, what is saved answers alike."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pictures import draw, encode

from core.bundles.bundle import BACKBONE, SUFFIX, Bundle, installed_bundles, read_card
from core.bundles.provide import find_bundle
from core.control import Cancelled, Command, Control, Progress
from core.datasets.feature_cache import FeatureCache
from core.errors import BreedLensError
from core.inference.backbone import Backbone
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.head import Flatten, Head
from core.inference.prediction_store import PredictionStore
from core.inference.results import Finding, Prediction
from core.paths import user_folders
from core.photos.loader import load_photo
from core.teaching import features as features_module
from core.teaching.base import Base
from core.teaching.features import Pool, collect_pool
from core.teaching.label_errors import review_labels
from core.teaching.saving import save_taught
from core.teaching.session import Request, check, teach
from core.teaching.taught_model import TaughtModel, untaught

MODEL = "efficientnet-lite0"


@pytest.fixture
def base(home_with_models: Path) -> Base:
    """The smallest default model."""
    return Base.load(MODEL)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[PredictionStore, FeatureCache]]:
    """Where contents and features are kept."""
    store, cache = PredictionStore(tmp_path / "known"), FeatureCache(tmp_path / "features")
    yield store, cache
    store.close()
    cache.close()


@pytest.fixture
def drawn_photos(tmp_path: Path) -> list[str]:
    """Six pictures, a copy of one, a file that is no photo, and one that is not there; a name is not valid UTF-8."""
    folder = tmp_path / "photos"
    folder.mkdir()
    names = [*(f"{index}.png" for index in range(5)), os.fsdecode(b"caf\xe9.png")]
    for index, name in enumerate(names):
        (folder / name).write_bytes(encode(draw(300, 260, index), "PNG"))
    (folder / "copy.png").write_bytes((folder / "1.png").read_bytes())
    (folder / "none.png").write_bytes(b"nothing")
    return [str(folder / name) for name in [*names, "copy.png", "none.png", "gone.png"]]


def test_features_are_computed_once_and_then_looked_up(
    base: Base, stores: tuple[PredictionStore, FeatureCache], drawn_photos: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, cache = stores
    told: list[Progress] = []
    pool = collect_pool([*drawn_photos, drawn_photos[0]], base, store=store, cache=cache, on_progress=told.append)
    assert pool.paths == tuple(drawn_photos[:7]) and [path for path, _ in pool.bad_photos] == drawn_photos[7:]
    assert told[-1].total == 9 and max(one.done for one in told) <= 9
    assert pool.contents[6] == pool.contents[1] and len(set(pool.contents)) == 6
    np.testing.assert_array_equal(pool.features[6], pool.features[1])
    backbone = Backbone(base.bundle)
    for row, path in enumerate(pool.paths):
        photo = load_photo(path, base.pipeline.decode_side(backbone.input_size))
        assert isinstance(photo, np.ndarray)
        values = backbone.features(base.pipeline.prepare(photo, backbone.input_size))
        np.testing.assert_array_equal(pool.features[row], values)
    monkeypatch.setattr(features_module, "Backbone", lambda *_: pytest.fail("computed again"))
    monkeypatch.setattr(PredictionStore, "read_contents", lambda *_: pytest.fail("read again"))
    again = collect_pool(drawn_photos[:7], base, store=store, cache=cache)
    np.testing.assert_array_equal(again.features, pool.features)
    assert again.spread == pool.spread and again.rows_of([pool.paths[3], "other"]).tolist() == [3]


def test_a_folder_run_leaves_the_features_that_teaching_starts_from(
    base: Base,
    stores: tuple[PredictionStore, FeatureCache],
    drawn_photos: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    store, cache = stores
    answers: dict[str, Prediction] = {}
    for views in ("single", "flip"):  # the first view of all is the plain one
        classifier = Classifier.load(MODEL, views_name=views)
        classify_photos(drawn_photos[:7], classifier, answers.update, store=store, features=cache)  # type: ignore[arg-type]
    expected = collect_pool(drawn_photos[:7], base, store=store, cache=FeatureCache(tmp_path / "others"))
    monkeypatch.setattr(features_module, "Backbone", lambda *_: pytest.fail("computed again"))
    pool = collect_pool(drawn_photos[:7], base, store=store, cache=cache)
    np.testing.assert_array_equal(pool.features, expected.features)


def test_cancelling_ends_it_and_stopping_keeps_what_there_is(
    base: Base, stores: tuple[PredictionStore, FeatureCache], drawn_photos: list[str]
) -> None:
    store, cache = stores
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        collect_pool(drawn_photos, base, store=store, cache=cache, control=control)
    collect_pool(drawn_photos[:2], base, store=store, cache=cache)
    stopping = Control()
    stopping.set(Command.STOP_KEEP)
    pool = collect_pool(drawn_photos, base, store=store, cache=cache, control=stopping)
    assert pool.paths == (*drawn_photos[:2],) and not pool.bad_photos
    assert collect_pool([], base, store=store, cache=cache).features.shape == (0, 1280)


def test_an_ensemble_gives_its_member_with_the_largest_share_and_some_heads_cannot_be_taught(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Base.load("efficientnet-lite0+lite2")
    assert both.ensemble == "efficientnet-lite0+lite2" and both.card.name == MODEL and base.ensemble == ""
    flat = Head((Flatten(), base.last))
    found = find_bundle(MODEL)
    assert isinstance(found, Bundle)
    monkeypatch.setattr("core.teaching.base.find_bundle", lambda _: replace(found, head=flat))
    with pytest.raises(BreedLensError, match="cannot be taught"):
        Base.load(MODEL)


def photos_below(folder: Path, names: list[str]) -> dict[str, str]:
    return {str(path): name for name in names for path in sorted((folder / name).iterdir())}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the features of real photos are kept from one test to the next."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def real(base: Base, kept: Path, shared_photos: Path) -> tuple[Pool, dict[str, str]]:
    """Dalmatians, three breeds of the 120 with photos enough, and photos without a dog."""
    labels = photos_below(shared_photos / "other_breeds", ["dalmatian"])
    counted = sorted((shared_photos / "breeds").iterdir(), key=lambda folder: -len(list(folder.iterdir())))
    labels |= photos_below(shared_photos / "breeds", [folder.name for folder in counted[:3]])
    cats = [str(path) for path in sorted((shared_photos / "negatives").iterdir())[:20]]
    with contextlib.closing(PredictionStore(kept)) as store, contextlib.closing(FeatureCache(kept)) as cache:
        return collect_pool([*labels, *cats], base, store=store, cache=cache), labels


def test_dalmatians_are_taught_and_saved_and_found(
    real: tuple[Pool, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, labels = real
    dalmatians = [path for path, breed in labels.items() if breed == "dalmatian"]
    known = {path: breed for path, breed in labels.items() if breed != "dalmatian"}
    first = teach(Request(pool, dict.fromkeys(dalmatians[:4], "Pongo")))
    assert first.missing[0].breed == "Pongo" and first.missing[0].photos == 4
    before = untaught(pool.base).answers(pool)
    lesson = teach(Request(pool, dict.fromkeys(dalmatians[:5], "Pongo")))
    after = lesson.model.answers(pool)
    others = pool.rows_of(dalmatians[5:])
    assert {before[row].finding for row in others} == {Finding.OTHER_BREED}
    assert (
        np.mean([after[row].finding is Finding.DOG and after[row].top(1)[0].breed == "Pongo" for row in others]) > 0.9
    )
    # what has no label is answered as before
    rest = np.setdiff1d(np.arange(len(pool)), pool.rows_of(dalmatians))
    assert (after.best[rest] == before.best[rest]).mean() > 0.95
    assert (after.findings[rest] == before.findings[rest]).mean() > 0.95

    checked = check(teach(Request(pool, known | dict.fromkeys(dalmatians, "Pongo"))))
    assert checked.held_out.accuracy.value >= checked.held_out.base_accuracy.value + 0.1
    monkeypatch.setenv("BREEDLENS_HOME", str(tmp_path / "home"))
    saved = save_taught(checked, "my: dogs", breed_ids={"Pongo": 121})
    again = save_taught(checked, "my: dogs")
    assert saved.card.name == "my- dogs" and again.card.name == "my- dogs-2"
    assert read_card(user_folders().models / f"my- dogs{SUFFIX}") == saved.card
    card = saved.card
    assert card.classes[-1].breed == "Pongo" and card.classes[-1].breed_id == "121" and len(card.classes) == 121
    assert card.metrics[0]["split"] == "out of fold" and card.metrics[0]["top1_low"] < card.metrics[0]["top1"]
    assert f'base = "{MODEL}"' in card.recipe and tomllib.loads(card.recipe)["photos_of"]["Pongo"] == 17
    assert card.files[BACKBONE] == pool.base.card.files[BACKBONE]
    assert_answers_as_live("my- dogs", checked.model, pool, [*pool.rows_of(dalmatians)[:3], *rest[-3:], *rest[:3]])


def assert_answers_as_live(name: str, model: TaughtModel, pool: Pool, rows: list[int]) -> None:
    live, classifier = model.answers(pool), Classifier.load(name)
    for row in rows:
        photo = load_photo(pool.paths[row], classifier.decode_side)
        assert isinstance(photo, np.ndarray)
        examined = classifier.examine(photo)
        found, expected = examined.prediction, live[row]
        assert (found.finding, found.breed_set) == (expected.finding, expected.breed_set)
        assert found.dog_probability == pytest.approx(expected.dog_probability, abs=1e-4)
        np.testing.assert_allclose(found.probabilities, expected.probabilities, atol=1e-4)
        heat = examined.heat_map(int(found.probabilities.argmax()))
        assert heat.max() == pytest.approx(1) and heat.min() >= 0


def test_swapped_labels_of_real_photos_are_found(real: tuple[Pool, dict[str, str]]) -> None:
    from sklearn.metrics import roc_auc_score

    pool, labels = real
    paths, names = sorted(labels), sorted(set(labels.values()))
    wrong = set(np.random.default_rng(1).choice(paths, 6, replace=False).tolist())
    said = {path: names[(names.index(labels[path]) + (path in wrong)) % len(names)] for path in paths}
    found = review_labels(check(teach(Request(pool, said))))
    planted = np.array([pool.paths[row] in wrong for row in found.rows.tolist()])
    assert roc_auc_score(planted, found.score) > 0.95


def test_a_model_that_cannot_be_saved_leaves_nothing(
    base: Base, stores: tuple[PredictionStore, FeatureCache], drawn_photos: list[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store, cache = stores
    pool = collect_pool(drawn_photos[:6], base, store=store, cache=cache)
    lesson = teach(Request(pool, dict.fromkeys(drawn_photos[:6], "pug")))
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(BreedLensError, match="could not be saved"):
        save_taught(lesson, "mine", models=blocked)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("core.bundles.bundle._write", full)
        with pytest.raises(BreedLensError, match="could not be saved"):
            save_taught(lesson, "mine", models=tmp_path / "models")
    assert installed_bundles(tmp_path / "models") == [] and not list((tmp_path / "models").glob(f"*{SUFFIX}"))
    saved = save_taught(lesson, "\0", models=tmp_path / "models")
    assert saved.card.name == "taught" and saved.card.metrics == ()
    with pytest.raises(BreedLensError):
        save_taught(lesson, "mine", models=blocked)


def test_what_was_taught_can_be_taught_again(
    base: Base, stores: tuple[PredictionStore, FeatureCache], drawn_photos: list[str], tmp_path: Path
) -> None:
    store, cache = stores
    pool = collect_pool(drawn_photos[:6], base, store=store, cache=cache)
    lesson = teach(Request(pool, dict.fromkeys(drawn_photos[:6], "Rex")))
    saved = save_taught(lesson, "once", models=tmp_path / "models")
    second = Base.load(str(saved.folder))
    assert second.classes[-1] == "Rex" and second.feature_key == base.feature_key
    twice = collect_pool(drawn_photos[:6], second, store=store, cache=cache)
    first_answers, second_answers = lesson.model.answers(pool), untaught(second).answers(twice)
    np.testing.assert_allclose(second_answers.probabilities, first_answers.probabilities, atol=1e-4)
    np.testing.assert_allclose(second_answers.log_odds, first_answers.log_odds, atol=1e-2)
    np.testing.assert_array_equal(second_answers.findings, first_answers.findings)
    again = teach(Request(twice, dict.fromkeys(drawn_photos[:6], "Rex")))
    assert save_taught(again, "twice", models=tmp_path / "models").head.output_count == saved.head.output_count
