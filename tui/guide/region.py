"""Where the reader is, and which numbers to show them.

The generic wording always comes first and a number only with its country's name: the
same digits are an advice line in one country and the emergency number in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tui.guide.content import Region

GENERIC = "none"
"""What a reader writes to see the generic wording only."""

_EMERGENCY = "your local emergency number"
_ADVICE = "your doctor or local health advice line"
_LOCALE_VARIABLES = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_MESSAGES", "LANG")

PLACEHOLDERS = frozenset({"number", "emergency", "advice"})
"""The names that `fill` replaces."""


def named(regions: Iterable[Region], wanted: str) -> Region | None:
    """The region with the id or territory code `wanted`, whatever its case."""
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
    """The region that a reader asks for by name; None if they ask for the generic wording.

    Raises:
        UnknownRegion: if there is no such region.

    """
    found = named(regions, wanted)
    if found is None and wanted.casefold() != GENERIC:
        raise UnknownRegion(wanted, [GENERIC, *(known.id for known in regions)])
    return found


def from_locale(regions: Iterable[Region], environ: Mapping[str, str]) -> Region | None:
    """The region that the first locale variable with a territory names.

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
