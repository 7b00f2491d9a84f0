"""Ages, which are lengths of time that count nothing: aged 34, a 34-year-old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .amounts import Amount
from .language import Language, UnitForm
from .tokens import WORD, Token
from .units_in_text import unit_at

AGE, YEAR, OLDEST = "age", UnitForm("year"), 130


def with_age(known: Language, some: Sequence[Token], core: Amount) -> Amount | None:
    """The amount as an age, where the words around say that it is one; None elsewhere."""
    at = core.numeral.end
    old = known.words("old").at(some, at)
    if old is not None:
        unit = unit_at(known, some, at)
        form = unit.form if unit is not None else YEAR
        return replace(core, form=form, end=old[1], phrase_end=old[1], thing=AGE, pers=(), pers_are_units=())
    if core.form is None and not core.numeral.power and known.words("aged").before(some, core.first) is not None:
        return replace(core, form=YEAR, thing=AGE, phrase_end=core.end)
    return None


def is_age_in_commas(some: Sequence[Token], first: int, end: int) -> bool:
    """Whether a number stands between commas behind a name: Jane Roe, 34, fled."""
    if first < 2 or end >= len(some) or some[end].text != "," or some[first - 1].text != ",":
        return False
    name = some[first - 2]
    is_number = some[first].text.isdigit() and int(some[first].text) < OLDEST
    return is_number and name.sort == WORD and name.text[0].isupper()
