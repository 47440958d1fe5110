"""Desktop entry, AppStream metadata and manual page: read back by others, judged by the desktop's own checkers."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from desktop_files import desktop_entry, manual_page, metainfo
from icon_files import ICO_SIZES, SIZES, make_icons
from PIL import Image
from project_facts import APP_ID, COMPONENT_ID, FOLDER_TYPE, ROOT, read_facts

from app.command_line.main import HELP

FACTS = read_facts()
DAY = "2026-01-31"


def checked(*command: str) -> None:
    """A checker says nothing against a file; skips where it is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def entry(text: str) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_photos_and_folders_are_opened_and_the_window_finds_its_icon() -> None:
    read = entry(desktop_entry(FACTS))
    assert read["Exec"] == "breedlens %F"
    assert set(read["MimeType"].strip(";").split(";")) == {*FACTS.mime_types, FOLDER_TYPE}
    assert read["StartupWMClass"] == read["Icon"] == APP_ID
    assert read["Comment[fr]"] != read["Comment"]


def test_the_window_tells_the_desktop_the_same_name() -> None:
    assert f'setDesktopFileName("{APP_ID}")' in (ROOT / "app" / "application.py").read_text("utf-8")


def test_desktop_entry_passes_its_checker(tmp_path: Path) -> None:
    path = tmp_path / "breedlens.desktop"
    path.write_text(desktop_entry(FACTS), "utf-8")
    checked("desktop-file-validate", str(path))


def test_metadata_says_what_the_project_says() -> None:
    root = ET.fromstring(metainfo(FACTS, DAY))
    assert root.findtext("id") == COMPONENT_ID and root.findtext("project_license") == FACTS.licence
    assert root.findtext("launchable") == f"{APP_ID}.desktop"
    release = root.find("releases/release")
    assert release is not None and release.attrib == {"version": FACTS.version, "date": DAY}
    assert {kind.text for kind in root.iterfind("provides/mediatype")} == {*FACTS.mime_types, FOLDER_TYPE}


def test_metadata_passes_its_checker(tmp_path: Path) -> None:
    path = tmp_path / f"{COMPONENT_ID}.metainfo.xml"
    path.write_text(metainfo(FACTS, DAY), "utf-8")
    checked("appstreamcli", "validate", "--no-net", str(path))


def test_the_manual_names_every_command(tmp_path: Path) -> None:
    page = tmp_path / "breedlens.1"
    page.write_text(manual_page(FACTS, HELP, DAY), "utf-8")
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(page)],
        capture_output=True, text=True, check=False, env={**os.environ, "MANWIDTH": "120"},
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == ""
    assert all(line.strip() in done.stdout for line in HELP.splitlines())


@pytest.mark.usefixtures("qapp")
def test_icons_have_their_sizes_and_formats(tmp_path: Path) -> None:
    made = make_icons(ROOT / "resources" / "icons", tmp_path)
    assert set(made) == set(SIZES)
    for side, path in made.items():
        with Image.open(path) as image:
            assert image.size == (side, side)
            assert image.getpixel((0, 0))[3] == 0 and image.getpixel((side // 2, side // 2))[3] == 255
    with Image.open(tmp_path / "breedlens.ico") as icon:
        assert icon.info["sizes"] == {(side, side) for side in ICO_SIZES}
    with Image.open(tmp_path / "breedlens.icns") as icon:
        assert max(icon.info["sizes"])[0] >= 512


@pytest.mark.qt_log_ignore("Cannot read file")
def test_a_broken_drawing_is_refused(tmp_path: Path) -> None:
    for name in ("breedlens.svg", "breedlens-small.svg"):
        (tmp_path / name).write_text("no drawing")
    with pytest.raises(ValueError, match="no drawing"):
        make_icons(tmp_path, tmp_path / "icons")
