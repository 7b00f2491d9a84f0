"""A case that is being written, looked through: its problems, or its answer, what is missing, and what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from ..base import MOST_SHOWN, CaseError, Problem, command_line, find_case, shown, visible, visible_json
from ..case import open_case
from .case_lines import CaseLine, case_lines
from .gaps import Gap, GapKind, gaps

SENTENCES = {
    GapKind.DECISION: "waits for you: {name}",
    GapKind.PLACEHOLDER: "no check asks what the text raises: only questions of our own, which are not counted",
    GapKind.UNCHECKED: "no check touches the claim `{name}`: ask something of it, or leave it out",
    GapKind.FORMULA: "nothing uses the formula `{name}`: ask something of it, or leave it out",
    GapKind.EVIDENCE: "nothing uses the evidence `{name}`: compare something with it, or leave it out",
    GapKind.ASSUMPTION: "nothing uses the assumption `{name}`: compare something with it, or leave it out",
    GapKind.SOURCE: "nothing rests on the source `{name}` of evidence/sources.json: cite it, or leave it out",
    GapKind.ADDRESS: "the article has no address: others cannot find it",
    GapKind.DATE: "the article has no date: add `published: 2017-02-03`",
    GapKind.DIGEST: "the article has no `sha256`: nobody can tell whether another copy is the same text",
    GapKind.WORDS: "`{name}` has no words of its own: add `words: {{{name}: {{called: the …}}}}`",
    GapKind.NOT_KNOWN: "the case says nothing of what nobody knows: add `not_known:` with a sentence or two",
}
MOST_NAMED = 4  # claims in one sentence
PROPOSED = re.compile(r"(?m)^# +(?!decide:|not_known:)\w+:")


@dataclass(frozen=True)
class Review:
    """What was found of a case that is being written.

    Attributes:
        file: as it is shown.
        typed: the case as it was named, for the commands shown.
        problems: why it cannot be weighed; then there is nothing else.
        answer: what it says as it stands.
        gaps: what is missing.
        lines: what each of its entries does.
        has_proposals: whether lines of its file stand behind a # and can be put to use.
    """

    file: str
    typed: str
    problems: tuple[Problem, ...] = ()
    answer: str = ""
    gaps: tuple[Gap, ...] = ()
    lines: tuple[CaseLine, ...] = ()
    has_proposals: bool = False

    @property
    def verifies(self) -> bool:
        """Whether it can be weighed."""
        return not self.problems

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What to do next, the most pressing first, a sentence each."""
        if self.problems:
            return (f"Mend {_what(len(self.problems), 'line')} above, and run this again.",)
        return (*self._steps(), f"Weigh it: {command_line(['weighbridge', 'verify'], [self.typed])}")

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, a sentence each, with the line where it stands or belongs."""
        return tuple(f"Line {one.line}: {sentence(one)}." if one.line else f"{sentence(one)}." for one in self.gaps)

    def _steps(self) -> Iterator[str]:
        waiting = [one for one in self.gaps if one.kind == GapKind.DECISION]
        if waiting:
            them = "take it away" if len(waiting) == 1 else "take each away"
            first = f"the first is line {waiting[0].line}" if len(waiting) > 1 else f"line {waiting[0].line}"
            yield f"Settle {_what(len(waiting), 'line')} marked decide: ({first}), and {them} when it is done."
        if self.has_proposals:
            yield "Use figures of the library: take the # and the space behind it from the lines of a proposal."
        idle = [one.name for one in self.gaps if one.kind == GapKind.UNCHECKED]
        if idle:
            names = ", ".join(f"`{name}`" for name in idle[:MOST_NAMED]) + (" and others" if idle[MOST_NAMED:] else "")
            yield f"Ask something of {names}, or leave out what nothing is asked of."
        if any(one.kind not in (GapKind.DECISION, GapKind.UNCHECKED) for one in self.gaps):
            yield "Add what else is missing."

    def __str__(self) -> str:
        return visible("\n".join(_lines(self)))

    def to_json(self) -> str:
        """All of it as JSON, with nothing unseen in it."""
        content = {
            "file": self.file,
            "verifies": self.verifies,
            "problems": [
                {"file": one.place.file, "line": one.place.line, "found": one.message, "remedy": one.remedy}
                for one in self.problems
            ],
            "answer": self.answer,
            "missing": [{**asdict(one), "says": sentence(one)} for one in self.gaps],
            "lines": [asdict(one) for one in self.lines],
            "next": list(self.next_steps),
        }
        return visible_json(json.dumps(content, ensure_ascii=False, indent=2))


def check_case(name: str) -> Review:
    """A case looked through, by its name, its folder or its file.

    Raises:
        CaseError: there is no such file.

    >>> check_case("ihs-2016").problems
    ()
    """
    path = find_case(name)
    file = shown(path)
    try:
        case = open_case(name)
        result = case.verify()
        answer, _ = str(result.answer), result.reviews  # files of reviewers that cannot be read are a problem too
    except CaseError as error:
        return Review(file, name, tuple(error.problems))
    text = path.read_text(encoding="utf-8-sig")
    return Review(file, name, (), answer, gaps(case, text), case_lines(case), bool(PROPOSED.search(text)))


def sentence(gap: Gap) -> str:
    """What is missing, in words."""
    return SENTENCES[gap.kind].format(name=gap.name)


def _lines(review: Review) -> Iterator[str]:
    if review.problems:
        yield f"{review.file} cannot be weighed yet."
        yield from (f"  {problem}" for problem in review.problems[:MOST_SHOWN])
        if more := len(review.problems[MOST_SHOWN:]):
            yield f"  and {more:,} more, which are shown once these are mended"
    else:
        yield f"{review.file} can be weighed."
        yield f"  {review.answer}"
        yield from ("", "What each part does")
        yield from (f"{_line(one.line)}  {one.section} {one.name}: {one.does}" for one in review.lines)
        yield from ("", "What is missing")
        yield from (f"{_line(one.line)}  {sentence(one)}" for one in review.gaps)
        if not review.gaps:
            yield "  nothing that we look for"
    yield from ("", "What to do next")
    yield from (f"  {step}" for step in review.next_steps)


def _line(number: int | None) -> str:
    return f"{number:>6}" if number is not None else " " * 6


def _what(count: int, noun: str) -> str:
    return f"the {noun}" if count == 1 else f"the {count} {noun}s"
