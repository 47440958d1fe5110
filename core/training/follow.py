"""Following a run from outside, while it goes on or long after."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any

from core.errors import BreedLensError
from core.training.durable import run_gone
from core.training.events import FINAL_EVENTS, complete, read_events
from core.training.run_folder import RunFolder
from core.training.run_info import INTERRUPTED, INTERRUPTED_MESSAGE
from core.training.start import Child

POLL_S = 0.1
_LOOKS_FOR_A_NEW_ATTEMPT = (1, 10)
"""idle rounds: at once, and when the new process has had time to say in `run.json` that it began"""
_PORTION = 1 << 16
"""bytes read at a time: the events of a long run are many, and whoever follows may want to leave"""


def follow(
    run: RunFolder, offset: int = 0, *, child: Child | None = None, on_round: Callable[[], bool] | None = None
) -> Generator[dict[str, Any]]:
    """The events of a run, as they come, up to its last one.

    The ends of earlier attempts are passed over; a new attempt that has said nothing yet is told as `preparing`, which
    nobody wrote. A run whose process is gone without having said how it ended is given
    a last event here, which nobody wrote: what `run.json` says, or that it was interrupted.

    Args:
        run: that is in training, or was; `start_child` returns when the former is true.
        offset: bytes of the events file to pass over.
        child: the process, where this one started it.
        on_round: called several times a second, and between the portions of a long run that is told from its
            beginning; False ends the following, and the run goes on.
    """
    last: dict[str, Any] | None = None
    said_at, idle = 0.0, 0
    while True:
        # First the owner, then its words: what it wrote before it let go is then read.
        is_owned, before = run.is_owned(), offset
        events, offset = read_events(run.events_path, offset, _PORTION)
        for event in events:
            if event["event"] in FINAL_EVENTS:
                last = event
            else:
                last = None
                yield event
            said_at, idle = float(event.get("time") or 0.0), 0
        if on_round is not None and not on_round():
            return
        if offset > before:
            continue
        if not is_owned:
            yield last or _ending(run, child)
            return
        idle += 1
        if said_at and idle in _LOOKS_FOR_A_NEW_ATTEMPT and _has_begun_since(run, said_at):
            said_at = 0.0
            yield complete({"event": "preparing", "run": str(run.path)})
        time.sleep(POLL_S)


def _has_begun_since(run: RunFolder, time: float) -> bool:
    try:
        return (run.info().started or 0.0) > time
    except BreedLensError:
        return False


def _ending(run: RunFolder, child: Child | None) -> dict[str, Any]:
    place = {"run": str(run.path)}
    try:
        info = run.info()
    except BreedLensError as error:
        problem = error if run.path.is_dir() else run_gone()
        return complete({"event": "failed", "code": problem.code, "message": problem.message, **place})
    match info.state:
        case "finished" | "stopped":
            bundle = run.bundle()
            return complete(
                {
                    "event": "finished",
                    **place,
                    "bundle": str(bundle) if bundle else None,
                    "status": info.state,
                    "best_epoch": info.best_epoch,
                    "val_accuracy": info.val_accuracy,
                }
            )
        case "cancelled":
            return complete({"event": "cancelled", **place})
        case "failed":
            return complete({"event": "failed", "code": info.code, "message": info.message, **place})
        case "queued":
            return complete(
                {"event": "failed", "code": "not_started", "message": "This run has not been started yet.", **place}
            )
    message = INTERRUPTED_MESSAGE
    if child is not None and child.was_killed:
        message += " The computer may have run out of memory."
    return complete({"event": "failed", "code": INTERRUPTED, "message": message, **place})
