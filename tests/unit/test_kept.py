"""Content that is kept in a quick form: the same as the file says, or the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content import cache
from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.load import load
from tui.guide.parse import parse
from tui.guide.search import Search
from tui.guide.triage import Triage

SMALL = Path(__file__).with_name("small.toml").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A content file."""
    path = tmp_path / "content.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def cache_folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "cache" / "content"


def parses(file: Path, cache_folder: Path) -> bool:
    """Whether `file` itself is read when it is loaded."""
    with patch("tui.guide.layers.content_files.ContentFiles.of", side_effect=AssertionError):
        try:
            load(file, cache_folder=cache_folder)
        except AssertionError:
            return True
    return False


def test_the_guides_own_content_is_kept_as_it_is(content: Content, cache_folder: Path) -> None:
    assert load(cache_folder=cache_folder) == content
    with patch("tui.guide.layers.content_files.ContentFiles.of", side_effect=AssertionError):
        assert load(cache_folder=cache_folder) == content


def test_all_that_can_be_asked_of_it_is_as_the_file_says(
    content: Content, cache_folder: Path
) -> None:
    load(cache_folder=cache_folder)
    index, known = Index.of(load(cache_folder=cache_folder)), Index.of(content)
    for name in vars(Index):
        if isinstance(vars(Index)[name], cached_property):
            assert getattr(index, name) == getattr(known, name), name
            assert list(getattr(index, name)) == list(getattr(known, name)), name
    assert repr(index.content) == repr(content)
    ticked = [*known.findings]
    assert Triage.of(index).judge(ticked) == Triage.of(known).judge(ticked)
    assert Search.of(index) == Search.of(known)
    for name in known.items:
        assert index.section_of[name].items.index(index.items[name]) >= 0


def test_the_cases_are_there_for_the_check_alone(file: Path, cache_folder: Path) -> None:
    for _ in range(2):  # Read from the file, then from what was kept.
        assert load(file, cache_folder=cache_folder).cases == ()
    for _ in range(2):
        assert (
            load(file, cache_folder=cache_folder, cases=True).cases
            == parse(SMALL, cases=True).cases
            != ()
        )


def test_records_name_their_types_and_not_text_that_is_compiled_at_each_start() -> None:
    """``from __future__ import annotations`` would make the reading of the copy 8 ms slower."""
    assert [*_text_annotations(Content, set())] == []


def _text_annotations(kind: Any, seen: set[Any]) -> Iterator[str]:
    """Fields that are annotated by text, of a record and of all records in it."""
    if kind in seen:
        return
    seen.add(kind)
    for inner in get_args(kind):
        yield from _text_annotations(inner, seen)
    if isinstance(kind, type) and issubclass(kind, Struct):
        for base in kind.__mro__[:-2]:
            for name, annotation in base.__annotations__.items():
                if isinstance(annotation, str):
                    yield f"{base.__name__}.{name}"
                yield from _text_annotations(annotation, seen)


def test_what_would_not_come_back_as_it_was_is_not_kept(file: Path, cache_folder: Path) -> None:
    whole = load(file)
    with patch.object(cache, "_decode", return_value=replace(whole, programs=())):
        assert load(file, cache_folder=cache_folder) == whole
    assert not cache_folder.exists()


def test_no_byte_is_believed_that_the_sum_does_not_cover(file: Path, cache_folder: Path) -> None:
    load(file, cache_folder=cache_folder)
    (held,) = cache_folder.iterdir()
    mark, data = held.stem.partition("-")[2], held.read_bytes()
    assert cache.fetch(cache_folder, mark)
    for at in (0, 8, 15, 16, 17, len(data) // 2, len(data) - 1):
        held.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.fetch(cache_folder, mark) is None
    for harmed in (b"", data[:10], data[:16], data[:-1], data + b"\0"):
        held.write_bytes(harmed)
        assert cache.fetch(cache_folder, mark) is None


def test_what_was_read_once_is_not_parsed_again(file: Path, cache_folder: Path) -> None:
    first = load(file, cache_folder=cache_folder)
    assert not parses(file, cache_folder)
    assert load(file, cache_folder=cache_folder) == first


def test_a_file_that_changed_by_one_letter_is_read_anew(file: Path, cache_folder: Path) -> None:
    before = load(file, cache_folder=cache_folder)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before.guide.title, f"{before.guide.title}!"), encoding="utf-8")
    assert load(file, cache_folder=cache_folder).guide.title == f"{before.guide.title}!"


def test_another_program_reads_the_file_anew(file: Path, cache_folder: Path) -> None:
    load(file, cache_folder=cache_folder)
    with patch("tui.guide.content.cache.__version__", "0.0.0"):
        assert parses(file, cache_folder)


def test_what_was_looked_at_quickly_is_not_taken_for_checked(file: Path) -> None:
    data = file.read_bytes()
    assert cache.cache_key(data, "quick") != cache.cache_key(data, "thorough")


def test_a_file_with_a_fault_is_refused_each_time(file: Path, cache_folder: Path) -> None:
    file.write_text(f"unknown = 1\n{SMALL}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ContentError):
            load(file, cache_folder=cache_folder)
    assert not cache_folder.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.binary(max_size=40), at=st.integers(min_value=0, max_value=9000))
def test_damage_is_noticed_and_mended(
    file: Path, cache_folder: Path, damage: bytes, at: int
) -> None:
    whole = load(file)
    load(file, cache_folder=cache_folder)
    (held,) = cache_folder.iterdir()
    data = held.read_bytes()
    held.write_bytes(data[:at] + damage + data[at + len(damage) :])
    assert load(file, cache_folder=cache_folder) == whole
    assert not parses(file, cache_folder)


def no_folder(cache_folder: Path) -> None:
    cache_folder.parent.mkdir(parents=True)
    cache_folder.write_text("a file")


def no_right(cache_folder: Path) -> None:
    cache_folder.mkdir(parents=True)
    cache_folder.chmod(0o500)


def no_file(cache_folder: Path) -> None:
    cache_folder.mkdir(parents=True)
    for number in range(2):
        (cache_folder / f"content-{number}.msgpack").mkdir()


@pytest.mark.parametrize("spoil", [no_folder, no_right, no_file])
def test_where_nothing_can_be_kept_the_file_is_read(
    file: Path, cache_folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(cache_folder)
    whole = load(file)
    assert load(file, cache_folder=cache_folder) == whole
    assert load(file, cache_folder=cache_folder) == whole


def test_a_reader_who_wants_nothing_kept_gets_no_file(file: Path, cache_folder: Path) -> None:
    load(file, cache_folder=cache_folder, write_cache=False)
    assert not cache_folder.exists()


def test_only_the_latest_is_kept(file: Path, cache_folder: Path) -> None:
    for title in ("One", "Two", "Three"):
        file.write_text(SMALL.replace('title = "', f'title = "{title} ', 1), encoding="utf-8")
        load(file, cache_folder=cache_folder)
        assert len(list(cache_folder.iterdir())) == 1
