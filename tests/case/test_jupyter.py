"""What an analyst meets in IPython and Jupyter: completion of what is useful, short messages, and answers."""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from weighbridge.base import MOST_SHOWN, CaseError, Place, Problem, WeighbridgeError

completer = pytest.importorskip("IPython.core.completer")
interactiveshell = pytest.importorskip("IPython.core.interactiveshell")

OPENED = """
import weighbridge
case = weighbridge.open_case("raqqa-2017")
result = case.verify()
check = result["usual_load"]
load = case["load"]
"""


@pytest.fixture(scope="module")
def shell():
    """A shell in which a case was opened and weighed."""
    shell = interactiveshell.InteractiveShell()
    assert shell.run_cell(OPENED).success
    return shell


def completions(shell, text, by_jedi=True):
    shell.Completer.use_jedi = by_jedi
    with completer.provisionalcompleter():
        found = [one.text for one in shell.Completer.completions(text, len(text))]
    return [one.rpartition(".")[2] for one in found]


# What a user types, what has to be offered, and how many names there may be.
LISTED = {
    "case.": (["verify", "with_", "under", "flips", "solve", "explain", "table", "sources", "tables", "versions"], 25),
    "result.": (["answer", "figures", "claims", "checks", "findings", "changes_it", "limits", "markdown"], 26),
    "check.": (["answer", "figures", "findings", "combinations", "sentence", "depends_on"], 24),
    "load.": (["side", "explain", "budget", "draws"], 8),
}
INTERNAL = {
    "case.": ["cache", "weigher", "draws", "document", "holdings", "newcomers", "written", "settings"],
    "result.": ["form", "sampled", "thresholds", "provenance", "quantities", "weighbridge", "summary"],
    "check.": ["check", "form", "relation", "overall"],
    "load.": ["case", "accounts"],
}


@pytest.mark.parametrize("by_jedi", [True, False])
@pytest.mark.parametrize("typed", LISTED)
def test_completion_offers_what_a_user_needs_and_no_more(shell, typed, by_jedi):
    needed, most = LISTED[typed]
    offered = completions(shell, typed, by_jedi)
    assert [name for name in needed if name not in offered] == []
    assert [name for name in INTERNAL[typed] if name in offered] == []
    assert len(offered) <= most
    assert not any(name.startswith("_") for name in offered)


@pytest.mark.parametrize("typed", LISTED)
def test_everything_that_is_offered_is_there_and_documented(shell, typed):
    one = shell.user_ns[typed.removesuffix(".")]
    for name in completions(shell, typed):
        value = getattr(one, name)
        held = getattr(type(one), name, None)
        assert value is not None or held is not None or name in vars(one)
        if isinstance(held, property) or callable(held):
            assert held.__doc__


def test_a_bracket_offers_names_of_the_case_and_no_files(shell):
    for by_jedi in (True, False):
        shell.Completer.use_jedi = by_jedi
        assert set(completions(shell, 'case["')) == {
            name.rpartition(".")[2] for name in shell.user_ns["case"].model.nodes
        }
        assert set(completions(shell, 'result["')) == {
            "can_carry",
            "usual_load",
            "enough_metal",
            "usual_price",
            "some_mix",
        }
        assert completions(shell, 'result["usual_l') == ["usual_load"]


NAMES = {  # what a call takes by name, and what is no name of it
    "case.with_(": ({"trucks=", "mass=", "convoy_mean_load="}, {"load=", "near_convoy="}),
    "case.under(": ({"market=", "shape=", "departure="}, {"trucks=", "hedge width="}),
}


@pytest.mark.parametrize("by_jedi", [True, False])
@pytest.mark.parametrize("typed", NAMES)
def test_a_call_offers_the_names_that_the_case_has(shell, typed, by_jedi):
    needed, others = NAMES[typed]
    offered = {one for one in completions(shell, typed, by_jedi) if one.endswith("=")}
    assert needed <= offered
    assert not others & offered
    begun = min(needed)
    assert begun in completions(shell, f"{typed}{begun[:4]}", by_jedi)
    assert begun not in completions(shell, f"{typed}zzz", by_jedi)


def hover_text(shell, named):
    """What Shift and Tab show of a name, without colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", shell.object_inspect_text(named))


def test_hover_text_of_a_call_says_what_stands_for_each_name_now(shell):
    shown = hover_text(shell, "case.under")
    assert "mass='metric'" in shown
    assert "market='port'" in shown
    assert "under other options of its choices" in shown
    shell.run_cell("yard = case.under(market='yard')")
    assert "market='yard'" in hover_text(shell, "yard.under")
    assert "trucks='50 truck'" in hover_text(shell, "case.with_")


# What a user may get wrong, and what the message has to hold.
WRONG = {
    'case["laod"]': "there is no quantity `laod`; did you mean `load`?",
    'result["usual_lod"]': "there is no check `usual_lod`; did you mean `usual_load`",
    'weighbridge.open_case("raqa-2017")': "there is no such case; did you mean `raqqa-2017`?",
    'case.with_(trukcs="40 truck")': "no alternative `trukcs`; did you mean `trucks`?",
    'case.with_(trucks="40 trukc")': "unknown unit `trukc`; did you mean `truck`?",
    'case.under(market="yrad")': "`market` has no option `yrad`; did you mean `yard`?",
    'case.table("paylods")': "did you mean `payloads`",
    'case.explain("laod")': "nothing in the case is called `laod`; did you mean `load`",
    'result.candidates_of("departur")': "there is no event `departur`; did you mean `departure`?",
    'weighbridge.charts.dot_plot(case, "paylod")': "there is no comparison `paylod`; ",
    'weighbridge.charts.tail(case, "some_mix")': "only `typical` asks for a probability",
    'weighbridge.compare("raqqa-2017", case)': "'raqqa-2017' is not a case; open one first, by `weighbridge.open_case(",
    'weighbridge.audit_case("raqqa-2017")': "'raqqa-2017' is not a case; open one first",
    'weighbridge.panel("raqqa-2017", "usual_load")': "'raqqa-2017' is not a case; open one first",
    'weighbridge.panel(case, "usual_lod")': "there is no check `usual_lod`; did you mean `usual_load`",
    'weighbridge.before_and_after(case, "more trucks")': "'more trucks' is not a case; open one first",
    'weighbridge.last_weekday("thursday", "2017-02-03")': "not a day of the week; did you mean `Thursday`",
    'case.with_(5)': "`5` stands where names and values are expected; write them as in",
}  # fmt: skip


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_name_gives_its_message_and_no_traceback(shell, capsys, typed):
    assert not shell.run_cell(typed).success
    shown = capsys.readouterr().out
    assert WRONG[typed] in shown
    assert "Traceback" not in shown
    assert len(shown.splitlines()) <= 3


SEVERAL = {  # several things that are wrong, each of which has a line
    'case.with_(truks="40 truck", mas="3 t")': ["mas = 3 t: ", "truks = 40 truck: "],
    'case.under(mas="short", market="yrad")': ["market = yrad: `market` has no", "mas = short: there is no choice"],
}  # fmt: skip


@pytest.mark.parametrize("typed", SEVERAL)
def test_everything_that_is_wrong_has_a_line_of_its_own(shell, capsys, typed):
    assert not shell.run_cell(typed).success
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert len(lines) == len(SEVERAL[typed])
    for line, begins in zip(lines, SEVERAL[typed], strict=True):
        assert line.startswith(f"CaseError: {begins}")
        assert "did you mean" in line


def test_of_many_things_that_are_wrong_a_screen_is_shown_and_the_rest_counted():
    problems = [Problem(Place("case.yaml", at), "unknown key `a\u202e\n`", "leave it out") for at in range(1, 101)]
    lines = CaseError(problems)._render_traceback_()
    assert len(lines) == MOST_SHOWN + 1
    assert lines[0].startswith("CaseError: case.yaml:1: unknown key")
    assert lines[-1] == f"CaseError: and {100 - MOST_SHOWN} more problems"
    assert not any("\u202e" in line or "\n" in line for line in lines)


def test_a_fault_of_ours_keeps_its_traceback(shell, capsys):
    assert not shell.run_cell("case.with_(1, 2, 3)").success
    assert "Traceback" in capsys.readouterr().out


def test_every_error_of_the_project_shows_itself_so():
    def kinds(one):
        return [one, *(below for each in one.__subclasses__() for below in kinds(each))]

    assert len(kinds(WeighbridgeError)) > 5
    assert {kind._render_traceback_ for kind in kinds(WeighbridgeError)} == {WeighbridgeError._render_traceback_}


def test_a_cell_of_a_notebook_shows_the_message_alone():
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    cells = [OPENED, 'case["laod"]', "result", "result.answer"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    nbclient.NotebookClient(notebook, timeout=120, allow_errors=True).execute(env=environment)
    (error,) = notebook.cells[1].outputs
    assert error.output_type == "error"
    assert "\n".join(error.traceback) == "CaseError: raqqa-2017: there is no quantity `laod`; did you mean `load`?"
    for cell in notebook.cells[2:]:
        (shown,) = cell.outputs
        assert shown.data["text/html"].count("<strong>") >= 1
        assert shown.data["text/plain"].startswith("◆ depends: ")


def reached(one, steps):
    """What a user reaches from an object by attributes that completion offers, the first entries of lists included."""
    yield one
    several = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list | tuple) else []
    for each in several[:2]:
        yield from reached(each, steps)
    if steps and type(one).__module__.startswith("weighbridge"):
        for name in dir(one):
            if not name.startswith("_"):
                value = getattr(one, name)
                if not callable(value):
                    yield from reached(value, steps - 1)


def test_nothing_shows_its_inside(raqqa, raqqa_result):
    """Whatever a user reaches in two steps shows itself in a few lines; none as the fields of an object of ours."""
    quantities = [raqqa[name] for name in raqqa.model.nodes]
    sides = [one.side for one in quantities if not one.parts]
    everything = [*reached(raqqa, 2), *reached(raqqa_result, 2), *quantities, *sides]
    ours = {type(one).__name__ for one in everything if type(one).__module__.startswith("weighbridge")}
    assert {
        "Case",
        "Verification",
        "ReportedCheck",
        "ReportedFinding",
        "ReportedClaim",
        "Side",
        "Answer",
        "Claim",
    } <= ours
    for one in everything:
        if type(one).__module__.startswith("weighbridge") or isinstance(one, list):
            shown = repr(one)
            assert len(shown) <= 4000, (type(one), len(shown))
            assert max(map(len, shown.splitlines() or [""])) <= 1000, type(one)
            assert " object at 0x" not in shown, type(one)


@pytest.mark.parametrize("check", ["can_carry", "usual_load", "enough_metal", "usual_price", "some_mix"])
def test_a_check_shows_its_answer(raqqa_result, check):
    one = raqqa_result[check]
    assert repr(one) == f"{one.question} {one.answer.badge.mark} {one.answer.badge}: {one.answer.text}"
    html = one._repr_html_()
    assert one.answer.headline in html.replace("&#39;", "'").replace("&#x27;", "'")
    assert "<details>" in html


def test_a_changed_case_shows_what_was_set_and_the_answers_before_and_now(raqqa):
    changed = raqqa.with_(trucks="83 truck").under(market="yard")
    lines = repr(changed).splitlines()
    assert lines[0] == raqqa.text.title
    assert lines[1:3] == ["  changed: trucks = 83 truck", "  changed: market: yard"]
    assert lines[3] == f"  before: {raqqa.verify().answer!r}"
    assert lines[4] == f"  now: {changed.verify().answer!r}"
    html = re.sub(r"<[^>]+>", " ", changed._repr_html_())
    assert html.index("trucks = 83 truck") < html.index("Before") < html.index("Now")
    assert "50 tonnes a truck" in html
    assert "30.1 tonnes a truck" in html


def test_a_case_as_written_shows_what_the_article_says(raqqa):
    for shown in (repr(raqqa), raqqa._repr_html_(), repr(raqqa.with_({}))):
        assert all(f"“{claim.quote.exact}”" in shown for claim in raqqa.text.claims.values())
        assert "before" not in shown


MISSING = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("matplotlib", "ipywidgets"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""


def test_a_kernel_without_what_draws_and_what_moves_says_so_in_lines_and_shows_the_rest(tmp_path):
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    (tmp_path / "sitecustomize.py").write_text(MISSING, encoding="utf-8")
    cells = [
        OPENED,
        "weighbridge.panel(case, 'usual_load')",
        "weighbridge.charts.tail(case, 'usual_load')",
        "result.answer",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2] / "src")])
    nbclient.NotebookClient(notebook, timeout=120, allow_errors=True).execute(env={**os.environ, "PYTHONPATH": paths})
    _, panel, chart, answer = (cell.outputs for cell in notebook.cells)
    install = 'install it with `pip install "weighbridge[notebooks]"`'
    html = "".join(output.data.get("text/html", "") for output in panel)
    assert "What would give another answer" in html
    assert f"a panel that moves needs ipywidgets, which is not installed; {install}" in unescape(html)
    assert not any(one.output_type in ("error", "stream") for one in panel)
    (error,) = chart
    assert error.traceback == [f"MissingLibraryError: a chart needs matplotlib, which is not installed; {install}"]
    assert "<strong>" in answer[0].data["text/html"]
