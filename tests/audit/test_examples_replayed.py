"""The published examples that an audit replays: each printed figure, and what happens when one is not met."""

import pytest

from weighbridge.audit.published_examples import agrees, figures, printed, published_examples
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.uncertainty import Estimate


@pytest.fixture(scope="module")
def items(azernews):
    return list(published_examples(Scope(azernews, None)))


def test_every_printed_figure_comes_out(items):
    assert len(items) == len(printed()) == 25
    assert [item.what for item in items if item.standing is not Standing.PASSED] == []


def test_an_item_shows_both_figures_and_how_well_each_is_known(items):
    (mass,) = [item for item in items if "calibrated mass, standard uncertainty" in item.what]
    assert mass.found.startswith("0.0754")
    assert mass.expected.startswith("0.0754 (recalled")


@pytest.mark.parametrize("row", printed(), ids=lambda row: f"{row.clause}, {row.quantity}, {row.figure}")
def test_a_figure_that_is_off_by_four_tolerances_is_not_the_printed_one(row):
    near = row.tolerance / 10
    assert agrees(Estimate(row.printed, near), row)
    assert not agrees(Estimate(row.printed + 4 * row.tolerance, near), row)


def test_a_figure_that_drawing_leaves_open_is_not_taken_for_the_printed_one():
    row = next(row for row in printed() if row.figure == "mean")
    assert not agrees(Estimate(row.printed, 3 * row.tolerance), row)


def test_first_order_propagation_would_not_pass():
    """9.3: the law of propagation gives 0.0539, where the example prints 0.0754."""
    row = next(row for row in printed() if row.quantity == "calibration" and row.figure == "standard uncertainty")
    assert not agrees(Estimate(0.0539, 0.0), row)


def test_every_name_in_the_table_is_one_that_can_be_found(azernews):
    from weighbridge.audit.published_examples import _case

    case = _case()
    assert all(row.figure in figures(case, row.quantity) for row in printed())
