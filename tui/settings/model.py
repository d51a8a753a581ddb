"""The entries of the settings file: type, range, default, and what each one does.

Like the records of the content, this module does without ``from __future__ import annotations``.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

AUTO = "auto"
"""The value that leaves a choice to the guide."""

Minutes = Annotated[int, Meta(ge=1, le=240)]
Hours = Annotated[int, Meta(ge=1, le=240)]
DeskTime = Annotated[int, Meta(ge=0, le=240)]

DESK_RANGES = {
    "desk_minutes": (5, 30, 240),
    "desk_long_hours": (0, 2, 8),
    "desk_stand_minutes": (0, 0, 120),
}
"""The least, the usual and the greatest value of each time at the desk; 0 for never."""


class ReaderSettings(Struct, frozen=True):
    """The settings of one reader; each default is what the guide does without a file."""

    theme: str = "backspasm-dark"
    colours: Literal["auto", "truecolor", "256", "16", "none"] = "auto"
    glyphs: Literal["auto", "quadrant", "braille", "ascii"] = "auto"
    pictures: Literal["auto", "kitty", "sixel", "off"] = "auto"
    cursor: Literal["auto", "shown", "hidden"] = "auto"
    motion: bool = True
    bell: bool = True
    speech: bool = False
    speech_command: Annotated[str, Meta(max_length=400)] = ""
    region: str = AUTO
    units: Literal["auto", "metric", "us"] = "auto"
    times: Literal["24h", "12h", "locale"] = "24h"
    dates: Literal["day-month", "month-day", "locale"] = "day-month"
    cold_minutes: Minutes | None = None
    warm_minutes: Minutes | None = None
    warm_after_hours: Hours | None = None
    mouse: bool = True
    desk_minutes: DeskTime | None = None
    desk_long_hours: DeskTime | None = None
    desk_stand_minutes: DeskTime | None = None
    desk_bell: Literal["pane", "terminals", "off"] = "pane"
    desk_notification: bool = True
    keys: dict[str, Any] = field(default_factory=dict)
    """The keys of actions, by name; the app checks them, as it knows the names."""


class Setting(Struct, frozen=True):
    """One entry: its name in the file and what people are told about it."""

    name: str
    title: str
    group: str
    help: str
    """What it does, in one line."""
    option: str = ""
    """The option of the command line that comes before it."""
    variable: str = ""
    """The environment variable that comes before it."""
    later: bool = False
    """Whether a change holds from the next start only."""


SETTINGS = (
    Setting(
        "theme",
        "Theme",
        "How it looks",
        help="The colours of the whole guide, dark or light, or with high contrast.",
        option="--theme",
        variable="TEXTUAL_THEME",
    ),
    Setting(
        "colours",
        "Colours",
        "How it looks",
        help="How many colours are sent. auto: as many as your terminal has.",
        variable="NO_COLOR",
        later=True,
    ),
    Setting(
        "glyphs",
        "Glyphs",
        "How it looks",
        help="What the figure is drawn with. auto: the finest that your terminal has.",
        option="--glyphs",
    ),
    Setting(
        "pictures",
        "Pictures",
        "How it looks",
        help="Figures in true pixels. auto: where your terminal has them.",
        option="--pictures",
    ),
    Setting(
        "cursor",
        "Cursor",
        "How it looks",
        help="Whether you see the terminal's cursor at your place. auto: with high contrast.",
    ),
    Setting(
        "motion",
        "Motion",
        "How it looks",
        help="Whether figures move.",
        option="--still",
        variable="TEXTUAL_ANIMATIONS",
    ),
    Setting(
        "mouse",
        "Mouse",
        "How it looks",
        help="Whether the guide takes the mouse. Off: your terminal marks text itself.",
        option="--no-mouse",
        later=True,
    ),
    Setting(
        "bell",
        "Bell",
        "What you hear",
        help="Whether a bell rings on each change and at the end of a pack.",
        option="--mute",
    ),
    Setting(
        "speech",
        "Speech",
        "What you hear",
        help="Whether the cues of the walkthrough are spoken.",
        option="--say",
        later=True,
    ),
    Setting(
        "speech_command",
        "Speech program",
        "What you hear",
        help="The command that speaks. Empty: the first one found.",
        option="--say-with",
        variable="BACKSPASM_SAY_WITH",
        later=True,
    ),
    Setting(
        "region",
        "Region",
        "Where you are",
        help="Whose numbers to call are shown. auto: as your locale says.",
        option="--region",
    ),
    Setting(
        "units",
        "Units",
        "Where you are",
        help="Kilograms and centimetres, or pounds and inches. auto: as your region does.",
    ),
    Setting(
        "times",
        "Times",
        "Where you are",
        help="14:30 or 2:30 pm. locale: as your locale says.",
    ),
    Setting(
        "dates",
        "Dates",
        "Where you are",
        help="3 Nov or Nov 3, also where you type a date. locale: as your locale says.",
    ),
    Setting(
        "cold_minutes",
        "Cold pack",
        "Packs",
        help="The minutes that the timer starts with.",
    ),
    Setting(
        "warm_minutes",
        "Warm pack",
        "Packs",
        help="The minutes that the timer starts with.",
    ),
    Setting(
        "warm_after_hours",
        "From cold to warm",
        "Packs",
        help="Hours after which the next spasm goes from cold to warm.",
    ),
    Setting(
        "desk_minutes",
        "Short breaks",
        "At the desk",
        help="Minutes to sit until a break is due.",
        option="--every",
        later=True,
    ),
    Setting(
        "desk_long_hours",
        "Long breaks",
        "At the desk",
        help="Hours from one long break to the next. 0: none.",
        option="--long-every",
        later=True,
    ),
    Setting(
        "desk_stand_minutes",
        "Sit and stand",
        "At the desk",
        help="Minutes to stand in turn, at a desk that goes up and down. 0: no such desk.",
        option="--stand",
        later=True,
    ),
    Setting(
        "desk_bell",
        "Bell of a break",
        "At the desk",
        help="Where it rings. terminals: in each of yours, also for a desk without a screen.",
        option="--bells and --mute",
        later=True,
    ),
    Setting(
        "desk_notification",
        "Notification",
        "At the desk",
        help="Whether a desk without a screen shows a notification when a break is due.",
        later=True,
    ),
    Setting(
        "keys",
        "Keys",
        "Keys",
        help="Other keys for actions: a table [keys] in the file, a line for each action.",
        later=True,
    ),
)
"""Every entry, in the order in which they are shown."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
"""The entries by their names in the file."""
