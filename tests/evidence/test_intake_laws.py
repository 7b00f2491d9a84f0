"""A law of the intake: whatever a table is written like, its figures come back as they are, or it is refused."""

import csv
import datetime
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.evidence.intake.entries import read_entries
from weighbridge.evidence.intake.plan import Layout, found_in
from weighbridge.evidence.intake.refusal import IntakeError
from weighbridge.evidence.intake.request import Request

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2026, 12, 31))
FIGURES = st.decimals(0, 10**7, places=3, allow_nan=False, allow_infinity=False)
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%Y%m%d", "%B %d, %Y")
GROUPS = {".": (",", " ", "'", ""), ",": (".", " ", "")}


@st.composite
def tables(draw):
    """What somebody wrote, the rows that it stands for, and whether it leaves one reading: see ``leaves_one``."""
    days = draw(st.lists(DAYS, min_size=1, max_size=8, unique=True))
    rows = [(day, draw(FIGURES), draw(FIGURES)) for day in days]
    decimal = draw(st.sampled_from(".,"))
    group, form, places = draw(st.sampled_from(GROUPS[decimal])), draw(st.sampled_from(FORMS)), draw(st.integers(0, 3))
    text, ending = io.StringIO(), draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(text, delimiter=draw(st.sampled_from(",;\t|")), lineterminator=ending)
    writer.writerow(["Date", "Cash", "Größe"])
    for day, *figures in rows:
        digits = [f"{figure:,.{places}f}" for figure in figures]
        signs = [one.replace(".", "\0").replace(",", group).replace("\0", decimal) for one in digits]
        writer.writerow([day.strftime(form), *signs])
    expected = [(day.isoformat(), *(f"{figure:.{places}f}" for figure in figures)) for day, *figures in rows]
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return text.getvalue().encode(encoding), expected, leaves_one(days, form, places)


def leaves_one(days, form, places):
    """Whether one or two decimals show the sign, and a day above twelve, or the form, shows the order."""
    return places in (1, 2) and (form not in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y") or any(day.day > 12 for day in days))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tables())
def test_figures_come_back_as_they_are_and_only_what_leaves_two_readings_is_refused(tmp_path, table):
    content, expected, must_be_read = table
    path = tmp_path / "cu.csv"
    path.write_bytes(content)
    request = Request("cu", columns=("Cash", "Größe"), date="Date", unit="USD/tonne", source="KEY")
    try:
        found = read_entries(found_in(path, Layout())[1], request, 2026).rows
    except IntakeError:
        if must_be_read:
            raise
        return
    assert [(row.cells["date"], row.cells["cash"], row.cells["größe"]) for row in found] == expected
