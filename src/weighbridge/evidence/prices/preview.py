"""What an update would do, in lines for who decides on it: what a file is taken for, each change, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator

from .acceptance import option_for
from .plausibility import Doubt, Ground
from .price_file import Dating, KnownBy, Publisher
from .revision_limits import ordinary_difference, publisher_of
from .update import AVERAGES, Plan

FRED_TERMS = (
    "FRED copies these prices from the International Monetary Fund, which holds the copyright: use the changed table "
    "for yourself, and do not republish it."
)
USER_TERMS = (
    "Nobody but you says what this file holds: find out who publishes it, and whether each price is the average of its "
    "month, before the changed table is used or passed on."
)
KNOWN_BY = {
    KnownBy.NAME: "by the column's name",
    KnownBy.FILE_NAME: "by the file's name, which is assumed to be that of the series",
    KnownBy.USER: "as you say; the file does not",
}
TERMS = {Publisher.FRED: FRED_TERMS, Publisher.FILE: USER_TERMS}


def terms_of(plan: Plan) -> str:
    """What is to be heeded of who publishes the file; empty where nothing is."""
    return TERMS.get(plan.file.publisher, "")


def described(plan: Plan) -> Iterator[str]:
    """What the columns of a CSV are taken for, and how that is known."""
    for column in plan.file.columns:
        taken = f"`{column.name}` is taken for {column.metal} in {column.unit}, {KNOWN_BY[column.known_by]}."
        converted = f" One {column.unit} is {column.factor:.8g} USD/tonne." if column.factor != 1 else ""
        yield f"{plan.file.name}: {taken}{converted}"
    if any(column.known_by == KnownBy.USER for column in plan.file.columns):
        yield f"It is assumed that {AVERAGES}: that is what the table holds."
    if plan.file.dating == Dating.LAST:
        for one in plan.month_ends:
            yield (
                f"Its dates are the ends of months. They are averages all the same: {one.near} of {one.common} prices "
                f"of {one.metal} are within {one.percent:g} % of those in the table."
            )
    yield from _another_publisher(plan)


def _another_publisher(plan: Plan) -> Iterator[str]:
    """That prices of one publisher would give way to those of another, which are no revisions of them."""
    publisher = plan.file.publisher
    replaced = [one for one in plan.changes if one.old_source and publisher_of(one.old_source, publisher) != publisher]
    for metal in dict.fromkeys(change.metal for change in replaced):
        shares = [change.percent or 0 for change in replaced if change.metal == metal]
        source = next(one.old_source for one in replaced if one.metal == metal)
        ordinary = ordinary_difference(publisher, source or "", metal)
        ends = dict.fromkeys(f"{end:+.2f} %".replace("-", "−") for end in (min(shares), max(shares)))
        span = " to ".join(ends)  # once where both print alike
        yield (
            f"{len(shares)} {metal} price{'s' if len(shares) > 1 else ''} would give way to another publisher's, "
            f"{span}; two publishers differ by up to {ordinary:g} %."
        )


def lines(plan: Plan) -> Iterator[str]:
    """What would change, a line each: metal, month, old, new, percent, and why it is doubtful."""
    yield f"{'metal':<10} {'month':<8} {'old':>10} {'new':>10} {'change':>10}"
    for change in plan.changes:
        share = "new" if change.percent is None else f"{change.percent:+.2f} %".replace("-", "−")
        doubt = f"  check the file: {_why(change.doubt)}" if change.doubt else ""
        yield f"{change.metal:<10} {change.month:<8} {change.old or '':>10} {change.new:>10} {share:>10}{doubt}"


def _why(doubt: Doubt) -> str:
    if doubt.ground == Ground.REVISION:
        return f"too much for a revision, which is {doubt.high:g} % at most"
    if doubt.ground == Ground.RANGE:
        return f"far from every price of the table, {doubt.low:g} to {doubt.high:g}"
    span = f"{doubt.low:+.0f} % to {doubt.high:+.0f} %".replace("-", "−")
    return f"too far from {doubt.beside}: prices move by {span} in that time"


def warned(plan: Plan) -> Iterator[str]:
    """What is to be done about doubtful prices; nothing where there are none."""
    doubtful = plan.doubtful
    if not doubtful:
        return
    one = len(doubtful) == 1
    yield (
        f"{len(doubtful)} of {len(plan.changes)} prices {'is' if one else 'are'} doubtful. Look at the file, its unit "
        "and its series. `--yes` alone writes none of them."
    )
    if plan.likely_unit:
        yield (
            f"In {plan.likely_unit} the doubtful prices would be those of the table: see in which unit the file gives "
            "them."
        )
    elif plan.likely_metal:
        yield f"The doubtful prices are those of {plan.likely_metal} in the table: see which metal the file is of."
    elif plan.seems_another:
        yield "So many speak for another metal, another unit, last prices of months, or figures that are no prices."
    else:
        yield f"A price that is right all the same is named: {option_for(doubtful[0])}, once for each."
