"""Every name that any output prints is explained, with grounds; no name of a case means two things."""

import re

import pytest

from names_in_outputs import MAPPINGS, NAMES, names_of
from small_cases import CASES
from weighbridge import CaseError
from weighbridge.trace.names import READ_AS, known_names, meanings

GROUNDS = re.compile(
    r"\nSources\n|“[^”]+”|because |\.csv:\d+|by definition|our judgement|editorial|Where it comes from\n.*`: \S"
)


@pytest.mark.parametrize("name", CASES)
def test_every_name_of_every_output_is_explained_with_its_grounds(opened, name):
    """What ``list``, JSON, the tables, ``flips`` and ``sources`` print, over all cases."""
    case, printed = opened(name), {}
    for one, where in names_of(case):
        printed.setdefault(one, where)
    assert len(printed) > 20
    refused, bare = {}, {}
    for one, where in printed.items():
        try:
            text = case.explain(one)
        except CaseError as error:
            refused[one] = where, str(error)
            continue
        if not GROUNDS.search(text):
            bare[one] = where, text
    assert refused == {}
    assert bare == {}


@pytest.mark.parametrize("name", CASES)
def test_no_name_means_two_things(opened, name):
    """But for a claim and the choice of its reading, which one explanation tells together."""
    case = opened(name)
    double = {}
    for one in known_names(case.material):
        found = [meaning.what for meaning in meanings(case.material, one)]
        if len(found) != 1 and not (len(found) == 2 and found[1] == READ_AS):
            double[one] = found
    assert double == {}


def test_what_is_named_in_the_schema_is_known():
    """A key of the result that may hold names is one of which the tests know."""
    assert not set(NAMES) & set(MAPPINGS)
