"""What a case rests on: its sources, those with one origin listed as one, the weakest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field

from ..base import Strict, visible
from ..casefile import CaseText
from ..evidence import ABOUT, TRUST, Holdings, Source, root_source
from ..graph import Model


class Outlet(Strict):
    """One source as a reader needs it: the citation, how it was read, when, and what may be done with it."""

    key: str
    citation: str
    url: str | None = Field(None, description="its address; none where none is known")
    trust: str
    weak: str | None = Field(None, description="why it is weak evidence; none where nothing speaks against it")
    licence: str
    use: str = Field(description="shipped: its figures may be republished; cited: single figures only")
    accessed: str | None = Field(None, description="the day on which the stored copy was read; none where not recorded")
    archive: str | None = Field(None, description="where a copy is kept")
    sha256: str | None = Field(None, description="the SHA-256 of what was read; none where no copy was at hand")
    hashed: str | None = Field(None, description="what the SHA-256 is the hash of")
    inexact: list[str] = Field(default_factory=list, description="what is known only about: address, published, read")
    rests_on_it: list[str] = Field(description="what in the case names this source")
    files: list[str] = Field(
        default_factory=list, description="the files that its rows were read from, with their SHA-256, where recorded"
    )

    @property
    def kept(self) -> list[str]:
        """How it was kept: its hash, an archived copy, what is known only about; that there is none is said as well."""
        hashed = f"SHA-256 of {self.hashed}: {self.sha256}" if self.sha256 else ""
        archived = f"archived at {self.archive}" if self.archive else ""
        none = {"hash": hashed, "archived copy": archived}
        lacks = [f"no {name}" for name, text in none.items() if not text]
        about = [words for name, words in ABOUT.items() if name in self.inexact]
        return [*about, *filter(None, none.values()), *([" and ".join(lacks) + " known"] if lacks else [])]

    @property
    def reference(self) -> str:
        """The citation without the address, for where that is a link of its own."""
        return self.citation.removesuffix(f", {self.url}")

    def __repr__(self) -> str:
        return visible(self.citation + (f" (weak: {self.weak})" if self.weak else ""))


class Origin(Strict):
    """The sources that go back to one origin: one witness, however many outlets report it."""

    name: str
    weak: str | None = Field(None, description="why all its outlets are weak evidence; none where one of them is not")
    outlets: list[Outlet]

    def __repr__(self) -> str:
        first, *others = self.outlets
        repeated = f"; {len(others)} more that repeat it" if others else ""
        return f"{first!r}{repeated}"

    @property
    def rests_on_it(self) -> list[str]:
        """What in the case rests on it, each name once."""
        return list(dict.fromkeys(name for outlet in self.outlets for name in outlet.rests_on_it))


def origins(text: CaseText, model: Model, holdings: Holdings) -> list[Origin]:
    """The origins of everything that a case names, under all its readings and alternatives, weakest first.

    First those with nothing but weak outlets, then those of which no address is known, then those whose day of reading
    is not recorded: a reader who stops after the first lines has seen what a critic would begin with.
    """
    used, files = uses(text, model, holdings), _files(model)
    groups: dict[str, list[Source]] = {}
    for key in sorted(used):
        groups.setdefault(root_source(key, holdings.sources), []).append(holdings.sources[key])
    found = [Origin(name=name, weak=_weak(each), outlets=_outlets(each, used, files)) for name, each in groups.items()]
    return sorted(found, key=lambda origin: (*_strength(groups[origin.name]), origin.name))


def uses(text: CaseText, model: Model, holdings: Holdings) -> dict[str, list[str]]:
    """Each source that a case names, and what names it: quantities, claims, options of choices, events."""
    used: dict[str, list[str]] = {}

    def note(keys: Iterable[str], name: str) -> None:
        """Remember that ``name`` rests on these sources."""
        for key in keys:
            if key in holdings.sources and name not in used.setdefault(key, []):
                used[key].append(name)

    note([text.article.source or ""], "article")
    for name, claim in text.claims.items():
        note((elsewhere.source for elsewhere in claim.elsewhere), name)
    for name, variants in model.nodes.items():
        for node in variants.values():
            note((key for figure in node.figures for key in figure.sources), name)
    for name, choice in model.choices.items():
        note((key for keys in choice.sources.values() for key in keys), name)
    facts = text.facts(holdings)
    for name, event in text.events.items():
        for day in event.days:
            note([*day.sources, *(key for fact in day.facts for key in facts[fact].sources)], name)
    return used


def _files(model: Model) -> dict[str, list[str]]:
    """For each source, the files that rows of it were read from, as far as the tables' records say so."""
    found: dict[str, list[str]] = {}
    for variants in model.nodes.values():
        for node in variants.values():
            for figure in node.figures:
                behind = figure.row.read_from if figure.row else None
                for key in figure.sources if behind else ():
                    if behind not in found.setdefault(key, []):
                        found[key].append(behind)
    return found


def _outlets(sources: list[Source], used: Mapping[str, list[str]], files: Mapping[str, list[str]]) -> list[Outlet]:
    return [
        Outlet(
            key=source.key,
            citation=source.citation(),
            url=source.url,
            trust=source.trust,
            weak=source.weak,
            licence=source.licence,
            use=source.use,
            accessed=source.accessed,
            archive=source.archive,
            sha256=source.sha256,
            hashed=source.hashed,
            inexact=list(source.inexact),
            rests_on_it=used[source.key],
            files=files.get(source.key, []),
        )
        for source in sources
    ]


def _strength(sources: list[Source]) -> tuple[bool, bool, bool]:
    """What makes an origin stronger, the most important first; ``False`` sorts before ``True``."""
    read_on_a_day = any(source.accessed and not source.about for source in sources)
    return _weak(sources) is None, any(source.url for source in sources), read_on_a_day


def _weak(sources: list[Source]) -> str | None:
    """Why an origin is weak: it is where all of its outlets are."""
    reasons = [source.weak for source in sources]
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason)) if all(reasons) else None


def listing(found: list[Origin]) -> str:
    """The origins as text: a block each, its outlets below it."""
    outlets = sum(len(origin.outlets) for origin in found)
    weak = sum(origin.weak is not None for origin in found)
    lines = [
        f"With all ways to read it, the case rests on {_many(len(found), 'origin')}, in {_many(outlets, 'source')}.",
        f"Weak evidence comes first: {_many(weak, 'origin')}." if weak else "We found no weak evidence among them.",
    ]
    for number, origin in enumerate(found, 1):
        several = f", {len(origin.outlets)} outlets that count as one" if len(origin.outlets) > 1 else ""
        lines += ["", f"{number}. `{origin.name}`{several}", *([f"   Weak: {origin.weak}."] if origin.weak else [])]
        for outlet in origin.outlets:
            lines += [f"   {outlet.citation}", f"      `{outlet.key}`: {_about(outlet)}"]
            lines += [f"      used for {', '.join(f'`{name}`' for name in outlet.rests_on_it)}"]
    return "\n".join(lines)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _about(outlet: Outlet) -> str:
    """How a source was read, when, and what may be done with it."""
    read = f"read {outlet.accessed}" if outlet.accessed else "day of reading not recorded"
    parts = [f"{TRUST.get(outlet.trust, outlet.trust)} ({outlet.trust})", read, f"{outlet.use} ({outlet.licence})"]
    parts += [f"from {file}" for file in outlet.files]
    return "; ".join([*parts, *outlet.kept])
