"""What differs between two runs, typed: inputs, figures, outcomes, and what turned them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from ..base import RunRecord, Strict

ARROW = "→"  # between what was before and what is after


class Change(StrEnum):
    """What happened to an input."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REWRITTEN = "written otherwise"  # the same amount in another unit, or with other digits
    GROUNDS = "its grounds changed"  # the same value for another reason, or by other sources


class ChangedInput(Strict):
    """An input that is not the same in both: how it stood, how it stands, where, and why it was changed."""

    name: str = Field(description="as `--set` and `explain` know it, where they do")
    called: str = Field(description="what it is called for people")
    kind: str = Field(description="what it is to the case: claim, assumption, evidence ...")
    happened: Change
    before: str | None = Field(None, description="its value with its unit; none where it was added")
    after: str | None = Field(None, description="the same now; none where it was removed")
    text_before: str = Field("", description="the same as people read it")
    text_after: str = ""
    text: str = Field("", description="both in one, where they have one unit: `60 → 62 tonnes a truck`")
    grounds_before: str = Field("", description="its reason and its sources; empty where these did not change")
    grounds_after: str = Field("", description="the same now")
    row: str = Field("", description="the table and the row that it was read from, where it was")
    old_name: str | None = Field(None, description="of an input that was renamed")
    place: str = Field("", description="the file and the line where it stands, or stood last")
    why: str = Field("", description="why it was changed, by the log of the case")
    logged: str = Field("", description="the day of that entry of the log")

    @property
    def may_matter(self) -> bool:
        """Whether a result could move because of it: its value is another one."""
        return self.happened in (Change.CHANGED, Change.ADDED, Change.REMOVED)


class Measure(StrEnum):
    """What of a quantity or of a comparison is compared."""

    VALUE = "value"
    LOW = "lowest"
    HIGH = "highest"
    SIZE = "how far off"
    CHANCE = "probability"


class Moved(Strict):
    """A figure that is not the same in both runs."""

    of: str = Field(description="the quantity or the check that it belongs to")
    called: str = Field(description="what that is called for people")
    measure: Measure
    before: float
    after: float
    unit: str = Field(description="the unit of both; that of the later run")
    difference: float = Field(description="after less before")
    percent: float | None = Field(description="the difference as a part of what was before; none of zero")
    numerical_uncertainty: float = Field(description="of the difference, 95 %; zero where nothing is drawn")
    told_apart: bool = Field(description="whether the difference is larger than that")


class OtherWays(Strict):
    """A comparison that comes out otherwise over the ways to read the article, in words."""

    check: str
    called: str
    before: str
    after: str


class Subject(StrEnum):
    """What an outcome is of."""

    ARTICLE = "the article"
    CLAIM = "a number of the article"
    CHECK = "a comparison over all ways to read it"
    AS_WRITTEN = "a comparison as the case is written"


class Causes(Strict):
    """Which changes turned an outcome, by trying each alone and by taking each back alone."""

    alone: list[str] = Field(default_factory=list, description="the changes each of which turns it by itself")
    taken_back: list[str] = Field(
        default_factory=list, description="the changes each of which, taken back by itself, turns it back"
    )
    together: list[str] = Field(
        default_factory=list, description="where none turns it by itself: the smallest set that was found that does"
    )
    back_together: list[str] = Field(
        default_factory=list, description="where none taken back alone turns it back: the smallest set that does"
    )
    is_smallest: bool = Field(True, description="whether every smaller set was tried")


class Turned(Strict):
    """An outcome that is not the same in both runs."""

    subject: Subject
    name: str = Field(description="the claim or the check; empty of the article")
    called: str = Field(description="the question, or the words of the article")
    before: str = Field(description="the verdict in a word that people know")
    after: str
    causes: Causes | None = Field(None, description="none where nothing could be tried")


class OnlyOne(Strict):
    """Something that only one of the two has, or that has another name there."""

    kind: str = Field(description="what it is: check, quantity, option, claim")
    name: str
    called: str
    in_after: bool = Field(description="whether the later run has it, and not the earlier one")


class Renamed(Strict):
    """Something that has another name in the later run, and is the same otherwise."""

    kind: str
    before: str
    after: str


class Run(Strict):
    """One of the two that are compared."""

    label: str = Field(description="what it is, as the user named it")
    case: str
    badge: str = Field(description="the verdict on the article in a word; empty where the result doesn't say it")
    headline: str
    record: RunRecord | None = Field(None, description="what made it; none in a result of an older version")


class Trials(Strict):
    """How the search for what turned an outcome went."""

    changes: int = Field(description="how many changes could be made one at a time")
    tried: int = Field(description="how many changed cases were weighed")
    unreadable: list[str] = Field(description="the changes that make no case by themselves")
    was_cut: bool = Field(description="whether as many sets of changes were tried as may be before everything was")
    why_none: str = Field("", description="why nothing was tried, where nothing was")


class Compared(Strict):
    """Everything that was found of two runs."""

    before: Run
    after: Run
    inputs: list[ChangedInput] = Field(description="the inputs that are not the same")
    moved: list[Moved] = Field(description="the figures that are not the same")
    ways: list[OtherWays] = Field(description="the comparisons that come out otherwise over the ways to read it")
    turned: list[Turned] = Field(description="the outcomes that are not the same, and what turned them")
    only_one: list[OnlyOne] = Field(description="what only one of the two has")
    renamed: list[Renamed] = Field(description="what has another name and is the same otherwise")
    notes: list[str] = Field(description="what a reader has to know besides, a sentence each")
    trials: Trials = Field(description="how the search for what turned an outcome went")

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.inputs or self.moved or self.ways or self.turned or self.only_one or self.renamed)
