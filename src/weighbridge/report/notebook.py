"""Prose with figures that no one typed, tables that read like a page, and evidence that is folded, for notebooks.

A dollar sign begins a formula where Jupyter shows prose, so "$235 to $593" would lose its signs: here it is a letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..answers import pill
from ..base import escaped, needs, rendered, shown_address, web_address, weighable
from .bibliography import Outlet
from .displays import TEMPLATES
from .forms import ReportedCheck
from .verification import Verification

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML, Markdown

NO_FORMULAS = "mathjax_ignore tex2jax_ignore"  # the classes by which MathJax passes over an element
LISTED = 4  # sources at most that are listed as evidence
DOLLAR = "<span>&#36;</span>"  # shown as it is by Markdown, and by MathJax, which reads across no element


class Weighed(Protocol):
    """What can be weighed: a case."""

    def verify(self) -> Verification:
        """Its result."""


def say(*sentences: object) -> Markdown:
    """Sentences, shown as prose, each a paragraph; the figures in them come from a result, as by an f-string.

    >>> say(f"Each truck would carry {50} tonnes.").data
    'Each truck would carry 50 tonnes.'
    >>> say("It fetched $300.").data
    'It fetched <span>&#36;</span>300.'
    """
    with needs("prose in a notebook", "notebooks"):
        from IPython.display import Markdown

    text = "\n\n".join(map(str, sentences))
    return Markdown(text.replace("<", "&lt;").replace("$", DOLLAR))


def table(frame: pd.DataFrame | Sequence[Mapping[str, Any]], caption: str = "", index: bool = False) -> HTML:
    """A DataFrame, or rows, for reading: text to the left, nothing cut short, gaps left blank, no row numbers.

    Args:
        caption: what it shows, above it.
        index: whether the names of its rows are shown, as heads.

    >>> "<caption" in table([{"metal": "copper", "price": 5940}], "Prices, in USD a tonne").data
    True
    """
    with needs("a table", "notebooks"):
        import pandas as pd

    frame = frame if isinstance(frame, pd.DataFrame) else pd.DataFrame(frame)
    with pd.option_context("display.max_colwidth", None):
        html = _escaped(frame).to_html(index=index, na_rep="", border=0, justify="left", escape=False)
    style = 'style="text-align:left; vertical-align:top"'
    heads, body = html.replace("<td>", f"<td {style}>").split("</thead>")
    heads = heads.replace("<th>", f'<th scope="col" {style}>')
    body = body.replace("<th>", f'<th scope="row" {style}>')
    begin, end = heads.split(">", 1)
    above = f'<caption style="text-align:left">{escaped(caption)}</caption>' if caption else ""
    return _html(f'<div class="{NO_FORMULAS}">{begin}>{above}{end}</thead>{body}</div>')


def _escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of which every text is one for a page: what it says is shown and does nothing."""
    with needs("a table", "notebooks"):
        import pandas as pd

    def shown(value: object) -> object:
        return escaped(value, quotes=False) if isinstance(value, str) else value

    whole = frame.copy()
    for at, name in enumerate(frame.columns):  # by place, since names need not differ; numbers keep their kind
        if any(isinstance(value, str) for value in frame.iloc[:, at]):
            whole.isetitem(at, pd.Series(map(shown, frame.iloc[:, at]), index=frame.index, dtype=object, name=name))
    return whole.rename(columns=shown, index=shown).rename_axis(columns=shown, index=shown)


def folded(title: str, *content: object) -> HTML:
    """What a reader may pass over: a line to open, and below it prose, tables, charts or whatever shows itself.

    >>> print(folded("Evidence", "Counted at the border.").data)
    <details class="mathjax_ignore tex2jax_ignore"><summary>Evidence</summary><p>Counted at the border.</p></details>
    """
    inside = "".join(map(_shown, content))
    return _html(f'<details class="{NO_FORMULAS}"><summary>{escaped(title)}</summary>{inside}</details>')


def sources_of(case: Weighed, *names: str, title: str = "Evidence") -> HTML:
    """The sources of some quantities, claims or events of a case, folded: each a link, and why it is weak if it is.

    Args:
        names: what rests on them; everything in the case where none is named.

    >>> from weighbridge import open_case
    >>> "numeric hedge words" in sources_of(open_case("ihs-2016"), "fall").data
    True
    """
    outlets = [outlet for origin in weighable(case).verify().sources for outlet in origin.outlets]
    found = [_source(outlet) for outlet in outlets if not names or set(names) & set(outlet.rests_on_it)]
    left = max(0, len(found) - LISTED)
    return _html(
        rendered(TEMPLATES / "sources_of.html", quiet=NO_FORMULAS, title=title, sources=found[:LISTED], left=left)
    )


def _source(outlet: Outlet) -> dict[str, str | None]:
    """A source for the list: where its link leads, its citation without the address, and why it is weak."""
    link = web_address(outlet.url)
    return {
        "href": shown_address(link) if link else None,  # a browser takes letters as well as their encoding
        "citation": outlet.reference,
        "weak": outlet.weak,
    }


def estimates_of(case: Weighed, title: str = "Our own estimates, with their reasons") -> HTML:
    """The numbers of a case that nobody measured and that we judged, folded: a table with the reason of each.

    >>> from weighbridge import open_case
    >>> "the heaviest average load in a convoy" in estimates_of(open_case("raqqa-2017")).data
    True
    """
    estimates = weighable(case).verify().estimates
    return folded(title, table(estimates) if estimates else "There are none.")


def before_and_after(before: Weighed, after: Weighed, check: str | None = None) -> HTML:
    """What a change does to an answer: that of a case, and that of the case as ``with_`` or ``under`` changed it.

    Args:
        check: of which check; the answer on the article where none is named.

    >>> from weighbridge import open_case
    >>> case = open_case("ihs-2016")
    >>> shown = before_and_after(case, case.with_(after="40 million USD/month")).data
    >>> shown.index("fits</span>") < shown.index("After:") < shown.index("does not fit</span>")
    True
    """
    results = [weighable(case).verify() for case in (before, after)]
    asked = [result[check] if check else result for result in results]
    shown = [
        (name, one.answer, one.figures if isinstance(one, ReportedCheck) else None)
        for name, one in zip(("Before", "After"), asked, strict=True)
    ]
    same = len({repr((answer, figures)) for _, answer, figures in shown}) == 1
    return _html(rendered(TEMPLATES / "before_and_after.html", shown=shown, pill=pill, same=same))


def _shown(one: object) -> str:
    """An object as HTML, by what it shows itself as in a notebook; anything else as a paragraph."""
    for method in ("_repr_html_", "_repr_mimebundle_"):
        shown = getattr(one, method, lambda: None)()
        if html := shown.get("text/html") if isinstance(shown, dict) else shown:
            return html
    return f"<p>{escaped(str(one))}</p>"


def _html(text: str) -> HTML:
    """HTML that a notebook shows."""
    with needs("what a notebook shows", "notebooks"):
        from IPython.display import HTML

    return HTML(text)
