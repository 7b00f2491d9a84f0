"""Words from right to left keep their order on every output, and change that of nothing around them."""

import io
import re
import unicodedata
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hostile_text import texts_of, with_text

import weighbridge
from hostile_outputs import SMALL
from hostile_text import write_case
from weighbridge.base import ENDED, ISOLATE, escaped, isolated, reads_from_right, visible
from weighbridge.report.markdown import plain, quoted
from weighbridge.terminal.directions import ordered
from weighbridge.workbook import workbook_of

ARABIC = "حوالي 50 شاحنة (2,500 طن)"
HEBREW = "50 משאיות"
FROM_RIGHT = ("R", "AL")
OVERRIDE = "\u202e0052\u202c \u2067x\u2069"

CASES = [
    ("the load of حديد is 50", "the load of [حديد] is 50"),
    (f"They wrote “{ARABIC}”, 20 less", f"They wrote “[{ARABIC}]”, 20 less"),
    (f"“{HEBREW}” … “50”", f"“[{HEBREW}]” … “50”"),
    (f"our estimate of {ARABIC}: 32 tonnes", f"our estimate of [{ARABIC}]: 32 tonnes"),
    (f"(of {ARABIC}) 32", f"(of [{ARABIC}]) 32"),
    ("(in دمشق) 32", "(in [دمشق]) 32"),
    ("الحرية نيوز (Elhorreya News), 2025", "[الحرية نيوز] (Elhorreya News), 2025"),
    (HEBREW, f"[{HEBREW}]"),
    (f"{HEBREW}.", f"[{HEBREW}.]"),
    (f"  {HEBREW}\nfifty", f"  [{HEBREW}]\nfifty"),
    ("دمشق     حلب", "[دمشق]     [حلب]"),  # columns of a terminal
    ("fifty trucks", "fifty trucks"),
    ("“Köln”: 50 €", "“Köln”: 50 €"),
    ("شاحنة (50", "[شاحنة (50]"),
    ("حديد, نحاس; 5 t", "[حديد, نحاس]; 5 t"),
]


@pytest.mark.parametrize(("text", "marked"), CASES, ids=[text[:30] for text, _ in CASES])
def test_where_an_isolate_begins_and_ends(text, marked):
    assert isolated(text) == marked.replace("[", ISOLATE).replace("]", ENDED)


@given(st.text(alphabet="aب ש5٥,.()“”\n\u202e\u2067\u2068\u2069", max_size=60))
def test_isolates_are_pairs_that_no_text_ends(text):
    marked = isolated(visible(text))
    depth = 0
    for sign in marked:
        depth += {ISOLATE: 1, ENDED: -1}.get(sign, 0)
        assert depth in (0, 1)
        if depth == 0:  # nothing from right to left is left outside
            assert unicodedata.bidirectional(sign) not in FROM_RIGHT
    assert depth == 0
    assert marked.replace(ISOLATE, "").replace(ENDED, "") == visible(text)
    assert all(line.count(ISOLATE) == line.count(ENDED) for line in marked.split("\n"))


@given(st.text(max_size=200))
def test_every_letter_from_right_to_left_is_within_one(text):
    outside = re.sub(f"{ISOLATE}[^{ENDED}]*{ENDED}", "", isolated(visible(text)))
    known = [one for one in outside if unicodedata.bidirectional(one) in FROM_RIGHT and one.isalpha()]
    assert known == []


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case in which every text is Arabic, or begins with it."""
    folder = tmp_path_factory.mktemp("arabic") / "small"
    folder.mkdir()
    tree = SMALL
    for count, at in enumerate(texts_of(SMALL)):
        if at[-1] == "language":
            tree = with_text(tree, at, "ar")
        elif at[-1] not in ("url", "hedge"):
            tree = with_text(tree, at, (ARABIC, f"{ARABIC} fits 12", f"fifty {HEBREW} {OVERRIDE}")[count % 3])
    write_case(folder / "case.yaml", tree)
    return weighbridge.open_case(str(folder))


class Outside(HTMLParser):
    """Texts of a page from right to left that stand in no element of their own direction; and all attributes."""

    def __init__(self, text):
        super().__init__()
        self.open, self.outside, self.attributes = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.attributes += [value or "" for _, value in attributes]
        if tag not in ("br", "img", "meta", "hr", "source", "input", "link", "path", "rect", "line"):
            self.open.append((tag, tag == "bdi" or "dir" in dict(attributes)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        in_head = {"title", "style"} & {tag for tag, _ in self.open}
        if not in_head and not any(own for _, own in self.open) and any(map(is_from_right, data)):
            self.outside.append(data[:60])


def is_from_right(sign):
    return unicodedata.bidirectional(sign) in FROM_RIGHT


def test_pages_and_notebooks(case):
    from weighbridge.pages.files import page_file
    from weighbridge.report.notebook import folded, table

    result = case.verify()
    shown = [page_file(result), case._repr_html_(), result._repr_html_(), case["load"]._repr_html_()]
    shown += [case.explain("load")._repr_html_(), folded(ARABIC, ARABIC).data, table([{ARABIC: ARABIC}]).data]
    shown += [check._repr_html_() for check in result.checks] + [result.checks._repr_html_()]
    for page in shown:
        found = Outside(page)
        assert found.outside == []
        assert "bdi" not in " ".join(found.attributes)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
        assert any(map(is_from_right, page))


def test_markdown(case):
    text = case.verify().markdown()
    outside = re.sub(f"{ISOLATE}[^{ENDED}]*{ENDED}|`[^`]*`|<[^>]*>", "", text)
    assert [line for line in outside.split("\n") if any(map(is_from_right, line))] == []
    assert plain("50 of حديد | x") == f"50 of {ISOLATE}حديد{ENDED} \\| x"
    assert quoted("50 شاحنة") == f"“{ISOLATE}50 شاحنة{ENDED}”"
    assert quoted("fifty") == "“fifty”"


def test_charts(case, recwarn):
    from weighbridge.charts import all_of

    texts = []
    for chart in all_of(case):
        drawing = ET.fromstring(chart.svg())
        texts += ["".join(one.itertext()) for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    right = [one for one in texts if any(map(is_from_right, one))]
    assert len(right) > 3
    for one in right:
        assert not any(map(is_from_right, re.sub(f"{ISOLATE}[^{ENDED}]*{ENDED}", "", one)))
    assert "Glyph" not in " ".join(str(one.message) for one in recwarn.list)


def test_a_picture_reads_in_the_order_of_its_drawing():
    """matplotlib takes the direction of a line from its first letter: an English sentence would begin at its end.

    The place of its last letters tells: with isolates they stand at the right, as in a drawing that a browser shows.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    def ink(text):
        figure = Figure(figsize=(8, 1))
        figure.text(0.01, 0.5, text, size=14)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        return canvas.buffer_rgba().tobytes()

    sentence = f"{ARABIC} {'i' * 30}"
    assert ink(isolated(sentence)) == ink(f"\u200e{isolated(sentence)}")  # as where its direction is said
    assert ink(sentence) != ink(isolated(sentence))  # without isolates it is not


def test_workbooks(case):
    with zipfile.ZipFile(io.BytesIO(workbook_of(case))) as file:
        styles = file.read("xl/styles.xml").decode()
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = ET.fromstring(file.read("xl/sharedStrings.xml"))
    ordered_styles = [
        at
        for at, xf in enumerate(re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1]))
        if 'readingOrder="2"' in xf
    ]
    assert ordered_styles
    texts = ["".join(one.itertext()) for one in strings]
    cells = [
        (int(style), texts[int(at)])
        for sheet in sheets
        for style, at in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)" t="s"><v>(\d+)</v>', sheet)
    ]
    assert cells
    assert {reads_from_right(text) for style, text in cells if style in ordered_styles} == {True}
    assert {reads_from_right(text) for style, text in cells if style not in ordered_styles} == {False}


class Terminal(io.StringIO):
    """A stream with somebody before it."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("environment", "orders"),
    [
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "5202"}, False),
        ({"VTE_VERSION": "\x1b[31m"}, False),
        ({"VTE_VERSION": "9" * 5000}, False),
        ({"KONSOLE_VERSION": "230804"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM_PROGRAM": "vscode"}, False),
        ({"VTE_VERSION": "7600", "TMUX": "/tmp/x,1,0"}, False),
        ({}, False),
    ],
)
def test_terminals_get_isolates_only_where_they_order_words(monkeypatch, environment, orders):
    for name in ("VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM", "MLTERM", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    marked = f"of {ISOLATE}حديد{ENDED}: 50"
    assert ordered("of حديد: 50", Terminal()) == (marked if orders else "of حديد: 50")
    assert ordered("of حديد: 50", io.StringIO()) == "of حديد: 50"  # a pipe or a file
    closed = Terminal()
    closed.close()
    assert ordered("fifty", closed) == "fifty"


def test_an_override_is_shown_and_changes_nothing():
    assert escaped(f"a {OVERRIDE} b") == "a \\u202e0052\\u202c \\u2067x\\u2069 b"
    assert ISOLATE not in isolated(visible(f"a {OVERRIDE} b"))
    assert escaped(f"حديد {OVERRIDE}").count("<bdi>") == 1
