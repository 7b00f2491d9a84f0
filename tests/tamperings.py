"""Alterations that nobody is to notice: one place of the project each, and what of an audit notices it all the same.

Each row is an alteration by somebody who can write files. It is looked at twice: with the manifest as it was, and with
the manifest made anew over it, as who alters a file would do. For the second it says which questions still find it and
what place they name. Where none does, the row says so: then only another copy of the project shows it, as by
``weighbridge diff`` between two revisions of git, or a deposit.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

from __future__ import annotations

import io
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

Edit = Callable[[bytes], bytes]
CASE = "data/cases/raqqa-2017/case.yaml"
LOG = "data/cases/raqqa-2017/log.yaml"
SOURCES = "data/evidence/sources.json"
PAYLOADS = "data/evidence/payloads.csv"
NOTEBOOK = "notebooks/03-2500-tons.ipynb"
RULES = "src/weighbridge"


@dataclass(frozen=True)
class Tampering:
    """An alteration.

    Attributes:
        what: in a few words.
        file: where, from the folder of the project.
        edit: the alteration of its bytes.
        found_anew: with the manifest made anew: each question that finds it, and the place that it names.
        case: whose audit is asked.
        in_build: whether the file is one that a run makes, which no manifest lists.
        thorough: whether it takes an audit that executes notebooks and draws charts.
        afresh: whether the kit has to be loaded afresh, because the file is one of its own tables.
    """

    what: str
    file: str
    edit: Edit
    found_anew: dict[str, str] = field(default_factory=dict)
    case: str = "raqqa-2017"
    in_build: bool = False
    thorough: bool = False
    afresh: bool = False

    @property
    def is_thorough(self) -> bool:
        """Whether it takes an audit that draws charts, as what is rendered and figures do."""
        return self.thorough or not {"documents", "figures", "notebooks"}.isdisjoint(self.found_anew)


def swap(old: str, new: str, after: str = "") -> Edit:
    """Puts one text in place of another, the first behind ``after``; the text has to be there."""

    def edit(content: bytes) -> bytes:
        text = content.decode("utf-8")
        begin = text.index(after) if after else 0
        at = text.index(old, begin)
        return (text[:at] + new + text[at + len(old) :]).encode("utf-8")

    return edit


def without_line(beginning: str) -> Edit:
    """Takes out the line that begins so."""

    def edit(content: bytes) -> bytes:
        lines = content.decode("utf-8").splitlines(keepends=True)
        (line,) = [line for line in lines if line.lstrip().startswith(beginning)]
        lines.remove(line)
        return "".join(lines).encode("utf-8")

    return edit


def paint(content: bytes) -> bytes:
    """Draws a stroke over a picture, as long as a digit is high."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = picture.size
    ImageDraw.Draw(picture).line((width // 2, height // 2, width // 2, height // 2 + 14), fill=(0, 0, 0), width=3)
    painted = io.BytesIO()
    picture.save(painted, "png")
    return painted.getvalue()


def painted_in_notebook(content: bytes) -> bytes:
    """Draws a stroke over the first picture that a notebook shows."""
    text = content.decode("utf-8")
    found = re.search(r"data:image/png;base64,([A-Za-z0-9+/=]+)", text)
    painted = b64encode(paint(b64decode(found[1]))).decode("ascii")
    return (text[: found.start(1)] + painted + text[found.end(1) :]).encode("utf-8")


def in_json(*keys: str | int, value: object) -> Edit:
    """Puts a value under the keys of a JSON document, which is written as it was."""

    def edit(content: bytes) -> bytes:
        document = json.loads(content)
        inside = document
        for key in keys[:-1]:
            inside = inside[key]
        inside[keys[-1]] = value
        return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8")

    return edit


TAMPERINGS = [
    # Tables.
    Tampering("a digit in a row in use", PAYLOADS, swap("mean,reported,33.1", "mean,reported,38.1"), {"inputs": "data/evidence/payloads.csv:30", "tables": "data/evidence/payloads.csv:30"}),
    Tampering("a digit in a row that nothing uses", "data/evidence/truck-limits.csv", swap("2-axle tank truck,gross,19", "2-axle tank truck,gross,18"), {}),
    Tampering("a swapped source of a row", PAYLOADS, swap(",7al-2015-11-13,", ",sy24-117687,", "isis-wheat-deir"), {"inputs": "data/evidence/payloads.csv:42"}),
    Tampering("a row in use deleted", PAYLOADS, without_line("saudi-aid-damascus-mean,"), {"reading": "`lightest_convoy.where`: no row of `payloads` has key `saudi-aid-damascus-mean`"}),
    Tampering("a row that nothing uses deleted", "data/evidence/conductors.csv", without_line("acsr-pigeon,"), {"stale": "build/raqqa-2017.json"}),
    Tampering("a date of a row", "data/evidence/scrap-prices.csv", swap("2017-02-02,2017-02-02", "2017-02-03,2017-02-03"), {"inputs": "`iron_on_the_day`"}),
    Tampering("a trust mark of a row", PAYLOADS, swap(",7al-2015-11-13,V", ",7al-2015-11-13,D", "isis-wheat-deir"), {"inputs": "data/evidence/payloads.csv:42", "tables": "data/evidence/payloads.csv:42"}),
    Tampering("a price of a metal", "data/evidence/metal-prices.csv", swap("copper,2017-02,5940.91", "copper,2017-02,5949.91"), {"inputs": "metal-prices: copper 2017-02", "tables": "data/evidence/metal-prices.provenance.json:22"}),
    Tampering("a commodity price of the library", "data/library/commodity-prices.csv", swap(",1.63,1.63,1.63", ",1.63,1.68,1.63"), {"tables": "data/library/commodity-prices.provenance.json:"}),
    Tampering("an exchange rate", "data/library/exchange-rates.csv", swap("0.87642,0.87642", "0.87842,0.87842"), {"inputs": "exchange-rates: eur-2020-federal-reserve", "tables": "data/library/exchange-rates.csv:197", "documents": "docs/gallery.md:"}, case="captagon-italy"),
    Tampering("a row of the library", "data/library/transport.csv", swap("latvia-2-axle,truck-gross-limit,lorry with 2 axles,18,18", "latvia-2-axle,truck-gross-limit,lorry with 2 axles,19,19"), {}),
    Tampering("a day of an event", "data/evidence/events.csv", swap("raqqa-bridges-2017-02,2017-02-02", "raqqa-bridges-2017-02,2017-02-09"), {"inputs": "data/evidence/events.csv:7"}),
    Tampering("the hash in a provenance record", "data/evidence/metal-prices.provenance.json", swap("d1ce8845", "d1ce8846"), {"tables": "data/evidence/metal-prices.provenance.json:22"}),
    Tampering("the hash of the file that a table was read from", "data/evidence/metal-prices.provenance.json", swap("78a33733", "78a33734"), {"tables": "SHA-256 of the file behind"}),
    Tampering("an expectation of a correction", "data/evidence/corrections.yaml", swap("closing - opening != rise", "closing - opening == rise"), {"inputs": "`corrections.december-rise`", "tables": "data/evidence/corrections.yaml:16"}),
    Tampering("what the data package says of a table", "data/datapackage.json", swap("what trucks were seen to carry", "what trucks can carry"), {"documents": "data/README.md:"}),
    Tampering("a licence of a table", "data/datapackage.json", swap("each table has its own terms", "everything is CC0")),
    # Sources.
    Tampering("an address of a source", SOURCES, swap("en/?p=2109", "en/?p=2108"), {"inputs": "`source rbss-2109-en`", "stale": "build/raqqa-2017.json"}),
    Tampering("an origin of a source", SOURCES, swap('"origin": "syria-tv-sdf-wheat"', '"origin": "symonitor"', '"id": "syrianpc-sdf-wheat"'), {"inputs": "`source syrianpc-sdf-wheat`"}),
    Tampering("how far a source is to be trusted", SOURCES, swap('"weak": "one unnamed source"', '"weak": "one named source"', '"id": "syrianpc-sdf-wheat"'), {"inputs": "`source syrianpc-sdf-wheat`"}),
    Tampering("a licence of a source", SOURCES, swap("copyright of the publisher; single facts cited", "public domain", '"id": "rbss-2109-en"'), {"inputs": "`source rbss-2109-en`"}),
    Tampering("the day on which a source was read", SOURCES, swap("24\n", "21\n", '"id": "rbss-2109-en"'), {"inputs": "`source rbss-2109-en`"}),
    # The case.
    Tampering("a quotation", CASE, swap("exact: near 50 trucks", "exact: near 80 trucks"), {"inputs": "data/cases/raqqa-2017/case.yaml:33", "documents": "README.md:11"}),
    Tampering("the article's hash", CASE, swap("4a54abe66df08891", "4a54abe66df08892"), {"inputs": "data/cases/raqqa-2017/case.yaml:18"}),
    Tampering("a caveat deleted", CASE, without_line("- Nobody is known to have weighed the load"), {"inputs": "data/cases/raqqa-2017/case.yaml:6", "documents": "README.md:"}),
    Tampering("an assumption", CASE, swap("value: 60 tonne/truck", "value: 62 tonne/truck"), {"inputs": "`convoy_mean_load.high` is 62 tonne/truck, and the log has 60 tonne/truck", "documents": "README.md:"}),
    Tampering("an assumption that is not the heaviest load", CASE, swap("value: 20 one", "value: 22 one"), {"inputs": "`shares.concentration`"}),
    Tampering("an end of a fair range", CASE, swap("high: {value: 70 tonne/truck", "high: {value: 61 tonne/truck"), {"inputs": "`convoy_mean_load.high.fair.high`"}),
    Tampering("a ruled-out reading that counts again", CASE, swap(", ruled_out: the Arabic text has the metric tonne}", "}"), {"inputs": "`mass.short counts`"}),
    Tampering("the relation of a check", CASE, swap("at_most: convoy_mean_load", "at_least: convoy_mean_load"), {"inputs": "`usual_load`"}),
    Tampering("a factor of a formula", CASE, swap("mass / (3 * conductor)", "mass / (2 * conductor)"), {"inputs": "`line_needed`"}),
    Tampering("a reason of an option", CASE, swap("reason: the one known mean of a load of scrap is taken as the likeliest", "reason: the mean of scrap is taken as the likeliest"), {"inputs": "`convoys.likeliest as with scrap`"}),
    Tampering("a reason of an assumption", CASE, swap("our judgement; above every average counted", "our estimate; above every average counted"), {"inputs": "`convoy_mean_load.high`"}),
    Tampering("the preferred day of an event", CASE, swap("date: 2017-02-02", "date: 2017-02-09"), {"inputs": "`departure.2 February 2017`"}),
    Tampering("a hedge of a claim", CASE, swap("hedge: near", "hedge: about"), {"inputs": "`trucks.hedge`"}),
    Tampering("an entry of the log", LOG, swap("convoy_mean_load.high: 60 tonne", "convoy_mean_load.high: 62 tonne"), {"inputs": "data/cases/raqqa-2017/log.yaml:8"}),
    # Rules.
    Tampering("the factor of a unit", f"{RULES}/text/units.txt", swap("short_ton = 2000 * lb", "short_ton = 2100 * lb"), {"tables": "data/evidence/scrap-prices.csv:21"}, afresh=True),
    Tampering("the width of a hedge", f"{RULES}/text/hedges.csv", swap("approximately,measured,both,about,-0.3171", "approximately,measured,both,about,-0.2171"), {"inputs": "`hedge approximately`"}, afresh=True),
    Tampering("the factor of a slip", f"{RULES}/what_if/slips.csv", swap("a zero dropped,factor,10", "a zero dropped,factor,12"), {"documents": "docs/gallery.md:"}, case="captagon-saudi", afresh=True),
    Tampering("a threshold of the words for likelihood ratios", f"{RULES}/strength/evidence_words.csv", swap("20,strong", "30,strong"), {"prose": "docs/typed-figures.csv:"}, afresh=True),
    Tampering("a pin", "constraints.txt", swap("scipy==1.17.1", "scipy==1.17.0"), {"pins": "environment.yml:"}),
    Tampering("a version of the environment", "environment.yml", swap("numpy=2.4.6", "numpy=2.4.5"), {"pins": "environment.yml:"}),
    # What is saved.
    Tampering("a digit in an output of a notebook", NOTEBOOK, swap("11.3 kilograms", "17.3 kilograms"), {"notebooks": "notebooks/03-2500-tons.ipynb, cell 3"}, thorough=True),
    Tampering("a digit in the quotation of a notebook", NOTEBOOK, swap("approximately 2500 tons", "approximately 2600 tons"), {"prose": "notebooks/03-2500-tons.ipynb, cell 1"}),
    Tampering("a number typed in the prose of a notebook", NOTEBOOK, swap("survey of one such city", "survey of 12 such cities"), {"prose": "notebooks/03-2500-tons.ipynb, cell 12"}),
    Tampering("the digest of plotted data in a notebook", NOTEBOOK, swap("rows, SHA-256 ", "rows, SHA-256 0"), {"notebooks": "notebooks/03-2500-tons.ipynb, cell 4", "figures": "notebooks/03-2500-tons.ipynb, cell 4"}, thorough=True),
    Tampering("a picture in a notebook", NOTEBOOK, painted_in_notebook, {"figures": "notebooks/03-2500-tons.ipynb, cell 4"}, thorough=True),
    Tampering("a digit in README's prose", "README.md", swap("Python 3.11 or newer", "Python 3.12 or newer"), {"prose": "README.md:31"}),
    Tampering("a digit in README's rendered part", "README.md", swap("about 40% more", "about 20% more"), {"documents": "README.md:"}),
    Tampering("an alternative text in README", "README.md", swap("![2 of 10 convoys", "![5 of 10 convoys"), {"documents": "README.md:"}),
    Tampering("a digit in prose about the case", "docs/raqqa-2017.md", swap("about 1 in 11 such convoys", "about 1 in 41 such convoys"), {"prose": "docs/raqqa-2017.md:"}),
    Tampering("a digit in the gallery", "docs/gallery.md", swap("9.9 to 10.0 times too high", "7.9 to 10.0 times too high"), {"documents": "docs/gallery.md:15"}, case="captagon-saudi"),
    Tampering("a digit in an example of what a change changed", "docs/difference.md", swap("9% → 11%", "9% → 10%"), {"documents": "docs/difference.md:"}),
    Tampering("a picture", "docs/pictures/raqqa-2017-loads.png", paint, {"figures": "docs/pictures/raqqa-2017-loads.png"}),
    Tampering("a picture of the gallery", "docs/pictures/gallery/captagon-saudi.png", paint, {"figures": "docs/pictures/gallery/captagon-saudi.png"}, case="captagon-saudi"),
    Tampering("a stale result", "build/raqqa-2017.json", swap('"trucks"', '"lorries"'), {"stale": "build/raqqa-2017.json, `"}, in_build=True),
    Tampering("a stale page", "build/raqqa-2017.html", swap("36 tonnes", "46 tonnes"), {"stale": "build/raqqa-2017.html:"}, in_build=True, thorough=True),
    Tampering("a stale table", "build/raqqa-2017-findings.csv", swap("usual_load", "usual_loads"), {"stale": "build/raqqa-2017-findings.csv:10"}, in_build=True),
    Tampering("stale data of a chart", "build/charts/raqqa-2017-loads.csv", swap("42", "43"), {"figures": "build/charts/raqqa-2017-loads.csv:"}, in_build=True),
    Tampering("a stale picture of a chart", "build/charts/raqqa-2017-loads-85mm.png", paint, {"figures": "build/charts/raqqa-2017-loads-85mm.png"}, in_build=True, thorough=True),
    Tampering("a stale notebook", "build/notebooks/03-2500-tons.ipynb", swap("11.3 kilograms", "17.3 kilograms"), {"stale": "build/notebooks/03-2500-tons.ipynb, cell 3"}, in_build=True),
]  # fmt: skip
