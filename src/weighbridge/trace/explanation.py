"""An explanation: text for a terminal, the same with its working as mathematics for a notebook, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..base import rendered, visible

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Part:
    """Lines of an explanation under a title, with the keys of the sources that they cite."""

    title: str
    lines: Sequence[str]
    keys: Sequence[str] = ()


@dataclass(frozen=True)
class Told:
    """What is told of one meaning of a name, before it becomes text.

    Attributes:
        lines: what stands first, without a title.
        parts: what follows, each under its title; those without lines are left out.
        chain: the lines of a chain, where there is one.
        steps: the working in LaTeX, a line for each formula.
        keys: the sources of the first lines.
    """

    lines: Sequence[str]
    parts: Sequence[Part] = ()
    chain: Sequence[str] = ()
    steps: Sequence[str] = ()
    keys: Sequence[str] = ()

    @property
    def sources(self) -> list[str]:
        """The keys of all sources that it leads to, each once, in order."""
        return list(dict.fromkeys([*self.keys, *(key for part in self.parts for key in part.keys)]))

    @property
    def text(self) -> list[str]:
        """All its lines."""
        lines = list(self.lines)
        for part in self.parts:
            lines += ["", part.title, *(f"  {line}" for line in part.lines)] if part.lines else []
        return lines


class Explanation(str):
    """How something comes about: a text, which a notebook shows with its working as mathematics.

    Attributes:
        name: what is explained.
        chain: the lines of the chain from a quantity down to quotations, rows and reasons, where there is one.
        sources: the keys of the sources that it leads to.
        cited: the lines in which these are cited.
        steps: the working in LaTeX, a formula each, from what is explained down to its inputs.

    >>> from weighbridge import open_case
    >>> print(open_case("raqqa-2017").explain("load").latex)
    \\[\\begin{aligned}
    \\text{load} &= \\frac{\\text{mass}}{\\text{trucks}} = \\frac{\\text{2,500 tonnes}}{\\text{50 trucks}} = \\text{50 tonnes a truck}
    \\end{aligned}\\]
    """  # noqa: E501 (what is printed)

    name: str
    chain: list[str]
    sources: list[str]
    cited: list[str]
    steps: list[str]

    def __new__(cls, name: str, told: Iterable[Told], cited: Sequence[str]) -> Explanation:
        """What is told of every meaning of a name, one after the other, and the sources below them."""
        several = list(told)
        blocks = [line for at, one in enumerate(several) for line in ([""] if at else []) + one.text]
        made = super().__new__(cls, visible("\n".join([*blocks, *(["", "Sources", *cited] if cited else [])])))
        made.name = name
        made.chain = [line for one in several for line in one.chain]
        made.sources = list(dict.fromkeys(key for one in several for key in one.sources))
        made.cited = list(cited)
        made.steps = list(dict.fromkeys(step for one in several for step in one.steps))
        return made

    def __repr__(self) -> str:
        return str(self)

    @property
    def latex(self) -> str:
        """The working as mathematics, numbers substituted and units carried; empty where nothing is computed."""
        if not self.steps:
            return ""
        body = " \\\\\n".join(self.steps)
        return f"\\[\\begin{{aligned}}\n{body}\n\\end{{aligned}}\\]"

    def _repr_latex_(self) -> str | None:
        return self.latex or None

    def _repr_html_(self) -> str:
        """The working as mathematics, which MathJax sets, and below it the text, over which it passes."""
        return rendered(TEMPLATES / "explanation.html", latex=self.latex, text=str(self))
