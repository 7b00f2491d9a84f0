"""The section ``words``: what it may name, and what is reported of it with place and remedy."""

import pytest

from faulty_case import edited, told
from weighbridge import open_case

WORDS = 36  # the line of the first name
LONG = "the " * 30

# what is written below `words:`, the line of the message behind that of `words:`, the message
FAULTS = [
    ("  lod: {called: a load}", 1, "`words`: there is neither a quantity nor a choice `lod`; did you mean `load`?"),
    (
        "  limits: {options: {lowr: the limit is lower}}",
        1,
        "`words`: `limits` has no option `lowr`; did you mean `lower`?",
    ),
    ("  load: {options: {a: b}}", 1, "`words`: `load` has no option `a`; only a choice has options: leave them out"),
    (
        "  usual.hihg: {called: the heaviest truck}",
        1,
        "`words`: `usual` has no parameter `hihg`; did you mean `high`?",
    ),
    ("  load.high: {called: a load}", 1, "`words`: `load` has no parameter `high`; give a name to `load` alone"),
    (
        "  load: {choice: which load is meant}",
        1,
        "`words`: `load` is not read in several ways; only a claim with `readings` has a `choice`: use `called`",
    ),
    ("  load: {caled: a load}", 1, "unknown key `caled` in `load`; did you mean `called`?"),
    (
        f"  load: {{called: {LONG.strip()}}}",
        1,
        "`load`: `called` has 119 characters; write a name of at most 60 characters, as it stands in a sentence",
    ),
]


@pytest.mark.parametrize(("words", "below", "message"), FAULTS, ids=[row[0].split(":")[0].strip() for row in FAULTS])
def test_a_wrong_name_is_reported_at_its_line(folder, words, below, message):
    text = edited(("checks:\n", f"words:\n{words}\nchecks:\n"))
    line = text.splitlines().index("words:") + 1 + below
    assert told(folder, text) == [f"case.yaml:{line}: {message}"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "not_known: nobody knows\n",
            "`not_known` is `nobody knows`, expected a list of sentences; write `- a sentence` lines below it, "
            "in quotes where one has a colon",
        ),
        (f"not_known: [{'word ' * 26}]\n", "a sentence of `not_known` has 26 words, at most 25; make two of it"),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_a_list_of_short_sentences(folder, given, message):
    text = edited(("title: A small case\n", f"title: A small case\n{given}"))
    assert told(folder, text) == [f"case.yaml:2: {message}"]


NAMED = ["mass", "usual", "usual.low", "usual.high", "mix", "mix.iron", "limit", "load", "limits"]


@pytest.mark.parametrize("name", [*NAMED, "hedge width", "shape"])
def test_whatever_has_a_name_may_have_one_for_people(folder, name):
    text = edited(("checks:\n", f"words:\n  {name}: {{called: a thing}}\nchecks:\n"))
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert open_case(str(folder)).model.names.given[name].called == "a thing"
