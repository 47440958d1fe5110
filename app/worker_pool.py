"""A few threads that work through a queue. Knows nothing of Qt; `app.task_runner` is its only user."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from core.thread_priority import lower_this_thread

Job = Callable[[], None]


class WorkerPool:
    """Threads are started when there is work for them and end with `shutdown`. Jobs must not raise."""

    def __init__(self, name: str, size: int, *, last_in_first_out: bool = False) -> None:
        self._name = name
        self._size = size
        self._last_in_first_out = last_in_first_out
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._is_closed = False

    def submit(self, job: Job) -> None:
        """Queue a job.

        Raises:
            RuntimeError: the pool was shut down.
        """
        with self._changed:
            if self._is_closed:
                raise RuntimeError(f"the pool {self._name} is shut down")
            self._jobs.append(job)
            if self._idle < len(self._jobs) and len(self._threads) < self._size:
                # A daemon: work that hangs in the operating system must not keep the program from ending.
                thread = threading.Thread(target=self._work, name=f"{self._name}-{len(self._threads) + 1}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def discard(self, job: Job) -> bool:
        """Take back a job that has not begun; False if it has."""
        with self._changed:
            try:
                self._jobs.remove(job)
            except ValueError:
                return False
            return True

    def shutdown(self, timeout_s: float) -> bool:
        """Take no more jobs, drop the waiting ones and wait for those under way; False if some did not end."""
        with self._changed:
            self._is_closed = True
            self._jobs.clear()
            self._changed.notify_all()
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        lower_this_thread()
        while (job := self._next()) is not None:
            job()

    def _next(self) -> Job | None:
        with self._changed:
            self._idle += 1
            while not self._jobs and not self._is_closed:
                self._changed.wait()
            self._idle -= 1
            if not self._jobs:
                return None
            return self._jobs.pop() if self._last_in_first_out else self._jobs.popleft()
