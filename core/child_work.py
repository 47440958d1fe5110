"""Work that a process of its own does from beginning to end, because it needs Keras: start it, wait, hear how it went.

The two sides share a folder. The child reads its request there and writes its results and a report beside it, never to
the standard output, where TensorFlow writes.
"""

from __future__ import annotations

import json
import os
import subprocess
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from core.child_process import child_environment, module_command
from core.errors import BreedLensError

REPORT = "report.json"
_OUTPUT = "output.txt"
_ASK_CONTROL_SECONDS = 0.2
_LAST_OUTPUT = 4000
"""characters of what the child said that go into an error's details"""
_POLITE = 10


class Checkpoints(Protocol):
    """A `core.control.Control`, or what is asked in its place."""

    def checkpoint(self) -> bool:
        """Wait while paused.

        Raises:
            Cancelled: the work is to end without a result.
        """


def run_child(module: str, folder: Path, control: Checkpoints, failure: BreedLensError) -> None:
    """Run `python -m MODULE FOLDER` to its end, with Keras on TensorFlow and without a GPU.

    Args:
        module: its `main` hands over to `report_on`.
        folder: what both sides share.
        control: asked several times a second; cancelling ends the child at once.
        failure: what to say of a child that ended without a report; its details are replaced.

    Raises:
        BreedLensError: the one that the child reports, or `failure`.
        Cancelled: through `control`.
    """
    output = folder / _OUTPUT
    with output.open("wb") as log:
        child = subprocess.Popen(
            module_command(module, str(folder)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=child_environment(KERAS_BACKEND="tensorflow", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1"),
        )
        try:
            _wait(child, control)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
    _raise_failure(folder, output.read_text("utf-8", "replace")[-_LAST_OUTPUT:], failure)


def _wait(child: subprocess.Popen[bytes], control: Checkpoints) -> None:
    while True:
        control.checkpoint()
        try:
            child.wait(_ASK_CONTROL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _raise_failure(folder: Path, said: str, failure: BreedLensError) -> None:
    try:
        report: dict[str, Any] = json.loads((folder / REPORT).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BreedLensError(failure.code, failure.template, details=said, **failure.parameters) from error
    if report["code"]:
        details = f"{report['details']}\n{said}"
        raise BreedLensError(report["code"], report["template"], details=details, **report["parameters"])


def report_on(work: Callable[[Path], None], folder: Path, failure: BreedLensError) -> int:
    """The child's side: do the work at low priority and report how it went.

    Args:
        work: takes the folder.
        folder: what both sides share.
        failure: what to say of an exception that is no `BreedLensError`.

    Returns:
        The exit code.
    """
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    report: dict[str, Any] = {"code": ""}
    try:
        work(folder)
    except BreedLensError as error:
        report = _described(error, error.details)
    except Exception:
        report = _described(failure, traceback.format_exc())
    (folder / REPORT).write_text(json.dumps(report), "utf-8")
    return 1 if report["code"] else 0


def _described(error: BreedLensError, details: str) -> dict[str, Any]:
    return {"code": error.code, "template": error.template, "parameters": dict(error.parameters), "details": details}
