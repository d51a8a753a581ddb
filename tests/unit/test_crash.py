"""What is said of an error: its kind and its place, and nothing of what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.system.crash import Crash, place_of


def fail(secret: str) -> None:
    raise ValueError(f"cannot take {secret}")


def test_a_fault_is_told_by_its_place_and_not_by_what_it_says() -> None:
    with pytest.raises(ValueError, match="my back") as caught:
        fail("my back hurts")
    told = place_of(caught.value)
    assert told.startswith("ValueError at test_crash.py:")
    assert told.endswith(" in fail")
    assert "back" not in told


def test_of_a_fault_with_a_cause_nothing_more_is_told() -> None:
    with pytest.raises(KeyError) as caught:
        try:
            fail("secret")
        except ValueError as error:
            raise KeyError("secret") from error
    assert "secret" not in place_of(caught.value)


def test_a_fault_from_nowhere_is_told_by_its_kind() -> None:
    assert place_of(ValueError("secret")) == "ValueError"


@pytest.mark.parametrize(
    "wrong",
    [lambda: json.loads("{secret"), lambda: Path("secret\0").read_text(), lambda: int("secret")],
)
def test_an_error_in_somebody_elses_code_is_told_by_both_places(
    wrong: Callable[[], object],
) -> None:
    with pytest.raises((ValueError, LookupError)) as caught:
        wrong()
    crash = Crash.of(caught.value)
    assert ".py:" in crash.place and " in " in crash.place
    assert "secret" not in crash.place
    assert "secret" not in crash.line and "\n" not in crash.line


def test_the_way_there_has_no_messages_and_names_what_led_to_it() -> None:
    with pytest.raises(KeyError) as caught:
        try:
            fail("my back hurts")
        except ValueError as error:
            raise KeyError("my back") from error
    trace = Crash.of(caught.value).trace
    assert trace.count("Traceback") == 2
    assert trace.rstrip().endswith("KeyError") and "\nValueError\n" in trace
    assert "hurts" not in trace.replace('fail("my back hurts")', "")


def test_an_error_that_only_reports_another_is_told_as_that_other() -> None:
    class Failed(Exception):
        def __init__(self, error: BaseException) -> None:
            self.error = error

    with pytest.raises(ValueError, match="secret") as caught:
        fail("secret")
    assert place_of(Failed(caught.value)) == place_of(caught.value)
