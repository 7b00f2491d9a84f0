"""README and the design use words as the one table has them: a word has one meaning everywhere."""

from pathlib import Path

import pytest

from weighbridge.documents.glossary_lists import HEADS, LISTS, table, with_table
from weighbridge.glossary import glossary

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("document", LISTS)
def test_the_glossary_of_a_document_is_that_of_the_table(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    assert text.count(HEADS) == 1
    assert with_table(document, text) == text, "run `python tools/glossary.py`"


@pytest.mark.parametrize("document", LISTS)
def test_a_meaning_that_somebody_edited_there_is_put_back(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    row = table(document).splitlines()[3]
    assert with_table(document, text.replace(row, row.replace(" | ", " | surely ", 1))) == text


def test_lists_are_known_and_each_badge_is_in_all_of_them():
    named = {name for one in glossary().values() for name in one.lists}
    assert named == {name for name, _ in LISTS.values()}
    for word in ("fits", "fits, allowing for rounding", "unlikely", "does not fit", "depends", "can't say"):
        assert set(glossary()[word].lists) == named
