"""Comparisons with tables: what a case may ask for, and what is said, with line and remedy, where it cannot be had."""

import pytest

from tabled import open_with_tables
from weighbridge import CaseError
from weighbridge.casefile import compared_rows

HEAD = """\
title: A small case
article: {title: An article, url: "https://example.org/article", language: en}
units: {sack: {is: 50 kg, reason: a test}}
claims:
  heap: {quote: {exact: x}, value: 35 tonne, hedge: about}
evidence:
  found: {value: 40 tonne, source: aranews-isis-oil-2014, date: 2014}
assumptions:
  mix: {of: it, reason: a test, composition: {parts: {sand: {}, stone: {}}}}
checks:
  asked: {question: Is it so?, kind: possible, stated: heap, at_most: found}
events:
  day: {question: When?, candidates: {one: {date: 2014-06-02, preferred: true, reason: a test}, two: {date: 2014-07-03, reason: a test}}}
comparisons:
  heaps:
"""  # noqa: E501
BODY = """\
    stated: heap
    of: weight of a heap
    finds: {one: heap, many: heaps, verb: weighed}
    table: heaps
    value: weight
    detail: [place]
    groups:
      weighed: {where: {how: weighed}}
      guessed: {where: {how: guessed}, mark: hollow}
"""
TABLE = """\
key,what,how,weight,high,unit,place,date,source,mark
a,sand,weighed,30,31,tonne,here,2014-05,aranews-isis-oil-2014,V
b,stone,weighed,40000,40000,kg,there,2014-06,aranews-isis-oil-2014,V
c,lime,guessed,900,,sack,there,2014-06,aranews-isis-oil-2014,V
d,water,weighed,7,7,m**3,there,2014-06,aranews-isis-oil-2014,V
e,broken,torn,many,7,tonne,there,2014-06,aranews-isis-oil-2014,V
f,unsourced,lost,7,7,tonne,there,2014-06,nobody-knows,V
g,undated,once,7,7,tonne,there,,aranews-isis-oil-2014,V
h,misdated,ever,7,7,tonne,there,June,aranews-isis-oil-2014,V
"""


@pytest.fixture
def opened_with(tmp_path):
    return lambda body=BODY: open_with_tables(tmp_path / "case", HEAD + body, {"heaps.csv": TABLE})


def rows(case, group):
    comparison = case.text.comparisons["heaps"]
    found = compared_rows(comparison, group, case.holdings, case.model.units["heap"], case.model.spellings)
    return [(row.label, row.low, row.high) for row in found]


def test_rows_are_in_the_unit_of_the_stated_quantity_and_others_are_left_out(opened_with):
    case = opened_with()
    assert rows(case, "weighed") == [("sand", 30, 30), ("stone", 40, 40)]
    assert rows(case, "guessed") == [("lime", pytest.approx(45), pytest.approx(45))]


def test_two_columns_are_the_ends_and_a_group_has_its_own_label(opened_with):
    own = '      weighed: {where: {key: a}, value: [high, weight], label: "{what} ({place}, {date})"}\n'
    body = BODY[: BODY.index("      weighed:")] + own
    assert rows(opened_with(body), "weighed") == [("sand (here, 2014-05)", 30, 31)]


DATED = BODY.replace("{one: heap, many: heaps, verb: weighed}", "{range: what heaps weigh}\n    around: day")
# What is changed in the case; the line below `comparisons` of the problem; what it says; what its remedy says.
FAULTS = {
    "unknown quantity": (("stated: heap", "stated: heep"), 1, "unknown name `heep`", "heap"),
    "a composition": (("stated: heap", "stated: mix"), 1, "`mix` is a composition", "name one of its parts"),
    "unknown table": (("table: heaps", "table: heeps"), 4, "there is no table `heeps`", "heaps"),
    "unknown column": (("value: weight", "value: wait"), 5, "the table `heaps` has no column `wait`", "weight"),
    "unknown detail": (("detail: [place]", "detail: [palace]"), 6, "has no column `palace`", "place"),
    "unknown column of a group": (
        ("{how: weighed}", "{who: weighed}"), 8, "the table `heaps` has no column `who`", "how",
    ),
    "unknown column in a label": (
        ("mark: hollow", 'label: "{wat}"'), 9, "the table `heaps` has no column `wat`", "what",
    ),
    "no such row": (("how: guessed", "how: sold"), 9, "no row of `heaps` has how: sold", "stand in the table"),
    "another kind of unit": (
        ("how: guessed", "key: d"), 9, "no figure that compares with `tonne`: `m**3`", "other rows or another column",
    ),
    "no number": (("how: guessed", "how: torn"), 9, "`weight` is `many`, expected one number", "digits alone"),
    "unknown source": (("how: guessed", "how: lost"), 9, "unknown source `nobody-knows`", "sources.json"),
    "unknown mark": (("mark: hollow", "mark: round"), 9, "`mark` is `round`", "`solid`, `hollow`, `square`"),
    "a bracket without dates": (
        ("mark: hollow", "mark: bracket"), 9, "`bracket` marks prices by their date", "use `solid`, `hollow`",
    ),
    "no words for the title": (("one: heap, ", ""), 3, "a title is made of `one`, `many` and `verb`", "one: counted"),
    "a title of a range": (
        ("{one: heap, many: heaps, verb: weighed}", "{range: what they weigh}"), 3, "counts things", "verb: averaged",
    ),
    "unknown key": (("detail: [place]", "detial: [place]"), 6, "unknown key `detial`", "detail"),
    "three columns": (("value: weight", "value: [weight, high, unit]"), 5, "`value`", ""),
}  # fmt: skip
DATED_FAULTS = {
    "neither event nor date": (("around: day", "around: dey"), 4, "`dey` is neither an event nor a date", "day"),
    "a title that counts": (
        ("{range: what heaps weigh}", "{one: heap, many: heaps, verb: weighed}"), 3, "has a `range`", "range:",
    ),
    "undated": (("how: guessed", "how: once"), 10, "the row has no date", "when its figure holds"),
    "misdated": (("how: guessed", "how: ever"), 10, "in `date`", ""),
    "a bracket first": (
        ("{how: weighed}}", "{how: weighed}, mark: bracket}"), 9, "the first group is the one", "draw it `solid`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        *(pytest.param(BODY, fault, id=name) for name, fault in FAULTS.items()),
        *(pytest.param(DATED, fault, id=name) for name, fault in DATED_FAULTS.items()),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_its_remedy(opened_with, body, fault):
    (before, after), line, message, remedy = fault
    assert body.count(before) == 1
    with pytest.raises(CaseError) as raised:
        opened_with(body.replace(before, after))
    (problem,) = raised.value.problems
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.place.line == HEAD.count("\n") + line


def test_everything_that_is_wrong_is_said_at_once(opened_with):
    with pytest.raises(CaseError) as raised:
        opened_with(BODY.replace("how: weighed", "who: weighed").replace("how: guessed", "how: sold"))
    assert len(raised.value.problems) == 2


def test_a_row_that_is_left_out_need_not_be_readable(opened_with):
    assert rows(opened_with(DATED), "weighed")


def test_a_changed_case_keeps_its_comparisons(opened_with):
    case = opened_with()
    assert case.with_(heap="50 tonne").text.comparisons == case.text.comparisons
