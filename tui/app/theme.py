"""The colours of the guide. No other file names a colour by its numbers."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="backspasm-dark",
    primary="#7fb4d6",
    secondary="#4d7ea0",
    accent="#c9a0dc",
    warning="#e8b15a",
    error="#f38781",
    success="#7fc48f",
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
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#26323d",
        "block-cursor-blurred-foreground": "#e6e9ec",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#1f2730",
        "border-blurred": "#56697b",
        "border": "#7fb4d6",
        "scrollbar": "#56697b",
        "scrollbar-background": "#14191f",
        "scrollbar-corner-color": "#14191f",
    },
)

LIGHT = Theme(
    name="backspasm-light",
    primary="#1d5f8a",
    secondary="#3d7fa8",
    accent="#7a3f96",
    warning="#8a5200",
    error="#b3261e",
    success="#2a7a43",
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
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e4e8e6",
        "block-cursor-blurred-foreground": "#1c2329",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#eceee9",
        "border-blurred": "#85918b",
        "border": "#1d5f8a",
        "scrollbar": "#85918b",
        "scrollbar-background": "#fafaf7",
        "scrollbar-corner-color": "#fafaf7",
    },
)

NOT_OFFERED = ("ansi-dark", "ansi-light")
"""Textual's themes that use the terminal's own colours, whose contrast is unknown."""

FIGURE_ON_DARK = {
    "figure-floor": "#56697c",
    "figure-mat": "#578577",
    "figure-rug": "#24382f",
    "figure-prop": "#75675a",
    "figure-soft": "#9a8fb8",
    "figure-load": "#b08d57",
    "figure-line": "#14191f",
    "figure-far-cloth": "#4a6898",
    "figure-far-top": "#7f8698",
    "figure-far-skin": "#9a7560",
    "figure-far-shoe": "#6b6f7a",
    "figure-cloth": "#5b86c4",
    "figure-top": "#dfe4ee",
    "figure-skin": "#eab892",
    "figure-hair": "#96543f",
    "figure-shoe": "#f2f2f2",
    "figure-accent": "#ff7a4d",
}
"""The colours of the figure on a dark background, by theme variable."""

FIGURE_ON_LIGHT = {
    "figure-floor": "#849288",
    "figure-mat": "#5a8571",
    "figure-rug": "#d3e2da",
    "figure-prop": "#9a8a78",
    "figure-soft": "#9785c4",
    "figure-load": "#a9854f",
    "figure-line": "#fafaf7",
    "figure-far-cloth": "#6e90c2",
    "figure-far-top": "#868fa3",
    "figure-far-skin": "#bd7f56",
    "figure-far-shoe": "#8a8f9a",
    "figure-cloth": "#2f5f9e",
    "figure-top": "#6f7d94",
    "figure-skin": "#b96c3b",
    "figure-hair": "#4a2d1f",
    "figure-shoe": "#3a414a",
    "figure-accent": "#e0451b",
}
"""The colours of the figure on a light background, by theme variable."""

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
