"""A change laid over a case: what it reaches, what it leaves, and what it loses."""

# ruff: noqa: E501 (a row of a table stands on one line)

import copy

import pytest
from click.testing import CliRunner

from small_cases import SCRAP, SOURCE
from weighbridge import CaseError, WeighbridgeError, open_case
from weighbridge.cli import main


@pytest.fixture(scope="module")
def case(make_case):
    return make_case(SCRAP)


def written(case, name):
    return case[name].side.as_written


def ground(case, name, label):
    (found,) = [figure for figure in case.model.nodes[name][None].figures if figure.label == label]
    return found


# what is set, the quantity looked at, its bounds or its value afterwards
NUMBERS = [
    ({"trucks": "4 truck"}, "load", (30, 30)),
    ({"trucks.value": "4 truck"}, "load", (30, 30)),
    ({"trucks": {"value": "4 truck"}}, "load", (30, 30)),
    ({"mass": "60 tonne"}, "load", (10, 10)),
    ({"mass": "short"}, "load", (18.1437, 18.1437)),
    ({"mass": "ruled"}, "load", (20.3209, 20.3209)),
    ({"copper.month": "2017-01"}, "copper", (5754.56, 5754.56)),
    ({"copper.where.month": "2017-01"}, "copper", (5754.56, 5754.56)),
    ({"copper.metal": "aluminium"}, "copper", (1860.75, 1860.75)),
    ({"load": "mass / 2 / trucks * 2", "load.reason": "a test"}, "load", (20, 20)),
    ({"load.expression": "mass / trucks + mass / trucks"}, "load", (40, 40)),
]


@pytest.mark.parametrize(("changes", "name", "value"), NUMBERS, ids=[str(row[0]) for row in NUMBERS])
def test_what_is_set_is_seen(case, changes, name, value):
    changed = case.with_(changes)
    assert written(changed, name) == pytest.approx(value, rel=1e-5)
    assert [change.target for change in changed.changes] == list(changes)


BOUNDS = [
    ({"usual.high": "70 tonne/truck"}, "usual", (10, 70)),
    ({"usual.triangular.high": "70 tonne/truck"}, "usual", (10, 70)),
    ({"usual": {"high": "70 tonne/truck"}}, "usual", (10, 70)),
    ({"usual": {"high": "70 tonne/truck", "low": "5 tonne/truck"}}, "usual", (5, 70)),
    ({"usual": {"uniform": {"low": "1 tonne/truck", "high": "2 tonne/truck"}}}, "usual", (1, 2)),
    ({"usual": {"fixed": {"value": "33 tonne/truck"}}}, "usual", (33, 33)),
    ({"usual": "33 tonne/truck"}, "usual", (33, 33)),
    ({"usual.high": {"evidence": "limit", "reason": "again"}}, "usual", (10, 60)),
    ({"limit": "70 tonne/truck"}, "limit", (70, 70)),
]


@pytest.mark.parametrize(("changes", "name", "bounds"), BOUNDS, ids=[str(row[0]) for row in BOUNDS])
def test_a_distribution_is_set_by_parameter_by_mapping_or_by_one_number(case, changes, name, bounds):
    assert case.with_(changes)[name].side.bounds == pytest.approx(bounds)


def test_evidence_that_is_set_moves_the_assumption_that_rests_on_it(case):
    assert case.with_(limit="70 tonne/truck")["usual"].side.bounds == pytest.approx((10, 70))


def test_a_composition_is_set_part_by_part(case):
    changed = case.with_({"mix.iron.mean": "0.8 one", "mix.copper.mean": "0.2 one"})
    assert changed["mix.copper"].draws.mean() == pytest.approx(0.2, abs=2e-3)
    assert case["mix.copper"].draws.mean() == pytest.approx(0.1, abs=2e-3)


def test_the_concentration_is_set(case):
    tight = case.with_({"mix.concentration": "2000 one"})["mix.copper"].draws.std()
    assert tight < case["mix.copper"].draws.std() / 5


def test_a_figure_that_is_replaced_loses_its_source_and_has_the_change_as_reason(case):
    assert ground(case, "usual", "low").sources == (SOURCE,)
    changed = ground(case.with_({"usual.low": "12 tonne/truck"}), "usual", "low")
    assert (changed.sources, changed.reason, changed.text) == ((), "set for this run", "12 tonne/truck")


def test_what_is_not_replaced_keeps_its_source(case):
    changed = case.with_({"usual.high": "70 tonne/truck"})
    assert ground(changed, "usual", "low").sources == (SOURCE,)
    assert ground(changed, "usual", "mode").reason == "a guess"


def test_evidence_that_is_replaced_is_evidence_no_more(case):
    assert ground(case, "limit", "value").sources == (SOURCE,)
    node = case.with_(limit="70 tonne/truck").model.nodes["limit"][None]
    assert node.kind == "assumption"
    assert [(figure.sources, figure.reason) for figure in node.figures] == [((), "set for this run")]
    assert node.of == "a legal limit"


def test_another_row_keeps_its_own_source_and_date(case):
    figure = ground(case.with_({"copper.month": "2017-01"}), "copper", "value")
    assert (figure.date.text, figure.text) == ("2017-01", "5754.56 USD/tonne")
    assert figure.sources


def test_a_reading_that_is_chosen_becomes_the_reference(case):
    assert case.model.choices["mass"].reference == "metric"
    changed = case.with_(mass="short").model.choices["mass"]
    assert changed.reference == "short"
    assert set(changed.options) == {"metric", "short", "ruled"}


def test_a_reading_that_was_ruled_out_counts_when_it_is_chosen(case):
    changed = case.with_(mass="ruled").model.choices["mass"]
    assert (changed.reference, changed.ruled_out) == ("ruled", {})


def test_the_case_and_its_file_stay_as_they_were(case):
    before, content, tree = case.verify().form, case.path.read_bytes(), copy.deepcopy(case.document.data)
    changed = case.with_({"trucks": "3 truck", "usual.low": "1 tonne/truck", "copper.month": "2017-01"})
    assert changed.verify().form != before
    assert case.path.read_bytes() == content
    assert case.document.data == tree
    assert case.changes == ()
    assert open_case(str(case.path)).verify().form == before
    assert case.verify().form == before


def test_changes_are_laid_one_over_the_other(case):
    once = case.with_(trucks="4 truck")
    twice = once.with_(trucks="5 truck")
    assert (written(once, "load"), written(twice, "load")) == ((30, 30), (24, 24))
    assert [change.label for change in twice.changes] == ["trucks = 4 truck", "trucks = 5 truck"]


def test_the_changes_of_a_run_are_in_its_result(case):
    assert case.with_(trucks="4 truck").verify().changes == ["trucks = 4 truck"]
    assert open_case(str(case.path), sets=("trucks=4 truck",)).verify().changes == ["--set trucks=4 truck"]
    assert case.verify().changes == []


SAME = [
    {"trucks": "50 truck"},
    {"mass": "metric"},
    {"money": "of_the_load"},
    {"trucks.hedge": "near"},
    {"convoy_mean_load.high": "60 tonne/truck"},
    {"convoy_mean_load.mode": {"evidence": "near_convoy"}},
    {"copper_price.month": "2017-02"},
    {"load": "mass / trucks"},
    {"level.high": {"evidence": "oil_high"}},
]


def numbers(checks):
    """The results of checks without what is said of sources: a figure that is replaced loses its old ones."""
    told = [check.form().model_dump(exclude={"sentence": True}) for check in checks]
    for check in told:
        for finding in check["findings"]:
            del finding["weak_sources"]
            for entry in (finding["budget"] or {"entries": []})["entries"]:
                del entry["unsupported"]
    return told


@pytest.mark.parametrize("changes", SAME, ids=str)
def test_setting_what_is_already_there_changes_no_number(raqqa, raqqa_result, changes):
    again = raqqa.with_(changes).verify()
    assert numbers(again.checks) == numbers(raqqa_result.checks)
    assert again.verdict == raqqa_result.verdict
    assert again.quantities == raqqa_result.quantities


# Whatever an analyst may set at the top of a case, also what an alternative changes elsewhere.
REPLACED = [
    ("trucks", "40 truck"),
    ("mass", "2000 tonne"),
    ("money", "700 thousand USD"),
    ("convoy_mean_load", "30 tonne/truck"),
    ("copper_price", "6000 USD/tonne"),
    ("aluminium_price", "1900 USD/tonne"),
    ("copper_ratio", "80 percent"),
    ("iron_port", "200 USD/tonne"),
    ("level", "0.5 one"),
    ("near_convoy", "35 tonne/truck"),
    ("flow_mean", "45 tonne/truck"),
    ("aid_mean", "31 tonne/truck"),
    ("iron_in_use", "2000 kg/person"),
    ("body", "80 m**3/truck"),
]


@pytest.mark.parametrize(("name", "value"), REPLACED)
def test_every_figure_of_a_case_can_be_replaced_by_ones_own(raqqa, name, value):
    changed = raqqa.with_({name: value})
    number = float(value.split()[0]) * (1000 if "thousand" in value else 1)
    side = changed[name].side
    low, high = side.as_written or side.bounds
    assert low == high == pytest.approx(number)
    assert changed.verify().checks


# target and value, and what is told
WRONG = [
    ("trukcs", "4 truck", "the case has no quantity and no alternative `trukcs`; did you mean `trucks`?"),
    ("title", "x", "the case has no quantity and no alternative `title`; "),
    ("fits", "x", "the case has no quantity and no alternative `fits`"),
    ("", "x", "the case has no quantity and no alternative ``"),
    ("trucks.valeu", "4 truck", "unknown key `valeu` in `trucks`; did you mean `value`?"),
    ("usual.hgih", "4 tonne/truck", "`usual.triangular`: `triangular` has no parameter `hgih`; did you mean `high`?"),
    ("usual.uniform.low", "4 tonne/truck", "there is no `uniform` to look into"),
    ("mix.gold.mean", "0.1 one", "there is no `gold` to look into"),
    ("copper.mnoth", "2017-01", "did you mean `month`?"),
    ("copper.month", "2017-13", "`copper.where`: `2017-13` is not a date: there is no month 13; write year and month, as in `2017-07`"),
    ("trucks", "4 ton", "a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"),
    ("mass", "sort", "`mass.value`: `sort` is not a number with a unit"),
    ("usual.low", "30 tonne/truck", "`usual.triangular`: `low` lies above `mode`; expected `low` ≤ `mode` ≤ `high`"),
    ("usual.mode", "3 USD", "give all parameters units of one kind"),
    ("load", "mass", "`load`: `mass` gives tonne, which is not `tonne/truck`; [mass] against [mass] / [vehicle]: mend the formula or its unit"),
    ("load", "mass / truks", "`load`: unknown name `truks` in `mass / truks`; did you mean `trucks`?"),
    ("trucks.quote.exact.x", "4", "`exact`"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "value", "message"), WRONG, ids=[f"{row[0]}={row[1]}" for row in WRONG])
def test_a_change_that_does_not_fit_is_told_under_its_own_name(case, target, value, message):
    with pytest.raises(CaseError) as error:
        case.with_({target: value})
    (problem,) = error.value.problems
    assert str(problem).startswith(f"{target} = {value}: ")
    assert message in str(problem)
    result = CliRunner().invoke(main, ["verify", str(case.path), "--set", f"{target}={value}"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr or not target


def test_a_message_does_not_suggest_what_was_written(case):
    with pytest.raises(CaseError) as error:
        case.with_({"trucks.quote.exact.x": "4"})
    assert "did you mean `exact`?" not in str(error.value)


@pytest.mark.parametrize(("name", "unit"), [("trucks", "truck"), ("mass", "tonne"), ("limit", "tonne/truck")])
def test_a_number_without_its_unit_is_told_where_it_was_set(case, name, unit):
    """`--set trucks=40` is the first thing that anyone will try: the message names the change and the unit it lacks."""
    with pytest.raises(CaseError) as error:
        case.with_({name: "40"})
    assert [str(problem.place) for problem in error.value.problems] == [f"{name} = 40"]
    assert f"`{unit}`" in str(error.value)


def problems_of(case, changes):
    """What is told of a change; None where it is taken."""
    try:
        case.with_(changes)
    except CaseError as error:
        return error.problems
    return None


KINDS = [None, 40, 4.5, True, ["a"], [], {}, {"normal": "x"}, {"uniform": None}, {1: 2}, {"low": []}]


@pytest.mark.parametrize(
    "target", ["trucks", "mass", "usual", "limit", "copper", "load", "mix", "mix.iron", "usual.low"]
)
def test_a_value_of_another_kind_is_refused(case, target):
    """All but a mapping that changes nothing."""
    found = [(value, problems_of(case, {target: value})) for value in KINDS]
    assert [value for value, problems in found if problems is None] in ([], [{}])
    assert [] not in [problems for _, problems in found]  # who refuses says why


def test_a_target_that_is_none_is_reported_by_its_name_or_line(case):
    for target in ("trucks.", ".", "..", "trucks..value", "usual.triangular.low.value.x", "mix.parts", "é", "a b"):
        problems = problems_of(case, {target: "1 one"})
        assert problems, target
        for problem in problems:
            assert str(problem.place).startswith(target) or problem.place.line, target


@pytest.mark.parametrize("text", ["trucks", "trucks=", "=4 truck", "", " = "])
def test_a_set_that_is_no_change_is_told(case, text):
    with pytest.raises(
        CaseError, match=r"^--set .*: not a change; write `--set name=value` or `--set name.parameter=value`"
    ):
        open_case(str(case.path), sets=(text,))


OPTION = f"""\
alternatives:
  limits:
    question: Which?
    options:
      written: {{reason: as it stands}}
      other:
        reason: a stricter one
        sources: [{SOURCE}]
        set: {{usual.high: 50 tonne/truck}}
"""


def test_what_an_option_sets_carries_its_reason_and_its_sources(make_case):
    model = make_case(SCRAP + OPTION).model
    before, after = model.nodes["usual"][None], model.nodes["usual"]["limits", "other"]
    (high,) = [figure for figure in after.figures if figure.label == "high"]
    assert (high.text, high.sources, high.reason) == ("50 tonne/truck", (SOURCE,), "a stricter one")
    assert before.law({}).support()[1] == 60_000
    assert after.law({}).support()[1] == 50_000


def test_an_option_and_the_same_change_by_hand_give_the_same_numbers(make_case):
    text = SCRAP
    option = make_case(text + OPTION).under(limits="other")
    by_hand = make_case(text).with_({"usual.high": "50 tonne/truck"})
    assert option["usual"].side == by_hand["usual"].side


def test_a_change_reaches_the_options_that_leave_it_alone(make_case):
    changed = make_case(SCRAP + OPTION).with_({"usual.low": "5 tonne/truck"})
    assert changed.under(limits="other")["usual"].side.bounds == pytest.approx((5, 50))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mass": "sort"}, "mass = sort: `mass` has no option `sort`; did you mean `short`?"),
        ({"mas": "short"}, "mas = short: there is no choice `mas`; did you mean `mass`?"),
    ],
)
def test_an_option_that_is_not_there_is_told(case, options, message):
    with pytest.raises(CaseError) as error:
        case.under(**options)
    assert str(error.value) == message


def test_a_case_under_an_option_has_it_as_its_reference_and_leaves_the_case(case):
    assert case.under(mass="short")["mass"].side.as_written == pytest.approx((108.862, 108.862), rel=1e-5)
    assert case["mass"].side.as_written == (120, 120)
    assert case.under(mass="short").model.choices["mass"].reference == "short"
    assert case.under(mass="short").verify()["fits"].reference.choices["mass"] == "short"
    assert case.model.choices["mass"].reference == "metric"


@pytest.fixture(scope="module")
def optional(make_case):
    return make_case(SCRAP + OPTION)


@pytest.mark.parametrize(("option", "high"), [("other", 50), ("written", 60)])
def test_an_option_that_is_set_enters_and_its_alternative_leaves_the_case(optional, option, high):
    for chosen in (optional.with_(limits=option), open_case(str(optional.path), sets=(f"limits={option}",))):
        assert chosen["usual"].side == optional.under(limits=option)["usual"].side
        assert chosen["usual"].side.bounds == pytest.approx((10, high))
        assert "limits" not in chosen.model.choices
        before, after = optional.verify()["fits"], chosen.verify()["fits"]
        assert len(after.combinations) * 2 == len(before.combinations)
        assert all("limits" not in combination.choices for combination in after.combinations)
        assert all("limits" not in finding.choices for finding in after.findings)
        # What is left are the combinations of the whole case that have this option.
        kept = [({**c.choices, "limits": option}, c.outcome, c.tail_probability) for c in after.combinations]
        whole = [
            (c.choices, c.outcome, c.tail_probability) for c in before.combinations if c.choices["limits"] == option
        ]
        assert len(kept) == len(whole)
        assert all(each in whole for each in kept)
    assert "limits" in optional.model.choices


def test_an_option_that_is_set_carries_its_reason_and_its_sources(optional):
    high = ground(optional.with_(limits="other"), "usual", "high")
    assert (high.text, high.sources, high.reason) == ("50 tonne/truck", (SOURCE,), "a stricter one")


def test_an_option_that_is_set_gives_way_to_what_is_set_after_it(optional):
    assert optional.with_({"limits": "other", "usual.high": "55 tonne/truck"})["usual"].side.bounds == pytest.approx(
        (10, 55)
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [("othr", "`limits` has no option `othr`; did you mean `other`?"), ("x", "`limits` has no option `x`")],
)
def test_an_option_that_is_not_there_cannot_be_set(optional, value, message):
    with pytest.raises(CaseError) as error:
        optional.with_(limits=value)
    assert str(error.value).startswith(f"limits = {value}: {message}")
    result = CliRunner().invoke(main, ["verify", str(optional.path), "--set", f"limits={value}"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"--set limits={value}: {message}")


def test_an_alternative_of_raqqa_can_be_set(raqqa, raqqa_result):
    yard = raqqa.with_(market="yard")
    result = yard.verify()
    under = raqqa.under(market="yard")
    for name in ("mix_price", "market_price", "copper_yard_ratio", "aluminium_ratio", "level"):
        assert yard[name].side.bounds == under[name].side.bounds, name
    # Without the alternative the draws have fewer coordinates, so that they are others.
    one, other = yard["mix_price"].side.mean, under["mix_price"].side.mean
    assert abs(one.value - other.value) <= one.numerical_uncertainty + other.numerical_uncertainty
    assert yard["mix_price"].side.bounds != raqqa["mix_price"].side.bounds
    for check in ("usual_price", "some_mix"):
        assert all("market" not in c.choices for c in result[check].combinations)
        assert len(result[check].combinations) * 3 == len(raqqa_result[check].combinations)
    one, other = result["usual_load"], raqqa_result["usual_load"]
    assert [(c.choices, c.outcome) for c in one.combinations] == [(c.choices, c.outcome) for c in other.combinations]
    assert result.changes == ["market = yard"]


def test_every_name_of_a_case_can_be_asked_for(case):
    for name in case.model.nodes:
        assert repr(case[name])
        assert str(case[name].explain())


def test_a_check_that_is_not_there_is_told(raqqa_result):
    with pytest.raises(WeighbridgeError, match="usual_load"):
        raqqa_result["usual_laod"]


# a number that cannot be read, and what helps: a unit only where none is given
UNREAD = [
    ("4", "write its unit, `truck`, behind it"),
    ("1e400 truck", "expected at most 25 digits"),
    ("1.234.567 truck", "write `1234567` if the points part thousands"),
    ("60_000 truck", "write `60000`"),
    ("9 to 3 truck", "write the lower end first"),
    ("soon", "write it as"),
]


@pytest.mark.parametrize(("value", "remedy"), UNREAD)
def test_a_changed_number_that_cannot_be_read_has_the_remedy_of_its_own_fault(case, value, remedy):
    with pytest.raises(CaseError) as refused:
        case.with_({"trucks": value})
    (problem,) = refused.value.problems
    assert remedy in (problem.remedy or "")
    assert ("its unit" in (problem.remedy or "")) == (value == "4")
