"""Bad input: each fault is told once, with file, line, what was found and the remedy; nothing else is ever raised."""

# ruff: noqa: E501 (a row of a table stands on one line)

import contextlib
import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import variants
from refusals import refusal
from weighbridge import CaseError, Settings, WeighbridgeError, open_case
from weighbridge.case import Case
from weighbridge.casefile.event_options import with_event_options
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.reader import read_case
from weighbridge.cli import main
from weighbridge.evidence.library import Library

RAQQA = Path(__file__).parents[2] / "data" / "cases" / "raqqa-2017" / "case.yaml"

CASE = """\
title: A small case
article: {title: A, url: "https://example.org", language: en}
claims:
  mass:
    quote: {exact: about 120 tons of metal}
    value: 120 tonne
  trucks:
    quote: {exact: 6 trucks}
    value: 6 truck
evidence:
  limit: {value: 60 tonne/truck, source: cites-it, date: 2017-02}
assumptions:
  usual:
    of: one truck
    triangular:
      low: {value: 10 tonne/truck, reason: a guess}
      mode: {value: 20 tonne/truck, reason: a guess}
      high: {evidence: limit, reason: a guess}
  mix: {of: the mix,
    reason: nothing is known of it,
    composition: {parts: {iron: {}, copper: {}}}}
formulas:
  load:
    expression: mass / trucks
    unit: tonne/truck
  worth: {expression: mix.iron * usual, unit: tonne/truck}
checks:
  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}
  can: {question: Can it?, kind: possible, stated: load, at_most: usual}
  some: {question: Which?, kind: reachable, stated: load, equals: worth, by: mix}
alternatives:
  limits:
    question: Which limit?
    options:
      written: {reason: as it stands}
      lower:
        reason: a stricter one
        set:
          usual.mode: 15 tonne/truck
"""
SOURCES = """\
[{"id": "cites-it", "type": "webpage", "title": "A page", "custom": {"trust": "V", "licence": "none", "use": "cited"}}]
"""
MASS, TRUCKS, LIMIT, LOW, SHARES, LOAD, FITS, CAN, SOME = 6, 9, 11, 16, 21, 24, 28, 29, 30
SET = 38  # the option's `set`


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def edited(*edits):
    text = CASE
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def told(folder, content):
    """What is told of a case, by the library and by the command alike."""
    (folder / "case.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CaseError) as error:
        open_case("case.yaml").verify()
    lines = str(error.value).splitlines()
    result = CliRunner().invoke(main, ["verify", "case.yaml"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    shown = result.stderr.splitlines()
    assert shown[: len(lines)] == lines
    assert shown[len(lines) :] == ([f"{len(lines)} problems; nothing was weighed"] if len(lines) > 1 else [])
    return lines


def test_the_case_itself_is_sound(folder):
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    result = open_case("case.yaml").verify()
    assert [check.name for check in result.checks] == ["fits", "can", "some"]


MEANS = sum(row.cells["statistic"] == "mean" for row in Library.of(RAQQA).table("payloads"))
TON = "write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"
KINDS = "fixed, uniform, triangular, pert, normal, lognormal, discrete, empirical, composition"

# name, edits, line, the rest of the one message
FAULTS = [
    # keys and shapes
    ("key", [("value: 120 tonne", "valeu: 120 tonne")], MASS, "unknown key `valeu` in `mass`; did you mean `value`?"),
    ("section", [("evidence:", "evidenze: {}\nevidence:")], 10, "unknown key `evidenze`; did you mean `evidence`?"),
    ("quote", [("{exact: 6 trucks}", "[6 trucks]")], 8, "`quote` is a list in `trucks`, expected a mapping; write `key: value` below it"),
    ("null entry", [("  limit: {value: 60 tonne/truck, source: cites-it, date: 2017-02}", "  limit:")], LIMIT, "`limit` is empty, expected a mapping; write `key: value` below it"),
    ("null value", [("stated: load, at_most: usual", "stated: , at_most: usual")], FITS, "`stated` is empty in `fits`, expected text; write one value"),
    ("null title", [("title: A small case", "title:")], 1, "`title` is missing; a case has title, article, claims and checks"),
    ("twice", [("    value: 6 truck", "    value: 6 truck\n    value: 7 truck")], 10, "the key `value` stands twice, first on line 9; keep one"),
    ("alias", [("value: 120 tonne", "value: &a 120 tonne"), ("unit: tonne/truck\n", "unit: tonne/truck\n    of: *a\n")], MASS, "an alias (`*name`) stands here; write the value out"),
    ("kind", [("kind: typical", "kind: tipical")], FITS, "`kind` is `tipical` in `fits`; expected `agrees`, `possible`, `typical` or `reachable`"),
    ("hash", [("language: en}", "language: en, sha256: abc}")], 2, "`sha256` is `abc`; expected 64 hexadecimal digits, the SHA-256 of the text"),
    ("article", [("url: \"https://example.org\", ", "")], 2, "`url` is missing; add `url: ...`"),
    # units and numbers
    ("unit", [("120 tonne", "120 tonn")], MASS, "`mass.value`: unknown unit `tonn`; did you mean `tonne`?"),
    ("ton", [("120 tonne", "120 ton")], MASS, f"`mass.value`: a bare `ton` has three meanings; {TON}"),
    ("tons as in the quotation", [("120 tonne", "120 tons"), ("tons of metal", "tons")], MASS, f"`mass.value`: a bare `tons` has three meanings; {TON}"),
    ("dollars", [("120 tonne", "120 dollars")], MASS, "`mass.value`: unknown unit `dollars`; write the currency: `USD`"),
    ("comma", [("120 tonne", "1,200 tonne")], MASS, "`mass.value`: `1,200 tonne` is not a number with a unit; write the number without separators, as in `1000000 USD`"),
    ("downwards", [("120 tonne", "3 to 1 tonne")], MASS, "`mass.value`: the range `3 to 1 tonne` runs downwards; write the lower end first"),
    ("hedge", [("value: 6 truck", "value: 6 truck\n    hedge: nearley")], 10, "`trucks.hedge`: unknown hedge `nearley`; did you mean `nearly` or `near`?"),
    # sources and evidence
    ("no ground", [("{value: 10 tonne/truck, reason: a guess}", "10 tonne/truck")], LOW, "`usual.triangular`: `low` has neither source nor reason; add `sources: [...]` or `reason: ...`"),
    ("unknown source", [("{value: 10 tonne/truck, reason: a guess}", "{value: 10 tonne/truck, sources: [cite-it]}")], LOW, "`usual.triangular`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("parameter over several lines", [("{value: 10 tonne/truck, reason: a guess}", "\n        value: 10 tonne/truck\n        sources:\n          - cite-it")], 19, "`usual.triangular`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("fair range over several lines", [("{value: 10 tonne/truck, reason: a guess}", "\n        value: 10 tonne/truck\n        reason: a guess\n        fair:\n          low: {value: 9 tonne/truck, reason: r}\n          high: {value: 8 tonne/truck, reason: r}")], 19, "`usual.triangular`: the fair range of `low` runs downwards; write the lower end under `low`"),
    ("unknown source of evidence", [("source: cites-it", "source: cites")], LIMIT, "`limit.source`: unknown source `cites`; did you mean `cites-it`?"),
    ("unknown source of another text", [("    value: 6 truck", "    value: 6 truck\n    elsewhere: [{source: cites, language: ar, exact: x, meaning: y}]")], 10, "`trucks.elsewhere`: unknown source `cites`; did you mean `cites-it`?"),
    ("evidence without source", [("source: cites-it, ", "")], LIMIT, "evidence from a source needs `source` in `limit`"),
    ("evidence without date", [(", date: 2017-02", "")], LIMIT, "evidence from a source needs `date` in `limit`"),
    ("evidence without unit", [("60 tonne/truck, source", "60, source")], LIMIT, "`limit.value`: `60` has no unit; write a unit behind the number, `one` for a bare number"),
    ("no evidence", [("evidence: limit", "evidence: limmit")], 18, "`usual.triangular`: there is no evidence `limmit`; did you mean `limit`?"),
    ("date", [("date: 2017-02", "date: yesterday")], LIMIT, "`yesterday` is not a date, expected one such as 2017, 2017-02 or 2017-02-28 in `limit`"),
    ("table", [("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: paylods, where: {key: a}, column: payload}")], LIMIT, "`limit.table`: there is no table `paylods`; did you mean `payloads`?"),
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
    ("no distribution", [("    composition: {parts: {iron: {}, copper: {}}}}", "    }")], 19, f"an assumption has one distribution, found none; expected one of {KINDS} in `mix`"),
    # formulas
    ("name", [("mass / trucks", "mas / trucks")], LOAD, "`load`: unknown name `mas` in `mas / trucks`; did you mean `mass`?"),
    ("circle", [("mass / trucks", "load")], LOAD, "the formulas go in a circle: load → load; define one of them by something else"),
    ("circle of two", [("mass / trucks", "turn"), ("formulas:", "formulas:\n  turn: {expression: load, unit: tonne/truck}")], 23, "the formulas go in a circle: turn → load → turn; define one of them by something else"),
    ("unit of a formula", [("    unit: tonne/truck", "    unit: tonne")], 25, "`load`: `mass / trucks` gives tonne/truck, which is not `tonne`; [mass] / [vehicle] against [mass]: mend the formula or its unit"),
    ("misspelt unit of a formula", [("    unit: tonne/truck", "    unit: tonn/truck")], 25, "`load.unit`: unknown unit `tonn`; did you mean `tonne`?"),
    ("sum", [("mass / trucks", "mass + trucks")], LOAD, "`load`: `+` joins tonne ([mass]) and truck ([vehicle]); both sides must measure the same kind of thing"),
    ("Python", [("mass / trucks", "\"__import__('os').system('x')\"")], LOAD, "`load.expression`: `__import__` is not a function of the formula language; expected one of `abs`, `exp`, `log`, `max`, `min`, `sqrt`, `sum`"),
    ("attribute", [("mass / trucks", "mass.__class__")], LOAD, "`load`: unknown name `mass.__class__` in `mass.__class__`; expected one of `limit`, `load`, `mass`, `mix`, `mix.copper`, `mix.iron`, `trucks`, `usual`, `worth`"),
    ("list", [("mass / trucks", '"[x for x in y]"')], LOAD, "`load.expression`: `[` at column 1 is not part of the formula language; it has names, numbers, + - * / ** and the functions abs, exp, log, max, min, sqrt, sum"),
    ("bare number", [("mass / trucks", "mass / trucks / 2")], LOAD, "`load.expression`: the formula holds the number 2; say why in `reason: ...`, or make it evidence or an assumption"),
    ("unclosed", [("mass / trucks", "(mass / trucks")], LOAD, "`load.expression`: found the end of the formula, expected `)`; see the formula language in docs/cases.md"),
    ("long", [("mass / trucks", "mass" + " + mass" * 120_000)], LOAD, "`load.expression`: the formula has 840004 characters, at most 1000; split it into several formulas"),
    ("many", [("mass / trucks", "mass" + "+mass" * 120)], LOAD, "`load.expression`: the formula has more than 100 operations; split it into several formulas"),
    ("nested", [("mass / trucks", "(" * 60 + "mass" + ")" * 60)], LOAD, "`load.expression`: the formula is nested more than 40 deep; split it into several formulas"),
    # names
    ("unit's name", [("formulas:", "formulas:\n  day: {expression: mass, unit: tonne}")], 23, "`day`: this is the name of a unit; choose another name"),
    ("name twice", [("formulas:", "formulas:\n  mass: {expression: mix.iron * mix.copper, unit: one}")], 23, "`mass`: it is already one of the claims; choose another name"),
    ("dotted name", [("formulas:", "formulas:\n  a.b: {expression: mass, unit: tonne}")], 23, "`a.b`: a formula could not use this name; use letters, digits and _, and begin with a letter"),
    # checks
    ("side", [("stated: load, at_most: usual}\n  can", "stated: lod, at_most: usual}\n  can")], FITS, "`fits`: unknown name `lod` under `stated`; did you mean `load`?"),
    ("kinds of sides", [("kind: typical, stated: load", "kind: typical, stated: mass")], FITS, "`fits`: cannot compare `mass` in tonne and `usual` in tonne/truck; both sides must measure the same kind of thing"),
    ("two relations", [("at_most: usual", "at_most: usual, at_least: usual")], FITS, "a check has one of `at_most`, `at_least`, `equals`, `counted_in`, found 2 in `fits`"),
    ("agrees at most", [("kind: typical", "kind: agrees")], FITS, "a check of kind `agrees` asks whether two sides are equal: write `equals` in `fits`"),
    ("agrees with an assumption", [("kind: typical, stated: load, at_most", "kind: agrees, stated: load, equals")], FITS, "`fits`: `usual` is an assumption, and `agrees` compares what the article states; use `possible` or `typical`"),
    ("typical of nothing", [("at_most: usual}\n  can", "at_most: worth}\n  can")], FITS, "`fits`: `worth` does not say what it is a distribution of; add `of: ...` (one truck, the mean of a convoy, …)"),
    ("no ends", [("    triangular:\n      low: {value: 10 tonne/truck, reason: a guess}\n      mode: {value: 20 tonne/truck, reason: a guess}\n      high: {evidence: limit, reason: a guess}\n", "    normal:\n      mean: {value: 10 tonne/truck, reason: a guess}\n      standard_uncertainty: {value: 2 tonne/truck, reason: a guess}\n"), ("  some: {question: Which?, kind: reachable, stated: load, equals: worth, by: mix}\n", ""), ("usual.mode", "usual.mean")], 28, "`can`: `usual` has no ends, and `possible` asks for bounds; give it `low` and `high`"),
    ("not linear", [("mix.iron * usual", "mix.iron * mix.iron * usual")], SOME, "`some`: `worth` is not linear in the shares of `mix`; `reachable` needs a sum of shares times prices"),
    ("by nothing", [(", by: mix", "")], SOME, "`by` names the composition that is free to choose; `reachable` needs it, other kinds have none in `some`"),
    ("by a claim", [("by: mix", "by: mass")], SOME, "`some`: `mass` is not a composition; name an assumption with `composition`"),
    # alternatives
    ("target", [("usual.mode: 15", "usul.mode: 15")], SET, "the case has no quantity and no alternative `usul`; did you mean `usual`?"),
    ("target's parameter", [("usual.mode: 15", "usual.mod: 15")], SET, "`usual.triangular`: `triangular` has no parameter `mod`; did you mean `mode`?"),
    ("target's key", [("usual.mode: 15 tonne/truck", "load.expresion: mass")], SET, "unknown key `expresion` in `load`; did you mean `expression` or `reason`?"),
    ("option's value", [("usual.mode: 15 tonne/truck", "usual.mode: 15 ton/truck")], SET, f"`usual.triangular`: a bare `ton` has three meanings; {TON}"),
    ("option's formula", [("usual.mode: 15 tonne/truck", "load: mass / truks")], SET, "`load`: unknown name `truks` in `mass / truks`; did you mean `trucks`?"),
    ("option's source", [("reason: a stricter one", "reason: a stricter one\n        sources: [cite-it]")], SET, "`limits.options`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("nothing as written", [("written: {reason: as it stands}", "written: {reason: r, set: {usual.mode: 16 tonne/truck}}")], 32, "exactly one option sets nothing and stands for the case as written, found 0 in `limits`"),
    ("two change one", [("alternatives:\n", "alternatives:\n  more:\n    question: More?\n    options:\n      written: {reason: r}\n      more: {reason: r, set: {usual.high: 70 tonne/truck}}\n")], 43, "`usual`: the choices `more` and `limits` both change it; join them into one alternative"),
    # the file
    ("tab", [("    value: 120 tonne", "\tvalue: 120 tonne")], MASS, "not YAML: found character '\\t' that cannot start any token; check indentation, quotes and brackets"),
    ("bracket", [("{exact: 6 trucks}", "{exact: 6 trucks")], 9, "not YAML: expected ',' or '}', but got ':'; check indentation, quotes and brackets"),
    ("undefined alias", [("value: 6 truck", "value: *a")], TRUCKS, "not YAML: found undefined alias 'a'; check indentation, quotes and brackets"),
]  # fmt: skip


def test_one_fault_is_one_message_with_its_line(folder):
    expected = {name: [f"case.yaml:{line}: {message}"] for name, _, line, message in FAULTS}
    assert {name: told(folder, edited(*edits)) for name, edits, _, _ in FAULTS} == expected


LONG_FORMULA = edited(("mass / trucks", "mass" + " + mass" * 166_000))
WHOLE = [
    ("empty", "", "case.yaml: the file is empty; expected a case: title, article, claims, checks"),
    ("comment", "# nothing\n", "case.yaml: the file is empty; expected a case: title, article, claims, checks"),
    ("list", "- a\n- b\n", "case.yaml:1: expected `key: value` lines; a case is a mapping: title, article, claims, checks"),
    ("text", "hello\n", "case.yaml:1: expected `key: value` lines; a case is a mapping: title, article, claims, checks"),
    ("bytes", b"\x00\xff\xfe\x01", "case.yaml: not a text file: byte 2 is not UTF-8; save it as plain text in UTF-8"),
    ("UTF-16", CASE.encode("utf-16"), "case.yaml: not a text file: byte 1 is not UTF-8; save it as plain text in UTF-8"),
    ("control", 'title: "A\x00"\n', "case.yaml: not YAML: a character that YAML does not allow; check indentation, quotes and brackets"),
    ("huge", CASE + "#" * 1_000_000, f"case.yaml: the file has {len(CASE) + 1_000_000:,} bytes, at most 1,000,000; keep tables in data/evidence"),
    ("a million characters", LONG_FORMULA, f"case.yaml: the file has {len(LONG_FORMULA):,} bytes, at most 1,000,000; keep tables in data/evidence"),
    ("brackets", "title: " + "[" * 5000, "case.yaml: nested too deep to be a case; a case is flat"),
    ("thirty brackets", "title: " + "[" * 30 + "]" * 30, "case.yaml:1: nested more than 20 deep; a case is flat"),
    ("indentation", "\n".join("  " * depth + "a:" for depth in range(500)), "case.yaml: nested too deep to be a case; a case is flat"),
    ("dashes", CASE + "more:\n  " + "- " * 900 + "x", "case.yaml: nested too deep to be a case; a case is flat"),
    ("two documents", CASE + "---\n" + CASE, "case.yaml:40: not YAML: but found another document; check indentation, quotes and brackets"),
]  # fmt: skip


def test_a_file_that_is_no_case(folder):
    expected = {name: [message] for name, _, message in WHOLE}
    assert {name: told(folder, content) for name, content, _ in WHOLE} == expected


def test_a_case_that_is_not_there_is_told_with_the_nearest_names(folder):
    with pytest.raises(CaseError, match=r"^case `raqa-2017`: there is no such case; did you mean `raqqa-2017`\?$"):
        open_case("raqa-2017")
    result = CliRunner().invoke(main, ["verify", "raqa-2017"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?\n"


@pytest.mark.parametrize("name", ["", "x" * 5000, "a/b/c", "\n", "évidence"])
def test_any_name_that_is_no_case_is_told(folder, name):
    with pytest.raises(CaseError, match="there is no such case"):
        open_case(name)


@pytest.mark.parametrize("name", [".", "evidence"])
def test_a_folder_without_a_case_is_told(folder, name):
    with pytest.raises(CaseError, match=rf"^{re.escape(name)}: the folder holds no case\.yaml; see docs/cases\.md$"):
        open_case(name)


EIGHT = [
    ((("article: {title: A, url", "article: {titel: A, url"),), 2, "unknown key `titel`; did you mean `title`?"),
    ((("120 tonne", "120 ton"),), MASS, "a bare `ton` has three meanings"),
    ((("value: 6 truck", "value: 6 trucs"),), TRUCKS, "unknown unit `trucs`; did you mean `truck`?"),
    ((("date: 2017-02", "date: soon"),), LIMIT, "`soon` is not a date"),
    ((("{value: 10 tonne/truck, reason: a guess}", "{value: 10 tonne/truck}"),), LOW, "`low` has neither source nor reason"),
    ((("{iron: {}, copper: {}}", "{iron: {low: {value: 2 one, reason: r}}, copper: {}}"),), SHARES, "`mix.composition`"),
    ((("expression: mass / trucks", "expression: mass // trucks"),), LOAD, "found `/`"),
    ((("kind: possible", "kind: posible"),), CAN, "`kind` is `posible`"),
]  # fmt: skip


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_their_lines(folder):
    lines = told(folder, edited(*(edit for edits, _, _ in EIGHT for edit in edits)))
    assert [int(line.split(":")[1]) for line in lines if line.split(":")[1].isdigit()] == sorted(
        line for _, line, _ in EIGHT for _ in range(2 if line == 2 else 1)
    )
    for _, line, message in EIGHT:
        assert [text for text in lines if text.startswith(f"case.yaml:{line}: ") and message in text], (line, lines)
    # The misspelt title is told twice: a key too many, and a key too few. Nothing follows from anything else.
    assert len(lines) == len(EIGHT) + 1


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


def test_a_section_in_the_wrong_shape_brings_no_messages_after_it(folder):
    lines = told(folder, edited(("claims:", "claims: [1, 2]\nclaimes:")))
    assert lines == [
        "case.yaml:3: `claims` is not a mapping of names; write `name: {...}` below it",
        "case.yaml:4: unknown key `claimes`; did you mean `claims`?",
    ]


def test_a_misspelt_section_brings_no_messages_after_it(folder):
    lines = told(folder, edited(("formulas:", "formulae:")))
    assert lines == ["case.yaml:22: unknown key `formulae`; did you mean `formulas`?"]


SHAPES = [
    ("article as text", [('article: {title: A, url: "https://example.org", language: en}', "article: A")], 2),
    ("article as a list", [('article: {title: A, url: "https://example.org", language: en}', "article: [A]")], 2),
    ("title as a list", [("title: A small case", "title: [A]")], 1),
    ("title as a mapping", [("title: A small case", "title: {a: b}")], 1),
    ("summary as a list", [("title: A small case", "title: A\nsummary: [a]")], 2),
    ("value as a list", [("value: 6 truck", "value: [6 truck]")], TRUCKS),
    ("discrete as a mapping", [("    composition: {parts: {iron: {}, copper: {}}}", "    discrete: {a: b}")], SHAPES_LINE := 21),
    ("discrete of nothing", [("    composition: {parts: {iron: {}, copper: {}}}", "    discrete: []")], SHAPES_LINE),
    ("one option", [("      written: {reason: as it stands}\n", "")], 34),
    ("an empty formula as an option", [("usual.mode: 15 tonne/truck", "load:")], SET),
    ("a set that is a list", [("set:\n          usual.mode: 15 tonne/truck", "set: [1]")], 38),
    ("a key that is a list", [("evidence:", "? [a, b]\n: c\nevidence:")], 10),
    ("a number without end", [("6 truck\n", "1e999 truck\n")], TRUCKS),
    ("a month that is none", [("date: 2017-02", "date: 2017-13")], LIMIT),
    ("a day that is none", [("date: 2017-02", "date: 2017-02-30")], LIMIT),
    ("half of a character", [("title: A small case", 'title: "\\ud800"')], 1),
]  # fmt: skip


def test_a_value_of_the_wrong_shape_is_told_with_its_line(folder):
    for name, edits, line in SHAPES:
        lines = [text for text in told(folder, edited(*edits)) if text.startswith(f"case.yaml:{line}: ")]
        assert len(lines) >= 1, name
        assert not re.search(r"Node\(|input should|validation|None", "".join(lines), re.IGNORECASE), lines


def test_an_option_that_changes_the_parts_of_a_composition_is_told(folder):
    parts = "mix: {composition: {parts: {iron: {}, gold: {}}}}"
    (line,) = told(folder, edited(("usual.mode: 15 tonne/truck", parts)))
    assert line.startswith(f"case.yaml:{SET}: ")
    assert "`gold`" in line


SOURCE_FILES = [
    ("numbers", "[1, 2]"),
    ("null", "null"),
    ("text", '"x"'),
    ("mapping", "{}"),
    ("no custom", '[{"id": "cites-it", "title": "t"}]'),
    ("custom null", '[{"id": "cites-it", "title": "t", "custom": null}]'),
    ("id as a list", '[{"id": ["cites-it"], "title": "t", "custom": {"trust": "V"}}]'),
    ("trust as a list", '[{"id": "cites-it", "title": "t", "custom": {"trust": []}}]'),
    ("mark from memory", '[{"id": "cites-it", "title": "t", "custom": {"trust": "M"}}]'),
    ("twice", f"[{SOURCES[1:-2]}, {SOURCES[1:-2]}]"),
    ("author as text", '[{"id": "cites-it", "title": "t", "author": "x", "custom": {"trust": "V"}}]'),
    ("date as null", '[{"id": "cites-it", "title": "t", "issued": null, "custom": {"trust": "V"}}]'),
    ("not JSON", "[{]"),
    ("bytes", b"\xff\xfe"),
    ("deep", "[" * 100_000),
    ("a number of 5000 digits", '[{"id": 1, "x": ' + "9" * 5000 + "}]"),
]


def test_a_list_of_sources_that_is_none_is_told(folder):
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    for name, content in SOURCE_FILES:
        path = folder / "evidence" / "sources.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        message = refusal(lambda: str(open_case("case.yaml")["limit"].explain()), error=CaseError)
        assert re.search(r"sources\.json|unknown source", message), name


@pytest.mark.parametrize("issued", ['{"raw": "2017"}', '{"literal": "spring"}', '{"date-parts": [[]]}', "{}"])
def test_a_date_of_another_form_of_csl_json_is_no_error(folder, issued):
    """Zotero writes a date that it cannot read as ``raw`` or ``literal``."""
    text = SOURCES.replace('"title"', f'"issued": {issued}, "title"')
    (folder / "evidence" / "sources.json").write_text(text, encoding="utf-8")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    assert "A page" in str(open_case("case.yaml")["limit"].explain())


TABLE = "key,low,unit,source,mark\na,60,tonne/truck,cites-it,V\n"
TABLES = [
    ("no unit in the row", TABLE.replace("tonne/truck", ""), "unit"),
    ("no source in the row", TABLE.replace("cites-it", ""), "source"),
    ("an unknown source", TABLE.replace("cites-it", "cite-it"), "unknown source `cite-it`; did you mean `cites-it`?"),
    ("no mark in the row", TABLE.replace(",V", ","), "mark"),
    ("a mark from memory", TABLE.replace(",V", ",M"), "mark"),
    ("a short row", "key,low,unit,source,mark\na,60\n", "unit"),
    ("no column for the unit", "key,low,source,mark\na,60,cites-it,V\n", "column `unit`"),
    ("a bare ton", TABLE.replace("tonne/truck", "ton/truck"), "a bare `ton` has three meanings"),
    ("thousands with a comma", TABLE.replace("60", '"1,060"'), "`1,060 tonne/truck` is not a number with a unit"),
    ("nothing", "", "own"),
    ("a header alone", "key,low,unit,source,mark\n", "own"),
    ("bytes", b"\xff\xfe", "the table `own` is not a text file with commas"),
    ("semicolons", TABLE.replace(",", ";"), "the table `own` lacks the column"),
]  # fmt: skip


def test_a_table_that_lacks_what_a_figure_needs_is_told(folder):
    looked_up = "{table: own, where: {key: a}, column: low}"
    text = edited(("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", looked_up))
    for name, content, message in TABLES:
        (folder / "evidence" / "own.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        (line,) = told(folder, text)
        assert line.startswith(f"case.yaml:{LIMIT}: "), name
        assert message in line, name


def test_a_table_saved_by_a_spreadsheet_with_a_mark_in_front_is_read(folder):
    (folder / "evidence" / "own.csv").write_bytes(b"\xef\xbb\xbf" + TABLE.encode())
    text = edited(
        ("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: own, where: {key: a}, column: low}")
    )
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert open_case("case.yaml")["limit"].side.as_written == (60, 60)


def test_a_round_number_without_a_hedge_can_be_weighed(folder):
    """The interval of a rounded 100 must not reach down to zero, also for a lenient reader."""
    (folder / "case.yaml").write_text(edited(("120 tonne", "100 tonne"), ("6 truck\n", "10 truck\n")), encoding="utf-8")
    result = open_case("case.yaml").verify()
    assert {one.outcome for one in result["can"].combinations} == {"cannot tell"}
    assert min(finding.stated.bounds[0] for finding in result["can"].findings) > 0


@pytest.mark.parametrize(
    "edits",
    [
        [("6 truck\n", "0 truck\n")],
        [
            ("mass / trucks", "mass / trucks * 9 ** 9 ** 9"),
            ("    unit: tonne/truck", "    reason: r\n    unit: tonne/truck"),
        ],
        [("mass / trucks", "mass / (trucks - trucks)")],
        [
            ("mass / trucks", "mass / trucks * sqrt(0 - 1)"),
            ("    unit: tonne/truck", "    reason: r\n    unit: tonne/truck"),
        ],
    ],
    ids=["zero", "too large", "a difference", "a root"],
)
def test_what_shows_only_when_it_is_weighed_is_told_with_its_quantity(folder, edits):
    (folder / "case.yaml").write_text(edited(*edits), encoding="utf-8")
    with pytest.raises(WeighbridgeError, match=r"`load`"):
        open_case("case.yaml").verify()
    result = CliRunner().invoke(main, ["verify", "case.yaml"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_what_yaml_can_do_and_a_case_may(folder):
    """Line ends of another system, a mark at the beginning, comments and quotation marks of both kinds are not faults."""
    for text in (
        CASE.replace("\n", "\r\n"),
        "\ufeff" + CASE,
        "# a case\n" + CASE,
        CASE.replace("6 truck\n", "'6 truck'\n"),
    ):
        (folder / "case.yaml").write_bytes(text.encode())
        assert open_case("case.yaml")["load"].side.as_written == (20, 20)


# What can be done to a text: nothing but a case, or a CaseError, may come of it.

PHASES = (Phase.explicit, Phase.generate)  # a seed that fails is not made smaller: that would be another text

JUNK = [
    "", "null", "~", "[]", "{}", "[1, 2]", "{a: b}", "0 truck", "-5 truck", "1e999 truck", "nan", "true", "\ufeff", "\x00",
    "&a 3", "*a", "!!python/object:os.system x", "%", "- x", "? a", '"', "'", "|", ">", "1 to 3 tonne", "1e-400 tonne",
    "50", "50 person", "shares", "shares.iron", "hedge width", "٥٠ truck", "1/0", "money / 0", "log(money)", "9**9**9**9",
    "2017-13", "9" * 60 + " tonne", "<<: *a", "tonne**99/truck", "1e308 tonne", "trucks - trucks", "sqrt(0 - mass)",
]  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory, raqqa):
    """A small case with a thing of every kind, which is soon read, and a real one."""
    return {"every kind": variants.read(str(tmp_path_factory.mktemp("small")), ()), "raqqa": raqqa}


def read(text, library):
    """The problems of a text; none where it is a case. Anything but a CaseError comes through."""
    try:
        read_case(with_event_options(parse_document(text, "case.yaml")), library)
    except CaseError as error:
        return error.problems
    return []


def damaged(chance, case):
    """The text of a case in which some lines are cut, moved, exchanged or filled with what does not belong there."""
    lines = case.path.read_text(encoding="utf-8").splitlines()
    words_of_the_case = sorted({word for line in lines for word in re.findall(r"[\w.]+", line)})
    for _ in range(chance.choice([1, 1, 2, 4])):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[at]
            case 1:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(JUNK) + lines[at][cut:]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                words = re.findall(r"[\w.]+", lines[at])
                lines[at] = (
                    lines[at].replace(chance.choice(words), chance.choice(words_of_the_case), 1) if words else "x"
                )
            case 4:
                lines[at] = lines[at][chance.randrange(5) :]
            case 5:
                del lines[at : at + chance.randrange(1, 12)]
            case 6:
                head, colon, _ = lines[at].partition(": ")
                lines[at] = head + colon + chance.choice(JUNK)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "times"), [("every kind", 250), ("raqqa", 50)])
def test_a_damaged_case_is_read_or_told(cases, name, times):
    told = 0
    for seed in range(times):
        problems = read(damaged(random.Random(seed), cases[name]), cases[name].library)
        assert all(problem.message and problem.place.file == "case.yaml" for problem in problems), seed
        told += bool(problems)
    assert times / 2 < told < times


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_told(text):
    with pytest.raises(CaseError):
        read_case(with_event_options(parse_document(text, "case.yaml")), Library.of(RAQQA))


def test_bytes_inside_a_case_are_read_or_told(cases, tmp_path):
    whole, path, taken = cases["every kind"].path.read_bytes(), tmp_path / "case.yaml", []
    shutil.copytree(cases["every kind"].path.parent / "evidence", tmp_path / "evidence")

    @settings(max_examples=100, phases=PHASES)
    @given(st.binary(min_size=1, max_size=20) | st.sampled_from([b" ", b"\n", b"# "]), st.integers(0, len(whole)))
    def look(content, at):
        path.write_bytes(whole[:at] + content + whole[at:])
        with contextlib.suppress(CaseError):
            assert open_case(str(path)).text.title
            taken.append(at)

    look()
    assert len(taken) >= 5


@pytest.mark.parametrize(("name", "times"), [("every kind", 15), ("raqqa", 3)])
def test_a_damaged_case_that_is_read_can_be_weighed_or_told(cases, name, times):
    """What passes the reader is weighed, or refused with a message and not with a traceback."""
    chance, weighed, case, few = random.Random(1), 0, cases[name], Settings(**variants.FEW)
    for _ in range(20 * times):
        try:
            document = with_event_options(parse_document(damaged(chance, case), "case.yaml"))
            assert Case(case.path, document, few).verify().verdict.outcome
            weighed += 1
        except WeighbridgeError:
            continue
        if weighed == times:
            break
    assert weighed == times


def test_too_many_combinations_are_refused_before_they_are_run(tmp_path):
    """Choices multiply: a check reached by very many is refused, not run for hours."""
    names = [f"k{index}" for index in range(12)]
    lines = ["title: T", "article: {title: A, url: u, language: en}", "claims:"]
    lines += ["  stated: {quote: {exact: 1 kg}, value: 1 kg}", "assumptions:"]
    lines += [f"  {name}: {{of: it, reason: r, uniform: {{low: 1 kg, high: 2 kg}}}}" for name in names]
    lines += ["formulas:", f"  total: {{expression: {' + '.join(names)}, unit: kg}}", "alternatives:"]
    for name in names:
        lines.append(
            f"  alt_{name}: {{question: q, options: {{a: {{reason: r}}, b: {{reason: r, set: {{{name}.high: 3 kg}}}}}}}}"
        )
    lines += ["checks:", "  fits: {question: q, kind: possible, stated: stated, at_most: total}"]
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(
        CaseError, match="8,192 combinations of choices reach this check, at most 4,096; join alternatives"
    ):
        open_case(str(tmp_path))


SHARED = """title: T
article: {{title: A, url: u, language: en}}
claims:
  n: {{quote: {{exact: x}}, value: 50 tonne}}
assumptions:
  a: {{of: it, reason: r, uniform: {{low: 1 tonne, high: 100 tonne}}}}
  s: {{of: a mix, reason: r, composition: {{parts: {{i: {{}}, c: {{}}}}}}}}
formulas:
  f: {{expression: "{formula}", unit: tonne, reason: r}}
{chain}checks:
  k: {{question: q, kind: possible, stated: {stated}, at_most: f}}
"""
LONG = "".join(f"  g{i}: {{expression: {'a' if i == 0 else f'g{i - 1}'}, unit: tonne}}\n" for i in range(290))


@pytest.mark.parametrize(
    ("formula", "chain", "stated", "message"),
    [
        ("s + s", "", "n", ":9: `f`: `s` is a composition; name a part: `s.i`, `s.c`"),
        ("a", "", "s", ":11: `k`: `s` is a composition; name a part: `s.i`, `s.c`"),
        ("a + g289", LONG, "n", "stands on a chain of 292 formulas, at most 100; join some"),
    ],
)
def test_a_whole_composition_and_a_long_chain_are_told(tmp_path, formula, chain, stated, message):
    (tmp_path / "case.yaml").write_text(SHARED.format(formula=formula, chain=chain, stated=stated), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        open_case(str(tmp_path))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("formula", "bounds"),
    [
        ("s.i * s.c * 100 tonne", (0, 25)),  # greatest where both shares are a half
        ("min(s.i * 40 tonne + s.c * 40 tonne, 1000 tonne)", (40, 40)),  # the shares sum to one
    ],
)
def test_what_no_mix_can_give_is_not_possible(tmp_path, formula, bounds):
    """Shares that enter otherwise than linearly still sum to one, so a stated 50 tonnes fails."""
    (tmp_path / "case.yaml").write_text(SHARED.format(formula=formula, chain="", stated="n"), encoding="utf-8")
    finding = open_case(str(tmp_path)).verify()["k"].reference
    assert finding.computed.bounds == pytest.approx(bounds, abs=1e-4)
    assert finding.outcome == "fails"
