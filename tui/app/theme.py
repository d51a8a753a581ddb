"""The colours of the guide. No other file names a colour by its numbers."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="backspasm-dark",
    primary="#7fb4d6",
    secondary="#4d7ea0",
    accent="#caa0dd",
    warning="#eeb352",
    error="#f78378",
    success="#80caa2",
    foreground="#e6e9ec",
    background="#14191f",
    surface="#14191f",
    panel="#1f2730",
    dark=True,
    variables={
        "screen-selection-background": "#93c8eb",
        "screen-selection-foreground": "#10202c",
        "block-cursor-background": "#1c3c53",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#26323d",
        "block-cursor-blurred-foreground": "#e6e9ec",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#1f2730",
        "border-blurred": "#56697b",
        "border": "#7fb4d6",
        "scrollbar": "#8d959d",
        "scrollbar-background": "#14191f",
        "scrollbar-corner-color": "#14191f",
    },
)

LIGHT = Theme(
    name="backspasm-light",
    primary="#1d5f8a",
    secondary="#3d7fa8",
    accent="#793e99",
    warning="#724401",
    error="#c40c35",
    success="#1b703f",
    foreground="#1c2329",
    background="#fafaf7",
    surface="#fafaf7",
    panel="#eceee9",
    dark=False,
    variables={
        "screen-selection-background": "#235f87",
        "screen-selection-foreground": "#ffffff",
        "block-cursor-background": "#cfe3f1",
        "block-cursor-foreground": "#10202c",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e4e8e6",
        "block-cursor-blurred-foreground": "#1c2329",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#eceee9",
        "border-blurred": "#85918b",
        "border": "#1d5f8a",
        "scrollbar": "#6f7873",
        "scrollbar-background": "#fafaf7",
        "scrollbar-corner-color": "#fafaf7",
    },
)

CONTRAST = Theme(
    name="backspasm-contrast",
    primary="#9fd8ff",
    secondary="#9fd8ff",
    accent="#dcb8ee",
    warning="#fecf6f",
    error="#f19089",
    success="#a0f3b7",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "screen-selection-background": "#ffe08a",
        "screen-selection-foreground": "#000000",
        "block-cursor-background": "#00437a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#333333",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#1a1a1a",
        "border-blurred": "#a0a0a0",
        "border": "#ffffff",
        "scrollbar": "#c0c0c0",
        "scrollbar-background": "#000000",
        "scrollbar-corner-color": "#000000",
    },
)

CONTRAST_LIGHT = Theme(
    name="backspasm-contrast-light",
    primary="#003f6b",
    secondary="#003f6b",
    accent="#5b2277",
    warning="#3f1e00",
    error="#952207",
    success="#1c5539",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    dark=False,
    variables={
        "screen-selection-background": "#003f6b",
        "screen-selection-foreground": "#ffffff",
        "block-cursor-background": "#ffe08a",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#dddddd",
        "block-cursor-blurred-foreground": "#000000",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#eeeeee",
        "border-blurred": "#606060",
        "border": "#000000",
        "scrollbar": "#404040",
        "scrollbar-background": "#ffffff",
        "scrollbar-corner-color": "#ffffff",
    },
)

OWN = (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT)
"""The guide's own themes, in the order in which a key goes through them."""

HIGH_CONTRAST = frozenset({CONTRAST.name, CONTRAST_LIGHT.name})
"""The themes whose text has a contrast of 7 and more, and in which the cursor is seen."""

NOT_OFFERED = ("ansi-dark", "ansi-light")
"""Textual's themes that use the terminal's own colours, whose contrast is unknown."""

FIGURE_ON_DARK = {
    "figure-floor": "#3a6c89",
    "figure-mat": "#449285",
    "figure-rug": "#24382f",
    "figure-mat-shade": "#42806f",
    "figure-rug-shade": "#182620",
    "figure-prop": "#786a5d",
    "figure-soft": "#968db9",
    "figure-load": "#b1b2a0",
    "figure-line": "#14191f",
    "figure-far-cloth": "#2562ee",
    "figure-far-top": "#af9aa8",
    "figure-far-skin": "#a87d62",
    "figure-far-shoe": "#64676c",
    "figure-cloth-shade": "#5566b4",
    "figure-top-shade": "#d0c0df",
    "figure-skin-shade": "#d1987f",
    "figure-shoe-shade": "#c2dec2",
    "figure-cloth": "#4d8bfa",
    "figure-top": "#eee6f6",
    "figure-skin": "#f1bb8e",
    "figure-hair": "#9c5336",
    "figure-shoe": "#ecfaec",
    "figure-accent": "#ff7b4c",
    "figure-strain": "#cc0cb6",
}
"""The colours of the figure on a dark background, by theme variable.

Any two are told apart without one kind of cones too, see `tests/unit/figure/test_colours.py`.
"""

FIGURE_ON_LIGHT = {
    "figure-floor": "#8d9080",
    "figure-mat": "#43754f",
    "figure-rug": "#c2cfc5",
    "figure-mat-shade": "#476150",
    "figure-rug-shade": "#a5b8ab",
    "figure-prop": "#707671",
    "figure-soft": "#8484ba",
    "figure-load": "#d5770b",
    "figure-line": "#fafaf7",
    "figure-far-cloth": "#588afa",
    "figure-far-top": "#88788f",
    "figure-far-skin": "#b1855b",
    "figure-far-shoe": "#675f6d",
    "figure-cloth-shade": "#265497",
    "figure-top-shade": "#444f71",
    "figure-skin-shade": "#845934",
    "figure-shoe-shade": "#23292f",
    "figure-cloth": "#3068c8",
    "figure-top": "#5b628e",
    "figure-skin": "#b65a15",
    "figure-hair": "#492c1e",
    "figure-shoe": "#3a424b",
    "figure-accent": "#a62702",
    "figure-strain": "#610b6f",
}
"""The colours of the figure on a light background, by theme variable."""

FIGURE_OF_16_ON_DARK = {
    "figure-floor": 3,
    "figure-mat": 13,
    "figure-rug": 8,
    "figure-mat-shade": 13,
    "figure-rug-shade": 8,
    "figure-prop": 7,
    "figure-soft": 13,
    "figure-load": 9,
    "figure-far-cloth": 3,
    "figure-far-top": 5,
    "figure-far-skin": 9,
    "figure-far-shoe": 5,
    "figure-cloth-shade": 5,
    "figure-top-shade": 7,
    "figure-skin-shade": 11,
    "figure-shoe-shade": 7,
    "figure-cloth": 5,
    "figure-top": 7,
    "figure-skin": 11,
    "figure-hair": 3,
    "figure-shoe": 7,
    "figure-accent": 9,
    "figure-strain": 13,
}
"""The same where there are sixteen colours, by their numbers.

The body and what it holds or sits on have a contrast of 3 with the page in every palette. So few
of the sixteen do that materials which touch are told apart by hue as well. Of two in one cell one
is the background, which only the first eight can be everywhere.
"""

FIGURE_OF_16_ON_LIGHT = {
    "figure-floor": 12,
    "figure-mat": 10,
    "figure-rug": 12,
    "figure-mat-shade": 10,
    "figure-rug-shade": 12,
    "figure-prop": 8,
    "figure-soft": 2,
    "figure-load": 0,
    "figure-far-cloth": 8,
    "figure-far-top": 0,
    "figure-far-skin": 8,
    "figure-far-shoe": 0,
    "figure-cloth-shade": 0,
    "figure-top-shade": 4,
    "figure-skin-shade": 1,
    "figure-shoe-shade": 4,
    "figure-cloth": 0,
    "figure-top": 4,
    "figure-skin": 1,
    "figure-hair": 8,
    "figure-shoe": 4,
    "figure-accent": 2,
    "figure-strain": 13,
}
"""The same on a light background."""

LEVEL_COLOURS = {
    "emergency": "error",
    "urgent": "warning",
    "doctor": "accent",
    "self_care": "success",
}
"""The theme variable of each level, by the level's value."""


NEUTRAL = "$foreground 80%"
"""The text style while no level can be named."""


def level_style(level: str) -> str:
    """Return the text style of a level, readable on the background of either theme."""
    return f"${LEVEL_COLOURS[level]}" if level in LEVEL_COLOURS else ""
