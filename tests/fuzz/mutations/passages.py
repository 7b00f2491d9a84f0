"""Texts for a first look: of every language, with numerals, units and cues spliced; files of them, and pages."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .evidence_tables import CASE
from .pieces import PASSAGE_BITS, mutated_bytes, mutated_text, piece, write_text
from .small_project import small_data

LANGUAGES = Path(__file__).parents[3] / "src/weighbridge/quantities/languages"
PASSAGES = (
    "The convoy of 50 trucks left with 2,500 tonnes of scrap, sold at $300 a tonne for about $750,000.",
    "Near Raqqa some 50 lorries carried 2.5 thousand tons; 20 percent of it, one in five, was copper.",
    "В марте 2017 года вывезли около двух с половиной тысяч тонн металла по 300 долларов за тонну.",
    "У березні 2017 року вивезли близько 2,5 тис. тонн брухту на 50 вантажівках.",
    "خرجت خمسون شاحنة تحمل نحو ٢٥٠٠ طن من الخردة بسعر ٣٠٠ دولار للطن.",
    "Rund 50 Lastwagen mit zweieinhalbtausend Tonnen Schrott, 300 Euro je Tonne, also etwa 750.000 Euro.",
    "Une cinquantaine de camions ont transporté 2 500 tonnes de ferraille, soit 50 tonnes par camion.",
    "Medio centenar de camiones con 2.500 toneladas de chatarra a 300 dólares la tonelada: tres cuartos de millón.",
    "Omkring 50 lastbiler kørte 2.500 ton skrot ud, halvanden million kroner værd.",
    "It rose from 1.2 million to 1.5 million barrels a day, up 25%, between 5 and 10 times as many as in 2015.",
)


@cache
def words() -> tuple[str, ...]:
    """The words that the tables of all languages list."""
    found: set[str] = set()
    for path in sorted(LANGUAGES.glob("*/*.csv")):
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            found.update(part for cell in row for part in cell.split(";") if 0 < len(part) < 40)
    return tuple(sorted(found))


def passage(rnd: Random) -> str:
    """A passage: one that was sound and is changed, two that are spliced, or words strung together."""
    way = rnd.random()
    if way < 0.35:
        text = rnd.choice(PASSAGES)
        for _ in range(rnd.choice((1, 2, 5))):
            text = mutated_text(rnd, text)
        return text
    if way < 0.55:
        one, other = rnd.sample(PASSAGES, 2)
        return one[: rnd.randint(0, len(one))] + other[rnd.randint(0, len(other)) :]
    bits = (lambda: rnd.choice(PASSAGE_BITS), lambda: rnd.choice(words()), lambda: numeral(rnd), lambda: piece(rnd))
    return rnd.choice((" ", " ", " ", "", "-")).join(
        rnd.choices(bits, weights=(4, 6, 5, 1))[0]() for _ in range(rnd.choice((2, 5, 10, 30)))
    )


def numeral(rnd: Random) -> str:
    """A number as a text may write it."""
    whole = str(rnd.choice((0, 1, 2, 5, 12, 50, 250, 2500, 750_000, 10**9, 10**15, rnd.randrange(10**6), 10**40)))
    grouped = f"{int(whole):,}".replace(",", rnd.choice((",", ".", " ", "\u00a0", "\u202f", "'", "٬", "")))
    part = rnd.choice(("", "", "", ".5", ",5", ".123456789", "½", "/2", "e3", "-", "%", "²"))
    text = rnd.choice(("", "", "", "$", "€", "-", "−", "~", "<", "±", "+")) + grouped + part
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if rnd.random() < 0.1 else text


def passages(rnd: Random, folder: Path) -> Attempt:
    """A passage that is weighed, or that a case is drafted of."""
    text = passage(rnd).replace("\0", "")
    language = () if rnd.random() < 0.8 else ("--language", rnd.choice(("en", "ar", "ru", "de", "xx", "")))
    dated = () if rnd.random() < 0.9 else ("--date", piece(rnd).replace("\0", ""))
    how = rnd.choice(((), (), ("--json",), ("--markdown",), ("--width", "40")))
    small_data(folder)
    if rnd.random() < 0.15:
        return typed(
            ("new", "drafted", "--from", text, "--into", "."),
            ("check", "drafted"),
            ("verify", "drafted"),
            written=("drafted",),
        )
    if rnd.random() < 0.2:
        (folder / "text.txt").write_bytes(mutated_bytes(rnd, text.encode("utf-8", "surrogatepass")))
        text = "text.txt"
    return typed(("weigh", *language, *dated, *how, "--", text))


HEADS = (
    "", "<!DOCTYPE html>", "<html><head><meta charset=", '<?xml version="1.0" encoding="x"?>', "<title>T</title>",
    '<meta property="og:title" content="T">', '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
)  # fmt: skip
QUOTED = ("about 120 tons", "6 trucks", "90 thousand dollars")
MARKUP = (
    "<p>", "</p>", "<br>", "<div hidden>", "<!--", "-->", "<script>", "</script>", "<style>", "<td>", "</table>",
    "&#0;", "&#x110000;", "&nbsp;", "&lt", "&#xD800;", "&", "<", ">", "<a href='", "<![CDATA[", "]]>", "<svg>", "<pre>",
    "<" * 500,
)  # fmt: skip


def articles(rnd: Random, folder: Path) -> Attempt:
    """A file of an article: of another encoding, a page with broken markup, signs that nobody sees."""
    small_data(folder)
    parts = [rnd.choice(HEADS)]
    for quoted in QUOTED:
        parts += [piece(rnd), rnd.choice(MARKUP), rnd.choice((quoted, mutated_text(rnd, quoted))), rnd.choice(MARKUP)]
    text = " ".join(parts)
    content = text.encode("utf-8", "surrogatepass")
    path = folder / rnd.choice(("article.txt", "article.html"))
    path.write_bytes(mutated_bytes(rnd, content))
    if rnd.random() < 0.3:
        return typed(("weigh", path.name))
    if rnd.random() < 0.2:
        return typed(("new", "drafted", "--from", path.name, "--into", "."), ("check", "drafted"), written=("drafted",))
    return typed(("verify", CASE, "--article", path.name))


def batches(rnd: Random, folder: Path) -> Attempt:
    """A file of many passages or of many cases, as CSV or as lines of JSON."""
    small_data(folder)
    cases = rnd.random() < 0.2
    rows = [{"key": str(number), "text": passage(rnd)} for number in range(rnd.choice((1, 2, 4)))]
    if cases:
        rows = [{"case": rnd.choice((CASE, piece(rnd), "one", "."))} for _ in rows]
    if rnd.random() < 0.5:
        name, lines = "many.jsonl", [json.dumps(row, ensure_ascii=rnd.random() < 0.5) for row in rows]
        lines = [mutated_text(rnd, line) if rnd.random() < 0.3 else line for line in lines]
        write_text(folder / name, "\n".join(lines))
    else:
        from .grids import csv_bytes, mutated_grid

        name, grid = "many.csv", [list(rows[0]), *(list(row.values()) for row in rows)]
        (folder / name).write_bytes(csv_bytes(rnd, mutated_grid(rnd, grid) if rnd.random() < 0.7 else grid, plain=0.5))
    if rnd.random() < 0.2:
        (folder / name).write_bytes(mutated_bytes(rnd, (folder / name).read_bytes()))
    column = (
        () if rnd.random() < 0.8 else ("--column", rnd.choice(("text", "key", "case", piece(rnd).replace("\0", ""))))
    )
    return typed(
        ("weigh", "--many", name, "-o", "out.csv", "--workers", "1", *column), written=("out.csv", "out.csv.parts")
    )
