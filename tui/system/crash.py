"""Crash reports: an error's type and place, never its message.

An error's message and the values of variables may hold what somebody ticked or typed.
"""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STATUS = 70
"""The exit status after a crash, EX_SOFTWARE in ``sysexits.h``."""

_LINE = "backspasm had to close: {place}. Please report it with this line."
_MOST = 5
"""The most chained errors in a trace."""
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Crash:
    """An error that ended a program or a guide.

    Attributes:
        place: Its type, and the file, line and function where it was raised.
        trace: The traceback, with lines of code and without messages or variables.

    """

    place: str
    trace: str

    @classmethod
    def of(cls, error: BaseException) -> Crash:
        """Return the report of `error`."""
        error = _innermost(error)
        return cls(place_of(error), _trace_of(error))

    @property
    def line(self) -> str:
        """One line for the reader."""
        return _LINE.format(place=self.place)


def place_of(error: BaseException) -> str:
    """Return an error's type and place, as ``KeyError at find.py:12 in look``.

    If that is in third-party code, the last place in the guide's own code is added.
    """
    error = _innermost(error)
    kind = type(error).__name__
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames:
        return kind
    places = [
        (Path(frame.f_code.co_filename), line, frame.f_code.co_name) for frame, line in frames
    ]
    text = f"{kind} at {_said(*places[-1])}"
    own = [place for place in places if _PACKAGE in place[0].parents]
    return f"{text}, from {_said(*own[-1])}" if own and own[-1] != places[-1] else text


def tell(crash: Crash, *, debug: bool) -> None:
    """Print a crash on standard error; with `debug`, its traceback too."""
    with suppress(OSError, ValueError):
        if sys.stderr:
            print(f"{crash.trace}{crash.line}" if debug else crash.line, file=sys.stderr)


def _said(file: Path, line: int, function: str) -> str:
    return f"{file.name}:{line} in {function}"


def _innermost(error: BaseException) -> BaseException:
    """Return the error inside one that only wraps it, as Textual's of a failed worker."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _trace_of(error: BaseException, most: int = _MOST) -> str:
    """Return the traceback of an error, after those of at most `most` chained errors."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{_trace_of(earlier, most - 1)}\n" if earlier and most else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback (most recent call last):\n{frames}{type(error).__name__}\n"
