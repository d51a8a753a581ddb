"""The actions that are in front of a reader at once, so that each needs its own key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_APP = ("interrupt", "quit.now", "redraw", "suspend")
_SCREEN = (*_APP, "focus.next", "focus.previous", "dark", "commands", "help", "open", "voice")
_MOVE = (
    *("up", "down", "left", "right", "page.up", "page.down", "half.up", "half.down"),
    *("top", "bottom", "choose"),
)
_DIALOG = (*_SCREEN, *_MOVE, "close")
_TABS = (
    *_SCREEN,
    *_MOVE,
    *("tick", "tab.relief", "tab.prevention", "tab.causes", "tab.doctor", "walk", "timer"),
    *("pain", "days", "check", "clear", "why", "find", "back", "list", "settings", "quit"),
)
_OPTIONS = tuple(f"option.{number}" for number in range(1, 7))
_FIELD = (*_APP, "focus.next", "focus.previous", "field.submit")
_RESULTS = ("result.up", "result.down", "result.page.up", "result.page.down")

PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "on the tabs": (*_TABS, "copy", "match.next", "match.previous"),
        "at a question on a tab": (*_TABS, "yes", "no"),
        "in the words above the checklist": (*_FIELD, *_RESULTS, "list"),
        "in the search": (*_FIELD, *_RESULTS, "close"),
        "in a text field": (*_FIELD, "close"),
        "at a question of the first minutes": (*_DIALOG, "yes", "no", "why", "tick"),
        "at the positions": (*_DIALOG, *_OPTIONS[:3], "walk"),
        "while breathing": (*_DIALOG, "pause", "walk"),
        "in the walkthrough": (
            *_DIALOG,
            *("pause", "hurts", "mute", "say.again", "pace.slower", "pace.faster"),
        ),
        "after a walkthrough": (
            *_DIALOG,
            *("tick", "answer.better", "answer.same", "answer.worse"),
        ),
        "in a list to tick": (*_DIALOG, "tick"),
        "in the self-check": (*_DIALOG, *_OPTIONS, "tick", "why"),
        "in the menu of the self-check": (*_DIALOG, "tick", "check"),
        "at the pack timer": (
            *_DIALOG,
            *("timer", "pack.other", "pack.shorter", "pack.longer", "pack.towel"),
        ),
        "at the pain": (*_DIALOG, *(f"pain.{level}" for level in range(11))),
        "at the question whether a spasm has begun": (*_DIALOG, "tick", "yes", "no"),
        "on your days": (
            *_DIALOG,
            *("tick", "days", "pain", "timer", "days.begin", "days.earlier", "days.later"),
            *("days.over", "days.summary", "days.now", "days.delete", "days.undo"),
        ),
        "on the page for the doctor": (*_DIALOG, "copy", "summary.save", "summary.markdown"),
        "at a plan": (*_DIALOG, "tick", "copy", "summary.save"),
        "at what a lift asks": (*_DIALOG, "lift.units"),
        "on the settings": (*_DIALOG, "tick", "settings", "setting.reset"),
        "on a sheet": (*_DIALOG, "copy", "why", "bell.test"),
        "in a window that is too small": (*_APP, "quit", "emergency"),
        "while something is read aloud": (*_APP, "voice", "voice.stop"),
        "before something is lost": (*_SCREEN, "choose", "stay", "button.previous", "button.next"),
    }
)
"""The actions that each place has at once."""

WAYS_OUT = ("quit", "close", "list", "stay")
"""Actions that must keep a key."""

EAGER = (*_APP, *_RESULTS, "field.submit")
"""Actions whose keys are taken before a text field gets them."""
