"""`breedlens library`: the file that labels are kept in. The work is in `library_work`."""

from __future__ import annotations

from collections.abc import Sequence

from app.command_line.arguments import Parser
from app.command_line.data_arguments import empty_names_refused
from app.command_line.library_arguments import add_library_options

DESCRIPTION = "Take care of the file that labels are kept in."
EPILOG = (
    "The last five backups lie beside the library. One is made by itself on every day on which the library is opened."
)
ACTIONS = {
    "check": "Look whether the library is whole.",
    "backup": "Make a backup now.",
    "restore": (
        "Put a backup in the place of the library, which is kept beside it. Nothing else may have the library open."
    ),
}


def library(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    action = arguments[0] if arguments else ""
    if action not in ACTIONS:
        overview = Parser(program, DESCRIPTION, EPILOG)
        overview.add_argument("action", choices=tuple(ACTIONS), metavar="|".join(ACTIONS), help="what to do")
        overview.add_debug()
        overview.parse_args(arguments[:1])
    parser = Parser(f"{program} {action}", ACTIONS[action], EPILOG)
    add_library_options(parser)
    if action == "restore":
        parser.add_argument(
            "--backup",
            metavar="FILE",
            help="one of the backups that check lists; by default the latest that is whole",
        )
    parser.add_debug()
    parsed = parser.parse_args(arguments[1:])
    empty_names_refused(parser, vars(parsed), tuple({"library", "backup"} & vars(parsed).keys()))
    from app.command_line import library_work

    as_json = parsed.format == "json"
    match action:
        case "check":
            return library_work.check_library(parsed.library, as_json=as_json)
        case "backup":
            return library_work.back_up_library(parsed.library, as_json=as_json)
        case _:
            return library_work.restore_library(parsed.library, parsed.backup, as_json=as_json)
