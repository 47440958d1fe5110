"""The user guide: the same pages in both languages, nothing missing, readable without a network."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from guide import PAGES, ROOT, SOURCE, TITLES, GuideError, build_guide, needs_network
from PIL import Image
from stamp import Stamp
from windows import SCRIPT

TRANSLATIONS = ROOT / "resources" / "translations" / "breedlens_fr.ts"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|^\|[-|]+$", re.DOTALL | re.MULTILINE)


def text(language: str, page: str) -> str:
    return (SOURCE / language / f"{page}.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_say_the_same_in_the_same_order(page: str) -> None:
    english, french = text("en", page), text("fr", page)
    assert LINK.findall(english) == LINK.findall(french)
    for shape in (r"^#+ ", r"^\|", r"^\d+\. ", r"^- ", r"^```"):
        counts = [len(re.findall(shape, words, re.MULTILINE)) for words in (english, french)]
        assert counts[0] == counts[1], f"{shape} in {page}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", TITLES)
def test_every_link_leads_somewhere(language: str, page: str) -> None:
    for target in LINK.findall(text(language, page)):
        assert (SOURCE / language / target).is_file(), target


@pytest.mark.parametrize("page", PAGES)
def test_french_typography(page: str) -> None:
    words = CODE.sub("", text("fr", page))
    assert not re.findall(r".{8} [:;?!%»]|« |[^\u202f\s][;?!](?=\s)|[^\u00a0]:(?=\s)|\w'\w", words)


def test_the_pictures_are_of_the_window_and_small() -> None:
    used = {target for page in PAGES for target in LINK.findall(text("en", page)) if target.endswith(".png")}
    for language in TITLES:
        folder = SOURCE / language / "pictures"
        assert {f"pictures/{path.name}" for path in folder.iterdir()} == used
        assert sum(path.stat().st_size for path in folder.iterdir()) < 2_000_000
        for path in folder.iterdir():
            with Image.open(path) as picture:
                assert picture.width > 1000 and picture.height > 600, path.name


def test_the_guide_is_made_and_needs_no_network(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="comes with the extra package")
    build_guide(tmp_path / "guide", Stamp("1.2.3", "0123456789ab", "2026-01-02T03:04:05Z"))
    for language in TITLES:
        folder = tmp_path / "guide" / language
        assert {path.stem for path in folder.glob("*.html")} == set(PAGES)
        first = (folder / "index.html").read_text("utf-8")
        assert f'lang="{language}"' in first and "1.2.3 0123456789ab" in first
        assert (folder / "pictures" / "identify.png").is_file()
        assert not list(folder.glob("sitemap*"))
    french = (tmp_path / "guide" / "fr" / "label.html").read_text("utf-8")
    assert "Étiqueter" in french and 'href="teach.html"' in french


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="comes with the extra package")
    for language in TITLES:
        (tmp_path / language).mkdir()
        for page in PAGES:
            (tmp_path / language / f"{page}.md").write_text(f"# {page}\n", "utf-8")
    (tmp_path / "en" / "index.md").write_text("# First\n\n[away](nowhere.md)\n", "utf-8")
    with pytest.raises(GuideError, match="en:"):
        build_guide(tmp_path / "out", Stamp("1", "", ""), tmp_path)
    (tmp_path / "fr" / "label.md").unlink()
    (tmp_path / "en" / "index.md").write_text("# First\n", "utf-8")
    with pytest.raises(GuideError, match=r"fr/label\.md is missing"):
        build_guide(tmp_path / "out", Stamp("1", "", ""), tmp_path)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<a href="https://example.org">words</a>', 0),
        ('<script src="https://example.org/x.js"></script>', 1),
        ('<link href="//example.org/x.css">', 1),
        ('<img src="pictures/x.png">', 0),
    ],
)
def test_what_would_be_loaded_from_elsewhere_is_found(tmp_path: Path, page: str, found: int) -> None:
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert len(needs_network(tmp_path)) == found


EMPHASISED = re.compile(r"(?<!\*)\*{1,2}([^*]+)\*{1,2}")
OF_THE_SYSTEM = {
    "More info", "Run anyway", "Applications", "Open Anyway", "System Settings", "Privacy & Security",
    "Show more options",
    "Informations complémentaires", "Exécuter quand même", "Ouvrir quand même", "Réglages Système",
    "Confidentialité et sécurité", "Afficher plus d’options",
}  # fmt: skip
"""what is written on the buttons of others"""
STRESSED = {"you", "vous"}


def plain(words: str) -> str:
    """As it is spoken: without the mark of its key, and where it ends in dots, without those."""
    return " ".join(words.replace("&", "").split()).rstrip("…").casefold()


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """What the window and the installer for Windows say in English, with its French."""
    pairs: dict[str, set[str]] = {}
    for message in ET.parse(TRANSLATIONS).getroot().iter("message"):
        source, french = message.findtext("source") or "", message.findtext("translation") or ""
        pairs.setdefault(plain(source), set()).add(plain(french))
    script = SCRIPT.read_text("utf-8").replace("${TITLE}", "BreedLens")
    for name in re.findall(r"LangString (\w+) \$\{LANG_ENGLISH\}", script):
        texts = [re.search(rf'LangString {name} \${{LANG_{one}}} "(.*)"', script) for one in ("ENGLISH", "FRENCH")]
        english, french = (text[1] for text in texts if text is not None)
        pairs.setdefault(plain(english), set()).add(plain(french))
    return pairs


def named(language: str, page: str) -> set[str]:
    """What a page writes in italics: the names of menus, entries, buttons and columns."""
    words = re.sub(r"```.*?```|`[^`]*`", "", text(language, page), flags=re.DOTALL)
    found = (match[0] for match in EMPHASISED.finditer(words) if not match[0].startswith("**"))
    parts = (part for name in found for part in re.split(r"\s?: | – ", name.strip("*")))
    return {" ".join(part.split()) for part in parts} - OF_THE_SYSTEM - STRESSED


@pytest.mark.parametrize("page", PAGES)
def test_what_the_guide_names_is_in_the_program_and_has_the_same_name_there(
    page: str, said: dict[str, set[str]]
) -> None:
    english, french = named("en", page), {plain(name) for name in named("fr", page)}
    for name in english:
        assert plain(name) in said, f"the program has no {name!r}"
        assert said[plain(name)] & french, f"{name!r} is {said[plain(name)]} in the French program"
    known = set().union(*said.values())
    assert french <= known, f"the program has no {french - known}"


@pytest.mark.parametrize("page", PAGES)
def test_buttons_are_called_the_same_in_both_languages(page: str, said: dict[str, set[str]]) -> None:
    bold = {language: re.findall(r"\*\*([^*]+)\*\*", text(language, page)) for language in TITLES}
    assert len(bold["en"]) == len(bold["fr"])
    for english, french in zip(bold["en"], bold["fr"], strict=True):
        if plain(english) in said:
            assert plain(french) in said[plain(english)], f"{english} is not {french} in the program"
