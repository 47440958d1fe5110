"""The texts by which a Linux desktop knows the program: desktop entry, AppStream metadata, manual page."""

from __future__ import annotations

from xml.sax.saxutils import escape

from project_facts import APP_ID, COMPONENT_ID, FOLDER_TYPE, ProjectFacts

GENERIC_NAME = {"": "Dog Breed Identifier", "fr": "Identification des races de chiens"}
COMMENT = {
    "": "Identify the breed of dogs in photos",
    "fr": "Identifier la race des chiens sur vos photos",
}
DESCRIPTION = {
    "": (
        "Drop photos of dogs on the window and see the five likeliest of 120 breeds for each, with a heat map of where "
        "the network looked. Say what the photos show, and teach it your own breeds from a folder of photos.",
        "Everything happens on your own computer, without a network, and your photos are never changed.",
    ),
    "fr": (
        "Déposez des photos de chiens sur la fenêtre\u00a0: pour chacune, les cinq races les plus probables sur 120, "
        "avec une carte de chaleur qui montre où le réseau a regardé. Dites ce que montrent les photos, et apprenez au "
        "modèle vos propres races à partir d’un dossier de photos.",
        "Tout se passe sur votre ordinateur, sans réseau, et vos photos ne sont jamais modifiées.",
    ),
}
"""paragraphs by language; "" is English"""


def desktop_entry(facts: ProjectFacts) -> str:
    """The desktop entry of the installed program."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        f"Name={facts.title}",
        *(f"GenericName{_tag(language)}={text}" for language, text in GENERIC_NAME.items()),
        *(f"Comment{_tag(language)}={text}" for language, text in COMMENT.items()),
        f"Exec={facts.name} %F",
        f"Icon={APP_ID}",
        "Terminal=false",
        "Categories=Graphics;Photography;",
        f"Keywords={';'.join(_keyword(word) for word in facts.keywords)};",
        "Keywords[fr]=chien;race;photo;classification;étiquetage;",
        f"MimeType={';'.join([*facts.mime_types, FOLDER_TYPE])};",
        # whoever has a program for pictures and folders keeps it: this one is offered under "open with"
        "InitialPreference=1",
        "StartupNotify=true",
        f"StartupWMClass={APP_ID}",
    ]
    return "\n".join(lines) + "\n"


def _tag(language: str) -> str:
    return f"[{language}]" if language else ""


def _keyword(word: str) -> str:
    return word.replace("\\", "\\\\").replace(";", "\\;")


def metainfo(facts: ProjectFacts, date: str) -> str:
    """The AppStream metadata.

    Args:
        facts: of the project.
        date: of this version, YYYY-MM-DD.
    """
    types = "\n".join(f"    <mediatype>{kind}</mediatype>" for kind in (*facts.mime_types, FOLDER_TYPE))
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{COMPONENT_ID}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>{escape(facts.licence)}</project_license>
  <name>{facts.title}</name>
{_localised("summary", COMMENT)}
  <developer id="org.{APP_ID}">
    <name>The {facts.title} authors</name>
  </developer>
  <description>
{_paragraphs()}
  </description>
  <launchable type="desktop-id">{APP_ID}.desktop</launchable>
  <icon type="stock">{APP_ID}</icon>
  <categories>
    <category>Graphics</category>
    <category>Photography</category>
  </categories>
  <provides>
    <binary>{facts.name}</binary>
{types}
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="{escape(facts.version)}" date="{date}"/>
  </releases>
</component>
"""


def _localised(element: str, texts: dict[str, str]) -> str:
    return "\n".join(f"  <{element}{_xml_tag(lang)}>{escape(text)}</{element}>" for lang, text in texts.items())


def _paragraphs() -> str:
    return "\n".join(
        f"    <p{_xml_tag(language)}>{escape(texts[number])}</p>"
        for number in range(len(DESCRIPTION[""]))
        for language, texts in DESCRIPTION.items()
    )


def _xml_tag(language: str) -> str:
    return f' xml:lang="{language}"' if language else ""


def manual_page(facts: ProjectFacts, help_text: str, date: str) -> str:
    """The manual page in roff.

    Args:
        facts: of the project.
        help_text: what `breedlens --help` prints.
        date: of this version, YYYY-MM-DD.
    """
    return f"""\
.TH {facts.name.upper()} 1 "{date}" "{facts.title} {facts.version}" "User Commands"
.SH NAME
{facts.name} \\- {_roff(COMMENT[""][0].lower() + COMMENT[""][1:])}
.SH SYNOPSIS
.B {facts.name}
.RI [ PATH ...]
.br
.B {facts.name}
.I COMMAND
.RI [ ARGUMENT ...]
.SH DESCRIPTION
{_roff(" ".join(DESCRIPTION[""]))}
.PP
.nf
{_roff(help_text.strip())}
.fi
.SH EXIT STATUS
0 where all went well, 1 where photos could not be read or a check failed, 2 for wrong use, 130 after Ctrl+C.
.SH FILES
.TP
.I ~/.local/share/BreedLens
labels, models and runs
.TP
.I ~/.config/BreedLens
settings
.TP
.I ~/.cache/BreedLens
what can be computed again
.TP
.I ~/.local/state/BreedLens
logs
.PP
Removing the program leaves them where they are.
.SH ENVIRONMENT
.TP
.B BREEDLENS_HOME
a folder that takes the place of all of these
.TP
.B BREEDLENS_WEIGHTS_MIRROR
an address (https, http or file) or a folder from which
.B {facts.name} models get
takes the files of weights
"""


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    # a line that begins with a dot or an apostrophe is a request
    return "\n".join(f"\\&{line}" if line[:1] in ("'", ".") else line for line in escaped.split("\n"))
