"""`breedlens evaluate`: the arguments. The work is in `evaluate_work`, which imports the heavy parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.command_line.arguments import MOST_THREADS, Parser, whole_number
from app.command_line.data_arguments import add_data_options, empty_names_refused

DESCRIPTION = "Measure a model on photos whose breeds are known."
EPILOG = (
    "DATA is a folder with a folder for each breed, the folder of Stanford Dogs or of the Kaggle competition, or a CSV "
    "file. Of data with splits the test photos are scored, unless --split says otherwise; of other data every photo. "
    "A photo that cannot be read is left out, named, and makes the exit code 1."
)
SPLITS = ("test", "validation", "train", "all")
"""as in core.evaluation.splits, which costs too much to import here"""
VIEWS = ("single", "flip", "zoom")


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    data: str
    model: str
    split: str | None
    format: str
    output: str | None
    every_split: bool
    robustness: bool
    layout: str
    photos: str | None
    history: str | None
    views: str
    threads: int


def evaluate(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    request = read_request(program, arguments)
    from app.command_line.evaluate_work import measure

    return measure(request)


def read_request(program: str, arguments: Sequence[str]) -> Request:
    """The arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    parser = Parser(program, DESCRIPTION, EPILOG)
    add = parser.add_argument
    add("data", metavar="DATA", help="labelled photos: a folder or a CSV file")
    add("--model", metavar="NAME", default="default", help="a name that 'breedlens models' lists, or a model's folder")
    add("--split", choices=SPLITS, metavar="|".join(SPLITS), help="the photos to score, where the data has splits")
    parser.add_choice("--format", ("table", "json"), "table", "lines for people, or one JSON object for programs")
    add("-o", "--output", metavar="DIR", help="also write a report to this folder: a page, CSV tables and JSON")
    add("--every-split", action="store_true", help="also score the other splits, side by side")
    add("--robustness", action="store_true", help="also measure under blur, noise, brightness, rotation, crop and JPEG")
    add_data_options(parser)
    add("--history", metavar="FILE", help="a run's history.csv, for learning curves in the report")
    parser.add_choice("--views", VIEWS, "single", "look once, also at the mirror image, or also closer: each is slower")
    threads = whole_number(0, MOST_THREADS)
    add("--threads", metavar="N", type=threads, default=0, help="photos at once; 0 for one a core (default: 0)")
    parser.add_debug()
    parsed = vars(parser.parse_intermixed_args(arguments))
    del parsed["debug"]  # seen to by main
    empty_names_refused(parser, parsed, ("data", "output", "photos", "history"))
    return Request(**parsed)
