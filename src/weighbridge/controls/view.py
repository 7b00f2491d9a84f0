"""What is shown of one setting of the controls: the answer, both sides on one scale, the ways to read the article.

Only the check itself is weighed, and of it only what is shown; all of it is what ``verify()`` says of that check.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..answers import BADGES, Amount, Answer, Badge, computed_amount, stated_amount, tallied, ways, ways_by_outcome
from ..pages import Strip, strip
from ..text import with_unit
from .controls import Controls, Setting


@dataclass(frozen=True)
class View:
    """What a check says under one setting.

    Attributes:
        badge: the verdict over all ways to read the article.
        as_read: the verdict as the article is read under this setting.
        answer: in two or three sentences, the headline among them.
        stated, computed: both sides, with their ranges, in words and as numbers.
        question: what the check asks.
        unit: of both, in words.
        strip: both on one scale; none where there is no number to show.
        ways: how many ways to read the article come out how, the best first.
        ways_text: the same in words; empty where there is one way alone.
    """

    question: str
    badge: Badge
    as_read: Badge
    answer: Answer
    stated: Amount
    computed: Amount
    unit: str
    strip: Strip | None
    ways: tuple[tuple[Badge, int], ...]
    ways_text: str

    @property
    def headline(self) -> str:
        """What was found, in one sentence."""
        return self.answer.headline

    @property
    def sentences(self) -> list[str]:
        """What stands behind the headline: why, and what would change it."""
        return self.answer.sentences

    @property
    def strip_words(self) -> str:
        """Both sides in words."""
        return f"The article: {self.stated.text}. We compute: {self.computed.text}."


def view(controls: Controls, setting: Setting) -> View:
    """What is shown of a setting.

    Raises:
        CaseError: the values of the setting do not go together.
        ModelError: the check can't be weighed at all.
    """
    case = controls.case(setting)
    check = case.weigher.check(controls.check)
    sides = check.reference.stated, check.reference.computed
    stated, computed = stated_amount(sides[0]), computed_amount(check, *sides)
    answer = case.material.voice.check(check)
    return View(
        question=check.question,
        badge=answer.badge,
        as_read=BADGES[check.reference.outcome],
        answer=answer,
        stated=stated,
        computed=computed,
        unit=with_unit("", stated.unit or computed.unit).strip(),
        strip=strip(_ends(stated), _ends(computed)),
        ways=tuple((BADGES[one], many) for one, many in ways_by_outcome(check).items()),
        ways_text=tallied(check.tally) if check.tally else ways(check.combinations),
    )


def _ends(amount: Amount) -> tuple[float | None, float | None, float | None]:
    return amount.value, amount.low, amount.high
