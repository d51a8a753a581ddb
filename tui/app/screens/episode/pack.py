"""The pack timer: the dialogs to prepare a pack and to watch it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tui.app.drawing.bar import bar
from tui.app.drawing.block_style import page_visual
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog, DialogButton, R
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.widgets.page_scroll import MoreScroll
from tui.app.widgets.page_text import PageText
from tui.guide import blocks
from tui.guide.blocks import Block, Kind, Page
from tui.guide.content.episode_model import fill_in
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.packing import MINUTE, PackStage, moment, prepared
from tui.guide.episode.records import PackId, Timer
from tui.guide.episode.times import rest_words, soon_words
from tui.guide.routine.cue_text import clock_words

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


_NARROW = 76
"""Columns of the terminal below which not all words about the keys fit."""

FORWARDED = tuple(
    bind(name, f"scroll_text('{action}')")
    for name, action in (
        *(("up", "scroll_up"), ("down", "scroll_down"), ("page.up", "page_up")),
        *(("page.down", "page_down"), ("half.up", "scroll_half(-1)")),
        *(("half.down", "scroll_half(1)"), ("top", "scroll_home"), ("bottom", "scroll_end")),
    )
)
"""The keys that scroll the text while a button has the focus."""


class PackFrame(Dialog[R]):
    """A dialog with a fixed head and a scrolling body."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [*FORWARDED]

    DEFAULT_CSS = """
    PackFrame {
        & VerticalScroll {
            height: auto;
            scrollbar-size-vertical: 1;
            padding-right: 1;
        }
        & > Vertical > Static {
            margin-bottom: 1;
        }
        & Horizontal {
            margin-top: 1;
        }
        &.-low > Vertical > Static, &.-low Horizontal {
            margin: 0;
        }
    }
    """

    most_rows = 16

    async def action_scroll_text(self, action: str) -> None:
        """Scroll the text between head and buttons."""
        await self.query_one(MoreScroll).run_action(action)


class PackScreen(PackFrame[Timer | None]):
    """A dialog for the pack, its minutes and its towel. Closes with the timer, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pack.other", "take_other", "Other pack"),
        bind("pack.shorter", "lengthen(-1)", "Shorter"),
        bind("pack.longer", "lengthen(1)", "Longer"),
        bind("pack.towel", "towel", "In a towel"),
        bind("close", "dismiss", "Close"),
        bind("timer", "dismiss"),
    ]

    @on(events.Resize)
    def fit_keys(self) -> None:
        """Show the keys in as many words as there is room for."""
        self._show()

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._packs = state.index.packs
        self._words = state.index.content.timer
        self._timer = self._prepared(state.record.phase)
        self._wrapped = False
        self._head = Static()
        self._text = PageText()
        self._start = DialogButton("Start", id="start", compact=True, disabled=True)

    def compose(self) -> ComposeResult:
        """Lay out the choice, the warnings and the start button."""
        with Vertical() as frame:
            frame.border_title = "Pack timer"
            yield self._head
            with MoreScroll():
                yield self._text
            with Horizontal():
                yield DialogButton("Yes, it is", id="towel", compact=True)
                yield self._start

    def on_mount(self) -> None:
        """Focus the towel first."""
        self._show()
        self.query_one("#towel").focus()

    def _show(self) -> None:
        pack = self._packs[self._timer.pack]
        minutes = self._timer.minutes
        lines = [
            Content.assemble(
                (f"{pack.title} · {minutes} min", "bold $primary"),
                (f"   {pack.minutes.least} to {pack.minutes.most}", "$foreground 70%"),
            )
        ]
        if self._resting:
            lines.append(Content.styled(self._resting, "$warning"))
        box, style = ("[x]", "bold $success") if self._wrapped else ("[ ]", "bold")
        lines.append(Content.assemble((f"{box} ", style), (self._words.towel, "bold")))
        self._head.update(Content("\n").join(lines))
        self._text.update(page_visual(self._page(pack)))
        self._start.disabled = not self._wrapped
        other = f"{{pack.other}} {self._other}"
        keys = "{pack.shorter} {pack.longer} minutes · {pack.towel} ticks · {close} closes"
        if self.app.size.width < _NARROW:
            keys = keys.replace("minutes", "min").removesuffix(" closes")
        self.query_one(Vertical).border_subtitle = self.frame_hint(f"{other} · {keys}")
        self.query_one(MoreScroll).say_more()

    def _prepared(self, name: str) -> Timer:
        """Return the timer of a pack, with the minutes that its reader has set."""
        return prepared(self._packs[name], self._state.environment.pack_minutes.get(name))

    @property
    def _resting(self) -> str:
        """The reason to wait before another pack; empty if there is none."""
        diary, now = self._state.triage_state.diary, self._state.record.now
        pack_now = moment(self._packs[self._timer.pack], None, diary.packs, now)
        return rest_words(self._words, pack_now, now, self._state.environment.zone)

    def _page(self, pack: Pack) -> Page:
        page: Page = []
        if self._timer.pack == "warm":
            page.append(Block(Kind.TEXT, self._words.layers))
        if self._timer.minutes > pack.minutes.usual:
            page.append(Block(Kind.TEXT, self._words.long))
        page += blocks.headed("What not to do", Kind.NEVER, pack.never)
        return page + blocks.headed("Ask first if", Kind.ASK, pack.ask)

    @property
    def _other(self) -> PackId:
        return "warm" if self._timer.pack == "cold" else "cold"

    def action_take_other(self) -> None:
        """Choose the other pack; its towel has to be confirmed again."""
        self._timer = self._prepared(self._other)
        self._wrapped = False
        self._show()

    def action_lengthen(self, by: int) -> None:
        """Change the minutes by `by`."""
        pack = self._packs[self._timer.pack]
        self._timer = prepared(pack, self._timer.minutes + by)
        self._show()

    @on(Button.Pressed, "#towel")
    def action_towel(self) -> None:
        """Toggle whether the pack is in a towel."""
        self._wrapped = not self._wrapped
        self._show()
        if self._wrapped:
            self._start.focus()

    @on(Button.Pressed, "#start")
    def start(self) -> None:
        """Close with the timer."""
        self.dismiss(self._timer)


class PackOnScreen(PackFrame[bool]):
    """The running pack. Closes with True to take it off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pack.shorter", "lengthen(-1)", "Shorter"),
        bind("pack.longer", "lengthen(1)", "Longer"),
        bind("close", "dismiss(False)", "Close"),
        bind("timer", "dismiss(False)"),
    ]

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.timer
        self._head = Static()
        self._text = PageText()
        self._over = False

    def compose(self) -> ComposeResult:
        """Lay out the time left, the reasons to stop at once, and the buttons."""
        with Vertical() as frame:
            frame.border_title = "Pack timer"
            frame.border_subtitle = self.frame_hint(
                "{pack.shorter} {pack.longer} minutes · {close} closes, the time goes on"
            )
            yield self._head
            with MoreScroll():
                yield self._text
            with Horizontal():
                yield DialogButton("Close", id="close", compact=True)
                yield DialogButton("It is off", id="off", compact=True)

    def on_mount(self) -> None:
        """Show the pack, and update it as time passes."""
        timer = self._state.triage_state.diary.timer
        if timer:
            pack = self._state.record.pack(timer)
            page = [Block(Kind.TEXT, self._words.awake)]
            page += blocks.headed(self._words.stop, Kind.NEVER, pack.stop_if)
            self._text.update(page_visual(page))
        self.set_interval(1.0, self.advance)
        self.query_one("#close").focus()
        self.advance()

    def advance(self) -> None:
        """Update the time left."""
        timer, now = self._state.triage_state.diary.timer, self._state.environment.now()
        if timer is None or timer.started is None:
            self.dismiss(False)
            return
        pack = self._state.record.pack(timer)
        pack_now = moment(pack, timer, (), now)
        over = pack_now.stage is PackStage.OVER
        words = self._words.on
        if over and pack_now.until is not None:
            late = now - pack_now.until > MINUTE
            when = soon_words(pack_now.until, now, self._state.environment.zone)
            words = fill_in(self._words.missed, when=when) if late else self._words.off
        elif pack_now.looking:
            words = self._words.look
        left = "0:00" if over else clock_words(pack_now.left)
        if over and not self._over:
            self._over = True
            self.query_one("#off").focus()
        head = Content.assemble(
            (f"{pack.title} · {timer.minutes} min\n", "bold $primary"),
            bar(pack_now.share, 40),
            (f"  {left}\n\n", "bold"),
            (words, "bold"),
        )
        if head != self._head.content:
            self._head.update(head)

    def action_lengthen(self, by: int) -> None:
        """Change the minutes by `by`."""
        self._state.record.lengthen(by)
        self.advance()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close, or take the pack off."""
        event.stop()
        self.dismiss(event.button.id == "off")
