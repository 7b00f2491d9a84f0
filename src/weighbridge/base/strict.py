"""Models that refuse unknown keys and are not altered, and results that say themselves in a sentence."""

from __future__ import annotations

from abc import abstractmethod
from reprlib import Repr
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, computed_field, model_validator

from .safe_text import visible


def _one_as_list(given: Any) -> Any:
    """A single key as a list of it; anything else, a text with spaces or commas too, is left to the check of lists."""
    return [given] if isinstance(given, str) and not set(given) & set(" ,;") else given


SHORT = Repr()
SHORT.maxlist = SHORT.maxtuple = SHORT.maxdict = 2
SHORT.maxstring = SHORT.maxother = 60

Listed = Annotated[list[str], BeforeValidator(_one_as_list)]  # keys of sources: `[one, another]`, or one by itself


def unsaid(value: Any) -> bool:
    """Whether a key of JSON is left away, for nothing stands in it: what seldom has something to say.

    >>> unsaid(None), unsaid([]), unsaid(0)
    (True, True, False)
    """
    return value is None or value == []


class Strict(BaseModel):
    """A model that forbids what it doesn't know and can't be altered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __repr__(self) -> str:
        """Its fields, each cut short: who wants all of them asks for ``model_dump()``."""
        return f"{type(self).__name__}({', '.join(f'{name}={SHORT.repr(value)}' for name, value in self)})"

    def __dir__(self) -> list[str]:
        """What it holds, without what every model can do."""
        return sorted(set(super().__dir__()) - set(dir(BaseModel)))


class Result(Strict):
    """A result that says itself in a sentence, made last and from its own fields alone.

    Its JSON carries the sentence for a reader; read back, the sentence is made anew.
    """

    @computed_field  # type: ignore[prop-decorator]
    @property
    def sentence(self) -> str:
        """What was found, in words."""
        return self.in_words()

    @abstractmethod
    def in_words(self) -> str:
        """The sentence; each kind of result has its own."""

    @model_validator(mode="before")
    @classmethod
    def _without_sentence(cls, given: Any) -> Any:
        return {key: value for key, value in given.items() if key != "sentence"} if isinstance(given, dict) else given

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return visible(self.sentence)
