"""What is said of an error that nobody expected: its kind and its place, never its words.

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
"""How many errors that led to another are traced."""
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Crash:
    """An error that ended something.

    Attributes:
        place: Its type, and the file, line and function where it was raised.
        trace: The way there, with lines of code and without messages or variables.

    """

    place: str
    trace: str

    @classmethod
    def of(cls, error: BaseException) -> Crash:
        """What can be said of `error`."""
        error = _innermost(error)
        return cls(place_of(error), _trace_of(error))

    @property
    def line(self) -> str:
        """One calm line for the reader."""
        return _LINE.format(place=self.place)


def place_of(error: BaseException) -> str:
    """The type of an error and where it was raised, as ``KeyError at find.py:12 in look``.

    Where that is in somebody else's code, the last place of the guide's own is added.
    """
    error = _innermost(error)
    kind = type(error).__name__
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames:
        return kind
    places = [
        (Path(frame.f_code.co_filename), line, frame.f_code.co_name) for frame, line in frames
    ]
    told = f"{kind} at {_said(*places[-1])}"
    own = [place for place in places if _PACKAGE in place[0].parents]
    return f"{told}, from {_said(*own[-1])}" if own and own[-1] != places[-1] else told


def tell(crash: Crash, *, debug: bool) -> None:
    """Say on standard error what happened; with `debug`, the way there too."""
    with suppress(OSError, ValueError):
        if sys.stderr:
            print(f"{crash.trace}{crash.line}" if debug else crash.line, file=sys.stderr)


def _said(file: Path, line: int, function: str) -> str:
    return f"{file.name}:{line} in {function}"


def _innermost(error: BaseException) -> BaseException:
    """The error that another one only reports, as Textual's of a failed worker does."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _trace_of(error: BaseException, most: int = _MOST) -> str:
    """The way to an error, after the ways to at most so many that led to it."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{_trace_of(earlier, most - 1)}\n" if earlier and most else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback (most recent call last):\n{frames}{type(error).__name__}\n"
