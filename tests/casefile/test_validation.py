"""Keys and values of the wrong shape: each is reported at its line, with what was found and what was expected."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

from faulty_case import FITS, LIMIT, MASS, SET, TRUCKS, edited, told

# name, edits, line, the rest of the one message
FAULTS = [
    # keys and shapes
    ("key", [("value: 120 tonne", "valeu: 120 tonne")], MASS, "unknown key `valeu` in `mass`; did you mean `value`?"),
    ("section", [("evidence:", "evidenze: {}\nevidence:")], 10, "unknown key `evidenze`; did you mean `evidence`?"),
    ("quote", [("{exact: 6 trucks}", "[6 trucks]")], 8, "`quote` is a list in `trucks`, expected a mapping; write `key: value` lines below it, without `- ` and without `[`"),
    ("null entry", [("  limit: {value: 60 tonne/truck, source: cites-it, date: 2017-02}", "  limit:")], LIMIT, "`limit` is empty, expected a mapping; write `limit: {value: ..., source: KEY, date: 2017-02}`"),
    ("null value", [("stated: load, at_most: usual", "stated: , at_most: usual")], FITS, "`stated` is empty in `fits`, expected text; write `stated: NAME`"),
    ("null title", [("title: A small case", "title:")], 1, "`title` is missing; a case has title, article, claims and checks"),
    ("twice", [("    value: 6 truck", "    value: 6 truck\n    value: 7 truck")], 10, "the key `value` stands twice, first on line 9; keep one"),
    ("alias", [("value: 120 tonne", "value: &a 120 tonne"), ("unit: tonne/truck\n", "unit: tonne/truck\n    of: *a\n")], MASS, "an alias (`*name`) stands here; write the value out"),
    ("kind", [("kind: typical", "kind: tipical")], FITS, "`kind` is `tipical` in `fits`; expected `agrees`, `possible`, `typical` or `reachable`"),
    ("hash", [("language: en}", "language: en, sha256: abc}")], 2, "`sha256` is `abc`; expected 64 hexadecimal digits, the SHA-256 of the text"),
    ("article", [("url: \"https://example.org\", ", "")], 2, "`url` is missing; add `url: \"https://...\"`"),
    # names
    ("unit's name", [("formulas:", "formulas:\n  day: {expression: mass, unit: tonne}")], 23, "`day`: this is the name of a unit; choose another name"),
    ("name twice", [("formulas:", "formulas:\n  mass: {expression: mix.iron * mix.copper, unit: one}")], 23, "`mass`: it is already one of the claims; choose another name"),
    ("dotted name", [("formulas:", "formulas:\n  a.b: {expression: mass, unit: tonne}")], 23, "`a.b`: a formula could not use this name; use letters, digits and _, and begin with a letter: `a_b`"),
]  # fmt: skip


def test_a_wrong_key_or_shape_is_one_message_with_its_line(folder):
    expected = {name: [f"case.yaml:{line}: {message}"] for name, _, line, message in FAULTS}
    assert {name: told(folder, edited(*edits)) for name, edits, _, _ in FAULTS} == expected


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
