"""The first line: the guide's name, and the triage level."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.reactive import reactive

from tui.app.drawing.row import Row
from tui.app.environment import Environment
from tui.app.input.bindings import shown_key
from tui.app.theme import NEUTRAL, level_style
from tui.app.triage_state import TriageState
from tui.app.widgets.strip_widget import TextLine
from tui.guide.content.triage_model import Level
from tui.guide.safety import checked_line
from tui.guide.triage import Triage


class TitleBar(TextLine):
    """The name of the guide, replaced by the banner while a level asks for help.

    As both take the same line, nothing moves when a tick changes the level.
    """

    DEFAULT_CSS = """
    TitleBar {
        height: auto;
    }
    """

    triage_state: reactive[TriageState] = reactive(TriageState(), repaint=False)

    def __init__(self, triage: Triage, environment: Environment) -> None:
        super().__init__()
        self._triage = triage
        self._environment = environment

    def on_resize(self) -> None:
        """Show as much as fits."""
        self.watch_triage_state(self.triage_state)

    def watch_triage_state(self, triage_state: TriageState) -> None:
        """Show the level."""
        if triage_state.level is not Level.SELF_CARE:
            # Imported here: most readers need no such help.
            from tui.app.widgets.bars.banner import say_level

            say_level(self, self._triage, triage_state)
            return
        content = self._triage.index.content
        words, safety = self._triage.index.levels[triage_state.level], content.safety
        if triage_state.checked is None:
            key = shown_key(self.app, "tab.doctor")
            status, style = f"{safety.symbol} {safety.not_checked}: press {key}", NEUTRAL
        else:
            status = checked_line(words, triage_state.checked, self._environment.zone)
            style = level_style(triage_state.level.value)
        title = Content.styled(content.guide.title, "bold")
        shown = Row(title, aside=Content.styled(status, style), keep=False)
        room = self.app.size.width - 2
        if shown.get_optimal_width(RulesMap(), room) > room:
            # How it stands comes before the name of the guide, and the time before the words.
            status = status if cell_len(status) <= room else status.partition(" · ")[0]
            shown = Row(Content.styled(status, style))
        self.say(shown)
