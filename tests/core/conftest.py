"""The default models, built once for all tests that need them."""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.architectures.legacy_weights import read_legacy_weights
from core.catalog import PackageSource, load_catalog
from core.inference.classifier import Classifier
from core.paths import HOME_VARIABLE

Load = Callable[..., Classifier]
Weights = Mapping[str, NDArray[Any]]


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


@pytest.fixture(scope="session")
def models_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that keeps the default models from one test to the next."""
    return tmp_path_factory.mktemp("models-home")


@pytest.fixture
def home_with_models(models_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's home folder is the one with the default models: not to be written to."""
    monkeypatch.setenv(HOME_VARIABLE, str(models_home))
    return models_home


@pytest.fixture(scope="session")
def load_model(models_home: Path) -> Load:
    """`Classifier.load`, each model and way of viewing once."""

    @functools.cache
    def load(name: str = "default", views_name: str = "single") -> Classifier:
        with _home(models_home):
            return Classifier.load(name, views_name=views_name)

    return load


@pytest.fixture(scope="session")
def pretrained() -> Callable[[str], Weights]:
    """The published weights of a default model, by its name."""

    @functools.cache
    def read(name: str) -> Weights:
        source = load_catalog().get(name).source
        assert isinstance(source, PackageSource)
        path = source.path()
        assert path is not None
        return read_legacy_weights(path.read_bytes())

    return read


@pytest.fixture(scope="session")
def keras() -> Any:
    """Keras on TensorFlow, whose import alone may warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("keras", reason="Keras is the reference here")


@pytest.fixture
def outline(keras: Any) -> Callable[..., Any]:
    """`build_network` without values for the weights, which takes a fraction of the time."""
    from core.architectures.build import build_network

    def built(*arguments: Any, **options: Any) -> Any:
        with keras.StatelessScope(initialize_variables=False):
            return build_network(*arguments, weights="random", **options)

    return built


@pytest.fixture
def noise() -> Callable[..., NDArray[np.uint8]]:
    """Random pictures [count, height, width, 3], the same at every call."""

    def draw(height: int, width: int, count: int = 1, seed: int = 0) -> NDArray[np.uint8]:
        return np.random.default_rng(seed).integers(0, 256, (count, height, width, 3), dtype=np.uint8)

    return draw
