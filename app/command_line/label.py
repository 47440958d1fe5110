"""`breedlens label`: what a person says of photos. The work is in `label_work`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.command_line.arguments import Parser
from app.command_line.data_arguments import empty_names_refused
from app.command_line.label_exchange import EXPORT, IMPORT, STATUSES, exchange
from app.command_line.library_arguments import add_library_options

DESCRIPTION = "Say what photos show; look at what was said; take it back."
EPILOG = (
    "breedlens label set PATH... --breed NAME says it; breedlens label list [PATH...] shows it; breedlens label undo "
    "takes the last step back, and breedlens label redo does it again; breedlens label export and import exchange "
    "labels with other programs."
)
ACTIONS = {
    "set": "Say which breed the dogs in photos are, or what else the photos show; all photos of one call are one step.",
    "list": "List labels: all of them, or those of some photos, with or without a label.",
    "undo": "Take the last step back, whoever made it, and list its photos as they are now.",
    "redo": "Do again what was taken back last, and list its photos as they are now.",
    "export": EXPORT,
    "import": IMPORT,
}
EXCHANGES = ("export", "import")
NOTES = {
    "set": (
        "A name that means no breed yet becomes a breed of your own, which is told. A photo's line appears once its "
        "label is on the disk. A photo that cannot be read is named, and makes the exit code 1. Ctrl+C keeps what was "
        "saved. Put -- before paths that begin with a dash."
    ),
    "list": "A photo that cannot be read is named, and makes the exit code 1.",
}
GIVEN = ("not_a_dog", "unknown", "mixed", "unlabelled")


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    paths: tuple[str, ...]
    recursive: bool
    breed: str | None
    status: str | None
    library: str | None
    format: str


def label(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    if arguments and arguments[0] in EXCHANGES:
        return exchange(program, arguments[0], arguments[1:])
    action, request = read_request(program, arguments)
    from app.command_line import label_work

    match action:
        case "set":
            return label_work.set_labels(request)
        case "list":
            return label_work.list_labels(request)
        case _:
            return label_work.step(request, is_undo=action == "undo")


def read_request(program: str, arguments: Sequence[str]) -> tuple[str, Request]:
    """What to do, and the arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    action = arguments[0] if arguments else ""
    if action not in ACTIONS:
        overview = Parser(program, DESCRIPTION, EPILOG)
        overview.add_argument("action", choices=tuple(ACTIONS), metavar="|".join(ACTIONS), help="what to do")
        overview.add_debug()
        overview.parse_args(arguments[:1])
    parser = _parser(f"{program} {action}", action)
    # The parser loses "--" between options and paths, so what follows it is set aside here.
    words = list(arguments[1:])
    end = words.index("--") if "--" in words and action in NOTES else len(words)
    parsed: dict[str, Any] = {"paths": (), "recursive": False, "breed": None, "status": None}
    parsed |= vars(parser.parse_intermixed_args(words[:end]))
    del parsed["debug"]  # seen to by main
    parsed["paths"] = (*parsed["paths"], *words[end + 1 :])
    empty_names_refused(parser, parsed, ("library", "breed"))
    if action == "set" and not parsed["paths"]:
        parser.error("a photo or a folder must be named")
    if action == "list" and not parsed["paths"] and parsed["status"] == "unlabelled":
        parser.error("photos without a label are found only where a photo or a folder is named")
    return action, Request(**parsed)


def _parser(program: str, action: str) -> Parser:
    parser = Parser(program, ACTIONS[action], NOTES.get(action, ""))
    add = parser.add_argument
    if action in NOTES:
        add("paths", metavar="PATH", nargs="*", help="photos, and folders with photos")
        add("-r", "--recursive", action="store_true", help="also look in the folders below")
    if action == "set":
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--breed", metavar="NAME", help="the dogs are of this breed: a name in either language")
        what.add_argument(
            "--status", choices=GIVEN, metavar="|".join(GIVEN), help="no breed; unlabelled takes a label away"
        )
    if action == "list":
        add("--breed", metavar="NAME", help="only photos of this breed")
        add("--status", choices=STATUSES, metavar="|".join(STATUSES), help="only photos of this status")
    add_library_options(parser)
    parser.add_debug()
    return parser
