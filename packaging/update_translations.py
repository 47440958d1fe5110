"""Bring the translations up to date: `python packaging/update_translations.py [--check]`.

Collects every visible text of `app` (and the sentences of errors that `core` raises) into the `.ts` files, and makes
the `.qm` files from them. What is new is left unfinished in `breedlens_fr.ts`: translate it there (by hand or with
Qt Linguist), then run this again. `--check` changes nothing and fails where something is missing or out of date.
The English file holds only the singular and plural of texts with a number.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
CORE_SENTENCES = ROOT / "app" / "core_sentences.py"
TOOLS = Path(PySide6.__file__).parent
LINE_LENGTH = 120


def core_templates(root: Path = ROOT) -> list[str]:
    """The sentences of every BreedLensError that `core` makes, in alphabetical order.

    They are written out where the error is made, or handed to a function of the same module as its `template`.
    """
    found = set()
    for path in (root / "core").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        places = {"BreedLensError": 1, **_template_places(tree)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in places):
                continue
            template = _argument(node, places[node.func.id])
            if isinstance(template, ast.Constant) and isinstance(template.value, str):
                found.add(template.value)
            elif "template" not in ast.unparse(node):
                # An error of the child process, raised again here, was written out where it was raised there.
                raise SystemExit(f"{path}:{node.lineno}: the sentence must be written out where it is raised")
    return sorted(found)


def _template_places(tree: ast.Module) -> dict[str, int]:
    """The functions of a module that take a `template`, and its place among their arguments."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    names = {function.name: [argument.arg for argument in function.args.args] for function in functions}
    return {name: arguments.index("template") for name, arguments in names.items() if "template" in arguments}


def _argument(call: ast.Call, place: int) -> ast.expr | None:
    if len(call.args) > place:
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == "template"), None)


def core_sentences_module() -> str:
    """The text of `app/core_sentences.py`."""
    sys.path.insert(0, str(ROOT))
    from core.catalog import load_catalog
    from core.errors import PHOTO_SENTENCES

    # The names of networks are names; only what stands in brackets after some of them is a text.
    titles = [entry.title for entry in load_catalog().entries if "(" in entry.title]
    lines = [
        '"""The sentences of `core`, where lupdate finds them. Written by packaging/update_translations.py."""',
        "",
        "from app.translatable import QT_TRANSLATE_NOOP",
        "",
        "CORE_SENTENCES = (",
    ]
    for context, sentences in (
        ("PhotoError", PHOTO_SENTENCES.values()),
        ("BreedLensError", core_templates()),
        ("ModelTitle", titles),
    ):
        for sentence in sentences:
            lines += _marked(context, sentence)
    return "\n".join([*lines, ")", ""])


def _marked(context: str, sentence: str) -> list[str]:
    quoted = _quote(sentence)
    line = f'    QT_TRANSLATE_NOOP("{context}", {quoted}),'
    if len(line) <= LINE_LENGTH:
        return [line]
    lines = ["    QT_TRANSLATE_NOOP(", f'        "{context}",']
    if len(quoted) + 9 <= LINE_LENGTH:
        return [*lines, f"        {quoted},", "    ),"]
    cut = sentence.rindex(" ", 0, 100) + 1
    return [*lines, f"        {_quote(sentence[:cut])}", f"        {_quote(sentence[cut:])},", "    ),"]


def _quote(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def collect(language: str, target: Path) -> None:
    """Bring one `.ts` file up to date with the sources."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*.py"))
    plural = ["-pluralonly"] if language == "en" else []
    command = [TOOLS / "lupdate", *sources, *plural, "-source-language", "en", "-target-language", language]
    command += ["-locations", "none", "-no-obsolete", "-silent", "-ts", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def compile_translation(source: Path, target: Path) -> None:
    """Make a `.qm` file from a `.ts` file."""
    subprocess.run([TOOLS / "lrelease", "-silent", "-nounfinished", str(source), "-qm", str(target)], check=True)


def messages(file: Path) -> Iterator[tuple[str, ET.Element]]:
    """(context, message) of a `.ts` file."""
    for context in ET.parse(file).iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), message


def unfinished(file: Path) -> list[str]:
    """The texts of a `.ts` file that have no finished translation."""
    missing = []
    for context, message in messages(file):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        if translation.get("type") == "unfinished" or not all(forms):
            missing.append(f"{context}: {message.findtext('source')}")
    return missing


def entries(file: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """(context, source, forms of the translation) of a `.ts` file: what counts, whatever version of Qt wrote it."""
    found = []
    for context, message in messages(file):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found.append((context, message.findtext("source", ""), tuple(forms)))
    return sorted(found)


def untrue(source: Path, compiled: Path) -> list[str]:
    """The texts that a `.qm` file translates otherwise than its `.ts` file."""
    translator = QTranslator()
    if not translator.load(str(compiled)):
        return ["all of it"]
    # 1 and 2 are the singular and the plural of both languages.
    return [
        text
        for context, text, forms in entries(source)
        for count, form in zip((1, 2) if len(forms) > 1 else (-1,), forms, strict=True)
        if translator.translate(context, text, None, count) != form
    ]


def problems() -> list[str]:
    """What is out of date or missing, one sentence each."""
    found = []
    if CORE_SENTENCES.read_text(encoding="utf-8") != core_sentences_module():
        found.append("app/core_sentences.py does not match the sentences in core")
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "fr"):
            kept, fresh = FOLDER / f"breedlens_{language}.ts", Path(folder, f"breedlens_{language}.ts")
            fresh.write_bytes(kept.read_bytes())
            collect(language, fresh)
            if entries(fresh) != entries(kept):
                found.append(f"{kept.name} does not match the texts in app")
            found += [f"{kept.name}: not translated: {text}" for text in unfinished(fresh)]
            found += [
                f"{kept.stem}.qm is not made from {kept.name}: {text}" for text in untrue(kept, kept.with_suffix(".qm"))
            ]
    return found


def main() -> int:
    """Update, or check."""
    parser = argparse.ArgumentParser(description="Bring the translations up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where something is out of date")
    if not parser.parse_args().check:
        CORE_SENTENCES.write_text(core_sentences_module(), encoding="utf-8")
        for language in ("en", "fr"):
            file = FOLDER / f"breedlens_{language}.ts"
            collect(language, file)
            compile_translation(file, file.with_suffix(".qm"))
    found = problems()
    print("\n".join(found) or "All translations are complete and up to date.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
