"""Charts for print: the same bytes on every run, the data that they show, words for those who do not see them."""

import base64
import configparser
import csv
import errno
import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.patches import StepPatch
from PIL import Image

from weighbridge import WeighbridgeError, open_case
from weighbridge import charts as room
from weighbridge.charts import chart as chart_module
from weighbridge.charts import documented_loads, fetching_mixes, metal_prices, specifications, stated, style, tail
from weighbridge.charts.mixes import corner

ROOT = Path(__file__).parents[2]
MAKERS = {
    "documented-loads": documented_loads,
    "metal-prices": metal_prices,
    "some-mix": fetching_mixes,
    "usual-load": lambda case: tail(case, "usual_load"),
    "usual-price": lambda case: tail(case, "usual_price"),
    "usual-load-specifications": lambda case: specifications(case, "usual_load"),
    "usual-price-specifications": lambda case: specifications(case, "usual_price"),
}
ALONE = """
import hashlib, sys
from weighbridge import open_case
from weighbridge.charts import documented_loads, fetching_mixes, metal_prices, specifications, tail
case = open_case("raqqa-2017")
for chart in (documented_loads(case), metal_prices(case), fetching_mixes(case), tail(case, "usual_load"),
              tail(case, "usual_price"), specifications(case, "usual_load"), specifications(case, "usual_price")):
    print(hashlib.sha256(chart.svg().encode()).hexdigest(), hashlib.sha256(chart.pdf()).hexdigest())
assert "matplotlib.pyplot" not in sys.modules, "the charts brought in pyplot"
"""


@pytest.fixture(scope="module")
def case():
    return open_case("raqqa-2017")


@pytest.fixture(scope="module")
def charts(case):
    return {name: make(case) for name, make in MAKERS.items()}


@pytest.fixture(params=MAKERS)
def chart(request, charts):
    return charts[request.param]


def rendered(chart):
    """The figure after it was drawn, so that ticks and texts have their places."""
    figure = chart.figure()
    with style.applied(chart.name):
        FigureCanvasAgg(figure).draw()
    return figure


def kind(chart, *kinds):
    return chart.data[chart.data["kind"].isin(kinds)]


def side(chart, which):
    rows = chart.data.set_index("kind")
    return rows.loc[which, "low"], rows.loc[which, "high"]


# The same everywhere


def test_same_bytes_twice(chart):
    assert chart.svg() == chart.svg()
    assert chart.pdf() == chart.pdf()


def test_same_bytes_from_a_case_opened_again(charts):
    assert documented_loads(open_case("raqqa-2017")).svg() == charts["documented-loads"].svg()


def test_same_bytes_in_another_process_and_no_pyplot(tmp_path):
    def run(seed, folder, **more):
        # The working folder matters only for how a case is found by its name.
        environment = {**os.environ, "PYTHONHASHSEED": seed, "WEIGHBRIDGE_DATA": str(ROOT / "data"), **more}
        command = [sys.executable, "-c", ALONE]
        return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout

    (tmp_path / "matplotlibrc").write_text("font.size: 20\nlines.linewidth: 9\nsvg.fonttype: path\n", encoding="utf-8")
    first = run("1", ROOT)
    assert len(first.split()) == 2 * len(MAKERS)
    # A person's own settings of matplotlib, and of the clock, change nothing either.
    assert run("2", tmp_path, MATPLOTLIBRC=str(tmp_path / "matplotlibrc"), TZ="Asia/Tokyo", LC_ALL="C") == first


def test_own_settings_of_a_person_do_not_reach_the_chart(chart):
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
        assert chart.svg() == chart.svg()
        inside = chart.svg()
    assert inside == chart.svg()


def test_matplotlib_is_left_as_it_was(chart, tmp_path):
    before = dict(matplotlib.rcParams)
    chart.save(tmp_path)
    chart._repr_mimebundle_()
    assert dict(matplotlib.rcParams) == before


def test_no_date_and_no_version(chart):
    assert not re.search(r"<dc:date>|matplotlib v|Matplotlib v", chart.svg())
    assert b"/CreationDate" not in chart.pdf()


def test_weighbridge_itself_does_not_import_matplotlib():
    command = [sys.executable, "-c", "import sys, weighbridge.cli; sys.exit('matplotlib' in sys.modules)"]
    assert subprocess.run(command, check=False).returncode == 0


# What is plotted is the data


def test_loads_stand_at_their_values(charts):
    chart = charts["documented-loads"]
    (axes,) = chart.figure().axes
    points = {(x, y) for line in axes.lines for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if y > 1}
    rows = chart.data[chart.data["row"] > 1]
    assert points == {(getattr(row, end), row.row) for row in rows.itertuples() for end in ("low", "high")}


def test_every_payload_and_every_limit_is_there(charts, case):
    data = charts["documented-loads"].data
    shown = sorted(set(data[data["row"].notna()]["low"]) | set(data[data["row"].notna()]["high"]))
    payloads = case.table("payloads")["payload"]
    limits = case.table("truck-limits").query("quantity == 'payload'")["value"]
    assert shown == sorted({*payloads, *limits})


def test_heaviest_first_and_limits_apart(charts):
    rows = charts["documented-loads"].data.dropna(subset="row")
    loads, limits = rows[rows["kind"] != "limit"], rows[rows["kind"] == "limit"]
    assert loads.sort_values("row")["high"].is_monotonic_decreasing
    assert limits["row"].min() > loads["row"].max() + 1


def test_announced_loads_are_hollow(charts):
    chart = charts["documented-loads"]
    wheat = chart.data[chart.data["label"].fillna("").str.startswith("wheat from Iraq")]
    assert set(wheat["basis"]) == {"announced"}
    (axes,) = chart.figure().axes
    face = {(line.get_xdata()[0], line.get_ydata()[0]): line.get_markerfacecolor() for line in axes.lines}
    for row in kind(chart, "mean").itertuples():
        assert (face[row.low, row.row] == "white") == (row.basis == "announced")


@pytest.mark.parametrize(("name", "quantity"), [("documented-loads", "load"), ("metal-prices", "price")])
def test_the_stated_value_and_its_hedge_are_those_of_the_case(charts, case, name, quantity):
    chart = charts[name]
    generous = case.under(**{"hedge width": "generous"})[quantity].side.bounds
    assert side(chart, stated.STATED) == case[quantity].side.as_written
    assert side(chart, "hedge, typical") == case[quantity].side.bounds
    assert side(chart, "hedge, generous") == generous


@pytest.mark.parametrize("name", ["documented-loads", "usual-load", "metal-prices", "usual-price"])
def test_line_and_bands_stand_where_the_data_say(charts, name):
    chart = charts[name]
    axis = 1 if name == "metal-prices" else 0
    for axes in chart.figure().axes:
        for band, colour in stated.BANDS.items():
            (patch,) = [p for p in axes.patches if p.get_facecolor() == to_rgba(colour)]
            box = patch.get_extents().transformed(axes.transData.inverted())
            assert np.allclose(box.get_points()[:, axis], side(chart, band))
        ends = [line.get_data()[axis][0] for line in axes.lines if line.get_linewidth() == 1.2]
        assert ends == [side(chart, stated.STATED)[0]]


def test_lines_of_prices_hold_the_table(charts, case):
    chart, table = charts["metal-prices"], case.table("metal-prices")
    for axes in chart.figure().axes:
        lines = {line.get_gid(): line for line in axes.lines}
        for metal, rows in chart.data[chart.data["kind"] == "metal"].groupby("label"):
            assert list(lines[metal].get_xdata()) == list(rows["at"])
            assert list(lines[metal].get_ydata()) == list(rows["low"])
            assert list(rows["low"]) == list(table[table["metal"] == metal]["price"])


def test_points_of_scrap_are_those_in_the_currency_of_the_case(charts, case):
    chart, table = charts["metal-prices"], case.table("scrap-prices")
    for axes in chart.figure().axes:
        points = [(line.get_xdata()[0], *line.get_ydata()) for line in axes.lines if line.get_gid() == "scrap"]
        rows = kind(chart, "scrap")
        assert points == [(row.at, *dict.fromkeys((row.low, row.high))) for row in rows.itertuples()]
        assert list(rows["low"]) == list(table[table["unit"] == "USD/tonne"]["low"])


def test_the_month_is_the_one_of_the_case(charts, case):
    assert kind(charts["metal-prices"], "month of the case")["label"].item() == "February 2017"
    january = metal_prices(case.under(departure="26 January 2017"))
    assert kind(january, "month of the case")["label"].item() == "January 2017"


def test_regions_are_those_of_the_findings(charts, case):
    chart = charts["some-mix"]
    parts = ["iron", "aluminium", "copper"]
    findings = {f.choices.get(f.changed): f for f in case.weigher.check("some_mix").findings}
    shown = chart.data.groupby("finding", sort=False)
    assert [label for label, _ in shown][1:] == ["market: yard", "market: on the spot"]
    for option, (label, rows) in zip((None, "yard", "on the spot"), shown, strict=True):
        corners = np.array([[one[part] for part in parts] for one in findings[option].region.corners])
        assert np.allclose(rows[parts], 100 * corners)
        for axes in chart.figure().axes:
            (patch,) = [p for p in axes.patches if p.get_gid() == label]
            assert np.allclose(patch.get_xy()[:-1], axes.transProjection.transform(rows[parts] / 100))


def test_the_enlarged_corner_holds_the_reference(charts):
    data = charts["some-mix"].data
    reference = data[data["finding"] == data["finding"].iloc[0]]
    begin = corner(data)
    assert begin[0] > 50
    for least, part in zip(begin, ("iron", "aluminium", "copper"), strict=True):
        assert reference[part].min() >= least


@pytest.mark.parametrize(("name", "relation"), [("usual-load", 1), ("usual-price", 2)])
def test_bars_add_up_and_the_shaded_part_is_the_tail(charts, case, name, relation):
    chart, check = charts[name], name.replace("-", "_")
    bars = kind(chart, "assumed")
    tail_probability = case.weigher.finding(check, case.choices).tail_probability
    assert bars["share"].sum() == pytest.approx(100, abs=1e-3)
    slack = 100 * tail_probability.numerical_uncertainty + 0.5  # the finding's figure is rounded to its last digit
    assert relation * bars["beyond"].sum() == pytest.approx(100 * tail_probability.value, abs=slack)
    (axes,) = chart.figure().axes
    steps = [patch.get_data() for patch in axes.patches if isinstance(patch, StepPatch)]
    for step, column in zip(steps, ("share", "share", "beyond"), strict=True):
        assert list(step.values) == list(bars[column])
        assert list(step.edges) == [*bars["low"], bars["high"].iloc[-1]]


def test_the_legend_tells_the_side_and_the_share_of_the_tail(charts, case):
    for name, side, relation in (
        ("usual-load", "as high as stated or higher", 1),
        ("usual-price", "as low as stated or lower", 2),
    ):
        (legend,) = charts[name].figure().legends
        (label,) = [text.get_text() for text in legend.get_texts() if text.get_text().startswith(side)]
        tail_probability = case.weigher.finding(name.replace("-", "_"), case.choices).tail_probability
        share = float(re.fullmatch(rf"{side}: ([\d.]+) %", label)[1])
        assert relation * share == pytest.approx(100 * tail_probability.value, abs=relation * 0.05)


def test_prices_are_on_a_log_axis_and_loads_are_not(charts):
    scales = {name: charts[name].figure().axes[0].get_xscale() for name in ("usual-load", "usual-price")}
    assert scales == {"usual-load": "linear", "usual-price": "log"}
    assert {axes.get_yscale() for axes in charts["metal-prices"].figure().axes} == {"log"}


# Words


KEY_NUMBERS = {
    "documented-loads": ["20 documented", "50 tonne/truck", "45.6 to 55.1", "35.7 to 75.7", "59.9 (announced)"],
    "metal-prices": ["300 USD/tonne", "copper 5,941", "iron ore (not scrap) 89.44", "65 to 325", "289 to 311"],
    "some-mix": ["300 USD/tonne", "iron 91 to 99.9 %", "yard: iron 41.9 to 96.8 %", "spot: iron 0 to 99.9 %"],
    "usual-load": ["50 tonne/truck", "45.6 to 55.1", "7.7 %", "35.1 tonne/truck on average"],
    "usual-price": ["300 USD/tonne", "64.2 %", "246 to 830"],
    "usual-load-specifications": [
        "10 combinations",
        "50 tonne/truck",
        "7.7 %",
        "holds in 8, strained in 1, fails in 1",
        "0.865 to 1.45",
    ],
    "usual-price-specifications": ["96 combinations", "300 USD/tonne", "64.2 %", "holds in 48, strained in 24"],
}


@pytest.mark.parametrize("name", KEY_NUMBERS)
def test_the_words_hold_the_key_numbers(charts, name):
    assert [number for number in KEY_NUMBERS[name] if number not in charts[name].alt] == []


def test_the_words_follow_the_case(case):
    changed = documented_loads(case.with_(trucks="40 truck"))
    assert "62.5 tonne/truck" in changed.alt
    assert side(changed, stated.STATED) == (62.5, 62.5)


UNIT = re.compile(r"tonne per truck|USD per tonne|\(%\)|year|month")


def test_axes_have_units(chart):
    for place, axes in enumerate(chart.figure().axes):
        names = ["t", "l", "r"] if hasattr(axes, "taxis") else ["x", "y"]
        labels = [getattr(axes, f"get_{name}label")() for name in names]
        if chart.name.endswith("documented-loads"):
            labels = labels[:1]  # the other axis is a list of names
        if chart.name.endswith("-specifications"):
            labels = [] if place else labels[1:]  # across, combinations are counted; below stands a list of names
        assert [label for label in labels if not UNIT.search(label)] == []


def test_credits_are_in_the_figure(charts):
    assert "CC BY 4.0" in charts["metal-prices"].source
    assert "World Bank" in charts["metal-prices"].source
    below = {"some-mix": "Ely Enterprises", "usual-price": "Shanghai Metals Market", "usual-load": "Syria Monitor"}
    for name, credited in below.items():
        assert credited in charts[name].source
        assert "; own simulation, " in charts[name].source
    for chart in charts.values():
        texts = {text.get_text() for text in chart.figure().texts}
        assert {*style.titled(chart.title, chart.size[0]), *style.wrapped(chart.source, chart.size[0])} <= texts


def test_every_chart_of_the_room_is_made(charts):
    """A chart that is made here keeps every rule for print; one that is not keeps none."""
    made = {*MAKERS.values(), tail, specifications}
    assert {getattr(room, name) for name in room.__all__} <= made
    assert [chart.name for chart in charts.values()] == [f"raqqa-2017-{name}" for name in MAKERS]


def test_an_svg_speaks_for_itself(chart):
    space = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(chart.svg())
    assert root.get("role") == "img"
    titles = {root.find(f"{space}{tag}").get("id"): root.find(f"{space}{tag}").text for tag in ("title", "desc")}
    assert [titles[name] for name in root.get("aria-labelledby").split()] == [chart.title, chart.alt]
    assert root.find(f".//{space}text") is not None, "letters became outlines"


class Pictures(HTMLParser):
    """The attributes of every picture of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [dict(attrs)] if tag == "img" else []


def test_a_notebook_that_is_not_trusted_gets_a_picture_with_its_words(chart):
    bundle = chart._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/html", "text/plain"}, "JupyterLab drops an SVG from a notebook that is not trusted"
    (picture,) = Pictures(bundle["text/html"]).found
    assert chart.title in picture["alt"]
    assert chart.alt in picture["alt"]
    begin, _, content = picture["src"].partition(",")
    assert begin == "data:image/png;base64"
    assert base64.b64decode(content) == chart.png()
    assert chart.title in bundle["text/plain"]
    assert chart.alt in bundle["text/plain"]


def test_a_picture_keeps_its_colours_and_no_date(chart):
    picture = Image.open(io.BytesIO(chart.png()))
    assert picture.info == {}
    figure = chart.figure()
    with style.applied(chart.name):
        figure.set_dpi(chart_module.DOTS)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    drawn, kept = np.asarray(canvas.buffer_rgba())[..., :3].astype(int), np.asarray(picture.convert("RGB"))
    assert np.abs(drawn - kept).max() < 32, "a mark took the colour of another"
    assert len(chart.png()) < 100_000


def sanitized(text):
    """An output as nbval compares it."""
    rules = configparser.RawConfigParser()
    rules.read(ROOT / "tests" / "nbval-sanitize.cfg", encoding="utf-8")
    for rule in rules.sections():
        text = re.sub(rules[rule]["regex"], rules[rule]["replace"], text)
    return text


def compared(chart):
    return {kind: sanitized(text) for kind, text in chart._repr_mimebundle_().items()}


def test_a_changed_number_is_another_output_of_a_notebook_and_another_picture_alone_is_not(charts, monkeypatch):
    chart = charts["metal-prices"]
    as_it_is = compared(chart)
    assert compared(chart) == as_it_is
    at = chart.data.index[chart.data["low"] == 5940.91][0]
    changed = chart.data.copy()
    changed.loc[at, "low"] = 5941.91
    assert compared(replace(chart, data=changed)) != as_it_is

    def shifted(figure, data):
        chart.draw(figure, data)
        line = figure.axes[0].lines[-1]
        line.set_xdata(np.asarray(line.get_xdata()) + 0.01)

    assert compared(replace(chart, draw=shifted)) != as_it_is
    assert compared(replace(chart, alt=f"{chart.alt} And more.")) != as_it_is
    monkeypatch.setattr(type(chart), "png", lambda self: b"another picture")
    assert compared(chart) == as_it_is


# Print


def texts(figure):
    """Every text that is drawn; an axis keeps labels for ticks beyond its ends, which are not."""
    axes = [text for axes in figure.axes for text in axes.findobj(matplotlib.text.Text)]
    beyond = {id(label) for one in figure.axes for axis in scales(one) for label in undrawn(axis)}
    legends = [text for legend in figure.legends for text in legend.get_texts()]
    found = {id(text): text for text in (*axes, *legends, *figure.texts)}
    return [t for key, t in found.items() if key not in beyond and t.get_visible() and t.get_text().strip()]


def scales(axes):
    return (axes.taxis, axes.laxis, axes.raxis) if hasattr(axes, "taxis") else (axes.xaxis, axes.yaxis)


def undrawn(axis):
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.majorTicks, *axis.minorTicks]
    return [label for tick in ticks if not low <= tick.get_loc() <= high for label in (tick.label1, tick.label2)]


def is_slanted(text):
    return text.get_rotation() % 90 != 0


def test_nothing_is_cut_off_and_no_text_lies_on_another(chart):
    figure = rendered(chart)
    boxes = [(text, text.get_window_extent().padded(-1)) for text in texts(figure)]
    page = figure.bbox
    assert [text for text, box in boxes if not (page.x0 <= box.x0 and box.x1 <= page.x1)] == []
    assert [text for text, box in boxes if not (page.y0 <= box.y0 and box.y1 <= page.y1)] == []
    pairs = [(one, other) for (one, a), (other, b) in itertools.combinations(boxes, 2) if a.overlaps(b)]
    # Upright boxes around two slanted texts say nothing of the texts.
    assert [pair for pair in pairs if not all(map(is_slanted, pair))] == []


def test_type_is_large_enough_and_the_width_is_that_of_a_column_or_page(chart):
    assert min(text.get_fontsize() for text in texts(rendered(chart))) >= 7
    assert chart.size[0] in (style.COLUMN, style.PAGE)
    assert np.allclose(chart.figure().get_size_inches() * 25.4, chart.size)


# Files


def test_a_name_is_one_for_a_file_and_for_an_identifier():
    assert chart_module.named("raqqa-2017", "a/b c_d") == "raqqa-2017-a-b-c-d"


def test_save_writes_all_four(chart, tmp_path):
    paths = chart.save(tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [f"{chart.name}.{ending}" for ending in ("svg", "pdf", "csv", "txt")]
    assert sorted((tmp_path / "new" / "folder").iterdir()) == sorted(paths), "something else was left behind"
    svg, pdf, table, words = paths
    assert svg.read_text(encoding="utf-8") == chart.svg()
    assert pdf.read_bytes() == chart.pdf()
    assert words.read_text(encoding="utf-8").split("\n\n") == [chart.title, chart.alt, f"{chart.source}\n"]
    with table.open(encoding="utf-8", newline="") as lines:
        assert next(csv.reader(lines)) == list(chart.data.columns)
    back = pd.read_csv(table)
    numbers = chart.data.select_dtypes("number").columns
    pd.testing.assert_frame_equal(back[numbers], chart.data[numbers], check_dtype=False, rtol=1e-12)
    chart.save(tmp_path / "new" / "folder")
    assert svg.read_text(encoding="utf-8") == chart.svg()


def test_nothing_half_written_when_drawing_fails(charts, tmp_path):
    def fail(figure, data):
        raise RuntimeError("no ink")

    with pytest.raises(RuntimeError, match="no ink"):
        replace(charts["usual-load"], draw=fail).save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_when_the_disk_fails(charts, tmp_path, monkeypatch):
    written, settle = [], os.fsync

    def full(handle):
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(handle)
        settle(handle)

    kept = charts["usual-load"].save(tmp_path)
    before = [path.read_bytes() for path in kept]
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeighbridgeError, match=r"csv: cannot be written: No space left on device; nothing was changed"):
        charts["usual-load"].save(tmp_path)
    monkeypatch.undo()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
    assert [path.read_bytes() for path in kept] == before


def test_save_if_asked(charts, tmp_path, monkeypatch, capsys):
    chart = charts["usual-load"]
    monkeypatch.delenv(chart_module.BUILD, raising=False)
    monkeypatch.chdir(tmp_path)
    assert chart.save_if_asked() is None
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv(chart_module.BUILD, str(tmp_path / "build"))
    assert chart.save_if_asked() is None
    assert len(list((tmp_path / "build" / "charts").iterdir())) == 4
    assert capsys.readouterr() == ("", "")


# What cannot be drawn is refused in words


def test_a_check_without_a_probability_has_no_tail(case):
    with pytest.raises(ValueError, match="`can_carry` is of the kind `possible`"):
        tail(case, "can_carry")


def test_a_check_that_no_mix_meets_has_no_triangle(case):
    with pytest.raises(ValueError, match="finds no mix at all"):
        fetching_mixes(case.with_(money="of_each_truck"), changes=())
