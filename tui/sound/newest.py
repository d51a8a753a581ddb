"""A thread that does the newest of the jobs it is given, and drops the others."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

Wanted = Callable[[], bool]
"""Whether a job is still the newest."""


class NewestJob(Generic[T]):
    """Does one job at a time in a thread of its own, which begins with the first.

    Args:
        do: Does a job, and ends soon once it is not wanted any more.
        name: The name of the thread.

    """

    def __init__(self, do: Callable[[T, Wanted], None], name: str) -> None:
        self._do = do
        self._name = name
        self._changed = Condition()
        self._job: T | None = None
        self._number = 0
        self._thread: Thread | None = None
        self._closed = False
        self._is_busy = False

    def give(self, job: T | None) -> None:
        """Do `job` instead of the present one; None to do nothing."""
        with self._changed:
            if self._closed:
                return
            self._job, self._number = job, self._number + 1
            if job is not None and self._thread is None:
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def finish(self, seconds: float) -> None:
        """Wait until the present job is done, for so many seconds at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_busy and self._job is None, seconds)

    def close(self, seconds: float = 2.0) -> None:
        """Drop the present job and end the thread, which is waited for."""
        with self._changed:
            self._closed, self._job, self._number = True, None, self._number + 1
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._job is not None)
                if self._closed:
                    return
                job, self._job, number = self._job, None, self._number
                self._is_busy = True
            assert job is not None
            self._do(job, lambda number=number: number == self._number)  # type: ignore[misc]
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()
