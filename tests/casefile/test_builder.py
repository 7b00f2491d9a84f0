"""Numbers, distributions and options that make no graph: one message each, and nothing follows from it."""

# ruff: noqa: E501 (a row of a table stands on one line)

from pathlib import Path

from faulty_case import LIMIT, LOW, MASS, SET, SHARES, edited, told
from weighbridge.evidence.holdings import Holdings

RAQQA = Path(__file__).parents[2] / "data" / "cases" / "raqqa-2017" / "case.yaml"
MEANS = sum(row.cells["statistic"] == "mean" for row in Holdings.of(RAQQA).table("payloads"))


TON = "write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"


KINDS = "fixed, uniform, triangular, pert, normal, lognormal, student_t, discrete, empirical, composition"


# name, edits, line, the rest of the one message
FAULTS = [
    # units and numbers
    ("unit", [("120 tonne", "120 tonn")], MASS, "`mass.value`: unknown unit `tonn`; did you mean `tonne`?"),
    ("ton", [("120 tonne", "120 ton")], MASS, f"`mass.value`: a bare `ton` has three meanings; {TON}"),
    ("tons as in the quotation", [("120 tonne", "120 tons"), ("tons of metal", "tons")], MASS, f"`mass.value`: a bare `tons` has three meanings; {TON}"),
    ("dollars", [("120 tonne", "120 dollars")], MASS, "`mass.value`: a bare `dollars` has several meanings; write the currency: `USD` for the dollar of the United States, or `CAD`, `AUD`, `NZD`, `SGD` or `HKD`, as in `40 USD` or `US$40`"),
    ("comma", [("120 tonne", "1,2 tonne")], MASS, "`mass.value`: `1,2` in `1,2 tonne` is not a plain number; write `1.2` if the comma is the decimal sign, `12` if it parts thousands"),
    ("downwards", [("120 tonne", "3 to 1 tonne")], MASS, "`mass.value`: the range `3 to 1 tonne` runs downwards; write the lower end first"),
    ("hedge", [("value: 6 truck", "value: 6 truck\n    hedge: nearley")], 10, "`trucks.hedge`: unknown hedge `nearley`; did you mean `nearly` or `near`?"),
    ("what it is a number of", [("value: 6 truck", "value: 6 truck\n    is_a: direction")], 10, "`is_a` is `direction` in `trucks`; expected `count`, `denomination`, `calendar_year`, `measure` or `ratio`"),
    ("step of another unit", [("value: 6 truck", "value: 6 truck\n    rounded_to: 10 tonne\n    hedge_reason: r")], 10, "`trucks.rounded_to`: `10 tonne` is no step of a number in `truck`; write one step above zero in that unit, such as `10 truck`"),
    ("step below zero", [("value: 120 tonne", "value: 120 tonne\n    rounded_to: -5 tonne\n    hedge_reason: r")], 7, "`mass.rounded_to`: `-5 tonne` is no step of a number in `tonne`; write one step above zero in that unit, such as `10 tonne`"),
    ("step without unit", [("value: 120 tonne", "value: 120 tonne\n    rounded_to: 10\n    hedge_reason: r")], 7, "`mass.rounded_to`: `10` has no unit; write a unit behind the number, `one` for a bare number"),
    # sources and evidence
    ("no ground", [("{value: 10 tonne/truck, reason: a guess}", "10 tonne/truck")], LOW, "`usual.triangular`: `low` has neither source nor reason; write `{value: 10 tonne/truck, reason: \"why\"}`, or `sources: [KEY]` in place of the reason"),
    ("unknown source", [("{value: 10 tonne/truck, reason: a guess}", "{value: 10 tonne/truck, sources: [cite-it]}")], LOW, "`usual.triangular`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("parameter over several lines", [("{value: 10 tonne/truck, reason: a guess}", "\n        value: 10 tonne/truck\n        sources:\n          - cite-it")], 19, "`usual.triangular`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("fair range over several lines", [("{value: 10 tonne/truck, reason: a guess}", "\n        value: 10 tonne/truck\n        reason: a guess\n        fair:\n          low: {value: 9 tonne/truck, reason: r}\n          high: {value: 8 tonne/truck, reason: r}")], 19, "`usual.triangular`: the fair range of `low` runs downwards; write the lower end under `low`"),
    ("unknown source of evidence", [("source: cites-it", "source: cites")], LIMIT, "`limit.source`: unknown source `cites`; did you mean `cites-it`?"),
    ("unknown source of another text", [("    value: 6 truck", "    value: 6 truck\n    elsewhere: [{source: cites, language: ar, exact: x, meaning: y}]")], 10, "`trucks.elsewhere`: unknown source `cites`; did you mean `cites-it`?"),
    ("evidence without source", [("source: cites-it, ", "")], LIMIT, "`limit`: evidence from a source needs `source`; add `source: KEY`, the `id` of a source in sources.json, as in `source: my-source`"),
    ("evidence without date", [(", date: 2017-02", "")], LIMIT, "`limit`: evidence from a source needs `date`; add `date: ...`, when the figure holds, as in `date: 2017`, `date: 2017-02` or `date: 2017-02-28`"),
    ("evidence without unit", [("60 tonne/truck, source", "60, source")], LIMIT, "`limit.value`: `60` has no unit; write a unit behind the number, `one` for a bare number"),
    ("no evidence", [("evidence: limit", "evidence: limmit")], 18, "`usual.triangular`: there is no evidence `limmit`; did you mean `limit`?"),
    ("date", [("date: 2017-02", "date: yesterday")], LIMIT, "`limit.date`: `yesterday` is not a date, expected a date such as `2014`, `2014-07` or `2014-07-31`; write the year, the month or the day as far as known"),
    ("table", [("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: paylods, where: {key: a}, column: payload}")], LIMIT, "`limit.table`: there is no table `paylods`; did you mean `payloads` or `yields`?"),
    ("column", [("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: payloads, where: {key: a}, column: paylod}")], LIMIT, "`limit.column`: the table `payloads` has no column `paylod`; did you mean `payload`?"),
    ("row", [("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: payloads, where: {key: un-jordan-syria}, column: payload}")], LIMIT, "`limit.where`: no row of `payloads` has key `un-jordan-syria`; did you mean `un-jordan-syria-mean`?"),
    ("several rows", [("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: payloads, where: {statistic: mean}, column: payload}")], LIMIT, f"`limit.table`: {MEANS} rows of `payloads` have statistic: mean, expected one; name more columns under `where`"),
    # distributions
    ("triangular", [("10 tonne/truck", "30 tonne/truck")], 15, "`usual.triangular`: `low` lies above `mode`; expected `low` ≤ `mode` ≤ `high`"),
    ("parameter", [("      mode:", "      mod: {value: 1 tonne/truck, reason: r}\n      mode:")], 17, "`usual.triangular`: `triangular` has no parameter `mod`; did you mean `mode`?"),
    ("lacking parameter", [("      mode: {value: 20 tonne/truck, reason: a guess}\n", ""), ("usual.mode", "usual.low")], 15, "`usual.triangular`: `triangular` lacks `mode`; it needs `low`, `mode`, `high`"),
    ("kinds of units", [("20 tonne/truck", "20 tonne")], 17, "`usual.triangular`: `tonne` does not fit `tonne/truck`: [mass] against [mass] / [vehicle]; give all parameters units of one kind"),
    ("shares too large", [("{iron: {}, copper: {}}", "{iron: {low: {value: 0.6 one, reason: r}}, copper: {low: {value: 0.6 one, reason: r}}}")], SHARES, "`mix.composition`: the shares cannot sum to one: they sum to between 1.2 and 2; loosen the bounds until 1 lies between"),
    ("shares too small", [("{iron: {}, copper: {}}", "{iron: {high: {value: 0.2 one, reason: r}}, copper: {high: {value: 0.6 one, reason: r}}}")], SHARES, "`mix.composition`: the shares cannot sum to one: they sum to between 0 and 0.8; loosen the bounds until 1 lies between"),
    ("no amount of a part", [("{iron: {}, copper: {}}", "{iron: {mean: {value: 0 kg/person, reason: r}}, copper: {mean: {value: 0 kg/person, reason: r}}}, concentration: {value: 9 one, reason: r}")], SHARES, "`mix.composition`: an amount that is put in proportion is 0; expected amounts above zero; leave out what there is none of"),
    ("amount below zero", [("{iron: {}, copper: {}}", "{iron: {mean: {value: 3 kg, reason: r}}, copper: {mean: {value: -1 kg, reason: r}}}, concentration: {value: 9 one, reason: r}")], SHARES, "`mix.composition`: an amount that is put in proportion is -1; expected amounts above zero; leave out what there is none of"),
    ("no value of what a reading multiplies", [("value: 120 tonne", "readings:\n      each: {value: 20 tonne/truck, times: trucks, reason: r, preferred: true}"), ("value: 6 truck", "value: ''")], 10, "`trucks.value`: `` is not a number with a unit; write it as `2500 tonne` or `1 to 3 million USD/day`"),
    ("no distribution", [("    composition: {parts: {iron: {}, copper: {}}}}", "    }")], 19, f"`mix`: an assumption has one distribution, found none; write one of {KINDS}, as in `fixed: {{value: {{value: 50 tonne, reason: ...}}}}`"),
    # alternatives
    ("target", [("usual.mode: 15", "usul.mode: 15")], SET, "the case has no quantity and no alternative `usul`; did you mean `usual`?"),
    ("target's parameter", [("usual.mode: 15", "usual.mod: 15")], SET, "`usual.triangular`: `triangular` has no parameter `mod`; did you mean `mode`?"),
    ("target's key", [("usual.mode: 15 tonne/truck", "load.expresion: mass")], SET, "unknown key `expresion` in `load`; did you mean `expression` or `reason`?"),
    ("option's value", [("usual.mode: 15 tonne/truck", "usual.mode: 15 ton/truck")], SET, f"`usual.triangular`: a bare `ton` has three meanings; {TON}"),
    ("option's formula", [("usual.mode: 15 tonne/truck", "load: mass / truks")], SET, "`load`: unknown name `truks` in `mass / truks`; did you mean `trucks`?"),
    ("option's source", [("reason: a stricter one", "reason: a stricter one\n        sources: [cite-it]")], SET, "`limits.options`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("nothing as written", [("written: {reason: as it stands}", "written: {reason: r, set: {usual.mode: 16 tonne/truck}}")], 32, "exactly one option sets nothing and stands for the case as written, found 0 in `limits`"),
    ("two change one", [("alternatives:\n", "alternatives:\n  more:\n    question: More?\n    options:\n      written: {reason: r}\n      more: {reason: r, set: {usual.high: 70 tonne/truck}}\n")], 43, "`usual`: the choices `more` and `limits` both change it; join them into one alternative"),
]  # fmt: skip


def test_a_wrong_number_or_option_is_one_message_with_its_line(folder):
    expected = {name: [f"case.yaml:{line}: {message}"] for name, _, line, message in FAULTS}
    assert {name: told(folder, edited(*edits)) for name, edits, _, _ in FAULTS} == expected


# A fault of one quantity, and everything else of the case built on it: exactly one message.
BROKEN = [
    ("a claim", [("120 tonne", "120 ton")]),
    ("a claim without value", [("    value: 6 truck\n", "")]),
    ("a quotation", [("{exact: 6 trucks}", "{}")]),
    ("evidence", [("60 tonne/truck", "60 ton/truck")]),
    ("evidence in the wrong shape", [("source: cites-it", "sourse: cites-it")]),
    ("an assumption", [("10 tonne/truck", "10 ton/truck")]),
    ("a composition", [("{iron: {}, copper: {}}", "{iron: {low: {value: 2 ton, reason: r}}, copper: {}}")]),
    ("a composition in the wrong shape", [("{iron: {}, copper: {}}", "{iron: {}}")]),
    ("a formula", [("mass / trucks", "mass / / trucks")]),
    ("a formula's unit", [("    unit: tonne/truck", "    unit: ton/truck")]),
    ("a formula with an option", [("mass / trucks", "mass / / trucks"), ("usual.mode: 15 tonne/truck", "load: mass / trucks")]),
    ("an assumption with an option", [("mode: {value: 20 tonne/truck", "mode: {value: 20 ton/truck"), ("usual.mode: 15 tonne/truck", "usual: {fixed: {value: 15 tonne/truck}}")]),
    ("a composition with an option", [("{iron: {}, copper: {}}", "{iron: {low: {value: 2 ton, reason: r}}, copper: {}}"), ("usual.mode: 15 tonne/truck", "mix: {composition: {parts: {iron: {}, copper: {}}}}")]),
    ("evidence with an option", [("60 tonne/truck", "60 ton/truck"), ("usual.mode: 15 tonne/truck", "limit: {value: 61 tonne/truck}")]),
    ("a claim that another multiplies", [("value: 6 truck", "value: 6 trucs"), ("    value: 120 tonne\n", "    readings:\n      all: {value: 120 tonne, reason: r, preferred: true}\n      each: {value: 20 tonne/truck, times: trucks, reason: r}\n")]),
    ("a claim without value that another multiplies", [("    value: 6 truck\n", ""), ("    value: 120 tonne\n", "    readings:\n      all: {value: 120 tonne, reason: r, preferred: true}\n      each: {value: 20 tonne/truck, times: trucks, reason: r}\n")]),
]  # fmt: skip


def test_a_broken_quantity_brings_no_messages_after_it(folder):
    found = {name: told(folder, edited(*edits)) for name, edits in BROKEN}
    assert {name: lines for name, lines in found.items() if len(lines) != 1} == {}


def test_an_option_that_changes_the_parts_of_a_composition_is_told(folder):
    parts = "mix: {composition: {parts: {iron: {}, gold: {}}}}"
    (line,) = told(folder, edited(("usual.mode: 15 tonne/truck", parts)))
    assert line.startswith(f"case.yaml:{SET}: ")
    assert "`gold`" in line
