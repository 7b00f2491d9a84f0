"""Rules for a text that people read: short sentences, plain words, no names of variables, no keys, no unit per unit."""

import re

from weighbridge.text.brevity import MOST_WORDS

BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])[”’)]*\s+(?=[A-Z“‘$£€−\d])")
SIGNS = {"_": r"\w*_\w*", "per": r"\w+/\w+", "percent": r"\d %", "code": "`", "power": r"\*\*"}
# Words of the method; a reader says "fits", "the wording", "the answer changes", "possible misprint".
TERMS = re.compile(
    r"\b(hedges?|flips?|flipped|slips?|strained|severity|levers?|localised|tail|(?<!the )told|is no)\b", re.I
)


def sentences_of(text):
    """The sentences of a text, one that is quoted with it."""
    return [one for one in BETWEEN_SENTENCES.split(text.strip()) if one]


def faults(text, identifiers=(), keys=()):
    """What a text has that no reader should meet, each as the rule and where it is broken.

    Args:
        identifiers: of a case; one that is a plain word, such as `mass`, may stand as that word.
        keys: of its sources.
    """
    found = [("long", one) for one in sentences_of(text) if len(one.split()) > MOST_WORDS]
    patterns = {
        "_": r"\w*_\w*",
        "per": r"\w+/\w+",
        "percent": r"\d %",
        "code": "`",
        "power": r"\*\*",
        "term": TERMS.pattern,
    }
    for rule, pattern in patterns.items():
        found += [(rule, one.group()) for one in re.finditer(pattern, text, re.I if rule == "term" else 0)]
    names = [name for name in identifiers if re.search(r"[._]|\d", name)]
    found += [("identifier", name) for name in names if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w])", text)]
    found += [("key", key) for key in keys if "-" in key and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text)]
    if text and not re.search(r"[.?!][”’)]*$", text):
        found.append(("stop", text))
    return found
