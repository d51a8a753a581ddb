"""Parameters of which `make test` tries some and `make thorough` all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

_THOROUGH = pytest.mark.thorough


def sample(values: Iterable[Any], every: int, *, several: bool = False) -> list[Any]:
    """Parameters for a test, all but each `every`-th marked as thorough.

    Args:
        values: The values of one argument, or with `several` tuples of the values of more.
        every: The distance between two that are always tried; the first always is.
        several: Whether a value is a tuple of arguments.

    """
    return [
        pytest.param(*(value if several else (value,)), marks=_THOROUGH if number % every else ())
        for number, value in enumerate(values)
    ]
