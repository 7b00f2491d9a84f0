"""The quotations of an article put together only where the article is known to have them together."""

import pytest

from weighbridge.pages.languages import direction
from weighbridge.text.article import Quote
from weighbridge.text.claims import Claim
from weighbridge.text.passages import passages

TRUCKS = ("The number was ", "near 50 trucks", " loaded with approximately 2500 tons")
MASS = ("loaded with ", "approximately 2500 tons", ", which is heavy. The convoy")


def shown(*quotes):
    """The passages of these quotations, each number in brackets."""
    claims = {
        f"claim{at}": Claim(quote=Quote(prefix=prefix, exact=exact, suffix=suffix), value="5 tonne")
        for at, (prefix, exact, suffix) in enumerate(quotes)
    }
    found = passages(claims)
    assert [claim for passage in found for _, claim in passage.pieces if claim] == list(claims)
    return ["".join(f"[{text}]" if claim else text for text, claim in passage.pieces) for passage in found]


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        ([TRUCKS, MASS], ["The number was [near 50 trucks] loaded with [approximately 2500 tons], which is heavy."]),
        # A word or two in common may stand in two places of the article.
        (
            [("was ", "50 trucks", ", which is"), ("which is ", "2500 tons", "")],
            ["was [50 trucks], which is", "which is [2500 tons]"],
        ),
        # The other order shows nothing of the kind.
        (
            [MASS, TRUCKS],
            [
                "loaded with [approximately 2500 tons], which is heavy.",
                "The number was [near 50 trucks] loaded with approximately 2500 tons",
            ],
        ),
        # The second lies whole within the first.
        (
            [("", "50 trucks", " with 2500 tons in all. Then"), ("with ", "2500 tons", " in")],
            ["[50 trucks] with [2500 tons] in all."],
        ),
        # What stands behind the second is not what the first has there.
        (
            [("", "50 trucks", " with 2500 tons in all"), ("with ", "2500 tons", " or so")],
            ["[50 trucks] with 2500 tons in all", "with [2500 tons] or so"],
        ),
        # Two quotations of the same words are two.
        ([("", "50 trucks", ""), ("", "50 trucks", "")], ["[50 trucks]", "[50 trucks]"]),
        ([("It ended. Then ", "1.5 million", " came. No more")], ["Then [1.5 million] came."]),
        ([("", "exceeds 1.5 million annually", "")], ["[exceeds 1.5 million annually]"]),
    ],
)
def test_quotations_are_one_passage_only_where_that_is_known(quotes, found):
    assert shown(*quotes) == found


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("ar-SY", "rtl"),
        ("he", "rtl"),
        ("FA", "rtl"),
        ("en", "ltr"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("", "ltr"),
    ],
)
def test_the_direction_of_a_language_is_that_of_its_script(tag, expected):
    assert direction(tag) == expected
