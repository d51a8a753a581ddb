"""Lines of text wrap as Textual wraps them, which takes far longer."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from tui.app.drawing.row import Row

_WORDS = st.text("abc–’é…漢e\u0301", min_size=1, max_size=12)
_RULES: RulesMap = {}


def _style(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style(bold=True)


def _texts(strips: list[Strip]) -> list[str]:
    return [strip.text.rstrip() for strip in strips]


@given(st.lists(_WORDS, max_size=20), st.integers(2, 30))
@example(["a" * 30, "b"], 12)
def test_text_is_wrapped_as_textual_does(words: list[str], width: int) -> None:
    text = Content(" ".join(words))
    options = RenderOptions(_style, _RULES)
    wanted = _texts(text.render_strips(width, None, Style(), options))
    for content in (text, Content.styled(text.plain, "bold")):
        row = Row(content)
        assert _texts(row.render_strips(width, None, Style(), options)) == wanted
        assert row.get_height(_RULES, width) == len(wanted)


@given(st.lists(_WORDS, max_size=12), st.integers(8, 30), st.sampled_from(["", "• ", "12 "]))
def test_every_line_is_as_wide_as_there_is_room(words: list[str], width: int, mark: str) -> None:
    options = RenderOptions(_style, _RULES)
    for aside in ("", "aside"):
        row = Row(Content(" ".join(words)), Content(mark), Content(aside), gap=1)
        strips = row.render_strips(width, None, Style(), options)
        assert {strip.cell_length for strip in strips} == {width}
        assert len(strips) == row.get_height(_RULES, width)
