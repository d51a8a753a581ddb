"""What a terminal can show follows from its environment, here and over SSH alike."""

from __future__ import annotations

import pytest

from tui.app.environment import Terminal, depth_of, has_links, has_mouse
from tui.app.terminal.colors.color_depth import Depth
from tui.serve.client import Client

TRUE = {"COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "screen", "STY": "1.pts-0.host", **TRUE}, "256"),
        ({"TERM": "screen-256color", "STY": "1.pts-0.host", **TRUE}, "256"),
        ({"TERM": "screen.xterm-256color", "STY": "1.pts-0.host", **TRUE}, "256"),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host", **TRUE}, "256"),
        ({"TERM": "tmux-256color", "STY": "1.x", "TMUX": "/tmp/x,1,0", **TRUE}, "256"),
        ({"TERM": "screen-256color", **TRUE}, "256"),
        ({"TERM": "screen-256color", "TMUX": "/tmp/x,1,0", **TRUE}, "truecolor"),
        ({"TERM": "screen", "TMUX": "/tmp/x,1,0"}, "256"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", **TRUE}, "truecolor"),
        ({"TERM": "screen.linux", "STY": "1.tty1.host"}, "16"),
        ({"TERM": "screen.vt220", "STY": "1.x", **TRUE}, "none"),
        ({"TERM": "vt100", **TRUE}, "none"),
        ({"TERM": "vt220-w", **TRUE}, "none"),
        ({"TERM": "xterm-mono", **TRUE}, "none"),
        ({"TERM": "linux", **TRUE}, "16"),
        ({"TERM": "linux-16color"}, "16"),
        ({"TERM": "eterm-color", **TRUE}, "16"),
        ({"TERM": "ansi", **TRUE}, "16"),
        ({"TERM": "cons25", **TRUE}, "16"),
        ({"TERM": "ansi-m", **TRUE}, "none"),
        ({"TERM": "xterm-88color", **TRUE}, "16"),
        ({"TERM": "xterm-16color"}, "16"),
        ({"TERM": "xterm", "NO_COLOR": "1", **TRUE}, "none"),
        ({"TERM": "xterm", **TRUE}, "truecolor"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "xterm-kitty"}, "truecolor"),
    ],
)
def test_the_depth_is_what_is_drawn_in_the_end(environ: dict[str, str], depth: Depth) -> None:
    assert depth_of(environ) == depth
    sent = {name: value for name, value in environ.items() if name not in ("TERM", "STY", "TMUX")}
    if "STY" not in environ and "TMUX" not in environ:
        assert Client(environ["TERM"], environ=sent).depth == depth


@pytest.mark.parametrize(
    ("term", "links"),
    [
        ("xterm", True),
        ("xterm-256color", True),
        ("tmux-256color", True),
        ("screen-256color", True),
        ("linux", False),
        ("screen.linux", False),
        ("vt100", False),
        ("vt220-8bit", False),
        ("xterm-mono", False),
        ("", False),
    ],
)
def test_links_go_to_terminals_that_do_not_print_them(term: str, links: bool) -> None:
    assert has_links({"TERM": term}) is links
    assert Terminal.of({"TERM": term}, "utf-8").links is links
    assert Client(term).terminal.links is links


@pytest.mark.parametrize(
    ("environ", "mouse"),
    [
        ({"TERM": "screen", "STY": "1.pts-0.host"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, False),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/x,1,0"}, True),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"}, True),
        ({"TERM": "xterm-256color"}, True),
    ],
)
def test_the_mouse_is_asked_for_where_it_keeps_no_key_back(
    environ: dict[str, str], mouse: bool
) -> None:
    assert has_mouse(environ) is mouse
    if "STY" not in environ and "TMUX" not in environ:
        assert Client(environ["TERM"]).terminal.mouse is mouse
