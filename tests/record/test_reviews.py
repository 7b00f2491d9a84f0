"""Reviewers sign, dispute and replace beside the case: what rests on it is left out, and nothing is overwritten."""

import json
import os
import re

import pytest
from click.testing import CliRunner

import logged_case
from weighbridge.base import CaseError, visible
from weighbridge.cli.commands import main
from weighbridge.pages.result_page import result_page
from weighbridge.record import Act, Word, add_to_review, inputs_of, reviews_of
from weighbridge.record.disputes import without
from weighbridge.record.reviews import parse_review
from weighbridge.report.markdown import plain
from weighbridge.report.reviews import Reviewed

DAY = "1795651200"  # 2026-11-26
ONE, OTHER = "N. N.", "M. Müller"
NONE = (set(), {}, True)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


@pytest.fixture
def folder(tmp_path):
    return logged_case.written(tmp_path)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return logged_case.opened(logged_case.written(tmp_path_factory.mktemp("reviewed")))


@pytest.fixture(scope="module")
def inputs(case):
    return inputs_of(case)


def say(folder, who, why="we know better", **words):
    """Add entries as the command does: ``dispute="trucks"``, ``replace=["trucks=7 truck"]``."""
    several = {act: [text] if isinstance(text, str) else text for act, text in words.items()}
    told = [Word.of(Act(act), text) for act, texts in several.items() for text in texts]
    return add_to_review(logged_case.opened(folder), who, told, why)


def reviews(folder):
    return logged_case.opened(folder).verify().reviews


def command(*words):
    return CliRunner().invoke(main, ["review", *map(str, words)])


# What is disputed: the checks that rest on it, the options that no longer count, whether it has no effect.
DISPUTES = [
    ("trucks", {"fits"}, {}, False),
    ("trucks.quote", {"fits"}, {}, False),
    ("mass", {"fits", "fetches"}, {}, False),
    ("mass.hedge", {"fits", "fetches"}, {}, False),
    ("mass.short", set(), {"mass": ("short",)}, False),
    ("mass.short: worth.unit", set(), {"mass": ("short",)}, False),
    ("mass.metric", set(), {"mass": ("metric",)}, False),  # another reading counts, and is taken in its place
    ("money", {"fetches"}, {}, False),
    ("sacks", *NONE),
    ("usual", {"fits"}, {}, False),
    ("usual.low", {"fits"}, {}, False),
    ("usual.high", {"fits"}, {}, False),
    ("usual.high.fair.low", *NONE),
    ("discount", {"fetches"}, {}, False),
    ("discount.low", {"fetches"}, {}, False),
    ("discount.shape", {"fetches"}, {}, False),
    ("strength", {"fits", "fetches"}, {}, False),  # by what it ties together
    ("correlations.tied", {"fits", "fetches"}, {}, False),
    ("grades", {"fetches"}, {}, False),
    ("grades.value 2", {"fetches"}, {}, False),
    ("seen", *NONE),
    ("shares", {"fetches"}, {}, False),
    ("shares.iron.mean", {"fetches"}, {}, False),
    ("iron", {"fetches"}, {}, False),  # by the assumption that is taken from it
    ("price_of_iron", {"fetches"}, {}, False),
    ("copper", {"fetches"}, {}, False),
    ("sold.2 July 2015: copper", set(), {"sold": ("2 July 2015",)}, False),
    ("sold.2 July 2015", set(), {"sold": ("2 July 2015",)}, False),
    ("gold", *NONE),
    ("rate", *NONE),
    ("load", {"fits"}, {}, False),
    ("load.unit", {"fits"}, {}, False),
    ("heaviest.heavier", set(), {"heaviest": ("heavier",)}, False),
    ("heaviest.heavier: usual.high", set(), {"heaviest": ("heavier",)}, False),
    ("heaviest.as seen", set(), {"heaviest": ("as seen",)}, False),
    ("heaviest", {"fits"}, {}, False),
    ("sold", {"fetches"}, {}, False),
    ("fits", {"fits"}, {}, False),
    ("fetches.premise", {"fetches"}, {}, False),
    ("metals: iron", {"fetches"}, {}, False),
    ("metals: steel", *NONE),
    ("hedge about", {"fits", "fetches"}, {}, False),
    ("unit short_ton", set(), {"mass": ("short",)}, False),
    ("units.sack", *NONE),
    ("not_known", *NONE),
    ("comparisons.prices", *NONE),
    ("losses.publish", *NONE),
    ("article.url", *NONE),
]


@pytest.mark.parametrize(
    ("name", "left_out", "not_counted", "is_idle"),
    DISPUTES,
    ids=lambda one: str(sorted(one) if isinstance(one, set) else one)[:30],
)
def test_what_rests_on_a_disputed_input_is_left_out(case, inputs, name, left_out, not_counted, is_idle):
    found = without(case.model, inputs, [name], "disputed")
    assert {*found.left_out} == left_out
    assert dict(found.not_counted) == not_counted
    assert found.idle == ((name,) if is_idle else ())
    assert (found.model is None) == (left_out == set(case.model.checks))
    for choice, options in not_counted.items():
        assert not {*options} & {*found.model.choices[choice].counting}
        assert found.model.reference[choice] not in options


def test_every_input_can_be_disputed_and_only_the_graph_without_it_changes(case, inputs):
    before = case.model.reference, dict(case.model.choices), dict(case.model.checks)
    for name in inputs:
        found = without(case.model, inputs, [name], "disputed")
        assert {*found.left_out} <= {*case.model.checks}
    assert (case.model.reference, dict(case.model.choices), dict(case.model.checks)) == before


# The same by another way: what an analyst would do to the file by hand.
BY_HAND = [
    ("usual.high", [("  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}\n", "")]),
    ("trucks", [("  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}\n", "")]),
    ("heaviest.heavier", [("heavier: {reason: announced so", "heavier: {ruled_out: disputed, reason: announced so")]),
    (
        "mass.short",
        [("{value: 120 short_ton, reason: an American", "{value: 120 short_ton, ruled_out: x, reason: an American")],
    ),
    (
        "mass.metric",
        [
            ("usual there, preferred: true}", "usual there, ruled_out: disputed}"),
            ("sources: [elsewhere], set: {worth.unit: USD/tonne}}", "sources: [elsewhere], preferred: true}"),
        ],
    ),
    ("sold.2 July 2015", [("{date: 2015-07-02, reason", "{date: 2015-07-02, ruled_out: disputed, reason")]),
]


@pytest.mark.parametrize(("name", "edits"), BY_HAND, ids=lambda one: str(one)[:20])
def test_the_answer_without_it_is_that_of_the_case_edited_by_hand(folder, tmp_path_factory, name, edits):
    text = logged_case.CASE
    for old, new in edits:
        text = logged_case.changed(text, old, new)
    by_hand = logged_case.opened(logged_case.written(tmp_path_factory.mktemp("hand"), text)).verify()
    say(folder, ONE, dispute=name)
    assert reviews(folder).reviewers[0].without.answer == by_hand.answer


REPLACED = [
    ["trucks=12 truck"],
    ["usual.high=55 tonne/truck"],
    ["mass=short"],
    ["heaviest=heavier"],
    ["iron=300 USD/tonne"],
    ["load=mass / (trucks + trucks)"],
    ["shares.iron.mean=0.9 one"],
    ["trucks=12 truck", "usual.high=55 tonne/truck"],
]


@pytest.fixture(scope="module")
def replacing(tmp_path_factory):
    """What comes of a case of which each reviewer replaces something else."""
    folder = logged_case.written(tmp_path_factory.mktemp("replacing"))
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("SOURCE_DATE_EPOCH", DAY)
        for at, values in enumerate(REPLACED):
            say(folder, f"Reviewer {at}", replace=values)
        return {one.reviewer: one.instead for one in reviews(folder).reviewers}


@pytest.mark.parametrize(("at", "values"), list(enumerate(REPLACED)), ids=str)
def test_the_answer_with_a_replacement_is_that_of_the_changed_case(case, replacing, at, values):
    given = dict(one.split("=", 1) for one in values)
    found = replacing[f"Reviewer {at}"]
    assert found.values == given
    assert found.answer == case.with_(given).verify().answer


def test_nothing_of_the_case_is_overwritten(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    as_written = logged_case.opened(folder).verify().answer
    say(folder, ONE, dispute=["usual.high", "mass.short"], replace="trucks=7 truck", sign="money")
    assert {path: path.read_bytes() for path in before} == before
    found = logged_case.opened(folder).verify()
    assert found.answer == as_written == found.reviews.as_written
    assert found.verdict.as_written == logged_case.opened(folder).verify().verdict.as_written


def test_entries_are_only_added(folder):
    first = say(folder, ONE, dispute="trucks").read_bytes()
    second = say(folder, ONE, withdraw="trucks", why="I looked again").read_bytes()
    third = say(folder, ONE, sign="trucks", why="I counted").read_bytes()
    assert second.startswith(first)
    assert third.startswith(second)
    (found,) = reviews_of(logged_case.opened(folder), inputs_of(logged_case.opened(folder)))
    assert [entry.act for entry in found.entries] == [Act.DISPUTE, Act.WITHDRAW, Act.SIGN]
    assert {name: entry.act for name, entry in found.standing.items()} == {"trucks": Act.SIGN}


def test_the_last_word_of_a_reviewer_on_an_input_stands(folder):
    say(folder, ONE, replace="trucks=7 truck")
    say(folder, ONE, replace="trucks=8 truck")
    assert reviews(folder).reviewers[0].instead.values == {"trucks": "8 truck"}
    say(folder, ONE, withdraw="trucks", why="no")
    found = reviews(folder).reviewers[0]
    assert (found.inputs, found.instead, found.without) == ([], None, None)


def test_a_signature_is_of_a_value(folder):
    say(folder, ONE, sign=["trucks", "usual.high"])
    assert [one.is_current for one in reviews(folder).reviewers[0].inputs] == [True, True]
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    text = logged_case.changed(text, "value: 6 truck", "value: 7 truck")
    text = logged_case.changed(
        text, "        reason: our judgement\n        fair:", "        reason: ours\n        fair:"
    )
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    found = reviews(folder)
    trucks, high = found.reviewers[0].inputs
    assert (trucks.is_current, trucks.of, trucks.value) == (False, "6 trucks", "7 trucks")
    assert (high.is_current, high.of, high.value) == (False, "40 tonnes a truck", "40 tonnes a truck")
    assert "It was 6 trucks then and is 7 trucks now: the entry is of another value." in found.sentences
    assert "Its value stands, and what stands behind it changed since." in found.sentences
    assert "N. N. signed the number of trucks." in found.sentences  # without the value that nobody signed


def test_a_signature_that_was_written_by_hand_gives_the_value_alone(folder):
    (folder / "reviews").mkdir()
    entry = "{act: sign, input: trucks, of: 6 truck, why: I counted, when: 2026-11-26}"
    (folder / "reviews" / "mine.yaml").write_text(f"reviewer: N. N.\nentries:\n  - {entry}\n", encoding="utf-8")
    assert [one.is_current for one in reviews(folder).reviewers[0].inputs] == [True]


def test_reviewers_who_do_not_agree_are_shown_side_by_side(folder):
    say(folder, ONE, sign=["trucks", "money"], dispute="usual.high")
    say(folder, OTHER, dispute="trucks", replace="usual.high=55 tonne/truck", sign="money")
    found = reviews(folder)
    assert [one.reviewer for one in found.reviewers] == [OTHER, ONE]  # in the order of the files
    assert {one.name: one.said for one in found.differing} == {
        "trucks": {ONE: "signed it", OTHER: "disputes it"},
        "usual.high": {ONE: "disputes it", OTHER: "puts 55 tonnes a truck instead"},
    }
    assert "Reviewers differ on the number of trucks: M. Müller disputes it and N. N. signed it." in found.sentences
    assert {one.check for one in found.together.left_out} == {"fits"}


def test_what_is_left_out_and_what_no_longer_counts_is_told(folder):
    say(folder, ONE, dispute=["usual.high", "heaviest.heavier", "gold"])
    found = reviews(folder).reviewers[0]
    assert [one.question for one in found.without.left_out] == ["Does it fit?"]
    told = found.sentences
    assert "1 of 2 comparisons rests on it and is left out." in told
    assert "It no longer counts that we take “heavier”." in told
    assert "No comparison rests on gold." in told
    assert f"Without what {ONE} disputes, the answer is “{found.without.answer.badge}”." in told


def test_where_nothing_is_left_that_is_said(folder):
    say(folder, ONE, dispute=["fits", "fetches"])
    found = reviews(folder).reviewers[0]
    assert found.without.answer is None
    assert f"Without what {ONE} disputes, no comparison is left, and nothing can be said." in found.sentences


def test_reviews_are_of_the_case_as_it_is_written(folder):
    say(folder, ONE, dispute="trucks")
    assert logged_case.opened(folder).with_(trucks="7 truck").verify().reviews is None


def test_every_output_shows_what_reviewers_say(folder):
    say(folder, ONE, dispute="usual.high", why="nobody weighed them")
    result = logged_case.opened(folder).verify()
    told = "N. N. disputes the highest usual load, 40 tonnes a truck."
    verdict = f"Without what N. N. disputes, the answer is “{result.reviews.reviewers[0].without.answer.badge}”."
    assert {told, verdict} <= {*result.reviews.sentences}
    page = re.sub(r"<[^>]+>", "", result_page(result))
    assert told in page
    assert "nobody weighed them" in page
    assert plain(told) in result.markdown()
    assert told in result._repr_html_()
    stored = json.loads(result.model_dump_json())["reviews"]["reviewers"][0]
    assert (stored["reviewer"], stored["inputs"][0]["act"], stored["inputs"][0]["name"]) == (
        ONE,
        "dispute",
        "usual.high",
    )
    assert stored["without"]["left_out"] == [{"check": "fits", "question": "Does it fit?"}]
    shown = CliRunner().invoke(main, ["verify", str(folder), "--width", "80"]).output
    assert " ".join(verdict.split()) in " ".join(shown.split())
    full = CliRunner().invoke(main, ["verify", str(folder), "--full", "--width", "80"]).output
    assert told in " ".join(full.split())


def test_without_reviews_there_is_nothing_of_them(folder):
    result = logged_case.opened(folder).verify()
    assert result.reviews is None
    assert json.loads(result.model_dump_json())["reviews"] is None
    assert "reviewers" not in result_page(result).lower()
    assert "Reviewers" not in result.markdown()
    assert "No reviewer has written on this case" in command(folder).output


def test_the_command_adds_and_shows(folder):
    assert command(folder, "--as", ONE, "--dispute", "trucks", "--why", "no count").output == (
        f"reviews/n-n.yaml: 1 entry added.\n`weighbridge review {folder}` shows the answer without it and with it.\n"
    )
    assert "N. N. disputes the number of trucks, 6 trucks." in command(folder).output
    assert command(folder, "--as", ONE).exit_code == 2
    assert command(folder, "--dispute", "trucks", "--why", "x").exit_code == 2
    assert command(folder, "--dispute", "trucks", "--as", ONE).exit_code == 2


@pytest.mark.parametrize(("trucks", "moves"), [("6 truck", False), ("60 truck", True)])
def test_the_short_form_tells_the_finding_where_it_moved(folder, trucks, moves):
    say(folder, ONE, replace=f"trucks={trucks}")
    found = logged_case.opened(folder).verify().reviews
    (one,) = found.reviewers
    assert (one.instead.answer.headline != found.as_written.headline) is moves
    assert (one.instead.answer.headline in found.short) is moves


BAD_WORDS = [
    ({"dispute": "truks"}, "--dispute truks", "the case has nothing that is called `truks`", "did you mean `trucks`"),
    ({"sign": "zzzz"}, "--sign zzzz", "the case has nothing that is called `zzzz`", "`weighbridge list`"),
    ({"replace": "trucks"}, "--replace trucks", "not a replacement", "NAME=VALUE"),
    ({"replace": "trucks=fast"}, "n-n.yaml", "fast", ""),
    ({"replace": "trucks=7 tonne"}, "n-n.yaml", "expected a value in `truck`", ""),
    ({"replace": "heaviest=lighter"}, "n-n.yaml", "no option `lighter`", "lightest"),
    ({"withdraw": "trucks"}, "n-n.yaml", "nothing was said of `trucks`", "leave the entry out"),
]


@pytest.mark.parametrize(("words", "place", "found", "remedy"), BAD_WORDS, ids=str)
def test_what_cannot_be_said_is_refused_and_nothing_is_written(folder, words, place, found, remedy):
    with pytest.raises(CaseError) as refused:
        say(folder, ONE, **words)
    (problem,) = refused.value.problems
    assert place in str(problem.place)
    assert found in problem.message
    assert remedy in problem.remedy
    assert not list((folder / "reviews").glob("*.yaml")) if (folder / "reviews").exists() else True


@pytest.mark.parametrize(("who", "why", "found"), [("  ", "w", "the name is empty"), (ONE, " ", "the reason is empty")])
def test_who_and_why_are_asked_for(folder, who, why, found):
    with pytest.raises(CaseError, match=found):
        say(folder, who, why, dispute="trucks")


ENTRY = "{act: dispute, input: trucks, why: w, when: 2026-11-26}"
BAD_FILES = [
    ("", 1, "the file is empty"),
    ("- a\n", 1, "expected `key: value` lines"),
    (f"entries: [{ENTRY}]\n", 1, "`reviewer` is missing"),
    ("reviewer: N. N.\n", 1, "`entries` is missing"),
    ("reviewer: N. N.\nentries: []\n", 2, "`entries` has 0 entries"),
    (f"reviewer: ' '\nentries: [{ENTRY}]\n", 1, "no name"),
    ("reviewer: N. N.\nentries:\n  - {act: doubt, input: trucks, why: w, when: 2026-11-26}\n", 3, "`act` is `doubt`"),
    ("reviewer: N. N.\nentries:\n  - {act: dispute, input: truks, why: w, when: 2026-11-26}\n", 3, "called `truks`"),
    ("reviewer: N. N.\nentries:\n  - {act: dispute, input: trucks, why: ' ', when: 2026-11-26}\n", 3, "`why` is empty"),
    ("reviewer: N. N.\nentries:\n  - {act: dispute, input: trucks, why: w, when: May}\n", 3, "May"),
    ("reviewer: N. N.\nentries:\n  - {act: sign, input: trucks, why: w, when: 2026-11-26}\n", 3, "of which value"),
    ("reviewer: N. N.\nentries:\n  - {act: replace, input: trucks, why: w, when: 2026-11-26}\n", 3, "has no value"),
    (
        "reviewer: N. N.\nentries:\n  - {act: dispute, input: trucks, value: 7 truck, why: w, when: 2026-11-26}\n",
        3,
        "has a value",
    ),
    (
        "reviewer: N. N.\nentries:\n  - {act: replace, input: trucks, value: 7 tonne, why: w, when: 2026-11-26}\n",
        3,
        "tonne",
    ),
    (
        "reviewer: N. N.\nentries:\n  - {act: withdraw, input: trucks, why: w, when: 2026-11-26}\n",
        3,
        "nothing was said",
    ),
    (
        "reviewer: N. N.\nentries:\n  - {act: dispute, input: trucks, why: w, when: 2026-11-26, sure: very}\n",
        3,
        "unknown key `sure`",
    ),
]


@pytest.mark.parametrize(("text", "line", "found"), BAD_FILES, ids=lambda one: str(one)[-40:])
def test_a_file_that_is_wrong_is_reported_with_its_line_and_the_remedy(folder, text, line, found):
    (folder / "reviews").mkdir()
    (folder / "reviews" / "mine.yaml").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(main, ["verify", str(folder)])
    assert ran.exit_code == 2
    assert "Traceback" not in ran.output
    with pytest.raises(CaseError) as refused:
        logged_case.opened(folder).verify().reviews  # noqa: B018
    (problem,) = refused.value.problems
    assert found in problem.message
    assert problem.remedy
    assert problem.place.file.endswith("mine.yaml")
    assert problem.place.line in (line, None)


def test_all_problems_of_all_files_are_reported_at_once(folder):
    (folder / "reviews").mkdir()
    bad = "  - {act: dispute, input: truks, why: w, when: 2026-11-26}\n"
    (folder / "reviews" / "a.yaml").write_text(
        f"reviewer: A\nentries:\n{bad}{bad.replace('truks', 'mas')}", encoding="utf-8"
    )
    (folder / "reviews" / "b.yaml").write_text("reviewer: B\n", encoding="utf-8")
    (folder / "reviews" / "c.yaml").write_text(f"reviewer: A\nentries: [{ENTRY}]\n", encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        logged_case.opened(folder).verify().reviews  # noqa: B018
    assert len(refused.value.problems) == 4
    assert "`A` has another file" in str(refused.value)


@pytest.mark.parametrize(
    "who", ["N. N.", "م. م.", "李雷", "O'Brien & sons", "../../etc/passwd", "a/b\\c", "con", "…", "x" * 100]
)
def test_any_name_has_a_file_within_the_folder_and_stands_as_written(folder, who):
    path = say(folder, who, dispute="trucks")
    assert path.parent == folder / "reviews"
    assert reviews(folder).reviewers[0].reviewer == who


def test_two_names_that_would_share_a_file_do_not(folder):
    assert say(folder, "N. N.", dispute="trucks") != say(folder, "N N", dispute="trucks")
    assert say(folder, "N N", dispute="money").name == "n-n-2.yaml"
    assert len(reviews(folder).reviewers) == 2


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_nothing_is_written_through_a_link_to_another_folder(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "reviews").symlink_to(elsewhere)
    with pytest.raises(CaseError, match="/reviews: a link stands there; put a folder in its place"):
        say(folder, "N. N.", dispute="trucks")
    assert list(elsewhere.iterdir()) == []


HOSTILE = [
    "<script>zq7()</script>",
    "=HYPERLINK(1)",
    "\u202etons",
    "a\u200bb",
    "[x](javascript:zq7)",
    "{{ zq7 }}",
    "line\nzq7: 1",
    "# zq7",
    "\x1b[31m",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A result with a reviewer for each hostile text, who disputes an input with it, and every output of the result."""
    folder = logged_case.written(tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("SOURCE_DATE_EPOCH", DAY)
        for text in HOSTILE:
            say(folder, f"{text} A", f"{text} why", dispute="not_known")
        result = logged_case.opened(folder).verify()
        shown = command(folder).output
    page, markdown = result_page(result), result.markdown()
    return result.reviews, page, markdown, (page, markdown, result.model_dump_json(), result._repr_html_(), shown)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_a_reviewer_writes_is_kept_as_written(hostile, text):
    (found,) = [one for one in hostile[0].reviewers if one.reviewer == f"{text} A"]
    assert found.inputs[0].why == f"{text} why"


def test_what_a_reviewer_writes_acts_nowhere(hostile):
    _, page, markdown, outputs = hostile
    assert "<script>zq7" not in page
    assert "zq7()</script>" not in page
    for output in outputs:
        assert visible(output) == output
        assert output.count("zq7") >= 5  # each of them is shown
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)


NAMED = (
    "convoy_mean_load.high",
    "convoy_mean_load.high.fair.low",
    "market.yard",
    "mass",
    "load",
    "not_known",
    "trucks",
)


def test_sentences_are_short_in_a_real_case(opened):
    """All but what a reviewer writes, and the questions of comparisons, which are others' words."""
    case = opened("raqqa-2017")
    answer = case.verify().answer
    entries = "".join(f"  - {{act: dispute, input: {name}, why: w, when: 2026-11-26}}\n" for name in NAMED)
    review = parse_review(f"reviewer: N. N.\nentries:\n{entries}", "r.yaml")
    reviewed = Reviewed([review], inputs_of(case), case.model, lambda model: answer, lambda values: answer)
    told = reviewed.reported(answer).sentences
    assert len(told) > 2 * len(NAMED)
    assert [sentence for sentence in told if len(sentence.split()) > 25 or "_" in sentence] == []
