"""A plan for one person: the dose of each exercise, and the code that plays it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.option_list import GuideOptionList, heading
from tui.guide.plan.code import PlanTooLong, encode
from tui.guide.plan.draft import PlanDraft, PlanRow
from tui.guide.plan.sheet import PlanSheet

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_PLAY = "play"
"""The option id of the line that plays the plan."""


class PlanScreen(GuideScreen[bool]):
    """Lists what can be set of a plan. Closes with whether to play it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("right", "change(1)"),
        bind("left", "change(-1)"),
        bind("tick", "change(1)", "Change"),
        bind("copy", "copy", "Copy the code"),
        bind("summary.save", "save", "Save the sheet"),
        bind("close", "dismiss(False)", "Close"),
    ]

    DEFAULT_CSS = """
    PlanScreen {
        & > #plan-title {
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
        }
        & > GuideOptionList {
            height: 1fr;
            max-width: 84;
        }
        & > #plan-outcome {
            height: auto;
            min-height: 1;
            max-height: 3;
            padding: 0 1;
            color: $primary;
        }
    }
    """

    def __init__(self, state: GuideState, draft: PlanDraft) -> None:
        super().__init__()
        self._state = state
        self.draft = draft
        self._banner = Banner(state.triage)
        self._title = Static(id="plan-title")
        self._list = GuideOptionList()
        self._outcome = Static(id="plan-outcome")

    def compose(self) -> ComposeResult:
        """Lay out the list below the code."""
        yield self._banner
        yield self._title
        yield self._list
        yield self._outcome
        yield KeyLine()

    def on_mount(self) -> None:
        """List the exercises with their usual doses."""
        self._banner.follow(self._state)
        titles = {one.id: one.title for one in self.draft.exercises}
        options: list[Option] = []
        group = ""
        for row in self.draft.rows():
            if (title := titles.get(row.exercise, "The whole plan")) != group:
                group = title
                options.append(heading(group, first=not options))
            options.append(Option(_row(row), id=_id(row)))
        play = Row(Content.styled("Play it now", "bold"), gap=1)
        self._list.set_options([*options, Option(play, id=_PLAY)])
        self._list.highlighted = 1
        self._follow()
        self.set_focus(self._list)

    @property
    def code(self) -> str:
        """The code of the plan as it stands; empty if none has room for it."""
        try:
            return encode(self._state.index, self.draft.plan)
        except PlanTooLong:
            return ""

    def _follow(self) -> None:
        """Show the code, or why there is none."""
        code, told = self.code, "← → change a value."
        if not code:
            try:
                encode(self._state.index, self.draft.plan)
            except PlanTooLong as error:
                told = f"{str(error)[0].upper()}{str(error)[1:]}."
        aside = Content.styled(code or "no code", "bold $primary" if code else "$warning")
        self._title.update(Row(Content.styled("A plan", "bold"), aside=aside))
        self._outcome.update(Content(told))

    def action_change(self, by: int) -> None:
        """Change the highlighted value by one step."""
        option = self._list.highlighted_option
        exercise, slash, name = (option.id or "" if option else "").partition("/")
        if not slash:
            return
        self.draft = self.draft.changed(exercise, name, by)
        for row in self.draft.rows():
            if row.exercise == exercise:
                self._list.replace_option_prompt(_id(row), _row(row))
        self._follow()

    def action_turn(self, by: int) -> None:
        """Change the highlighted value, where an arrow key turns the tabs elsewhere."""
        self.action_change(by)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Change the chosen value, or play the plan."""
        event.stop()
        if event.option_id == _PLAY:
            self.dismiss(True)
        else:
            self.action_change(1)

    def action_copy(self) -> None:
        """Copy the code, if the terminal permits."""
        if self.code:
            self.app.copy_to_clipboard(self.code)
            self.app.notify("Copied, if your terminal allows it.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer saving only where files may be written."""
        environment = self._state.environment
        return bool(environment.writes and environment.sheet_file) if action == "save" else True

    @work
    async def action_save(self) -> None:
        """Save the sheet to a file that the reader names; its ending says in which form."""
        from tui.app.screens.episode.summary import AskFile

        write = self._state.environment.sheet_file
        if write is None or not self.code:
            return
        name = await self.app.push_screen_wait(AskFile(".html"))
        if not name:
            self.app.notify("Nothing was saved.")
            return
        sheet = PlanSheet.of(self._state.index, self.draft.plan, self.draft.words)
        path = Path(name).expanduser()
        why = write(path, sheet, self._state.triage_state.region)
        if why:
            self.app.notify(f"Not saved: {why}.", severity="warning", markup=False)
        else:
            self.app.notify(f"Saved as {path}.", markup=False)


def _id(row: PlanRow) -> str:
    return f"{row.exercise}/{row.name}"


def _row(row: PlanRow) -> Row:
    return Row(Content(row.title), aside=Content.styled(row.value, "bold"))
