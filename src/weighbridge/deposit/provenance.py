"""Where each number of a case comes from, as PROV-JSON: from quotations, rows and assumptions to findings.

W3C PROV-DM (2013) in the form of PROV-JSON (W3C Member Submission, 24 April 2013). A quotation, a row, a source and a
reason are entities; so is each quantity, and each way in which the case defines it, which is a specialization of it. A
formula and a check are activities that use quantities and generate one, or a finding. The verdict is derived from the
findings that count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..base import RunRecord, linked_data, web_address
from ..case import Case
from ..evidence import Source
from ..graph import Figure, Node, Relation
from ..text import show
from .author import Author
from .names import one_line, safe_name

CASE, WORDS = "case", "wb"  # prefixes: of what is in this case, of the words that PROV has not
# Names for what has no address, by the scheme that RO-Crate names for it (arcp, draft-soilandreyes-arcp).
VOCABULARY, WITHIN = "arcp://name,weighbridge/terms#", "arcp://name,{}.weighbridge/provenance.json#"
RELATIONS = {
    "used": ("prov:activity", "prov:entity"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "specializationOf": ("prov:specificEntity", "prov:generalEntity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
}
Attributes = dict[str, Any]


def provenance(case: Case, sources: dict[str, Source], record: RunRecord, author: Author | None = None) -> str:
    """The provenance of every quantity, finding and verdict of a case, as a document of PROV-JSON."""
    return linked_data(Chains(case, sources, record, author).document())


@dataclass
class Chains:
    """A document of PROV as it is put together: its things by kind and identifier, its relations in their order."""

    case: Case
    sources: dict[str, Source]
    record: RunRecord
    author: Author | None = None
    entities: dict[str, Attributes] = field(default_factory=dict)
    activities: dict[str, Attributes] = field(default_factory=dict)
    agents: dict[str, Attributes] = field(default_factory=dict)
    relations: dict[str, dict[str, Attributes]] = field(default_factory=dict)
    _stated: set[tuple[str, str, str]] = field(default_factory=set)

    def document(self) -> dict[str, Any]:
        """The whole: prefixes, things, relations."""
        self._agents()
        self._article()
        for name, variants in self.case.model.nodes.items():
            self._entity(_quantity(name), self._called(name), unit=show(self.case.model.units[name]))
            for key in sorted(variants, key=lambda one: one or ()):
                self._variant(name, variants[key], key)
        self._checks()
        name = safe_name(self.case.name)
        return {
            "prefix": {CASE: WITHIN.format(name), WORDS: VOCABULARY},
            "entity": self.entities,
            "activity": self.activities,
            "agent": self.agents,
            **{kind: self.relations[kind] for kind in RELATIONS if kind in self.relations},
        }

    def _called(self, name: str) -> str:
        return self.case.model.names.of(name)

    def _agents(self) -> None:
        commit = {"commit": self.record.commit} if self.record.commit else {}
        software = {"prov:type": _word("SoftwareAgent", "prov"), "prov:label": f"Weighbridge {self.record.weighbridge}"}
        self.agents[_id("weighbridge")] = {**software, **_named(day=self.record.date, **commit)}
        self._activity(_id("run"), "the case weighed", day=self.record.date)
        if self.author:
            kind = _word(self.author.kind, "prov")
            url = {"address": self.author.url} if self.author.url else {}
            self.agents[_id("author")] = {"prov:type": kind, "prov:label": self.author.name, **_named(**url)}
            self._relate("wasAssociatedWith", _id("run"), _id("author"))

    def _article(self) -> None:
        article = self.case.text.article
        given = {"address": web_address(article.url), "sha256": article.sha256, "language": article.language}
        self._entity(_id("article"), article.title, "Article", **{k: v for k, v in given.items() if v})
        for name, claim in self.case.text.claims.items():
            self._entity(
                _id("quotation", name), f"the words of {self._called(name)}", "Quotation", value=claim.quote.exact
            )
            self._derive(_id("quotation", name), _id("article"), "Quotation")

    def _variant(self, name: str, node: Node, key: tuple[str, str] | None) -> None:
        """One way in which a quantity is defined, and what it comes from."""
        one = _id("quantity", name, *(key or ("as-written",)))
        when = {"choice": key[0], "option": key[1]} if key else {}
        self._entity(one, f"{self._called(name)}: {node.kind}", "Definition", defined_as=str(node.kind), **when)
        self._relate("specializationOf", one, _quantity(name))
        if isinstance(node, Relation):
            formula = _id("formula", name, *(key or ("as-written",)))
            self._activity(formula, f"{self._called(name)} computed", expression=node.text)
            self._relate("wasGeneratedBy", one, formula)
            for need in node.needs:
                self._relate("used", formula, _quantity(need))
        for need in node.needs:
            self._derive(one, _quantity(need))
        if name in self.case.text.claims:
            self._derive(one, _id("quotation", name), "PrimarySource")
        for number, figure in enumerate(_figures(node), 1):
            self._ground(one, figure, _id("ground", name, *(key or ("as-written",)), str(number)))

    def _ground(self, definition: str, figure: Figure, one: str) -> None:
        """Where a number of a definition comes from: rows and sources, or a reason, which makes it an assumption."""
        said = {"reason": figure.reason, "date": str(figure.date) if figure.date else None}
        self._entity(one, figure.label, _ground_kind(figure), value=figure.text, **{k: v for k, v in said.items() if v})
        self._derive(definition, one)
        if figure.row is not None:
            row = _id("row", figure.row.table, str(figure.row.line))
            self._entity(row, str(figure.row), "Row")
            self._derive(one, row, "Quotation")
        for key in figure.sources:
            self._derive(row if figure.row is not None else one, self._source(key), "PrimarySource")

    def _source(self, key: str) -> str:
        """The entity of a source, with its address, the day of reading and its hash as far as they are known."""
        one, source = _id("source", key), self.sources.get(key)
        given = {"address": web_address(source.url), "read": source.accessed, "sha256": source.sha256} if source else {}
        self._entity(one, source.citation() if source else key, "Source", **{k: v for k, v in given.items() if v})
        return one

    def _checks(self) -> None:
        """Each check as an activity with its finding, and the verdict on the article."""
        result = self.case.verify()
        self._entity(_id("verdict"), result.answer.headline, "Verdict", value=str(result.answer.badge))
        self._relate("wasGeneratedBy", _id("verdict"), _id("run"))
        self._relate("wasAttributedTo", _id("verdict"), _id("weighbridge"))
        for check in result.checks:
            declared, asked, found = (
                self.case.model.checks[check.name],
                _id("check", check.name),
                _id("finding", check.name),
            )
            self._activity(asked, check.question, kind_of_check=str(check.kind))
            self._entity(found, check.answer.headline, "Finding", value=str(check.answer.badge))
            self._relate("wasGeneratedBy", found, asked)
            for side in (declared.stated, declared.computed):
                self._relate("used", asked, _quantity(side))
                self._derive(found, _quantity(side))
            if declared.premise is None:
                self._derive(_id("verdict"), found)

    def _entity(self, one: str, label: str, kind: str = "Quantity", value: str | None = None, **more: str) -> None:
        valued = {} if value is None else {"prov:value": one_line(value)}
        described = {"prov:label": one_line(label), "prov:type": _word(kind), **valued, **_named(**more)}
        self.entities.setdefault(one, described)

    def _activity(self, one: str, label: str, **more: str) -> None:
        self.activities[one] = {"prov:label": one_line(label), **_named(**more)}
        self._relate("wasAssociatedWith", one, _id("weighbridge"))

    def _derive(self, one: str, other: str, kind: str | None = None) -> None:
        self._relate("wasDerivedFrom", one, other, **({"prov:type": _word(kind, "prov")} if kind else {}))

    def _relate(self, kind: str, first: str, second: str, **more: Any) -> None:
        """A relation between two things, once."""
        if (kind, first, second) in self._stated:
            return
        self._stated.add((kind, first, second))
        known, (one, other) = self.relations.setdefault(kind, {}), RELATIONS[kind]
        known[f"_:{kind}{len(known) + 1}"] = {one: first, other: second, **more}


def _figures(node: Node) -> Iterator[Figure]:
    """The figures of a node, and the ends between which a judged one might as well lie."""
    for figure in node.figures:
        yield figure
        yield from figure.fair.figures if figure.fair else ()


def _ground_kind(figure: Figure) -> str:
    """What a number rests on: words of the article, a source, or our reason; else it is given by its meaning."""
    if figure.quote:
        return "Statement"
    if figure.row or figure.sources:
        return "Evidence"
    return "Assumption" if figure.reason else "Given"


def _quantity(name: str) -> str:
    return _id("quantity", name)


def _id(*parts: str) -> str:
    """The qualified name of a thing in this case; what a local name can't hold is encoded as an address encodes it.

    >>> _id("quantity", "load", "hedge width", "generous")
    'case:quantity/load/hedge%20width/generous'
    """
    return f"{CASE}:{'/'.join(quote(part, safe='', errors='surrogatepass').replace('~', '%7E') for part in parts)}"


def _word(name: str, prefix: str = WORDS) -> dict[str, str]:
    """A qualified name as a value of PROV-JSON."""
    return {"$": f"{prefix}:{name}", "type": "prov:QUALIFIED_NAME"}


def _named(**more: str) -> Attributes:
    """Attributes in our own words."""
    return {f"{WORDS}:{name}": one_line(value) for name, value in more.items()}
