"""`breedlens submission`: the arguments. The work is in `submission_work`, which imports the heavy parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.command_line.arguments import MOST_THREADS, Parser, whole_number
from app.command_line.data_arguments import empty_names_refused

DESCRIPTION = "Answer photos in the form of a competition."
EPILOG = (
    "The form 'kaggle' has an id and a column for each of the dog competition's 120 breeds; 'labels' an id and the "
    "likeliest breed; 'probabilities' an id and a column for each breed of the model. A sample submission says which "
    "columns and ids there are, and in which order. A photo that cannot be read gets the same probability for every "
    "breed, is named, and makes the exit code 1."
)
FORMS = ("kaggle", "labels", "probabilities")
"""as in core.evaluation.submission, which costs too much to import here"""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    paths: tuple[str, ...]
    model: str
    sample: str | None
    form: str
    output: str | None
    score: str | None
    format: str
    views: str
    recursive: bool
    threads: int


def submission(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    request = read_request(program, arguments)
    from app.command_line.submission_work import submit

    return submit(request)


def read_request(program: str, arguments: Sequence[str]) -> Request:
    """The arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    parser = Parser(program, DESCRIPTION, EPILOG)
    add = parser.add_argument
    add("paths", metavar="PHOTOS", nargs="+", help="the photos, or their folder")
    add("--model", metavar="NAME", default="default", help="a name that 'breedlens models' lists, or a model's folder")
    add("--sample", metavar="FILE", help="the competition's sample submission")
    parser.add_choice("--form", FORMS, "kaggle", "what the competition wants")
    add("-o", "--output", metavar="FILE", help="write to this file; it appears when all is there")
    add("--score", metavar="FILE", help="also score the answers against a CSV of ids and breeds, such as labels.csv")
    parser.add_choice("--format", ("text", "json"), "text", "how the score is written")
    parser.add_choice("--views", ("single", "flip", "zoom"), "single", "look once, also at the mirror image, or closer")
    add("-r", "--recursive", action="store_true", help="also look in the folders below")
    threads = whole_number(0, MOST_THREADS)
    add("--threads", metavar="N", type=threads, default=0, help="photos at once; 0 for one a core (default: 0)")
    parser.add_debug()
    parsed = vars(parser.parse_intermixed_args(arguments))
    del parsed["debug"]  # seen to by main
    empty_names_refused(parser, parsed, ("sample", "output", "score"))
    if parsed["format"] == "json" and not (parsed["score"] and parsed["output"]):
        parser.error("argument --format: json needs --score, and --output for the answers")
    parsed["paths"] = tuple(parsed["paths"])
    return Request(**parsed)
