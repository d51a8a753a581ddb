"""The names that the words and motions of a desk need."""

from __future__ import annotations

DESK_TEXTS = (
    *("sitting", "short_due", "long_due", "short_break", "long_break"),
    *("spasm", "spasm_more", "paused", "away", "notice"),
    *("ask", "ask_more", "sign", "hurt"),
)
"""What is said; `notice` is a desktop notification, which says nothing about anybody's health."""

DESK_MOTIONS = ("sit", "short", "long", "spasm")
"""What the figure does: sits, from upright to slumped, and what it does in each kind of break."""
