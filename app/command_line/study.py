"""`breedlens study`: the arguments. The work is in `study_work`, which imports the heavy parts."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass

from app.command_line.arguments import MOST_THREADS, Parser, whole_number
from app.command_line.data_arguments import add_data_options, empty_names_refused

STUDIES = {
    "breeds": "How the accuracy falls as breeds are added.",
    "preprocessing": "What equalisation, whitening and other steps of preprocessing change.",
}
EPILOG = (
    "Features are computed once with the model's backbone as it is; heads are fitted to them and judged on photos that "
    "they did not see: the test photos of data with splits, or else by cross-validation. A photo that cannot be read "
    "is left out, named, and makes the exit code 1."
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    study: str
    data: str
    model: str | None
    recipe: str | None
    breeds: tuple[str, ...]
    counts: tuple[int, ...]
    subsets: int
    seed: int
    format: str
    output: str | None
    layout: str
    photos: str | None
    threads: int


def study(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    request = read_request(program, arguments)
    from app.command_line.study_work import conduct

    return conduct(request)


def read_request(program: str, arguments: Sequence[str]) -> Request:
    """The arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    name = arguments[0] if arguments else ""
    if name not in STUDIES:
        overview = Parser(program, "Answer a question about breeds or preprocessing by measuring it.", EPILOG)
        overview.add_argument("study", choices=tuple(STUDIES), metavar="|".join(STUDIES), help="what to study")
        overview.add_argument("data", metavar="DATA", nargs="?", help="labelled photos")
        overview.add_debug()
        overview.parse_args(arguments)
    parser = Parser(f"{program} {name}", STUDIES[name], EPILOG)
    add = parser.add_argument
    add("data", metavar="DATA", help="labelled photos: a folder or a CSV file")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--model", metavar="NAME", help="the model whose backbone is used (default: the default model)")
    which.add_argument("--recipe", metavar="NAME", help="use a recipe's backbone and preprocessing")
    add("--breeds", metavar="A,B", type=_names, default=(), help="only these breeds")
    if name == "breeds":
        add(
            "--counts",
            metavar="N,N",
            type=_counts,
            default=(),
            help="numbers of breeds (default: 2,5,10,20,... and all)",
        )
        add("--subsets", metavar="N", type=whole_number(1, 1000), default=5, help="random subsets of each (default: 5)")
    add("--seed", metavar="N", type=whole_number(0), default=0, help="of the folds and subsets (default: 0)")
    parser.add_choice("--format", ("table", "json"), "table", "lines for people, or one JSON object for programs")
    add("-o", "--output", metavar="DIR", help="also write the plot (SVG, PNG), CSV and JSON to this folder")
    add_data_options(parser)
    threads = whole_number(0, MOST_THREADS)
    add("--threads", metavar="N", type=threads, default=0, help="photos at once; 0 for one a core (default: 0)")
    parser.add_debug()
    parsed = vars(parser.parse_intermixed_args(arguments[1:]))
    del parsed["debug"]  # seen to by main
    empty_names_refused(parser, parsed, ("data", "output", "photos", "model", "recipe"))
    return Request(**{"study": name, "counts": (), "subsets": 1, **parsed})


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _counts(text: str) -> tuple[int, ...]:
    read = whole_number(2)
    numbers = tuple(read(part.strip()) for part in text.split(",") if part.strip())
    if not numbers:
        raise ArgumentTypeError("there is no number")
    return numbers
