"""A reader's own keys: what is taken, what is named and ignored."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from textual.keys import Keys, _character_to_key

from tests.support.paths import ROOT
from tui.app.input.default_keys import DEFAULT_KEYS, NO_KEY
from tui.app.input.key_names import is_typed, key_from, key_name
from tui.app.input.key_places import EAGER, PLACES, WAYS_OUT
from tui.app.input.keymap import checked_keymap, whole_keymap


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("f2", "f2"),
        ("W, f3", "W,f3"),
        (["f2", "W"], "f2,W"),
        ("ctrl+t", "ctrl+t"),
        ("CTRL+T", "ctrl+t"),
        ("shift+w", "W"),
        ("!", "exclamation_mark"),
        (",", "comma"),
        ("esc+x", None),
        ("pgdn+x", None),
        ("Del", None),
        ("ö", "ö"),
        ("", NO_KEY),
        ([], NO_KEY),
        ("w", None),
    ],
)
def test_keys_are_taken_as_people_write_them(entry: object, keys: str | None) -> None:
    # The settings leave their own key to it.
    keymap = checked_keymap({"settings": "f12", "walk": entry}).keymap
    assert keymap.get("walk") == ("delete" if entry == "Del" else keys)


@pytest.mark.parametrize("character", [*map(chr, range(33, 127)), "ä", "ß", "λ"])
def test_a_character_is_named_as_textual_names_it(character: str) -> None:
    assert key_from(character) == _character_to_key(character)
    assert is_typed(key_from(character) or "")
    assert key_name(key_from(character) or "") == character


@pytest.mark.parametrize("key", [key for key in DEFAULT_KEYS.values()])
def test_every_default_key_can_be_written(key: str) -> None:
    assert [key_from(one) for one in key.split(",")] == key.split(",")


@pytest.mark.parametrize("key", ["f1", "f12", "ctrl+home", "shift+f5", "ctrl+shift+up", "alt+x"])
def test_keys_with_modifiers_are_known_to_textual(key: str) -> None:
    assert key_from(key) == key
    assert not is_typed(key)
    assert key.startswith(("shift+f", "alt")) or key in {one.value for one in Keys}


@pytest.mark.parametrize(
    ("entries", "action", "words"),
    [
        ({"wlak": "f2"}, "wlak", "no action “wlak”. Did you mean “walk”?"),
        ({"pain.11": "f2"}, "pain.11", "Did you mean “pain.1"),
        ({"x" * 900 + "\x1b[2J": "f2"}, "x" * 40, "There is no action"),
        ({"walk": "ctlr+w"}, "walk", "no key “ctlr+w”"),
        ({"walk": "entr"}, "walk", "Did you mean “enter”?"),
        ({"walk": "f99"}, "walk", "no key “f99”"),
        ({"walk": "f2,\x1b"}, "walk", "no key “\\x1b”"),
        ({"walk": 3}, "walk", "not 3"),
        ({"walk": True}, "walk", "Its keys are a text"),
        ({"walk": ["f2", 3]}, "walk", "Its keys are a text"),
        ({"walk": {"key": "w"}}, "walk", "not a table"),
        ({"quit": ""}, "quit", "no way out"),
        ({"close": []}, "close", "no way out"),
        ({"list": ""}, "list", "no way out"),
        ({"close": "q"}, "close", "In a text field"),
        ({"list": "X,Z"}, "list", "In a text field"),
        ({"result.down": "j"}, "result.down", "where j is typed"),
        ({"field.submit": "space"}, "field.submit", "where space is typed"),
        ({"redraw": "f2,r"}, "redraw", "where r is typed"),
        ({"walk": "t"}, "walk", "t would be both walk and timer on the tabs"),
        ({"up": "j"}, "up", "j would be both up and down on the tabs"),
        ({"mute": "x"}, "mute", "x would be both mute and hurts in the walkthrough"),
        ({"walk": "ctrl+i"}, "walk", "tab would be both walk and focus.next"),
    ],
)
def test_a_bad_entry_is_named_and_ignored(
    entries: dict[str, object], action: str, words: str
) -> None:
    checked = checked_keymap({**entries, "find": "f9"})
    assert checked.keymap == {"find": "f9"}
    (fault,) = checked.faults
    assert fault.action == action
    assert words in fault.message
    assert fault.message.isprintable()


def test_two_actions_may_swap_their_keys() -> None:
    checked = checked_keymap({"pain": "d", "days": "p"})
    assert checked.keymap == {"pain": "d", "days": "p"}
    assert not checked.faults


def test_an_entry_whose_way_was_refused_gives_way_too() -> None:
    checked = checked_keymap({"pain": "d", "days": "bad key"})
    assert not checked.keymap
    assert [fault.action for fault in checked.faults] == ["days", "pain"]


def test_many_unknown_names_are_counted() -> None:
    checked = checked_keymap({**{f"name {n}": "x" for n in range(9_000)}, "walk": "f2"})
    assert checked.keymap == {"walk": "f2"}
    assert len(checked.faults) == 21
    assert checked.faults[-1].message == "8980 more entries name no action."


def test_no_two_actions_share_a_key_at_one_place() -> None:
    for place, names in PLACES.items():
        assert len(set(names)) == len(names), place
        for one, other in combinations(names, 2):
            assert set(DEFAULT_KEYS[one].split(",")).isdisjoint(DEFAULT_KEYS[other].split(",")), (
                place,
                one,
                other,
            )


def test_every_action_stands_at_a_place() -> None:
    assert {name for names in PLACES.values() for name in names} == set(DEFAULT_KEYS)
    assert {*WAYS_OUT, *EAGER} <= set(DEFAULT_KEYS)


@pytest.mark.parametrize("name", DEFAULT_KEYS)
def test_every_action_can_have_another_key(name: str) -> None:
    checked = checked_keymap({name: "f9,ctrl+f12"})
    assert checked.keymap == {name: "f9,ctrl+f12"}
    assert not checked.faults


@pytest.mark.parametrize("keymap", [{"mute": "f9"}, {"pause": "f9"}, {"no": "f9"}])
def test_what_shares_a_key_with_a_changed_action_is_set_too(keymap: dict[str, str]) -> None:
    (name,) = keymap
    whole = whole_keymap(keymap)
    assert whole[name] == "f9"
    own = set(DEFAULT_KEYS[name].split(","))
    sharing = {n for n, keys in DEFAULT_KEYS.items() if not own.isdisjoint(keys.split(","))}
    assert sharing <= set(whole)
    assert all(whole[n] == DEFAULT_KEYS[n] for n in sharing - {name})


def test_no_words_in_the_code_name_a_key_that_may_be_another() -> None:
    """Keys change, and readers choose their own: words name the action, as `{yes}`."""
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tui").rglob("*.py")}
    assert len(texts) > 100
    assert [path for path, text in texts.items() if re.search(r"\b[Pp]ress [b-zA-Z]\b", text)] == []


NEIGHBOURS = tuple(place for place in PLACES if place.startswith(("on ", "at ", "after ")))
"""Places that open from the tabs or from each other, without a text field."""
WORDS_OF = {"s": {"check", "summary.save"}, "t": {"timer", "bell.test", "pain.10"}}
WORDS_OF |= {"b": {"back", "days.begin"}, "x": {"days.delete", "setting.reset"}}
WORDS_OF |= {"n": {"no", "match.next"}, "y": {"yes", "copy"}}
"""Letters that are the first of two words, neither of which loses anything."""


@pytest.mark.parametrize("letter", "abcdefimnopqrstuvwxy")
def test_a_letter_means_one_thing_on_neighbouring_screens(letter: str) -> None:
    meant = {
        name
        for place in NEIGHBOURS
        for name in PLACES[place]
        if letter in DEFAULT_KEYS[name].split(",") and name not in ("close", "quit")
    }
    assert len(meant) <= 1 or meant <= WORDS_OF.get(letter, set()), meant


def test_a_digit_is_what_is_printed_beside_it() -> None:
    numbered = ("tab.", "option.", "pain.", "answer.")
    for name, keys in DEFAULT_KEYS.items():
        if any(key.isdigit() for key in keys.split(",")):
            assert name.startswith(numbered), name
