"""The name of every action that a key can do, with its keys.

A name stays: settings files refer to it. What each does stands in `tui.app.flows.action_help`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NO_KEY = "unbound"
"""Stands for the key of an action that has none; no terminal sends it."""

DEFAULT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        # Moving.
        "up": "up,k,ctrl+p",
        "down": "down,j,ctrl+n",
        "left": "left,h",
        "right": "right,l",
        "page.up": "pageup,ctrl+b",
        "page.down": "pagedown,ctrl+f",
        "half.up": "ctrl+u",
        "half.down": "ctrl+d",
        "top": "home,g",
        "bottom": "end,G",
        "focus.next": "tab",
        "focus.previous": "shift+tab",
        "choose": "enter",
        "tick": "space",
        "yes": "y",
        "no": "n",
        # Everywhere.
        "close": "escape,q",
        "help": "question_mark",
        "commands": "colon",
        "settings": "comma",
        "dark": "T",
        "why": "i",
        "redraw": "ctrl+l",
        "suspend": "ctrl+z",
        "interrupt": "ctrl+c",
        "quit.now": "ctrl+q",
        # At a question before something is lost: letters move nothing there.
        "stay": "escape",
        "button.previous": "left,up",
        "button.next": "right,down",
        # On the tabs.
        "tab.relief": "1",
        "tab.prevention": "2",
        "tab.causes": "3",
        "tab.doctor": "4",
        "walk": "w",
        "timer": "t",
        "pain": "p",
        "days": "d",
        "check": "s",
        "clear": "c",
        "find": "slash",
        "match.next": "n",
        "match.previous": "N",
        "back": "b,ctrl+o",
        "open": "o",
        "list": "escape",
        "quit": "q",
        # In a window that is too small for anything else.
        "emergency": "e",
        # In a text field.
        "field.submit": "enter",
        "result.up": "up,ctrl+p",
        "result.down": "down,ctrl+n",
        "result.page.up": "pageup",
        "result.page.down": "pagedown",
        # While something plays.
        "pause": "space",
        "hurts": "x",
        "mute": "m",
        "voice": "v",
        "voice.stop": "escape",
        "say.again": "r",
        "bell.test": "t",
        "pace.slower": "minus",
        "pace.faster": "plus,equals_sign",
        "answer.better": "1",
        "answer.same": "2",
        "answer.worse": "3",
        # The self-check, and positions of ease.
        "option.1": "1",
        "option.2": "2",
        "option.3": "3",
        "option.4": "4",
        "option.5": "5",
        "option.6": "6",
        # The pack timer.
        "pack.other": "a",
        "pack.shorter": "minus",
        "pack.longer": "plus,equals_sign",
        "pack.towel": "space",
        # The pain.
        "pain.0": "0",
        "pain.1": "1",
        "pain.2": "2",
        "pain.3": "3",
        "pain.4": "4",
        "pain.5": "5",
        "pain.6": "6",
        "pain.7": "7",
        "pain.8": "8",
        "pain.9": "9",
        "pain.10": "t",
        # The days, what a lift asks, and the page for the doctor.
        "days.begin": "b",
        "days.earlier": "minus",
        "days.later": "plus,equals_sign",
        "days.over": "e",
        "days.summary": "f",
        "days.now": "r",
        "days.delete": "x,delete,backspace",
        "days.undo": "u",
        "lift.units": "U",
        "copy": "y",
        "setting.reset": "x,delete,backspace",
        "summary.save": "s",
        "summary.markdown": "m",
    }
)
