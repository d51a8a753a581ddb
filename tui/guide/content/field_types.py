"""The field types of ``content.toml``: ids, words, counts and references.

The modules of records do without ``from __future__ import annotations``: msgspec would have to
compile the text of each annotation at every start.
"""

from typing import Annotated

from msgspec import Meta, Struct

INVISIBLE = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Control characters and invisible ones, as a regular-expression class."""


def _pattern(pattern: str, description: str) -> Meta:
    """Return metadata with a pattern that `tui.guide.content.schema` checks as a file is read.

    msgspec would check its own patterns on every decoding of the cache, which takes five times
    as long.
    """
    return Meta(description=description, extra={"pattern": pattern})


Id = Annotated[str, _pattern(r"[A-Za-z][A-Za-z0-9_-]*", "an id of letters, digits, _ and -")]
"""A name by which other tables can refer to a record."""

Ref = Annotated[str, _pattern(r"@?[A-Za-z][A-Za-z0-9_-]*", "the id of a finding, or @macro")]
"""The id of a finding or blocker, or ``@name`` for all findings of a macro."""

Text = Annotated[
    str,
    _pattern(rf"(?=.*\S)[^{INVISIBLE}]*", "words on one line, without control characters"),
]
"""Text that readers see: never blank, and without control characters."""

InternalText = Annotated[
    str,
    _pattern(rf"[^{INVISIBLE}]*\S[^{INVISIBLE}]*", "words on one line, without control characters"),
]
"""Text for searches and checks, never shown to readers."""

Texts = tuple[Text, ...]
Ids = tuple[Id, ...]
Refs = tuple[Ref, ...]
SomeTexts = Annotated[Texts, Meta(min_length=1)]
SomeIds = Annotated[Ids, Meta(min_length=1)]

Count = Annotated[int, Meta(ge=1, le=1000)]
Seconds = Annotated[float, Meta(gt=0, le=600)]
"""A duration in seconds, above zero."""


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all tables of the file. Unknown keys are errors.

    Each table repeats ``kw_only``, which msgspec does not inherit, and ``frozen``, which the
    type checker needs.
    """
