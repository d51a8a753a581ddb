"""The client's terminal: capabilities, encoding, size and environment variables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.terminal.colors.color_depth import Depth
from tui.guide.content.record_index import Index
from tui.serve.client import DEFAULT_SIZE, MAX_SIZE, MIN_SIZE, Client, accepts_variable, clamp_size


@pytest.mark.parametrize(
    ("term", "environ", "depth"),
    [
        ("xterm-256color", {}, "256"),
        ("screen-256color", {}, "256"),
        ("tmux-256color", {}, "256"),
        ("xterm-256color", {"COLORTERM": "truecolor"}, "truecolor"),
        ("xterm-256color", {"COLORTERM": "24bit"}, "truecolor"),
        ("xterm-256color", {"COLORTERM": "TrueColor"}, "truecolor"),
        ("xterm-256color", {"COLORTERM": "yes"}, "256"),
        ("xterm", {}, "16"),
        ("xterm", {"COLORTERM": "truecolor"}, "truecolor"),
        ("linux", {}, "16"),
        ("screen", {}, "256"),
        ("", {}, "16"),
        ("what-nobody-knows", {}, "16"),
        ("xterm-kitty", {}, "truecolor"),
        ("xterm-ghostty", {}, "truecolor"),
        ("ghostty", {}, "truecolor"),
        ("alacritty", {}, "truecolor"),
        ("foot", {}, "truecolor"),
        ("wezterm", {}, "truecolor"),
        ("xterm-direct", {}, "truecolor"),
        ("kitty-but-not", {}, "16"),
        ("vt100", {}, "none"),
        ("vt220", {}, "none"),
        ("xterm-mono", {}, "none"),
        ("linux-m", {}, "none"),
        ("xterm-256color", {"NO_COLOR": "1"}, "none"),
        ("xterm-256color", {"NO_COLOR": "1", "COLORTERM": "truecolor"}, "none"),
        ("xterm-256color", {"NO_COLOR": ""}, "256"),
        ("vt100", {"COLORTERM": "truecolor"}, "none"),
    ],
)
def test_colours_are_those_that_the_terminal_has(
    term: str, environ: dict[str, str], depth: Depth
) -> None:
    assert Client(term, environ=environ).depth == depth


@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({}, "utf-8"),
        ({"LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.utf8"}, "utf-8"),
        ({"LANG": "de_DE"}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "ascii"),
        ({"LANG": "de_DE.UTF-8@euro"}, "utf-8"),
        ({"LANG": "en_GB.UTF-8", "LC_CTYPE": "ja_JP.eucJP"}, "ascii"),
        ({"LANG": "ja_JP.eucJP", "LC_CTYPE": "en_GB.UTF-8"}, "utf-8"),
        ({"LC_CTYPE": "ja_JP.eucJP", "LC_ALL": "en_GB.UTF-8"}, "utf-8"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "utf-8"),
    ],
)
def test_characters_are_those_that_the_locale_names(environ: dict[str, str], encoding: str) -> None:
    client = Client("xterm", environ=environ)
    assert client.encoding == encoding
    assert client.glyphs == ("quadrant" if encoding == "utf-8" else "ascii")


@pytest.mark.parametrize(
    ("term", "draws"),
    [
        ("xterm", True),
        ("vt100", True),
        ("dumb", False),
        ("unknown", False),
        ("", False),
        (None, False),
    ],
)
def test_the_guide_is_drawn_where_it_can_be(term: str | None, draws: bool) -> None:
    assert Client(term).can_draw is draws


def test_a_reader_is_where_their_locale_says(index: Index) -> None:
    regions = index.content.regions
    found = Client("xterm", environ={"LANG": "de_DE.UTF-8"}).region(regions)
    assert found
    assert "DE" in found.territories
    assert Client("xterm", environ={"LANG": "C.UTF-8"}).region(regions) is None
    assert Client("xterm").region(regions) is None


@pytest.mark.parametrize(
    ("term", "desktop"), [("xterm-kitty", "osc9"), ("foot", "osc777"), ("xterm", ""), (None, "")]
)
def test_notices_outside_go_by_the_type_of_the_terminal(term: str | None, desktop: str) -> None:
    assert Client(term, environ={"TERM": "foot"}).desktop == desktop


# Sizes


@pytest.mark.parametrize(
    ("claimed", "drawn"),
    [
        ((80, 24), (80, 24)),
        ((0, 0), DEFAULT_SIZE),
        ((0, 50), DEFAULT_SIZE),
        ((50, 0), DEFAULT_SIZE),
        ((1, 1), (1, 1)),
        ((65535, 65535), MAX_SIZE),
        ((65535, 1), (MAX_SIZE[0], 1)),
        ((2**32 - 1, 24), (MAX_SIZE[0], 24)),
        (MAX_SIZE, MAX_SIZE),
    ],
)
def test_a_size_that_cannot_be_drawn_becomes_one_that_can(
    claimed: tuple[int, int], drawn: tuple[int, int]
) -> None:
    assert clamp_size(*claimed) == drawn


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_every_size_is_drawable_and_stays_so(width: int, height: int) -> None:
    size = clamp_size(width, height)
    assert all(low <= n <= high for low, n, high in zip(MIN_SIZE, size, MAX_SIZE, strict=True))
    assert clamp_size(*size) == size


# Variables


@pytest.mark.parametrize(
    "name", ["LANG", "LC_ALL", "LC_CTYPE", "LC_TELEPHONE", "COLORTERM", "NO_COLOR"]
)
def test_variables_that_say_something_of_a_terminal_pass(name: str) -> None:
    assert accepts_variable({}, name, "de_DE.UTF-8")


@pytest.mark.parametrize(
    "name",
    [
        "PATH", "PYTHONPATH", "LD_PRELOAD", "HOME", "TEXTUAL", "TEXTUAL_DEBUG", "TERM", "COLUMNS",
        "LANGUAGE", "LC_", "LC_all", "lang", "XLANG", "LANG\n", " LANG", "LC_ALL2", "",
        "LC_" + "A" * 21,
    ],
)  # fmt: skip
def test_no_other_variable_passes(name: str) -> None:
    assert not accepts_variable({}, name, "1")


@pytest.mark.parametrize("value", ["x" * 101, "a\nb", "\x1b[2J", "\x00", "\u202e"])
def test_no_value_passes_that_is_too_long_or_that_a_terminal_would_obey(value: str) -> None:
    assert not accepts_variable({}, "LANG", value)


def test_no_more_than_a_few_variables_pass() -> None:
    environ: dict[str, str] = {}
    names = (f"LC_{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ")
    for name in names:
        if accepts_variable(environ, name, "x"):
            environ[name] = "x"
    assert len(environ) == 30
