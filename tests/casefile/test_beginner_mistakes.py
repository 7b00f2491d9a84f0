"""What a person who has never written a case types: each message names the line to mend and says what to type there."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from faulty_case import CASE, FITS, LIMIT, LOAD, LOW, MASS, SHARES, TRUCKS, edited, told
from refusals import NOT_REFUSED, refusal
from weighbridge import CaseError, open_case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.yaml_errors import quoted

TITLE, WORTH, USUAL = "title: A small case", 26, 15
OWN = "which has a meaning of its own in YAML"
QUOTES = "put the text in quotes:"
CITED = "{value: 60 tonne/truck, source: cites-it, date: 2017-02}"
TRIANGULAR = CASE[CASE.index("    triangular:") : CASE.index("  mix:")]
ALTERNATIVES = CASE[CASE.index("alternatives:") :]

# What is not YAML, or is cut short by it: name, edits, line, found, what to type.
TYPING = [
    # a colon in a text
    ("title", [(TITLE, "title: Trucks: fifty")], 1, "the text of `title` has a colon", f'{QUOTES} `title: "Trucks: fifty"`'),
    ("of", [("of: one truck", "of: one truck: loaded")], 14, "the text of `of` has a colon", f'{QUOTES} `of: "one truck: loaded"`'),
    ("question in braces", [("question: Does it fit?", "question: Trucks: fifty?")], FITS, "the text of `question` has a colon", f'{QUOTES} `question: "Trucks: fifty?"`'),
    ("reason in braces", [("reason: a guess}", "reason: ours: a guess}")], LOW, "the text of `reason` has a colon", f'{QUOTES} `reason: "ours: a guess"`'),
    ("quotation in braces", [("{exact: 6 trucks}", "{exact: trucks: 6}")], 8, "the text of `exact` has a colon", f'{QUOTES} `exact: "trucks: 6"`'),
    ("curly quotation marks", [(TITLE, "title: “Trucks: fifty”")], 1, "the text of `title` has a colon", f'{QUOTES} `title: "Trucks: fifty"`'),
    ("a colon and quotation marks", [(TITLE, 'title: The "small" case: one')], 1, "the text of `title` has a colon", f"{QUOTES} `title: 'The \"small\" case: one'`"),
    # a comma in a text between braces
    ("function", [("expression: mix.iron * usual, unit", "expression: sum(mix.iron * usual, 0 * usual), unit"), ("unit: tonne/truck}", "unit: tonne/truck, reason: r}")], WORTH, "the text of `expression` has a comma, and ends there for YAML", f'{QUOTES} `expression: "sum(mix.iron * usual, 0 * usual)"`'),
    ("question", [("question: Does it fit?", "question: Does it fit, or not?")], FITS, "the text of `question` has a comma, and ends there for YAML", f'{QUOTES} `question: "Does it fit, or not?"`'),
    ("several commas", [("reason: a guess}", "reason: a, b, c}")], LOW, "the text of `reason` has a comma, and ends there for YAML", f'{QUOTES} `reason: "a, b, c"`'),
    ("quotation", [("{exact: 6 trucks}", "{exact: trucks, six}")], 8, "the text of `exact` has a comma, and ends there for YAML", f'{QUOTES} `exact: "trucks, six"`'),
    # signs that mean something else
    ("at", [(TITLE, "title: @small case")], 1, f"the text of `title` begins with `@`, {OWN}", f'{QUOTES} `title: "@small case"`'),
    ("star", [(TITLE, "title: *small* case")], 1, f"the text of `title` begins with `*`, {OWN}", f'{QUOTES} `title: "*small* case"`'),
    ("per cent", [(TITLE, "title: % of a case")], 1, f"the text of `title` begins with `%`, {OWN}", f'{QUOTES} `title: "% of a case"`'),
    ("a bar", [(TITLE, "title: | a case")], 1, f"the text of `title` begins with `|`, {OWN}", f'{QUOTES} `title: "| a case"`'),
    ("a dash", [(TITLE, "title: - a case")], 1, f"the text of `title` begins with `-`, {OWN}", f'{QUOTES} `title: "- a case"`'),
    ("and", [(TITLE, "title: &small case")], 1, f"the text begins with `&`, {OWN}", f'{QUOTES} `"&small case"`'),
    ("exclamation", [(TITLE, "title: !small case")], 1, f"the text begins with `!`, {OWN}", f'{QUOTES} `"!small case"`'),
    ("bracket in front", [(TITLE, "title: [New] case")], 1, "the text of `title` goes on behind the sign that closes it", 'put the whole text in quotes: `title: "[New] case"`'),
    ("quotation mark in front", [(TITLE, 'title: "A" case')], 1, "the text of `title` goes on behind the sign that closes it", "put the whole text in quotes: `title: '\"A\" case'`"),
    ("apostrophe", [(TITLE, "title: 'It's a case'")], 1, "the text of `title` goes on behind the sign that closes it", "put the whole text in quotes: `title: \"It's a case\"`"),
    ("number sign", [(TITLE, "title: Case #5")], 1, "the text of `title` ends before `#` for YAML", f'{QUOTES} `title: "Case #5"`, or write a space behind `#` where it is a comment'),
    ("number sign in front", [(TITLE, "title: #5 case")], 1, "the text of `title` ends before `#` for YAML", f'{QUOTES} `title: "#5 case"`, or write a space behind `#` where it is a comment'),
    ("address with a comma", [('url: "https://example.org"', "url: https://example.org/a,b")], 2, "the text of `url` has a comma, and ends there for YAML", f'{QUOTES} `url: "https://example.org/a,b"`'),
    # what is not closed
    ("double quotation mark", [(TITLE, 'title: "A small case')], 1, 'the quotation mark " is opened here and not closed', 'close it behind the text: `title: "A small case"`'),
    ("single quotation mark", [("of: one truck", "of: 'one truck")], 14, "the quotation mark ' is opened here and not closed", "close it behind the text: `of: 'one truck'`"),
    ("brace", [("{exact: 6 trucks}", "{exact: 6 trucks")], 8, "`{` is opened here and not closed", "close it with `}`, or write a comma at the end of each line within it"),
    ("bracket", [("set:\n          usual.mode: 15 tonne/truck", "sources: [cites-it\n        set: {usual.mode: 15 tonne/truck}")], 38, "`[` is opened here and not closed", "close it with `]`, or write a comma at the end of each line within it"),
    ("a brace too many", [("{exact: 6 trucks}", "{exact: 6 trucks}}")], 8, "`}` stands here outside of any bracket", "take it out, or put the whole text in quotes"),
    # spaces, tabs, colons
    ("tab in front", [("    value: 120 tonne", "\tvalue: 120 tonne")], MASS, "a tab stands here", "write spaces in its place, two for each step inwards"),
    ("tab behind", [("    value: 120 tonne", "    value:\t120 tonne")], MASS, "a tab stands here", "write spaces in its place, two for each step inwards"),
    ("no space", [(TITLE, "title:A small case")], 1, "no space stands behind `title:`", "write `title: A small case`"),
    ("no space in braces", [("{exact: 6 trucks}", "{exact:6 trucks}")], 8, "no space stands behind `exact:`", "write `exact: 6 trucks`"),
    ("no space at the end of braces", [("unit: tonne/truck}", "unit:tonne/truck}")], WORTH, "no space stands behind `unit:`", "write `unit: tonne/truck`"),
    ("no colon", [("    value: 6 truck", "    value 6 truck")], TRUCKS, "no colon stands behind `value`", "write `value: 6 truck`"),
    ("an equals sign for a colon", [(TITLE, "title = A small case")], 1, "no colon stands behind `title`", "write `title: A small case`"),
    ("no-break space", [("    value: 120 tonne", "    value:\u00a0120 tonne")], MASS, "a no-break space stands here", "type a space in its place"),
    ("fullwidth colon", [("    value: 120 tonne", "    value\uff1a 120 tonne")], MASS, "a fullwidth colon stands here", "type `: ` in its place"),
    ("too far in", [("    value: 6 truck", "     value: 6 truck")], TRUCKS, "the line begins with 5 spaces, those above it with 0 or 2 or 4", "begin it with 4 spaces, in the column of what it belongs to"),
    ("not far enough", [("    value: 6 truck", "   value: 6 truck")], TRUCKS, "the line begins with 3 spaces, those above it with 0 or 2 or 4", "begin it with 4 spaces, in the column of what it belongs to"),
    ("a list for names", [("  mass:\n", "  - mass:\n")], 4, "a list of `- ` begins here, and lines with names follow it", "write names without `- `, as in `mass:` with its lines below it"),
]  # fmt: skip


# What is YAML and no case: name, edits, line, found, what to type.
MEANING = [
    # one text in place of an entry
    ("quote", [("{exact: 6 trucks}", "6 trucks")], 8, "`quote` is `6 trucks` in `trucks`, expected a mapping", 'write `quote: {exact: "6 trucks"}`'),
    ("claim", [("  trucks:\n    quote: {exact: 6 trucks}\n    value: 6 truck", "  trucks: 6 truck"), ("mass / trucks", "mass / 6 truck"), ("    unit: tonne/truck\n", "    unit: tonne/truck\n    reason: r\n")], 7, "`trucks` is `6 truck`, expected a mapping", 'write `trucks: {quote: {exact: "the words of the article"}, value: 6 truck}`'),
    ("evidence", [(CITED, "60 tonne/truck")], LIMIT, "`limit` is `60 tonne/truck`, expected a mapping", "write `limit: {value: 60 tonne/truck, source: KEY, date: 2017-02}`"),
    ("formula", [("{expression: mix.iron * usual, unit: tonne/truck}", "mix.iron * usual")], WORTH, "`worth` is `mix.iron * usual`, expected a mapping", 'write `worth: {expression: "mix.iron * usual", unit: tonne}`'),
    ("article", [('{title: A, url: "https://example.org", language: en}', "An article")], 2, "`article` is `An article`, expected a mapping", 'write `article: {title: "An article", url: "https://...", language: en}`'),
    ("fixed", [(TRIANGULAR, "    reason: r\n    fixed: 20 tonne/truck\n"), (ALTERNATIVES, "")], 16, "`fixed` is `20 tonne/truck` in `usual`, expected a mapping", 'write `fixed: {value: {value: 20 tonne/truck, reason: "why"}}`'),
    ("option", [("written: {reason: as it stands}", "written: as it stands")], 35, "`written` is `as it stands` in `limits.options`, expected a mapping", 'write `written: {reason: "as it stands"}`'),
    ("list", [("  trucks:\n    quote: {exact: 6 trucks}\n    value: 6 truck", "  trucks:\n    - quote: {exact: 6 trucks}\n    - value: 6 truck")], 7, "`trucks` is a list, expected a mapping", "write `key: value` lines below it, without `- ` and without `[`"),
    ("conditions", [(CITED, "{table: metal-prices, where: copper, column: price}")], LIMIT, "`where` is `copper` in `limit`, expected a mapping", "write `where: {COLUMN: copper}`"),
    ("parts as a list", [("{parts: {iron: {}, copper: {}}}", "{parts: [iron, copper]}")], SHARES, "`parts` is a list in `mix.composition`, expected a mapping", "write `parts: {iron: {}, copper: {}}`"),
    ("parts without values", [("{parts: {iron: {}, copper: {}}}", "{parts: {iron, copper}}")], SHARES, "`iron` is empty in `mix.composition.parts`, expected a mapping", "write `iron: {}`"),
    ("uniform", [(TRIANGULAR, "    uniform: 10 to 20 tonne/truck\n"), (ALTERNATIVES, "")], USUAL, "`uniform` is `10 to 20 tonne/truck` in `usual`, expected a mapping", 'write `uniform: {low: {value: 10 tonne/truck, reason: "why"}, high: {value: 20 tonne/truck, reason: "why"}}`'),
    ("a range as a fixed value", [(TRIANGULAR, "    reason: r\n    fixed: {value: 10 to 20 tonne/truck}\n"), (ALTERNATIVES, "")], 16, "`usual.fixed`: `value` is a range, expected one number", "write a distribution with two ends, as in `uniform: {low: 10 tonne/truck, high: 20 tonne/truck}`"),
    ("a value beside its claim", [("    value: 120 tonne", "  value: 120 tonne")], MASS, "`value` stands where a name of `claims` is expected", "begin the line further in, below the name of what it belongs to"),
    # what is missing
    ("all of evidence", [(CITED, "{what: a limit}")], LIMIT, "`limit`: evidence has either `table`, `where` and `column`, `library` and `date` or `row`, or `value`, `source` and `date`", "add `value: 50 tonne`, `source: KEY` and `date: 2017`"),
    ("unit", [("value: 6 truck", "value: 6")], TRUCKS, "`trucks.value`: `6` has no unit", "write a unit behind the number, `one` for a bare number"),
    ("ground of a parameter", [("{value: 10 tonne/truck, reason: a guess}", "10 tonne/truck")], LOW, "`usual.triangular`: `low` has neither source nor reason", 'write `{value: 10 tonne/truck, reason: "why"}`, or `sources: [KEY]` in place of the reason'),
    ("ground of a fixed value", [(TRIANGULAR, "    fixed: {value: 20 tonne/truck}\n"), (ALTERNATIVES, "")], USUAL, "`usual.fixed`: `value` has neither source nor reason", 'write `{value: 20 tonne/truck, reason: "why"}`, or `sources: [KEY]` in place of the reason'),
    ("date", [(", date: 2017-02", "")], LIMIT, "`limit`: evidence from a source needs `date`", "add `date: ...`, when the figure holds, as in `date: 2017`, `date: 2017-02` or `date: 2017-02-28`"),
    ("source", [("source: cites-it, ", "")], LIMIT, "`limit`: evidence from a source needs `source`", "add `source: KEY`, the `id` of a source in sources.json, as in `source: my-source`"),
    ("kind", [("kind: possible, ", "")], 29, "`kind` is missing in `can`", "add `kind: agrees`, `kind: possible`, `kind: typical` or `kind: reachable`"),
    ("stated side", [("stated: load, at_most: usual}\n  can", "at_most: usual}\n  can")], FITS, "`stated` is missing in `fits`", "add `stated: NAME`"),
    ("computed side", [("stated: load, at_most: usual}\n  can", "stated: load}\n  can")], FITS, "`fits`: a check has one of `at_most`, `at_least`, `equals`, `counted_in`, found 0", "add the other side, as in `at_most: NAME`"),
    ("value of a claim", [("    value: 6 truck\n", "")], 7, "`trucks`: a claim has either `value` or `readings`", "add `value: 50 tonne`, the number with its unit"),
    ("quote of a claim", [("    quote: {exact: 6 trucks}\n", "")], 7, "`quote` is missing in `trucks`", 'add `quote: {exact: "the words of the article"}`'),
    ("unit of a formula", [("    unit: tonne/truck\n", "")], 23, "`unit` is missing in `load`", "add `unit: tonne`"),
    # words and numbers
    ("hedge yes", [("value: 6 truck", "value: 6 truck\n    hedge: true")], 10, "`hedge` is `true` in `trucks`, expected text", "write `hedge: about`, or leave it out"),
    ("currency in front", [("value: 6 truck", "value: $6M")], TRUCKS, "`trucks.value`: a bare `$` has several meanings", "write the currency: `USD` for the dollar of the United States, or `CAD`, `AUD`, `NZD`, `SGD` or `HKD`, as in `40 USD` or `US$40`"),
    ("hedge in the value", [("value: 6 truck", "value: about 6 truck")], TRUCKS, "`trucks.value`: `about 6 truck` begins with a cue", "write the number alone, `6 truck`, and beside it `hedge: about`"),
    ("decimal comma", [("value: 6 truck", "value: 6,5 truck")], TRUCKS, "`trucks.value`: `6,5` in `6,5 truck` is not a plain number", "write `6.5` if the comma is the decimal sign, `65` if it parts thousands"),
    ("file for table", [(CITED, "{table: metal-prices.csv, where: {metal: copper, month: 2017-02}, column: price}")], LIMIT, "`limit.table`: `metal-prices.csv` is not the name of a table", "write its name without folder and ending: `table: metal-prices`"),
    ("month in words", [(CITED, "{table: metal-prices, where: {metal: copper, month: February 2017}, column: price}")], LIMIT, "`limit.where`: `February 2017` is not a date as it is read here, expected a date such as `2014`, `2014-07` or `2014-07-31`", "write `2017-02`"),
    ("times", [("mass / trucks", "mass x trucks")], LOAD, "`load.expression`: found `x` at column 6, expected an operator or the end", "write `*` for times"),
    ("several sources", [("{value: 10 tonne/truck, reason: a guess}", '{value: 10 tonne/truck, sources: "cites-it, other"}')], LOW, "`sources` is `cites-it, other` in `usual.triangular.low`, expected a list", "write `sources: [cites-it, other]`"),
    ("a number for a name", [("stated: load, at_most: usual}\n  can", "stated: load, at_most: 20 tonne/truck}\n  can")], FITS, "`fits`: `20 tonne/truck` is a number, and `at_most` names a quantity", "put it under `evidence` or `assumptions`, with its source or reason, and write its name"),
    ("an equals sign", [("expression: mass / trucks", "expression: load = mass / trucks")], LOAD, "`load.expression`: `=` at column 6 is not part of the formula language", "write only what stands behind the sign; the name of the formula is its key"),
    ("a sign of division", [("mass / trucks", "mass ÷ trucks")], LOAD, "`load.expression`: `÷` at column 6 is not part of the formula language", "write `/` for divided by"),
    ("a name with a space", [("  mix:", "  the mix:")], 19, "`the mix`: a formula could not use this name", "use letters, digits and _, and begin with a letter: `the_mix`"),
    ("a comma and a colon", [("question: Does it fit?", "question: Does it fit, or not: which?")], FITS, "unknown key `or not` in `fits`", "if it belongs to the text before it, put that whole text in quotes"),
    # dates
    ("fiscal year", [("date: 2017-02", "date: FY2017")], LIMIT, "`limit.date`: `FY2017` is a fiscal year, expected a date such as `2014`, `2014-07` or `2014-07-31`", "write the months that it covers, as in `2016-10/2017-09` or `2016-04/2017-03`"),
    ("Hijri month", [("date: 2017-02", "date: 1438-05")], LIMIT, "`limit.date`: `1438-05` has a year of the Islamic or the Persian calendar, expected a date such as `2014`, `2014-07` or `2014-07-31`", "write the Gregorian months that it covers, about `2017-01/2017-02` for a Hijri month"),
    ("published", [("language: en}", "language: en, published: 31/12/2014}")], 2, "`published`: `31/12/2014` is not a date as it is read here, expected a date such as `2014`, `2014-07` or `2014-07-31`", "write `2014-12-31`"),
]  # fmt: skip
MISTAKES = [*TYPING, *MEANING]


@pytest.mark.parametrize(("name", "edits", "line", "found", "remedy"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_the_first_message_names_the_line_and_says_what_to_type(folder, name, edits, line, found, remedy):
    assert f"case.yaml:{line}: {found}; {remedy}" in told(folder, edited(*edits))


@pytest.mark.parametrize(("name", "edits", "line", "found", "remedy"), TYPING, ids=[row[0] for row in TYPING])
def test_a_mistake_of_typing_is_one_message(folder, name, edits, line, found, remedy):
    """Nothing is told that only follows from it, whichever system the file was written on."""
    assert told(folder, edited(*edits)) == [f"case.yaml:{line}: {found}; {remedy}"]
    assert told(folder, edited(*edits).replace("\n", "\r\n")) == [f"case.yaml:{line}: {found}; {remedy}"]


FOLLOWED = [row for row in TYPING if re.search(r"`\w+: .*?`(?:,|$)", row[4])]


@pytest.mark.parametrize(("name", "edits", "line", "found", "remedy"), FOLLOWED, ids=[row[0] for row in FOLLOWED])
def test_whoever_types_what_a_message_says_has_a_case(folder, name, edits, line, found, remedy):
    """The key and its value are replaced on that line by what the message gives; then the whole case is read."""
    new = re.search(r"`(\w+: .*?)`(?:,|$)", remedy)[1]
    key = new.partition(":")[0]
    lines = edited(*edits).splitlines()
    following = r", (?:unit|kind|language)|\}" if "{" in lines[line - 1] else "$"
    lines[line - 1] = re.sub(rf"\b{key}\b:? ?.*?(?={following})", lambda _: new, lines[line - 1], count=1)
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert open_case("case.yaml").verify().checks


@pytest.mark.parametrize(
    ("typed", "ends"),
    [("6truck", (6, 6)), ("6-8 truck", (6, 8)), ("6 to 8 trucks", (6, 8)), ("1,006 trucks", (1006, 1006))],
)
def test_a_number_is_read_as_it_is_typed(folder, typed, ends):
    (folder / "case.yaml").write_text(edited(("value: 6 truck", f"value: {typed}")), encoding="utf-8")
    assert open_case("case.yaml").model.node("trucks", {}).written == ends


def test_one_source_may_stand_without_brackets(folder):
    (folder / "case.yaml").write_text(
        edited(
            ("{value: 10 tonne/truck, reason: a guess}", "{value: 10 tonne/truck, sources: cites-it}"),
            ("reason: a stricter one", "reason: a stricter one\n        sources: cites-it"),
        ),
        encoding="utf-8",
    )
    case = open_case("case.yaml")
    assert case.model.node("usual", {}).figures[0].sources == ("cites-it",)
    chosen = case.with_(limits="lower").model.node("usual", {})
    assert ("cites-it",) in [figure.sources for figure in chosen.figures]


@pytest.mark.parametrize("given", ["a b", "a,b", "a;b", ""])
def test_what_may_be_two_sources_is_no_list_of_one(folder, given):
    text = edited(
        ("{value: 10 tonne/truck, reason: a guess}", f"{{value: 10 tonne/truck, reason: r, sources: '{given}'}}")
    )
    assert any(line.startswith(f"case.yaml:{LOW}: ") for line in told(folder, text))


LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))


@given(st.text(st.sampled_from(" :,'\"#&*!@%[]{}|>-?\\") | LETTERS, min_size=1, max_size=30))
def test_a_text_in_the_quotes_that_a_message_gives_is_the_text(text):
    """But for curly quotation marks, which were meant as the quotes of YAML."""
    assert YAML(typ="safe", pure=True).load(f"title: {quoted(text)}")["title"] == text.translate(
        dict.fromkeys(map(ord, "“”„‟"))
    )


@given(st.text(st.sampled_from(" :,'\"#&*!@%[]{}|>-?\t\n") | LETTERS, max_size=30))
def test_any_text_behind_a_key_is_read_or_told_with_a_line(text):
    message = refusal(parse_document, f"title: {text}\nother: x\n", "case.yaml", error=CaseError)
    assert message == NOT_REFUSED or re.match(r"case\.yaml(:\d+)?: .+; .+", message), message
