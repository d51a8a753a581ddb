"""The reader's region, the numbers to call there, and the locale's character set.

The generic wording always comes first and a number only with its country's name: the
same digits are an advice line in one country and the emergency number in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tui.guide.content.model import Region

GENERIC = "none"
"""What a reader writes to see the generic wording only."""

_EMERGENCY = "your local emergency number"
_ADVICE = "your doctor or local health advice line"
_LOCALE_VARIABLES = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_MESSAGES", "LANG")

_COERCED = ("LC_CTYPE", "C.UTF-8")
_ASCII_LOCALES = ("C", "POSIX")
"""The locales that have ASCII only; `C.UTF-8` is another one."""

PLACEHOLDERS = frozenset({"number", "emergency", "advice"})
"""The names that `fill` replaces."""


def named(regions: Iterable[Region], wanted: str) -> Region | None:
    """Return the region with the id or territory code `wanted`, whatever its case."""
    folded = wanted.casefold()
    return next(
        (
            region
            for region in regions
            if region.id.casefold() == folded or wanted.upper() in region.territories
        ),
        None,
    )


class UnknownRegion(Exception):
    """A name that no reader can choose.

    Attributes:
        known: The names to choose from.

    """

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(f'unknown region "{wanted}", expected one of {", ".join(known)}')
        self.known = known


def chosen(regions: Sequence[Region], wanted: str) -> Region | None:
    """Return the region that a reader asks for by name; None if they ask for the generic wording.

    Raises:
        UnknownRegion: if there is no such region.

    """
    region = named(regions, wanted)
    if region is None and wanted.casefold() != GENERIC:
        raise UnknownRegion(wanted, [GENERIC, *(known.id for known in regions)])
    return region


def from_locale(regions: Iterable[Region], environ: Mapping[str, str]) -> Region | None:
    """Return the region that the first locale variable with a territory names.

    A telephone or address locale says more about where somebody is than the language of
    their messages, so those are asked first.
    """
    for variable in _LOCALE_VARIABLES:
        bare = environ.get(variable, "").partition(".")[0].partition("@")[0]
        territory = bare.partition("_")[2].upper()
        if territory:
            known = list(regions)
            return next((region for region in known if territory in region.territories), None)
    return None


def locale_of(environ: Mapping[str, str]) -> str:
    """Return the locale that decides on characters; empty where none is named."""
    return environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""


def charset_of(environ: Mapping[str, str]) -> str:
    """Return the character set that a locale names; UTF-8 where it names none.

    C and POSIX are ASCII where somebody names them. Without any locale, as in a container, nearly
    every terminal has UTF-8 all the same; the full-screen guide measures whether it does.
    """
    locale = locale_of(environ)
    if locale in _ASCII_LOCALES:
        return "ascii"
    return _known_charset(locale.partition(".")[2].partition("@")[0])


def has_wide_signs(environ: Mapping[str, str]) -> bool:
    """Return whether terminals of a locale may show signs such as ● and × in two columns.

    Unicode calls these ambiguous: they are as wide as a letter in Chinese, Japanese or Korean text.
    """
    return locale_of(environ)[:3] in ("ja_", "ko_", "zh_", "ja.", "ko.", "zh.")


def stream_encoding(written: str | None, environ: Mapping[str, str]) -> str:
    """Return the encoding that a stream's reader has, to which Python writes in the one `written`.

    Where the system lacks the locale that was asked for, Python takes UTF-8 for it; the
    terminal was told otherwise.
    """
    encoding = _known_charset(written or "ascii")
    setting = environ.get("PYTHONIOENCODING", "").partition(":")[0]
    if encoding != "utf-8" or setting or environ.get("PYTHONUTF8") == "1":
        return encoding
    return encoding if charset_of(_asked(environ)) == "utf-8" else "ascii"


def typed_encoding(written: str | None, environ: Mapping[str, str]) -> str:
    """Return the encoding of what is typed at a terminal, where Python reads in the one `written`.

    What can be written as ASCII only may well be typed in another one.
    """
    encoding = stream_encoding(written, environ)
    return encoding if encoding != "ascii" else typed_charset(_asked(environ))


def typed_charset(environ: Mapping[str, str]) -> str:
    """Return the character set that a locale names for what is typed; ASCII is a part of UTF-8."""
    known = charset_of(environ)
    return "utf-8" if known == "ascii" else known


def _asked(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return an environment without what Python itself has set."""
    return {key: value for key, value in environ.items() if (key, value) != _COERCED}


def _known_charset(name: str) -> str:
    if name.lower() in ("", "utf-8", "utf8"):
        return "utf-8"
    # Imported here: hardly any reader has another one.
    from tui.guide.ascii_forms import charset

    return charset(name)


def fill(text: str, region: Region | None) -> str:
    """Put the numbers of `region` into `text`, or the generic names without one."""
    emergency, advice = _EMERGENCY, _ADVICE
    number = region.emergency if region else _EMERGENCY
    if region:
        emergency = f"{_EMERGENCY} ({region.name}: {region.emergency})"
        if region.advice:
            advice = f"{_ADVICE} ({region.name}: {region.advice})"
    for name, words in (("number", number), ("emergency", emergency), ("advice", advice)):
        text = text.replace(f"{{{name}}}", words)
    return text
