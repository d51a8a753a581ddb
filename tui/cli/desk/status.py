"""The one line on the desk for a status bar. Imports nothing that takes time."""

from __future__ import annotations

import sys
import time

from tui.cli.desk.state_file import folder_of_desk, is_running, read_fields
from tui.guide.desk.names import KIND_WORDS

_STAGES = {"break": "on a break", "away": "away", "paused": "breaks paused"}


def status_line(fields: dict[str, str], now: float) -> str:
    """Return what a desk does, in a few words, from the lines of its state file."""
    stage, what = fields["stage"], KIND_WORDS.get(fields["kind"], "break")
    if stage in _STAGES:
        return _STAGES[stage]
    minutes = -(-int(float(fields["due"]) - now) // 60)
    return f"{what}: now" if stage == "due" or minutes <= 0 else f"{what} in {minutes} min"


def print_status(*, as_json: bool) -> int:
    """Print the line, or the same for programs; return the exit status: 1 where no desk runs."""
    folder = folder_of_desk()
    fields = read_fields(folder) if folder and is_running(folder) else None
    line = status_line(fields, time.time()) if fields else ""
    if as_json:
        sys.stdout.write(_as_json(fields, line) + "\n")
    elif fields:
        sys.stdout.write(line + "\n")
    return 0 if fields else 1


def _as_json(fields: dict[str, str] | None, line: str) -> str:
    # Imported here: the plain line does without.
    import json

    from tui.cli.desk.shared_state import state_of

    told: dict[str, object] = {"running": fields is not None}
    if fields:
        # Waybar reads `text`, `class` and `tooltip`.
        tooltip = f"{line}. {fields['habit']}".removesuffix(". ")
        told |= {"text": line, "class": fields["stage"], "tooltip": tooltip}
        told |= state_of(fields)._asdict()
    return json.dumps(told)
