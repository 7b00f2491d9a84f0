"""No sentence claims more than its outcome allows: rules over every row of docs/sentences.md, and over every case.

The rows, and the way to render the page anew, stand in ``sentence_page.py``.
"""

import ast
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sentence_page import (
    CANNOT,
    EVERY,
    FAILS,
    FOUND,
    HOLDS,
    PAGE,
    QUESTIONS,
    ROUNDING,
    ROWS,
    SILENT_LINE,
    SILENT_ROWS,
    STRAINED,
    mend,
    page,
    tried,
)

from small_cases import case_text
from weighbridge import Settings
from weighbridge.checks.kinds import Typical
from weighbridge.report import sentences, workings
from weighbridge.text import Called, Names
from weighbridge.text.brevity import MOST_WORDS
from weighbridge.what_if import slips, turn_words
from weighbridge.what_if.outcome_words import IT_IS, IT_WOULD

SOURCE = Path(__file__).parents[2] / "src" / "weighbridge"


def test_the_page_shows_what_is_rendered():
    assert PAGE.read_text(encoding="utf-8") == page(), "the wording has changed: python tests/report/sentence_page.py"


def test_how_many_draws_are_too_few_is_said_where_numbers_of_the_article_alone_are_drawn(make_case):
    numbers = {"load": "12 tonne/truck", "mass": "600 tonne", "trucks": "55 truck"}
    claims = {name: f"{value}, hedge: about" for name, value in numbers.items()}
    formula = "formulas: {computed: {expression: mass / trucks, unit: tonne/truck, of: a truck}}"
    text = case_text(claims, formula, fits="kind: typical, stated: load, equals: computed")
    case = make_case(text, Settings(points=64, randomisations=4, digits=3, most_points=128))
    notes = case.verify().form.checks[0].findings[0].notes
    assert "512 draws do not support as many digits as were asked for" in notes


def test_where_there_is_nothing_to_say_nothing_is_said():
    assert [situation for situation, sentence in SILENT_ROWS if sentence] == []


# Rules.

EXPLICIT = (
    "That does not make them true",
    "By itself that is not proof that one was made from another, nor proof against it",
    "By itself that is not proof that the numbers were observed separately, nor proof against it",
    sentences.LEGEND,
    "almost certainly (95% to 99%)",  # calibrated words, which stand with their range
    "almost certain (95% to 99%)",
)
# Words of truth, of certainty, of guilt and of intent: they may stand in the explicit disclaimers and nowhere else.
NEVER = re.compile(
    r"\b(true|truth|truly|untrue|false\w*|falsif\w*|pro(?:of|ves?|ved|ven)|lied|liars?|lying|a lie|"
    r"lies? (?!at |between |within |far on )|invent\w*|fabricat\w*|made up|forge\w*|fake\w*|cheat\w*|deceiv\w*|"
    r"misl(?:ead|ed)\w*|author\w*|reporter\w*|journalist\w*|writer\w*|wrote|must|certain\w*|sure(?:ly)?|undoubt\w*|"
    r"obvious\w*|clearly|definite\w*|wrong\w*|mistak\w*|exaggerat\w*|inflat\w*|intent\w*|deliberate\w*|guilt\w*|"
    r"culprit\w*|blam\w*|suspect\w*|suspicio\w*|fraud\w*|hoax\w*|implausib\w*|impossible)\b",
    re.IGNORECASE,
)
PRAISE = re.compile(  # "unlikely" is an outcome
    r"\b(likely|probably|confirm\w*|verified|corroborat\w*|credib\w*|plausib\w*|correct|accurate\w*|right)\b",
    re.I,
)
PEOPLE = re.compile(r"\b(he|she|his|her|him|whoever|somebody|someone)\b", re.IGNORECASE)
SLOVEN = re.compile(
    r"  |\(\s|\s\)|\(\)|\.\.|\s[.,;:](?!\S)|: \.|,,|\bNone\b(?! of)|\bnan\b|\binf\b|∞|the probability no "
)


def bare(sentence):
    """A sentence without its explicit disclaimers."""
    for said in EXPLICIT:
        sentence = sentence.replace(said, "")
    return sentence


def of(*titles):
    return [row for title, row in EVERY if title in titles]


def broken(rule, rows):
    """The sentences that break a rule."""
    return [row.sentence for row in rows if not rule(row)]


ALL = [row for _, row in EVERY]


def test_no_sentence_speaks_of_truth_certainty_guilt_or_intent():
    assert broken(lambda row: not NEVER.search(bare(row.sentence)) and not PEOPLE.search(row.sentence), ALL) == []


def test_every_disclaimer_stands_in_some_sentence():
    """A disclaimer that is written nowhere any more excuses nothing."""
    assert [words for words in EXPLICIT[:3] if not any(words in row.sentence for row in ALL)] == []


def test_what_holds_is_never_said_to_be_likely_or_confirmed():
    rows = [row for row in ALL if row.outcome.startswith(HOLDS)]
    assert rows
    assert broken(lambda row: not PRAISE.search(row.sentence), rows) == []


COMES_TO = {  # how each outcome is said of a number, as the last sentence of a finding
    HOLDS: "It fits.",
    ROUNDING: "It fits, allowing for rounding.",
    STRAINED: "It is unlikely",
    FAILS: "It does not fit.",
    CANNOT: "We can't say: ",
}
IS_SAID = re.compile(r"\b[Ii]t (fits|does not fit|is unlikely)\b|[Ww]e can't say\b")


def test_what_cannot_be_said_is_not_said_to_fit_or_not():
    """Where its two sides alone are shown, it is said first that it cannot tell, and that this is of them alone."""
    assert turn_words.SIDES_ALONE.startswith("This comparison can't say")
    assert not IS_SAID.search(turn_words.SIDES_ALONE)
    alone = (f"{turn_words.SIDES_ALONE} {SILENT_LINE}",)
    rows = [
        row for row in of("Findings", "Verdicts", "Severity") if row.outcome == CANNOT and row.sentence not in alone
    ]
    assert rows
    said = [IS_SAID.findall(row.sentence) for row in rows]
    assert [one for one in said if [word for word in one if word]] == []


def test_a_finding_ends_in_its_outcome_and_names_no_other():
    def kept(row):
        ending = COMES_TO[row.outcome]
        before, _, last = row.sentence.rpartition(ending)
        return bool(ending) and not IS_SAID.search(before) and (not last or row.outcome in (STRAINED, CANNOT))

    assert broken(kept, of("Findings")) == []


def test_a_verdict_begins_and_ends_as_its_outcome_lets_it_and_in_no_other_way():
    """What fits is not made true by it; what was not caught is not said to fit."""
    nothing, silent = "No comparison touches it.", "No comparison would have caught an error of three times."
    expected = {
        HOLDS: ("fits.", "Nothing that we asked speaks against the numbers. That does not make them true."),
        ROUNDING: (
            "fits, allowing for rounding.",
            "The numbers agree only allowing for rounding and wording. That does not make them true.",
        ),
        STRAINED: (
            "unlikely.",
            "At least one number is unusual under what is assumed, in every fair way to read the article.",
        ),
        FAILS: ("does not fit.", "In no fair way to read the article do all its numbers fit."),
        CANNOT: ("we can't say.", silent),
        "depends on mix": ("depends on the mix.", "Fair ways to read the article give different answers."),
    }
    as_written = f"As we read it, n{silent[1:]}"
    endings = [*(ending for _, ending in expected.values()), nothing, as_written]

    def kept(row):
        outcome = row.outcome.partition(" at best, ")[0].partition(" as written, ")[0]
        word, ending = expected[outcome]
        said = [one for one in endings if one in row.sentence]
        ending = nothing if row.situation.startswith("no check touches") else ending
        ending = as_written if " as written, " in row.outcome else ending
        begins = f"Whether the article fits {word}" if outcome.startswith("depends") else f": {word}"
        return said == [ending] and row.sentence.partition(begins)[1] and begins in row.sentence[:60]

    assert broken(kept, of("Verdicts")) == []
    assert {row.outcome for row in of("Verdicts")} == {
        *expected, "strained at best, fails at worst", "cannot tell as written, holds under other choices",
    }  # fmt: skip


def test_a_probability_is_one_under_what_is_assumed():
    rows = [row for row in of("Findings") if "typical" in row.situation]
    assert rows
    assert broken(lambda row: re.search(r"(?i)\bunder what is assumed\b", row.sentence), rows) == []
    assert (
        broken(lambda row: re.search(r" \d[\d,]* in [\d,]+ would .*%\)|probability of .*%", row.sentence), rows) == []
    )


def test_every_kind_relation_and_outcome_has_its_sentence():
    """All that a check can be asked, and all that it can answer: bounds are never strained, only numbers round."""
    answers = {"agrees": {HOLDS, ROUNDING, STRAINED, FAILS, CANNOT}, "typical": {HOLDS, STRAINED, FAILS, CANNOT}}
    relations = {"agrees": ("equals", "counted_in"), "reachable": ("equals",)}
    expected = {
        (kind, relation, outcome)
        for kind in ("agrees", "possible", "typical", "reachable")
        for relation in relations.get(kind, ("at_most", "at_least", "equals"))
        for outcome in answers.get(kind, {HOLDS, FAILS, CANNOT})
        - ({ROUNDING, STRAINED} if relation == "counted_in" else set())
    }
    found = {(*row.situation.split(": ")[0].split(", "), row.outcome) for row in ROWS["Findings"]}
    assert found == expected


def test_what_is_counted_over_all_choices_adds_up():
    def adds_up(row):
        if "give the same" in row.sentence:  # no count, where there is nothing to tell apart
            return re.search(r"^(Both|All \d+) ways to read it give the same answer", row.sentence)
        total = int(re.search(r"There are (\d+) ways to read it", row.sentence)[1])
        silent = re.search(r"In (\d+) we can't say", row.sentence)
        fits = re.search(r"ways to read it\. (It .*?)\.", row.sentence)[1]
        return sum(map(int, re.findall(r" in (\d+)", fits))) + int(silent[1] if silent else 0) == total

    assert broken(adds_up, of("Over all fair choices")) == []


def test_a_sentence_on_slips_says_how_many_were_tried_and_that_it_is_no_evidence():
    assert "not evidence" in slips.NO_EVIDENCE

    def kept(row):
        counted = re.search(r"We tried (one possible misprint|\d+ possible misprints)\b", row.sentence)
        return counted and (slips.NO_EVIDENCE in row.sentence or "not evidence either way" in row.sentence)

    assert broken(kept, [row for row in of("Slips") if row.outcome]) == []


def test_beyond_a_turn_it_comes_out_otherwise():
    """Just below the lower end of where it comes out so, just above the upper one; no end where no turn is found."""
    here, there = ({text: outcome for outcome, text in clauses.items()} for clauses in (IT_IS, IT_WOULD))
    whole = re.compile(
        r"For .+?, the answer changes (.+?)\. (?:At .+?) (it \S+ .*?|it fits.*?); (just .+?)\.(?: What .+)?"
    )

    def kept(row):
        text = row.sentence.removeprefix(f"{turn_words.SIDES_ALONE} ")
        if text.startswith("We found no value of "):
            return "just" not in text and any(text.endswith(f" {said}.") for said in here)
        where, now, beyond = whole.fullmatch(text).groups()
        ends = [re.fullmatch(r"just (\w+) (.+)", one).groups() for one in re.split(r", (?=just )", beyond)]
        sides = {"below", "above"} if ends[0][0] == "outside" else {side for side, _ in ends}
        after = {there[said] for _, said in ends}
        return sides == set(re.findall(r"\b(?:below|above)\b", where)) and here[now] not in after

    assert broken(kept, [row for row in of("Where it turns") if row.outcome]) == []


CHOOSING = st.fixed_dictionaries({name: st.sampled_from([HOLDS, FAILS]) for name in ("published", "total")})


@given(st.lists(CHOOSING, min_size=2, max_size=4), st.sets(st.sampled_from(["published", "total"])))
def test_what_is_said_to_fail_after_the_others_does(outcomes, outside):
    """A law: after each slip that is not left something fails, all of it is named, and nothing that never fails.

    Evidence from outside excludes what it excludes: it is said to only where each of the others fails by some of it.
    """
    mends = [mend(f"n{at}", "× 10", price=HOLDS, **found) for at, found in enumerate(outcomes)]
    others = [set(one.failing) for one in mends if one.failing]
    assume(0 < len(others) < len(mends))
    sentence = tried(12, mends, sorted(outside))
    clear = [one for one in mends if not one.failing]
    by, left, rest = re.search(r"(\w[\w ]+) leaves? (\w+) of them\. What is left: (.+)$", sentence).groups()
    assert left == ("one" if len(clear) == 1 else f"{len(clear)}")
    assert rest.lower().startswith(". ".join(one.clause for one in clear).lower())
    who = "The other makes" if len(others) == 1 else "Each of the others makes"
    assert f" {who} another comparison fail." in sentence
    asked = {QUESTIONS[check] for check in set().union(*others)}
    assert set(re.findall(r"asks: “(.+?)”", rest)) == asked
    assert (by == "Evidence from outside") == all(failing & outside for failing in others)


def test_a_correction_names_no_number_as_the_one_unless_there_is_but_one():
    """With several that may be it, the numbers cannot show which; with one, it is that one only if one is off."""

    def kept(row):
        one = re.search(r"If just one number is off, it is the [\w ]+: only without it .+ its sign", row.sentence)
        sole = "it is the " in row.sentence
        several = "cannot show which" in row.sentence
        named = re.search(r"that is off: the [\w ,]+?( or the [\w ]+\.|\. It could also be the )", row.sentence)
        return not (one and several) and bool(one) == sole and (named or not several)

    assert broken(kept, of("Corrections")) == []


# Plain words: short sentences, no notation, whatever a case calls its things.

ENDS = re.compile(r"(?<=[.?!])[”)]*\s+(?=[A-Z“$£€−\d])")
NOTATION = re.compile(r"\w_\w|\w/\w| %|\*\*")
OLD_WORDS = re.compile(
    r"\b(hedges?|flips?|fair choices?|combinations?|severity|leans? on|would hold|strained|cannot be localised|told)\b"
)


def long_sentences(text):
    return [one for one in ENDS.split(text) if len(one.split()) > MOST_WORDS]


def test_a_sentence_has_at_most_25_words():
    assert [one for row in ALL for one in long_sentences(row.sentence)] == []


def test_no_sentence_has_notation_or_words_that_readers_had_to_guess():
    assert broken(lambda row: not NOTATION.search(row.sentence) and not OLD_WORDS.search(row.sentence), ALL) == []


WORDY = "an unusually long and winding description of things that are counted with so many of its words"
LONG_NAMES = Names(
    dict.fromkeys(("price", "mix_price", "load", "convoys"), Called(called="the " + "long name of " * 4))
)
UNITS = ["XAF/m**2/day", "MWh*imperial_gallon/nautical_mile/person", "USD/tonne", "percent", "percentage_point", ""]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("scale", [1.0, 1.23456789e9, 4.1e-7])
@pytest.mark.parametrize("names", [Names(), LONG_NAMES], ids=["bare", "long"])
def test_a_finding_stays_short_whatever_its_case_calls_its_things(unit, scale, names):
    def rough(side):
        """The same side in another unit, with a long description and a long quotation."""
        ends = {
            key: tuple(end * scale for end in pair) for key in ("as_written", "bounds") if (pair := getattr(side, key))
        }
        worded = " ".join([side.worded] * 30) if side.worded else None
        return side.model_copy(update={**ends, "unit": unit, "of": WORDY, "worded": worded})

    long = []
    for check, found in FOUND:
        flips = [one.model_copy(update={"at": None}) for one in found.flips]
        changed = found.model_copy(
            update={"stated": rough(found.stated), "computed": rough(found.computed), "flips": flips}
        )
        long += long_sentences(sentences.finding_sentence(check, changed, names))
    assert long == []


def test_every_sentence_is_whole_and_every_situation_stands_once():
    def whole(row):
        return (
            row.sentence and row.not_said and not SLOVEN.search(row.sentence) and "|" not in "".join(vars(row).values())
        )

    assert broken(whole, ALL) == []
    situations = [f"{title}: {row.situation}" for title, row in EVERY]
    assert len(set(situations)) == len(situations)


# Every phrase that the templates hold is on the page: no branch is passed over.

PHRASE = re.compile(r"[A-Za-z’']+[ ,;:]+[A-Za-z’']+")
TEMPLATES = {  # the functions that make sentences; what they call and name in their own module is found by itself
    "text/words": ["span", "percent", "one_in", "stretches", "listed"],
    "report/sentences": [
        "finding_sentence", "check_sentence", "note_words", "flips_in_words", "weak_sources_sentence",
        "premise_sentence",
    ],
    "report/sides": ["side", "side_sentences"],
    "report/flip_words": ["headline"],
    "report/verdicts": ["over_all", "verdict_sentence", "verdict_steps", "answer_words", "QUESTIONS"],
    "report/workings": [
        "severity_sentence", "power_sentence", "dependence_sentence", "conventions_sentence", "budget_sentence",
    ],
    "what_if/turn_words": ["headline", "leaning_sentence", "where_it_turns", "NOT_MOVED", "NO_TURN", "SIDES_ALONE"],
    "what_if/outcome_words": ["IT_IS", "IT_WOULD"],
    "what_if/judgement": ["joint_sentence", "options_sentence"],
    "what_if/slips": ["slips_sentence", "NONE_SOUGHT", "NO_SLIP_SOUGHT"],
    "what_if/slip_words": ["clause"],
    "what_if/reconcile": ["joint_sentence"],
    "what_if/solve": ["solution_sentence"],
    "what_if/round_numbers": ["chance_sentence"],
    "first_look/sentences": [
        "implied", "compared", "reading", "currencies", "misprint", "rate_line", "NOTHING_READ", "NOTHING_FOLLOWS",
        "NOT_IN_LIBRARY", "FIRST_LOOK",
    ],
    "first_look/figures": ["room", "size"],
    "strength/information_words": ["settling_sentences", "working_sentences"],
    "strength/true_value_words": ["true_value_sentence", "true_value_working"],
    "strength/likelihood_words": ["likelihood_sentence", "ranges_sentence", "likelihood_working"],
}  # fmt: skip


def parts_of(tree, names):
    """The functions and constants of a module by name, with those of the same module that they name in turn."""
    known = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    known |= {
        target.id: node
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    known.pop("chances", None)  # a computation that a sentence starts
    waiting, found = list(names), {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = known[name]
            waiting += [node.id for node in ast.walk(known[name]) if isinstance(node, ast.Name) and node.id in known]
    return found.values()


def phrases(name, starts):
    """The fixed words of sentences: two words or more, without docstrings, messages of errors and keys."""
    tree = ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))
    for part in parts_of(tree, starts):
        skipped = {id(inner) for node in ast.walk(part) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
        skipped |= {id(node.value) for node in ast.walk(part) if isinstance(node, ast.Expr)}
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                yield from (words.strip() for words in node.value.split("{}") if PHRASE.search(words))


def test_every_phrase_of_a_template_is_on_the_page():
    found = [(module, phrase) for module, starts in TEMPLATES.items() for phrase in phrases(module, starts)]
    assert len(found) > 60
    said = " ".join(row.sentence for row in ALL)
    assert [(module, phrase) for module, phrase in found if phrase not in said] == []


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9), st.floats(-1e3, 1e3))
def test_a_typical_check_always_has_a_tail(ratios, multiple):
    """At any multiple of what is stated: its sentence always has a probability to speak of."""
    for relation in ("at_most", "at_least", "equals"):
        tail = Typical(relation, np.array([ratios, ratios])).tail(multiple)
        assert 0 <= tail.value <= 1


# The same rules for what the cases of the project say.


def said_of(result):
    """Every sentence that a case renders."""
    yield from (result.verdict.sentence, *(claim.verdict.sentence for claim in result.claims), *result.mends)
    for check in result.checks:
        finding = check.reference
        yield from (check.sentence, *(each.sentence for each in check.findings))
        yield workings.severity_sentence(finding)
        yield workings.power_sentence(finding)
        yield workings.dependence_sentence(finding)
        yield workings.conventions_sentence(finding)
        yield workings.budget_sentence(finding.budget) if finding.budget else ""


def test_where_an_answer_changes_has_one_form(verified):
    """A figure that drawing leaves open is printed with the digits of its own, not with those of a multiple of it."""
    finding = verified("raqqa-2017")["usual_price"].check.reference
    assert f"Anything {workings.same(finding)} would fit." in sentences._headline(finding)


@pytest.mark.parametrize("name", ["raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015"])
def test_what_a_case_says_keeps_the_rules(opened, verified, name):
    """It holds no words of guilt or certainty but those that the case itself brings along."""
    case, result = opened(name), verified(name)
    claims, sources = map(str, case.text.claims.values()), result.form.model_dump_json(include={"sources"})
    own = " ".join([case.text.title, *claims, sources]).lower()
    said = list(filter(None, said_of(result)))
    assert len(said) > 3
    for sentence in said:
        assert [word for word in NEVER.findall(bare(sentence)) if word.lower() not in own] == [], sentence
        assert not SLOVEN.findall(sentence), sentence
        assert long_sentences(sentence) == []
        assert not NOTATION.search(sentence), sentence
    for one in result.slips:
        assert str(one.tried) in one.sentence
        assert slips.NO_EVIDENCE in one.sentence or not one.mends
