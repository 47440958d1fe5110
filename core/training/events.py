"""The events of a run: one JSON object a line in an append-only file, which any number of readers follow.

Every event has `event` (what it is) and `time` (seconds since 1970). The order of the lines counts, not the time: a
clock may go back. Events: started, features, batch, epoch, warning, paused, resumed, evaluating, and at the end
exactly one of finished, cancelled, failed.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, SupportsFloat, SupportsIndex

Event = Mapping[str, Any]
OnEvent = Callable[[Event], None]

FINAL_EVENTS = frozenset({"finished", "cancelled", "failed"})
_SYNCED = FINAL_EVENTS | {"started", "epoch"}


def complete(event: Event) -> dict[str, Any]:
    """An event with its time and plain values only, as it is written: NumPy's numbers become Python's, and a number
    that JSON does not know (a loss that has run away) None."""
    plain: dict[str, Any] = _plain(event)
    plain.setdefault("time", round(time.time(), 3))
    return plain


def event_line(event: Event) -> str:
    """A complete event as a line of the file, in ASCII."""
    return json.dumps(event, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, (str, bool)) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    if isinstance(value, SupportsIndex):
        return int(value)
    if isinstance(value, SupportsFloat):
        return float(value) if math.isfinite(float(value)) else None
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


class EventWriter:
    """Appends to an events file. A line that a kill or a full disk cut short is removed first: readers never saw it."""

    def __init__(self, path: Path) -> None:
        """Raises: OSError: the file cannot be written."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        self._remove_half_a_line()

    def write(self, event: Event) -> None:
        """Append one complete event; those that matter for resuming are on the disk when this returns.

        Raises:
            OSError: the disk is full, or gone; what was written of the line is taken back.
        """
        data = event_line(event).encode("ascii")
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
            if event["event"] in _SYNCED:
                os.fsync(self._descriptor)
        except OSError:
            if 0 < written < len(data):
                self._remove_half_a_line()
            raise

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def _remove_half_a_line(self) -> None:
        end = os.lseek(self._descriptor, 0, os.SEEK_END)
        keep, block = end, 65536
        while keep:
            start = max(0, keep - block)
            os.lseek(self._descriptor, start, os.SEEK_SET)
            newline = os.read(self._descriptor, keep - start).rfind(b"\n")
            if newline >= 0:
                keep = start + newline + 1
                break
            keep = start
        if keep < end:
            os.ftruncate(self._descriptor, keep)


def read_events(path: Path, offset: int = 0, most: int = -1) -> tuple[list[dict[str, Any]], int]:
    """The whole lines from byte `offset` on, and where to go on; a line still being written waits for the next call.

    A line that is no event (a damaged disk) is passed over. A file that is not there has no events. At most `most`
    bytes are read, unless a single line is longer.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(most)
            if len(data) == most and b"\n" not in data:
                data += file.read()
    except OSError:
        return [], offset
    end = data.rfind(b"\n") + 1
    events = (_parsed(line) for line in data[:end].splitlines())
    return [event for event in events if event is not None], offset + end


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and isinstance(event.get("event"), str) else None
