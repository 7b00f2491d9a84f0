"""What is shown of one setting of the controls: the answer, both sides on one scale, the ways to read the article.

Only the check itself is weighed, and of it only what is shown; all of it is what ``verify()`` says of that check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..answers import BADGES, Amount, Answer, Badge, computed_amount, stated_amount, ways_by_outcome, ways_in_words
from ..base import WeighbridgeError
from ..case import Case
from ..pages import Ends, Strip, strips
from ..text import with_unit
from .controls import Controls, Setting

# What stands above the answer of a panel: what was moved is never taken for the answer to the article.
UNCHANGED = "Nothing is changed yet."


@dataclass(frozen=True)
class Glance:
    """What a check says of the article as it is read under one setting: had at once.

    Attributes:
        question: what the check asks.
        as_read: the verdict.
        stated, computed: both sides, with their ranges, in words and as numbers.
        unit: of both, in words.
        strip: both, on the scale that a whole panel has; none where there is no number to show.
    """

    question: str
    as_read: Badge
    stated: Amount
    computed: Amount
    unit: str
    strip: Strip | None

    @property
    def sides(self) -> tuple[Ends, Ends]:
        """Both sides as a strip takes them."""
        return _ends(self.stated), _ends(self.computed)

    @property
    def strip_words(self) -> str:
        """Both sides in words."""
        return f"These numbers give: {self.stated.text}. Compared with: {self.computed.text}."


@dataclass(frozen=True)
class View(Glance):
    """All that is shown of one setting: the same, and what the other ways to read the article give.

    Attributes:
        answer: in two or three sentences, the headline among them, with the verdict over all ways.
        ways: how many ways to read the article come out how, the best first.
        ways_text: the same in words; empty where there is one way alone.
    """

    answer: Answer
    ways: tuple[tuple[Badge, int], ...]
    ways_text: str

    @property
    def badge(self) -> Badge:
        """The verdict over all ways to read the article."""
        return self.answer.badge

    @property
    def headline(self) -> str:
        """What was found, in one sentence."""
        return self.answer.headline

    @property
    def sentences(self) -> list[str]:
        """What stands behind the headline: why, and what would change it."""
        return self.answer.sentences


def glance(case: Case, check: str, beside: Sequence[tuple[Ends, Ends]] = ()) -> Glance:
    """What a check of a case says as the article is read.

    Args:
        beside: sides that the scale shows as well.

    Raises:
        ModelError: there is no such check.
    """
    found = case.weigher.as_read(check)
    sides = found.reference.stated, found.reference.computed
    stated, computed = stated_amount(sides[0]), computed_amount(found, *sides)
    return Glance(
        question=found.question,
        as_read=BADGES[found.reference.outcome],
        stated=stated,
        computed=computed,
        unit=with_unit("", stated.unit or computed.unit).strip(),
        strip=strips([(_ends(stated), _ends(computed)), *beside])[0],
    )


def view(controls: Controls, setting: Setting) -> View:
    """What is shown of a setting.

    Raises:
        CaseError: a control has no such place, or the values of the setting do not go together.
    """
    return whole(controls.case(setting), controls.check, scale(controls))


def whole(case: Case, check: str, beside: Sequence[tuple[Ends, Ends]] = ()) -> View:
    """All that is shown of a check of a case; ``beside`` as in ``glance``."""
    found = case.weigher.check(check)
    return View(
        **vars(glance(case, check, beside)),
        answer=case.material.voice.check(found),
        ways=tuple((BADGES[one], many) for one, many in ways_by_outcome(found).items()),
        ways_text=ways_in_words(found),
    )


def scale(controls: Controls) -> list[tuple[Ends, Ends]]:
    """Both sides where each number alone is as small and as large as can be: what the scale of a panel shows; kept."""
    base = controls.base
    key = ("scale of a panel", base.model.number, controls.check, controls.controls)
    return base.cache.kept(key, lambda: list(_at_ends(controls)))


def _at_ends(controls: Controls) -> Iterator[tuple[Ends, Ends]]:
    start = controls.start
    for place, control in enumerate(controls.controls):
        for at in () if control.is_choice else (0, len(control.positions) - 1):
            with suppress(WeighbridgeError):  # which is told when somebody goes there
                yield glance(controls.case((*start[:place], at, *start[place + 1 :])), controls.check).sides


def _ends(amount: Amount) -> Ends:
    return amount.value, amount.low, amount.high
