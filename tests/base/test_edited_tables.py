"""Every table of the kit that people may edit: what cannot stand in it is refused with its line and the remedy."""

import csv
import io
import re
from pathlib import Path

import pytest

from fuzz.kit_tables import PACKAGE, said_apart
from weighbridge.evidence.prices.revision_limits import _limits
from weighbridge.first_look.comparison import usual_thing
from weighbridge.glossary import glossary
from weighbridge.library.commodities import all_series
from weighbridge.library.search import search
from weighbridge.quantities import language, things
from weighbridge.relations.quotients import familiar
from weighbridge.strength.evidence_words import evidence_words
from weighbridge.strength.mistakes import mistakes_table
from weighbridge.strength.true_value_words import probability_words
from weighbridge.text.directions import worded
from weighbridge.text.hedges import hedge_table
from weighbridge.text.unit_spellings import refused_spellings, unit_names
from weighbridge.text.unit_words import unit_words
from weighbridge.what_if.round_numbers import alphabets
from weighbridge.what_if.slip_table import kinds

EN = "quantities/languages/en"


def table_of(name, code="en"):
    """Reads a table of a language."""
    return lambda: language(code).rows(name)


# The table, who reads it, the line (from 2) and the column that are changed, the new cell, and what is said.
CELLS = [
    ("text/hedges.csv", hedge_table, 2, "direction", "sideways", "expected one of `both`, `below`, `above`"),
    ("text/hedges.csv", hedge_table, 2, "A", "much", "write a number of at least -1 and of at most 1"),
    ("text/hedges.csv", hedge_table, 3, "H", "inf", "write a number of at least -1 and of at most 1"),
    ("text/hedges.csv", hedge_table, 3, "sigma", "1_0", "write a number of at least 0 and of at most 3"),
    ("text/hedges.csv", hedge_table, 3, "sigma", "", "write a number, for the rule is `measured`"),
    ("text/hedges.csv", hedge_table, 2, "rule", "like nothing", "or `like` and a cue that is like no other"),
    ("text/hedges.csv", hedge_table, 3, "cue", "about", "stands in line 2 already"),
    ("text/hedges.csv", hedge_table, 2, "cue", "abouts", "there is no row `about`"),
    ("text/directions.csv", lambda: worded("halved"), 4, "times", "0", "write 2 or 1/3, or nothing"),
    ("text/directions.csv", lambda: worded("halved"), 2, "says", "rises", "did you mean `rise`?"),
    ("text/unit_words.csv", unit_words, 2, "unit", "", "write a unit"),
    ("text/refused_units.csv", refused_spellings, 2, "remedy", " ", "write the spelling that works"),
    ("glossary/glossary.csv", glossary, 2, "means", "", "write what it means, in plain words"),
    ("glossary/glossary.csv", glossary, 3, "word", "article", "`article` stands in line 2 already"),
    ("quantities/things.csv", things, 2, "counted", "maybe", "expected one of `yes`, `no`"),
    ("relations/familiar.csv", familiar, 2, "of", "anything", "expected one of `any`"),
    ("relations/familiar.csv", familiar, 2, "links", "", "with `;` between two"),
    ("first_look/usual_things.csv", lambda: usual_thing("USD/barrel"), 2, "thing", "", "write a thing"),
    ("library/words.csv", lambda: search("gold"), 2, "role", "like", "did you mean `alike`?"),
    ("library/commodity_series.csv", all_series, 2, "since", "1960", "write a month, `1960-01`, or nothing"),
    ("evidence/prices/revision_limits.csv", _limits, 2, "percent", "nan", "write a number above 0"),
    ("evidence/prices/revision_limits.csv", _limits, 2, "metal", "tin", "expected one of `aluminium`"),
    ("strength/mistakes.csv", mistakes_table, 2, "give_or_take", "1", "write a number above 1"),
    ("strength/mistakes.csv", mistakes_table, 2, "times_too_high", "", "write both figures, or neither"),
    ("strength/mistakes.csv", mistakes_table, 2, "assumed", "{0.__class__}", "with no braces but `{times}`"),
    ("strength/evidence_words.csv", evidence_words, 3, "at_least", "0.5", "write a number of at least 1"),
    ("strength/evidence_words.csv", evidence_words, 3, "at_least", "500", "write the rows in order"),
    ("strength/probability_words.csv", probability_words, 3, "least", "0.15", "where the row before ends"),
    ("what_if/alphabets.csv", alphabets, 2, "mantissas", "5 2 1", "write numbers from 1 to 9.9, ascending"),
    ("what_if/slips.csv", kinds, 3, "factor", "1e999", "expected a number above zero other than 1"),
    (f"{EN}/numbers.csv", table_of("numbers"), 3, "value", "1/0", "write digits or a fraction: 1000, 1/3"),
    (f"{EN}/numbers.csv", table_of("numbers"), 3, "role", "units", "did you mean `unit`?"),
    (f"{EN}/units.csv", table_of("units"), 2, "unit", "1..5 kg", "write it as `tonne`, `0.01 USD`, `barrel/day`"),
    (f"{EN}/units.csv", table_of("units"), 2, "doubt", "tons", "did you mean `ton`"),
    (f"{EN}/cues.csv", table_of("cues"), 2, "place", "beside", "expected one of `before`, `after`"),
    (f"{EN}/words.csv", table_of("words"), 2, "role", "month 13", "months are `month 1` to `month 12`"),
    (f"{EN}/language.csv", table_of("words"), 3, "value", "Greek", "expected one of `Latin`, `Arabic`, `Cyrillic`"),
]  # fmt: skip


def edited(name, line, column, cell):
    """The text of a table with another cell."""
    rows = list(csv.reader((PACKAGE / name).read_text(encoding="utf-8").splitlines()))
    rows[line - 1][rows[0].index(column)] = cell
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(("name", "read", "line", "column", "cell", "remedy"), CELLS)
def test_a_cell_that_cannot_be_is_refused_with_its_line(tmp_path, name, read, line, column, cell, remedy):
    path = tmp_path / Path(name).name
    path.write_text(edited(name, line, column, cell), encoding="utf-8")
    said = "\n".join(said_apart(name, path, read))
    assert f"{Path(name).name}:" in said
    assert remedy in said


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("stone = \n", "`stone = ` defines no unit"),
        ("stone = 0 * kg\n", "`stone = 0 * kg` defines no unit"),
        ("stone = 1e999 * kg\n", "`stone = 1e999 * kg` defines no unit"),
        ("stone = __import__('os')\n", "defines no unit"),
        ("stone = 6.35 * kgs\n", "`stone` is defined by `kgs`, which is not defined"),
        ("stone = 2 * rock\nrock = 3 * stone\n", "`stone` is defined by itself"),
        ("kg = [mass]\n", "already"),
    ],
)
def test_a_line_that_defines_no_unit_is_refused(tmp_path, line, found):
    text = (PACKAGE / "text/units.txt").read_text(encoding="utf-8")
    path = tmp_path / "units.txt"
    path.write_text(text + line, encoding="utf-8")
    said = "\n".join(said_apart("text/units.txt", path, unit_names))
    assert f"units.txt:{text.count(chr(10)) + 1}: " in said
    assert found in said


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    path = tmp_path / "things.csv"
    path.write_text("thing,kind_of,counted\n,,yes\naid,,maybe\nword,,yes,no\naid\n", encoding="utf-8")
    said = said_apart("quantities/things.csv", path, things)
    assert [re.search(r"things\.csv:(\d+): ", one)[1] for one in said] == ["2", "3", "4", "5"]


def test_what_was_read_before_is_read_still(tmp_path):
    """The units of cases that are open are of one registry."""
    path = tmp_path / "units.txt"
    path.write_text((PACKAGE / "text/units.txt").read_text(encoding="utf-8"), encoding="utf-8")
    before = unit_names(), hedge_table()
    assert said_apart("text/units.txt", path, unit_names) == []
    assert unit_names() is before[0]
    assert hedge_table() is before[1]
