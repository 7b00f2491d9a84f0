"""What an analyst asks of a result: sentences on severity, dependence and budget, and parts of its tables."""

import pytest

from weighbridge.graph.model import ModelError
from weighbridge.report import workings


def test_a_check_answers_for_the_case_as_written(raqqa_result):
    names = raqqa_result.model.names
    for check in raqqa_result.checks:
        finding = check.reference
        assert check.severity_sentence == workings.severity_sentence(finding)
        assert check.dependence_sentence == workings.dependence_sentence(finding)
        assert check.budget_sentence == (workings.budget_sentence(finding.budget, names) if finding.budget else "")
    assert raqqa_result["usual_load"].budget_sentence
    assert raqqa_result["can_carry"].budget_sentence == raqqa_result["can_carry"].dependence_sentence == ""


def test_the_findings_of_one_choice_alone(raqqa_result):
    whole = raqqa_result.findings_of("usual_price")
    market = raqqa_result.findings_of("usual_price", changed="market")
    assert market["reading"].tolist() == ["market: yard", "market: yard with cable"]
    assert market.to_dict("records") == whole[whole["reading"].isin(market["reading"])].to_dict("records")
    assert raqqa_result.findings_of("usual_price", changed="no such choice").empty


def test_copies_of_a_source(raqqa):
    copies = raqqa.copies_of("lme-settlements")
    assert "lme-settlements" in {source.key for source in copies}
    assert {source.origin for source in copies if source.key != "lme-settlements"} <= {one.key for one in copies}
    assert len(copies) > 2
    assert raqqa.copies_of("nobody") == []


def test_a_check_that_is_not_there_is_named(raqqa_result, raqqa):
    for ask in (raqqa_result.findings_of, raqqa.flips, raqqa.headlines):
        with pytest.raises(ModelError, match="there is no check `usual_lod`; did you mean"):
            ask("usual_lod")


def test_a_value_that_is_set_decides_over_an_option_that_was_taken_of_the_same(raqqa):
    taken = raqqa.under(money="proceeds", shape="flat").with_(money="600 thousand USD")
    assert taken.choices_made == {"shape": "flat"}
    assert "money" not in taken.choices
    assert taken["money"].side.as_written == (600_000.0, 600_000.0)


def test_a_changed_case_shares_sources_and_tables_and_an_option_shares_text_and_graph(raqqa):
    changed = raqqa.with_(trucks="40 truck")
    assert changed.holdings is raqqa.holdings
    assert changed.with_(mass="2000 tonne")._unset is raqqa
    taken = changed.under(shape="flat")
    assert taken.text is changed.text
    assert taken["load"].side.as_written == (62.5, 62.5)
    assert raqqa["load"].side.as_written == (50.0, 50.0)
