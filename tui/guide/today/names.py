"""The names of the texts that Today needs."""

from __future__ import annotations

TODAY_TEXTS = (
    *("none", "none_short", "none_lead", "open_short", "done_short", "done", "week"),
    *("done_link", "undone_link", "others", "proposed", "all", "no_habit", "unsure", "keep"),
    *("strength", "strength_line", "strength_short", "strength_lead", "strength_more"),
    *("trained_link", "untrained_link"),
    *("quiz_last", "quiz_waiting", "quiz_none", "quiz_new", "quiz_missed"),
    *("breaks", "breaks_line", "breaks_none_short", "breaks_lead", "breaks_none", "breaks_month"),
    *("breaks_dots",),
    *("pain", "pain_short", "pain_lead", "pain_link"),
)
"""What is said of the habit, the strength days, the self-check, the breaks, and of pain."""

TODAY_PLACEHOLDERS = ("days", "aim", "score", "count", "time")
"""The numbers that its texts can hold."""

TODAY = "today"
"""The section of places that note something for today, by what they note; it is no tab."""
