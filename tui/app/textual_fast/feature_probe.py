"""Detection of the private parts of Textual that the guide uses, by name and signature.

A part that differs from what is expected is not used: the guide then works as Textual does by
itself, slower, with the same screens. `NEEDED` lists what serving requires.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import CodeType, MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

Part: TypeAlias = Literal[
    "painting",
    "changes",
    "styles",
    "options",
    "palette",
    "keyboard",
    "browser",
    "queues",
    "notices",
    "cursor",
    "caches",
    "key cache",
    "served keys",
    "crash text",
    "captured output",
]
"""The features that rely on private parts."""

NEEDED: Final[tuple[Part, ...]] = ("served keys", "crash text", "captured output")
"""The parts that serving requires, used whatever `PLAIN_VARIABLE` says."""

KEPT: Final[tuple[Part, ...]] = (*NEEDED, "keyboard", "browser", "cursor")
"""The parts that guard against hostile input or leaked text, or show the cursor to those who need
it, used wherever they exist."""

PLAIN_VARIABLE: Final = "BACKSPASM_PLAIN_TEXTUAL"
"""The environment variable that switches the private parts off."""

EXPECTED: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        "painting": (
            "textual._compositor:Compositor.update_widgets(self, widgets)",
            "textual.screen:Screen._compositor",
            "textual.screen:Screen._compositor_refresh(self)",
            "textual.screen:Screen._refresh_layout(self, size, scroll)",
            "textual.screen:Screen._dirty_widgets",
            "textual.widget:Widget._layout_required",
            "textual.widget:Widget._scroll_required",
            "textual.widget:Widget._repaint_required",
            "textual.widget:Widget._refresh_styles_required",
            "textual.widget:Widget._repaint_regions",
            "textual.app:App._batch_count",
        ),
        "changes": (
            "textual._compositor:ChopsUpdate.__init__(self, chops, spans, chop_ends)",
            "textual._compositor:LayoutUpdate.__init__(self, strips, region)",
            "textual.app:App._batch_count",
            "textual.app:App._display(self, screen, renderable)",
            "textual.app:App._driver",
            "textual.app:App._closed",
            "textual.app:App._sync_available",
        ),
        "styles": (
            "textual.css.stylesheet:Stylesheet._parse_rules"
            "(self, css, read_from, is_default_rules, tie_breaker, scope)",
        ),
        "options": (
            "textual.widgets:OptionList._update_lines(self)",
            "textual.widgets:OptionList._line_cache",
            "textual.widgets:OptionList._option_render_cache",
            "textual.widgets:OptionList._index_to_line",
            "textual.widgets:OptionList._heights",
        ),
        "palette": (
            "textual.command:CommandPalette._action_command_list(self, action)",
            "textual.command:CommandPalette._watch__list_visible(self)",
            "textual.command:CommandPalette._watch__show_busy(self)",
        ),
        "keyboard": (
            "textual._xterm_parser:XTermParser.__init__(self, debug)",
            "textual._xterm_parser:XTermParser._timeout_time",
            "textual.drivers.linux_driver:LinuxDriver.run_input_thread(self)",
            "textual._xterm_parser:XTermParser.feed(self, data)",
            "textual._xterm_parser:XTermParser.tick(self)",
            "textual.driver:Driver._loop",
            "textual.drivers.linux_driver:LinuxDriver._writer_thread",
            "textual.drivers.linux_driver:LinuxDriver._key_thread",
            "textual.drivers.linux_driver:LinuxDriver._file",
            "textual.drivers.linux_driver:LinuxDriver._enable_mouse_pixels(self)",
        ),
        "browser": (
            "textual.driver:Driver._app",
            "textual.driver:Driver._loop",
            "textual.driver:Driver._size",
            "textual.drivers._byte_stream:ByteStream.feed(self, data)",
            "textual.drivers.web_driver:WebDriver._input_reader",
            "textual.drivers.web_driver:WebDriver._on_meta(self, packet_type, payload)",
            "textual.drivers.web_driver:WebDriver._write",
        ),
        "queues": (
            "textual.app:App._registry",
            "textual.message_pump:MessagePump._pending_message",
        ),
        "notices": ("textual.app:App._driver",),
        "cursor": ("textual.app:App._driver",),
        "caches": ("textual._styles_cache:StylesCache.get_inner_outer.cache_clear",),
        "key cache": ("textual._xterm_parser:XTermParser._parse_extended_key(self, sequence)",),
        "served keys": (
            "textual._xterm_parser:XTermParser.__init__(self, debug)",
            "textual._xterm_parser:XTermParser.feed(self, data)",
            "textual._xterm_parser:XTermParser.tick(self)",
        ),
        "crash text": (
            "textual.app:App._exit",
            "textual.app:App._handle_exception(self, error)",
            "textual.app:App._fatal_error(self)",
            "textual.app:App._print_error_renderables(self)",
            "textual.app:App._exit_renderables",
            "textual.message_pump:MessagePump._close_messages_no_wait(self)",
        ),
        "captured output": (
            "textual.app:App._capture_stdout",
            "textual.app:App._capture_stderr",
        ),
    }
)
"""The names of each part, as ``module:name``: a method with its parameters, or an attribute."""


@cache
def missing(part: Part) -> tuple[str, ...]:
    """Return the names of a part that this version of Textual lacks or has changed."""
    return tuple(name for name in EXPECTED[part] if not _is_there(name))


@lru_cache(maxsize=1)
def is_plain() -> bool:
    """Return whether the environment switches the private parts off."""
    return os.environ.get(PLAIN_VARIABLE, "") not in ("", "0")


def has(part: Part) -> bool:
    """Return whether a part exists and is not switched off."""
    return (part in KEPT or not is_plain()) and not missing(part)


def lacking_for_serving() -> str:
    """Return why this version of Textual cannot serve, in one line; empty if it can."""
    gaps = ((part, name) for part in NEEDED for name in missing(part))
    part, gap = next(gaps, ("", ""))
    if not gap:
        return ""
    textual = _version("textual")
    return f"Textual {textual} cannot be served with: nothing to hold on to for {part} ({gap})"


def report() -> list[str]:
    """Return the lines of a report: versions, which way is used, and what is missing."""
    versions = ", ".join(f"{name} {_version(name.lower())}" for name in ("Textual", "Rich"))
    gaps = [f"missing for {part}: {gap}" for part in get_args(Part) for gap in missing(part)]
    if is_plain():
        return [versions, f"drawn in Textual's own way, as {PLAIN_VARIABLE} asks", *gaps]
    return [
        versions,
        f"drawn in {'the fast way where there is one' if gaps else 'the fast way'}",
        *gaps,
    ]


def _version(package: str) -> str:
    """Return the installed version of a package."""
    # Imported here: it loads 33 modules, for e-mail and archives too.
    from importlib import metadata

    return metadata.version(package)


def _is_there(expected: str) -> bool:
    module, _, path = expected.partition(":")
    path, _, wanted = path.partition("(")
    *outer, last = path.split(".")
    try:
        holder: Any = import_module(module)
        for name in outer:
            holder = getattr(holder, name)
        if not wanted:
            return hasattr(holder, last) or _is_assigned(holder, last)
        return _parameters(getattr(holder, last)) == wanted.rstrip(")").split(", ")
    except (ImportError, AttributeError):
        return False


def _parameters(method: Any) -> list[str]:
    """Return the names of a method's parameters."""
    code: CodeType = getattr(method, "__wrapped__", method).__code__
    return list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def _is_assigned(kind: type, name: str) -> bool:
    """Return whether the constructor of a class assigns an attribute."""
    makers = (getattr(vars(base).get("__init__"), "__code__", None) for base in kind.__mro__)
    return any(name in maker.co_names for maker in makers if isinstance(maker, CodeType))
