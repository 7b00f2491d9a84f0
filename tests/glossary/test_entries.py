"""The glossary: every word that an output shows a reader is found in it, with one meaning, in plain sentences."""

import csv
import re
from pathlib import Path

import pytest

import weighbridge
from fuzz.kit_tables import said_apart
from weighbridge.answers import Badge
from weighbridge.base import RemediedError
from weighbridge.evidence import TRUST
from weighbridge.glossary import GlossaryError, cue_of, entry, glossary, note, notes
from weighbridge.glossary.entries import TABLE
from weighbridge.graph.declarations import Kind
from weighbridge.report.tables import FLIP_WORDS
from weighbridge.strength.evidence_words import Strength
from weighbridge.strength.mistakes import mistakes_table
from weighbridge.strength.true_value_words import probability_words
from weighbridge.terminal.screen import FIGURE_HEADS
from weighbridge.text.hedges import hedge_table
from weighbridge.what_if import outcome_words

ROOT = Path(__file__).parents[2]
SOURCE = Path(weighbridge.__file__).parent
# Labels in templates that are everyday English, and say by themselves what stands beside them.
PLAIN = {
    *("In charts", "This chart in words and figures", "The figures that it plots", "How this was done", "Libraries"),
    *("The same in", "The comparison in full", "Made with", "Cite as", "Run it again", "What the words mean"),
}


def labels(template):
    """The words of a template that name what stands beside or below them."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", "§", text)
    found = re.findall(r"<(?:h[1-4]|th|dt|caption|summary|strong)\b[^>]*>([^<]*)</", text)
    found += re.findall(r'\bword\("([^"]+)"\)', template.read_text(encoding="utf-8"))
    found += re.findall(r'told\("\w+", "([^"]+)"', template.read_text(encoding="utf-8"))
    found += [
        one
        for row in re.findall(r"for head in \(([^)]*)\)", template.read_text("utf-8"))
        for one in re.findall(r'"([^"]+)"', row)
    ]
    return {one.partition("(§")[0].replace("§", "").strip() for one in found if re.search("[A-Za-z]", one)}


TEMPLATES = [
    path
    for room in ("pages", "report", "difference", "first_look")
    for path in sorted((SOURCE / room / "templates").glob("*.html"))
]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_label_of_a_template_is_a_word_of_the_glossary(template):
    unknown = []
    for label in sorted(labels(template) - PLAIN):
        try:
            entry(label)
        except GlossaryError as error:
            unknown.append(f"{template.name}: {error}")
    assert unknown == []


def test_labels_are_read_out_of_templates():
    """The test above looks at something."""
    found = {label for path in TEMPLATES for label in labels(path)}
    assert {"What would settle it", "Weak:", "How strongly the evidence speaks", "Stated", "Before"} <= found


def folded_titles():
    """What results unfold in a notebook and below an answer on a terminal, by the source that names it."""
    for path in (
        "pages/check_rows.py",
        "report/verification.py",
        "report/forms.py",
        "terminal/screen.py",
        "terminal/details.py",
        "difference/words.py",
    ):
        text = (SOURCE / path).read_text(encoding="utf-8")
        yield from re.findall(r'^\s+\("([A-Z][^"]+)", [\w\[]', text, re.MULTILINE)
        yield from re.findall(r'_several\("([^"]+)"', text)


SHOWN = {
    "badges": [part for badge in Badge for part in (badge.value, badge.mark, badge.marked)],
    "outcomes": [
        words
        for table in (
            outcome_words.PLAIN,
            outcome_words.WITHOUT_COMMA,
            outcome_words.IN_WAYS,
            outcome_words.PREDICATES,
            outcome_words.PREDICATES_OF_SEVERAL,
            outcome_words.IT_WOULD,
        )
        for words in table.values()
    ],
    "cues": list(hedge_table()),
    "marks of sources": list(TRUST),
    "kinds of comparison": [kind.value for kind in Kind],
    "strengths": [one.value for one in Strength if one != Strength.BARE],
    "probability words": [one.words for one in probability_words()],
    "mistakes": list(mistakes_table()),
    "heads on a terminal": [*FIGURE_HEADS, "Question", "Verdict", "Reviewers"],
    "heads of tables": [head for head in FLIP_WORDS if head != "number"],
    "what unfolds": sorted(one for one in set(folded_titles()) if "{" not in one and one not in PLAIN),
    "sections of a case": [
        "claims",
        "evidence",
        "assumptions",
        "formulas",
        "checks",
        "alternatives",
        "events",
        "corrections",
    ],
}


@pytest.mark.parametrize("kind", SHOWN)
def test_every_word_that_a_reader_meets_is_found(kind):
    unknown = []
    for word in SHOWN[kind]:
        try:
            entry(word)
        except GlossaryError as error:
            unknown.append(str(error))
    assert SHOWN[kind]
    assert unknown == []


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Depends", "depends"),
        ("◆", "depends"),
        ("“Fits”", "fits"),
        ("can’t say", "can't say"),
        ("?", "can't say"),
        ("Ways to read it:", "ways to read it"),
        ("typical", "typical"),
        ("fair range", "fair range"),
        ("What would settle it", "what would settle it"),
        ("hedge_width", "how far the article's words stretch"),
        ("حوالي", "wording"),
        ("levers", "number that can be set"),
        ("quotes", "quotation"),
    ],
)
def test_a_word_is_found_as_somebody_met_it(typed, word):
    assert entry(typed).word == word


@pytest.mark.parametrize("typed", ["", " ", "zzzz", "\x1b[31mred", "x" * 10_000])
def test_a_word_that_is_not_there_is_refused_with_what_helps(typed):
    with pytest.raises(GlossaryError) as refused:
        entry(typed)
    assert "\x1b" not in str(refused.value)
    assert refused.value.remedy.startswith(("did you mean", "`weighbridge help`"))
    assert len(str(refused.value)) < 300


def test_the_nearest_words_are_named():
    with pytest.raises(GlossaryError, match="did you mean `possible`"):
        entry("possibel")


def test_meanings_are_plain_and_short():
    long = {one.word: len(one.sentence.split()) for one in glossary().values() if len(one.sentence.split()) > 25}
    assert long == {}
    jargon = re.compile(r"likelihood ratio|distribution|variance|copula|\w_\w|`|\bTODO\b", re.IGNORECASE)
    assert [one.word for one in glossary().values() if jargon.search(one.means)] == []
    assert [one.word for one in glossary().values() if one.means != one.means.strip() or one.means.endswith(".")] == []


def test_where_to_read_on_is_a_page_with_that_heading():
    missing = []
    for one in glossary().values():
        page, _, anchor = one.read_on.partition("#")
        text = (ROOT / page).read_text(encoding="utf-8") if (ROOT / page).is_file() else ""
        heads = {
            re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.+)$", text, re.M)
        }
        if not text or (anchor and anchor not in heads):
            missing.append(f"{one.word}: {one.read_on}")
    assert missing == []


def test_a_form_that_two_words_share_is_refused_with_both_lines(tmp_path):
    rows = list(csv.reader(TABLE.read_text(encoding="utf-8").splitlines()))
    also = rows[0].index("also")
    rows[2][also] = f"{rows[1][also].split(';')[0].upper()}"
    path = tmp_path / TABLE.name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    (said,) = said_apart("glossary/glossary.csv", path, glossary)
    assert "glossary.csv:3: `also` is" in said
    assert "stands there already; leave it to line 2, or take it out there" in said


def test_notes_name_each_word_once_with_a_place_of_its_own():
    several = notes(["◆ depends", "fits", "depends on", "ways"])
    assert [one.word for one in several] == ["depends", "fits", "ways to read it"]
    every = [note(word).anchor for word in glossary()]
    assert len(set(every)) == len(every)
    assert all(re.fullmatch(r"word-[a-z0-9-]+", one) for one in every)


def test_a_cue_is_told_from_other_words():
    assert cue_of("“about”") == "about"
    assert cue_of("none") == cue_of("truck") == ""
    assert issubclass(GlossaryError, RemediedError)
