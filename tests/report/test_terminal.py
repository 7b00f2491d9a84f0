"""What is printed on a terminal, at any width: checks as a table or in blocks, and the outline of a case."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from weighbridge.cli import main
from weighbridge.report.terminal import print_rows


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def squeezed(text):
    return re.sub(r"[\s─│]+", " ", text)


@pytest.fixture(scope="module")
def printed():
    return {width: run("verify", "raqqa-2017", "--width", str(width)) for width in (60, 140, 400)}


def test_verify_prints_no_line_wider_than_asked(printed):
    for width, result in printed.items():
        # The head of the page holds a title and an address, which are not broken.
        assert max(len(line.rstrip()) for line in result.splitlines()[3:]) <= width


PARTS = {
    "claim": "trucks:",
    "quotation": "“near 50 trucks”",
    "check": "Could trucks carry it at all?",
    "kind": "(possible)",
    "stated side": "50 tonne/truck (44.5 to 56.8 with hedges)",
    "computed side": "13 to 75 tonne/truck",
    "flips": "holds up to 84.3",
    "outcome": "depends on",
    "tail": "tail probability",
    "sentence": "can_carry: Would hold up to 75 tonne/truck, the outermost that evidence and assumptions allow (84.3 tonne/truck with hedges as wide as these). The stated 50 tonne/truck: holds.",
    "steps": "How the verdict came about",
    "verdict": "Verdict on the article: depends on",
    "caution": "not true",
}


def test_verify_prints_every_part(printed):
    texts = {width: squeezed(printed[width]) for width in (60, 400)}
    assert [(width, part) for width, text in texts.items() for part, words in PARTS.items() if words not in text] == []


def test_the_wide_table_has_its_heads_and_a_row_for_each_check(printed):
    text = printed[400]
    for head in ("claims and quotations", "check", "stated", "computed", "where it flips", "outcome"):
        assert head in text
    for question in (
        "Could trucks carry it at all?",
        "Is such a load usual",
        "Does such metal fetch",
        "Which mixes of iron",
    ):
        assert text.count(question) == 1


@pytest.mark.parametrize("width", [60, 80, 88, 100, 140, 300])
def test_no_number_of_a_table_is_broken_to_fit_in_its_column(capsys, monkeypatch, opened, width):
    """Where the columns have no room for their longest words, each row stands in lines of its own."""
    monkeypatch.setenv("COLUMNS", str(width))
    rows = opened("ihs-2016").reconcile().rows
    print_rows(rows)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    cells = [cell for row in rows for cell in row.values() if cell is not None]
    shown = [f"{cell:,.12g}".replace("-", "−") if isinstance(cell, float) else cell for cell in cells]
    words = [word for text in shown for word in text.split()]
    assert Counter(words) <= Counter(word for line in lines for word in line.split())


def test_list_of_a_case_is_an_outline(raqqa):
    """What it holds, section by section, with every name that `--set` and `explain` take."""
    result, case = run("list", "raqqa-2017"), raqqa
    sections = re.split(r"^(\w+)[^\n]*\n", result, flags=re.MULTILINE)
    found = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert list(found) == ["Claims", "Evidence", "Assumptions", "Formulas", "Alternatives", "Checks"]
    for name, claim in case.text.claims.items():
        assert f"  {name}: " in found["Claims"]
        assert f"“{claim.quote.exact}”" in found["Claims"]
        assert all(reading in found["Claims"] for reading in claim.readings)
    for name in ("aid_mean", "copper_price"):
        assert f"  {name}: " in found["Evidence"]
    for name in ("convoy_mean_load", "shares", "level"):
        assert f"  {name}: " in found["Assumptions"]
    assert "  load: 50 tonne/truck" in found["Formulas"]
    assert "  market: port | yard | on the spot\n" in found["Alternatives"]
    for name, check in case.model.checks.items():
        assert f"  {name} ({check.kind}): {check.question}" in found["Checks"]
    assert all(re.search(rf"^ +{name}: ", result, re.MULTILINE) for name in case.model.nodes if "." not in name)
