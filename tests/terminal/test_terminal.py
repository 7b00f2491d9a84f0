"""What is printed on a terminal, at any width: rows as a table or in blocks, and the outline of a case."""

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from weighbridge.cli import main
from weighbridge.terminal.console import print_rows
from weighbridge.text.words import number


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def shown(cell):
    """A cell as it is printed."""
    return cell if isinstance(cell, str) else number(cell, 10)


@pytest.mark.parametrize("width", [60, 80, 88, 100, 140, 300])
def test_no_number_of_a_table_is_broken_to_fit_in_its_column(capsys, monkeypatch, opened, width):
    """Where the columns have no room for their longest words, each row stands in lines of its own."""
    monkeypatch.setenv("COLUMNS", str(width))
    rows = opened("ihs-2016").reconcile().rows
    print_rows(rows)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    texts = [shown(cell) for row in rows for cell in row.values()]
    words = [word for text in texts for word in text.split()]
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
    assert "  load: 50 tonnes a truck" in found["Formulas"]
    assert "  market: port | yard | yard with cable\n" in found["Alternatives"]
    for name, check in case.model.checks.items():
        assert f"  {name} ({check.kind}): {check.question}" in found["Checks"]
    assert all(re.search(rf"^ +{name}: ", result, re.MULTILINE) for name in case.model.nodes if "." not in name)
