"""An app in the guide's themes, whose terminal cursor follows the focus."""

from __future__ import annotations

from textual.geometry import Offset

from tui.app import theme
from tui.app.appearance.first_letter import first_letter
from tui.app.environment import CursorChoice
from tui.app.terminal.colors.color_contrast import HIGH, TEXT
from tui.app.textual_fast.diff_display import DiffDisplayApp, send


class ThemedApp(DiffDisplayApp):
    """Offers the guide's own themes and those of Textual that can be read everywhere.

    The terminal's cursor stands at the focus: screen readers and braille displays read there,
    whether it is seen or not, and magnifiers follow it where it is seen.
    """

    cursor_choice: CursorChoice = "auto"
    """Whether the terminal's cursor is seen."""
    is_cursor_seen = False
    """Whether the terminal was told to show it; drivers begin with hiding it."""

    def offer_themes(self, wanted: str) -> None:
        """Register the themes and choose one by its name; empty for Textual's choice."""
        for own in theme.OWN:
            self.register_theme(own)
        for name in theme.NOT_OFFERED:
            self.unregister_theme(name)
        chosen = self.get_theme(wanted or self.theme)
        self.theme = (
            theme.DARK if chosen is None or chosen.name == "textual-dark" else chosen
        ).name

    def action_toggle_dark(self) -> None:
        """Switch to the next of the guide's own themes; from another, to the other brightness."""
        now, own = self.current_theme, theme.OWN
        # The first of them is dark, the second light.
        self.theme = own[(own.index(now) + 1 if now in own else now.dark) % len(own)].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of the figure for the current theme."""
        return theme.FIGURE_ON_DARK if self.current_theme.dark else theme.FIGURE_ON_LIGHT

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme; where the terminal's cursor is seen, no drawn one."""
        variables = super().get_css_variables()
        if self.shows_cursor:
            # Of two, one in reverse over the other, none could be seen.
            variables |= {
                "input-cursor-background": "transparent",
                "input-cursor-foreground": variables["foreground"],
            }
        return variables

    def text_contrast(self) -> float:
        """Return the contrast that letters need in the theme."""
        return HIGH if self.theme in theme.HIGH_CONTRAST else TEXT

    @property
    def shows_cursor(self) -> bool:
        """Whether the terminal's cursor is to be seen."""
        by_theme = self.cursor_choice == "auto" and self.theme in theme.HIGH_CONTRAST
        return by_theme or self.cursor_choice == "shown"

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands: at the focus, whatever a widget asked for."""
        if not self.is_running or not self.screen_stack:
            return Offset()
        focused = self.screen.focused
        lines: range | None = getattr(focused, "cursor_lines", None)
        place = first_letter(focused, lines) if focused and lines and focused.region else None
        if place is None:
            # Imported here: what the guide opens with is a list that knows its own lines.
            from tui.app.appearance.cursor_place import cursor_place

            place = cursor_place(self.screen)
        return place

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        """Ignore a place that Textual's text fields ask for: it is that of the focus anyway."""

    def post_display_hook(self) -> None:
        """Show or hide the cursor, once there is something to see it on."""
        super().post_display_hook()
        if self.shows_cursor is not self.is_cursor_seen and self.is_running:
            self.is_cursor_seen = self.shows_cursor
            send(self, "\x1b[?25h" if self.is_cursor_seen else "\x1b[?25l", "cursor")
