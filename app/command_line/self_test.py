"""`breedlens self-test`: check the installation from end to end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.command_line.arguments import Parser
from app.command_line.outcome import OK, SOME_FAILED, complain

if TYPE_CHECKING:
    from core.self_test import Check

DESCRIPTION = "Check the installation from end to end, and print a report."
EPILOG = "Nothing is downloaded and none of your photos is touched. The exit code is 1 if a check failed."


def self_test(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_choice("--format", ("table", "json"), "table", "lines for people, or one JSON object a line")
    parser.add_debug()
    as_json = parser.parse_args(arguments).format == "json"
    from app.command_line.output import standard_output
    from core.self_test import checks

    write = standard_output()
    failed: list[str] = []
    for check in checks():
        if not check.ok:
            failed.append(check.name)
        write(json.dumps(asdict(check)) + "\n" if as_json else _line(check))
    if failed:
        complain(f"{len(failed)} of the checks failed: {', '.join(failed)}.")
    return SOME_FAILED if failed else OK


def _line(check: Check) -> str:
    state = "ok" if check.ok else "FAILED"
    return f"{state:6}  {check.name:15}  {check.seconds:6.2f} s  {check.detail}\n"
