"""What is typed or pasted into any field is taken as far as it fits, and nothing goes unsaid."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from textual.widgets import Input

from tests.app.conftest import OpenGuide, Reader
from tests.app.test_pack import WallClock
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode, Pain
from tui.guide.field_text import LONGEST_NOTE, cut, joined

FIELDS = {
    "note": ("p", "6"),
    "search": ("slash",),
    "onset": ("d", "b", "down", "enter"),
    "file": ("d", "f", "s"),
    "palette": ("colon",),
}
"""The keys that lead to every field there is."""


def in_spasm() -> MemoryStore:
    """A store with a spasm, in which a number is followed by its note."""
    store = MemoryStore()
    store.keep(Episode(at=WallClock()() - 60))
    return store


def field(reader: Reader) -> Input:
    return reader.app.screen.query_one(Input)


@pytest.mark.parametrize("name", FIELDS)
async def test_several_lines_become_one_without_control_characters(
    open_guide: OpenGuide, name: str
) -> None:
    async with open_guide(now=WallClock(), store=in_spasm()) as reader:
        await reader.press(*FIELDS[name])
        field(reader).value = ""
        await reader.paste("one\r\ntwo\n\nthr\x1bee\x00\tfo\u202eur\u2028")
        assert field(reader).value == "one two three four"


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "palette"])
@pytest.mark.parametrize("way", ["pasted", "from the clipboard", "typed"])
async def test_what_is_too_long_is_cut_and_that_is_said(
    open_guide: OpenGuide, name: str, way: str
) -> None:
    async with open_guide(now=WallClock(), store=in_spasm()) as reader:
        await reader.press(*FIELDS[name])
        line = field(reader)
        line.value = ""
        most = line.max_length or 0
        text = ("word " * 1000)[: most + 3]
        with patch.object(reader.app, "notify") as notify:
            if way == "pasted":
                await reader.paste(text)
            elif way == "typed":
                line.value = text[:most]
                line.cursor_position = most
                await reader.type("x", "y")
            else:
                reader.app.copy_to_clipboard(text)
                await reader.press("ctrl+v")
        assert line.value == text[:most]
        (told,) = [call.args[0] for call in notify.call_args_list]
        assert told == f"Only {most} characters fit here. The rest was left out."


async def test_a_long_note_is_kept_as_far_as_it_fits(open_guide: OpenGuide) -> None:
    store = in_spasm()
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press("p", "6")
        await reader.paste("stairs\n" * 100)
        await reader.press("enter")
        (pain,) = store.all(Pain)
        assert pain.note == ("stairs " * 100)[:LONGEST_NOTE].strip()


async def test_a_note_that_is_too_long_already_can_be_shortened(open_guide: OpenGuide) -> None:
    store = MemoryStore()
    store.keep(Pain(at=WallClock()(), level=3, note="x" * 300))
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press("d", "enter", "3", "end", "backspace", "enter")
        assert store.all(Pain)[0].note == "x" * 299


def test_a_flag_a_family_and_an_accent_are_left_whole_or_out() -> None:
    for sign in ("👍🏽", "👩‍👩‍👧", "🇩🇪", "e\u0301", "❤\ufe0f", "\u1112\u1161\u11ab", "กำ", "क्ष"):
        text = f"ab{sign}"
        assert [cut(text, most) for most in range(2, len(text))] == ["ab"] * (len(text) - 2), sign
        assert cut(text, len(text)) == joined(text) == text
    assert cut("🇩🇪🇫🇷", 3) == "🇩🇪"


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb", "a b"), (" warm ", " warm "), ("\n\n", ""), ("", ""), ("a\x85b\x0bc", "a b c")],
)
def test_lines_are_joined_by_a_space(text: str, line: str) -> None:
    assert joined(text) == line
