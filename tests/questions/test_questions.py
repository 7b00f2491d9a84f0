"""What a case answers about itself, as an analyst asks it: flips, round ratios, a joint correction."""

from weighbridge.what_if.round_numbers import chance_rows, chance_sentence, chances


def test_only_the_numbers_that_turn_an_answer(raqqa):
    whole, turning = raqqa.flips("usual_load"), raqqa.flips("usual_load", turning=True)
    assert turning["set by"].tolist() == ["trucks", "mass", "convoy_mean_load.high"]
    assert turning["answers"].tolist() == whole.head(3)["answers"].tolist()
    assert len(raqqa.headlines("usual_load")) == 3
    assert raqqa.headlines("usual_load", "trucks", "level") == raqqa.headlines("usual_load")[:1]


def test_round_ratios_of_the_numbers_of_a_case(raqqa):
    pairs = [("mass", "trucks"), ("money", "mass")]
    found = raqqa.round_ratios(*pairs, digits=2)
    named = {" / ".join(pair): " over ".join(map(raqqa.model.names.of, pair)) for pair in pairs}
    assert found.rows == chance_rows(chances(raqqa.numbers, pairs, 2), named)
    assert found.sentence == chance_sentence(raqqa.numbers, pairs, 2)


def test_a_joint_correction_has_a_row_for_each_number(raqqa):
    found = raqqa.with_({"convoy_mean_load.high": "42 tonne/truck"}).reconcile()
    assert {row["set by"] for row in found.rows} == {one.number for one in found.numbers}
    assert all(row["moves by (spreads)"] for row in found.rows if row["set by"] in ("trucks", "mass"))
