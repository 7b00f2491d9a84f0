"""What the things of a case are called for people: quantities, choices, options, parameters.

A case gives names where its own words do not suffice (section ``words``). Without them a thing is called by what the
case says of it anyway, where that is short, or by its name in the case with spaces for underscores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import Field, model_validator

from ..base import RemediedError, Strict

LONGEST_NAME: Final = 60  # characters of a name that still fits into a sentence of 25 words
SHORT: Final = 8  # words of a description that may stand for a name
# What a parameter of a distribution is, before the name of the quantity.
PARAMETERS: Final = {
    "low": "lowest",
    "high": "highest",
    "mode": "likeliest",
    "mean": "mean",
    "value": "",
    "median": "middle value of",
    "standard_uncertainty": "spread of",
    "geometric_standard_deviation": "spread of",
    "concentration": "likeness of one to another in",
}


class Called(Strict):
    """What something is called for people.

    Attributes:
        called: a noun with its article, as it stands in a sentence: ``a load``, ``the price of copper``; of a choice
            the question that it answers, as it stands after *depends on*: ``which convoys count``.
        plural: several of them, as they stand after a number: ``such convoys``.
        per: what one of them belongs to, where the unit does not say it: ``truck``.
        choice: of a claim with readings what that choice is about, as it stands after *depends on*.
        options: of a choice, each option as a clause that stands after *if*: ``only counted convoys count``.
    """

    called: str | None = None
    choice: str | None = None
    plural: str | None = None
    per: str | None = None
    options: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _short(self) -> Called:
        given = {"called": self.called, "choice": self.choice, "plural": self.plural, "per": self.per, **self.options}
        for key, text in given.items():
            if text is None:
                continue
            if not text.strip() or len(text) > LONGEST_NAME:
                remedy = f"write a name of at most {LONGEST_NAME} characters, as it stands in a sentence"
                raise RemediedError(f"`{key}` has {len(text)} characters", remedy)
        return self


@dataclass(frozen=True)
class Names:
    """What the things of one case are called.

    Attributes:
        given: the names that the case gives.
        said: what the case says of its quantities anyway.
        readings: of each claim that can be read in several ways, what that choice is about.
        choices: the same of other choices, where their names in the case do not say it.
        options: of each choice its options as clauses, where the case gives none.
    """

    given: Mapping[str, Called] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """What a quantity is called; a part of a mix is the share of it.

        >>> Names({"load": Called(called="a load")}).of("load"), Names().of("convoy_mean_load")
        ('a load', 'the convoy mean load')
        >>> Names().of("shares.iron")
        'the share of iron'
        """
        own = self.given.get(name)
        if own is not None and own.called:
            return own.called
        whole, _, part = name.partition(".")
        if part and whole not in self.given:
            return f"the share of {spaced(part)}"
        said = self.said.get(name, "").strip().rstrip(".")
        if said and len(said) <= LONGEST_NAME and len(said.split()) <= SHORT:
            return said
        return f"the {spaced(name)}"

    def has(self, name: str) -> bool:
        """Whether the case says what a quantity is called, or says something short of it."""
        own = self.given.get(name)
        return bool(own is not None and own.called) or self.of(name) != f"the {spaced(name)}"

    def several(self, name: str) -> str | None:
        """Several of what a quantity is of, as they stand after a number; None where the case has no word for it."""
        own = self.given.get(name)
        return own.plural if own is not None else None

    def per(self, name: str) -> str | None:
        """What one of a quantity belongs to, where its unit does not say so."""
        own = self.given.get(name)
        return own.per if own is not None else None

    def choice(self, name: str) -> str:
        """What a choice is about, as it stands after *depends on*.

        >>> Names().choice("market")
        'the market'
        """
        own = self.given.get(name)
        if name in self.readings:  # the name of the claim itself is that of a quantity
            return (own.choice if own is not None else None) or self.readings[name]
        return (own.called if own is not None else None) or self.choices.get(name) or f"the {spaced(name)}"

    def option(self, choice: str, option: str) -> str:
        """An option of a choice as a clause, as it stands after *if*.

        >>> Names().option("market", "yard")
        'we take “yard”'
        """
        own = self.given.get(choice)
        clause = own.options.get(option) if own is not None else None
        return clause or self.options.get(choice, {}).get(option) or f"we take “{option}”"

    def lever(self, name: str) -> str:
        """What a number of a case is called that ``--set`` knows by this name: a quantity, or one of its parameters.

        >>> Names({"convoy": Called(called="the mean load of a convoy")}).lever("convoy.high")
        'the highest mean load of a convoy'
        >>> Names().lever("shares.iron.mean"), Names().lever("trucks")
        ('the mean share of iron', 'the trucks')
        >>> Names({"shares": Called(called="the mix of metals")}).lever("shares.iron.mean")
        'the mean share of iron'
        """
        own = self.given.get(name)
        if own is not None and own.called:
            return own.called
        whole, _, last = name.rpartition(".")
        if not whole:
            return self.of(name)
        if last not in PARAMETERS:  # a part of a mix, or one of several values
            return f"{spaced(last)} of {self.of(whole)}" if " " in last else self.of(name)
        word, called = PARAMETERS[last], self.of(whole)
        if last == "mean" and "." in whole:  # only parts of a mix have a mean of their own
            return f"the mean share of {spaced(whole.partition('.')[2])}"
        if word.endswith((" of", " in")):
            return f"the {word} {called}"
        if bare(called) == called and word:  # several, or a name that has no article
            return f"the {word} value of {called}"
        return " ".join(filter(None, ("the", word, bare(called))))


def spaced(name: str) -> str:
    """A name of the case as words.

    >>> spaced("iron_in_use")
    'iron in use'
    """
    return " ".join(name.replace("_", " ").replace(".", " ").split())


def bare(called: str) -> str:
    """A noun without its article.

    >>> bare("the price of copper"), bare("an ounce"), bare("loads")
    ('price of copper', 'ounce', 'loads')
    """
    first, _, rest = called.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else called
