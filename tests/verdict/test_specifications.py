"""The specification curve as data: every combination of a check in the order of how far it would hold."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from weighbridge.base.errors import WeighbridgeError


@pytest.mark.parametrize(
    ("name", "check"), [("raqqa-2017", "usual_load"), ("raqqa-2017", "usual_price"), ("raqqa-2017", "some_mix"), ("oil-2015", "usual_price"), ("ihs-2016", "the_revenue")]
)  # fmt: skip
def test_specifications_are_every_combination_in_order(verified, name, check):
    found, frame = verified(name)[check], verified(name).specifications_of(check)
    assert list(frame["rank"]) == list(range(1, len(found.combinations) + 1))
    assert sorted(frame["outcome"]) == sorted(one.outcome for one in found.combinations)
    for choice in found.combinations[0].choices:
        assert sorted(frame[choice]) == sorted(one.choices[choice] for one in found.combinations)
    upper = frame["holds to (times what is stated)"].dropna()
    assert list(upper) == sorted(upper)
    middle, tails = frame["middle (times what is stated)"], frame["tail probability"]
    assert middle.notna().all() == tails.notna().all() == (found.kind == "typical")
    for _, row in frame.iterrows():
        low, high = (row[f"holds {end} (times what is stated)"] for end in ("from", "to"))
        inside = (low != low or low is None or low <= 1) and (high != high or high is None or high >= 1)
        assert inside == row["outcome"].startswith("holds") or row["outcome"] == "cannot tell"


def test_the_row_of_the_case_as_written_is_what_its_finding_says(verified):
    result = verified("raqqa-2017")
    frame, found = result.specifications_of("usual_load"), result["usual_load"].reference
    row = frame[(frame["convoys"] == found.choices["convoys"]) & (frame["hedge width"] == "typical")]
    row = row[row["shape"] == "as written"].iloc[0]
    assert row["tail probability"] == found.tail_probability.value
    assert row["holds to (times what is stated)"] == found.reach.holds_to.value
    (flip,) = [flip for flip in found.flips if flip.below == "holds"]
    assert row["holds to (times what is stated)"] == flip.multiple.value


def test_there_is_no_specification_of_a_check_that_is_not_there(verified):
    with pytest.raises(WeighbridgeError, match="there is no check `usual_laod`; did you mean `usual_load`"):
        verified("raqqa-2017").specifications_of("usual_laod")
