"""Finding the parts of the guide by their ids."""

from __future__ import annotations

import msgspec
import pytest

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.blocks import Block, Kind
from tui.guide.content.faults import Fault
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.outline import Place, entries
from tui.guide.search import Search
from tui.guide.triage import Triage

SMALL_INDEX = Index.of(loaded(SMALL))


def test_everything_with_an_id_is_found_by_it(index: Index) -> None:
    content = index.content

    assert tuple(index.sections.values()) == content.sections
    assert [item for section in content.sections for item in section.items] == list(
        index.items.values()
    )
    assert tuple(index.exercises.values()) == content.exercises
    assert tuple(index.packs.values()) == content.packs
    assert tuple(index.blockers.values()) == content.blockers
    assert tuple(index.differs.values()) == content.differs
    assert tuple(index.sources.values()) == content.sources
    assert index.levels.keys() == set(Level) - {Level.NONE}
    assert all(index.levels[words.id] is words for words in content.levels)


def test_findings_stand_in_the_order_of_the_checklist(index: Index) -> None:
    listed = [finding for group in index.content.groups for finding in group.findings]

    assert list(index.findings.values()) == listed


def test_each_item_knows_its_tab(index: Index) -> None:
    for section in index.content.sections:
        for item in section.items:
            assert index.section_of[item.id] is section
            assert index.items[item.id] is item


@pytest.mark.parametrize(
    ("refs", "names"),
    [
        ([], ()),
        (["fall"], ("fall",)),
        (["@leg"], ("tingling",)),
        (["@nerve"], ("tingling", "numb")),
        (["numb", "@nerve", "fall", "numb"], ("numb", "tingling", "fall")),
        (["@leg", "@nerve", "@leg"], ("tingling", "numb")),
        (["bad_knee"], ("bad_knee",)),
    ],
)
def test_macros_open_up_in_order_and_each_name_stands_once(
    refs: list[str], names: tuple[str, ...]
) -> None:
    assert SMALL_INDEX.expand(refs) == names


def test_an_unknown_macro_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="legs"):
        SMALL_INDEX.expand(["@legs"])


@pytest.mark.parametrize(
    ("macros", "circle"),
    [
        ({"a": ("@a",)}, "a → a"),
        ({"a": ("numb", "@b"), "b": ("@c",), "c": ("@a",)}, "a → b → c → a"),
    ],
)
def test_a_macro_that_holds_itself_is_a_value_error(
    macros: dict[str, tuple[str, ...]], circle: str
) -> None:
    looped = Index.of(msgspec.structs.replace(SMALL_INDEX.content, macros=macros))

    with pytest.raises(ValueError, match=circle):
        looped.expand(["@a"])


def test_a_macro_used_twice_is_no_circle() -> None:
    assert SMALL_INDEX.expand(["@leg", "@leg"]) == ("tingling",)


@pytest.mark.parametrize(
    ("item", "differs", "sources"),
    [
        ("cool", ("D2", "D1"), ("book", "wrap", "review", "web")),
        ("stretch", ("D1",), ("web", "book", "film")),
        ("pills", (), ("book", "leaflet", "web", "packet")),
        ("walk", (), ("book",)),
    ],
)
def test_an_item_rests_on_its_own_sources_and_those_of_what_it_shows(
    item: str, differs: tuple[str, ...], sources: tuple[str, ...]
) -> None:
    held = SMALL_INDEX.items[item]

    assert SMALL_INDEX.differs_for(held) == differs
    assert tuple(source.id for source in SMALL_INDEX.sources_for(held)) == sources


@pytest.mark.parametrize(
    ("held", "name"),
    [
        (SMALL_INDEX, "content"),
        (SMALL_INDEX.content, "rules"),
        (SMALL_INDEX.items["cool"], "title"),
        (Triage.of(SMALL_INDEX), "order"),
        (Triage.of(SMALL_INDEX).judge(["numb"]), "level"),
        (Triage.of(SMALL_INDEX).judge(["numb"]).reasons[0], "level"),
        (Search.of(SMALL_INDEX), "records"),
        (Search.of(SMALL_INDEX).find("numb")[0], "title"),
        (entries(SMALL_INDEX, SMALL_INDEX.sections["relief"])[0], "title"),
        (Place("relief"), "key"),
        (Block(Kind.TEXT, "x"), "text"),
        (Fault("a", "b", "c"), "path"),
    ],
    ids=lambda held: type(held).__name__,
)
def test_nothing_that_guides_share_can_be_changed(held: object, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(held, name, getattr(held, name))


def test_every_item_of_the_guide_has_a_source(index: Index) -> None:
    for item in index.items.values():
        names = [source.id for source in index.sources_for(item)]
        assert names
        assert names[: len(item.sources)] == list(item.sources)
        assert len(set(names)) == len(names)
