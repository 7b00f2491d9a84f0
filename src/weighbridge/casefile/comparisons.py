"""Comparisons of a stated quantity with the rows of tables, as a case asks for them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from ..base import Listed, RemediedError, Strict

MOST_GROUPS = 6


class Mark(StrEnum):
    """How the rows of a group are drawn."""

    SOLID = "solid"
    HOLLOW = "hollow"
    SQUARE = "square"
    BRACKET = "bracket"
    NOTE = "note"


class Finds(Strict):
    """The words from which the title is made: of things that are counted, or of a range that is compared with.

    Attributes:
        one, many, verb: ``counted convoy``, ``counted convoys``, ``averaged``.
        range: ``what iron scrap fetched at ports``.
    """

    one: str | None = None
    many: str | None = None
    verb: str | None = None
    range: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Finds:
        counted = [self.one, self.many, self.verb]
        if (self.range is None and None in counted) or (self.range is not None and any(counted)):
            remedy = (
                "write `{one: counted convoy, many: counted convoys, verb: averaged}` or `{range: what it fetched}`"
            )
            raise RemediedError("a title is made of `one`, `many` and `verb`, or of `range`", remedy)
        return self


class Group(Strict):
    """Rows that belong together, and how they are drawn; what it leaves out is as the comparison has it."""

    where: dict[str, Listed] = Field(default_factory=dict)
    table: str | None = None
    value: Listed | None = Field(None, min_length=1, max_length=2)
    label: str | None = None
    detail: Listed | None = None
    mark: Mark = Mark.SOLID


class TableComparison(Strict):
    """A stated quantity beside the rows of tables; its first group is the one that its title counts.

    Attributes:
        stated: the quantity.
        of: what the figures of the rows are, as a noun.
        table: the table of the rows, where a group names no other.
        value: the column of figures, or those of the lower and the upper end of each.
        label: what a row is called, with columns in braces: ``{what}, {place}``.
        detail: the columns that stand behind it.
        around: where the rows are shown by date, the event or the date around which they are.
    """

    stated: str
    of: str
    finds: Finds
    table: str
    value: Listed = Field(min_length=1, max_length=2)
    groups: dict[str, Group] = Field(min_length=1, max_length=MOST_GROUPS)
    label: str = "{what}"
    detail: Listed = Field(default_factory=list)
    around: str | None = None

    @model_validator(mode="after")
    def _fit_together(self) -> TableComparison:
        needed = "range" if self.around else "one"
        if getattr(self.finds, needed) is None:
            found = "with `around` a title has a `range`" if self.around else "without `around` a title counts things"
            remedy = "`{range: what it fetched}`" if self.around else "`{one: ..., many: ..., verb: averaged}`"
            raise RemediedError(found, f"write `finds: {remedy[1:-1]}`", ("finds",))
        for name, group in self.groups.items():
            if group.mark in (Mark.BRACKET, Mark.NOTE) and not self.around:
                message = f"`{group.mark}` marks prices by their date, and `around` is missing"
                raise RemediedError(message, "use `solid`, `hollow` or `square`", ("groups", name, "mark"))
        if next(iter(self.groups.values())).mark in (Mark.BRACKET, Mark.NOTE):
            name = next(iter(self.groups))
            raise RemediedError(
                "the first group is the one that the title is about", "draw it `solid`", ("groups", name, "mark")
            )
        return self
