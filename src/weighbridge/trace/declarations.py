"""What else a case declares, explained: comparisons with tables, correlations, units, losses, and the article."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import RemediedError
from ..casefile import ComparedRow, compared_rows
from ..graph import Role
from ..report import sides
from ..text import SHORTENED, significant, spans, with_unit, without_suffix
from .explanation import Part, Told
from .grounds import because
from .material import Material
from .users import resting_lines

MOST_ROWS = 40  # of a group that are shown; the others are counted


def article_told(material: Material) -> Told:
    """The article: where it stands, its hash, the numbers it states, and what they are compared with."""
    article, claims = material.text.article, material.text.claims
    lines = [f"`article`: {article.title}", article.url]
    lines += [f"by {', '.join(filter(None, (article.author, article.publisher)))}"] if article.publisher else []
    lines += [f"published {article.published}"] if article.published else []
    lines += [f"SHA-256 of its text: {article.sha256}"] if article.sha256 else []
    lines += [article.note] if article.note else []
    stated = [f"`{name}`: “{claim.quote.exact}”" for name, claim in claims.items()]
    keys = [article.source] if article.source else []
    parts = [
        Part("The numbers that it states", stated),
        Part("What they imply", material.voice.arithmetic()),
        Part("Where everything comes from", [material.voice.origin()]),
    ]
    return Told(lines, parts, keys=keys)


def comparison_told(material: Material, name: str) -> Told:
    """A comparison with the rows of tables: what is stated, and each group with its rows."""
    comparison, model = material.text.comparisons[name], material.model
    stated, unit = material.side(comparison.stated), model.units[comparison.stated]
    lines = [f"`{name}`: the {comparison.of}, in tables, beside `{comparison.stated}`, a comparison"]
    lines += [f"`{comparison.stated}`: {model.names.of(comparison.stated)}, {sides.side(stated)}"]
    lines += [f"around `{comparison.around}`"] if comparison.around else []
    groups, keys = [], []
    for group in comparison.groups:
        try:
            rows = compared_rows(comparison, group, material.holdings, unit, model.spellings)
        except RemediedError as error:
            groups.append(Part(group, [str(error)]))
            continue
        keys += [key for row in rows for key in row.row.sources]
        groups.append(Part(_titled(group, rows, stated.unit), list(_rows(rows, stated))))
    return Told(lines, groups, keys=list(dict.fromkeys(keys)))


def _titled(group: str, rows: list[ComparedRow], unit: str) -> str:
    """A group with how many rows it has, and between which values."""
    extent = spans([(min(row.low for row in rows), max(row.high for row in rows))])[0]
    return f"{group}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}, {with_unit(extent, unit)}"


def _rows(rows: list[ComparedRow], stated: sides.Side) -> Iterator[str]:
    """How many rows reach what is stated, then each row, the highest first."""
    if stated.as_written is not None:
        low = significant(stated.as_written[0])
        reach = sum(significant(row.high) >= low for row in rows)
        yield f"{reach} of {len(rows)} reach what is stated"
    ordered = sorted(rows, key=lambda row: (-row.high, row.label))
    for row in ordered[:MOST_ROWS]:
        when = f", {row.row.date}" if row.row.date else ""
        place = f"`{row.row.table}.csv:{row.row.line}`"
        keys = ", ".join(f"`{key}`" for key in row.row.sources)
        yield f"{with_unit(spans([(row.low, row.high)])[0], stated.unit)}: {row.label}{when}; row {place}; {keys}"
    if len(rows) > MOST_ROWS:
        yield f"and {len(rows) - MOST_ROWS} more"


def correlation_told(material: Material, name: str) -> Told:
    """A correlation: which inputs move together, how strongly, and why."""
    tie, model = material.model.correlations[name], material.model
    lines = [f"`{name}`: inputs that move together, a correlation"]
    lines += [f"`{one}`: {model.names.of(one)}" for one in tie.between]
    rank = f"`{tie.rank}`: {model.names.of(tie.rank)}, {sides.side(material.side(tie.rank))}"
    figures = material.figures_of[tie.rank]
    why = [f"`{figure.text}`: {because(figure.reason, figure.sources)}" for figure in figures]
    resting = resting_lines(model, [], [check for check in model.checks if set(tie.between) & _below(material, check)])
    return Told(lines, [Part("How strongly", [rank, *why]), Part("What rests on it", resting)])


def _below(material: Material, check: str) -> set[str]:
    return material.model.below(*material.model.checks[check].sides)


def unit_told(material: Material, name: str) -> Told:
    """A unit that the case declares: what it is or counts, why, and which numbers are in it."""
    spellings, model = material.model.spellings, material.model
    ground = spellings.grounds[spellings.declared[name]]
    lines = [f"`{name}`: a unit of the case", ground.text, because(ground.reason, ground.sources)]
    lines += [f"it is said in: {one.text}; {because(one.reason, one.sources)}" for one in ground.rests_on]
    spelled = [word for word, registered in spellings.declared.items() if registered == spellings.declared[name]]
    users = [quantity for quantity, unit in model.units.items() if name in _names_in(str(unit))]
    users += [
        quantity
        for quantity, figures in material.figures_of.items()
        if quantity not in users
        and any(figure.role in (Role.UNIT, Role.THING) and figure.text.startswith(name) for figure in figures)
    ]
    parts = [
        Part("How it is spelled", [", ".join(f"`{word}`" for word in spelled)]),
        Part("What is in it", resting_lines(model, users, [])),
    ]
    return Told(lines, parts, keys=list(ground.sources))


def _names_in(unit: str) -> set[str]:
    return {without_suffix(word) for word in unit.replace("*", " ").replace("/", " ").split()}


def shortening_told(material: Material, name: str) -> Told:
    """A way to shorten a number, which a comparison of written numbers tries: what was then left out."""
    below, above = SHORTENED[name]
    room = (
        f"from {below:g} to {above:g} units of its last digit" if below else f"up to {above:g} unit of its last digit"
    )
    tried = [
        check
        for check in material.model.checks
        if any(one.name == name for one in material.weigher.finding(check, material.choices).conventions)
    ]
    lines = [
        f"`{name}`: a way to shorten a number, by definition",
        f"the number itself lay {room} above what is written",
    ]
    return Told(lines, [Part("Comparisons that try it", resting_lines(material.model, [], tried))])


def loss_told(material: Material, name: str) -> Told:
    """What one action costs under each outcome, and why."""
    loss = material.text.losses[name]
    lines = [f"`{name}`: something that may be done, with what it costs under each outcome", because(loss.reason)]
    given = loss.model_dump(exclude={"reason"}, by_alias=True, exclude_none=True)
    costs = [f"{outcome}: {cost:g}" for outcome, cost in given.items()]
    others = [f"`{other}`" for other in material.text.losses if other != name]
    return Told(lines, [Part("What it costs, in the case's own unit", costs), Part("What else may be done", others)])
