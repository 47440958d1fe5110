"""`breedlens classify`: the arguments. What is done with them is in `classify_work`, which imports the heavy parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.command_line.arguments import MOST_THREADS, Format, Parser, share, whole_number

DESCRIPTION = "Say which breeds the dogs in photos are."
EPILOG = (
    "Answers come in the order of the photos, one line each. A photo that cannot be read has a line that says why, "
    "and makes the exit code 1. A folder without photos is no error. Ctrl+C keeps what was answered: in FILE.partial "
    "where --output names a FILE. Put -- before paths that begin with a dash."
)
VIEWS = ("single", "flip", "zoom")
"""as in core.inference.views, which costs too much to import here"""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    paths: tuple[str, ...]
    model: str
    top: int
    format: Format
    output: str | None
    gradcam: str | None
    opacity: float
    recursive: bool
    views: str
    always_breeds: bool
    language: str
    threads: int


def classify(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    request = read_request(program, arguments)
    from app.command_line.classify_work import answer

    return answer(request)


def read_request(program: str, arguments: Sequence[str]) -> Request:
    """The arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    parser = _parser(program)
    # The parser loses "--" between options and paths, so what follows it is set aside here.
    end = arguments.index("--") if "--" in arguments else len(arguments)
    parsed = vars(parser.parse_intermixed_args(arguments[:end]))
    del parsed["debug"]  # seen to by main
    parsed["paths"] = (*parsed["paths"], *arguments[end + 1 :])
    if not parsed["paths"]:
        parser.error("a photo or a folder must be named")
    for option in ("output", "gradcam"):
        if parsed[option] == "":  # a script's variable without a value: nothing would be written
            parser.error(f"argument --{option}: the name is empty")
    parsed["format"] = Format(parsed["format"])
    return Request(**parsed)


def _parser(program: str) -> Parser:
    parser = Parser(program, DESCRIPTION, EPILOG)
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="photos, and folders with photos")
    add("--model", metavar="NAME", default="default", help="a name that 'breedlens models' lists, or a model's folder")
    add("--top", metavar="N", type=whole_number(1), default=5, help="breeds to list for each photo (default: 5)")
    parser.add_choice("--format", Format, "table", "lines for people, or JSON or CSV for programs")
    add("-o", "--output", metavar="FILE", help="write the answers to this file; it appears when all are there")
    add("--gradcam", metavar="DIR", help="also save each photo with the heat map of its first breed, as a PNG, in DIR")
    add("--opacity", metavar="X", type=share, default=0.6, help="how much a heat map hides, 0 to 1 (default: 0.6)")
    add("-r", "--recursive", action="store_true", help="also look in the folders below")
    parser.add_choice("--views", VIEWS, "single", "look once, also at the mirror image, or also closer: each is slower")
    add("--always-breeds", action="store_true", help="in the table, list breeds also where no dog was found")
    parser.add_choice("--language", ("en", "fr"), "en", "language of the breeds' names")
    threads = whole_number(0, MOST_THREADS)
    add("--threads", metavar="N", type=threads, default=0, help="photos at once; 0 for one a core (default: 0)")
    parser.add_debug()
    return parser
