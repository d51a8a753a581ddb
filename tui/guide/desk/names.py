"""The names that the words and motions of a desk need."""

from __future__ import annotations

DESK_TEXTS = (
    *("sitting", "short_due", "long_due", "short_break", "long_break"),
    *("up", "down", "standing"),
    *("spasm", "spasm_more", "paused", "away", "notice"),
    *("ask", "ask_more", "sign", "hurt"),
)
"""What is said; `notice` is a desktop notification, which says nothing about anybody's health."""

DESK_MOTIONS = ("sit", "stand", "short", "long", "spasm")
"""What the figure does: sits, from upright to slumped, stands, and what it does in each break."""

KIND_WORDS = {
    "short": "short break",
    "long": "long break",
    "up": "stand up",
    "down": "sit down",
}
"""Each kind of break in a few words, for a line such as “short break in 5 min”."""
