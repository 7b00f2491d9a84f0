"""What is recorded of how a source was collected and kept, and what the Berkeley Protocol would ask besides."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import re
from urllib.parse import urlsplit

import pytest

import weighbridge
from refusals import refusal
from small_cases import ROOT
from weighbridge.evidence import Source, custody_rows, lacking, read_sources
from weighbridge.evidence.custody import REQUIREMENTS, Kept
from weighbridge.pages.source_list import keeping_sentence, source_list
from weighbridge.report.bibliography import Outlet, listing

HASH = "0" * 63 + "a"
CIRCA = {"date-parts": [[2026, 11]], "circa": True}
DAY = {"date-parts": [[2026, 11, 24]]}
WHOLE = {
    "title": "T",
    "URL": "https://a.example/1",
    "accessed": DAY,
    "archive_location": "https://web.archive.org/web/2017/https://a.example/1",
    "custom": {
        "trust": "V",
        "sha256": HASH,
        "hashed": "the text of the page",
        "collector": "Jane Doe",
        "kept": "page.warc.gz",
        "capture": "page.png",
        "media": "none in it",
        "metadata": "page.json",
        "note": "found by a link of the ministry",
    },
}


def source(**more):
    return Source("a", {"title": "T", "custom": {"trust": "V"}, **more})


def without(path):
    """A source that has everything but one field."""
    kept = json.loads(json.dumps(WHOLE))
    section = kept["custom"] if path.startswith("custom.") else kept
    del section[path.removeprefix("custom.")]
    return Source("a", kept)


# What is wrong with a source's keeping, and what is said of it behind the place and the name of the source.
REFUSED = [
    ({"sha256": "abc", "hashed": "the page"}, "has the SHA-256 `abc`, expected 64 digits of 0 to 9 and a to f; write what `sha256sum FILE` prints, or leave it out"),
    ({"sha256": HASH.upper(), "hashed": "the page"}, f"has the SHA-256 `{HASH.upper()[:40]}`, expected 64 digits of 0 to 9 and a to f; write what `sha256sum FILE` prints, or leave it out"),
    ({"sha256": HASH}, 'has a `sha256` and not what it is of; add `"hashed": "the file NAME"` or `"hashed": "the text of the page"`'),
    ({"hashed": "the page"}, "has `hashed` without a hash; add `sha256`, or leave `hashed` out; a hash is never guessed"),
    ({"about": "place"}, 'has `place` under `about`, expected address or published; write `"about": "address"`; a day of reading that is not exact has `"circa": true` in `accessed`'),
    ({"about": "address, day"}, 'has `day` under `about`, expected address or published; write `"about": "address"`; a day of reading that is not exact has `"circa": true` in `accessed`'),
]  # fmt: skip


@pytest.mark.parametrize(("custom", "message"), REFUSED)
def test_what_can_not_be_is_refused_with_place_and_remedy(tmp_path, custom, message):
    path = tmp_path / "sources.json"
    item = {"id": "a", "title": "T", "custom": {"trust": "V", **custom}}
    path.write_text(f"[\n{json.dumps(item)}]", encoding="utf-8")
    found = refusal(read_sources, path, "sources.json", error=weighbridge.CaseError)
    assert found == f"sources.json:2: source `a`: {message}"


@pytest.mark.parametrize("field", ["sha256", "hashed", "about", "collector", "kept", "capture", "media", "metadata"])
def test_a_field_of_keeping_that_is_no_text_is_refused(tmp_path, field):
    path = tmp_path / "sources.json"
    item = {"id": "a", "title": "T", "custom": {"trust": "V", field: [1]}}
    path.write_text(json.dumps([item]), encoding="utf-8")
    assert f"source `a` has a `{field}` that is not text" in refusal(read_sources, path, error=weighbridge.CaseError)


def test_a_source_that_has_everything_lacks_nothing():
    assert lacking(Source("a", WHOLE)) == []


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.field)
def test_each_requirement_is_missed_where_its_field_is_not_there(requirement):
    missed = [one.field for one in lacking(without(requirement.field))]
    assert missed == [requirement.field]


# What a source says, the field, and how far that is recorded.
STATES = [
    ({}, "URL", Kept.MISSING),
    ({"URL": "https://a.example/1"}, "URL", Kept.RECORDED),
    ({"URL": "https://a.example", "custom": {"trust": "V", "about": "address"}}, "URL", Kept.ABOUT),
    ({}, "accessed", Kept.MISSING),
    ({"accessed": DAY}, "accessed", Kept.RECORDED),
    ({"accessed": CIRCA}, "accessed", Kept.ABOUT),
    ({"accessed": {"date-parts": [[2026]]}}, "accessed", Kept.ABOUT),
    ({"publisher": "P"}, "custom.metadata", Kept.MISSING),
    ({"publisher": "P", "issued": {"date-parts": [[2017]]}}, "custom.metadata", Kept.ABOUT),
    ({"custom": {"trust": "V", "metadata": "page.json"}}, "custom.metadata", Kept.RECORDED),
    ({"custom": {"trust": "V", "where_found": "item 3"}}, "custom.note", Kept.RECORDED),
    ({}, "archive_location", Kept.MISSING),
]


@pytest.mark.parametrize(("more", "field", "state"), STATES)
def test_how_far_something_is_recorded(more, field, state):
    (requirement,) = [one for one in REQUIREMENTS if one.field == field]
    assert requirement.state(source(**more)) is state


def test_the_counts_of_each_row_are_all_sources():
    several = [Source("a", WHOLE), source(), source(accessed=CIRCA)]
    for row in custody_rows(several):
        assert sum(row[state.value] for state in Kept) == len(several)
        assert row["recorded"] == 1


def every_list():
    yield from sorted((ROOT / "data").glob("**/sources.json"))


def test_no_hash_is_there_that_nothing_in_the_project_shows():
    """A hash is that of an article of a case, or of a file that the record beside a table names."""
    shown = {one for path in (ROOT / "data").glob("**/*.provenance.json") for one in hashes(path)}
    shown |= {one for path in (ROOT / "data" / "cases").glob("*/case.yaml") for one in hashes(path)}
    recorded = {one.sha256 for path in every_list() for one in read_sources(path).values() if one.sha256}
    assert recorded
    assert recorded <= shown


def hashes(path):
    return re.findall(r"\b[0-9a-f]{64}\b", path.read_text(encoding="utf-8"))


def test_every_archived_copy_is_at_an_archive():
    archives = ("web.archive.org", "archive.org", "archive.today", "archive.ph", "perma.cc", "webarchive.")
    kept = [one.archive for path in every_list() for one in read_sources(path).values() if one.archive]
    assert kept
    assert [one for one in kept if not urlsplit(one).hostname.startswith(archives)] == []


SITES = {"gdpdeflator-com"}  # of which the page is the site itself


def test_an_address_that_names_only_a_site_says_so():
    silent = [
        one.key
        for path in every_list()
        for one in read_sources(path).values()
        if one.url and urlsplit(one.url).path in ("", "/") and not urlsplit(one.url).query
        if "address" not in one.inexact and one.key not in SITES
    ]
    assert silent == []


OUTLETS = [
    ({}, "no hash and no archived copy known"),
    ({"sha256": HASH, "hashed": "the page"}, f"SHA-256 of the page: {HASH}; no archived copy known"),
    ({"archive": "https://perma.cc/1"}, "archived at https://perma.cc/1; no hash known"),
    ({"inexact": ["address", "read"]}, "only the site is known, not the page; no hash and no archived copy known"),
]


@pytest.mark.parametrize(("more", "words"), OUTLETS)
def test_a_listing_says_what_is_kept_and_that_nothing_is(more, words):
    one = {"key": "a", "citation": "A", "url": None, "trust": "V", "weak": None, "licence": "l", "use": "cited"}
    outlet = Outlet(**{**one, "accessed": None, "archive": None, "rests_on_it": [], **more})
    assert "; ".join(outlet.kept) == words


def test_the_lists_of_a_case_say_it_of_every_source():
    case = weighbridge.open_case("raqqa-2017")
    text = listing(case.rests_on)
    assert "SHA-256 of the text of the article: 4a54abe6" in text
    outlets = [outlet for origin in case.rests_on for outlet in origin.outlets]
    lines = [line for line in text.splitlines() if re.match(r"      `", line)]
    assert len(lines) == len(outlets)
    assert all(re.search(r"SHA-256 of|no hash", line) for line in lines)
    (article,) = [
        entry
        for origin in source_list(case.rests_on, case.model.names)
        for entry in origin.outlets
        if entry.anchor == "source-rbss-2112-en"
    ]
    assert article.hashed.startswith("the text of the article: 4a54")
    hashed = sum(outlet.sha256 is not None for outlet in outlets)
    beginning = f"Of {len(outlets)} sources, we have a hash of what was read for {hashed}, "
    assert keeping_sentence(case.rests_on) == f"{beginning}and an archived copy for none."
