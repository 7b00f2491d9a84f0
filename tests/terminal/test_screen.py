"""What `verify` prints: the answer and its figures on one screen of 80 columns and 40 lines, for every case."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re
import shlex
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from made_up import article
from small_cases import CASES, case_text, unfiled
from weighbridge.answers import Amount, Answer, Badge, Figures, Size
from weighbridge.cli import main
from weighbridge.report import CHANGED
from weighbridge.terminal.details import everything
from weighbridge.terminal.layout import cells
from weighbridge.terminal.screen import one_screen

WIDTH, HEIGHT = 80, 40
NAMES = sorted(CASES)


def texts(lines):
    return [line.text for line in lines]


def run(*arguments):
    result = CliRunner().invoke(main, ["verify", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def fits(lines, width=WIDTH, height=HEIGHT):
    """Whether a prompt still stands below the lines, and none of them is broken by the terminal."""
    return len(lines) < height and max(map(cells, lines)) <= width


@pytest.mark.parametrize("name", NAMES)
def test_every_case_has_one_screen(name):
    assert fits(run(CASES[name], "--width", "80").splitlines())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [40, 60, 63, 64, 79, 81, 100, 160, 400])
def test_no_line_is_wider_than_the_screen(verified, name, width):
    result = verified(name)
    assert max(map(cells, texts(one_screen(result.summary, name, width)))) <= width
    assert max(map(cells, texts(everything(result, name, width)))) <= width


@pytest.mark.parametrize("seed", range(0, 96, 2))
def test_made_up_articles_have_one_screen(seed):
    result = (article(seed) if seed % 4 else article(seed).falsified(seed)).case.verify()
    assert fits(texts(one_screen(result.summary, f"made-up-{seed}", WIDTH)))


MANY = """\
title: {title}
article: {{title: {title}, url: "https://a-rather-long-name-of-a-publisher.example.org/{slug}", language: en}}
claims:
{claims}
checks:
{checks}
"""


def many(count, untouched=0, title="A case of many checks"):
    """A case of so many numbers, each with a check of its own, and of others that no check touches."""
    claims = [
        f'  c{n}: {{quote: {{exact: "about {n + 2} hundred thousand tonnes of ore, and some more of it"}}, value: {n + 2} tonne}}'
        for n in range(count + untouched)
    ]
    checks = [
        f'  k{n}: {{question: "Is the number {n} what the number {n} is, seen from every side that there is of it?", kind: agrees, stated: c{n}, equals: c{n}}}'
        for n in range(count)
    ]
    return unfiled(MANY.format(title=title, slug="x" * 120, claims="\n".join(claims), checks="\n".join(checks)))


@pytest.fixture(scope="module")
def thirty():
    return many(30, untouched=6).verify()


def test_checks_and_numbers_without_room_are_counted_and_shown_in_full(thirty):
    lines = texts(one_screen(thirty.summary, "many", WIDTH))
    assert fits(lines)
    shown = "\n".join(lines)
    left = re.search(r"… and (\d+) more questions?: see --full", shown)
    assert shown.count("Is the number ") + int(left[1]) == 30
    left = re.search(r"… and (\d+) more numbers?: see --full", shown)
    assert len(re.findall(r"^“about .*● fits", shown, re.MULTILINE)) + int(left[1]) == 30
    whole = "\n".join(texts(everything(thirty, "many", WIDTH)))
    assert whole.count("Is the number ") >= 60  # in the table, and with its working
    assert "more questions" not in whole
    assert "more numbers" not in whole


def test_numbers_that_no_check_touches_are_named(thirty):
    for lines in (one_screen(thirty.summary, "many", WIDTH), everything(thirty, "many", WIDTH)):
        assert sum(line.startswith("No check touches “about") for line in texts(lines)) == 1
    assert not any("No check touches" in line for line in texts(one_screen(many(3).verify().summary, "many", WIDTH)))


PARTS = ("Fifty trucks of stripped metal", "www.raqqa-sl.com", "near 50 trucks", "◆ depends", "Question", "Verdict", "Stated", "Computed", "How far off", "● fits", "Each number, by its comparisons", "--full")  # fmt: skip


def test_the_screen_holds_every_part_in_its_order(raqqa_result):
    lines = texts(one_screen(raqqa_result.summary, "raqqa-2017", WIDTH))
    text = "\n".join(lines)
    places = [text.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)
    squeezed = " ".join(text.split())
    assert raqqa_result.answer.text in squeezed
    assert f"What would settle it: {raqqa_result.settles_most}" in squeezed
    assert all(one in squeezed for one in raqqa_result.arithmetic)
    assert "Each number, by its comparisons: ◆ depends" in lines
    full = texts(everything(raqqa_result, "raqqa-2017", WIDTH))
    for claim in raqqa_result.claims:
        found = rf"“{re.escape(claim.quote)}” +{re.escape(claim.answer.badge.mark)} {claim.answer.badge}"
        assert re.search(found, "\n".join(full))
    assert lines[-1].startswith("The working: add --full, or weighbridge explain raqqa-2017 ")


def test_each_check_has_its_verdict_and_its_figures(raqqa_result):
    lines = texts(one_screen(raqqa_result.summary, "raqqa-2017", 200))
    for one in raqqa_result.figures:
        (at,) = (place for place, line in enumerate(lines) if line.startswith(one.question))
        assert lines[at].endswith(f"  {one.badge.mark} {one.badge}")
        assert re.split(r" {2,}", lines[at + 1].strip()) == [one.stated.text, one.computed.text, one.size.text]


def test_what_was_changed_stands_at_the_top(raqqa):
    changes = {"trucks": "40 truck", "mass": "3000 tonne", "money": "900 thousand USD"}
    lines = texts(one_screen(raqqa.with_(changes).verify().summary, "raqqa-2017", WIDTH))
    assert lines[:3] == [CHANGED, "  trucks = 40 truck", "  … and 2 more changes"]
    assert lines[3].startswith("Fifty trucks")
    more = raqqa.with_({**changes, "convoy_mean_load.high": "70 tonne/truck"})
    lines = texts(one_screen(more.verify().summary, "raqqa-2017", WIDTH))
    assert lines[2] == "  … and 3 more changes"
    assert fits(lines)
    assert CHANGED not in run("raqqa-2017")


def test_full_is_the_working(raqqa_result):
    text = " ".join(run("raqqa-2017", "--full", "--width", "100").split())
    for check in raqqa_result.checks:
        for sentence in (check.sentence, check.severity_sentence, check.power_sentence, check.budget_sentence):
            assert sentence in text
        assert f"weighbridge explain raqqa-2017 {check.name}" in text
    assert raqqa_result.answer.text in text
    assert all(step in text for step in raqqa_result.verdict.steps)
    assert raqqa_result.verdict.sentence in text
    assert all(one in text for one in (*raqqa_result.changes_it, *raqqa_result.limits, *raqqa_result.arithmetic))


def test_full_says_of_every_choice_what_comes_of_it(raqqa_result):
    names = raqqa_result.model.names
    text = " ".join(line.strip() for line in texts(everything(raqqa_result, "raqqa-2017", 400)))
    for check in raqqa_result.checks:
        for finding in check.findings[1:]:
            assert f" if {names.option(finding.changed, finding.choices[finding.changed])}" in text
            assert finding.ruled_out is None or f"(not counted: {finding.ruled_out})" in text


def test_commands_shown_can_be_typed_again(tmp_path):
    """A name that a shell would take apart is quoted, and what was set is set again."""
    folder = tmp_path / "a case"
    folder.mkdir()
    (folder / "case.yaml").write_text('title: T\narticle: {title: A, url: "https://example.org", language: en}\nclaims: {ore: {quote: {exact: x}, value: 1 tonne}}\nchecks: {same: {question: Is it?, kind: agrees, stated: ore, equals: ore}}\n')  # fmt: skip
    last = " ".join(run(str(folder), "--set", "ore=2 tonne", "--width", "200").splitlines()[-2:])
    assert f'weighbridge explain "{folder}" same --set "ore=2 tonne"' in last


def test_the_command_shown_for_a_case_that_is_called_like_an_option_can_be_typed_again(tmp_path, monkeypatch):
    """What stands behind ``--`` is no option, to verify and to what it offers."""
    (tmp_path / "-mine").mkdir()
    (tmp_path / "-mine" / "case.yaml").write_text(
        case_text({"ore": "1 tonne", "all": "1 tonne"}, same="kind: agrees, stated: ore, equals: all"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    screen = CliRunner().invoke(main, ["verify", "--set", "ore=2 tonne", "--width", "200", "--", "-mine"])
    assert screen.exit_code == 0, screen.output
    typed = screen.stdout.splitlines()[-1].partition(", or ")[2]
    assert typed == 'weighbridge explain --set "ore=2 tonne" -- -mine same'
    explained = CliRunner().invoke(main, shlex.split(typed)[1:])
    assert explained.exit_code == 0, explained.output
    assert explained.stdout.startswith(CHANGED)


# Texts as nobody would write them: wide and combining signs, words without a space, controls, marks that turn others round.
WORD = st.text("ab é鉄حديد\u0301\u202e\x1b\t\n|*", min_size=1, max_size=90)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@given(TEXT, TEXT, TEXT, st.sampled_from(list(Badge)), st.integers(1, 12), st.sampled_from([40, 64, 80, 120]))
def test_whatever_a_case_says_the_screen_holds(base, title, question, figure, badge, checks, width):
    amount = Amount(unit="tonne", text=figure)
    size = Size(kind="ratio", unit="", text=title)
    row = Figures(check="k", question=question, badge=badge, stated=amount, computed=amount, size=size)
    answer = Answer(badge=badge, headline=" ".join(title.split()[:60]), sentences=[question])
    article = {"title": title, "url": "https://example.org/" + "x" * 90}
    summary = replace(
        base, title=title, article=article, quotation=title, changes=[question] * checks, answer=answer,
        figures=[row] * checks, untouched=[title] * checks, claims=[replace(base.claims[0], quote=figure)] * checks,
        arithmetic=[title], changes_it=[question] * 3, limits=[figure] * 3,
    )  # fmt: skip
    lines = texts(one_screen(summary, "case", width))
    assert max(map(cells, lines)) <= width
    assert not any(sign in line for line in lines for sign in "\x1b\u202e\t\n")
    assert width < 80 or fits(lines, width)
    assert any(str(badge) in line for line in lines)


@pytest.fixture(scope="module")
def base(raqqa_result):
    return raqqa_result.summary


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a", "A, www.example.org"),
        ("https://example.org/<script>", "A"),
        ("javascript:alert(1)", "A"),
        ("https://me@example.org/a", "A"),
    ],
)
def test_the_second_line_names_a_host_only_where_the_address_is_one_of_the_web(url, shown):
    text = case_text({"x": "1 tonne", "y": "1 tonne"}, meet="kind: agrees, stated: x, equals: y")
    case = unfiled(text.replace("https://example.org/article", url))
    assert texts(one_screen(case.verify().summary, "x", WIDTH))[1] == shown
