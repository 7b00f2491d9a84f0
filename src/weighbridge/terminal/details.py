"""What `verify --full` prints below the answer and the figures: the working of every check, and of the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from ..answers import BADGES
from ..base import command_line
from ..report import ReportedCheck, ReportedFinding, Verification, sentences
from ..text import Names
from .layout import Line, wrapped
from .screen import INDENT, answer_lines, below, check_blocks, claim_lines, head, table_head, untouched_lines

ENDLESS = 10**6  # lines


def everything(result: Verification, case: str, width: int, options: Sequence[str] = ()) -> list[Line]:
    """Everything that a reviewer reads on a terminal, in lines of at most ``width`` cells.

    Args:
        case: as the user named it, for the commands shown.
        options: what changed it, for the same.
    """
    summary = result.summary
    blocks = [line for block in check_blocks(summary, width) for line in block]
    lines = [*head(summary, width), Line(""), *_paragraph(f"“{summary.quotation}”", width)]
    lines += answer_lines(summary.answer, width, ENDLESS)
    lines += _several("What follows from the numbers", summary.arithmetic, width)
    lines += [*table_head(summary, width), *blocks, *claim_lines(summary, width), *untouched_lines(summary, width)]
    for title, said in below(summary):
        lines += _several(title, said, width)
    for check in result.checks:
        chain = command_line(["weighbridge", "explain"], [case, check.name], options)
        lines += _check(check, result.model.names, chain, width)
    lines += _several("All numbers together", result.mends, width)
    return [*lines, *_verdict(result, width)]


def _check(check: ReportedCheck, names: Names, chain: str, width: int) -> list[Line]:
    """The working of a check: its sentences, what each fair choice says, and how to see its chain."""
    said = (
        *(check.sentence, check.severity_sentence, check.power_sentence, check.dependence_sentence),
        *(check.strength_working, check.settling_working),
    )
    lines = [Line(""), *(Line(line, True) for line in wrapped(check.question, width))]
    for sentence in (*said, check.budget_sentence):
        lines += _paragraph(sentence, width)
    lines += [Line(line) for one in check.findings for line in wrapped(_reading(one, names), width, indent=INDENT)]
    return [*lines, *_paragraph(f"Its chain: {chain}", width)]


def _reading(finding: ReportedFinding, names: Names) -> str:
    """The verdict under one choice other than as written: ``● fits if it is sold at a scrap yard``."""
    verdict = BADGES[finding.outcome].marked
    if finding.changed is None:
        return f"{verdict} as we read it"
    clause = names.option(finding.changed, finding.choices[finding.changed])
    return f"{verdict} if {clause}" + (f" (not counted: {finding.ruled_out})" if finding.ruled_out else "")


def _verdict(result: Verification, width: int) -> list[Line]:
    """How the verdict came about, step by step, and the verdict."""
    lines = [Line(""), Line("How the verdict came about", True)]
    lines += [Line(line) for step in result.verdict.steps for line in wrapped(step, width, indent=INDENT)]
    verdict = wrapped(result.verdict.sentence, width)
    return [*lines, *(Line(line, True) for line in verdict), *_paragraph(sentences.LEGEND, width)]


def _several(title: str, told: list[str] | tuple[str, ...], width: int) -> list[Line]:
    """Sentences below a title, all of them."""
    lines = [Line(line) for one in told for line in wrapped(one, width, indent=INDENT)]
    return [Line(""), Line(title, True), *lines] if lines else []


def _paragraph(text: str, width: int) -> list[Line]:
    return [Line(line) for line in wrapped(text, width)]
