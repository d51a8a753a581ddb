"""Large letters stay within their room, differ from each other, and give way to plain ones."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.css.styles import RulesMap
from textual.style import Style
from textual.visual import RenderOptions

from tests.support.export import exported_lines
from tui.app.drawing.document import Document, DocumentPart
from tui.app.drawing.large.large_letters import ROWS, glyphs_by_character
from tui.app.drawing.large.large_text import LargeText, large_line, large_rows
from tui.app.drawing.row import heading_row
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.widgets.strip_widget import TextLine
from tui.figure.render.cells import Glyphs

QUESTIONS = (
    "Numb between the legs? New trouble with pee, poo or sex?",
    "A leg that hurts, tingles, is numb or weak?",
    "Chest pain, short of breath, or faint?",
    "Pain in your tummy or side, or blood in pee or poo?",
    "An accident, a fall, or weak bones?",
    "Fever, feeling ill, or ever had cancer?",
    "Pregnant, under 16, or 65 or older?",
    "Constant, worse at night, or not getting better?",
    "What now?",
    "Better, same or worse?",
    "Shall we move a little?",
)
_SIGNS = ".,?!:;-–'’()/+&\"“”%·…éüöäß"
_LETTERS = "".join(char for char in glyphs_by_character() if char.isalnum())
_WORDS = st.text(sorted(glyphs_by_character()), max_size=9)
_TEXTS = st.lists(_WORDS, max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "\n".join(words)])
)
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_OPTIONS = RenderOptions(lambda style: style if isinstance(style, Style) else Style(), RulesMap())


def _pixels(rows: list[str]) -> list[list[bool]]:
    """What is lit of lines of quarter blocks."""
    return [
        [bool(_QUARTERS.index(char) >> 2 * lower & bit) for char in row for bit in (1, 2)]
        for row in rows
        for lower in (0, 1)
    ]


def _drawn(visual: LargeText, width: int) -> list[str]:
    """The lines of a visual, which must be as wide and as many as it says."""
    strips = visual.render_strips(width, None, Style(), _OPTIONS)
    assert {strip.cell_length for strip in strips} == {width}
    assert len(strips) == visual.get_height(RulesMap(), width)
    return [strip.text for strip in strips]


def test_numb_is_drawn_like_this() -> None:
    assert large_rows("Numb?", 78, 4) == [
        "█▖ ▐▌            █   ▗▛▀▙",
        "█▜▖▐▌▐▌ █ █▀▜▛▀▙ █▀▜▖  ▄▛",
        "█ ▜▟▌▐▌ █ █ ▐▌ █ █ ▐▌ ▝▘ ",
        "▀  ▀▘ ▀▀▀ ▀ ▝▘ ▀ ▀▀▀  ▝▘ ",
    ]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_fits_a_small_terminal(text: str) -> None:
    assert large_rows(text, 78, 16)


def test_eighteen_letters_go_on_a_line() -> None:
    rows = large_rows(" ".join(QUESTIONS), 9999, 4)
    assert rows
    assert len(rows[0]) / len(" ".join(QUESTIONS)) < 78 / 18


def test_every_asked_character_has_a_glyph() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    asked = {*letters, *letters.upper(), *"0123456789 \u00a0", *_SIGNS, *"".join(QUESTIONS)}
    assert asked <= set(glyphs_by_character())


def test_no_letter_looks_like_another() -> None:
    glyphs = glyphs_by_character()
    for one, other in combinations(_LETTERS, 2):
        width = max(len(glyphs[one][0]), len(glyphs[other][0]))
        pairs = zip(glyphs[one], glyphs[other], strict=True)
        padded = [(row.ljust(width, "."), below.ljust(width, ".")) for row, below in pairs]
        unlike = sum(a != b for rows in padded for a, b in zip(*rows, strict=True))
        assert unlike >= 4, (one, other)


def test_every_glyph_is_a_rectangle_with_ink_at_both_sides() -> None:
    for char, rows in glyphs_by_character().items():
        assert len(rows) == ROWS and len({*map(len, rows)}) == 1, char
        assert {*"".join(rows)} <= {"#", "."}, char
        if not char.isspace() and not char.isdigit():
            # The digits are equally wide, so that a countdown does not jump.
            left, right = zip(*((row[0], row[-1]) for row in rows), strict=True)
            assert "#" in left and "#" in right, char
    assert len({len(glyphs_by_character()[digit][0]) for digit in "0123456789"}) == 1


@given(_TEXTS, st.integers(0, 100), st.integers(0, 40), st.integers(1, 9))
@example("", 9, 9, 1)
@example("\n\n", 9, 9, 1)
@example("a  b\n\nc ", 30, 30, 2)
def test_the_room_is_never_exceeded(text: str, width: int, height: int, largest: int) -> None:
    rows = large_rows(text, width, height, largest=largest)
    wider, higher = (
        large_rows(text, width + more, height + 1 - more, largest=largest) for more in (0, 1)
    )
    if rows is None:
        smaller = [large_rows(text, width - less, height - 1 + less, largest=1) for less in (0, 1)]
        assert smaller == [None, None]
        return
    assert wider and higher
    (columns,) = {cell_len(row) for row in rows}
    assert 0 < columns <= width and columns == len(rows[0])
    assert 0 < len(rows) <= height


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Better, same or worse?", 78, "Better, same\nor worse?"),
        ("Shall we move a little?", 58, "Shall we\nmove a little?"),
        ("What now?", 30, "What\nnow?"),
        ("Fever,  feeling ill ", 40, "Fever,\nfeeling ill"),
    ],
)
def test_lines_are_even_and_break_at_spaces(text: str, width: int, lines: str) -> None:
    assert large_rows(text, width, 20) == large_rows(lines, width, 20) is not None


@pytest.mark.parametrize("word", ["16\u00a0weeks", "poo-pee", "Constant"])
def test_a_word_is_never_broken(word: str) -> None:
    (width,) = {len(row) for row in large_rows(word, 78, 4) or ()}
    assert len(large_rows(f"or {word}", width, 9) or ()) in (8, 9)
    assert large_rows(f"or {word}", width - 1, 99) is None


@pytest.mark.parametrize("text", ["112", "999", "g?", "What now?"])
@pytest.mark.parametrize("scale", [2, 3, 5])
def test_larger_letters_are_the_same_pixels_in_solid_squares(text: str, scale: int) -> None:
    small, large = large_rows(text, 400, 4), large_rows(text, 400, 60, largest=scale)
    assert small and large
    pixels, grown = _pixels(small), _pixels(large)
    for y, x in product(range(len(grown)), range(len(grown[0]))):
        inside = y // scale < len(pixels) and x // scale < len(pixels[0])
        assert grown[y][x] == (inside and pixels[y // scale][x // scale])


@pytest.mark.parametrize("number", ["112", "999", "111", "116 117"])
def test_a_number_fills_what_there_is(number: str) -> None:
    for width, height in [(78, 17), (38, 24), (118, 30)]:
        rows = large_rows(number, width, height, largest=8)
        assert rows
        assert len(rows[0]) > width * 3 // 5 or len(rows) > height * 3 // 4


def test_lines_stand_apart_where_there_is_room() -> None:
    heights = [len(large_rows("Better, same or worse?", 78, height) or "") for height in (7, 8, 9)]
    assert heights == [0, 8, 9]


@pytest.mark.parametrize("text", [*QUESTIONS, "112", "Δ?", "one\ntwo", ""])
@pytest.mark.parametrize("width", [20, 58, 78])
def test_a_large_text_is_as_high_as_it_says(text: str, width: int) -> None:
    lines = _drawn(LargeText(text, height=16), width)
    rows = large_rows(text, width, 16)
    if rows:
        assert [line.rstrip() for line in lines] == [row.rstrip() for row in rows]
    else:
        assert " ".join(" ".join(lines).split()) == " ".join(text.split())


def test_letters_are_plain_where_there_are_no_blocks_or_no_room() -> None:
    plain = ["What now?".ljust(50)]
    assert _drawn(LargeText("What now?", height=3), 50) == plain
    assert len(_drawn(LargeText("What now?", height=9), 50)) == 4
    for text in ("Better, same or worse?", "Shall we move a little?", "Δ 12"):
        (line,) = _drawn(LargeText(text, glyphs="ascii", height=9), 50)
        assert line.strip() == text


def test_other_alphabets_draw_the_same_letters() -> None:
    for text in ("999", "112 OR 999", "What now?"):
        blocks = _drawn(LargeText(text, height=9), 78)
        dots = _drawn(LargeText(text, glyphs="braille", height=9), 78)
        assert [[char == " " for char in row] for row in dots] == [
            [char == " " for char in row] for row in blocks
        ]
        assert not set("".join(dots)) & set(_QUARTERS[1:])
    cells = _drawn(LargeText("112 or 999", glyphs="ascii", height=9, largest=6), 78)
    assert len(cells) == 5 and set("".join(cells)) == {"#", " "}
    assert len(_drawn(LargeText("999", glyphs="ascii", height=30, largest=6), 78)) == 25


@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.parametrize("glyphs", ["quadrant", "braille", "ascii"])
def test_a_line_is_five_rows_high_and_doubles(scale: int, glyphs: Glyphs) -> None:
    for text in ("GET READY 21", "OTHER SIDE", "RIGHT HOLD 8", "999"):
        rows, single = large_line(text, scale, glyphs), large_line(text, 1, glyphs)
        assert rows and single
        assert len(rows) == 5 * scale and len({*map(len, rows)}) == 1
        assert 0 <= scale * len(single[0]) - len(rows[0]) < scale
    assert large_line("small", scale, glyphs) is large_line(" ", scale, glyphs) is None


@pytest.mark.parametrize("glyphs", ["quadrant", "braille", "ascii"])
def test_no_capital_looks_like_another_when_tall(glyphs: Glyphs) -> None:
    chars = [char for char in _LETTERS if not char.islower()]
    drawn = [large_line(char, 1, glyphs) for char in chars if char not in "ß"]
    assert None not in drawn
    assert len(set(drawn)) >= len(drawn) - (2 if glyphs == "ascii" else 0)


class _Question(App[None]):
    """One question, in a widget as high as its text."""

    CSS = "TextLine { height: auto; }"

    def compose(self) -> ComposeResult:
        yield TextLine()


async def test_a_widget_grows_and_shrinks_with_the_letters() -> None:
    app = _Question()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(TextLine)
        for text, width in (("What now?", 80), ("Better, same or worse?", 80), ("Numb?", 20)):
            await pilot.resize_terminal(width, 24)
            line.say(LargeText(text, style="bold $primary", height=9))
            await pilot.pause()
            drawn = large_rows(text, width - 2, 9) or [text]
            shown = [row.rstrip() for row in exported_lines(app) if row.strip()]
            assert line.size.height == len(drawn)
            assert shown == [f" {row}".rstrip() for row in drawn if row.strip()]


async def test_a_document_has_the_letters_as_one_part() -> None:
    app = _Question()
    async with app.run_test():
        question = LargeText("Better, same or worse?", height=9, glyphs="quadrant")
        document = Document([DocumentPart(question, "ask"), DocumentPart(heading_row("Keys"))])
        styles = StyleCache(app.query_one(TextLine))
        for width, height in ((78, 9), (30, 1)):
            document.fit(width, styles, 24)
            assert document.span(0) == (0, height)
            assert len(document.lines(0, WIDGET_STYLE)) == height
