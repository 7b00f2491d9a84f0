"""Topics found by ordinary words: their titles, other words for them, and the words of the things that they are of.

Words meet by their stems, and those that mean alike by the first of their row in ``words.csv``. What no topic has may
say which entry is wanted: "load of a truck in Syria".
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from ..base import TableRow, filled, one_of, table_rows
from ..quantities import kinds_of, language
from ..text import Spellings
from ..text import words as text_words
from .catalogue import topics
from .comparable import period
from .entries import entries
from .topic import Comparable, Entry, Topic

WORDS = Path(__file__).with_name("words.csv")
MOST_NEAR = 5
CLOSE = 0.7  # how much alike a word is that may be meant, as difflib counts it
RARE = 0.03  # a word that every thirtieth topic has, and no commoner one, tells which topic is meant
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_POSSESSIVE = re.compile("['\u2019]s?$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?(?:-[0-9]{2})?")


def search(words: str, date: str | None = None) -> tuple[Comparable, ...]:
    """The topics that have all the words, the best first, each with its entries.

    Words that no topic has may stand in the entries: then those alone are given that have them. A date among the words
    counts where no other is given; "February 2017" is one.

    Args:
        words: a few words of English, in any order, number and case.
        date: when the figures are to hold; see ``entries``.

    >>> search("prices of copper", "2017-02")[0].topic.key
    'copper-price'
    """
    plain, said = without_date(words)
    date = date or said
    wanted = stems(plain)
    if not wanted:
        return ()
    telling = wanted - _of_units(plain) or wanted
    ranked = sorted(
        ((_rank(topic, plain, wanted), place, topic) for place, topic in enumerate(topics())), key=lambda one: one[:2]
    )
    found = (_with_entries(topic, telling, date) for _, _, topic in ranked if telling & terms_of(topic))
    return tuple(one for one in found if one is not None)


def nearest_topics(words: str) -> tuple[Topic, ...]:
    """Topics that somebody may have meant whose words found none: those that have the rarest of them, or nearly."""
    known, wanted = topics(), stems(without_date(words)[0])
    count = Counter(stem for topic in known for stem in terms_of(topic))
    meant = {stem: [stem] if stem in count else difflib.get_close_matches(stem, count, 3, CLOSE) for stem in wanted}
    weights = {near: 1 / count[near] for nears in meant.values() for near in nears}
    scores = [(sum(weights.get(stem, 0.0) for stem in terms_of(topic)), topic) for topic in known]
    best = sorted((one for one in scores if one[0] >= RARE), key=lambda one: (-one[0], len(stems(one[1].title))))
    return tuple(topic for _, topic in best[:MOST_NEAR])


def without_date(words: str) -> tuple[str, str | None]:
    """Words without the date among them, and the date.

    >>> without_date("copper price in February 2017"), without_date("price of copper 2017-02"), without_date("copper")
    (('copper price in', '2017-02'), ('price of copper', '2017-02'), ('copper', None))
    """
    found = _YEAR.search(words)
    if not found:
        return words, None
    before, date, behind = words[: found.start()].split(), found[0], words[found.end() :].split()
    months = [month.casefold() for month in text_words.MONTHS]
    if before and len(date) == len("2017") and (name := before[-1].casefold()) in months:
        return " ".join([*before[:-1], *behind]), f"{date}-{months.index(name) + 1:02}"
    return " ".join([*before, *behind]), date


def _rank(topic: Topic, plain: str, wanted: frozenset[str]) -> tuple[int, float]:
    """How many of the words a topic has not, and how ill its title answers the others: the least is the best."""
    here, title = wanted & terms_of(topic), stems(topic.title)
    said = plain.strip().casefold()
    phrases = (topic.key, topic.title, *topic.words)
    as_said = said in map(str.casefold, phrases) or wanted in map(stems, phrases)
    return len(wanted - here), -as_said - len(here & title) / max(len(here | title), 1)


def _with_entries(topic: Topic, wanted: frozenset[str], date: str | None) -> Comparable | None:
    """A topic with those of its entries that have the words which the topic has not; None where none has them."""
    more = wanted - terms_of(topic)
    if more and topic.is_series:
        return None
    some = tuple(entry for entry in entries(topic, date) if more <= _stems_of(entry))
    if more:  # Syria before the places in it
        some = tuple(sorted(some, key=lambda entry: len(stems(entry.place) - more)))
    return Comparable(topic, some, not more, period(some)) if some else None


def _stems_of(entry: Entry) -> frozenset[str]:
    return stems(f"{entry.what} {entry.place} {entry.key.replace('-', ' ')}")


@lru_cache(maxsize=2048)
def terms_of(topic: Topic) -> frozenset[str]:
    """The stems by which a topic is found: of its title, its words, its key, and the words of its things."""
    known = _nouns()
    things = [noun for thing in (topic.of, topic.per) if thing for noun in (thing, *known.get(thing, ()))]
    kinds = kinds_of(topic.of)[1:] if topic.of else ()
    return stems(" ".join([topic.title, *topic.words, topic.key.replace("-", " "), *things, *kinds]))


@lru_cache(maxsize=32_768)
def stems(words: str) -> frozenset[str]:
    """The stems of words, without those that say nothing; one stem for all that mean alike.

    >>> sorted(stems("the prices of lorries")), sorted(stems("What does copper cost?"))
    (['price', 'truck'], ['copper', 'price'])
    """
    said = (_POSSESSIVE.sub("", word) for word in _WORD.findall(words.casefold()))
    found = (_stem(word) for word in said if word not in _left_out())
    return frozenset(_alike().get(stem, stem) for stem in found if stem)


def _of_units(words: str) -> frozenset[str]:
    """The stems of words that say in what a figure is wanted, which any topic has: dollars, a tonne, a kilogram."""
    spelled = Spellings()
    units = (word for word in _WORD.findall(words) if len(word) > 1 and spelled.name_of(word))
    return stems(" ".join([*units, *(word for word in _WORD.findall(words.casefold()) if word in _role("measure"))]))


def _stem(word: str) -> str:
    """A word without the ending of its plural.

    >>> [_stem(word) for word in ("prices", "lorries", "boxes", "glass", "gas", "tonnes", "barley")]
    ['price', 'lorry', 'box', 'glass', 'gas', 'tonne', 'barley']
    """
    if len(word) > len("gas") and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > len("ties"):
            return f"{word[:-3]}y"
        return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
    return word


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    """The English nouns of each thing, by its key."""
    return {row["thing"]: tuple(row["forms"].split(";")) for row in language("en").rows("things")}


@cache
def _rows() -> list[TableRow]:
    cells = {"role": one_of("alike", "leave out", "measure"), "forms": filled("words, with `;` between two")}
    return table_rows(WORDS, ("role", "forms"), cells)


@cache
def _alike() -> Mapping[str, str]:
    """For each word that means the same as another, the first of its row."""
    rows = ([_stem(form) for form in row["forms"].split(";")] for row in _rows() if row["role"] == "alike")
    return {other: first for first, *others in rows for other in others}


def _left_out() -> frozenset[str]:
    return _role("leave out")


@cache
def _role(role: str) -> frozenset[str]:
    """The words of a role in ``words.csv``."""
    return frozenset(form for row in _rows() if row["role"] == role for form in row["forms"].split(";"))
