"""Mentions put together by hand: a passage with its quantities marked, each with what it is taken for.

``[50 trucks|50 truck]`` is a count of trucks; ``[2500 tons|2500 tonne of metal]`` a measure of metal; behind a tilde
stands the cue, behind ``@`` the role, behind ``?`` another reading.
"""

import re
from decimal import Decimal

from weighbridge.quantities import Doubt, Kind, Meaning, Mention, Mentions, Role
from weighbridge.relations.amounts import Family, family_of

MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SIZES = {"thousand": 3, "million": 6, "billion": 9}
KINDS = {Family.MONEY: Kind.MONEY, Family.TIME: Kind.DURATION, Family.SHARE: Kind.SHARE}


def meaning(text, doubt=None):
    """``2500 tonne of metal``, ``1 to 3 million USD/day``, ``40000 litre/truck of fuel``, ``281 million bank note``."""
    value, _, of = text.strip().partition(" of ")
    found = re.match(r"([\d.]+)(?: to ([\d.]+))?((?: (?:thousand|million|billion))?) (.*)", value)
    size = Decimal(10) ** SIZES.get(found[3].strip(), 0)
    name, _, per = found[4].partition("/")
    is_thing = family_of(name) == Family.COUNT and name != "one"
    unit, thing = ("one", name) if is_thing else (name, of or None)
    low, high = (Decimal(number) * size for number in (found[1], found[2] or found[1]))
    spelled = value.replace(found[4], "/".join(part.replace(" ", "_") for part in (name, per) if part))
    return Meaning(low, high, spelled, unit, thing or None, per or None, doubt)


def made(text, language="en"):
    """The mentions of a marked passage; a full stop with a space behind it ends a sentence."""
    plain, quantities, at = "", [], 0
    for match in MARKED.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        start, words = len(plain), match[1]
        plain += words
        said, _, role = match[2].partition("@")
        said, *others = said.split("?")
        said, _, cue = said.partition("~")
        taken = meaning(said)
        digits = re.search(r"[\d٠-٩](?:[\d٠-٩.,]*[\d٠-٩])?", words)
        number = (start + digits.start(), start + digits.end()) if digits else (start, start + len(words.split()[0]))
        kind = KINDS.get(family_of(taken.unit), Kind.COUNT if taken.unit == "one" else Kind.MEASURE)
        rate = Role.RATE if taken.per else Role.AMOUNT
        quantities.append(
            Mention(
                start, start + len(words), number, words, kind, Role(role.strip()) if role else rate, taken,
                tuple(meaning(one, Doubt.TON) for one in others), cue.strip() or "none",
                rises=False if role.strip() == "change" else None,
                in_sentence=len(re.findall(r"[.!?]\s", plain[:start])),
            )
        )  # fmt: skip
    plain += text[at:]
    return Mentions(plain, language, tuple(quantities))
