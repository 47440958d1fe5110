"""How the process that trains hears what a window or a command wants of it: through the run's folder."""

from __future__ import annotations

import os
import time

from core.control import Cancelled, Command, Control
from core.training.run_folder import COMMAND, RunFolder

_POLL_S = 0.1


class FileControl(Control):
    """A control whose commands may also come from `command.json`; asking costs one look at the file's date.

    It can be used wherever a `Control` can; the commands given to it directly count as well, and the more final of two
    commands wins.
    """

    def __init__(self, run: RunFolder) -> None:
        super().__init__()
        self._run = run
        self._stamp: tuple[int, ...] | None = None
        self._read()

    @property
    def command(self) -> Command:
        """The command in force.

        Raises:
            BreedLensError: `run_gone`: the run's folder was deleted.
        """
        self._read()
        return super().command

    def checkpoint(self) -> bool:
        """Wait while paused; True to go on, False to stop and keep what there is.

        Raises:
            Cancelled: the work is to end without a result.
            BreedLensError: `run_gone`: the run's folder was deleted.
        """
        while (command := self.command) is Command.PAUSE:
            time.sleep(_POLL_S)
        if command is Command.CANCEL:
            raise Cancelled
        return command is Command.RUN

    def _read(self) -> None:
        stamp = self._look()
        if stamp is None or stamp != self._stamp:
            self._stamp = stamp
            self.set(self._run.command())

    def _look(self) -> tuple[int, ...] | None:
        try:
            found = os.stat(self._run.path / COMMAND)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
