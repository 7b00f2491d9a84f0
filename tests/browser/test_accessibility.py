"""The pages as people meet them: on a screen and a telephone, in light and in dark, read aloud, and never too wide."""

from pathlib import Path

import pytest

from hostile_outputs import small_panel
from pages import Entry
from pages import page as page_of_notebook
from small_cases import CASES, ROOT
from weighbridge.pages import write_results

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = [*sorted(CASES), *(path.stem for path in NOTEBOOKS)]
SCREEN, TELEPHONE, NARROW = (1280, 900), (390, 844), (360, 740)  # CSS pixels

# What is folded is unfolded first: it must be legible too.
AXE = """
    const [script] = values;
    if (!window.axe) (0, eval)(script);
    document.querySelectorAll("details").forEach(one => one.open = true);
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(rule => [rule.id, rule.help, rule.nodes.length,
        rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " " + (node.failureSummary || "").slice(0, 200))]);
"""
TOO_WIDE = """
    document.querySelectorAll("details").forEach(one => one.open = true);
    const page = document.documentElement, width = page.clientWidth;
    if (page.scrollWidth <= width) return [];
    const scrolls = one => one && one !== document.body && one !== page &&
        (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const wide = Array.from(document.body.querySelectorAll("*"))
        .filter(one => one.getBoundingClientRect().right > width + 1 && !scrolls(one.parentElement));
    return [`the page is ${page.scrollWidth} px wide, not ${width}`,
        ...wide.slice(-5).map(one => `${one.tagName} ${one.className} ${(one.textContent || "").slice(0, 60)}`)];
"""


@pytest.fixture(scope="module")
def page(opened, verified, tmp_path_factory):
    """Gives the address of the page of a case, with panels, or of a notebook; made when it is first asked for."""
    folder, made = tmp_path_factory.mktemp("pages"), {}
    entries = [Entry.of(path) for path in NOTEBOOKS]

    def page(name: str) -> str:
        if name not in made:
            if name in CASES:
                write_results(verified(name), folder, panel=small_panel(opened(name)))
                (made[name],) = folder.glob(f"{name}.html")
            else:
                made[name] = folder / f"{name}.html"
                text = page_of_notebook(ROOT / "notebooks" / f"{name}.ipynb", entries)
                made[name].write_text(text, encoding="utf-8")
        return Path(made[name]).as_uri()

    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SCREEN, TELEPHONE], ids=["screen", "telephone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_mend(browser, axe, page, name, size, scheme):
    browser.view(*size, scheme)
    browser.open(page(name))
    found = browser.run(AXE, axe)
    assert found == [], "\n".join(f"{rule}: {help}, at {number}: {where}" for rule, help, number, where in found)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_telephone(browser, page, name):
    browser.view(*NARROW)
    browser.open(page(name))
    found = browser.run(TOO_WIDE)
    assert found == [], "\n".join(found)
