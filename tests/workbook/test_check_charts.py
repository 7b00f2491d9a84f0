"""The charts beside the comparisons: both sides from live cells, in colours that all tell apart, said in words too."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from recalculated import cells_of, place_of
from small_cases import CASES
from weighbridge.charts import style
from weighbridge.graph import Comparison
from weighbridge.workbook import workbook_of
from weighbridge.workbook.book import sheets_of
from weighbridge.workbook.cells import Live, Sheet
from weighbridge.workbook.side_charts import LOOKS, ChartData, Span
from weighbridge.workbook.writer import written

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def parts_named(content: bytes, start: str) -> list[ET.Element]:
    """The parts of a file whose names begin so."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return [ET.fromstring(file.read(name)) for name in sorted(file.namelist()) if name.startswith(start)]


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_comparison_of_sides_has_a_chart_that_is_said_in_words(name, opened):
    case = opened(name)
    content = workbook_of(case)
    charts, drawings = parts_named(content, "xl/charts/chart"), parts_named(content, "xl/drawings/drawing")
    asked = [check for check in case.model.checks.values() if check.relation is not Comparison.COUNTED_IN]
    said = [one.get("descr") or "" for drawing in drawings for one in drawing.iter(f"{DRAWING}cNvPr")]
    assert len(charts) == len(said) == len(asked)
    for check, text in zip(asked, said, strict=True):
        assert text.startswith(check.question)
        assert "Stated: " in text
        assert "Computed: " in text


def test_a_chart_draws_cells_that_are_formulas(opened):
    case = opened("raqqa-2017")
    sheets = {sheet.name: sheet for sheet in sheets_of(case)}
    content = workbook_of(case)
    for chart in parts_named(content, "xl/charts/chart"):
        drawn = [
            one.text or ""
            for axis in ("xVal", "tx", "title")
            for tag in chart.iter(f"{CHART}{axis}")
            for one in tag.iter(f"{CHART}f")
        ]
        assert len(drawn) > 5
        for reference in drawn:
            sheet, _, cells = reference.rpartition("!")
            assert sheet == "'Chart data'", reference
            for cell in re.findall(r"[A-Z]+\d+", cells.replace("$", "")):
                assert place_of(cell) in sheets["Chart data"].cells
    live = [cell for cell in sheets["Chart data"].cells.values() if isinstance(cell, Live)]
    assert all(re.match(r"'(Checks|Draws)'!", cell.formula) for cell in live)


def test_both_sides_are_in_the_unit_of_what_is_stated(opened):
    case = opened("khartoum-copper")  # stated by the kilogram, sold by the tonne
    cells = cells_of(workbook_of(case))["Chart data"]
    rows = {row: text for (row, column), text in cells.items() if column == 1 and row > 3}
    units = {cells[row, 2] for row in rows if cells[row, 0] == case.model.checks["the_market"].question}
    assert units == {"US dollars a kilogram"}
    computed = next(row for row, text in rows.items() if text.startswith("Computed") and cells[row, 2] in units)
    by_the_tonne = case["new_copper"].side.as_written[0]
    assert cells[computed, 3] == pytest.approx(by_the_tonne / 1000)


def test_colours_are_those_of_the_kit_s_other_charts_and_marks_differ():
    assert [look["color"] for look in LOOKS] == [style.VERMILLION, style.BLUE, style.SKY]
    assert len({look["mark"] for look in LOOKS}) == len(LOOKS)


@pytest.mark.parametrize(
    "text", ["=1+2", "=Sheet1!$A$1", "='Chart data'!$A$1", '=HYPERLINK("http://x.example")', "{=1}"]
)
def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_chart(text):
    data, page = ChartData(), Sheet("Checks")
    page.put(0, 0, "x")
    page.charts.append((1, 1, data.chart(text, text, [Span(text, Live("1", 1.0), Live("2", 2.0), Live("1", 1.0))])))
    (chart,) = parts_named(written([page, data.sheet], text), "xl/charts/chart")
    formulas = [one.text or "" for one in chart.iter(f"{CHART}f")]
    assert formulas
    assert all(re.fullmatch(r"'Chart data'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", one) for one in formulas)
    shown = [one.text for cache in chart.iter(f"{CHART}strCache") for one in cache.iter(f"{CHART}v")]
    assert set(shown) == {text}


@pytest.mark.parametrize(
    ("ends", "is_wide"),
    [((10.0, 70.0), False), ((1.0, 300.0), True), ((0.0, 300.0), False), ((-5.0, 3000.0), False)],
)
def test_an_axis_of_multiples_is_for_what_would_be_lost_otherwise(ends, is_wide):
    low, high = (Live(repr(end), end) for end in ends)
    assert ChartData().chart("q", "tonnes", [Span("a", low, high)]).is_wide == is_wide


@pytest.mark.parametrize(
    ("end", "wanted"),
    [(50.0, "General"), (25000.0, "#,##0"), (2.5e6, '#,##0.0,," million"'), (1.2e10, '#,##0.0,,," billion"')],
)
def test_figures_of_an_axis_are_short(end, wanted):
    span = Span("a", Live("1", 1.0), Live(repr(end), end))
    assert ChartData().chart("q", "tonnes", [span]).numbers == wanted
