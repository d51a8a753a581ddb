"""What is sent leaves on the terminal what ought to be there, whatever it showed before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip

from tests.app.emulator import Emulator, differences, drawn_by_textual
from tui.app.terminal.cells import cells
from tui.app.terminal.color_filter import filter_for
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.textual_fast.compositor_updates import ChopsUpdate, LayoutUpdate, Update, paint

GROUND = Color(0, 0, 0)

WIDTHS = st.integers(1, 24)
HEIGHTS = st.integers(1, 3)
DEPTHS = st.sampled_from(get_args(Depth))

PLAIN = [*"abcdef    ─▂█é●好好界界😀😀", "\u00ad", "\x1b", "\n", "\u202e"]
MARKED = [*PLAIN[:-3], "e\u0301", " \u0308"]
"""Not used where lines are cut: Textual parts letters from their marks."""

COLOURS = st.sampled_from([None, "default", "red", "#14191f", "#e6e9ec", "#21465f", "color(200)"])
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    **{
        name: st.sampled_from([None, None, True])
        for name in ("bold", "dim", "italic", "underline", "reverse", "strike", "blink", "overline")
    },
    link=st.sampled_from([None, None, None, "https://example.org"]),
)


@st.composite
def strips(draw: st.DrawFn, width: int, letters: Sequence[str]) -> Strip:
    """A line of exactly `width` cells."""
    text = st.lists(st.sampled_from(letters), max_size=8).map("".join)
    parts = draw(st.lists(st.tuples(text, st.none() | STYLES), max_size=4))
    strip = Strip([Segment(*part) for part in parts])
    return strip.adjust_cell_length(width, draw(st.none() | STYLES))


@dataclass
class Screen:
    """What Textual would have on its screen."""

    rows: list[Strip]
    width: int

    def whole(self) -> LayoutUpdate:
        """All of it."""
        region = Region(0, 0, self.width, len(self.rows))
        return LayoutUpdate([[row] for row in self.rows], region)


def changed_part(draw: st.DrawFn, screen: Screen) -> ChopsUpdate:
    """Some lines between two columns get other content; a change of the screen and its update."""
    chops: list[Mapping[int, Strip | None]] = [{} for _ in screen.rows]
    ends: list[list[int]] = [[] for _ in screen.rows]
    spans = []
    for y in sorted(draw(st.sets(st.integers(0, len(screen.rows) - 1), min_size=1))):
        new = draw(strips(screen.width, PLAIN))
        cuts = sorted(draw(st.sets(st.integers(1, screen.width))) | {0, screen.width})
        pieces = new.divide(cuts[1:])
        first = draw(st.integers(0, len(pieces) - 1))
        last = draw(st.integers(first, len(pieces) - 1))
        chops[y] = dict(zip(cuts, pieces, strict=False))
        ends[y] = cuts[1:]
        start, end = cuts[first], cuts[last + 1]
        spans.append((y, start, end))
        old = screen.rows[y]
        kept = [old.crop(0, start), *pieces[first : last + 1], old.crop(end, screen.width)]
        screen.rows[y] = Strip.join(kept)
    return ChopsUpdate(chops, spans, ends)


def whole_screen(draw: st.DrawFn, width: int, height: int, letters: Sequence[str]) -> Screen:
    return Screen([draw(strips(width, letters)) for _ in range(height)], width)


@dataclass
class Story:
    """What happens to a screen."""

    updates: list[list[Update]]
    """In groups, after each of which the terminal is brought up to date."""
    sizes: list[tuple[int, int]]
    """The size of the terminal, for each group."""
    last: Screen
    """What there is in the end."""
    wraps: bool
    """Whether the terminal wraps lines although it is asked not to."""


@st.composite
def stories(draw: st.DrawFn) -> Story:
    groups: list[list[Update]] = []
    sizes: list[tuple[int, int]] = []
    letters = draw(st.sampled_from([PLAIN, MARKED]))
    for _ in range(draw(st.integers(1, 2))):
        width, height = draw(WIDTHS), draw(HEIGHTS)
        screen = whole_screen(draw, width, height, letters)
        for number in range(draw(st.integers(1, 3))):
            group: list[Update] = []
            if number == 0:
                group.append(screen.whole())
            elif draw(st.booleans()):
                screen = whole_screen(draw, width, height, letters)
                group.append(screen.whole())
            for _ in range(draw(st.integers(0, 3)) if letters is PLAIN else 0):
                group.append(changed_part(draw, screen))
            groups.append(group)
            sizes.append((width, height))
    # The emulator carries a mark on the last column over to the next line.
    wraps = letters is PLAIN and draw(st.booleans())
    return Story(groups, sizes, screen, wraps)


@pytest.mark.parametrize("depth", ["16", "256", "truecolor"])
@pytest.mark.parametrize(
    ("whole", "part"), [("\n ", " "), ("ab ─", "─"), ("ab ─", " "), ("─ ab", "ab"), ("é ", " ")]
)
def test_a_cell_looks_the_same_whatever_text_it_came_with(
    whole: str, part: str, depth: Depth
) -> None:
    style = Style.parse("underline #5f5f87 on #21465f")
    together = cells(whole, style, depth, "#14191f").cells
    alone = cells(part, style, depth, "#14191f").cells
    assert set(alone) <= set(together)


@given(story=stories(), depth=DEPTHS)
def test_changes_leave_what_a_whole_repaint_leaves(story: Story, depth: Depth) -> None:
    screen_diff = ScreenDiff(depth)
    emulator = Emulator(*story.sizes[0], wraps=story.wraps)
    for updates, size in zip(story.updates, story.sizes, strict=True):
        if size != (emulator.screen.columns, emulator.screen.lines):
            emulator.resize(*size)
        screen_diff.resize(*size)
        for update in updates:
            paint(update, screen_diff)
        emulator.feed(screen_diff.changes((0, 0)))
        assert screen_diff.changes((0, 0)) == ""
        cursor = emulator.screen.cursor
        assert (cursor.x, cursor.y) == (0, 0)
        assert cursor.attrs == emulator.screen.default_char
    anew = ScreenDiff(depth, *story.sizes[-1])
    paint(story.last.whole(), anew)
    repainted = Emulator(*story.sizes[-1])
    repainted.feed(anew.changes())
    assert differences(emulator.rows, repainted.rows) == []
    emulator.feed("\x1b#8")
    screen_diff.forget()
    emulator.feed(screen_diff.changes())
    assert differences(emulator.rows, repainted.rows) == []
    if depth == "truecolor":
        (readable,) = filter_for("truecolor")
        rows = [Strip(readable.apply(list(row), GROUND)) for row in story.last.rows]
        by_textual = drawn_by_textual(rows, story.last.width)
        assert differences(emulator.rows, by_textual) == []


def line(*segments: Segment, width: int = 20) -> LayoutUpdate:
    """A screen of one line."""
    return LayoutUpdate([[Strip(segments)]], Region(0, 0, width, 1))


REVERSED = [
    "bold strike reverse",
    "reverse",
    "underline reverse red on bright_red",
    "bold overline reverse #14191f on #21465f",
    "strike reverse color(200) on #888888",
]


@pytest.mark.parametrize("depth", get_args(Depth))
@pytest.mark.parametrize("words", REVERSED)
def test_half_a_wide_letter_leaves_a_space_of_its_style(words: str, depth: Depth) -> None:
    """In reverse a space is a block, which needs another contrast than text."""
    style = Style.parse(words)
    spaces = ScreenDiff(depth, 4, 1)
    paint(line(Segment("x  x", style), width=4), spaces)
    for over in [(0, 2), (2, 4)]:
        cut = ScreenDiff(depth, 4, 1)
        paint(line(Segment("x界x", style), width=4), cut)
        halves = [Strip([Segment("x ", style)]), Strip([Segment(" x", style)])]
        paint(ChopsUpdate([{0: halves[0], 2: halves[1]}], [(0, *over)], [[2, 4]]), cut)
        assert cut.changes() == spaces.changes()
        spaces.forget()


def painted(*segments: Segment, width: int = 20, depth: Depth = "truecolor") -> ScreenDiff:
    """A wire to a terminal that shows one line."""
    screen_diff = ScreenDiff(depth, width, 1)
    paint(line(*segments, width=width), screen_diff)
    screen_diff.changes()
    return screen_diff


def change(screen_diff: ScreenDiff, *segments: Segment) -> str:
    """What is sent for another line."""
    paint(line(*segments), screen_diff)
    return screen_diff.changes()


def test_only_what_changed_is_sent() -> None:
    screen_diff = painted(Segment("Knee to chest · left"))
    assert change(screen_diff, Segment("Knee to chest · lift")) == "\x1b[;18Hi"


def test_a_short_gap_is_written_again_rather_than_jumped() -> None:
    screen_diff = painted(Segment("a-b-c             xyz"))
    assert change(screen_diff, Segment("A-B-C             xyz")) == "\x1b[HA-B-C"


def test_after_a_wide_character_the_cursor_is_two_columns_on() -> None:
    screen_diff = painted(Segment("界a-b"))
    assert change(screen_diff, Segment("好x-b")) == "\x1b[H好x"
    assert change(screen_diff, Segment("界x+b")) == "\x1b[H界x+"


def test_what_is_painted_over_is_never_sent() -> None:
    screen_diff = painted(Segment("first"))
    for word in ("third", "forth"):
        paint(line(Segment(word)), screen_diff)
    assert screen_diff.changes() == "\x1b[;2Horth"


def test_the_cursor_moves_only_if_it_has_to() -> None:
    screen_diff = painted(Segment("text"))
    assert screen_diff.changes((3, 0)) == "\x1b[;4H"
    assert screen_diff.changes((3, 0)) == ""
    assert screen_diff.changes((0, 0)) == "\x1b[H"


def test_a_link_is_closed_where_it_ends() -> None:
    link = Style(link="https://example.org")
    sent = change(painted(), Segment("see "), Segment("here", link), Segment(" now"))
    assert "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\ now" in sent


def test_a_link_that_would_command_the_terminal_is_none() -> None:
    sent = change(painted(), Segment("here", Style(link="https://example.org/\x1b\\\x07")))
    assert "]8" not in sent


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\x07b", "a\x9bb", "a\rb", "a\u202eb", "a\x7fb"])
def test_no_text_commands_the_terminal(text: str) -> None:
    letters = "".join(letter for letter in text if letter.isprintable())
    sent = change(painted(), Segment(text))
    assert sent.startswith("\x1b[H" + letters)
    assert sent.removeprefix("\x1b[H").isprintable()


def test_text_that_cannot_be_sent_is_replaced() -> None:
    sent = change(painted(), Segment("a\ud800b"))
    assert sent.encode() == "\x1b[Ha\ufffdb".encode()


def test_a_mark_joins_its_letter_across_a_change_of_style() -> None:
    sent = change(painted(), Segment("e"), Segment("\u0301x", Style(bold=True)))
    assert sent.startswith("\x1b[He\u0301")
    assert change(painted(), Segment("\u0301x")) == "\x1b[Hx"


def test_where_widths_are_in_doubt_the_next_cell_is_reached_by_its_column() -> None:
    sent = change(painted(), Segment("☁\ufe0fx"))
    assert sent.endswith("☁\ufe0f\x1b[;3Hx\x1b[K")
    assert sent.startswith("\x1b[H  \x1b[H"), "its second cell is empty where it is narrow"


@given(style=STYLES, depth=DEPTHS)
def test_what_textual_notes_in_a_style_does_not_change_its_look(style: Style, depth: Depth) -> None:
    noted = style + Style(meta={"offset": (3, 4)})
    assert cells("text", noted, depth) == cells("text", style, depth)


@given(style=STYLES, depth=DEPTHS, ground=st.sampled_from(["", "#14191f", "#fafaf7"]))
def test_no_more_colours_are_sent_than_the_terminal_has(
    style: Style, depth: Depth, ground: str
) -> None:
    screen_diff = ScreenDiff(depth, 20, 1)
    screen_diff.ground = ground
    paint(line(Segment("text", style)), screen_diff)
    sent = screen_diff.changes()
    fewer = {"none": r"[349][0-8]|10[0-7]", "16": "[34]8", "256": "[34]8;2", "truecolor": "-"}
    assert not re.search(rf"[\[;]({fewer[depth]})[;m]", sent), sent


CLUSTERS = {
    "skin tone": "👍🏽",
    "flag": "🇬🇧",
    "joined": "👩‍🚒",
    "marks": "e\u0301\u0316",
    "emoji of old": "☕",
    "heart": "❤\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "ambiguous": "①",
    "private": "\ue0b0",
    "wide": "界",
    "trigram": "☰",
    "hexagram": "䷀",
    "Korean in parts": "\u1112\u1161\u11ab",
    "the end of a syllable": "한\ud7cb",
    "filler": "\u3164",
    "Thai": "กำ",
    "Lao": "ກຳ",
}


@pytest.mark.parametrize("reach", [1, 2, 4, 6])
@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS)
def test_a_cluster_leaves_nothing_behind_however_wide_a_terminal_draws_it(
    cluster: str, reach: int
) -> None:
    """A terminal that draws so many cells of clusters where Textual counts its own number."""
    if cluster == "界" and reach != 2:
        pytest.skip("all terminals agree on it")
    width = cell_len(cluster)
    texts = [f"a {cluster} note, and more", f"a {cluster} note", "other words", f"x{cluster}", ""]
    for first, then in product(texts, texts):
        terminal, screen_diff = Emulator(24, 1), ScreenDiff("truecolor")
        for text in (first, then, ""):
            filled = text + " " * (24 - cell_len(text))
            paint(line(Segment(filled, Style.parse("#e6e9ec on #14191f")), width=24), screen_diff)
            # Letters in its place are seen where they stay.
            terminal.feed(screen_diff.changes().replace(cluster, "@" * reach))
            shown = "".join(char.data for char in terminal.rows[0])
            before, found, after = text.partition(cluster)
            assert shown[: len(before)] == before
            if found:
                assert shown[len(before) + width :].rstrip() == after
            else:
                assert shown.rstrip() == text
