"""What goes into an export, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from core.errors import BreedLensError, PhotoError
from core.inference.results import Prediction

Row = tuple[str, Prediction | PhotoError]
"""A photo's path and its answer."""


class LeftOut(NamedTuple):
    """A photo that was not exported; `reason.message` is the sentence."""

    path: str
    reason: PhotoError | BreedLensError


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The outcome of an export."""

    written: tuple[str, ...]
    """the files that were written, in order"""
    left_out: tuple[LeftOut, ...] = ()
    """the photos for which nothing was written, in order"""
