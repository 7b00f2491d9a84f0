"""The ClaimReview of a case: one record for its passage, in the words of schema.org, its verdict never a number."""

import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

import weighbridge
from deposited import ancestors, property_fault, vocabulary
from hostile_text import HOSTILE, MARK, in_turn, written
from refusals import refusal
from small_cases import CASES
from weighbridge.cli import main
from weighbridge.deposit import as_script, claim_review
from weighbridge.deposit.author import Author, author_of

DESK = Author("The Desk", "https://desk.example", is_organization=True)
URL = "https://desk.example/fifty-trucks"
REQUIRED = {"claimReviewed", "reviewRating", "url"}  # by Google's page on ClaimReview, and of a rating alternateName


def record_of(name):
    return claim_review(weighbridge.open_case(CASES[name]).verify(), DESK, URL)


def faults(one, kind=None):
    """Every property that schema.org doesn't know of its object, or whose value it doesn't allow."""
    kind = kind or one["@type"]
    for name, value in one.items():
        if not name.startswith("@"):
            for each in value if isinstance(value, list) else [value]:
                if fault := property_fault(kind, name, each):
                    yield fault
                if isinstance(each, dict):
                    yield from faults(each)


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_property_is_one_of_schema_org_and_its_value_fits(name):
    assert list(faults(record_of(name))) == []


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_case_is_one_record_with_what_is_required(name):
    record = record_of(name)
    assert (record["@context"], record["@type"]) == ("https://schema.org", "ClaimReview")
    assert record.keys() >= REQUIRED
    assert record["itemReviewed"]["@type"] == "Claim"
    assert record["itemReviewed"]["appearance"]["name"]


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_rating_is_words_with_their_limit_and_no_number(name):
    result = weighbridge.open_case(CASES[name]).verify()
    rating = record_of(name)["reviewRating"]
    assert rating.keys() == {"@type", "alternateName"}
    words = rating["alternateName"]
    assert words.lower().startswith(f"{result.answer.badge}: ")
    assert words.endswith(result.limits[0])
    body = record_of(name)["reviewBody"]
    assert all(limit in body for limit in result.limits)


@pytest.mark.parametrize("name", sorted(CASES))
def test_all_quotations_of_the_passage_are_in_one_record(name):
    case = weighbridge.open_case(CASES[name])
    said = record_of(name)["claimReviewed"]
    assert all(claim.quote.exact in said for claim in case.text.claims.values())


# What is changed in a record, and what the table of properties says of it.
BROKEN = [
    (lambda one: one.update(sha256="0"), "ClaimReview has no property sha256"),
    (lambda one: one.update(verdict="fits"), "ClaimReview has no property verdict"),
    (lambda one: one["reviewRating"].update(claimReviewed="x"), "Rating has no property claimReviewed"),
    (lambda one: one["itemReviewed"].update(reviewRating="x"), "Claim has no property reviewRating"),
    (lambda one: one.update(reviewRating="fits"), "reviewRating of ClaimReview is a text"),
    (lambda one: one.update(author="The Desk"), "author of ClaimReview is a text"),
    (lambda one: one.update(reviewRating={"@type": "Person", "name": "x"}), "reviewRating of ClaimReview is a Person"),
    (lambda one: one["itemReviewed"].update(appearance="https://a.example"), "appearance of Claim is a text"),
    (lambda one: one.update(name=3), "name of ClaimReview is `3`"),
    (lambda one: one["author"].update({"@type": "Newsroom"}), "Newsroom is no type of the table"),
]


@pytest.mark.parametrize(("change", "fault"), BROKEN)
def test_the_table_of_properties_sees_what_is_wrong(change, fault):
    record = record_of("coltan")
    change(record)
    assert any(one.startswith(fault) for one in faults(record))


def test_the_table_has_the_whole_line_above_a_claim_review():
    parents, known = vocabulary()
    assert ancestors("ClaimReview") == ["ClaimReview", "Review", "CreativeWork", "Thing"]
    assert ("Thing", "alternateName") in known
    assert {one for one in parents.values() if one} <= set(parents)


# The author, the address, and what is said.
MISSING = [
    (None, URL, ["--author: a review has an author, and none is named; add `--author NAME`"]),
    (DESK, None, ["--url: a review has an address, and none is given; add `--url https://...`"]),
    (None, None, ["--author: a review has an author", "--url: a review has an address"]),
    (DESK, "javascript:alert(1)", ["--url: `javascript:alert(1)` is no address of the web; write it in full"]),
    (DESK, "desk.example/page", ["--url: `desk.example/page` is no address of the web"]),
    (DESK, "https://a.example/\u202e", ["--url: `https://a.example/\\u202e` is no address of the web"]),
]


@pytest.mark.parametrize(("author", "url", "messages"), MISSING)
def test_nobody_and_no_address_is_made_up(author, url, messages):
    result = weighbridge.open_case("coltan").verify()
    found = refusal(claim_review, result, author, url, error=weighbridge.CaseError).splitlines()
    assert len(found) == len(messages)
    for line, message in zip(found, messages, strict=True):
        assert line.startswith(message)


AUTHORS = [
    ((None, None, False), None),
    (("", None, True), None),
    (("Jane Doe", None, False), {"@type": "Person", "name": "Jane Doe"}),
    (("The Desk", "https://desk.example", True), {"@type": "Organization", "name": "The Desk", "url": "https://desk.example"}),
    (("Jane\u202e\nDoe", None, False), {"@type": "Person", "name": "Jane\\u202e Doe"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "entity"), AUTHORS)
def test_an_author_is_who_was_named(given, entity):
    author = author_of(*given)
    assert (author and author.entity()) == entity


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((None, "https://a.example", False), "--author-url: nobody is named to whom it belongs; add `--author NAME`"),
        (("J", "a.example", False), "--author-url: `a.example` is no address of the web; write it in full"),
    ],
)
def test_an_address_of_nobody_or_of_no_web_is_refused(given, message):
    assert refusal(author_of, *given, error=weighbridge.CaseError).startswith(message)


class Scripts(HTMLParser):
    """The elements of a page, and what stands in its scripts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scripts, self._inside = [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "script":
            self._inside = True
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data

    def handle_comment(self, data):
        self.tags.append("comment")


@pytest.mark.parametrize("name", ["raqqa-2017", "port-sudan-copper"])
def test_hostile_text_neither_leaves_the_script_nor_acts_in_it(tmp_path, name):
    case = weighbridge.open_case(str(written(tmp_path, name, in_turn(0))))
    record = claim_review(case.verify(), Author("</script><svg onload=zq7()>", None), URL)
    script = as_script(record)
    page = Scripts(f"<html><body>{script}</body></html>")
    assert page.tags == ["html", "body", "script"]
    assert json.loads(page.scripts[0]) == record
    assert MARK in page.scripts[0]
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not re.search("[<>&\u2028\u2029\u202e\u0000-\u0008\u200b]", inside)
    assert not [one for one in addresses(record) if not one.startswith(("https://", "http://"))]


def addresses(one):
    """Every value under a property that holds an address."""
    if isinstance(one, dict):
        for name, value in one.items():
            if name in ("url", "@id", "sameAs") and isinstance(value, str):
                yield value
            yield from addresses(value)
    elif isinstance(one, list):
        for each in one:
            yield from addresses(each)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_hostile_text_comes_back_as_it_is_seen(text):
    from weighbridge.base import visible

    author = author_of(text, None, False)
    record = claim_review(weighbridge.open_case("coltan").verify(), author, URL)
    back = json.loads(Scripts(as_script(record)).scripts[0])
    assert back["author"]["name"] == visible(text, lines=False).strip()


def test_the_command_prints_one_record_or_says_what_is_missing():
    options = ["--author", "The Desk", "--organization", "--url", URL]
    ran = CliRunner().invoke(main, ["claim-review", "coltan", *options])
    assert ran.exit_code == 0
    assert json.loads(ran.output)["author"] == {"@type": "Organization", "name": "The Desk"}
    again = CliRunner().invoke(main, ["claim-review", "coltan", *options, "--script"])
    assert again.output.startswith('<script type="application/ld+json">')
    refused = CliRunner().invoke(main, ["claim-review", "coltan"])
    assert refused.exit_code == 2
    assert "2 problems; nothing was weighed" in refused.output


def test_the_day_is_that_of_the_run(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert record_of("coltan")["datePublished"] == "2023-11-14"
