"""Pages printed by their ids, as text and as Markdown; ids however they are joined; errors."""

from __future__ import annotations

import pytest

from tests.support import Call, forget_the_reader, run
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.finding_ids import finding_ids, matching_id
from tui.plain.guide import print_part
from tui.plain.page_ids import UnknownPage, page_id, page_ids
from tui.plain.parts import PARTS

INDEX = Index.of(loaded())


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_the_reader(monkeypatch)


@pytest.mark.parametrize(
    ("words", "title", "other"),
    [
        (["exercises", "knee_to_chest"], INDEX.exercises["knee_to_chest"].title, "Cat"),
        (["exercises", "Knee-To-Chest"], INDEX.exercises["knee_to_chest"].title, "Cat"),
        (["causes", "stress"], "Stress", "Dehydration"),
        (["causes", "stress-tension"], "Stress", "Dehydration"),
        (["relief", "cold pack"], "Cold pack", "Massage"),
        (["sources", "ninds_back"], "ninds-back: ", "mayo-back-exercises: "),
    ],
    ids=str,
)
def test_print_takes_ids(call: Call, words: list[str], title: str, other: str) -> None:
    told = call("print", *words)
    assert (told.status, told.err) == (0, "")
    assert title in told.out and f"\n{other}" not in told.out
    assert told.out.startswith("‼ Call your local emergency number now")
    assert "Please note" in told.out
    part, typed = words
    whole = print_part(INDEX, part, None, 80)
    assert len(told.out) < len(whole) / 2 or part == "sources"
    assert page_id(INDEX, part, typed) in page_ids(INDEX, part)


def test_every_page_can_be_printed_and_is_as_in_its_part() -> None:
    for part in PARTS:
        whole = print_part(INDEX, part, None, 80).splitlines()
        for name in page_ids(INDEX, part):
            page = print_part(INDEX, part, None, 80, ids=[name.replace("_", "-")]).splitlines()
            lines = [line for line in page if line.strip("=")]
            assert set(lines) <= {*whole}, name
            assert len(lines) > 10


def test_several_pages_come_in_the_order_asked_for(call: Call) -> None:
    out = call("print", "exercises", "cat_cow", "knee_to_chest").out
    cat, knee = INDEX.exercises["cat_cow"].title, INDEX.exercises["knee_to_chest"].title
    assert 0 < out.index(f"\n{cat}\n") < out.index(f"\n{knee}\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["exercises", "kne_to_chest"], '; did you mean "knee_to_chest"?'),
        (["causes", "dehydratoin"], '; did you mean "dehydration"?'),
        (["relief", "self-check"], '; it is in "prevention"'),
        (["sources", "zzz"], ", expected one of "),
        (["doctor", "\x1b[31m"], ", expected one of "),
        (["causes", ""], ", expected one of "),
    ],
)
def test_an_unknown_id_is_an_error_with_the_nearest(
    call: Call, words: list[str], error: str
) -> None:
    told = call("print", *words)
    assert (told.status, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert line.startswith(f'backspasm: "{words[0]}" has no "') and error in line
    assert line.isprintable()
    with pytest.raises(UnknownPage):
        page_id(INDEX, *words)


@pytest.mark.parametrize("words", [["exercises", "knee_to_chest"], ["causes"], ["relief"]], ids=str)
def test_markdown_has_the_same_words(call: Call, words: list[str]) -> None:
    out = call("print", *words, "--markdown").out
    text = call("print", *words, "--width", "1000").out
    assert any(line.startswith("# ") for line in out.splitlines())
    assert any(line.startswith("## ") for line in out.splitlines())
    # However it is marked, each paragraph of the text is a line of the Markdown.
    bare = {_bare(line) for line in out.splitlines()}
    assert not [line for line in text.splitlines() if _bare(line) not in bare]


def _bare(line: str) -> str:
    """A line without what marks it: as a heading, in a list, as an address."""
    letters = "".join(c for c in line if c.isalnum())
    return letters.removeprefix("x") if line.startswith("x ") else letters


def test_in_markdown_nothing_of_the_content_is_markup(call: Call) -> None:
    out = call("print", "sources", "--markdown").out
    assert "<https://" in out and "\\_" not in out.split("<https://")[1].split(">")[0]
    for line in out.splitlines():
        words = line.partition("<https")[0].removeprefix("*").removesuffix("*")
        assert not any(sign in words.replace(f"\\{sign}", "") for sign in "`_[]|")


def test_ids_are_alike_with_hyphens_and_underscores_everywhere() -> None:
    assert finding_ids(INDEX, ["saddle-numb", "Saddle_Numb"]) == ["saddle_numb"] * 2
    assert matching_id("a-b", ["x", "a-b"]) == matching_id("A_B", ["x", "a-b"]) == "a-b"
    for name in ("knee-to-chest", "knee_to_chest", "KNEE-to-chest"):
        posed = run("pose", name, "--frames", "1", "--glyphs", "ascii")
        assert posed.returncode == 0 and posed.stdout.startswith("knee_to_chest 0.0 s")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["print", "relif"], 'backspasm print: PART "relif" is none of '),
        (["prnt"], 'backspasm: COMMAND "prnt" is none of '),
        (["--glyphs", "asci"], 'backspasm: --glyphs "asci" is none of '),
        (["walk", "--x"], "backspasm: unrecognized arguments: --x"),
        (["data"], "backspasm data: the following arguments are required: action"),
        (["print", "--width", "3\x1b"], "backspasm print: argument --width: "),
        (["settings", "extra"], "backspasm: unrecognized arguments: extra"),
    ],
)
def test_what_cannot_be_parsed_is_told_in_one_calm_line(
    call: Call, words: list[str], line: str
) -> None:
    told = call(*words)
    assert (told.status, told.out) == (2, "")
    (said,) = told.err.splitlines()
    assert said.startswith(line) and said.isprintable()
    if "none of" in line:
        assert "did you mean" in said
