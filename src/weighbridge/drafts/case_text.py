"""A drafted case as the text of its file: YAML with comments for somebody who has never seen any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from ..base import visible
from .parts import Decide, Decision, Draft, DraftedArticle, DraftedClaim, DraftedFormula, DraftedUnit, Proposal
from .units import declaration

DECIDE = "# decide: "
SAYS = "## "
PROPOSED = "# "
NO_BOUND = "The greatest that the library knows is no bound: a figure above it is unusual, not impossible."
LIMIT = "These are limits of law or of room, of those that the library knows: others may be wider."
UNKNOWN_ADDRESS = "not known yet"
LONGEST_PASSAGE, WIDTH = 1200, 110

_PLAIN = re.compile(r"[^\W\d_][\w ,.'/()+%*-]*[\w)%.]|\d[\w .,/%-]*[\w%]|[^\W_]")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

HEAD = (
    "This is a case for weighbridge: the numbers of a text, and what is asked of them.",
    "A line that begins with ## explains. One that says decide: waits for you; take it away when it is done.",
    "Other lines that begin with # are proposals: take the sign and the space behind it away to use them.",
    "Indent with spaces, never with tabs. A text with a colon or # in it stands in quotes.",
)
SENTENCES = {
    Decide.TITLE: "give the title of the article",
    Decide.GUESSED_TITLE: "is this the title? It is the first line of the text",
    Decide.LANGUAGE: "is this the language of the text? It is too short to tell",
    Decide.ADDRESS: "give the address of the article, so that others find it",
    Decide.DATE: "say when it was published, as in `published: 2017-02-03`",
    Decide.CUE: "is “{about}” fairly read as “{instead}”?",
    Decide.READING: "which of these readings of “{about}” is meant? Mark that one `preferred: true`",
    Decide.UNCERTAIN: "check this value: {instead}",
    Decide.OTHER_READING: "might {about} be meant instead?",
    Decide.NOT_UNIQUE: "these words stand more than once: write more of what stands before or behind them",
    Decide.LINK: "do {about} belong together? No word says so",
    Decide.QUESTION: "put a question of your own here, or use a proposal below, and delete this check",
    Decide.MONTH: "the passage has no date; which month's or year's figure is to be compared?",
    Decide.NOT_KNOWN: "say in a sentence or two what nobody knows of this",
}


def case_text(draft: Draft) -> str:
    """The text of the file of a drafted case."""
    lines = [*_said(HEAD), "", f"title: {scalar(draft.title)}"]
    lines += [*_decisions([Decision(Decide.NOT_KNOWN)], ""), *_commented(["not_known:", "  - …"]), ""]
    lines += [*_article(draft.article), ""]
    lines += [*_said(["The passage:"]), *_quoted(draft.passage), ""] if draft.passage else []
    lines += [*_units(draft), *_claims(draft), *_formulas(draft), *_evidence(draft.proposals), *_checks(draft)]
    lines += ["", *_said(["Not taken over:", *(f"- {one}" for one in draft.left_out)])] if draft.left_out else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _units(draft: Draft) -> Iterator[str]:
    more = {unit.name: unit for one in draft.proposals for unit in one.units}
    more |= {unit.name: unit for unit in draft.other_units}
    known = {unit.name for unit in draft.units}
    proposed = [unit for name, unit in more.items() if name not in known]
    if not draft.units and not proposed:
        return
    yield from _said(["Things that the passage counts, so that numbers can be written in them."])
    yield from ["units:"] if draft.units else _commented(["units:"])
    yield from map(_unit, draft.units)
    yield from _commented(map(_unit, proposed))
    yield ""


def _unit(unit: DraftedUnit) -> str:
    is_what = f"is: {unit.equal}" if unit.equal else f"counted: {scalar(unit.counted, True)}"
    return f"  {unit.name}: {{{is_what}, reason: {declaration(unit).reason}}}"


def _claims(draft: Draft) -> Iterator[str]:
    yield from (*_said(CLAIMS), "claims:")
    for claim in draft.claims:
        yield from _claim(claim)
    if draft.others:
        yield from _said(["Other numbers of the text: use those of which you ask something."])
    for claim in draft.others:
        yield from _commented(_claim(claim))
    yield ""


def _formulas(draft: Draft) -> Iterator[str]:
    if draft.formulas:
        yield from (*_said(["What follows from these numbers."]), "formulas:")
        for formula in draft.formulas:
            yield from _formula(formula)
        yield from ("", *_said(["What each figure is called in a sentence."]), "words:")
        yield from (f"  {one.name}: {{called: {scalar(one.called, True)}}}" for one in draft.formulas)
        yield ""


def _checks(draft: Draft) -> Iterator[str]:
    yield from (*_said(["What is asked of these numbers."]), "checks:")
    for check in draft.checks:
        yield from _decisions(check.decisions, "  ")
        yield from (f"  {check.name}:", f"    question: {scalar(check.question)}", "    kind: agrees")
        yield from (f"    stated: {check.stated}", f"    equals: {check.equals}")
        if check.premise:
            yield f"    premise: {scalar(check.premise)}"
    for proposal in draft.proposals:
        yield from _proposed_checks(proposal)


CLAIMS = (
    "What the text states: its words (exact), what stands before and behind them, the number with its unit, and",
    "the word that loosens it (hedge).",
)


def scalar(text: str, is_inside: bool = False) -> str:
    r"""A text as a value of YAML: bare where that says the same, else in quotes, in which nothing can act.

    Args:
        is_inside: whether it stands between braces, where a comma ends it.

    >>> print(scalar("near 50 trucks"), scalar("a: b # c"), scalar('say "no"\n'))
    near 50 trucks "a: b # c" "say \"no\"\n"
    """
    is_bare = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and visible(text) == text
    if is_bare and not (is_inside and re.search(r"[,\[\]{}]", text)):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    """A character between the quotes of YAML: what is not seen stands as an escape."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(sign)
    if short:
        return short
    if sign.isprintable() and visible(sign) == sign:
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def uncommented(text: str) -> str:
    """The text of a case with everything that is proposed in it put to use.

    >>> print(uncommented("## a proposal\\n# evidence:\\n# decide: which?\\nchecks:"))
    ## a proposal
    evidence:
    # decide: which?
    checks:
    """
    return re.sub(rf"(?m)^{PROPOSED}(?!decide: )", "", text)


def comment(text: str) -> str:
    """A text that may stand in a comment: in one line, nothing in it unseen."""
    return visible(" ".join(text.split()), lines=False)


def sentence(decision: Decision) -> str:
    """What is to be decided, in words."""
    return SENTENCES[decision.what].format(about=comment(decision.about), instead=comment(decision.instead))


def _said(texts: Iterable[str]) -> list[str]:
    """Comments, each in as many lines as it takes."""
    return [f"{SAYS}{line}" for text in texts for line in _wrapped(comment(text))]


def _wrapped(text: str) -> list[str]:
    """A text in lines of about ``WIDTH`` characters, those behind the first indented; a long word stays whole."""
    return wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) or [""]


def _decisions(decisions: Iterable[Decision], indent: str) -> list[str]:
    return [f"{indent}{DECIDE}{sentence(one)}" for one in decisions]


def _commented(lines: Iterable[str]) -> list[str]:
    """Lines that are ready to be used once the sign before them is gone."""
    return [f"{PROPOSED}{line}" for line in lines]


def _article(article: DraftedArticle) -> Iterator[str]:
    yield "article:"
    if not article.title:
        yield from _decisions([Decision(Decide.TITLE)], "  ")
    if article.is_title_guessed:
        yield from _decisions([Decision(Decide.GUESSED_TITLE)], "  ")
    yield f"  title: {scalar(article.title or 'A passage')}"
    for key, text in (("author", article.author), ("publisher", article.publisher)):
        if text:
            yield f"  {key}: {scalar(text)}"
    if not article.url:
        yield from _decisions([Decision(Decide.ADDRESS)], "  ")
    yield f"  url: {scalar(article.url or UNKNOWN_ADDRESS)}"
    if article.is_language_guessed:
        yield from _decisions([Decision(Decide.LANGUAGE)], "  ")
    yield f"  language: {scalar(article.language or 'en')}"
    if article.published:
        yield f"  published: {article.published}"
    else:
        yield from _decisions([Decision(Decide.DATE)], "  ")
    if article.sha256:
        yield f"  sha256: {article.sha256}"
    if article.note:
        yield f"  note: {scalar(article.note)}"


def _quoted(passage: str) -> Iterator[str]:
    """The passage in comments, as many lines as it takes."""
    text = comment(passage)
    shown = f"{text[:LONGEST_PASSAGE].rpartition(' ')[0]} …" if len(text) > LONGEST_PASSAGE else text
    yield from (f"{SAYS}  {line}" for line in wrap(shown, WIDTH, break_long_words=False, break_on_hyphens=False))


def _claim(claim: DraftedClaim) -> Iterator[str]:
    yield f"  {claim.name}:"
    yield "    quote:"
    yield f"      exact: {scalar(claim.exact)}"
    for key, text in (("prefix", claim.prefix), ("suffix", claim.suffix)):
        if text:
            yield f"      {key}: {scalar(text)}"
    yield from _decisions(claim.decisions, "    ")
    if claim.value:
        yield f"    value: {scalar(claim.value)}"
    if claim.hedge != "none":
        yield f"    hedge: {scalar(claim.hedge)}"
    if claim.hedge_reason:
        yield f"    hedge_reason: {scalar(claim.hedge_reason)}"
    if claim.readings:
        yield "    readings:"
    for place, reading in enumerate(claim.readings):
        yield f"      {scalar(reading.name)}:"
        yield f"        value: {scalar(reading.value)}"
        if reading.times:
            yield f"        times: {reading.times}"
        if place == 0:
            yield "        preferred: true"
        yield f"        reason: {scalar(reading.reason)}"


def _formula(formula: DraftedFormula) -> Iterator[str]:
    yield from _decisions(formula.decisions, "  ")
    yield f"  {formula.name}:"
    yield f"    expression: {scalar(formula.expression)}"
    yield f"    unit: {scalar(formula.unit)}"
    if formula.reason:
        yield f"    reason: {scalar(formula.reason)}"


def _evidence(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    """The figures of the library that are proposed, and the ranges between them."""
    if not proposals:
        return
    yield from _said(["Figures of the library of everyday evidence: use those whose check below you use."])
    yield from _commented(["evidence:"])
    for proposal in proposals:
        yield from _said([f"{proposal.title}. {proposal.note}".strip()])
        if proposal.is_undated:
            yield from _decisions([Decision(Decide.MONTH)], "")
        for figure in proposal.figures:
            yield from _said([f"{figure.what} ({figure.source})"])
            keys = (("library", figure.topic), ("row", figure.row), ("date", figure.date), ("column", figure.column))
            told = ", ".join(f"{key}: {scalar(text, True)}" for key, text in keys if text)
            yield from _commented([f"  {figure.name}: {{{told}}}"])
    ranges = [one for one in proposals if one.assumption]
    if ranges:
        yield from ("", *_said(["Between the least and the greatest of these figures, each value alike."]))
        yield from _commented(["assumptions:"])
    for proposal in ranges:
        low, high = proposal.figures
        yield from _commented(
            [
                f"  {proposal.assumption}:",
                f"    of: {scalar(f'{proposal.what}, as far as the library has it')}",
                f"    uniform: {{low: {{evidence: {low.name}}}, high: {{evidence: {high.name}}}}}",
            ]
        )
    yield ""


def _proposed_checks(proposal: Proposal) -> Iterator[str]:
    """The checks of a figure against the library, as proposed lines."""
    bound = LIMIT if proposal.is_limit else NO_BOUND
    yield from _said([f"{proposal.title}. Is the figure at most the greatest, and how usual is it? {bound}"])
    most = proposal.figures[-1].name
    lines = [(proposal.name, proposal.limit, "possible", "at_most", most)]
    if proposal.assumption:
        lines.append((f"{proposal.name}_usual", proposal.question, "typical", "equals", proposal.assumption))
    for name, question, kind, relation, other in lines:
        yield from _commented(
            [
                f"  {name}:",
                f"    question: {scalar(question)}",
                f"    kind: {kind}",
                f"    stated: {proposal.stated}",
                f"    {relation}: {other}",
            ]
        )
