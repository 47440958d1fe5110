"""What installers say of the project is what the project says of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from project_facts import FOLDER_TYPE, MIME_TYPES, ROOT, read_facts

from core.photos.scan import PHOTO_EXTENSIONS


def test_name_version_and_licence_come_from_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    facts = read_facts()
    assert (facts.name, facts.version, facts.licence) == (project["name"], project["version"], project["license"])
    assert facts.title.casefold() == facts.name and not facts.summary.endswith(".")


def test_every_photo_of_the_program_is_offered_to_it_and_nothing_else() -> None:
    facts = read_facts()
    assert set(facts.extensions) == PHOTO_EXTENSIONS
    assert sum(map(len, MIME_TYPES.values())) == len(PHOTO_EXTENSIONS)
    assert all(kind.startswith("image/") for kind in facts.mime_types) and FOLDER_TYPE not in facts.mime_types


def test_a_project_without_a_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    with pytest.raises(KeyError, match="version"):
        read_facts(tmp_path)
