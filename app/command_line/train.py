"""`breedlens train`: the arguments. What is done with them is in `train_work`, which imports the heavy parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.command_line.arguments import Parser, whole_number
from app.command_line.data_arguments import add_data_options, empty_names_refused
from app.command_line.outcome import WrongUse

DESCRIPTION = "Train a model on labelled photos, or go on with a run that was interrupted."
EPILOG = (
    "With --format json there is one event a line: started, batch, epoch and so on, and at the end finished or failed. "
    "Ctrl+C ends the training; --resume goes on from its last finished epoch. The model of a finished run answers at "
    "once: breedlens classify --model NAME PATH..."
)
DEFAULT_RECIPE = "quick"
LEAKAGE = "leakage"
LEFT_OUT = ("few-photos", "one-split-only", "exact-duplicate", "near-duplicate", "conflicting-labels", LEAKAGE)
"""the findings of core.datasets.findings whose photos can be left out, which cost too much to import here"""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    data: str | None
    recipe: str | None
    breeds: tuple[str, ...]
    epochs: int | None
    set: tuple[str, ...]
    layout: str
    photos: str | None
    inspection: bool
    leave_out: tuple[str, ...]
    keep_one: bool
    join_names: bool
    keep_bursts: bool
    run_dir: str | None
    name: str | None
    resume: str | None
    more_epochs: int
    search: int
    folds: int
    find_rate: bool
    output: str | None
    format: str


def train(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    request = read_request(program, arguments)
    from app.command_line.train_work import carry_out, tell_failure
    from core.errors import BreedLensError

    try:
        return carry_out(request)
    except (BreedLensError, WrongUse) as error:
        if request.format == "json":
            tell_failure(error)
        raise


def read_request(program: str, arguments: Sequence[str]) -> Request:
    """The arguments as a request.

    Raises:
        WrongUse: they make no sense.
        SystemExit: they ask for help, which is printed.
    """
    parser = _parser(program)
    parsed = vars(parser.parse_intermixed_args(arguments))
    del parsed["debug"]  # seen to by main
    empty_names_refused(parser, parsed, ("data", "recipe", "photos", "run_dir", "name", "resume", "output"))
    parsed["breeds"] = tuple(name.strip() for text in parsed["breeds"] for name in text.split(",") if name.strip())
    parsed["set"] = tuple(parsed["set"])
    parsed["leave_out"] = tuple(
        kind.strip() for text in parsed["leave_out"] for kind in text.split(",") if kind.strip()
    )
    request = Request(**parsed)
    if request.resume is None and request.data is None:
        parser.error("labelled photos must be named, or a run with --resume")
    if request.resume is None and request.more_epochs:
        parser.error("--more-epochs goes with --resume; --epochs says how long a new run lasts")
    if request.resume is not None and (request.set or request.breeds or request.name):
        parser.error("a run goes on as it began: --set, --breeds and --name are for new ones")
    if request.resume is not None and (request.leave_out or request.keep_one or request.join_names):
        parser.error("a run goes on as it began: --leave-out, --keep-one and --join-names are for new ones")
    if unknown := [kind for kind in request.leave_out if kind not in LEFT_OUT]:
        parser.error(f"argument --leave-out: there is no {unknown[0]!a}; choose among {', '.join(LEFT_OUT)}")
    if request.keep_one and "conflicting-labels" in request.leave_out:
        parser.error("--keep-one and --leave-out conflicting-labels cannot both be given")
    if not request.inspection and (request.keep_one or request.join_names or {*request.leave_out} - {LEAKAGE}):
        parser.error("what is found by looking at the photos cannot be set right with --no-inspection")
    if request.search and request.folds:
        parser.error("--search and --folds cannot both be given")
    if request.resume is not None and (request.search or request.folds):
        parser.error("a search or a cross-validation goes on where it was when it is started again with its --name")
    if request.find_rate and (request.search or request.folds or request.resume is not None):
        parser.error("--find-rate trains nothing; it goes without --search, --folds and --resume")
    if request.output is not None and not request.find_rate:
        parser.error("--output goes with --find-rate; --run-dir says where a run is kept")
    if request.more_epochs and request.epochs:
        parser.error("--epochs and --more-epochs cannot both be given")
    return request


def _parser(program: str) -> Parser:
    parser = Parser(program, DESCRIPTION, EPILOG)
    add = parser.add_argument
    add("data", metavar="DATA", nargs="?", help="labelled photos: a folder a breed, Stanford Dogs, or a CSV file")
    add(
        "--recipe",
        metavar="NAME",
        help=f"what 'breedlens recipes' lists, or a recipe's file (default: {DEFAULT_RECIPE})",
    )
    add("--breeds", metavar="A,B", action="append", default=[], help="only these breeds; may be repeated")
    add("--epochs", metavar="N", type=whole_number(1), help="in place of the recipe's")
    add("--set", metavar="KEY=VALUE", action="append", default=[], help="another value of the recipe; may be repeated")
    add_data_options(parser)
    add("--no-inspection", dest="inspection", action="store_false", help="do not look for bad and double photos first")
    add(
        "--leave-out",
        metavar="A,B",
        action="append",
        default=[],
        help=f"leave out photos that the inspection warns of: {', '.join(LEFT_OUT)}; may be repeated",
    )
    add("--keep-one", action="store_true", help="of a picture that is there under several breeds, keep one photo")
    add("--join-names", action="store_true", help="take breeds that differ in spelling alone for one")
    add("--bursts-apart", dest="keep_bursts", action="store_false", help="let a split take bursts of photos apart")
    add("--run-dir", metavar="DIR", help="where the run is kept; by default among the program's files")
    add("--name", metavar="NAME", help="of the run and of its model (default: the recipe and the time)")
    add("--resume", metavar="RUN", help="go on with this run: its name, or its folder")
    add("--more-epochs", metavar="N", type=whole_number(1), default=0, help="with --resume: train so many more")
    add(
        "--search",
        metavar="N",
        type=whole_number(1),
        default=0,
        help="look for better values in the ranges that the recipe declares: N runs",
    )
    add(
        "--folds",
        metavar="K",
        type=whole_number(2, 100),
        default=0,
        help="cross-validate: K runs, each judged by the photos that it has not seen",
    )
    add(
        "--find-rate",
        action="store_true",
        help="do not train, but try ever larger learning rates and suggest one",
    )
    add(
        "-o",
        "--output",
        metavar="DIR",
        help="with --find-rate: where its table and its chart go; by default beside the runs",
    )
    parser.add_choice("--format", ("text", "json"), "text", "lines for people, or one JSON object a line")
    parser.add_debug()
    return parser
