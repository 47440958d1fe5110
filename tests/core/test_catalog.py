"""The catalogue: nothing in it is invented, and reading it is cheap."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.catalog import Catalog, DownloadSource, PackageSource, load_catalog
from core.errors import BreedLensError
from core.paths import HOME_VARIABLE


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def keras_entries() -> list[str]:
    return [entry.name for entry in load_catalog().entries if entry.architecture == "keras"]


def published_by_keras(variant: str) -> tuple[str, set[str]]:
    """The source text of the module that defines a keras.applications function, and the digests in it."""
    spec = importlib.util.find_spec("keras")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "src" / "applications"
    for module in folder.glob("*.py"):
        text = module.read_text(encoding="utf-8")
        if re.search(rf'"keras\.applications\.{variant}"', text):
            # Addresses are put together from pieces: join adjacent string literals before comparing.
            return re.sub(r'"\s*\n?\s*"', "", text), set(re.findall(r'"([0-9a-f]{32}|[0-9a-f]{64})"', text))
    raise AssertionError(f"Keras has no {variant}")


def test_names_are_unique_and_the_default_is_among_them(catalog: Catalog) -> None:
    names = [entry.name for entry in catalog.entries]
    assert len({name.casefold() for name in names}) == len(names)
    assert catalog.get("default").name == catalog.default
    assert catalog.get("EfficientNet_Lite0").name == "efficientnet-lite0"


def test_an_unknown_name_is_a_sentence_with_the_known_ones(catalog: Catalog) -> None:
    with pytest.raises(BreedLensError, match="efficientnet-lite0") as failure:
        catalog.get("poodle-net")
    assert failure.value.code == "unknown_model"


@pytest.mark.parametrize("name", ["efficientnet-lite0", "efficientnet-lite2"])
def test_package_weights_are_the_ones_described(catalog: Catalog, name: str) -> None:
    source = catalog.get(name).source
    assert isinstance(source, PackageSource)
    path = source.path()
    assert path is not None
    data = path.read_bytes()
    assert len(data) == source.size_bytes
    assert f"sha256:{hashlib.sha256(data).hexdigest()}" == source.digest
    assert catalog.get(name).installed


@pytest.mark.parametrize("name", keras_entries())
def test_download_entries_say_what_keras_publishes(catalog: Catalog, name: str) -> None:
    entry = catalog.get(name)
    source = entry.source
    assert isinstance(source, DownloadSource)
    text, digests = published_by_keras(entry.variant)
    for url, digest in ((source.url, source.digest), (source.notop_url, source.notop_digest)):
        assert url.rpartition("/")[0] in text
        assert digest is not None and digest.partition(":")[2] in digests
    assert entry.size_bytes is None and entry.licence == ""


def test_downloads_are_exactly_what_keras_would_fetch(catalog: Catalog) -> None:
    """Keras itself, asked for ImageNet weights with its download function replaced, names address and digest.

    One network of each way in which Keras puts its addresses together; building all of them takes minutes.
    """
    names = ("vgg16", "resnet50", "efficientnetv2-b0", "efficientnetv2-s", "convnext-tiny", "mobilenetv3-small")
    variants = {catalog.get(name).variant: catalog.get(name).source for name in names}
    answer = subprocess.run(
        [sys.executable, Path(__file__).with_name("keras_published.py"), *variants],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
        timeout=280,
    )
    assert answer.returncode == 0, answer.stderr
    lines = [line.split("\t")[1:] for line in answer.stdout.splitlines() if line.startswith("published\t")]
    assert len(lines) == 2 * len(names)
    for variant, top, url, digest in lines:
        source = variants[variant]
        assert isinstance(source, DownloadSource)
        ours = (source.url, source.digest) if top == "top" else (source.notop_url, source.notop_digest)
        assert ours[0] == url and (ours[1] or "").partition(":")[2] == digest


def test_a_bundle_in_the_users_folder_counts_as_installed(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    entry = catalog.get("vgg16")
    assert not entry.installed
    entry.bundle_folder.mkdir(parents=True)
    (entry.bundle_folder / "card.json").write_text("{}")
    assert entry.installed


def test_calibration_and_accuracy_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "catalog.toml"
    path.write_text(
        """default = "a"
[[model]]
name = "a"
title = "A"
architecture = "efficientnet_lite"
variant = "lite0"
input_size = 224
preprocessing = "lite"
parameters = 1
licence = "Apache-2.0"
[model.source]
kind = "package"
package = "no_such_package_anywhere"
file = "a.pth"
size_bytes = 1
digest = "sha256:00"
[model.calibration]
temperature = 0.8
[model.calibration.gate]
slope = 2.0
[[model.accuracy]]
data = "drawn"
count = 10
top1 = 0.9
top1_low = 0.8
top1_high = 0.95
"""
    )
    (entry,) = load_catalog(path).entries
    assert entry.calibration == {"temperature": 0.8, "gate": {"slope": 2.0}}
    assert entry.accuracy[0].top1_low == 0.8 and entry.accuracy[0].top5 is None
    assert not entry.installed


@pytest.mark.parametrize("text", ["", "default = 3\nmodel = 4", "[[model]]\nname = 'x'", "\0"])
def test_a_damaged_catalogue_is_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "catalog.toml"
    path.write_text(text)
    with pytest.raises(BreedLensError) as failure:
        load_catalog(path)
    assert failure.value.code == "catalog_unreadable"
