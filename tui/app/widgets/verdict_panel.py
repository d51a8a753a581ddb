"""How soon to get help, beside the checklist."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.visual import Visual
from textual.widgets import Static

from tui.app.theme import level_style
from tui.app.widgets.page import page_visual
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import Row, Rows
from tui.guide import pages
from tui.guide.content import Level, Region
from tui.guide.pages import Block, Kind
from tui.guide.region import fill
from tui.guide.triage import Reason, Triage, Verdict


def headline(triage: Triage, level: Level, region: Region | None) -> str:
    """The symbol and the word of a level."""
    words = triage.index.levels[level]
    return f"{words.symbol} {fill(words.word, region)}"


def help_page(triage: Triage, verdict: Verdict) -> list[Block]:
    """What to do at the level of `verdict`, most pressing first."""
    words = triage.index.levels[verdict.level]
    # Where it matters what comes first, the actions are numbered.
    kind = Kind.POINT if verdict.level < Level.URGENT else Kind.STEP
    page = [Block(kind, text, place) for place, text in enumerate(triage.actions(verdict), 1)]
    page += pages.headed("What not to do", Kind.NEVER, words.avoid)
    page += pages.headed(pages.until_words(verdict.level), Kind.POINT, words.until)
    return page


def _reason_rows(triage: Triage, reason: Reason, first: bool) -> Row:
    index = triage.index
    symbol = index.levels[reason.level].symbol
    ticked = "; ".join(index.findings[name].text for name in reason.findings)
    body = Content.assemble((f"{ticked}. ", "bold"), reason.why)
    mark = Content.styled(f"{symbol} ", f"bold {level_style(reason.level.value)}")
    return Row(body, mark, gap=0 if first else 1)


class VerdictPanel(PageScroll):
    """The verdict in full: headline, what to do, why."""

    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))
    reader_region: reactive[Region | None] = reactive(None)

    def __init__(self, triage: Triage, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._triage = triage

    def compose(self) -> ComposeResult:
        """One widget holds it all."""
        yield Static(id="verdict-text")

    def on_mount(self) -> None:
        """Show the verdict there is."""
        self._show()

    def watch_verdict(self, before: Verdict, after: Verdict) -> None:
        """Show the new verdict; from the top when the level changed."""
        self._show()
        if before.level is not after.level:
            self.scroll_home(animate=False)

    def watch_reader_region(self) -> None:
        """Show the numbers of the new region."""
        self._show()

    def _show(self) -> None:
        if self.is_mounted:
            self.query_one("#verdict-text", Static).update(self._visual())

    def _visual(self) -> Visual:
        level = self.verdict.level
        style = f"bold {level_style(level.value)}"
        words = self._triage.index.levels[level]
        rows: list[Visual] = [
            Row(Content.styled(headline(self._triage, level, self.reader_region), style)),
            Row(Content.styled(words.soon, "bold")),
            Row(Content("")),
            page_visual(help_page(self._triage, self.verdict), self.reader_region),
        ]
        if self.verdict.reasons:
            rows.append(Row(Content.styled("Why this level", "bold"), gap=1))
            for place, reason in enumerate(self.verdict.reasons):
                rows.append(_reason_rows(self._triage, reason, first=place == 0))
        else:
            rows += self._good_to_know()
        return Rows(rows)

    def _good_to_know(self) -> list[Visual]:
        """The readings of the doctor tab, while nothing asks for more room."""
        rows: list[Visual] = []
        for item in self._triage.index.sections["doctor"].items:
            title, *page = pages.item_page(self._triage.index, item)
            rows.append(Row(Content.styled(title.text, "bold $primary"), gap=1))
            rows.append(page_visual(page, self.reader_region))
        return rows
