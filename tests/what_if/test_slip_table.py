"""The table of slips: as it is shipped, and refused with line, finding and remedy where it is damaged."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest
from click.testing import CliRunner

import small_cases
from weighbridge.base.errors import CaseError
from weighbridge.cli import main
from weighbridge.text.units import factor, parse_unit
from weighbridge.what_if import slip_table
from weighbridge.what_if.slip_table import SlipRule, kinds, read_kinds

HEADER = "slip,rule,factor,applies_to,says"
GOOD = "a zero dropped,factor,10,any,ten times as much was meant"


@pytest.fixture
def table(tmp_path):
    """Writes a table of slips; one of text is written as UTF-8."""

    def write(content):
        path = tmp_path / "slips.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_every_rule_has_a_row():
    assert {kind.rule for kind in kinds()} == set(SlipRule)


def test_the_order_is_the_stated_one():
    """What happens to any printed number comes before what needs a special subject."""
    order = [kind.slip for kind in kinds()]
    assert order[0] == "swapped digits"
    stages = ["swapped digits", "a zero dropped", "two zeros dropped", "thousand for million", "units for millions", "percentage points for percent", "per unit for total", "per hour for per day", "short ton for metric", "diameter for circumference"]  # fmt: skip
    assert sorted(stages, key=order.index) == stages


UNDONE_BY = {
    SlipRule.FACTOR: lambda one, other: float(one.factor) * float(other.factor) == pytest.approx(1.0),
    SlipRule.RATE: lambda one, other: (one.factor, one.applies_to) == (other.applies_to, other.factor),
    SlipRule.BASE: lambda one, other: int(one.factor) == -int(other.factor),
}
NO_WAY_BACK = {"units for lakhs", "units for crores"}  # that such a word was put in is not tried


def test_a_for_b_is_undone_by_b_for_a():
    by_name = {kind.slip: kind for kind in kinds()}
    turned = 0
    for kind in kinds():
        one, _, other = kind.slip.partition(" for ")
        if kind.rule in UNDONE_BY and other and kind.slip not in NO_WAY_BACK and not one.startswith("share of"):
            assert UNDONE_BY[kind.rule](kind, by_name[f"{other} for {one}"]), kind.slip
            turned += 1
    assert turned == 34


@pytest.mark.parametrize(
    ("slip", "times"),
    [
        ("per minute for per hour", 60),
        ("per hour for per day", 24),
        ("per day for per week", 7),
        ("per month for per year", 12),
        ("per day for per year", 365.2425),
        ("per week for per year", 365.2425 / 7),
    ],
)
def test_a_rate_is_turned_by_as_many_as_there_are(slip, times):
    (kind,) = [one for one in kinds() if one.slip == slip]
    assert factor(parse_unit(kind.factor)) / factor(parse_unit(kind.applies_to)) == pytest.approx(times)


# What is damaged, on which line it is reported, what was found, and the remedy.
DAMAGED = [
    ("an empty file", "", 1, "no column `slip`", "the first line is `slip,rule,factor,applies_to,says`"),
    ("no rows", HEADER + "\n", None, "the table holds no slip", "write a row for each kind of slip"),
    ("a lost column", "slip,rule,applies_to,says\na zero dropped,factor,any,x\n", 1, "no column `factor`", "the first line is `slip,rule,factor,applies_to,says`"),
    ("a misspelt column", f"slip,rule,factr,applies_to,says\n{GOOD}\n", 1, "unknown column `factr`", "did you mean `factor`?"),
    ("a column twice", f"slip,rule,factor,applies_to,says,says\n{GOOD},x\n", 1, "two columns `says`", "the first line is"),
    ("a lost cell", f"{HEADER}\n{GOOD}\na zero too many,factor,0.1,any\n", 3, "4 cells, expected 5: `slip`, `rule`, `factor`, `applies_to`, `says`", "put text that holds a comma in double quotes"),
    ("a comma without quotes", f"{HEADER}\n{GOOD}, or so\n", 2, "6 cells, expected 5", "put text that holds a comma in double quotes"),
    ("a word for a number", f"{HEADER}\na zero dropped,factor,ten,any,x\n", 2, "`ten` stands under `factor`", "expected a number above zero other than 1, such as 1000 or 0.001"),
    ("a decimal comma", f'{HEADER}\na zero too many,factor,"0,1",any,x\n', 2, "`0,1` stands under `factor`", "expected a number above zero other than 1"),
    ("a factor of zero", f"{HEADER}\nnothing,factor,0,any,x\n", 2, "`0` stands under `factor`", "expected a number above zero other than 1"),
    ("a factor below zero", f"{HEADER}\nless,factor,-10,any,x\n", 2, "`-10` stands under `factor`", "expected a number above zero other than 1"),
    ("a factor of one", f"{HEADER}\nthe same,factor,1.0,any,x\n", 2, "`1.0` stands under `factor`", "expected a number above zero other than 1"),
    ("a factor without end", f"{HEADER}\nmuch,factor,inf,any,x\n", 2, "`inf` stands under `factor`", "expected a number above zero other than 1"),
    ("no number at all", f"{HEADER}\nnothing,factor,nan,any,x\n", 2, "`nan` stands under `factor`", "expected a number above zero other than 1"),
    ("no factor", f"{HEADER}\na zero dropped,factor,,any,x\n", 2, "`` stands under `factor`", "expected a number above zero other than 1"),
    ("an unknown rule", f"{HEADER}\na zero dropped,facter,10,any,x\n", 2, "unknown rule `facter`", "did you mean `factor`"),
    ("no rule", f"{HEADER}\na zero dropped,,10,any,x\n", 2, "unknown rule ``", "expected one of"),
    ("a factor where none is taken", f"{HEADER}\nswapped digits,digits,2,any,x\n", 2, "`2` stands under `factor`", "leave it empty, for the rule `digits` takes none"),
    ("what no slip applies to", f"{HEADER}\na zero dropped,factor,10,money,x\n", 2, "`money` stands under `applies_to`", "for the rule `factor`, expected `any` or `share` or `length`"),
    ("points of what is no percentage", f"{HEADER}\npoints,points,,any,x\n", 2, "`any` stands under `applies_to`", "for the rule `points`, expected `percent`"),
    ("a base that is no sign", f"{HEADER}\nmargin,base,2,percent,x\n", 2, "`2` stands under `factor`", "write `1` for p / (1 + p), or `-1` for p / (1 - p)"),
    ("an unknown unit", f"{HEADER}\nper hour,rate,hours,day,x\n", 2, "unknown unit `hours` under `factor`", "did you mean `hour`"),
    ("an unknown unit that was given", f"{HEADER}\na stone,unit,tonne,stone,x\n", 2, "unknown unit `stone` under `applies_to`", ""),
    ("units of two kinds", f"{HEADER}\nper hour,rate,hour,tonne,x\n", 2, "`hour` cannot be given as `tonne`", "name two units that measure the same"),
    ("a unit for itself", f"{HEADER}\na ton,unit,tonne,tonne,x\n", 2, "`tonne` cannot be given as `tonne`", "name two units that measure the same"),
    ("a rate that is not per time", f"{HEADER}\nper ton,rate,tonne,short_ton,x\n", 2, "`tonne` is not a unit of time", "use the rule `unit`"),
    ("a slip without a name", f"{HEADER}\n,factor,10,any,x\n", 2, "nothing stands under `slip`", "name the slip, and say in plain words what was meant"),
    ("a slip that says nothing", f"{HEADER}\na zero dropped,factor,10,any,\n", 2, "nothing stands under `says`", "name the slip, and say in plain words what was meant"),
    ("a slip twice", f"{HEADER}\n{GOOD}\n{GOOD}\n", 3, "a second slip `a zero dropped`", "give each kind of slip its own name"),
    ("a quotation mark that is not closed", f'{HEADER}\n{GOOD}\nx,factor,10,any,"ten\n', 3, "is not a row of a CSV table", "close them on the same line"),
    ("another encoding", f"{HEADER}\n{GOOD}\n".encode() + "z\u00e9ro,factor,10,any,x\n".encode("latin-1"), 3, "is not UTF-8 text", "save the table as UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "found", "remedy"), [pytest.param(*row[1:], id=row[0]) for row in DAMAGED])
def test_a_damaged_table_is_refused_where_it_is_damaged(table, content, line, found, remedy):
    path = table(content)
    with pytest.raises(CaseError) as caught:
        read_kinds(path)
    (problem,) = [one for one in caught.value.problems if found in one.message]
    assert (problem.place.file, problem.place.line) == (str(path), line)
    assert remedy in problem.remedy


def test_every_problem_of_a_table_is_reported_at_once(table):
    path = table(f"{HEADER}\na,factor,ten,money,\nb,facter,,any,x\n{GOOD}\nc,rate,hour,day\n")
    with pytest.raises(CaseError) as caught:
        read_kinds(path)
    assert [problem.place.line for problem in caught.value.problems] == [2, 2, 2, 3, 5]


def test_a_table_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(CaseError, match=r"slips\.csv: cannot be read: No such file or directory; put the table back"):
        read_kinds(tmp_path / "slips.csv")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"\ufeff{HEADER}\r\n{GOOD}\r\n", id="as a spreadsheet saves it"),
        pytest.param(f"{HEADER}\n\n{GOOD}\n\n", id="with empty lines"),
        pytest.param("says,slip,factor,rule,applies_to\nten times as much was meant,a zero dropped,10,factor,any", id="columns in another order"),
        pytest.param(f'{HEADER}\n"a zero dropped", factor , 10 ,any,"ten times as much was meant"\n', id="blanks about cells"),
    ],
)  # fmt: skip
def test_a_table_may_be_saved_in_other_ways(table, content):
    (kind,) = read_kinds(table(content))
    assert kind == next(one for one in kinds() if one.slip == "a zero dropped")


@pytest.mark.parametrize("command", [["slips"], ["verify", "--full"]], ids=" ".join)
def test_a_command_reports_a_damaged_table_without_a_traceback(table, tmp_path, monkeypatch, command):
    monkeypatch.setattr(slip_table, "TABLE", table(f"{HEADER}\na zero dropped,factor,ten,any,x\n"))
    case = tmp_path / "case.yaml"
    claims = {**small_cases.HAUL, "mass": "60.0 tonne"}
    case.write_text(small_cases.case_text(claims, small_cases.PRODUCT, fits=small_cases.FITS), encoding="utf-8")
    kinds.cache_clear()
    try:
        result = CliRunner().invoke(main, [*command, str(case)])
    finally:
        kinds.cache_clear()
    assert result.exit_code == 2
    assert "slips.csv:2: `ten` stands under `factor`; expected a number above zero other than 1" in result.output
    assert "Traceback" not in result.output
