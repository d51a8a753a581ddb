"""At every prompt of the dialogue: what can be typed, back, emergency, the end; odd input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.talk import INDEX, NOW, GuideTalk, Typed
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode, Pain, Ticked, Timer
from tui.plain.attendant import HOW_TO_ANSWER, PARTING
from tui.plain.dialogue import UNKNOWN

NO = ["n"] * len(INDEX.content.safety.questions)
PLAYS: list[Typed] = ["b", "6", "1", *NO, "n"]
PROMPTS: dict[str, list[Typed]] = {
    "the first question": [],
    "which of these": ["y"],
    "a position": [*NO],
    "breathing": [*NO, "1"],
    "a pack in the first minutes": [*NO, "1", "n"],
    "movement": [*NO, "1", "n", "n"],
    "the main menu": ["b"],
    "a tab": ["b", "2"],
    "a page": ["b", "2", "1"],
    "a page that a link leads to": ["b", "2", "1", "1"],
    "the ask-first card": ["b", "2", "9", "a"],
    "the doctor": ["b", "5"],
    "the groups": ["b", "5", "1"],
    "a group": ["b", "5", "1", "1"],
    "all groups": ["b", "5", "1", "a"],
    "signs found": ["b", "5", "1", "numb"],
    "the routines": ["b", "6"],
    "own choice": ["b", "6", "5"],
    "conditions": ["b", "6", "1", *NO],
    "an exercise": PLAYS,
    "playing": [*PLAYS, "", ("Press", "p")],
    "when it hurts": [*PLAYS, "", ("Press", "x")],
    "which pack": ["b", "7"],
    "minutes": ["b", "7", "1"],
    "the towel": ["b", "7", "1", ""],
    "a pack that is on": ["b", "7", "1", "", "y"],
    "the number": ["b", "8"],
    "whether it has begun": ["b", "8", "3"],
    "the words": ["b", "8", "3", "n"],
    "the days": ["b", "9"],
    "the onset": ["b", "9", "3"],
    "its time": ["b", "9", "3", "2"],
    "the entries": ["b", "8", "3", "n", "", "9", "2"],
    "an entry": ["b", "8", "3", "n", "", "9", "2", "1"],
    "the self-check": ["b", "10"],
    "a question": ["b", "10", "1"],
    "the own day": ["b", "10", "2"],
    "the search": ["b", "11"],
    "what was found": ["b", "11", "ice"],
    "the settings": ["b", "12"],
    "a setting": ["b", "12", "1"],
}
ODD = ["\x00\x1b[2J", "x" * 10_000, "\ufffd\u202e", "%s {0}", "９９", "-1", "999999999999999"]


FREE = ("the words", "the search", "what was found", "the groups", "signs found")
"""The prompts at which any words are an answer."""


def told(place: str, *typed: str) -> list[str]:
    """What is said once this was typed at a prompt."""
    talk = GuideTalk(*PROMPTS[place], *typed)
    return talk.said[talk.typed_at[len(PROMPTS[place])] :]


@pytest.mark.parametrize("place", PROMPTS)
def test_each_prompt_says_what_can_be_typed(place: str) -> None:
    lines = told(place, "?")
    assert lines[0] == "Here you can type:" and lines[-1] == PARTING
    assert [line for line in lines if line.startswith("b = ")]
    assert "e = emergency: what to do now, and the number." in lines
    assert "quit = leave the guide at once." in lines
    if place != "playing":
        assert len(lines) <= 14


@pytest.mark.parametrize("place", PROMPTS)
def test_each_prompt_says_what_to_do_in_an_emergency(place: str) -> None:
    lines = told(place, "999" if len(place) % 2 else "Emergency")
    assert lines[0] == "EMERGENCY: call 999 now."
    assert "Call your local emergency number (United Kingdom: 999) now." in lines


@pytest.mark.parametrize("place", PROMPTS)
def test_each_prompt_can_be_left_at_once_or_by_going_back(place: str) -> None:
    assert told(place, "quit") == [PARTING]
    assert not told(place, "q")[0].startswith((UNKNOWN, "Please answer"))
    back = GuideTalk(*PROMPTS[place], *["back"] * 12).said
    assert back.count("This is the main menu: q leaves.") >= 2 and back[-1] == PARTING
    assert back.count(HOW_TO_ANSWER) == 1


@pytest.mark.parametrize("place", PROMPTS)
def test_odd_input_gets_one_kind_line_at_each_prompt(place: str) -> None:
    for odd in ODD:
        lines = told(place, odd)
        assert all(line.isprintable() for line in lines)
        # That line, the prompt again, and the end of the input.
        assert 1 <= len(lines) <= 4 or place in FREE


ANSWERS = st.sampled_from(
    ["y", "n", "", "b", "q", "i", "?", "e", "w", "t", "a", "o", "x", "p", "s", "m", "f", "l", "u"]
    + [str(number) for number in range(15)]
    + ["1 2", "ice", "numb", "14:30", "3 Nov", "back", "again", "go on", *ODD[:3]]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANSWERS, max_size=25), st.booleans())
def test_after_any_answers_the_end_of_the_input_closes_it(typed: list[str], known: bool) -> None:
    store = MemoryStore()
    if known:
        store.keep(Episode(at=NOW - 90_000))
        store.keep(Pain(at=NOW - 80_000, level=6, note="stairs"))
        store.keep(Pain(at=NOW + 90_000, level=6))
        store.keep(Ticked(at=NOW - 70_000, finding="fever"))
        store.keep_value(Timer("cold", 20, NOW - 600))
    talk = GuideTalk(*typed, store=store, strict=False)
    assert talk.said.count(PARTING) == 1 and talk.said[-1] == PARTING
    assert all(line.isprintable() for line in talk.said)
