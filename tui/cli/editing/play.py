"""The command that plays a motion on the whole screen for whoever edits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.full_screen import find_screen
from tui.cli.options import fail, glyphs_of, known_id

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments


def play_pose(arguments: Arguments) -> int:
    """Play the motion of an exercise until its editor leaves; return the exit status."""
    # A setting, which is for the guide, forbids nothing.
    pictures = arguments.pictures not in (None, "off", arguments.settings.get("pictures"))
    if arguments.svg or arguments.animate or arguments.at is not None or pictures:
        fail("--play and --watch are for the terminal: leave --svg and --pictures out")
    screen = find_screen(arguments)
    if screen is None or screen.remote:
        fail("--play needs a terminal of this machine that can draw, and no --plain")
    name = _known_motion(arguments)
    from tui.app.input.driver_choice import terminal_driver
    from tui.app.motion_editor.motion_app import MotionApp
    from tui.app.run_local import run_app
    from tui.app.run_watched import watched_files
    from tui.cli.arguments import own_theme

    app = MotionApp(
        watched_files(arguments.content),
        name,
        glyphs=glyphs_of(arguments),
        still=arguments.still,
        watches=arguments.watch,
        theme=own_theme(arguments),
        driver_class=screen.driver or terminal_driver(),
    )
    return run_app(app, mouse=False, debug=arguments.debug)


def _known_motion(arguments: Arguments) -> str:
    """Return the id that was typed, if the content has it; exit with the nearest if not.

    A file with faults opens all the same, with what is wrong with it.
    """
    from tui.guide.content.faults import ContentError
    from tui.guide.load import load

    name: str = arguments.motion
    try:
        content = load(*arguments.content)
    except ContentError:
        return name
    known = [*(one.id for one in content.exercises), *(one.id for one in content.motions)]
    return known_id(name, dict.fromkeys(known), "exercise or motion")
