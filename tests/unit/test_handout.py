"""Pages to hand on: one file that shows all it needs, on paper too."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import zlib
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.commands import Call
from tests.support.content import loaded
from tests.support.sample import sample
from tui.guide.content.record_index import Index
from tui.guide.plan.sheet import PlanSheet, SheetWords
from tui.guide.plan.words import plan_of
from tui.handout.guide_html import guide_html
from tui.handout.pdf import NoPdf, as_pdf
from tui.handout.plan_html import plan_html

INDEX = Index.of(loaded())
GB = next(region for region in INDEX.content.regions if region.id == "gb")
VOID = {"meta", "img"}


class Page(HTMLParser):
    """A page as a browser reads it; fails where elements do not fit into each other."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict[str, str]] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        assert len(found) == len(attrs)
        self.names.add(tag)
        self.addresses += [found[key] for key in ("src", "href") if key in found]
        self.ids += [found["id"]] if "id" in found else []
        if tag == "img":
            self.images.append(found)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def sheet(*exercises: str, name: str = "Mrs K") -> PlanSheet:
    words = SheetWords.of(name=name, times="twice a day", days=0, note=name)
    return PlanSheet.of(INDEX, plan_of(INDEX, exercises), words)


def assert_stands_alone(html: str) -> Page:
    """Nothing is loaded from elsewhere, nothing runs, and pictures and headings can be heard."""
    page = Page(html)
    assert page.names.isdisjoint({"script", "link", "iframe", "object", "form", "base"})
    inside = {f"#{name}" for name in page.ids}
    assert all(one.startswith("data:image/svg+xml;base64,") or one in inside
               for one in page.addresses)  # fmt: skip
    assert "url(" not in html and "@import" not in html and " on" not in "".join(page.names)
    assert all(image["alt"].strip() for image in page.images)
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert '<html lang="en">' in html and len(page.ids) == len(set(page.ids))
    for image in page.images:
        svg = base64.b64decode(image["src"].partition(",")[2]).decode()
        assert "<script" not in svg and not re.search(r"href=\"(?!#)", svg)
    return page


@pytest.mark.parametrize("name", ["Mrs K", "<script>x</script>", "\"&amp;'", "שרה", "x" * 60])
def test_a_sheet_shows_all_in_one_file(name: str) -> None:
    made = sheet("knee_to_chest:3x5s", "lower_back_rotation", name=name)
    page = assert_stands_alone(plan_html(INDEX, made, GB))
    for said in (
        name, made.code, "999", "Your pain rises and stays up.", "1. Knee-to-chest",
        "Hold 5 s · 3 times · each side", "A shoulder lifts off the floor.", "Mayo Clinic",
        "It is not medical advice", "Made with backspasm", "Two weeks.",
    ):  # fmt: skip
        assert said in page.text, said
    seen = [INDEX.exercises[one].seen for one in ("knee_to_chest", "lower_back_rotation")]
    assert [image["alt"] for image in page.images] == [f"QR code that says {made.code}", *seen]
    assert plan_html(INDEX, made, GB).count('class="box"') == 2 * 2 * 14


def test_the_guide_is_a_page_with_its_figures() -> None:
    page = assert_stands_alone(guide_html(INDEX, None, GB))
    assert [image["alt"] for image in page.images] == [
        exercise.seen for exercise in INDEX.content.exercises
    ]
    assert "999" in page.text and INDEX.content.guide.title in page.text
    assert assert_stands_alone(guide_html(INDEX, "exercises", None, ids=["cat_cow"])).headings


@pytest.mark.parametrize(
    ("paper", "count"),
    sample([("a4", 3), ("letter", 3), ("letter", 10), ("a4", 10)], 2, several=True),
)
def test_a_sheet_fits_its_paper(count: int, paper: str) -> None:
    weasyprint = pytest.importorskip("weasyprint", reason="for PDF", exc_type=ImportError)
    names = [exercise.id for exercise in INDEX.content.exercises[-count:]]
    html = plan_html(INDEX, sheet(*names), GB, paper=paper)
    pages = weasyprint.HTML(string=html).render().pages
    assert len(pages) <= (1 if count <= 3 else 2)
    assert round(pages[0].width) == {"a4": 794, "letter": 816}[paper]


def test_a_pdf_is_tagged_and_fetches_nothing(tmp_path: Path) -> None:
    try:
        pdf = as_pdf(plan_html(INDEX, sheet("cat_cow"), GB, paper="a4"))
    except NoPdf as why:
        pytest.skip(str(why))
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    objects = b"".join(zlib.decompressobj().decompress(stream) for stream in streams)
    assert pdf.startswith(b"%PDF-") and b"/StructTreeRoot" in objects
    assert b"/Alt" in objects and b"/JavaScript" not in objects
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    plain = as_pdf('<html lang="en"><title>x</title><p>x')
    fetched = as_pdf(f'<html lang="en"><title>x</title><p>x<img alt="x" src="{secret.as_uri()}">')
    assert abs(len(fetched) - len(plain)) < 1500


@pytest.mark.parametrize("words", ["cat_cow", "knee_to_chest:3x5s pelvic_tilt:10", "strengthening"])
def test_a_camera_reads_the_code_from_the_printed_page(tmp_path: Path, words: str) -> None:
    for program in ("zbarimg", "pdftoppm"):
        if not shutil.which(program):
            pytest.skip(f"{program} is missing")
    made = sheet(*words.split())
    try:
        (tmp_path / "sheet.pdf").write_bytes(as_pdf(plan_html(INDEX, made, GB, paper="a4")))
    except NoPdf as why:
        pytest.skip(str(why))
    draw = ["pdftoppm", "-r", "100", "-l", "1", "-gray", "-png", "-singlefile"]
    run = partial(subprocess.run, check=True, capture_output=True, text=True, timeout=60)
    run([*draw, tmp_path / "sheet.pdf", tmp_path / "page"])
    read = run(["zbarimg", "-q", "--raw", tmp_path / "page.png"])
    assert read.stdout.strip() == made.code


def test_the_command_writes_what_it_is_asked_for(call: Call, tmp_path: Path) -> None:
    page, pdf = tmp_path / "a.html", tmp_path / "a.pdf"
    outcome = call("plan", "cat_cow", "--html", str(page), "--pdf", str(pdf))
    if outcome.status == 0:
        assert pdf.read_bytes().startswith(b"%PDF-") and outcome.err == ""
        (code,) = outcome.out.split()
        assert code in page.read_text()
    else:
        assert "pip install 'backspasm[handout]'" in outcome.err or "Pango" in outcome.err
    assert call("plan", "cat_cow", "--html", "-").out.startswith("<!DOCTYPE html>")
    assert call("print", "relief", "--html", "-").out.startswith("<!DOCTYPE html>")
    nowhere = call("plan", "cat_cow", "--html", str(tmp_path / "no" / "a.html"))
    assert (nowhere.status, nowhere.out) == (1, "") and "No such file" in nowhere.err
