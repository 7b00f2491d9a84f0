"""What a quantity of a case says of itself: its figures, and where its uncertainty comes from."""

from refusals import refusal
from weighbridge.report import workings


def test_a_quantity_says_where_its_uncertainty_comes_from(raqqa):
    quantity = raqqa["metal_of_the_city"]
    assert quantity.budget_sentence == workings.budget_sentence(quantity.accounts, raqqa.model.names)


def test_shares_of_the_variance_that_add_up_to_more_than_all_are_said_to_overlap(raqqa):
    assert workings.OVERLAP in raqqa["capacity"].budget_sentence  # a product and the smaller of two
    assert workings.OVERLAP not in raqqa["load"].budget_sentence


def test_a_composition_has_figures_only_in_its_parts(raqqa):
    name = next(name for name in raqqa.model.nodes if raqqa[name].parts)
    composition = raqqa[name]
    told = refusal(lambda: composition.side)
    assert told == f"raqqa-2017: `{name}` is a composition; ask for a part: {', '.join(composition.parts)}"
    assert all(raqqa[part].amount.text for part in composition.parts)
    assert repr(composition).splitlines() == [repr(raqqa[part]) for part in composition.parts]
