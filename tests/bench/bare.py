"""The least that a full-screen Textual program is: one line of text, which echoes keys.

What the guide costs is measured against it. It runs as Textual comes, with nothing changed.
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready")

    def on_key(self, event: Key) -> None:
        self.query_one(Static).update(event.key)


if __name__ == "__main__":
    Bare().run()
