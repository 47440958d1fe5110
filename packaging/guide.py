"""The user guide as pages for a browser, without a network: `python packaging/guide.py FOLDER`.

Each language is a folder of its own, `FOLDER/en/index.html` and `FOLDER/fr/index.html`, made by mkdocs.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stamp import Stamp, stamp_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "guide"
PAGES = (
    "index",
    "identify",
    "label",
    "groups",
    "teach",
    "review",
    "exchange",
    "train",
    "runs",
    "data",
    "administrators",
)
"""in the order of the list at the side"""
TITLES = {"en": "BreedLens: user guide", "fr": "BreedLens\N{NO-BREAK SPACE}: guide d’utilisation"}
_NOT_OFFLINE = ("sitemap.xml", "sitemap.xml.gz", "404.html", "objects.inv")
"""what only a web server needs; some of it holds the moment of the build"""
_OLD_FONTS = (".eot", ".svg", ".ttf", ".woff")
"""for browsers older than 2016; the others take `.woff2`"""
_OUTSIDE = re.compile(r"""(?:src|href)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import""")


class GuideError(Exception):
    """The guide cannot be made, or would need a network; one line for each reason."""


def build_guide(target: Path, stamp: Stamp, source: Path = SOURCE) -> None:
    """Make the guide in every language, in place of what is in `target`.

    Raises:
        GuideError: a page is missing, a link leads nowhere, or a page would load something from elsewhere.
    """
    shutil.rmtree(target, ignore_errors=True)
    for language in TITLES:
        _build(source / language, target / language, language, stamp)
    problems = needs_network(target)
    if problems:
        raise GuideError("\n".join(problems))


def _build(source: Path, target: Path, language: str, stamp: Stamp) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    missing = [f"{source.name}/{page}.md is missing" for page in PAGES if not (source / f"{page}.md").is_file()]
    if missing:
        raise GuideError("\n".join(missing))
    try:
        config = load_config(**_settings(source, target, language, stamp))
        build(config)
    except MkDocsException as error:
        raise GuideError(f"{language}: {error}") from error
    for name in _NOT_OFFLINE:
        (target / name).unlink(missing_ok=True)
    for path in (target / "css" / "fonts").iterdir():
        if path.suffix in _OLD_FONTS:
            path.unlink()


def _settings(source: Path, target: Path, language: str, stamp: Stamp) -> dict[str, Any]:
    return {
        # in place of the file mkdocs.yml, which would say the same twice
        "config_file": io.BytesIO(b"{}"),
        "site_name": TITLES[language],
        "site_url": "",
        "docs_dir": str(source),
        "site_dir": str(target),
        "use_directory_urls": False,
        "plugins": [],
        "strict": True,
        "copyright": f"{stamp.version} {stamp.commit}".strip(),
        "nav": [f"{page}.md" for page in PAGES],
        "theme": {"name": "readthedocs", "locale": language, "highlightjs": False, "include_homepage_in_sidebar": True},
    }


def needs_network(folder: Path) -> list[str]:
    """The pages and style sheets that would load something from elsewhere; links that a person may click are none."""
    found = []
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.css")]):
        text = re.sub(r"<a\s[^>]*>", "", path.read_text("utf-8", errors="replace"))
        found += [f"{path.relative_to(folder)}: {match[0]}" for match in _OUTSIDE.finditer(text)]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Build."""
    parser = argparse.ArgumentParser(description="Make the user guide for a browser.")
    parser.add_argument("folder", type=Path)
    target: Path = parser.parse_args(arguments).folder
    try:
        build_guide(target, stamp_of())
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"{size / 1e6:.1f} MB: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
