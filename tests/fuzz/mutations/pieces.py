"""Pieces of hostile content, and what is done to texts, bytes and trees that were sound."""

from __future__ import annotations

import json
from random import Random
from typing import Any

NUMBERS = (
    *("0", "-0", "-1", "1", "0.004", "1e-320", "1e26", "1e308", "1e309", "-1e400", "1e999999999", "NaN", "nan", "inf"),
    *("-inf", "Infinity", "1_000", "0x10", "1/3", "1,000", "1.000,5", "1 250", "1'250", "٤٢", "½", "²", "1e", "e5"),
    *("+5", "−5", "5-10", "5 to 1", "..", "…", "#N/A", "TRUE", "1e26 USD", "9" * 40, "0." + "0" * 40 + "1", "5%", "$5"),
)
DATES = (
    *("2017-02", "2017-02-30", "2017-13", "0000-00-00", "99999-01", "2017", "17", "2017M02", "1.2.2017", "2017-2-1"),
    *("2017-02/2017-01", "2017-02-01/2017-02-28", "Feb 2017", "1900-02-29", "-5", "about 2017", "2017-Q1", "٢٠١٧-٠٢"),
)
UNITS = (
    *("tonne", "tonnes", "ton", "USD/tonne", "tonne/truck", "kg**-1", "kg**999", "m**0.5", "USD/", "/tonne", "%", "°C"),
    *("percent", "one", "", " ", "furlong", "USD/USD", "kg*kg*kg", "degC", "delta_degC", "mph", "XXX", "1 tonne", "B"),
    *("tonne/(truck", "nm", "a" * 300, "ton\n", "10**99 kg", "kilo", "import", "m^2", "m²", "EUR/USD", "Δ", "micro"),
)
TEXTS = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\uffff",
    ),
    *("=1+1", "@SUM(A1)", "+5", "-5", "<script>", "&amp;", "{{7*7}}", "{%", "$x$", "`", "|", "../..", "/", "\\", "CON"),
    *(
        "null",
        "None",
        "true",
        "~",
        "*a",
        "&a",
        "!!python/object:os.system",
        "- x",
        "key: value",
        "#",
        '"',
        "'",
        ";",
        ",",
    ),
    *("a" * 300, "é", "e\u0301", "ß", "İ", "ﬁ", "مليون", "двести", "😀", "\U000e0041", "א", "%s", "{0}", "\\ud800"),
)
PASSAGE_BITS = (
    *(
        "12 trucks",
        "about 2,500 tonnes",
        "$750,000",
        "300 dollars a tonne",
        "five hundred",
        "a dozen",
        "half",
        "two-thirds",
    ),
    *(
        "20 percent",
        "٤٥ طنا",
        "мільйон тонн",
        "2 millones de euros",
        "eine halbe Million",
        "deux cents camions",
        "1.5m",
    ),
    *(
        "per",
        "each",
        "of which",
        "by",
        "in 2017",
        "on 3 February 2017",
        "between 5 and 10",
        "5-10",
        "5 to",
        "to 5",
        "at $",
    ),
    *("up to", "more than", "nearly", "almost", "some", "dozens of", "hundreds", "no", "zero", "-5", "1e308", "0", "."),
    *(
        "kg",
        "km/h",
        "barrels a day",
        "°C",
        "%",
        "‰",
        "€",
        "¥",
        "x",
        "times",
        "fold",
        "square",
        "cubic",
        "12:30",
        "page 5",
    ),
    *("(", ")", ";", ":", "—", "“", "”", "\n", "\n\n", "\t", "\u00a0", "\u202f", "\u200f", "\u0640", ",", "and", "or"),
)


def piece(rnd: Random) -> str:
    """A text of any kind that a cell or a value may hold."""
    return rnd.choice(rnd.choice((NUMBERS, DATES, UNITS, TEXTS, PASSAGE_BITS)))


def mutated_text(rnd: Random, text: str) -> str:
    """A text with a cut, a doubling, a swap, a piece put in, or signs replaced."""
    at, to = sorted((rnd.randint(0, len(text)), rnd.randint(0, len(text))))
    short = min(to, at + rnd.choice((1, 2, 5, 20)))
    return rnd.choice(
        (
            lambda: text[:at] + piece(rnd) + text[at:],
            lambda: text[:at] + piece(rnd) + text[short:],
            lambda: text[:at] + text[short:],
            lambda: text[:at] + text[at:short] * rnd.choice((2, 3, 30)) + text[short:],
            lambda: text[:at],
            lambda: text[at:],
            lambda: piece(rnd),
            lambda: text + piece(rnd),
            lambda: text.upper() if rnd.random() < 0.5 else text.swapcase(),
        )
    )()


def mutated_bytes(rnd: Random, content: bytes) -> bytes:
    """Bytes cut short, with some of them changed, or as a file that was saved otherwise."""
    at = rnd.randint(0, max(len(content) - 1, 0))
    way = rnd.randrange(12)
    if way == 0:
        return content[:at]
    if way == 1:
        return content[:at] + bytes(rnd.randrange(256) for _ in range(rnd.choice((1, 2, 8)))) + content[at:]
    if way == 2:
        return content[:at] + bytes([rnd.randrange(256)]) + content[at + 1 :]
    if way == 3:
        return content.replace(b"\n", rnd.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b"\x85", b"\0")))
    if way == 4:
        return (
            rnd.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf" * 2, b"\0", b"\x1f\x8b")) + content
        )
    if way == 5:
        return recoded(rnd, content)
    if way == 6:
        return content.replace(b"\n", b"", 1) if rnd.random() < 0.5 else content.rstrip(b"\n")
    if way == 7:
        return b"" if rnd.random() < 0.3 else content[at:] + content[:at]
    if way == 8:
        return content[:at] + b"x" * rnd.choice((1_000, 140_000)) + content[at:]
    if way == 9:
        return content + b"\n" * rnd.choice((1, 100)) + content[:at]
    return content


def recoded(rnd: Random, content: bytes) -> bytes:
    """The same text in another encoding, as far as that has its signs."""
    name = rnd.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "cp1256", "utf-7", "latin-1"))
    return content.decode("utf-8", "replace").encode(name, "replace")


def mutated_tree(rnd: Random, tree: Any, depth: int = 0) -> Any:
    """A tree of lists and mappings with one change somewhere: a type, a key, a value, an order, a depth."""
    if isinstance(tree, dict) and tree and rnd.random() < 0.9:
        key = rnd.choice(list(tree))
        if rnd.random() < 0.7:
            return {**tree, key: mutated_tree(rnd, tree[key], depth + 1)}
        return _mapping(rnd, tree, key)
    if isinstance(tree, list) and tree and rnd.random() < 0.9:
        at = rnd.randrange(len(tree))
        if rnd.random() < 0.7:
            return [*tree[:at], mutated_tree(rnd, tree[at], depth + 1), *tree[at + 1 :]]
        return rnd.choice(([*tree[:at], *tree[at + 1 :]], [*tree, tree[at]], tree[::-1], [tree], [], tree[0]))
    if isinstance(tree, str) and rnd.random() < 0.5:
        return mutated_text(rnd, tree)
    return other_value(rnd, tree)


def _mapping(rnd: Random, tree: dict[str, Any], key: str) -> Any:
    without = {name: value for name, value in tree.items() if name != key}
    other = piece(rnd) if rnd.random() < 0.5 else mutated_text(rnd, key)
    return rnd.choice(
        (
            without,
            {**without, other: tree[key]},
            {**tree, other: other_value(rnd, None)},
            {**tree, key: tree},
            [tree],
            {},
        )
    )


def other_value(rnd: Random, value: Any) -> Any:
    """A value of another type, or the same one wrapped."""
    deep: Any = value
    for _ in range(rnd.choice((1, 5, 200))):
        deep = [deep] if rnd.random() < 0.5 else {"a": deep}
    return rnd.choice(
        (
            *(
                None,
                True,
                False,
                0,
                -1,
                5,
                1.5,
                1e308,
                10**40,
                float("nan"),
                float("inf"),
                "",
                [],
                {},
                [None],
                {"": ""},
            ),
            *(piece(rnd), piece(rnd), [value], {"value": value}, str(value), [value, value], deep, "\ud800", "a\udfff"),
        )
    )


def json_text(rnd: Random, tree: Any) -> str:
    """A tree as JSON, indented or not, with what JSON has not where the tree holds it; a key may stand twice."""
    text = json.dumps(tree, ensure_ascii=rnd.random() < 0.7, indent=rnd.choice((None, 1, 2)))
    if rnd.random() < 0.1:
        text = mutated_text(rnd, text)
    return text


def write_text(path: Any, text: str) -> None:
    """Write a text as UTF-8 whatever it holds; half a character stays half a one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
