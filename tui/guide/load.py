"""The loader of content files: find, read, parse, convert, cross-check.

Every way this can fail ends in `ContentError`, which holds one clear line per fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.guide.content import cache
from tui.guide.content.file_bytes import read_file
from tui.guide.content.model import Content

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


def read_layers(paths: Sequence[Path]) -> tuple[tuple[Path, ...], list[bytes]]:
    """Return content files, from the lowest to the uppermost, and their bytes.

    Without a path it is the one that the guide comes with. A first one that says
    ``overlay = true`` is laid over that, see `tui.guide.layers.overlay`.

    Raises:
        ContentError: if a file cannot be read.

    """
    own = default_path()
    files = tuple(paths) or (own,)
    data = [read_file(path, MOST_BYTES) for path in files]
    if b"overlay" in data[0]:
        from tui.guide.layers.content_files import is_overlay

        if is_overlay(data[0]):
            return (own, *files), [read_file(own, MOST_BYTES), *data]
    return files, data


def load(
    *paths: Path,
    thorough: bool = False,
    cases: bool = False,
    cache_folder: Path | None = None,
    write_cache: bool = True,
) -> Content:
    """Read and check content files; without a path, the one the guide comes with.

    Args:
        paths: The file, then those that are laid over it, in turn; see `read_layers`.
        thorough: Whether to play every motion through too. Always done for other files
            than the guide's own, whose motions the tests have played.
        cases: Whether to run the triage cases too. Without, what is returned holds none: they
            are an eighth of the content, and only for its check.
        cache_folder: Where checked content is cached; None for no cache.
        write_cache: Whether to cache content that is not cached yet.

    Raises:
        ContentError: if a file cannot be read or has any fault.

    """
    files, data = read_layers(paths)
    thorough = thorough or files != (default_path(),)
    mark = cache.cache_key(b"\0".join(data), f"{thorough=} {cases=}") if cache_folder else ""
    if cache_folder and (content := cache.fetch(cache_folder, mark)):
        return content
    # Imported here: what is cached is not parsed.
    from tui.guide.layers.content_files import ContentFiles

    content = ContentFiles.of(files, data).content(thorough=thorough, cases=cases)
    if cache_folder and write_cache:
        cache.put(cache_folder, mark, content)
    return content
