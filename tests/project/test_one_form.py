"""One quantity has one printed form within a result: in answer, figures, working, page, Markdown, and titles of charts.

What is printed is read. Each figure is of that value of the two sides, of where an answer changes, or of the shares of
a mix, which it is nearest to; where it could be of two, it is of none. Then each value has one form.
"""

import math
import re

import pytest
from bs4 import BeautifulSoup

from small_cases import CASES
from weighbridge.charts import all_of
from weighbridge.pages.result_page import result_page
from weighbridge.report import sides
from weighbridge.terminal.details import everything

SIZES = {"million": 1e6, "billion": 1e9, None: 1.0}
FIGURE = re.compile(
    r"(?<![\w.,/-])(?P<sign>[−-]?)(?P<money>[$€£]?)(?P<whole>\d[\d,]*)(?P<decimals>\.\d+)?"
    r"(?: (?P<size>million|billion)\b)?(?P<share>%?)(?![\w/-]|[.,]\d)"
)
WIDE = 100_000  # characters of a line that is not wrapped
NEAR = 0.01  # the share of itself by which a value is rounded at most
LONG = 3  # digits: a whole number with fewer may count anything
SAME = 1e-6  # two values that differ by less are one
ROUGHLY = re.compile(r"\b95%|about [$€£]?[\d,.]+%?|\d+ in [\d,]+|[\d.]+ times")  # sizes and chances
MONEY, SHARE, OTHER = "money", "share", "other"


def kind_of(unit):
    return MONEY if re.match("USD|EUR|GBP", unit) else SHARE if unit in ("percent", "%") else OTHER


def figures(text):
    """Every figure of a text: its kind, its value, a unit of the last digit that is no zero, how it is written."""
    for found in FIGURE.finditer(ROUGHLY.sub(" ", text)):
        whole, decimals = found["whole"].replace(",", ""), (found["decimals"] or "")[1:]
        digits = (whole + decimals).rstrip("0")
        is_count = len(whole) < LONG and not (decimals or found["money"] or found["share"] or found["size"])
        if not digits or is_count:
            continue
        scale = SIZES[found["size"]] * (-1 if found["sign"] else 1)
        unit = 10.0 ** (len(whole + decimals) - len(digits) - len(decimals)) * abs(scale)
        kind = MONEY if found["money"] else SHARE if found["share"] else OTHER
        shown = found[0].replace(".0%", "%").rstrip(",")
        yield kind, float(f"{whole}.{decimals or 0}") * scale, unit, shown


def values_of(check):
    """The values of a check, with their kinds: of both sides, of where it changes, of the shares of a mix."""
    found = check.reference
    for side in {id(one): one for one in (found.stated, found.computed, sides.as_stated(found))}.values():
        ends = [*(side.as_written or ()), *(side.bounds or ())]
        ends += [one.value for one in (side.mean, *(side.coverage_interval or ())) if one]
        yield from ((kind_of(side.unit), end) for end in ends)
    yield from ((kind_of(found.stated.unit), flip.at.value) for flip in found.flips if flip.at)
    for figure in walked(found.model_dump(mode="json")):
        if 0 < figure <= 1:  # a probability, which is none of the others
            yield SHARE, 100 * figure
    if found.region:
        yield from ((SHARE, 100 * end) for ends in found.region.extent.values() for end in ends)


def walked(value):
    """The value of every figure in the JSON of a finding."""
    if isinstance(value, dict):
        if value.keys() == {"value", "numerical_uncertainty"}:
            yield value["value"]
        for inner in value.values():
            yield from walked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner)


def of_the_change(joint):
    """The values of the smallest change that makes the numbers fit."""
    for one in joint.numbers if joint else ():
        yield from ((kind_of(one.unit), end) for end in (one.stated, one.corrected, *one.width) if end is not None)


def forms(text, values, changes=()):
    """In which forms each value is printed; those of padded zeros are one.

    Args:
        changes: the values at which an answer changes, which may have two forms.
    """
    ends = {float(f"{value:.8g}") for value in changes}
    known = sorted({(kind, float(f"{value:.8g}")) for kind, value in values if value and math.isfinite(value)})
    found = {}
    for kind, shown, unit, written in figures(text):
        near = [
            value
            for of, value in known
            if of == kind and abs(value - shown) <= min(1.0000001 * unit, NEAR * abs(value))
        ]
        exact = [value for value in near if math.isclose(value, shown, rel_tol=SAME)]
        if len(exact or near) == 1:
            found.setdefault((kind, (exact or near)[0]), {}).setdefault(float(f"{shown:.10g}"), written)
    several = {value: written for value, written in found.items() if len(written) > 1}
    return {
        value: {*written.values()}
        for value, written in several.items()
        if not (value[1] in ends and on_both(value, written))
    }


def on_both(value, written):
    """Whether there are two forms, one below the value and one above it: an outcome ends there, and another begins.

    Each is rounded to its side, so that what is said of it is so where it is tried.
    """
    return len(written) == 2 and min(written) <= value[1] * (1 + SAME) and max(written) >= value[1] * (1 - SAME)


def printed(case, result):
    """All that is printed of a result, without what the case itself says and quotes."""
    lines = [line.text for line in everything(result, "x", WIDE)]
    page = BeautifulSoup(result_page(result), "html.parser")
    for part in page.select("script, style, svg, title, .sources, .method, .said, .words, .strip"):
        part.decompose()
    titles = [chart.title for chart in all_of(case)]
    return "\n".join([*lines, result.markdown(), page.get_text(" "), *titles])


@pytest.mark.parametrize(
    ("text", "values", "found"),
    [
        ("38,016 meals, or 38,020 meals", [38016.0], [{"38,016", "38,020"}]),
        ("at most 701,000 tonnes; up to 700,000 tonnes", [700_487.0], [{"701,000", "700,000"}]),
        ("up to 1.83%; 0% to 1.82%", [1.8205], [{"1.83%", "1.82%"}]),
        ("$12.8 million and $12.80 million", [12.8e6], []),
        ("38,000 meals and 38,016 meals", [38_000.0, 38_016.0], []),
    ],
)
def test_the_check_finds_what_it_is_for(text, values, found):
    kind = SHARE if "%" in text else MONEY if "$" in text else OTHER
    assert list(forms(text, [(kind, one) for one in values]).values()) == found


@pytest.mark.parametrize("name", CASES)
def test_one_quantity_is_printed_in_one_form(opened, verified, name):
    result = verified(name)
    values = [one for check in result.checks for one in values_of(check)]
    changes = [flip.at.value for check in result.checks for flip in check.reference.flips if flip.at]
    found = forms(printed(opened(name), result), [*values, *of_the_change(result.joint)], changes)
    assert found == {}
