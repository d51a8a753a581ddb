"""The one line on the desk for a status bar. Imports nothing that takes time."""

from __future__ import annotations

import json
import sys
import time

from tui.cli.desk.shared_state import SharedState, folder_of_desk, is_running, read_state

_STAGES = {"break": "on a break", "away": "away", "paused": "breaks paused"}


def status_line(state: SharedState, now: float) -> str:
    """Return what a desk does, in a few words."""
    if state.stage in _STAGES:
        return _STAGES[state.stage]
    minutes = -(-int(state.due - now) // 60)
    if state.stage == "due" or minutes <= 0:
        return f"{state.kind} break: now"
    return f"{state.kind} break in {minutes} min"


def print_status(*, as_json: bool) -> int:
    """Print the line, or the same for programs; return the exit status: 1 where no desk runs."""
    folder = folder_of_desk()
    state = read_state(folder) if folder and is_running(folder) else None
    if as_json:
        fields: dict[str, object] = {"running": state is not None}
        if state:
            line = status_line(state, time.time())
            # Waybar reads `text` and `class`.
            fields |= {**state._asdict(), "text": line, "class": state.stage}
        sys.stdout.write(json.dumps(fields) + "\n")
    elif state:
        sys.stdout.write(status_line(state, time.time()) + "\n")
    return 0 if state else 1
