"""In how many ways a number fits, as a title says it: every count in it is recounted from the combinations."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given

from choice_tables import table, tables
from weighbridge import charts
from weighbridge.charts import ways
from weighbridge.checks import STANDS, Outcome
from weighbridge.text import Called, Names
from weighbridge.verdict import Collapse, counts, distinct, settled

FITS, ROUNDED, UNLIKELY, NOT, SILENT = Outcome
NAMES = Names({"market": Called(called="where it is sold", options={"port": "it is sold at a port"})})
OPTIONS = {"market": ("port", "yard", "spot"), "month": ("May", "June"), "width": ("usual", "wide")}


def said(found, names=NAMES):
    """The title for a table of choices."""
    side = SimpleNamespace(worded=None, as_written=(300.0, 300.0), bounds=(290.0, 310.0), unit="USD/tonne")
    check = SimpleNamespace(
        reference=SimpleNamespace(stated=side), combinations=found.combinations, check=SimpleNamespace(tally=None)
    )
    return ways.headline(check, names)


def of_market(**outcomes):
    return lambda taken: outcomes[taken["market"]]


def but_in_june(taken):
    return UNLIKELY if taken == {"market": "yard", "month": "June", "width": "wide"} else FITS


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        (of_market(port=FITS, yard=FITS, spot=FITS), "fits in all 12 ways to read it"),
        (of_market(port=NOT, yard=NOT, spot=NOT), "fits in none of 12 ways to read it"),
        (of_market(port=SILENT, yard=SILENT, spot=SILENT), "can be judged in none of 12 ways to read it"),
        (of_market(port=UNLIKELY, yard=UNLIKELY, spot=UNLIKELY), "is unlikely in all 12 ways to read it"),
        (of_market(port=FITS, yard=NOT, spot=NOT), "fits if it is sold at a port; otherwise it does not fit"),
        (
            of_market(port=FITS, yard=NOT, spot=UNLIKELY),
            "fits if it is sold at a port; otherwise it is unlikely or does not fit",
        ),
        (
            of_market(port=FITS, yard=SILENT, spot=NOT),
            "fits if it is sold at a port; otherwise it does not fit or can't be judged",
        ),
        (
            of_market(port=ROUNDED, yard=SILENT, spot=SILENT),
            "fits, allowing for rounding, if it is sold at a port; otherwise it can't be judged",
        ),
        (but_in_june, "fits in 11 of 12 ways to read it, depending on where it is sold and the month"),
        (of_market(port=UNLIKELY, yard=NOT, spot=NOT), "fits in none of 12 ways to read it; in 8 it does not fit"),
        (
            lambda taken: UNLIKELY if taken["month"] == "May" else NOT,
            "fits in none of 12 ways to read it; in 6 it is unlikely and in 6 it does not fit",
        ),
        (
            of_market(port=FITS, yard=ROUNDED, spot=ROUNDED),
            "fits in all 12 ways to read it, in 8 allowing for rounding",
        ),
        (
            lambda taken: ROUNDED if taken["width"] == "wide" else but_in_june({**taken, "width": "wide"}),
            "fits in 11 of 12 ways to read it, in 6 allowing for rounding, depending above all on the width",
        ),
    ],
    ids=[
        *("all", "none", "silent", "rare", "one option", "worse elsewhere", "partly silent elsewhere", "rounding"),
        *("exception", "never", "tie", "both", "some rounded"),
    ],
)
def test_the_title(outcome, title):
    assert said(table(OPTIONS, outcome)) == f"$300 a tonne {title}"


def test_unless_where_few_options_are_against_it():
    options = {"market": ("port", "yard", "spot", "mill"), "month": ("May", "June")}
    found = table(options, lambda taken: NOT if taken["market"] == "spot" else FITS)
    assert said(found) == "$300 a tonne fits unless we take “spot”; then it does not fit"


@pytest.mark.parametrize("name", ["raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015"])
def test_every_count_of_a_title_is_that_of_the_combinations(opened, verified, name):
    for check in verified(name).checks:
        title = ways.headline(check, opened(name).model.names)
        assert_that_its_counts_are_true(title, Collapse(settled(check.combinations)))
        assert len(title.split()) <= 25


@given(tables())
def test_every_count_of_a_title_is_true_of_any_table(found):
    assert_that_its_counts_are_true(said(found, Names()), found)


def assert_that_its_counts_are_true(title, collapse):
    """The counts of a title against the ways that differ, option by option where it names any."""
    every = distinct(collapse.combinations)
    fits = [one.outcome in STANDS for one in every]
    if condition := re.search(r" (if|unless) (.*); (otherwise|then) (.*)", title):
        named = [
            [taken for taken in one.choices.values() if f"“{taken}”" in condition[2]] for one in every
        ]  # names that the case gives are checked by hand above
        inside = [bool(names) == (condition[1] == "if") for names in named]
        if any(map(bool, named)):
            assert all(fit for fit, within in zip(fits, inside, strict=True) if within)
            outside = [fit for fit, within in zip(fits, inside, strict=True) if not within]
            many = re.match(r"in (\d+) of (\d+) ways", condition[4])
            assert (sum(outside), len(outside)) == (tuple(map(int, many.groups())) if many else (0, len(outside)))
    elif many := re.search(r"in (\d+) of (\d+) ways to read it", title):
        assert (int(many[1]), int(many[2])) == (sum(fits), len(every))
    elif re.search(r"fits.* in (?:all|both) ", title):
        assert all(fits)
    elif re.search(r"fits in (?:none of|neither) ", title):
        assert not any(fits)
    else:
        assert len({one.outcome for one in every}) == 1
    if several := re.search(r"(?:all|none of) (\d+) ways", title):
        assert int(several[1]) == len(every)


@given(tables())
def test_notes_say_of_every_choice_that_is_not_drawn_in_how_many_ways_it_changes_the_verdict(found):
    drawn = [one.choice for one in found.best(2)]
    split = sum(len(counts(tile)) > 1 for tile in found.cells(found.best(2)).values())
    notes = " ".join(ways.notes(found, drawn, split, Names()))
    for one in found.influences:
        name = f"the {one.choice}"
        if one.choice in found.idle:
            assert name in notes.lower().split(" nothing")[0]
        elif one.choice not in drawn:
            assert re.search(rf"{name}(?: changes the verdict)? in {one.changes} of {one.settings} ways", notes)
    assert bool(split) == ("split" in notes)


def test_of_a_mix_that_is_free_nothing_is_said(raqqa):
    """Which mixes give a price is asked of all mixes: what is assumed of the mix cannot change it."""
    assert ways.of_the_mix(raqqa.model, "some_mix") == ("mix",)
    assert ways.of_the_mix(raqqa.model, "usual_price") == ()
    said = [charts.choice_tiles(raqqa, "some_mix").description, charts.mix_ranges(raqqa, "some_mix").description]
    assert not [one for one in said if "The mix of metals" in one]
