"""The field types of ``content.toml``: ids, words, counts and references."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Characters that a terminal would obey, or that nobody sees."""


def _matching(pattern: str, description: str) -> Meta:
    """A pattern that `tui.guide.content.schema` checks as a file is read.

    msgspec would check it again each time the cache is decoded, which takes five times as long.
    """
    return Meta(description=description, extra={"pattern": pattern})


Id = Annotated[str, _matching(r"[A-Za-z][A-Za-z0-9_-]*", "an id of letters, digits, _ and -")]
"""A name other tables can refer to."""

Ref = Annotated[str, _matching(r"@?[A-Za-z][A-Za-z0-9_-]*", "the id of a finding, or @macro")]
"""The id of a finding or blocker, or ``@name`` for all findings of a macro."""

Text = Annotated[
    str,
    _matching(rf"(?=.*\S)[^{UNSEEN}]*", "words on one line, without control characters"),
]
"""Words a person reads: never blank, and nothing a terminal would obey."""

InternalText = Annotated[
    str,
    _matching(rf"[^{UNSEEN}]*\S[^{UNSEEN}]*", "words on one line, without control characters"),
]
"""Words for searches and checks, which no reader is shown."""

Texts = tuple[Text, ...]
Ids = tuple[Id, ...]
Refs = tuple[Ref, ...]
SomeTexts = Annotated[Texts, Meta(min_length=1)]
SomeIds = Annotated[Ids, Meta(min_length=1)]

Count = Annotated[int, Meta(ge=1, le=1000)]
Seconds = Annotated[float, Meta(gt=0, le=600)]
"""A length of time in seconds, never zero."""


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file. Unknown keys are errors.

    Keyword-only is said by each table, as msgspec does not hand it down; frozen too, for
    the type checker's sake.
    """
