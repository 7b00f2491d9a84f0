"""Languages beyond English: sentences as a newspaper prints them, numbers in words, and tables that lack nothing."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest

from weighbridge.base import TableError
from weighbridge.quantities import mentions
from weighbridge.quantities.completeness import FOLDER, gaps
from weighbridge.quantities.compounds import tokens_of
from weighbridge.quantities.language import Language, language, languages
from weighbridge.quantities.number_words import number_in_words
from weighbridge.relations.link_words import words_between

HERE = Path(__file__).parent
OTHERS = ("ar", "da", "de", "es", "fr", "ru", "uk")
LEAST = {"ar": 60}  # sentences; 30 for the others
ARTICLES = {("fr", 1), ("da", 1)}  # a number that alone is an article


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sentences(code: str) -> list[tuple[str, list[dict[str, str]]]]:
    """The sentences of a language, each with the quantities that it holds."""
    table = rows(HERE / "sentences" / f"{code}.csv")
    grouped = groupby(table, key=lambda row: row["sentence"])
    return [(text, [row for row in some if row["kind"]]) for text, some in grouped]


def read(text: str, code: str | None) -> list[tuple]:
    """The quantities of a text as a table of sentences writes them."""
    found = [(one.meaning, one.cue, one.kind.value) for one in mentions(text, code).quantities]
    return [(one.low, one.high, one.unit, one.thing or "", one.per or "", cue, kind) for one, cue, kind in found]


def written(row: dict[str, str]) -> tuple:
    return (Decimal(row["low"]), Decimal(row["high"]), *(row[key] for key in ("unit", "thing", "per", "cue", "kind")))


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [(code, *one) for code in OTHERS for one in sentences(code)],
    ids=lambda one: str(one)[:40],
)
def test_a_sentence_reads_as_it_is_meant(code, text, wanted):
    assert read(text, code) == [written(row) for row in wanted]


NOTHING = rows(HERE / "nothing_follows.csv")


@pytest.mark.parametrize("code", OTHERS)
def test_pages_dates_names_and_results_count_nothing(code):
    found = [(row["sentence"], read(row["sentence"], code)) for row in NOTHING if row["language"] == code]
    assert len(found) >= 11
    assert [(text, some) for text, some in found if any(one[6] in ("count", "measure", "money") for one in some)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_there_are_enough_sentences_with_and_without_quantities(code):
    given = sentences(code)
    assert len({text for text, _ in given}) >= LEAST.get(code, 30)
    assert {bool(wanted) for _, wanted in given} == {True, False}


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_is_told_by_its_language(code):
    texts = [one for one, _ in sentences(code)]
    told = [mentions(text).language for text in texts]
    assert mentions(" ".join(texts[:12])).language == code
    assert told.count(code) >= 0.9 * len(texts)  # of single sentences, of which some hold no word that tells


@pytest.mark.parametrize("code", OTHERS)
def test_numbers_in_words_are_read_back(code):
    # made by the library num2words, version 0.5.14, which knows nothing of these tables; behind each a noun
    known = language(code)
    noun = next(iter(known.things.forms))
    wrong = []
    for row in rows(HERE / "number_words.csv"):
        number, text = int(row["number"]), f"{row['words']} {noun}"
        if row["language"] != code or (code, number) in ARTICLES:
            continue
        found = number_in_words(known, tokens_of(known, text, 0, len(text)), 0)
        if found is None or found.value != number:
            wrong.append((number, row["words"], found and found.value))
    assert not wrong


@pytest.mark.parametrize(
    ("code", "words", "number"),
    [
        ("ar", "ثلاثة ملايين ونصف المليون", 3_500_000),
        ("ar", "ألفا طن", 2000),
        ("ar", "ألفاً ومئتي طن", 1200),
        ("ar", "مليونا لاجئ", 2_000_000),
        ("ar", "نصف مليون", 500_000),
        ("de", "anderthalb Millionen", 1_500_000),
        ("de", "dreihunderteinundzwanzigtausend", 321_000),
        ("de", "eine halbe Million", 500_000),
        ("de", "zwei Dutzend", 24),
        ("en", "one hundred and twenty thousand", 120_000),
        ("es", "un billón doscientos mil millones", 1_200_000_000_000),
        ("es", "medio millón", 500_000),
        ("es", "mil quinientos millones", 1_500_000_000),
        ("fr", "deux milliards et demi", 2_500_000_000),
        ("fr", "soixante et onze", 71),
        ("fr", "un demi-million", 500_000),
        ("ru", "два с половиной миллиона", 2_500_000),
        ("ru", "полмиллиона", 500_000),
        ("ru", "полторы тысячи", 1500),
        ("uk", "пів мільйона", 500_000),
        ("uk", "півтора мільярда", 1_500_000_000),
    ],
)
def test_halves_duals_and_long_scales_are_read(code, words, number):
    known = language(code)
    found = number_in_words(known, tokens_of(known, words, 0, len(words)), 0)
    assert found is not None
    assert found.value == Fraction(number)


@pytest.mark.parametrize("code", languages())
def test_the_tables_of_a_language_lack_nothing(code):
    assert [str(gap) for gap in gaps(FOLDER / code)] == []


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of a language that is complete."""
    return Path(shutil.copytree(FOLDER / "fr", tmp_path / "xx"))


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("cues", "environ,about,before", "environ,abuot,before", "did you mean `about`"),
        ("cues", "environ,about,before", "environ,about,ahead", "write before or after"),
        ("units", ",kilotonne,", ",kilotone,", "did you mean `kilotonne`"),
        ("units", ",USD,currency,", ",USD,curency,", "did you mean `currency`"),
        ("numbers", "deux,2,unit", "deux,2,units", "did you mean `unit`"),
        ("numbers", "deux,2,unit", "deux,two,unit", "write digits or a fraction"),
        ("numbers", "deux,2,unit,,\n", "", "no word for 2; add one"),
        ("things", "\ntruck,camion", "\ntrucks,camion", "did you mean `truck`"),
        ("things", "aid,aide;", "aid,camion;aide;", "`camion` stands for aid already, in line 2"),
        ("words", "between,entre,\n", "", "no word of role `between`; add one"),
        ("words", "month 8,août,\n", "", "no word of role `month 8`; add one"),
        ("language", 'decimal,","', "decimal,;", "write `.` or `,`"),
        ("language", "head,first\n", "", "no row `head`"),
        (
            "cues",
            "quelque,some,before,",
            "quelque,some,before,one,two",
            "put a cell that holds a comma in double quotes",
        ),
        ("words", "role,forms,note", "role,words,note", "the first line reads role,forms,note"),
    ],
)
def test_what_is_missing_or_wrong_is_named_with_its_file_line_and_remedy(folder, table, old, new, said):
    path = folder / f"{table}.csv"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    found = gaps(folder)
    assert any(said in str(gap) for gap in found), [str(gap) for gap in found]
    assert {gap.file for gap in found} == {f"xx/{table}.csv"}
    lines = before[: before.index(old)].count("\n") + 1
    assert any(gap.line in (1, lines, lines + 1) or "already" in str(gap) for gap in found)


def test_a_table_that_is_not_there_is_named(folder):
    (folder / "cues.csv").unlink()
    (gap,) = gaps(folder)
    assert (gap.file, gap.found) == ("xx/cues.csv", "the table is missing")
    assert "`words`, `cue`, `place`, `note`" in gap.remedy


@pytest.mark.parametrize(
    ("table", "row", "found", "remedy"),
    [
        ("numbers", "gross,abc,unit,,", "`value` is `abc`", "write digits or a fraction"),
        ("numbers", "gross,1/0,unit,,", "`value` is `1/0`", "write digits or a fraction"),
        ("units", "pood,1.2.3 kg,,,", "`unit` is `1.2.3 kg`", "write it as `tonne`"),
        ("units", "pood,kg,tonne,,", "`doubt` is `tonne`", "did you mean `ton`?"),
        ("links", "contains,stuffed with,", "`role` is `contains`", "did you mean `containing`?"),
    ],
)
def test_a_cell_of_a_language_that_says_nothing_known_is_refused_with_its_line(
    tmp_path, monkeypatch, table, row, found, remedy
):
    shutil.copytree(FOLDER / "en", tmp_path / "en")
    path = tmp_path / "en" / f"{table}.csv"
    line = len(path.read_text(encoding="utf-8").splitlines()) + 1
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    known = Language(tmp_path / "en")
    monkeypatch.setattr("weighbridge.relations.link_words.language", lambda code: known)
    with pytest.raises(TableError) as refused:
        words_between(" with ", "edited") if table == "links" else getattr(known, table)
    assert refused.value.message == f"{path}:{line}: {found}"
    assert remedy in refused.value.remedy
