"""Plain YAML known without a parser: what is known there has no fault for the parser, and reads the same."""

import random

import pytest

from many_cases import case_text
from weighbridge.base import CaseError
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.plain_yaml import plain_head

# What is put somewhere into a text: signs that mean something to YAML, and lines of other forms.
SIGNS = [
    *"{}[]:,#&*!|>'\"%@`-? \t\n.~=\\<é\u00a0\u0085\u2028\rx0",
    *("- ", ": ", " #", " # ", "\n\n", "\n ", "\n  ", "''", '""', "null", "true", "|\n", ">-\n", "---\n", "...\n"),
    *("key: v\n", "  key: v\n", "  - a\n", "{a: b}", "[a, b]"),
]


def altered(seed):
    """Some lines of a case, with up to three of the changes that a hand makes."""
    hand = random.Random(seed)
    lines = case_text(seed).split("\n")
    begin = hand.randrange(len(lines))
    lines = lines[begin : begin + hand.randrange(1, 14)]
    inner = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    text = "\n".join(line[inner:] for line in lines)
    for _ in range(hand.randrange(4)):
        at = hand.randrange(len(text) + 1)
        match hand.randrange(4):
            case 0:
                text = text[:at] + hand.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + hand.choice(SIGNS) + text[at + 1 :]
            case 2:
                text = text[:at] + text[at + hand.choice((1, 2, 5, 20)) :]
            case 3:
                text = "\n".join(" " * hand.choice((0, 0, 1, 2)) + line for line in text.split("\n"))
    return text


def parsed(text):
    """What the parser finds in a text: its data, or its first problem."""
    try:
        document = parse_document(text, "case.yaml")
    except CaseError as error:
        return str(error)
    return str(document.problems[0]) if document.problems else document.data


def as_head(data):
    """The outermost level of what was parsed, as ``plain_head`` says it where a text stands in one line."""
    return {key: value if isinstance(value, str) else bool(value) for key, value in data.items()}


def test_what_is_known_without_a_parser_has_no_fault_and_reads_the_same():
    known = {seed: head for seed in range(3000) if (head := plain_head(altered(seed)))}
    assert len(known) > 300, "enough to tell"
    for seed, head in known.items():
        text = altered(seed)
        data = parsed(text)
        assert isinstance(data, dict), (seed, text, data)
        expected = as_head(data)
        assert head.keys() == expected.keys(), (seed, text)
        for key, value in head.items():
            same = bool(value) == bool(expected[key]) if value in (True, "") else value == expected[key]
            assert same, (seed, key, text)


@pytest.mark.parametrize("seed", range(7))
def test_the_cases_that_people_write_are_known(seed):
    text = case_text(seed)
    assert plain_head(text)["title"] == parsed(text)["title"]


LEFT_TO_THE_PARSER = {
    "a key twice": "a: 1\nb: 2\na: 3\n",
    "a key twice further in": "a:\n  b: 1\n  b: 2\n",
    "a key twice in braces": "a: {b: 1, b: 2}\n",
    "a colon in a text": "a: one: two\n",
    "a comma in braces": "a: {b: one, two}\n",
    "no space behind a colon": "a: {b:1}\n",
    "a comment without a space": "a: Case #5\n",
    "an anchor": "a: &one two\n",
    "an alias": "a: *one\n",
    "a tag": "a: !one two\n",
    "a tab": "a:\n\tb: 1\n",
    "a line too far in": "a: 1\n   b: 2\n",
    "a line not as far in as its neighbours": "a:\n    b: 1\n  c: 2\n",
    "a bracket too few": "a: [1, 2\nb: 3\n",
    "a bracket of the other kind": "a: [1, 2}\n",
    "a quotation mark too few": 'a: "one\n',
    "another document": "a: 1\n---\nb: 2\n",
    "half a letter": "a: \ud800\n",
    "a comment before a text goes on": "a: one # two\n  three\n",
    "a list": "- a\n- b\n",
    "far too deep": "".join(f"{' ' * at}k:\n" for at in range(30)),
    "braces far too deep": f"a: {'{b: ' * 30}1{'}' * 30}\n",
}


@pytest.mark.parametrize("name", LEFT_TO_THE_PARSER)
def test_what_may_be_a_fault_is_left_to_the_parser(name):
    assert plain_head(LEFT_TO_THE_PARSER[name]) is None


KNOWN = {
    "texts over several lines": ("a: one\n  two\n  three\nb: 1\n", {"a": True, "b": "1"}),
    "a folded text": ("a: >-\n  one: two\n\n  #three\nb: 1\n", {"a": True, "b": "1"}),
    "a list in the column of its key": ("a:\n- one\n- two\nb: 1\n", {"a": True, "b": "1"}),
    "a list of mappings": ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", {"a": True}),
    "braces over several lines": ("a: {b: 1,\n  c: [2, {d: 3}]}\nb: {}\n", {"a": True, "b": False}),
    "quotes": ("a: \"it's: one\"\nb: 'it''s'\n", {"a": "it's: one", "b": "it's"}),
    "comments": ("# one\na: two # three\n\n  # four\nb: # five\n  c: 1\n", {"a": "two", "b": True}),
    "nothing": ("a:\nb: null\nc: ''\n", {"a": False, "b": "", "c": ""}),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_stands_in_the_outermost_level(name):
    text, head = KNOWN[name]
    assert plain_head(text) == head
    assert as_head(parsed(text)).keys() == head.keys()
