"""Sheets in Chromium: what axe finds for who cannot see them, and the Nu checker in their code."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.plan.sheet import PlanSheet, SheetWords
from tui.guide.plan.words import plan_of
from tui.handout.guide_html import guide_html
from tui.handout.plan_html import plan_html

MODULES = ROOT / ".ci/web/node_modules"
AXE = MODULES / "axe-core/axe.min.js"
NU = MODULES / "vnu-jar/build/dist/vnu.jar"
CHROMIUM, JAVA = shutil.which("chromium"), shutil.which("java")
ADVICE = "run .ci/run, which installs it"

RUN = """
axe.run().then(found => {
    const told = document.createElement("pre");
    told.id = "axe";
    const short = rule => [rule.id, rule.help, rule.nodes.map(node => node.html.slice(0, 200))];
    told.textContent = JSON.stringify({
        broken: found.violations.map(short), passed: found.passes.map(rule => rule.id),
    });
    document.body.append(told);
});
"""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"),
    *("--disable-background-networking", "--disable-sync", "--virtual-time-budget=60000"),
)


def _pages() -> dict[str, str]:
    """A sheet with all that a sheet may have, and the whole guide."""
    index = Index.of(loaded())
    region = next(region for region in index.content.regions if region.id == "gb")
    plan = plan_of(index, ["knee_to_chest:3x5s", "pelvic_tilt:10", "lower_back_rotation"])
    words = SheetWords.of(name="Mrs K <b>", times="twice a day", days=5, note="Slowly, please.")
    sheet = plan_html(index, PlanSheet.of(index, plan, words), region)
    return {"sheet": sheet, "guide": guide_html(index, None, region)}


@pytest.mark.skipif(CHROMIUM is None or not AXE.exists(), reason=f"axe is missing: {ADVICE}")
@pytest.mark.parametrize("page", ["sheet", "guide"])
@pytest.mark.parametrize("harmed", [False, True], ids=["as it is", "harmed"])
def test_axe_finds_nothing_wrong(tmp_path: Path, page: str, harmed: bool) -> None:
    text = _pages()[page]
    if harmed:
        # So that it is known to find something.
        text = re.sub(r' alt="[^"]*"', "", text).replace('<html lang="en">', "<html>")
    # No page runs scripts, axe among them.
    policy = re.search(r"<meta[^>]*Content-Security-Policy[^>]*>", text)
    assert policy
    axe = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    path = tmp_path / "page.html"
    path.write_text(
        f"{text.replace(policy[0], '')}<script>{axe}</script><script>{RUN}</script>",
        encoding="utf-8",
    )
    assert CHROMIUM
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path}", path.as_uri()]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300).stdout
    found = re.search(r'<pre id="axe">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-500:]
    told = json.loads(html.unescape(found[1]))
    broken = [rule for rule, *_ in told["broken"]]
    assert broken == (["html-has-lang", "image-alt"] if harmed else []), told["broken"]
    if not harmed:
        assert {"color-contrast", "heading-order", "image-alt"} <= {*told["passed"]}


@pytest.mark.skipif(JAVA is None or not NU.exists(), reason=f"Nu is missing: {ADVICE}")
def test_the_nu_checker_finds_no_error(tmp_path: Path) -> None:
    files = []
    for name, text in {**_pages(), "harmed": "<!DOCTYPE html><p><div></p>"}.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(text, encoding="utf-8")
    command = ["java", "-jar", str(NU), "--errors-only", "--exit-zero-always", "--format", "json"]
    told = subprocess.run(
        [*command, *map(str, files)], capture_output=True, encoding="utf-8", timeout=300
    )
    errors = [one["url"].rpartition("/")[2] for one in json.loads(told.stderr)["messages"]]
    assert errors and set(errors) == {"harmed.html"}, told.stderr
