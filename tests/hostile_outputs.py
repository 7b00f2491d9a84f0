"""Everything that the kit shows of a case in which every text is hostile, or, as a twin, harmless."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from click.testing import CliRunner
from nbconvert.filters.markdown_mistune import markdown2html_mistune

import weighbridge
from hostile_text import HARMLESS, MARK, another, in_turn, written
from recalculated import MAIN
from weighbridge import handout
from weighbridge.audit import as_json, audits, lines
from weighbridge.audit.record import markdown
from weighbridge.base import WeighbridgeError, day_of_run, linked_data, visible
from weighbridge.cli import main
from weighbridge.controls.grid import grid_of
from weighbridge.controls.section import panel_of
from weighbridge.deposit import as_script, author_of, claim_review, deposit_files
from weighbridge.deposit.names import safe_name
from weighbridge.deposit.place import archive
from weighbridge.difference import asked, differences, lines_of
from weighbridge.pages import PanelSection, Picture, write_results
from weighbridge.publication import table_files
from weighbridge.trace.names import known_names
from weighbridge.workbook import workbook_of

TWIN = -1
BAD_INPUT = 2
LINKS = {"href", "src", "action", "formaction", "data", "poster", "srcset", "{http://www.w3.org/1999/xlink}href"}
HARMLESS_LINK = re.compile(r"https?://|#|data:image/(png|svg\+xml);base64,|$")
READ_BY_BROWSERS = {"style", "class", "dir", "role"}
DATA = "data"  # of a script: text that no browser runs, and in which no sign may end it
ACTING = {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link"}
COMMANDS = (
    *("verify", "verify --width 60", "verify --full", "verify --markdown", "list", "check", "flips", "slips"),
    *("reconcile", "log", "review", "sources", "sources --csl", "verify --json", "check --json"),
)
KINDS = {"--markdown": "markdown", "--json": "json", "--csl": "json"}
ENDINGS = {".csv": "csv", ".json": "json", ".html": "html", ".md": "markdown", ".svg": "svg", ".tex": "tex"}
AS_READ = re.compile(r"data/cases/[^/]+/.*\.yaml|data/.*\.csv|.*\.xlsx")  # byte for byte
ELEMENTS_THAT_ACT = {"ddeLink", "oleLink", "oleObject", "externalReference", "externalBook", "comment"}
TEXT_ATTRIBUTES = ("Target", "descr", "tooltip")  # what a link leads to is looked at, a description is read out
# An isolate that the kit puts around words from right to left: in a line, with such a letter and no other mark in it.
OURS = re.compile("\u2068([^\u2066-\u2069\\n]*[\u0590-\u07bf\u0860-\u08ff\ufb1d-\ufefc][^\u2066-\u2069\\n]*)\u2069")
SMALL = {
    "title": "Small",
    "summary": "s",
    "article": {
        **dict.fromkeys(("title", "author", "publisher", "note"), "a"),
        "url": "https://a.example",
        "language": "en",
    },
    "claims": {
        "mass": {"quote": {"exact": "2500 tons", "prefix": "p", "suffix": "s"}, "value": "2500 tonne"},
        "trucks": {
            "quote": {"exact": "50"},
            "hedge": "near",
            "hedge_reason": "h",
            "readings": {
                "all": {"value": "50 truck", "preferred": True, "reason": "r"},
                "some": {"value": "40 truck", "reason": "r", "ruled_out": "o"},
            },
        },
    },
    "assumptions": {
        "usual": {"of": "the load", "reason": "r", "uniform": {"low": "20 tonne/truck", "high": "45 tonne/truck"}},
        "most": {"of": "most", "reason": "r", "fixed": {"value": {"value": "60 tonne/truck", "reason": "r"}}},
    },
    "formulas": {"load": {"expression": "mass / trucks", "unit": "tonne/truck", "of": "load", "reason": "r"}},
    "alternatives": {
        "limit": {
            "question": "Which?",
            "options": {
                "as written": {"reason": "r"},
                "other": {"reason": "r", "set": {"most.value": "55 tonne/truck"}},
            },
        }
    },
    "checks": {
        "usual_load": {"question": "Is it?", "kind": "typical", "stated": "load", "at_most": "usual"},
        "can_carry": {
            "question": "Can it?",
            "kind": "possible",
            "stated": "load",
            "at_most": "most",
            "premise": "ours",
        },
    },
    "words": {
        "load": {"called": "a load"},
        "limit": {"called": "which limit counts", "options": {"other": "it is less"}},
    },
}
OUR_COMMENT = re.compile(r"% (\\(usepackage|babelprovide)[\[{].*|For (words|letters) .*)|\\begingroup\\small")
OF_TABLES = frozenset(
    {
        *("begin", "end", "begingroup", "endgroup", "small", "centering", "caption", "label", "toprule", "midrule"),
        *("bottomrule", "addlinespace", "endfirsthead", "endhead", "multicolumn", "raggedright", "arraybackslash"),
        *("dimexpr", "linewidth", "tabcolsep", "relax", "textit", "foreignlanguage", "allowbreak", "ensuremath"),
        *("textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater", "textbar", "symbol"),
        *("textsuperscript", "times", "div"),
    }
)
OF_FORMULAS = frozenset(
    {
        *("frac", "text", "left", "right", "times", "sqrt", "min", "max", "exp", "ln", "operatorname"),
        *("sin", "cos", "tan", "backslash", "sim"),
    }
)


def unseen(text: str) -> list[str]:
    """What stands around the characters of a text that nobody sees, isolates of ours apart."""
    bare = OURS.sub(lambda found: found[1], text)
    shown = visible(bare)
    places = (at for at, (one, other) in enumerate(zip(bare, shown, strict=False)) if one != other)
    return [repr(bare[max(0, at - 30) : at + 30]) for at in list(places)[:1]]


def made(markdown: str) -> str:
    """Markdown as an exported notebook has it."""
    return markdown2html_mistune(markdown)


class Elements(HTMLParser):
    """What a page is made of: every element with its attributes, and where the mark stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.alive: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes an element, an address that is not of the web, and a text that acts."""
        self._inside = DATA if ("type", "application/json") in attributes else tag
        self.found |= {(tag, ""), *((tag, name) for name, _ in attributes)}
        for name, value in attributes:
            value = value or ""
            leads_elsewhere = name in LINKS and not HARMLESS_LINK.match(value)
            if leads_elsewhere or name.startswith("on") or (name in READ_BY_BROWSERS and MARK in value):
                self.alive.append(f"<{tag} {name}={value[:60]}>")

    def handle_endtag(self, tag: str) -> None:
        """Leaves an element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Notes a text of the case where a browser would act by it."""
        if self._inside in ACTING and MARK in data:
            self.alive.append(f"in <{self._inside}>: {data[:60]}")
        if self._inside == DATA and (sign := re.search("[<>&]", data)):
            self.alive.append(f"in data of a script: {data[max(0, sign.start() - 30) : sign.start() + 30]}")

    def handle_comment(self, data: str) -> None:
        """Notes a text of the case in a comment, which it might close."""
        if MARK in data:
            self.alive.append(f"in a comment: {data[:60]}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def small_panel(case: weighbridge.Case, settings: int = 15) -> PanelSection | None:
    """A panel for a page that has few settings, and so takes no time."""
    grids = (grid_of(case, check, settings, workers=1) for check in case.model.checks)
    found = list(itertools.islice(filter(None, grids), 2))
    return panel_of(found) if found else None


class Outputs:
    """Everything that the kit shows of one case, by kind and name."""

    def __init__(self, folder: Path, name: str, shift: int) -> None:
        self.piece = in_turn(shift) if shift != TWIN else lambda: HARMLESS
        self.other = in_turn(shift + 1) if shift != TWIN else lambda: f"{HARMLESS} {HARMLESS}"
        self.case_folder = written(folder / "data", name, self.piece)
        self.case = weighbridge.open_case(str(self.case_folder))
        self.result = self.case.verify()
        self.csv: dict[str, str] = {}
        self.json: dict[str, str] = {}
        self.html: dict[str, str] = {}
        self.text: dict[str, str] = {}
        self.markdown: dict[str, str] = {}
        self.svg: dict[str, str] = {}
        self.latex: dict[str, str] = {}
        self.tex: dict[str, str] = {}
        self.yaml: dict[str, str] = {}
        self.workbooks: dict[str, bytes] = {}
        self.paths: list[str] = []
        self.pictures: list[Picture] = []
        out = folder / "out"
        write_results(self.result, out, self.case.all_flips(), (), small_panel(self.case))
        for path in out.iterdir():
            self._file(path.name, path.read_text(encoding="utf-8"))
        for file, text in table_files(self.case.tables, name).items():
            self._file(f"tables/{file}", text)
        self._print()
        self._refuse()
        for label, one in self._shown():
            self._display(label, one)
        self._explain()
        self._draw()
        self._audit()
        self._compare()
        self._deposit()
        self._hand_over()

    def _file(self, name: str, text: str) -> None:
        """A file by the kind that its name says."""
        kind = next((kind for ending, kind in ENDINGS.items() if name.endswith(ending)), "text")
        getattr(self, "yaml" if name.endswith((".cff", ".yaml")) else kind)[name] = text

    def _run(self, *typed: str, exits: int = 0) -> str:
        ran = CliRunner().invoke(main, typed, color=False)
        assert ran.exit_code == exits, f"{typed}: {ran.exit_code}: {ran.output[:400]}"
        return ran.output

    def _print(self) -> None:
        commands = [*COMMANDS, *(f"explain {one}" for one in list(self.case.model.checks)[:3])]
        for command in commands:
            first, *rest = command.split()
            kind = next((kind for option, kind in KINDS.items() if option in rest), "text")
            getattr(self, kind)[f"weighbridge {command}"] = self._run(first, str(self.case_folder), *rest)
        self.text["weighbridge list"] = self._run("list")
        passage = f"{self.piece()} {self.result.summary.quotation}"
        for option, kind in (("", "text"), ("--markdown", "markdown"), ("--json", "json")):
            getattr(self, kind)[f"weighbridge weigh {option}"] = self._run("weigh", *option.split(), "--", passage)

    def _refuse(self) -> None:
        """What is said of words that mean nothing."""
        folder, word = str(self.case_folder), f"x{self.piece()}"
        typed = [
            *(("explain", folder, word), ("verify", folder, "--set", f"{word}=1"), ("diff", folder, word)),
            ("review", folder, "--as", word, "--sign", word, "--why", word),
            ("log", folder, "--input", word, "--why", word),
            ("claim-review", folder, "--author", word, "--url", word),
            ("deposit", folder, "--licence", word, "-o", f"{folder}/none"),
        ]
        for one in typed:
            self.text[f"refused: {one[0]}"] = self._run(*one, exits=BAD_INPUT)

    def _shown(self) -> Iterator[tuple[str, Any]]:
        """The objects that an analyst meets, and what their properties give."""
        objects: dict[str, Any] = {"case": self.case, "result": self.result}
        objects |= {f"result[{check.name!r}]": check for check in self.result.checks}
        objects |= {f"case[{name!r}]": self.case[name] for name in self.case.model.nodes}
        for label, one in objects.items():
            yield label, one
            for name in dir(type(one)):
                if not name.startswith("_") and not callable(getattr(type(one), name, None)):
                    try:
                        yield f"{label}.{name}", getattr(one, name)
                    except WeighbridgeError:  # a quantity without draws, a check without a budget
                        continue

    def _display(self, label: str, one: Any) -> None:
        """What a notebook shows of an object."""
        shown = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_", "text/latex": "_repr_latex_"}
        bundle = {kind: show() for kind, method in shown.items() if (show := getattr(one, method, None))}
        if show := getattr(one, "_repr_mimebundle_", None):
            bundle |= show()
        kinds = (("html", self.html), ("markdown", self.markdown), ("latex", self.latex), ("plain", self.text))
        for kind, outputs in kinds:
            if bundle.get(f"text/{kind}") is not None:
                outputs[label] = bundle[f"text/{kind}"]
        if type(one).__module__.startswith("weighbridge"):
            self.text[f"repr({label})"] = repr(one)

    def _explain(self) -> None:
        """Every name that can be asked for."""
        for name in known_names(self.case.material):
            self._display(f"explain {name}", self.case.explain(name))

    def _draw(self) -> None:
        from weighbridge.charts import all_of, for_review

        for chart in (*all_of(self.case), *for_review(self.case)):
            self.svg[chart.name] = svg = chart.svg()
            told = (chart.name, chart.title, chart.alt, chart.description, chart.source)
            self.pictures.append(Picture(*told, {int(chart.width): svg}, {}, chart.csv))
            self.html[f"chart {chart.name}"] = chart.html()
            self.csv[f"chart {chart.name}"] = chart.csv
            self.text[f"chart {chart.name}"] = chart.words()

    def _hand_over(self) -> None:
        """The report in each kind, with two of the charts."""
        self.report = handout.report_of(self.result, self.pictures[:2])
        self.pdf, self.docx = handout.pdf(self.report), handout.docx(self.report)
        self.markdown["report"] = handout.markdown(self.report)

    def _audit(self) -> None:
        """The record of an audit."""
        (found,) = audits([str(self.case_folder)], runs_notebooks=False)
        assert not [item for item in found.items if "to its end" in item.found]
        self.text["audit"] = visible("\n".join(lines(found)))
        self.markdown["audit"], self.json["audit"] = markdown(found), as_json(found)

    def _compare(self) -> None:
        """What differs from a case in which every text is another."""
        other = another(self.case_folder, self.case.name, self.other)
        (found,) = differences(asked([str(self.case_folder), str(other)]), most=0)
        assert found.inputs
        self.text["diff"] = "\n".join(line.text for line in lines_of(found, 100, True))
        self.markdown["diff"], self.json["diff"] = found.markdown(), found.model_dump_json()
        self._display("difference", found)

    def _deposit(self) -> None:
        """The files of a deposit by kind, their paths, and the review as it goes into a page."""
        author = author_of(f"{self.piece()} Jane Doe", None, False)
        self.deposited = deposit_files(self.case, "MIT", author)
        with zipfile.ZipFile(io.BytesIO(archive(safe_name(self.piece()), self.deposited, day_of_run()))) as whole:
            self.paths = [*self.deposited, *whole.namelist()]
        for path, content in self.deposited.items():
            if not AS_READ.fullmatch(path):
                self._file(f"deposit/{path}", content.decode("utf-8"))
        self.workbooks = {path: content for path, content in self.deposited.items() if path.endswith(".xlsx")}
        self.workbooks["workbook"] = workbook_of(self.case)
        review = claim_review(self.result, author, "https://example.org/review")
        self.json["claim review"], self.script = linked_data(review), as_script(review)


def acting_parts(content: bytes) -> list[str]:
    """What acts in a workbook beside our own formulas: links, names, rules for cells, and what a text made of them."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            tree = ET.fromstring(file.read(name))
            if re.search(r"comments|external|vba|embeddings|activeX|connections|customUI", name):
                found.append(f"{name} is there at all")
            for one in tree.iter():
                tag, text = one.tag.rsplit("}", 1)[-1], one.text or ""
                is_formula = tag in ("f", "formula1", "formula2", "definedName", "oddHeader", "oddFooter", "sqref")
                if tag in ELEMENTS_THAT_ACT or MARK in tag or (is_formula and MARK in text):
                    found.append(f"{name}: <{tag}> {text[:60]}")
                external = one.get("TargetMode") == "External"
                if external and not re.match(r"https?://", one.get("Target", ""), re.IGNORECASE):
                    found.append(f"{name}: leads to {one.get('Target', '')[:60]}")
                attributes = {key: value for key, value in one.attrib.items() if key not in TEXT_ATTRIBUTES}
                found += [f"{name}: {key}={value[:60]}" for key, value in attributes.items() if MARK in f"{key}{value}"]
    return found


def formulas_in(content: bytes) -> int:
    """How many formulas a workbook has."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheets = [ET.fromstring(file.read(name)) for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    return sum(len(list(sheet.iter(f"{MAIN}f"))) for sheet in sheets)


def acting_tex(text: str) -> list[str]:
    """What TeX would do beside setting a table: commands and environments that are not ours, signs that mean something.

    A comment that does not stand at the head, a row of another number of cells, and braces that do not match, too.
    """
    head, _, body = text.partition("\n\\begin")
    body, found = f"\\begin{body}", [line for line in head.split("\n") if not OUR_COMMENT.fullmatch(line)]
    found += sorted(set(re.findall(r"\\begin\{(.*?)\}", body)) - {"table", "tabular", "longtable"})
    found += sorted(set(re.findall(r"\\([A-Za-z]+)", body)) - OF_TABLES)
    bare = re.sub(r"\\[A-Za-z]+|\\.|@\{\}", "\x00", body.replace("\\begingroup", ""))
    found += sorted(set('%#$_^~\\"<>|') & set(bare.replace(">{\x00\x00}p{", "")))
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        found += ["a brace that none opened"] if depth < 0 else []
    found += ["a brace that none closes"] if depth else []
    rows = [line for line in body.split("\n") if line.endswith("\\\\") and not line.startswith(("\\caption", "\\mult"))]
    cells = {len(re.findall(r"(?<!\\)&", re.sub(r"\\multicolumn\{2\}", "&", row))) for row in rows}
    found += ["rows of several lengths"] if len(cells) > 1 else []
    found += [row for row in rows if "\\\\" in re.sub(r"\\textbackslash", "", row)[:-2]]
    return found + [row for row in rows if re.match(r"\s*[\[*]", row)]


def acting_latex(text: str) -> list[str]:
    """What TeX would do beside setting formulas: commands that are not of formulas, and signs that mean something."""
    body = re.sub(r"\\\[\\begin\{aligned\}\n(.*)\n\\end\{aligned\}\\\]", r"\1", text, flags=re.DOTALL)
    commands = set(re.findall(r"\\([A-Za-z]+|\]|\[|\(|\))", body)) - OF_FORMULAS
    signs = set("$%#~^_") & set(re.sub(r"\\[A-Za-z]+|\\.|\^\{", " ", body))
    return sorted(commands | signs)
