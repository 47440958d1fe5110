"""What a person has done about the findings on a data set: photos left out, one of a picture kept, breeds joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import pandas as pd

from core.datasets.findings import DatasetFinding, Kind

Remedy = Literal["leave_out", "keep_one", "join", "keep_together"]
Choices = Mapping[Kind, Remedy]
"""what is done about the findings of each kind; nothing about those that are not named"""


def remedies_of(finding: DatasetFinding) -> tuple[Remedy, ...]:
    """What can be done about a finding, other than going on as it is."""
    possible: tuple[tuple[Remedy, object], ...] = (
        ("leave_out", finding.leave_out),
        ("keep_one", finding.kept),
        ("join", finding.join),
        ("keep_together", finding.kind == "burst"),
    )
    return tuple(remedy for remedy, has in possible if has)


def settle(table: pd.DataFrame, findings: Iterable[DatasetFinding], choices: Choices) -> pd.DataFrame:
    """The table after what was chosen about each of these findings; the person's files stay as they are.

    What is to be kept together is seen to by `core.datasets.report.keep_together`.

    Args:
        table: the photos that the findings are about, or some of them.
        findings: of a report.
        choices: a remedy that a finding does not have changes nothing.
    """
    unwanted: set[str] = set()
    names: dict[str, str] = {}
    kept: dict[str, tuple[str, str] | None] = {}
    for finding in findings:
        remedy = choices.get(finding.kind)
        if remedy == "leave_out":
            unwanted.update(finding.leave_out)
        elif remedy == "keep_one":
            for group, one in zip(finding.groups, finding.kept, strict=False):
                kept.update(dict.fromkeys(group, one))
        elif remedy == "join":
            names.update(finding.join)
    # one file may be there under two breeds, so that its path alone does not say which row stays
    stays = [
        path not in unwanted and kept.get(path) in (None, (path, breed))
        for path, breed in zip(table["path"], table["breed"], strict=True)
    ]
    result = table[stays].reset_index(drop=True)
    if names:
        breeds = [names.get(breed, breed) for breed in result["breed"]]
        result["breed"] = pd.Series(breeds, index=result.index, dtype=object)
    return result
