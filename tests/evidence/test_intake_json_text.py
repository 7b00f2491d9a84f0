"""An item added to a list in a text of JSON: the list has it at its end, and all else stays as somebody wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.evidence.intake.json_text import with_item

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[]", '[\n  "new"\n]'),
        ("[ ]\n", '[\n  "new"\n]\n'),
        ('["a"]', '["a",\n  "new"]'),
        ('[\n\t"a"\n]\n', '[\n\t"a",\n\t"new"\n]\n'),
        ('[\n    "a",\n    "b"\n]\n', '[\n    "a",\n    "b",\n    "new"\n]\n'),
    ],
)
def test_the_item_stands_as_its_neighbours_do(text, after):
    assert with_item(text, "new") == after


def test_the_list_may_stand_anywhere_among_the_keys():
    text = '{"resources": 1, "a": {"resources": ["inner"]}, "resources" : ["x"], "z": [1, 2]}'
    assert with_item(text, "y", "resources") == (
        '{"resources": 1, "a": {"resources": ["inner"]}, "resources" : ["x",\n  "y"], "z": [1, 2]}'
    )


@pytest.mark.parametrize(
    ("text", "key"), [("{}", None), ("{}", "resources"), ('{"resources": 1}', "resources"), ("[", None)]
)
def test_where_there_is_no_such_list_it_is_refused(text, key):
    with pytest.raises(ValueError, match=r"no list|Expecting"):
        with_item(text, 1, key)


@given(st.lists(VALUES, max_size=4), VALUES, st.sampled_from([None, 1, 2, 4, "\t"]), st.booleans())
def test_the_list_has_one_more_and_nothing_else_changes(items, item, indent, is_inner):
    content = {"name": "x", "resources": items, "last": [1, {"a": []}]} if is_inner else items
    key = "resources" if is_inner else None
    text = json.dumps(content, indent=indent, ensure_ascii=False)
    after = with_item(text, item, key)
    expected = {**content, "resources": [*items, item]} if is_inner else [*items, item]
    assert json.loads(after) == expected
    kept = iter(after)
    assert all(sign in kept for sign in text if not sign.isspace())
