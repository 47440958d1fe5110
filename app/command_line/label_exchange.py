"""`breedlens label export` and `label import`: labels for other programs, and from them. The work is in
`label_exchange_work`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.command_line.arguments import Parser, whole_number
from app.command_line.data_arguments import empty_names_refused
from app.command_line.library_arguments import add_library_options

FORMATS = ("csv", "json", "xmp", "kaggle", "coco", "yolo", "folders", "megadetector")
LAYOUTS = ("classification", "detection", "labels", "submission")
NAMINGS = ("full", "stem")
STATUSES = ("unlabelled", "labelled", "verified", "not_a_dog", "unknown", "mixed")
"""all as in core.library, which is imported only with the work"""

EXPORT = "Write labels for other programs; photos are copied for YOLO and folders, and never changed."
EXPORT_NOTES = (
    "csv: a table with the columns of AddaxAI; json: everything that is known; xmp: tags in a sidecar beside each "
    "photo, merged with what other programs wrote; kaggle: id,breed, or a submission; coco, yolo: for training a "
    "classifier or a detector; folders: a folder a breed, with --split in train, validation and test; megadetector: "
    "for Timelapse and AddaxAI. Photos that are left out are counted with the reason; those that cannot be read or "
    "written make the exit code 1."
)
IMPORT = "Take in labels from a file or a folder of another program; all of one call are one step."
IMPORT_NOTES = (
    "Labels that photos have already stay, unless --replace is given. Names that mean no breed are refused, unless "
    "--add-breeds makes them breeds of your own. A photo's line appears once its label is on the disk. Photos that are "
    "missing, or of which the file says different things, make the exit code 1."
)


@dataclass(frozen=True, slots=True)
class ExportArguments:
    """What a person wants written; `split` are three shares."""

    to: str
    output: str | None
    breed: tuple[str, ...]
    status: tuple[str, ...]
    layout: str | None
    split: tuple[float, float, float] | None
    seed: int
    sidecar: str
    remove: bool
    library: str | None
    format: str


@dataclass(frozen=True, slots=True)
class ImportArguments:
    """What a person wants taken in."""

    source: str
    path: str
    photos: str | None
    replace: bool
    add_breeds: bool
    library: str | None
    format: str


def exchange(program: str, action: str, arguments: Sequence[str]) -> int:
    """Run `export` or `import`; the exit code.

    Raises:
        WrongUse: the arguments make no sense.
        SystemExit: they ask for help, which is printed.
    """
    if action == "export":
        wanted = read_export(f"{program} {action}", arguments)
        from app.command_line import label_exchange_work

        return label_exchange_work.export(wanted)
    given = read_import(f"{program} {action}", arguments)
    from app.command_line import label_exchange_work

    return label_exchange_work.take_in(given)


def read_export(program: str, arguments: Sequence[str]) -> ExportArguments:
    """The arguments of `label export`."""
    parser = Parser(program, EXPORT, EXPORT_NOTES)
    add = parser.add_argument
    add("--to", choices=FORMATS, metavar="|".join(FORMATS), required=True, help="the format")
    add(
        "-o", "--output", metavar="PATH", help="the file or folder to write; by default a new one in the current folder"
    )
    add("--breed", metavar="NAME", action="append", default=[], help="only photos of this breed; may be repeated")
    status_help = "only photos of this status; may be repeated"
    add("--status", choices=STATUSES, metavar="|".join(STATUSES), action="append", default=[], help=status_help)
    add("--layout", choices=LAYOUTS, metavar="|".join(LAYOUTS), help="of coco and yolo, and of kaggle")
    split_help = "of folders and yolo: shares such as 0.7,0.15,0.15 (the default of yolo); bursts stay together"
    add("--split", type=_shares, metavar="TRAIN,VALIDATION,TEST", help=split_help)
    add("--seed", type=whole_number(0), default=0, metavar="N", help="equal seeds give equal splits (default: 0)")
    parser.add_choice("--sidecar", NAMINGS, "full", "a new sidecar is photo.JPG.xmp or photo.xmp")
    add("--remove", action="store_true", help="of xmp: take the tags of earlier exports out of the sidecars again")
    add_library_options(parser)
    parser.add_debug()
    parsed = vars(parser.parse_args(arguments))
    del parsed["debug"]  # seen to by main
    empty_names_refused(parser, parsed, ("library", "output"))
    _check_export(parser, parsed)
    return ExportArguments(**parsed | {"breed": tuple(parsed["breed"]), "status": tuple(parsed["status"])})


def _check_export(parser: Parser, parsed: dict[str, Any]) -> None:
    kind = parsed["to"]
    if kind == "xmp" and parsed["output"]:
        parser.error("sidecars lie beside their photos, so --to xmp takes no --output")
    if kind != "xmp" and (parsed["remove"] or parsed["sidecar"] != "full"):
        parser.error("--remove and --sidecar are for --to xmp")
    if kind not in ("folders", "yolo") and (parsed["split"] or parsed["seed"]):
        parser.error("--split and --seed are for --to folders and yolo")
    if "" in parsed["breed"]:
        parser.error("argument --breed: the name is empty")


def read_import(program: str, arguments: Sequence[str]) -> ImportArguments:
    """The arguments of `label import`."""
    parser = Parser(program, IMPORT, IMPORT_NOTES)
    add = parser.add_argument
    add("--from", dest="source", choices=FORMATS, metavar="|".join(FORMATS), required=True, help="the format")
    add("path", metavar="PATH", help="the file; a folder for folders, yolo and xmp")
    where = "where the photos are, if their names alone do not say it"
    add("--photos", metavar="FOLDER", action=_Once, help=where)
    add("--replace", action="store_true", help="let these labels take the place of those that photos have")
    add("--add-breeds", action="store_true", help="make breeds of your own of names that mean none")
    add_library_options(parser)
    parser.add_debug()
    parsed = vars(parser.parse_args(arguments))
    del parsed["debug"]
    empty_names_refused(parser, parsed, ("library", "path", "photos"))
    return ImportArguments(**parsed)


class _Once(argparse.Action):
    """A second folder is refused: looking in the last one only would leave photos without their labels."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            parser.error(f"{option} can be given once; name a folder above both")
        setattr(namespace, self.dest, values)


def _shares(text: str) -> tuple[float, float, float]:
    try:
        train, validation, test = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!a} is not three numbers such as 0.7,0.15,0.15") from None
    return train, validation, test
