"""The keys of the plain walkthrough."""

from __future__ import annotations

from tui.plain.dialogue import KeyOption
from tui.plain.signs import END

HURTS = KeyOption("x", "it hurts", ("it hurts", "hurts", "hurt", "pain", "ow", "ouch", "stop"))
PAUSE = KeyOption("p", "pause", ("pause",))
NEXT = KeyOption("n", "next exercise", ("next", "skip"))
TIME = KeyOption("t", "time left", ("time", "time left"))
HELP = KeyOption("?", "what can be typed", ("h", "help"))
BEGIN = KeyOption("", "begin", ("begin", "go", "start"))
START = KeyOption("s", "start now", ("start", "now", "start now"))
"""Begins an exercise without the rest of the time to get ready."""
RESUME = KeyOption("p", "go on", ("go", "go on", "resume"))
STAY = KeyOption("g", "go on with this exercise", ("go", "go on"))
PLAYING = (HURTS, PAUSE, NEXT, TIME, END, HELP)
"""The keys at any time while a routine plays."""
