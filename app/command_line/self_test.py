"""`breedlens self-test`: check the installation from end to end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.command_line.arguments import Parser
from app.command_line.outcome import OK, SOME_FAILED, complain

if TYPE_CHECKING:
    from core.self_test import Check

DESCRIPTION = "Check the installation from end to end, and print a report."
EPILOG = (
    "Nothing is downloaded and none of your photos is touched. The report can be sent to whoever helps you: it names "
    "neither photos nor your account (your home folder is written ~). The exit code is 1 if a check failed."
)


def self_test(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_choice("--format", ("table", "json"), "table", "lines for people, or one JSON object a line")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to this file too")
    parser.add_debug()
    options = parser.parse_args(arguments)
    as_json = options.format == "json"
    from app.command_line.output import standard_output
    from app.command_line.self_test_window import window_check
    from core.self_test import checks

    write = standard_output()
    lines: list[str] = []
    failed: list[str] = []
    for check in (*checks(), window_check()):
        if not check.ok:
            failed.append(check.name)
        lines.append(json.dumps(asdict(check)) + "\n" if as_json else _line(check))
        write(lines[-1])
    if options.output is not None:
        _keep(options.output, "".join(lines))
    if failed:
        complain(f"{len(failed)} of the checks failed: {', '.join(failed)}.")
    return SOME_FAILED if failed else OK


def _line(check: Check) -> str:
    state = "ok" if check.ok else "FAILED"
    return f"{state:6}  {check.name:15}  {check.seconds:6.2f} s  {check.detail}\n"


def _keep(path: str, report: str) -> None:
    """Write the report beside what it is printed to.

    Raises:
        BreedLensError: it cannot be written there.
    """
    from core.files import replace, temporary_beside, write_failure

    try:
        with temporary_beside(path) as temporary:
            Path(temporary).write_text(report, "utf-8")
            replace(temporary, path)
    except OSError as error:
        raise write_failure(error) from error
