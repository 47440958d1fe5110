"""`breedlens runs`: the runs of training on this computer. The work is in `runs_work`."""

from __future__ import annotations

from collections.abc import Sequence

from app.command_line.arguments import Parser

DESCRIPTION = "List the runs of training, the newest first."
EPILOG = "breedlens train --resume NAME goes on with one that was interrupted."


def runs(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_choice("--format", ("table", "json"), "table", "a table for people, or one JSON object a line")
    parser.add_argument("--run-dir", metavar="DIR", help="a folder with runs; by default where the program keeps them")
    parser.add_debug()
    parsed = parser.parse_args(arguments)
    from app.command_line.runs_work import print_runs

    return print_runs(parsed.run_dir, as_json=parsed.format == "json")
