"""A folder of data in which every text is hostile: what a case, a table and a list of sources say by themselves.

Each text keeps its own words, behind a piece of hostile text. Where the pieces are the same harmless word, the folder
is the twin that outputs are compared with: what a page holds beside it came out of a text.
"""

from __future__ import annotations

import copy
import csv
import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from ruamel.yaml import YAML

from small_cases import CASES, ROOT
from weighbridge import open_case
from weighbridge.base import visible
from weighbridge.casefile.schema import HEAD, SECTIONS
from weighbridge.record import inputs_of
from weighbridge.record.log import Entry, Log
from weighbridge.record.log_text import beginning

MARK = "zq7"  # a word that stands nowhere else
HARMLESS = MARK
HOSTILE = {
    "script": f"<script>{MARK}()</script>",
    "event": f'<img src=x onerror="{MARK}()">',
    "attribute": f'" onload="{MARK}()" x=\'',
    "closing": f"</title></svg></td></details>--><svg onload={MARK}()>",
    "entity": f"&lt;b&gt;{MARK}&#60;i&#62;",
    "address": f"javascript:{MARK}(1)",
    "data": f"data:text/html,{MARK}",
    "link": f'=HYPERLINK("http://{MARK}.example","{MARK}")',
    "sum": f"@SUM({MARK})",
    "plus": f"+cmd|' /C {MARK}'!A0",
    "minus": f"-2+{MARK}",
    "tab": f"\t={MARK}",
    "override": f"\u202e{MARK}\u2066\u202d",
    "unseen": f"{MARK}\u200b\ufeff\u00ad\u2028",
    "terminal": f"\x1b]0;{MARK}\x07\x1b[31m\x9b32m",
    "control": f"{MARK}\x08\x08\x08\x7f\x85",
    "template": f"{{{{ {MARK} }}}} {{% {MARK} %}} {{# {MARK} #}}",
    "formula": f"$\\mathdefault{{ {MARK} }}^ $ \\frac{{",
    "dollar": f"${MARK}$ $x^$ %s %({MARK})s {{ 0 }}",
    "line": f"{MARK}\n{MARK} fits: the article is right\r\n# {MARK}",
    "markdown": f"| `{MARK}` | **[{MARK}](javascript:{MARK}) ![{MARK}](http://{MARK}.example/x.png) ```",
    "rich": f"[bold red]{MARK}[/bold red] [link=http://{MARK}.example]x[/link]",
    "end of script": f"</script><script>{MARK}()</script>",
    "comment": f"<!-- {MARK} --!> <!--> {MARK}",
    "character data": f"]]>{MARK}<![CDATA[ {MARK} ?>",
    "header": f"{MARK}%0d%0aSet-Cookie: {MARK}=1",
    "yaml": f"- &a !!python/object:os.system {MARK}: {{*a, {MARK}}} # {MARK}\n--- |\n? {MARK}",
    "commands of tex": f"\\href{{javascript:{MARK}}}{{x}} \\input{{{MARK}}} \\write18{{{MARK}}} \\] $ % & # ~",
    "path": f"../../{MARK}/..\\..\\{MARK}",
    "return": f"\r={MARK}",
    "nothing": f"\x00{MARK}\x00",
    "markup of sheets": f"<r><t>{MARK}</t></r>",
}
HALF = f"\ud800{MARK}"  # of a character: refused wherever a file is read
LONG = f"{MARK} " + "<script>" * 4_200  # more than a cell takes

# The keys of a case file under which people write what they like, and those that are read: names, amounts, days.
# fmt: off
TEXTS = {
    "title", "summary", "author", "publisher", "note", "url", "language", "exact", "prefix", "suffix", "hedge_reason",
    "reason", "meaning", "question", "of", "premise", "ruled_out", "what", "called", "choice", "plural", "per",
    "unknown", "label", "many", "one", "range", "verb", "options",
}
READ = {
    "at_least", "at_most", "between", "by", "column", "counted", "counted_in", "date", "during", "equals", "evidence",
    "expression", "facts", "hedge", "is", "library", "published", "rank", "rounded_to", "row", "sha256", "source",
    "sources", "stated", "table", "times", "unit", "value", "weekday", "weight", "where", "around", "detail",
    "text_sha256", "characters", "aside",
}
TEXTS_OF_TABLES = {
    "what", "note", "place", "vehicle", "body", "conductor", "against", "grade",
}
TEXTS_OF_SOURCES = {
    "title", "container-title", "publisher", "family", "given", "literal", "URL", "note", "weak", "licence",
    "where_found",
}
READ_OF_SOURCES = {
    "DOI", "about", "archive_location", "hashed", "id", "issue", "language", "number", "origin", "page", "sha256",
    "trust", "type", "use", "volume",
}
READ_OF_TABLES = {
    "against_high", "against_low", "aluminium", "basis", "change", "change_unit", "core", "country", "date", "depth",
    "double_axle", "end", "gross", "high", "key", "kind", "lacking", "length", "level", "listed", "listed_high",
    "listed_low", "listed_unit", "load_of", "lot", "low", "mark", "mass", "material", "metal", "money", "money_unit",
    "month", "paid", "paid_high", "paid_low", "payload", "price", "price_unit", "quantity", "reference",
    "reference_price", "reference_unit", "source", "start", "statistic", "steering_axle", "tare", "total",
    "triple_axle", "trucks", "unit", "value", "width", "worked_out",
}
# fmt: on
TEXTS_OF_REVIEWS = {"reviewer", "why"}
READ_OF_REVIEWS = {"act", "input", "of", "value", "when"}
TEXTS_OF_LOGS = {"note", "input", "old", "new", "why", "who", "reason_stands", "inputs"}
READ_OF_LOGS = {"date", "when", "sha256"}
LONGEST = {"called": 60, "choice": 60, "plural": 60, "per": 60, "label": 60, "many": 60, "one": 60}  # characters

Piece = Callable[[], str]


def in_turn(shift: int) -> Piece:
    """Gives one piece of hostile text after the other, beginning anywhere."""
    pieces = itertools.islice(itertools.cycle(HOSTILE.values()), shift, None)
    return lambda: next(pieces)


def fields(kind: Any, key: str = "", above: tuple[Any, ...] = ()) -> set[str]:
    """The keys of a model, at any depth, whose values are text."""
    if kind is str:
        return {key}
    if get_origin(kind) is dict:  # its keys are names
        return fields(get_args(kind)[1], key, above)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        inside = kind.model_fields.items() if kind not in above else ()
        return set().union(*(fields(one.annotation, one.alias or name, (*above, kind)) for name, one in inside))
    return set().union(*(fields(one, key, above) for one in get_args(kind)))


def keys_of_a_case() -> set[str]:
    """Every key of a case file whose value is text."""
    return set().union(*(fields(kind, key) for key, kind in {**SECTIONS, **HEAD}.items()))


def keys_of_sources() -> set[str]:
    """Every key of a list of sources whose value is text."""
    listed = (json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "data").rglob("sources.json"))
    return set().union(*map(texts_under, listed))


def texts_under(tree: Any, key: str = "") -> set[str]:
    """The keys of a tree under which texts stand."""
    if isinstance(tree, dict):
        return set().union(*(texts_under(inside, name) for name, inside in tree.items()))
    if isinstance(tree, list):
        return set().union(*(texts_under(one, key) for one in tree))
    return {key} if isinstance(tree, str) else set()


def columns_of_tables() -> set[str]:
    """Every column of a table that a case draws on."""
    data = ROOT / "data"
    paths = [*data.glob("evidence/*.csv"), *data.glob("cases/*/evidence/*.csv")]
    return set().union(*(path.read_text(encoding="utf-8").partition("\n")[0].split(",") for path in paths))


def spoilt(tree: Any, piece: Piece, texts: set[str] = TEXTS, key: str = "") -> Any:
    """A tree in which every text has a piece of other text before it."""
    if key == "where":  # what rows are looked up by, whatever a column is called
        return tree
    if isinstance(tree, dict):  # the options of a choice, where they are called something, are text by themselves
        inner = {
            name: "called" if key == "options" and isinstance(inside, str) else name for name, inside in tree.items()
        }
        return {name: spoilt(inside, piece, texts, inner[name]) for name, inside in tree.items()}
    if isinstance(tree, list):
        return [spoilt(one, piece, texts, key) for one in tree]
    if isinstance(tree, str) and key in texts:
        return _before(piece(), tree, key)
    return tree


def renamed(tree: Any, piece: Piece) -> Any:
    """A case whose options and days have a piece of other text before their names, wherever they stand.

    A name that holds what cannot be seen is refused when the case is read.
    """
    tree = copy.deepcopy(tree)
    for comparison in tree.get("comparisons", {}).values():
        comparison["groups"] = {_seen(piece(), name): one for name, one in comparison["groups"].items()}
    for section, names in (("alternatives", "options"), ("events", "candidates")):
        for choice, inside in tree.get(section, {}).items():
            new = {name: _seen(piece(), name) for name in inside[names]}
            inside[names] = {new[name]: one for name, one in inside[names].items()}
            called = tree.get("words", {}).get(choice, {})
            if "options" in called:
                called["options"] = {new[name]: text for name, text in called["options"].items()}
    return tree


def _seen(piece: str, name: str) -> str:
    return f"{visible(piece, lines=False).strip()} {name}"


def _before(piece: str, text: str, key: str) -> str:
    if key in ("url", "URL", "language"):  # what is said there has a meaning, as long as nothing stands before it
        return piece
    return f"{piece} {text}"[: LONGEST.get(key)]


def written(folder: Path, name: str, piece: Piece) -> Path:
    """Writes a folder of data with one case, every text of it and of its evidence spoilt; gives that of the case."""
    source = Path(CASES[name])
    tree = plain(YAML(typ="safe").load((source / "case.yaml").read_text(encoding="utf-8")))
    kept = set(looked_up(tree))
    _write_evidence(ROOT / "data" / "evidence", folder / "evidence", piece, kept)
    case = folder / "cases" / name
    case.mkdir(parents=True)
    if (source / "evidence").is_dir():
        _write_evidence(source / "evidence", case / "evidence", piece, kept)
    shutil.copy(ROOT / "data" / "datapackage.json", folder)
    write_case(case / "case.yaml", renamed(spoilt(tree, piece), piece))
    _write_reviews(case / "reviews", tree, piece)
    _write_log(case, piece)
    return case


def another(case: Path, name: str, piece: Piece) -> Path:
    """Writes the same case once more beside one that was written, with other pieces; gives its folder."""
    tree = plain(YAML(typ="safe").load((Path(CASES[name]) / "case.yaml").read_text(encoding="utf-8")))
    folder = case.with_name("another")
    shutil.copytree(case, folder)
    write_case(folder / "case.yaml", renamed(spoilt(tree, piece), piece))
    return folder


def _write_log(case: Path, piece: Piece) -> None:
    """Writes a log in which nothing is wrong, every text of it spoilt: of an input that came, changed and went too."""
    inputs = inputs_of(open_case(str(case)))
    begun = beginning(inputs, "2026-11-26", f"{piece()} as it stood")
    name, states = f"{piece()} gone", [None, f"{piece()} 5 truck", f"{piece()} 6 truck", None]
    entries: list[Entry] = []
    for old, new in itertools.pairwise(states):
        said = {"who": f"{piece()} who", "reason_stands": f"{piece()} stands", "why": f"{piece()} why"}
        entry = Entry(input=name, old=old, new=new, when="2026-11-26", **said)
        entries.append(entry.chained(entries[-1].sha256 if entries else begun.sha256))
    whole = Log(began=begun, entries=entries)
    write_case(case / "log.yaml", whole.model_dump(exclude_none=True, mode="json"))


def _write_reviews(folder: Path, tree: Any, piece: Piece) -> None:
    """Writes the files of two reviewers who do not agree on the first number of a case, every text of them spoilt."""
    first = next(iter(tree["claims"]))
    folder.mkdir()
    for who, entry in {"one": {"act": "dispute"}, "other": {"act": "sign", "of": "another value"}}.items():
        said = {**entry, "input": first, "why": f"the reason of {who}", "when": "2026-11-26"}
        review = {"reviewer": f"Reviewer {who}", "entries": [said]}
        write_case(folder / f"{who}.yaml", spoilt(review, piece, TEXTS_OF_REVIEWS))


def write_case(path: Path, tree: Any) -> None:
    """Writes a case file; JSON is YAML, and writes what it cannot show as an escape."""
    path.write_text(json.dumps(tree, ensure_ascii=True, indent=1), encoding="utf-8")


def plain(tree: Any) -> Any:
    """A tree of text alone, as the reader of cases has it: days and numbers as they are written."""
    if isinstance(tree, dict):
        return {str(key): plain(inside) for key, inside in tree.items()}
    if isinstance(tree, list):
        return [plain(one) for one in tree]
    return tree if isinstance(tree, bool | str) or tree is None else str(tree)


def looked_up(tree: Any, inside: bool = False) -> Iterator[str]:
    """The cells by which a case finds the rows of its tables."""
    if isinstance(tree, dict):
        for key, one in tree.items():
            yield from looked_up(one, inside or key == "where")
    elif isinstance(tree, list):
        for one in tree:
            yield from looked_up(one, inside)
    elif inside and isinstance(tree, str):
        yield tree


def _write_evidence(source: Path, target: Path, piece: Piece, kept: set[str]) -> None:
    shutil.copytree(source, target)
    items = json.loads((source / "sources.json").read_text(encoding="utf-8"))
    texts = json.dumps(spoilt(items, piece, TEXTS_OF_SOURCES), ensure_ascii=True)
    (target / "sources.json").write_text(texts, encoding="utf-8")
    for path in source.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row, column in itertools.product(rows, TEXTS_OF_TABLES & set(rows[0])):
            if row[column] and row[column] not in kept:
                row[column] = f"{piece()} {row[column]}"
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
