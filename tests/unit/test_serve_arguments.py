"""The options of ``backspasm serve``, and the messages for invalid ones."""

from __future__ import annotations

import argparse
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.parser import parser
from tui.serve.settings import Settings


def chosen(*words: str) -> dict[str, Any]:
    """The options that a command line sets, without the global ones."""
    return vars(parser().parse_args(["serve", *words]))


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The error message for an invalid command line."""
    with pytest.raises(SystemExit) as ended:
        chosen(*words)
    assert ended.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


def options() -> dict[str, argparse.Action]:
    """The actions of the parser for ``serve``, by the names of the settings."""
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    actions = commands.choices["serve"]._actions
    return {action.dest.removeprefix("more_"): action for action in actions}


def test_what_is_not_chosen_is_not_set() -> None:
    names = {field.name for field in fields(Settings)}
    common = {"content", "region", "glyphs", "pictures", "still", "mute", "no_mouse", "debug"}
    assert names & chosen().keys() == common
    taken = {name: value for name, value in chosen().items() if name in names}
    assert Settings(**taken) == Settings()


def test_every_setting_has_an_option() -> None:
    assert {field.name for field in fields(Settings)} <= options().keys()


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_the_help_names_the_defaults_that_hold(setting: Any) -> None:
    told = re.search(r"\(([^()]+)\)", options()[setting.name].help or "")
    default = setting.default
    assert default is not MISSING
    if told is None:
        # There is no default to mention.
        assert default in (None, False, ())
    elif isinstance(default, float):
        number, unit = float(told[1][:-1]), told[1][-1]
        assert number * {"s": 1, "m": 60, "h": 3600}[unit] == default
    else:
        assert told[1] == str(default)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("90s", 90),
        ("10m", 600),
        ("2h", 7200),
        ("0.5h", 1800),
        ("1.5", 1.5),
        ("1", 1),
        ("168h", 604_800),
    ],
)
def test_a_time_is_in_seconds_or_has_a_unit(text: str, seconds: float) -> None:
    for option in ("idle-timeout", "max-time", "grace"):
        assert chosen(f"--{option}", text)[option.replace("-", "_")] == seconds


@pytest.mark.parametrize(
    "text",
    [
        *("0", "0s", "", "s", "-1", "-5m", "nan", "inf", "infh", "1d", "10 minutes", "169h", "1e9"),
        *("1e-300", "1e-300h", "0.999", "0.0001h", "604801", "10081m", "9" * 5000, "0." + "9" * 99),
        *("1_0", " 5", "5 s", "+5", "\u0661\u0662", "\uff11\uff10m", "1.5.5", ".", ".s", "5S"),
    ],
)
def test_no_other_time_is_taken(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--idle-timeout", "--max-time", "--grace"):
        said = refusal(capsys, f"{option}={text}")
        assert f"{option}: " in said
        assert said.endswith(" is not a time from 1s to 168h, such as 90s, 10m or 2h")


def test_the_help_says_between_what_a_time_may_be() -> None:
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert "from 1s to 168h" in commands.choices["serve"].format_help()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("localhost:22", ("localhost", 22)),
        ("192.0.2.1:2222", ("192.0.2.1", 2222)),
        ("[::1]:2222", ("::1", 2222)),
        ("[fe80::1%eth0]:1", ("fe80::1%eth0", 1)),
    ],
)
def test_a_place_to_check_is_a_host_and_a_port(text: str, place: tuple[str, int]) -> None:
    assert chosen("--check", text)["check"] == place


@pytest.mark.parametrize("text", ["", "localhost", ":22", "localhost:", "localhost:ssh", "a:65536"])
def test_no_other_place_is_taken(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--check" in refusal(capsys, f"--check={text}")


LIMITS = {
    "port": (0, 65535),
    "max-sessions": (1, 100_000),
    "max-per-address": (0, 100_000),
    "max-new": (0, 100_000),
    "workers": (1, 256),
}


@pytest.mark.parametrize("option", LIMITS)
def test_numbers_are_taken_within_their_limits(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    least, most = LIMITS[option]
    name = option.replace("-", "_")
    assert chosen(f"--{option}", str(least))[name] == least
    assert chosen(f"--{option}", str(most))[name] == most
    for wrong in (str(least - 1), str(most + 1), "", "x", "1.5", "1e3", "١", "+1", "9" * 5000):
        assert f"--{option}" in refusal(capsys, f"--{option}={wrong}")


@given(st.integers(0, 3), st.integers(0, 100_000))
def test_a_number_is_what_it_says(zeros: int, number: int) -> None:
    try:
        taken = chosen("--port", "0" * zeros + str(number))["port"]
    except SystemExit:
        taken = None
    assert taken == (number if number <= 65535 else None)


def test_files_and_addresses_are_taken_as_they_are() -> None:
    taken = chosen("--host", "::", "--host-key", "k", "--authorized-keys", "a", "--log", "l")
    assert taken["host"] == "::"
    assert [taken[name] for name in ("host_key", "authorized_keys", "log")] == [
        Path("k"),
        Path("a"),
        Path("l"),
    ]
