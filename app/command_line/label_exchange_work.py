"""The work of `breedlens label export` and `label import`."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Iterator, Sequence

from app.command_line.label_exchange import ExportArguments, ImportArguments
from app.command_line.label_lines import LabelLines
from app.command_line.library_arguments import library_file, open_to_read, open_to_write
from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, stoppable
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from core.breeds import BreedTable, load_breed_table
from core.errors import BreedLensError, PhotoError
from core.exports.csv_export import breed_name
from core.exports.report import LeftOut
from core.files import shown
from core.library.exchange import ExchangeFormat, Layout
from core.library.exports.export import ExportRequest, export_labels
from core.library.exports.folders import SplitShares
from core.library.exports.outcome import BY_DESIGN, ExportOutcome, reason_key
from core.library.exports.selection import Selection
from core.library.imports.read import read_labels_from
from core.library.imports.run import ImportOutcome, import_labels
from core.library.library import LabelLibrary
from core.library.records import Status
from core.library.sidecars.files import Naming

DEFAULT_NAMES = {
    "csv": "breedlens-labels.csv",
    "json": "breedlens-labels.json",
    "kaggle": "breedlens-kaggle.csv",
    "coco": "breedlens-coco.json",
    "yolo": "breedlens-yolo",
    "folders": "breedlens-folders",
    "megadetector": "breedlens-recognitions.json",
}
_BY_CHOICE = frozenset({"says_nothing", "only_a_model", "label_kept"})
"""why entries are not taken although nothing is wrong with them"""
_NAMED = 10
"""photos that are named for each reason"""


def export(arguments: ExportArguments) -> int:
    """Write labels; the exit code.

    Raises:
        WrongUse: no such library or breed, or something that was not named is in the way.
        BreedLensError: the library cannot be read, or nothing can be written.
        Cancelled: Ctrl+C.
    """
    with (
        open_to_read(library_file(arguments.library)) as library,
        libraries_in_log(),
        stoppable() as control,
        progress_bar("Photos") as bar,
    ):
        request = _request(library, arguments)
        outcome = export_labels(library, request, control=control, on_progress=bar.on_progress)
    write = standard_output()
    if arguments.format == "json":
        write(json.dumps(_row(arguments, outcome)) + "\n")
    else:
        place = f", to {shown(outcome.place)}" if outcome.place else ""
        done = "Tags taken out" if arguments.remove else "Written"
        write(f"Photos: {outcome.photos}. {done}: {outcome.written}{place}. Left out: {len(outcome.left_out)}.\n")
        for line in _reason_lines(outcome.left_out, outcome.reasons, BY_DESIGN):
            write(line + "\n")
    return SOME_FAILED if outcome.has_failures else OK


def _request(library: LabelLibrary, arguments: ExportArguments) -> ExportRequest:
    breeds = None
    if arguments.breed:
        found = {name: library.find_breed(name) for name in arguments.breed}
        for name, breed in found.items():
            if breed is None:
                raise WrongUse(f"No breed is called {shown(name)}.")
        breeds = frozenset(breed.id for breed in found.values() if breed is not None)
    output = arguments.output or DEFAULT_NAMES.get(arguments.to, "")
    if output and not arguments.output and os.path.lexists(output):
        raise WrongUse(f"There is something called {output} already; name another place with --output.")
    return ExportRequest(
        ExchangeFormat(arguments.to),
        output,
        Selection(frozenset(map(Status, arguments.status)) or None, breeds),
        Layout(arguments.layout) if arguments.layout else None,
        SplitShares(*arguments.split, seed=arguments.seed) if arguments.split else _usual_split(arguments),
        Naming(arguments.sidecar),
        arguments.remove,
    )


def _usual_split(arguments: ExportArguments) -> SplitShares | None:
    return SplitShares(seed=arguments.seed) if arguments.to == "yolo" else None


def take_in(arguments: ImportArguments) -> int:
    """Import labels; the exit code.

    Raises:
        BreedLensError: the file cannot be read, it names unknown breeds, or the library cannot be written: no label
            was changed.
        Cancelled: Ctrl+C; no label was changed.
    """
    kind = ExchangeFormat(arguments.source)
    with (
        libraries_in_log(),
        stoppable() as control,
        progress_bar("Photos") as bar,
    ):
        reading = read_labels_from(kind, arguments.path, control=control)
        with open_to_write(library_file(arguments.library), is_new=True) as library:
            outcome = import_labels(
                library,
                reading,
                photos=arguments.photos,
                replace=arguments.replace,
                add_breeds=arguments.add_breeds,
                control=control,
                on_progress=bar.on_progress,
            )
    lines = LabelLines((one.path for one in outcome.imported), as_json=arguments.format == "json")
    write = standard_output()
    for label in outcome.imported:
        write(lines.line(label))
    _tell(outcome)
    return SOME_FAILED if any(reason.code not in _BY_CHOICE for _, reason in outcome.left_out) else OK


def _tell(outcome: ImportOutcome) -> None:
    """The reconciliation, on the standard error: the standard output holds labels alone."""
    repeated = f" Repeated: {outcome.repeated}." if outcome.repeated else ""
    complain(
        f"Entries: {outcome.entries}. Labels imported: {len(outcome.imported)}. Said already: {outcome.unchanged}."
        f"{repeated} Left out: {len(outcome.left_out)}."
    )
    for line in _reason_lines(outcome.left_out, outcome.reasons, _BY_CHOICE):
        complain(line)
    table = load_breed_table()
    for conflict in outcome.conflicts[:_NAMED]:
        kept = _label_in_words(conflict.kept.status, conflict.kept.breed, table)
        other = _label_in_words(conflict.status, conflict.breed, table)
        complain(f"    {shown(conflict.path)}: {kept} stays, the file says {other}")
    if len(outcome.conflicts) > _NAMED:
        complain(f"    and {len(outcome.conflicts) - _NAMED} more; --replace takes what the file says")


def _label_in_words(status: Status, breed: str | None, table: BreedTable) -> str:
    return status.value.replace("_", " ") if breed is None else shown(breed_name(breed, table, "en"))


def _row(arguments: ExportArguments, outcome: ExportOutcome) -> dict[str, object]:
    return {
        "to": arguments.to,
        "output": os.path.abspath(outcome.place) if outcome.place else None,
        "photos": outcome.photos,
        "written": outcome.written,
        "left_out": [
            {
                "code": str(reason.code),
                "message": reason.message,
                "count": count,
                "paths": [path for path, other in outcome.left_out if reason_key(other) == reason_key(reason)],
            }
            for reason, count in outcome.reasons
        ],
    }


def _reason_lines(
    left_out: Sequence[LeftOut], reasons: Iterable[tuple[PhotoError | BreedLensError, int]], unnamed: Container[str]
) -> Iterator[str]:
    """Each reason with the number of its photos, and the first of them by name, but for reasons that are `unnamed`."""
    for reason, count in reasons:
        yield f"{count} left out: {reason.message}"
        if reason.code in unnamed:
            continue
        paths = [path for path, other in left_out if reason_key(other) == reason_key(reason) and path]
        yield from (f"    {shown(path)}" for path in paths[:_NAMED])
        if len(paths) > _NAMED:
            yield f"    and {len(paths) - _NAMED} more"
