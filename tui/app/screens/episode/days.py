"""The days of a spasm: its state, its chart, and every entry of the pain log."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.input.bindings import bind
from tui.app.messages import OpenPack, OpenSummary
from tui.app.screens.episode import day_content
from tui.app.screens.episode.onset import OnsetScreen
from tui.app.screens.episode.pain import PainScreen
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.option_list import GuideOptionList
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.page_text import PageText
from tui.guide.desk.records import DeskDays
from tui.guide.episode.pain_chart import PainCourse
from tui.guide.episode.progress import with_switch_moved
from tui.guide.episode.records import EpisodeRecord, Pain, Response

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_LISTED = 100
"""The number of latest entries listed; the chart shows all."""


class DaysScreen(GuideScreen[None]):
    """Shows the diary and edits it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pain", "log", "Log pain"),
        bind("timer", "pack", "Pack"),
        bind("days.begin", "onset", "Began"),
        bind("days.earlier", "switch(-1)", "Switch"),
        bind("days.later", "switch(1)", "Switch"),
        bind("days.over", "end", "Over"),
        bind("days.summary", "summary", "For the doctor"),
        bind("choose", "edit", "Edit"),
        bind("days.now", "correct", "Set to now"),
        bind("days.delete", "delete", "Delete"),
        bind("days.undo", "undo", "Undo"),
        bind("close", "dismiss", "Close"),
        bind("days", "dismiss"),
    ]

    DEFAULT_CSS = """
    DaysScreen {
        & > #days-title {
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
        }
        & > Container {
            layout: horizontal;
            height: 1fr;
        }
        & #state {
            width: 2fr;
            max-width: 48;
            height: 1fr;
        }
        & Vertical {
            width: 3fr;
            height: 1fr;
            padding: 0 1;
        }
        & #chart {
            height: 1fr;
            min-height: 7;
            max-height: 14;
        }
        & GuideOptionList {
            height: 1fr;
            margin-top: 1;
        }
        &.-empty #chart {
            max-height: 100%;
        }
        &.-narrow > Container {
            layout: vertical;
        }
        &.-narrow #state {
            width: 100%;
            max-width: 100%;
        }
        &.-narrow Vertical {
            width: 100%;
            height: 2fr;
        }
        &.-narrow #chart {
            min-height: 6;
        }
        &.-narrow GuideOptionList {
            height: 4;
            margin-top: 0;
        }
    }
    """

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._record = state.record
        self._course = PainCourse()
        self._dropped: list[EpisodeRecord] = []
        self._entries: list[EpisodeRecord] = []
        self._banner = Banner(state.triage)
        self._overview = PageText()
        self._chart = Static(id="chart")
        self._list = GuideOptionList()

    def compose(self) -> ComposeResult:
        """Lay out the state at the left, the chart and the entries at the right."""
        yield self._banner
        yield Static(Content.styled("Your days", "bold"), id="days-title")
        with Container():
            with PageScroll(id="state"):
                yield self._overview
            with Vertical():
                yield self._chart
                yield self._list
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the diary again, as another guide may have added to it."""
        self._record.look_again()
        self._banner.follow(self._state)
        self._state.watch(self, lambda *_: self._follow())
        self._follow()
        self.set_focus(self._list)

    def on_resize(self, event: events.Resize) -> None:
        """Redraw the chart at the new size."""
        self.call_after_refresh(self._draw)

    def _follow(self) -> None:
        """Show the present diary."""
        environment = self._state.environment
        index, desk = self._state.index, self._state.store.value(DeskDays)
        overview = day_content.state(index, self._record, environment, desk, self.key)
        self._overview.update(overview)
        self._course = day_content.days_of(self._record, environment)
        now = self._record.now
        ahead, diary = self._record.ahead, self._record.diary
        logged: list[Pain | Response] = [*diary.pains, *diary.responses]
        entries = sorted(logged, key=lambda entry: entry.at)[: -_LISTED - 1 : -1]
        rows = [day_content.ahead_row(index, entry, now, environment) for entry in ahead]
        rows += [day_content.entry_row(entry, environment) for entry in entries]
        self._entries = [*ahead, *entries]
        before = self._list.highlighted
        self._list.set_options(map(Option, rows))
        if self._entries:
            self._list.highlighted = min(before or 0, len(self._entries) - 1)
        # With nothing to list and nothing to draw the chart shows where it will be.
        self._list.display = bool(self._entries)
        self.set_class(not self._entries, "-empty")
        self.call_after_refresh(self._draw)
        self.refresh_bindings()

    def _draw(self) -> None:
        width, height = self._chart.content_size
        if width and height:
            plain = self._state.environment.glyphs == "ascii"
            key = self.key("pain")
            self._chart.update(day_content.chart(self._course, width, height, key, plain=plain))

    @property
    def _current(self) -> EpisodeRecord | None:
        place = self._list.highlighted
        return self._entries[place] if place is not None and place < len(self._entries) else None

    @property
    def _is_ahead(self) -> bool:
        """Whether the highlighted entry is dated in the future."""
        return self._current in self._record.ahead

    @on(OptionList.OptionHighlighted)
    def offer_keys(self) -> None:
        """Refresh the keys offered for the highlighted entry."""
        self.refresh_bindings()

    # The pain log

    def action_log(self) -> None:
        """Open the pain dialog."""
        self.app.push_screen(PainScreen(self._state))

    @on(OptionList.OptionSelected)
    def edit(self, event: OptionList.OptionSelected) -> None:
        """Edit the chosen entry."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the highlighted pain entry."""
        entry = self._current
        if isinstance(entry, Pain):
            self.app.push_screen(PainScreen(self._state, entry))

    def action_correct(self) -> None:
        """Set the time of an entry dated in the future to now."""
        if (entry := self._current) and self._is_ahead:
            self._record.correct(entry)

    def action_delete(self) -> None:
        """Delete an entry; it can be restored."""
        if entry := self._current:
            remove = self._record.remove if self._is_ahead else self._record.drop
            if dropped := remove(entry):
                self._dropped.append(dropped)
                self.refresh_bindings()
            else:
                self.app.notify("Another window had deleted or changed this already.")

    def action_undo(self) -> None:
        """Restore the entry deleted last."""
        if not self._dropped:
            return
        if not self._record.bring_back(self._dropped.pop()):
            self.app.notify("Another window has brought this back. It stays as it is there.")
        self.refresh_bindings()

    # The spasm

    def action_pack(self) -> None:
        """Open the pack timer."""
        self.post_message(OpenPack())

    @work
    async def action_onset(self) -> None:
        """Ask when the spasm began, and store the answer."""
        at = await self.app.push_screen_wait(OnsetScreen(self._state))
        if at is not None:
            self._record.begin(at)

    def action_switch(self, by: int) -> None:
        """Move the change from cold to warmth by `by` steps."""
        if episode := self._record.diary.current:
            limits = self._state.index.content.onset.switch
            self._record.change(with_switch_moved(episode, by, limits))

    @work
    async def action_end(self) -> None:
        """Ask whether the spasm has passed."""
        from tui.app.screens.confirm import ConfirmDialog

        words = self._state.index.content.episode
        if await self.app.push_screen_wait(
            ConfirmDialog(words.over, yes="Yes, it has passed", no="Not yet")
        ):
            self._record.end()
            note = words.over_kept if self._record.saves else None
            self.app.notify(" ".join(filter(None, (words.over_yes, note))))

    def action_summary(self) -> None:
        """Open the summary for the doctor."""
        self.post_message(OpenSummary())

    def action_turn(self, by: int) -> None:
        """Do nothing: the days are not a tab."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that apply now."""
        if not self.is_mounted:
            return True
        if action == "edit":
            return isinstance(self._current, Pain)
        if action == "correct":
            return self._is_ahead
        if action == "delete":
            return bool(self._entries)
        if action == "undo":
            return bool(self._dropped)
        triage_state = self._state.triage_state
        if action == "end":
            # Ending a spasm must not clear a sign that needs help today.
            return triage_state.diary.current is not None and not triage_state.needs_help_today
        if action == "switch":
            return triage_state.diary.current is not None
        return True
