"""Rules that every chart keeps: the same bytes everywhere, nothing cut off, type large enough, words and credits."""

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
from makers import every_chart
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from weighbridge import WeighbridgeError, open_case
from weighbridge.charts import chart as chart_module
from weighbridge.charts import stated_band, style
from weighbridge.graph.cache import Cache

ROOT = Path(__file__).parents[2]
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from weighbridge import open_case
from makers import every_chart
for chart in every_chart(open_case("raqqa-2017")).values():
    chart.save(sys.argv[2])
assert "matplotlib.pyplot" not in sys.modules, "the charts brought in pyplot"
"""


# The same everywhere


def test_same_bytes_twice_whatever_a_person_has_set(printed):
    for one in printed.values():
        with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
            assert one.chart.svg() == one.svg


def test_same_bytes_from_a_case_opened_again(printed):
    assert every_chart(open_case("raqqa-2017"))["loads"].svg() == printed["loads"].svg


def test_same_files_from_another_process_and_no_pyplot(saved, tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 20\nlines.linewidth: 9\nsvg.fonttype: path\n", encoding="utf-8")
    # The working folder matters only for how a case is found by its name; settings of matplotlib and of the clock, for
    # nothing.
    own = {"PYTHONHASHSEED": "2", "MPLBACKEND": "Agg", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    own |= {"MATPLOTLIBRC": str(tmp_path / "matplotlibrc"), "WEIGHBRIDGE_DATA": str(ROOT / "data")}
    command = [sys.executable, "-c", ALONE, str(Path(__file__).parent), str(tmp_path / "files")]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **own}, check=True)
    ours, theirs = ({path.name: path.read_bytes() for path in where.iterdir()} for where in (saved, tmp_path / "files"))
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_no_date_and_no_version(every, printed, saved):
    assert [name for name, one in every.items() if re.search(r"<dc:date>|[Mm]atplotlib v", one.svg)] == []
    assert [path.name for path in saved.glob("*.pdf") if b"/CreationDate" in path.read_bytes()] == []
    assert {name: Image.open(io.BytesIO(one.png)).info for name, one in printed.items()} == {key: {} for key in printed}


def test_weighbridge_itself_does_not_import_matplotlib():
    command = [sys.executable, "-c", "import sys, weighbridge.cli; sys.exit('matplotlib' in sys.modules)"]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_chart_of_a_case_that_was_weighed_draws_and_weighs_nothing(monkeypatch):
    """Nothing is still found for it but the names of the inputs below a quantity, and the bounds of what is stated."""
    case, made = open_case("raqqa-2017"), []
    case.cache.limit = 2**30  # bytes, so that no array is given up for another
    case.verify().model_dump_json()

    def watched(keep):
        return lambda cache, key, make: keep(cache, key, lambda: made.append(key) or make())

    monkeypatch.setattr(Cache, "kept", watched(Cache.kept))
    monkeypatch.setattr(Cache, "array", watched(Cache.array))
    every_chart(case)
    stated = {("side", check.stated) for check in case.model.checks.values()}
    assert {key[:2] for key in made if key[0] != "leaves"} <= stated


# Words


KEY_NUMBERS = {
    "loads": ["50 tonnes a truck", "44.5 to 56.8", "1,618 trucks): 42.", "Fujairah): 65.", "19 and 58"],
    "prices": ["$300 a tonne", "$291 to $309", "24 February 2017", "$282 a tonne", "$72 to $138", "copper $5,940"],
    "some-mix": ["iron 91.2% to 99.2%", "iron 42.4% to 96.8%"],
    "usual-load": ["50 tonnes a truck"],
    "usual-price": ["$300 a tonne"],
    "usual-load-specifications": ["36 combinations", "50 tonnes a truck", "0.77 to 1.54"],
    "usual-price-specifications": ["216 combinations", "$300 a tonne"],
}


@pytest.mark.parametrize("name", KEY_NUMBERS)
def test_the_long_text_holds_the_key_numbers(printed, name):
    assert [one for one in KEY_NUMBERS[name] if one not in printed[name].chart.description] == []


def test_the_short_text_is_short_and_begins_with_what_was_found(every):
    for name, one in every.items():
        chart = one.chart
        assert re.split(r"(?<=[.?!]) (?=[A-Z])", chart.alt)[0] == f"{chart.title}." or name in TAILS, name
        assert len(chart.alt.split()) <= 75, name
        assert not chart.title.endswith((".", "?")), f"{name} asks, or ends with a full stop"


TAILS = ("usual-load", "usual-price")  # what was assumed was not found, and their titles say so


def test_the_stated_value_and_its_wording_are_those_of_the_case(printed, raqqa):
    for name, quantity in (("loads", "load"), ("prices", "price")):
        one = printed[name]
        usual = raqqa.under(**{"hedge width": "typical"})[quantity].side.bounds
        assert one.ends(stated_band.STATED) == raqqa[quantity].side.as_written
        assert one.ends(stated_band.USUAL) == usual


def test_line_and_band_stand_where_the_data_say(printed):
    for name, axis in (("loads", 0), ("prices", 1)):
        for figure in printed[name].figures.values():
            (axes,) = figure.axes
            (band,) = [patch for patch in axes.patches if patch.get_label() == stated_band.USUAL]
            box = band.get_extents().transformed(axes.transData.inverted()).get_points()[:, axis]
            assert np.allclose(box, printed[name].ends(stated_band.USUAL))
            (line,) = [line for line in axes.lines if line.get_label() == stated_band.STATED]
            assert set(line.get_data()[axis]) == {printed[name].ends(stated_band.STATED)[0]}


def test_title_and_credits_are_in_the_figure(every):
    for one in every.values():
        for width, figure in one.figures.items():
            drawn = [text.get_text() for text in figure.texts]
            title = style.balanced(one.chart.title, style.inner(width), style.HEADING, "bold")
            credits = style.credited(one.chart.source, width)
            assert drawn[: len(title)] == title
            assert set(credits) <= set(drawn)
            assert len(credits) <= 2


def test_words_and_credits_stand_at_the_left_margin(every):
    for name, one in every.items():
        for width, figure in one.figures.items():
            title = style.balanced(one.chart.title, style.inner(width), style.HEADING, "bold")
            at_left = {*title, *style.credited(one.chart.source, width)}
            lefts = [text.get_position()[0] * width for text in figure.texts if text.get_text() in at_left]
            assert np.allclose(lefts, style.MARGIN), name


def test_credits_name_who_published_the_figures(printed):
    below = {"prices": "World Bank", "loads": "Syria TV", "some-mix": "Ely Enterprises", "usual-load": "Syria Monitor"}
    assert [name for name, credited in below.items() if credited not in printed[name].chart.source] == []


def test_an_svg_speaks_for_itself(every):
    space = "{http://www.w3.org/2000/svg}"
    for one in every.values():
        root = ElementTree.fromstring(one.svg)
        assert root.get("role") == "img"
        titles = {root.find(f"{space}{tag}").get("id"): root.find(f"{space}{tag}").text for tag in ("title", "desc")}
        assert [titles[name] for name in root.get("aria-labelledby").split()] == [one.chart.title, one.chart.alt]
        assert root.find(f".//{space}text") is not None, "letters became outlines"


class Pictures(HTMLParser):
    """The attributes of every picture of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [dict(attrs)] if tag == "img" else []


def test_a_picture_has_the_words_for_those_who_hear_it(printed):
    for one in printed.values():
        (picture,) = Pictures(one.html).found
        assert picture["alt"] == one.chart.alt
        assert picture["style"] == f"width:100%;max-width:{one.chart.width * chart_module.SHOWN:.0f}px"


def test_a_picture_keeps_its_colours_and_is_small(printed):
    for name, one in printed.items():
        figure = one.chart.figure()
        with style.applied(one.chart.name):
            figure.set_dpi(chart_module.DOTS)
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
        drawn = np.asarray(canvas.buffer_rgba())[..., :3].astype(int)
        kept = np.asarray(Image.open(io.BytesIO(one.png)).convert("RGB"))
        assert np.abs(drawn - kept).max() < 32, f"in {name} a mark took the colour of another"
        assert len(one.png) < 100_000


def test_every_kind_of_chart_is_among_those_of_the_case(printed):
    """A chart that is drawn here keeps every rule for print; one that is not keeps none."""
    endings = ("loads", "prices", "parts", "choices", "turns", "usual-load", "specifications", "some-mix")
    assert [end for end in endings if not any(name.endswith(end) for name in printed)] == []


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


def test_nothing_is_cut_off_and_no_text_lies_on_another(every):
    for name, one in every.items():
        for width, figure in one.figures.items():
            boxes = [(text, text.get_window_extent().padded(-1)) for text in texts(figure)]
            page = figure.bbox
            cut = [t for t, box in boxes if not (page.x0 <= box.x0 <= box.x1 <= page.x1)]
            cut += [t for t, box in boxes if not (page.y0 <= box.y0 <= box.y1 <= page.y1)]
            assert cut == [], (name, width)
            pairs = [(one, other) for (one, a), (other, b) in itertools.combinations(boxes, 2) if a.overlaps(b)]
            # Upright boxes around two slanted texts say nothing of the texts.
            assert [pair for pair in pairs if not all(map(is_slanted, pair))] == [], (name, width)


def test_type_is_large_enough_and_the_width_is_that_of_a_column_or_page(every):
    for name, one in every.items():
        for width, figure in one.figures.items():
            assert min(text.get_fontsize() for text in texts(figure)) >= style.SMALL >= 6.5, name
            wide, high = figure.get_size_inches() * style.INCH
            assert np.isclose(wide, width), name
            assert width in (style.COLUMN, style.PAGE), name
            assert high < 240, f"{name} would not fit on a page"


# Files


def test_save_writes_three_pictures_of_each_width_the_data_and_the_words(printed, saved):
    written = []
    for one in printed.values():
        chart = one.chart
        sizes = [f"{chart.name}-{width:.0f}mm.{end}" for width in chart.widths for end in ("svg", "pdf", "png")]
        assert [path.name for path in one.paths] == [*sizes, f"{chart.name}.csv", f"{chart.name}.txt"]
        written += one.paths
        files = {path.suffix: path for path in one.paths}
        assert files[".svg"].read_text(encoding="utf-8") == one.svg
        assert files[".pdf"].read_bytes().startswith(b"%PDF")
        assert files[".png"].read_bytes() == one.png
        said = files[".txt"].read_text(encoding="utf-8")
        assert all(words in said for words in (chart.title, chart.alt, chart.description, chart.source))
        table = files[".csv"]
        with table.open(encoding="utf-8", newline="") as lines:
            assert next(csv.reader(lines)) == list(chart.data.columns)
        back = pd.read_csv(table)
        numbers = chart.data.select_dtypes("number").columns
        pd.testing.assert_frame_equal(back[numbers], chart.data[numbers], check_dtype=False, rtol=1e-12)
        for column in chart.data.select_dtypes("datetime").columns:
            assert back[column].notna().tolist() == chart.data[column].notna().tolist()
            assert pd.to_datetime(back[column]).dropna().tolist() == chart.data[column].dropna().tolist()
    assert sorted(saved.iterdir()) == sorted(written), "something else was left behind"


def test_nothing_half_written_when_drawing_fails(printed, tmp_path):
    def fail(figure, data):
        raise RuntimeError("no ink")

    with pytest.raises(RuntimeError, match="no ink"):
        replace(printed["usual-load"].chart, draw=fail).save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_when_the_disk_fails(printed, tmp_path, monkeypatch):
    written, settle = [], os.fsync

    def full(handle):
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(handle)
        settle(handle)

    kept = printed["usual-load"].chart.save(tmp_path)
    before = [path.read_bytes() for path in kept]
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeighbridgeError, match=r"png: cannot be written: No space left on device; nothing was changed"):
        printed["usual-load"].chart.save(tmp_path)
    monkeypatch.undo()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
    assert [path.read_bytes() for path in kept] == before


def test_save_if_asked(printed, tmp_path, monkeypatch, capsys):
    chart, before = printed["usual-load"].chart, dict(matplotlib.rcParams)
    monkeypatch.delenv(chart_module.BUILD, raising=False)
    monkeypatch.chdir(tmp_path)
    assert chart.save_if_asked() is chart
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv(chart_module.BUILD, str(tmp_path / "build"))
    assert chart.save_if_asked() is chart
    assert len(list((tmp_path / "build" / "charts").iterdir())) == 8
    assert capsys.readouterr() == ("", "")
    assert dict(matplotlib.rcParams) == before, "the settings of matplotlib are not as they were"


def test_a_name_is_one_for_a_file_and_for_an_identifier():
    assert chart_module.named("raqqa-2017", "a/b c_d") == "raqqa-2017-a-b-c-d"


# Notebooks


def compared(chart):
    """The output of a notebook as nbval compares it."""
    rules = configparser.RawConfigParser()
    rules.read(ROOT / "tests" / "nbval-sanitize.cfg", encoding="utf-8")
    found = chart._repr_mimebundle_(include=None, exclude=None)
    for rule in rules.sections():
        pattern, instead = rules[rule]["regex"], rules[rule]["replace"]
        found = {kind: re.sub(pattern, instead, text) for kind, text in found.items()}
    return found


def test_a_notebook_that_is_not_trusted_shows_the_picture(printed):
    bundle = printed["usual-load"].chart._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/html", "text/plain", "text/csv"}, (
        "JupyterLab drops an SVG from a notebook that is not trusted"
    )
    assert bundle["text/html"] == printed["usual-load"].html
    chart = printed["usual-load"].chart
    assert bundle["text/plain"].split("\n")[:2] == [chart.title, chart.alt]


def test_any_changed_number_or_coordinate_is_another_output_of_a_notebook_and_another_picture_is_not(
    printed, monkeypatch
):
    chart = printed["prices"].chart
    as_it_is = compared(chart)
    monkeypatch.setattr(type(chart), "png", lambda self, *_: b"another picture")
    assert compared(chart) == as_it_is
    changed = chart.data.copy()
    changed.loc[chart.data["low"] == 5940.91, "low"] = 5941.91
    assert not changed.equals(chart.data)
    assert compared(replace(chart, data=changed)) != as_it_is

    def shifted(sheet, data):
        chart.draw(sheet, data)
        line = sheet.figure.axes[0].lines[-1]
        line.set_xdata(np.asarray(line.get_xdata()) + 1)

    assert compared(replace(chart, draw=shifted)) != as_it_is
    assert compared(replace(chart, alt=f"{chart.alt} And more.")) != as_it_is


def test_every_row_of_the_data_names_what_it_is_explained_by(printed, raqqa):
    """What stands in the column is what ``weighbridge explain`` takes, and its explanation is of the case."""
    explained = {}
    for name, one in printed.items():
        assert list(one.data.columns).count(chart_module.EXPLAIN) == 1, name
        for cell in one.data[chart_module.EXPLAIN]:
            for asked in cell.split(";"):
                explained.setdefault(asked, raqqa.explain(asked))
    assert all(explained.values())
    assert {"load", "usual_load", "shares.iron", "convoy_mean_load.high"} <= explained.keys()


def test_the_figures_of_rows_of_tables_are_those_that_their_rows_are_explained_with(printed, raqqa):
    rows = printed["loads"].data
    for row in rows[rows["source"].notna()].to_dict("records"):
        told = " ".join(raqqa.explain(asked) for asked in row[chart_module.EXPLAIN].split(";"))
        assert f"payload: {row['high']:g}" in told or f"value: {row['high']:g}" in told
