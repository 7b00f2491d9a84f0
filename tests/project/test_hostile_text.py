"""Hostile text in every field of a case, of its evidence and of its sources reaches no output alive.

Each output is compared with that of a twin, in which the same texts are harmless: it may hold no other elements and no
other attributes, no address but of the web, nothing unseen, no cell that a spreadsheet would compute.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

import weighbridge
from hostile_text import HARMLESS, HOSTILE, MARK, READ, TEXTS, in_turn, keys_of_a_case, write_case, written
from small_cases import HEAD
from weighbridge.base import WeighbridgeError, visible
from weighbridge.cli import main
from weighbridge.pages import write_results

SHIFTS = {
    "raqqa-2017": (0,),
    "azernews-trucks": (0,),
    "ihs-2016": (3,),
    "oil-2015": (9,),
    "pangolin-2019": (0,),  # units of its own, a mix
    "port-sudan-copper": (0,),  # written from right to left, tables of others
}
SPOILT = [(name, shift) for name, shifts in sorted(SHIFTS.items()) for shift in shifts]
TWIN = -1
LINKS = {"href", "src", "action", "formaction", "data", "poster", "srcset", "{http://www.w3.org/1999/xlink}href"}
HARMLESS_LINK = re.compile(r"https?://|#|data:image/(png|svg\+xml);base64,|$")
READ_BY_BROWSERS = {"style", "class", "dir", "role"}
ACTING = {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link"}


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
        self._inside = tag
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

    def handle_comment(self, data: str) -> None:
        """Notes a text of the case in a comment, which it might close."""
        if MARK in data:
            self.alive.append(f"in a comment: {data[:60]}")

    handle_decl = handle_pi = unknown_decl = handle_comment


class Outputs:
    """Everything that the kit shows of one case, by kind and name."""

    def __init__(self, folder: Path, name: str, shift: int) -> None:
        self.case_folder = written(folder / "data", name, in_turn(shift) if shift != TWIN else lambda: HARMLESS)
        self.case = weighbridge.open_case(str(self.case_folder))
        self.result = self.case.verify()
        out = folder / "out"
        write_results(self.result, out, self.case.all_flips())
        self.csv = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.csv")}
        self.json = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.json")}
        self.html = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.html")}
        self.text: dict[str, str] = {}
        self.markdown: dict[str, str] = {}
        self._print(name)
        for label, one in self._shown():
            self._display(label, one)
        self.svg: dict[str, str] = {}
        self._draw()

    def _print(self, name: str) -> None:
        commands = ["verify", "verify --width 60", "verify --full", "list", "verify --markdown"]
        commands += [f"explain {one}" for one in (*self.case.model.checks, *list(self.case.model.nodes)[:3])]
        for command in commands:
            first, *rest = command.split()
            typed = [first, *([str(self.case_folder)] if first != "list" or rest else []), *rest]
            ran = CliRunner().invoke(main, typed, color=False)
            assert ran.exit_code == 0, f"{name}: {command}: {ran.output[:400]}"
            (self.markdown if "--markdown" in command else self.text)[f"weighbridge {command}"] = ran.output

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
        shown = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_"}
        bundle = {kind: show() for kind, method in shown.items() if (show := getattr(one, method, None))}
        if show := getattr(one, "_repr_mimebundle_", None):
            bundle |= show()
        for kind, outputs in (("text/html", self.html), ("text/markdown", self.markdown), ("text/plain", self.text)):
            if bundle.get(kind) is not None:
                outputs[label] = bundle[kind]
        if type(one).__module__.startswith("weighbridge"):
            self.text[f"repr({label})"] = repr(one)

    def _draw(self) -> None:
        from weighbridge.charts import all_of, for_review

        for chart in (*all_of(self.case), *for_review(self.case)):
            self.svg[chart.name] = chart.svg()
            self.html[f"chart {chart.name}"] = chart.html()
            self.csv[f"chart {chart.name}"] = chart.csv
            self.text[f"chart {chart.name}"] = chart.words()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Gives what is shown of a case in which every text is hostile, or, for ``TWIN``, harmless."""

    made: dict[tuple[str, int], Outputs | Exception] = {}

    def outputs(name: str, shift: int) -> Outputs:
        if (name, shift) not in made:
            try:
                made[name, shift] = make(name, shift)
            except Exception as error:  # once for all tests that ask for it
                made[name, shift] = error
        if isinstance(found := made[name, shift], Exception):
            raise found
        return found

    def make(name: str, shift: int) -> Outputs:
        with pytest.MonkeyPatch.context() as patch:
            folder = tmp_path_factory.mktemp("hostile")
            patch.setenv("WEIGHBRIDGE_DATA", str(folder / "data"))
            patch.setenv("COLUMNS", "100")
            return Outputs(folder, name, shift)

    return outputs


def unseen(text: str) -> list[str]:
    """What stands around the characters of a text that nobody sees."""
    shown = visible(text)
    places = (at for at, (one, other) in enumerate(zip(text, shown, strict=False)) if one != other)
    return [repr(text[max(0, at - 30) : at + 30]) for at in list(places)[:1]]


def amiss(found: dict[str, list[str]]) -> str:
    """What is wrong, a line for each output that has anything."""
    return "\n".join(f"{name}: {'; '.join(map(str, several[:4]))}" for name, several in found.items() if several)


def test_every_text_of_a_case_is_either_read_or_spoilt():
    """A new key of the case file has to be sorted: is it free text, or read as a name, an amount, a day?"""
    assert keys_of_a_case() - TEXTS - READ == set()
    assert set() == TEXTS & READ


@pytest.mark.parametrize(("name", "shift"), SPOILT)
class TestOfEveryText:
    """Everything that is shown of the cases, with every text hostile."""

    def test_the_hostile_texts_are_shown_at_all(self, outputs, name, shift):
        all_of_it = outputs(name, shift)
        for kind in (all_of_it.html, all_of_it.text, all_of_it.json, all_of_it.markdown):
            assert sum(text.count(MARK) for text in kind.values()) > 5

    def test_pages_and_displays_hold_no_other_elements(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).html, outputs(name, TWIN).html
        allowed = set().union(*(Elements(text).found for text in twin.values()))
        found = {label: Elements(text) for label, text in hostile.items()}
        assert not amiss({label: sorted(one.found - allowed) for label, one in found.items()})
        assert not amiss({label: one.alive for label, one in found.items()})

    def test_as_many_elements_as_in_the_twin(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).html, outputs(name, TWIN).html
        (page,) = (label for label in hostile if label.endswith(".html"))
        for tag in sorted(ACTING | {"img", "svg", "html", "body", "head", "table"}):
            assert len(re.findall(rf"(?i)<{tag}\b", hostile[page])) == len(re.findall(rf"(?i)<{tag}\b", twin[page])), (
                tag
            )

    @pytest.mark.parametrize("kind", ["html", "text", "json", "csv", "svg", "markdown"])
    def test_nothing_that_cannot_be_seen(self, outputs, name, shift, kind):
        found = {label: unseen(text) for label, text in getattr(outputs(name, shift), kind).items()}
        assert not amiss(found)

    def test_no_cell_begins_as_a_formula(self, outputs, name, shift):
        found = {}
        for label, text in outputs(name, shift).csv.items():
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            found[label] = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not is_number(cell)]
        assert not amiss(found)

    def test_json_says_what_the_case_says(self, outputs, name, shift):
        one = outputs(name, shift)
        (text,) = one.json.values()
        assert json.loads(text)["title"] == one.case.text.title
        article = one.case.text.article.model_dump(
            exclude_none=True, exclude={"paragraphs"}
        )  # hashes, for a text at hand
        assert json.loads(text)["article"] == article

    def test_charts_hold_no_other_elements(self, outputs, name, shift):
        hostile, twin = outputs(name, shift).svg, outputs(name, TWIN).svg
        allowed = {part for text in twin.values() for part in parts_of(text)}
        assert not amiss({label: sorted(parts_of(text) - allowed) for label, text in hostile.items()})
        assert not amiss({label: addresses_in(text) for label, text in hostile.items()})

    def test_markdown_makes_no_other_elements(self, outputs, name, shift):
        allowed = {part for text in outputs(name, TWIN).markdown.values() for part in Elements(made(text)).found}
        found = {label: Elements(made(text)) for label, text in outputs(name, shift).markdown.items()}
        assert not amiss({label: sorted(one.found - allowed) for label, one in found.items()})
        assert not amiss({label: one.alive for label, one in found.items()})


def made(markdown: str) -> str:
    """Markdown as an exported notebook has it."""
    return markdown2html_mistune(markdown)


def is_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def parts_of(svg: str) -> set[tuple[str, str]]:
    """The elements of a drawing, each with each of its attributes."""
    elements = list(ET.fromstring(svg).iter())
    return {(one.tag, name) for one in elements for name in ("", *one.attrib)}


def addresses_in(svg: str) -> list[str]:
    """The addresses of a drawing that do not lead to a part of itself or to an embedded picture."""
    links = [(name, value) for one in ET.fromstring(svg).iter() for name, value in one.attrib.items() if name in LINKS]
    return [value[:60] for _, value in links if not HARMLESS_LINK.match(value)]


# One text at a time, wherever it stands.

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


def texts_of(tree: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the texts of the small case stand."""
    for key, inside in tree.items():
        if isinstance(inside, dict):
            yield from texts_of(inside, (*at, key))
        elif isinstance(inside, str) and (key in TEXTS or at[-1:] == ("options",)):
            yield (*at, key)


def with_text(tree: Any, at: tuple[str, ...], text: str) -> Any:
    """The tree with one text in place of another."""
    key, *rest = at
    return {**tree, key: with_text(tree[key], tuple(rest), text) if rest else text}


@given(
    at=st.sampled_from(list(texts_of(SMALL))),
    pieces=st.lists(st.sampled_from(list(HOSTILE.values())), min_size=1, max_size=3),
)
@settings(max_examples=30, phases=[Phase.generate])  # to make a failure smaller takes minutes
def test_any_hostile_text_in_any_field(tmp_path_factory, at, pieces):
    folder = tmp_path_factory.mktemp("one") / "small"
    folder.mkdir()
    write_case(folder / "case.yaml", with_text(SMALL, at, " ".join(pieces)[:60]))
    case = weighbridge.open_case(str(folder))
    write_results(case.verify(), folder, case.all_flips())
    page = (folder / "small.html").read_text(encoding="utf-8")
    shown = {
        "page": page,
        "case": case._repr_html_(),
        "result": case.verify()._repr_html_(),
        "load": case["load"]._repr_html_(),
    }
    printed = CliRunner().invoke(main, ["verify", str(folder)]).output
    assert not amiss({label: Elements(text).alive for label, text in shown.items()})
    assert not amiss({label: unseen(text) for label, text in {**shown, "terminal": printed}.items()})
    assert page.count("<script") == len(re.findall(r"<script\b(?![^>]*zq7)", page))
    for path in folder.glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))) for cell in row]
        assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and not is_number(cell)] == []


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "field",
    ["value: {}", "hedge: {}, value: 5 tonne", "during: {}, value: 5 tonne", "{}: 5", "value: 5 tonne, readings: {}"],
)
def test_what_is_refused_is_reported_without_harm(tmp_path, field, hostile):
    """An error shows what was found, and that may be hostile as well."""
    found = json.dumps(hostile)
    text = f"{HEAD}claims:\n  mass: {{quote: {{exact: x}}, {field.replace('{}', found, 1)}}}\nchecks: {{}}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(main, ["verify", str(tmp_path)], color=False)
    assert ran.exit_code != 0
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert unseen(ran.output) == []
