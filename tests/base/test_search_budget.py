"""A search's budget: counted, never timed, with a record of what was looked at."""

import pytest

from weighbridge.base import Budget, Looked, Thing


def test_a_budget_gives_as_many_steps_as_it_has_and_the_same_every_time():
    for _ in range(2):
        budget = Budget(10)
        assert list(budget.within(range(100), cost=lambda _: 3)) == [0, 1, 2]
        assert (budget.is_spent, budget.left) == (True, 0)


def test_what_costs_too_much_ends_it_although_something_was_left():
    budget = Budget(5)
    assert budget.take(4)
    assert not budget.take(2)
    assert not budget.take(1), "a smaller step later would make the result depend on the order in which it was asked"


@pytest.mark.parametrize(
    ("record", "is_whole", "sentence"),
    [
        (
            Looked(at=Thing.COMBINATIONS, looked=20_000, of=1_048_576),
            False,
            "We looked at 20,000 of 1,048,576 combinations.",
        ),
        (Looked(at=Thing.NUMBERS, looked=0, of=1), False, "We looked at 0 of 1 number."),
        (Looked(at=Thing.MIXES, looked=7, of=7), True, "We looked at all 7 mixes."),
        (Looked(at=Thing.INPUTS, looked=1, of=1), True, ""),
        (Looked(at=Thing.VALUES, looked=1), False, "We looked at 1 value and stopped there; there may be more."),
        (Looked(at=Thing.INPUTS, looked=2, of=2, left_out=["mass"]), False, "We looked at 2 of 2 inputs."),
    ],
)
def test_a_record_says_what_was_looked_at(record, is_whole, sentence):
    assert (record.is_whole, record.sentence) == (is_whole, sentence)
    assert Looked.model_validate_json(record.model_dump_json()) == record
