"""What a frozen program carries beside its code, and that the window finds it there."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="comes with the extra package")
pytest.importorskip("cyclonedx", reason="comes with the extra package")

from notices import fill_resources, resources_of
from stamp import ROOT

from app import build_stamp, shipped


@pytest.mark.parametrize("inner", ["_internal", "Contents/Resources"])
def test_the_window_finds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    resources = tmp_path / inner / "resources"
    resources.mkdir(parents=True)
    (resources / "breeds.csv").write_bytes(b"")
    assert resources_of(tmp_path) == resources
    if inner != "_internal":
        return
    fill_resources(resources, ROOT)
    for module in (shipped, build_stamp):
        monkeypatch.setattr(module, "resource", resources.joinpath)
    for language in ("en", "fr"):
        page = shipped.guide_page(language)
        assert page is not None and page.is_relative_to(resources)
    assert len(shipped.licensed_parts()) > 60
    texts = shipped.licence_texts()
    assert texts is not None and texts.with_name("breedlens.cdx.json").is_file()
    assert build_stamp.build_stamp().version


def test_a_folder_that_is_no_frozen_program_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder resources"):
        resources_of(tmp_path)
