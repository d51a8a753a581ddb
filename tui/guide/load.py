"""The loader of content files: find, read, parse, convert, cross-check.

Every way this can fail ends in `ContentError`, which holds one clear line per fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tui.guide.content import cache
from tui.guide.content.file_bytes import read_file
from tui.guide.content.model import Content

if TYPE_CHECKING:
    from tui.guide.content.faults import Fault

MOST_BYTES = 4 * 1024 * 1024
"""A content file larger than this is not read; the guide's own has about 270 KiB."""


def default_path() -> Path:
    """Return the content file the guide comes with.

    An installed package holds its copy beside the modules; in a source tree the file
    stands at the top level, and an editable install reads it there.
    """
    package = Path(__file__).parents[1]
    packaged = package / "content.toml"
    return packaged if packaged.exists() else package.with_name("content.toml")


def load(
    path: Path | None = None,
    *,
    thorough: bool = False,
    cases: bool = False,
    cache_folder: Path | None = None,
    write_cache: bool = True,
) -> Content:
    """Read and check a content file; without a path, the one the guide comes with.

    Args:
        path: The file.
        thorough: Whether to play every motion through too. Always done for another file
            than the guide's own, whose motions the tests have played.
        cases: Whether to run the triage cases too. Without, what is returned holds none: they
            are an eighth of the content, and only for its check.
        cache_folder: Where checked content is cached; None for no cache.
        write_cache: Whether to cache content that is not cached yet.

    Raises:
        ContentError: if the file cannot be read or has any fault.

    """
    own = default_path()
    thorough = thorough or path not in (None, own)
    path = path or own
    data = read_file(path, MOST_BYTES)
    mark = cache.cache_key(data, f"{thorough=} {cases=}") if cache_folder else ""
    if cache_folder and (content := cache.fetch(cache_folder, mark)):
        return content
    # Imported here: what is cached is not parsed.
    from tui.guide.content.toml_text import decode

    content = parse(decode(data, path), str(path), thorough=thorough, cases=cases)
    if cache_folder and write_cache:
        cache.put(cache_folder, mark, content)
    return content


def parse(
    text: str, name: str = "content.toml", *, thorough: bool = True, cases: bool = False
) -> Content:
    """Check content already in memory; `name` is what the faults call it. Else as `load`.

    Raises:
        ContentError: if it has any fault.

    """
    from tui.guide.content.faults import ContentError
    from tui.guide.content.schema import matches_patterns
    from tui.guide.content.toml_text import parse_toml
    from tui.guide.lint.exercises import figure_faults
    from tui.guide.lint.references import cross_check

    raw = parse_toml(text, name)
    try:
        content = msgspec.convert(raw, Content)
    except msgspec.ValidationError:
        raise ContentError(name, _all_faults(raw)) from None
    if not matches_patterns(raw, Content):
        raise ContentError(name, _all_faults(raw))
    faults = cross_check(content)
    if thorough:
        faults += figure_faults(content)
    if cases and not faults:
        from tui.guide.lint.cases import case_faults

        faults += case_faults(content)
    if faults:
        raise ContentError(name, faults)
    return content if cases else msgspec.structs.replace(content, cases=())


def _all_faults(raw: dict[str, Any]) -> list[Fault]:
    """Return the schema's faults, and those of the cross-checks that do not follow from them."""
    from tui.guide.content.schema import find_faults
    from tui.guide.lint.references import cross_check

    faults, mended = find_faults(raw, Content)
    broken = [fault.path for fault in faults]
    further = cross_check(msgspec.convert(mended, Content), skip=frozenset(broken))
    return faults + further
