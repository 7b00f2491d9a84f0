"""Figures as tables write them: what can be read one way is read, and what can be read two ways is both."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.evidence.figures import SPACES, NumberFormat, decimal_signs, readings

BOTH, POINT, COMMA = (".", ","), (".",), (",",)

# what stands in a cell, the decimal signs that it may be written with, the number that each of them makes of it
READINGS = [
    ("1250", BOTH, ["1250", "1250"]),
    ("-5", BOTH, ["-5", "-5"]),
    ("1.250", BOTH, ["1.250", "1250"]),
    ("1,250", BOTH, ["1250", "1.250"]),
    ("12,345", BOTH, ["12345", "12.345"]),
    ("1.250 million", BOTH, ["1.250 million", "1250 million"]),
    ("1 250", BOTH, ["1250", "1250"]),
    ("1\u202f250", BOTH, ["1250", "1250"]),  # the narrow space of a French spreadsheet
    ("1'250", BOTH, ["1250", "1250"]),  # Swiss
    ("5940.91", POINT, ["5940.91"]),
    ("2,5", COMMA, ["2.5"]),
    ("0.125", POINT, ["0.125"]),  # no group of digits is a lone zero
    ("0,125", COMMA, ["0.125"]),
    ("5940.125", POINT, ["5940.125"]),  # a group would have stood before 940 too
    ("1,250.5", POINT, ["1250.5"]),
    ("1.250,5", COMMA, ["1250.5"]),
    ("1,250,000", POINT, ["1250000"]),
    ("1.250.000", COMMA, ["1250000"]),
    ("12,50,000", POINT, ["1250000"]),  # India
    ("1 250,125", COMMA, ["1250.125"]),
    ("1 250.125", POINT, ["1250.125"]),
    ("1.250e3", POINT, ["1.250e3"]),
    ("\u22121,5", COMMA, ["-1.5"]),  # the minus sign of a typesetter
    (".5", POINT, ["0.5"]),
    *((text, (), []) for text in ("", "n/a", "-", "10-12", "10 to 12", "$5", "5%", "1.2.3", "12 34", "5.", "1..2")),
]


@pytest.mark.parametrize(("text", "signs", "numbers"), READINGS)
def test_a_figure_is_read_in_every_way_in_which_it_may_be_meant(text, signs, numbers):
    assert readings(text) == dict(zip(signs, numbers, strict=True))


STYLES = st.sampled_from([(d, g) for d in BOTH for g in ("", *SPACES, ".", ",") if d != g])


@given(st.integers(0, 10**12), st.text("0123456789", max_size=4), STYLES)
def test_a_number_written_in_any_style_is_among_its_readings(whole, part, style):
    """Where its style is declared it is read as itself; where not, it is one of what it may be, or the only one."""
    decimal, group = style
    written = f"{whole:,}".replace(",", group) + (decimal + part if part else "")
    plain = f"{whole}" + (f".{part}" if part else "")
    assert NumberFormat(decimal, group).plain(written) == plain
    assert readings(written)[decimal] == plain
    if len(part) not in (0, 3):
        assert set(readings(written)) == {decimal}


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(BOTH))
def test_three_digits_behind_a_single_sign_may_always_be_a_group(whole, part, sign):
    ways = set(readings(f"{whole}{sign}{part:03}").values())
    assert ways == {f"{whole}.{part:03}", f"{whole}{part:03}"}


@given(st.text("0123456789., '-", max_size=12), STYLES)
def test_what_is_declared_is_never_read_otherwise_than_it_may_be_meant(text, style):
    decimal, group = style
    plain = NumberFormat(decimal, group).plain(text)
    assume(plain is not None)
    ways = readings(text)
    assert decimal not in ways or float(ways[decimal]) == float(plain)


DECLARED = [
    (NumberFormat(",", "."), "1.250", "1250"),
    (NumberFormat(",", "."), "1.250,5", "1250.5"),
    (NumberFormat(",", "."), "1250,5", "1250.5"),  # a group may be left out
    (NumberFormat(",", "."), "1.25", None),
    (NumberFormat(","), "1.250", None),  # no sign between groups is declared
    (NumberFormat("."), "1,250", None),
    (NumberFormat(".", ","), "12,50,000", "1250000"),
    (NumberFormat(",", " "), "1\u00a0250,5", "1250.5"),  # any space is a space
    (NumberFormat(",", " "), "1.250,5", None),
    (NumberFormat("٫", "٬"), "1٬250٫5", "1250.5"),
    (NumberFormat(), "1.2 million", "1.2 million"),
    (NumberFormat(), "", None),
]


@pytest.mark.parametrize(("declared", "text", "plain"), DECLARED)
def test_a_figure_is_read_as_its_column_is_declared_or_not_at_all(declared, text, plain):
    assert declared.plain(text) == plain


COLUMNS = [
    (["1.250", "980", ""], set()),
    (["1.250", "2,340"], set()),  # each of them can be read in two ways
    (["1.250", "2,5"], {","}),
    (["1.250", "0.5"], {"."}),
    (["1.250", "1.250.000"], {","}),
    (["1.250", "n/a", "1,250.5"], {"."}),
    (["1.250", "2,5", "3.5"], {".", ","}),
]


@pytest.mark.parametrize(("cells", "signs"), COLUMNS)
def test_those_figures_decide_that_can_only_be_read_one_way(cells, signs):
    assert decimal_signs(cells) == signs
