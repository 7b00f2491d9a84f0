"""Scalars that a case would rather not hold: numbers, units, texts, dates, cues; by what they stand in for."""

from __future__ import annotations

from random import Random

NUMBERS = (
    *("0", "-0", "-1", "1", "0.1", "1e-9", "1e308", "1e-320", "1e999", "-1e300", "1e300", "1e26", "1.4e24", "9" * 400),
    *("0." + "0" * 300 + "1", "nan", "inf", "-inf", ".inf", "1_000", "٥٠", "½", "1,000,000", "1.250.000", "0x10", "1e"),
    *("1 to 0", "5 to 5", "-5 to 5", "0 to 0", "1e300 to 1e301", "50 ± 5", "50(5)", "−5", "50 +10 -60", "", "x", "1/0"),
    *(
        "50 million",
        "1 hundred billion trillion",
        "three",
        "half",
        "doubled",
        "fell by half",
        "one in five",
        "one in 0",
    ),
    *(
        "20 of 30",
        "0 of 0",
        "30 of 20",
        "rose 25 percent",
        "fell",
        "3 times as many",
        "0.0",
        "100.0",
        "99.99999999999999",
    ),
)
PLAIN_NUMBERS = ("0", "1", "2", "3", "7", "10", "12", "50", "99.5", "100", "1000", "2500", "1e6", "0.5", "0.001", "1.5")
UNITS = (
    *(
        "one",
        "tonne",
        "truck",
        "tonne/truck",
        "kg",
        "USD",
        "USD/tonne",
        "percent",
        "truck/month",
        "truck/year",
        "USD/day",
    ),
    *(
        "person",
        "GBP/kg",
        "barrel/day",
        "long_ton",
        "short_ton",
        "troy_ounce",
        "month",
        "year",
        "day",
        "second",
        "litre",
    ),
    *("kg**99", "kg**-3", "m**0.5", "USD**0", "°C", "delta_degC", "%", "tonn", "kg*", "/kg", "kg/0", "1/kg", "µm", "Ω"),
    *(
        "tonne/truck/truck",
        "kg*kg*kg*kg*kg*kg",
        "USD/USD",
        "dB",
        "pH",
        "ton",
        "tons",
        "x" * 300,
        "kg\u202e",
        "",
        "(kg",
        "kg)",
    ),
    *(
        "percentage points",
        "dozen",
        "light_year",
        "eV",
        "planck_length",
        "googol",
        "truck*truck",
        "EUR",
        "month/year",
        "radian",
    ),
)
TEXTS = (
    *(
        "",
        " ",
        "x",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "tons \u202e0052",
        "\u2066open",
        "close\u2069",
        "a\u2028b",
        "\x00",
    ),
    *(
        "a\nVerdict: fits",
        "\r\n",
        "=1+2",
        "@SUM(A1)",
        "+1",
        "-1",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
    ),
    *(
        "{{7*7}}",
        "{%",
        "{0}",
        "%s",
        "$x^2$",
        "\\begin{x}",
        "`",
        "```",
        "|",
        "| a | b |",
        "[a](javascript:alert(1))",
        "*",
        "_",
    ),
    *(
        "javascript:alert(1)",
        'https://example.org/"onload=',
        "file:///etc/passwd",
        "../../etc/passwd",
        "/dev/zero",
        "CON",
    ),
    *(
        "حوالي ٥٠ شاحنة",
        "תשע",
        "e\u0301" * 50,
        "👩‍👩‍👧‍👦",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\ufffe",
        "ﷺ",
        "İ",
        "ß" * 100,
        "x" * 5000,
    ),
    *(
        "true",
        "null",
        "~",
        "yes",
        "1e3",
        "2017-02",
        "#",
        "a: b",
        "- a",
        "&a x",
        "*a",
        "!!python/object:os.system x",
        "%YAML 1.2",
    ),
)
DATES = (
    "2017-02",
    "2017-02-30",
    "2017",
    "0000-01",
    "9999-12-31",
    "2017-13",
    "1-1-1",
    "-5000",
    "yesterday",
    "2017-02-29",
    "",
    "1e5",
)
CUES = (
    *("about", "roughly", "near", "at most", "at least", "over", "almost", "nearly", "just over", "none", "on average"),
    *(
        "exactly",
        "several",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "under",
        "حوالي",
        "Almost",
        "abuot",
        "",
        "up to",
    ),
)
BAD_NAMES = (
    "",
    " ",
    "x y",
    "1x",
    "kg",
    "a.b",
    "a-b",
    "ä",
    "حمولة",
    "x" * 200,
    "min",
    "exp",
    "one",
    "__class__",
    "\u202ea",
    "a\u0301",
)


def number(random: Random) -> str:
    """A number with a unit, mostly a fair one."""
    return f"{random.choice(PLAIN_NUMBERS if random.random() < 0.6 else NUMBERS)} {unit(random)}".strip()


def unit(random: Random) -> str:
    """A unit, mostly a fair one."""
    return random.choice(UNITS[:22] if random.random() < 0.7 else UNITS)


def anything(random: Random) -> str:
    """A scalar of any sort."""
    return random.choice((*random.choice((NUMBERS, UNITS, TEXTS, DATES, CUES, BAD_NAMES)), number(random)))
