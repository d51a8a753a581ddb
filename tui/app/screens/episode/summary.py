"""The summary for a doctor: to read, to copy, to save."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.field import Field
from tui.app.widgets.page_scroll import PageScroll
from tui.guide.episode.summary import summary

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


class SummaryScreen(GuideScreen[None]):
    """Shows the summary."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("copy", "copy", "Copy"),
        bind("summary.save", "save", "Save to a file"),
        bind("summary.markdown", "markdown", "Markdown or plain"),
        bind("close", "dismiss", "Close"),
    ]

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._markdown = False
        self._page = Static()

    def compose(self) -> ComposeResult:
        """Lay out the scrolling page."""
        with PageScroll():
            yield self._page
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the summary."""
        self._page.update(Content(self.text))

    @property
    def text(self) -> str:
        """The summary as it is copied and saved."""
        index, record = self._state.index, self._state.record
        words = index.content.episode
        zone = self._state.environment.zone
        return summary(index, record.everything(), words, record.now, zone, self._markdown)

    def action_copy(self) -> None:
        """Copy the summary, if the terminal permits."""
        self.app.copy_to_clipboard(self.text)
        self.app.notify("Copied, if your terminal allows it.")

    def action_markdown(self) -> None:
        """Toggle between Markdown and plain text."""
        self._markdown = not self._markdown
        self._page.update(Content(self.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer saving only where files may be written."""
        return self._state.environment.writes if action == "save" else True

    def action_turn(self, by: int) -> None:
        """Do nothing: the summary is not a tab."""

    @work
    async def action_save(self) -> None:
        """Save the summary to a file named by the reader."""
        from tui.app.screens.confirm import ConfirmDialog

        name = await self.app.push_screen_wait(AskFile(".md" if self._markdown else ".txt"))
        if not name:
            self.app.notify("Nothing was saved.")
            return
        try:
            path = Path(name).expanduser()
            if path.is_dir():
                raise IsADirectoryError(None, "that is a folder")
            if path.exists() and not await self.app.push_screen_wait(
                ConfirmDialog(
                    "There is a file of that name. Replace it?", yes="Replace", no="Keep it"
                )
            ):
                return
            _write(path, self.text)
        except (OSError, ValueError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "not a name for a file"
            self.app.notify(f"Not saved: {reason}.", severity="warning", markup=False)
        else:
            self.app.notify(f"Saved as {path}.", markup=False)


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        if sys.platform != "win32":
            os.fchmod(file.fileno(), 0o600)
        file.write(text)


class AskFile(ModalScreen[str], GuideScreen[str]):
    """A dialog for a file name; empty for none."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "dismiss('')", "Close")]

    DEFAULT_CSS = """
    AskFile {
        align: center middle;
        & > Input, & > Input:focus {
            width: 64;
            max-width: 95%;
            border: round $primary;
            padding: 0 1;
            background: $background;
        }
    }
    """

    def __init__(self, ending: str) -> None:
        super().__init__()
        self._ending = ending

    def compose(self) -> ComposeResult:
        """Lay out the input."""
        field = Field(value=f"~/notes{self._ending}", max_length=400, select_on_focus=False)
        field.border_title = "Save as"
        field.border_subtitle = self.frame_hint("{field.submit} saves · {close} closes")
        yield field

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Close with the name."""
        event.stop()
        self.dismiss(event.value.strip())
