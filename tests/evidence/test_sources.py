"""Sources: what is said of each, several outlets with one origin, and the way to a citation program and back."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import os

import pytest

import weighbridge
from refusals import NOT_REFUSED, refusal
from weighbridge.evidence.sources import OWN, Source, export_csl, own_fields, read_sources, root_source
from weighbridge.report.bibliography import listing


@pytest.fixture(scope="module")
def case():
    return weighbridge.open_case("raqqa-2017")


def test_one_origin_told_by_three_outlets_is_listed_as_one(case):
    (convoy,) = [origin for origin in case.rests_on if "rbss-4090-ar" in {o.key for o in origin.outlets}]
    assert convoy.name == "rbss"
    assert {outlet.key for outlet in convoy.outlets} >= {"rbss-2112-en", "rbss-4090-ar", "aawsat-851556"}
    assert f"`rbss`, {len(convoy.outlets)} outlets that count as one" in listing(case.rests_on)


def test_three_publishers_of_one_price_are_one_origin(case):
    copies = ("world-bank-pink-sheet-2026-06", "imf-primary-commodity-prices", "fred-copper-aluminium")
    assert {root_source(copy, case.holdings.sources) for copy in copies} == {"lme-settlements"}


def test_each_source_is_listed_once(case):
    keys = [outlet.key for origin in case.rests_on for outlet in origin.outlets]
    assert len(keys) == len(set(keys))
    assert len(keys) > 40


def test_the_weakest_come_first(case):
    weak = [origin.weak is not None for origin in case.rests_on]
    assert weak == sorted(weak, reverse=True)
    assert any(weak)
    assert not all(weak)


def test_every_name_that_rests_on_a_source_is_in_the_case(case):
    names = {*case.model.nodes, *case.model.choices, *case.text.events, "article"}
    assert {name for origin in case.rests_on for name in origin.rests_on_it} <= names


def test_a_figure_of_a_quantity_leads_to_its_source(case):
    used = {outlet.key: outlet.rests_on_it for origin in case.rests_on for outlet in origin.outlets}
    assert "heaviest_anywhere" in used["thenational-461299"]
    assert "borne" in used["thenational-461299"]


def test_a_finding_says_which_of_its_figures_have_only_a_weak_source(case):
    result = case.verify()
    weak = result["can_carry"].reference.weak_sources
    assert set(weak) >= {"eng-tips-26754"}
    assert result["can_carry"].sentence.endswith(".")
    for check in result.checks:
        for key, reason in check.reference.weak_sources.items():
            assert case.holdings.sources[key].weak == reason
            source = case.holdings.sources[key]
            assert f"{source.short_name}: {reason}." in check.sentence


def test_one_good_source_is_enough_for_a_figure(tmp_path):
    (tmp_path / "evidence").mkdir()
    items = [
        {"id": "good", "title": "G", "custom": {"trust": "V"}},
        {"id": "forum", "title": "F", "custom": {"trust": "V", "weak": "a forum post"}},
    ]
    (tmp_path / "evidence" / "sources.json").write_text(json.dumps(items), encoding="utf-8")
    text = """
title: T
article: {title: T, url: "https://example.org", language: en}
claims: {load: {quote: {exact: 50 tonnes}, value: 50 tonne}}
assumptions:
  limit:
    of: one truck
    uniform: {low: {value: 10 tonne, sources: [SOURCES]}, high: {value: 60 tonne, reason: ours}}
checks: {fits: {question: Q, kind: possible, stated: load, at_most: limit}}
"""
    for sources, told in (("forum", {"forum": "a forum post"}), ("forum, good", {}), ("good", {})):
        (tmp_path / "case.yaml").write_text(text.replace("SOURCES", sources), encoding="utf-8")
        result = weighbridge.open_case(str(tmp_path)).verify()
        assert result["fits"].reference.weak_sources == told
        assert ("only a weak source. F: a forum post." in result["fits"].sentence) is bool(told)


WEAK = [
    ({"trust": "V"}, None),
    ({"trust": "S"}, "known only at second hand"),
    ({"trust": "V", "weak": "a forum post"}, "a forum post"),
    ({"trust": "S", "weak": "hearsay"}, "hearsay"),
]


def test_what_makes_a_source_weak():
    assert [Source("a", {"custom": custom}).weak for custom, _ in WEAK] == [weak for _, weak in WEAK]


READ = [
    (None, None),
    ({"date-parts": [[2026, 11, 4]]}, "2026-11-04"),
    ({"date-parts": [["2026", "11"]], "circa": True}, "about 2026-11"),
    ({"raw": "2026-11-24"}, "2026-11-24"),
]


def test_the_day_of_reading():
    assert [Source("a", {"accessed": accessed}).accessed for accessed, _ in READ] == [shown for _, shown in READ]


def test_a_chain_of_repetition_ends_at_its_beginning_and_a_circle_somewhere():
    def item(origin):
        return Source("x", {"custom": {"trust": "V", **({"origin": origin} if origin else {})}})

    chain = {"blog": item("paper"), "paper": item("agency"), "agency": item(None)}
    assert root_source("blog", chain) == "agency"
    assert root_source("a", {"a": item("b"), "b": item("a")}) in {"a", "b"}
    assert root_source("nobody", chain) == "nobody"


# Zotero's importer takes a file only if every type is in its list; this is that list in the version of 2016, so that
# older installations read the file too (github.com/zotero/translators, "CSL JSON.js").
ZOTERO_TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter dataset entry
    entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent personal_communication post post-weblog report review review-book song
    speech thesis treaty webpage""".split()  # noqa: SIM905


def test_zotero_knows_every_type(case):
    assert {source.item["type"] for source in case.holdings.sources.values()} <= set(ZOTERO_TYPES)


def through_zotero(text):
    """What comes back at worst: `custom` and our keys are forgotten, the note (Zotero's Extra) is kept."""
    items = [
        {**item, "id": f"http://zotero.org/users/1/items/{number}"} for number, item in enumerate(json.loads(text))
    ]
    return json.dumps([{k: v for k, v in item.items() if k not in ("custom", "citation-key")} for item in items])


def test_nothing_is_lost_on_the_way_to_a_citation_program_and_back(case, tmp_path):
    exported = export_csl(case.holdings.sources.values())
    path = tmp_path / "sources.json"
    path.write_text(through_zotero(exported), encoding="utf-8")
    back = read_sources(path)
    assert back.keys() == case.holdings.sources.keys()
    for key, source in case.holdings.sources.items():
        kept = {name: value for name, value in own_fields(source.item).items() if name in OWN}
        assert {name: value for name, value in own_fields(back[key].item).items() if name in OWN} == kept
        assert (back[key].citation(), back[key].weak, back[key].accessed) == (
            source.citation(),
            source.weak,
            source.accessed,
        )


NO_TEXT = [
    {"custom": {"trust": "V", "weak": 3}},
    {"custom": {"trust": "V", "origin": ["a"]}},
    {"custom": {"trust": "V", "licence": {}}},
    {"custom": [1]},
    {"custom": {"trust": "V"}, "archive_location": [1]},
]


def test_a_field_that_is_no_text_is_reported(tmp_path):
    path = tmp_path / "sources.json"
    for broken in NO_TEXT:
        path.write_text(json.dumps([{"id": "a", "title": "T", **broken}]), encoding="utf-8")
        with pytest.raises(weighbridge.CaseError, match=r"source `a` has (a `.*` that is not text|no trust mark)"):
            read_sources(path)


def test_what_other_programs_write_is_read(tmp_path):
    path = tmp_path / "sources.json"
    for odd in ({"note": 5}, {"accessed": "2026"}, {"accessed": {"date-parts": 3}}, {"citation-key": 3}):
        path.write_text(json.dumps([{"id": "a", "title": "T", "custom": {"trust": "V"}, **odd}]), encoding="utf-8")
        assert "T" in read_sources(path)["a"].citation()
        assert isinstance(read_sources(path)["a"].accessed, str | None)


def test_an_identifier_that_zotero_makes_up_gives_way_to_the_citation_key(tmp_path):
    path = tmp_path / "sources.json"
    item = {"id": "http://zotero.org/users/1/items/ABCD", "citation-key": "bank", "title": "T", "note": "trust: V"}
    path.write_text(json.dumps([item]), encoding="utf-8")
    assert set(read_sources(path)) == {"bank"}


def item(**more):
    return json.dumps({"id": "a", "title": "T", "custom": {"trust": "V"}, **more})


# The text of a list of sources, and the messages about it.
AUTHOR = '"author": [{"family": "Doe", "given": "Jane"}]'
MARK = (
    'add `"custom": {"trust": "V"}` (V: read in a stored copy of the named page or file; D: arithmetic on figures that '
    "were read; S: second-hand: a page that cites the original)"
)
REFUSED = [
    ("[\n\n" + item(author=[{"family": 5}]) + "]", [f"sources.json:3: source `a` has an `author` whose name is not text; write `{AUTHOR}`"]),
    ("[" + item(author=[5]) + "]", [f"sources.json:1: source `a` has an `author` whose name is not text; write `{AUTHOR}`"]),
    ("[" + item(author=3) + "]", [f"sources.json:1: source `a` has an `author` that is not a list; write `{AUTHOR}`"]),
    ("[" + item(title="x\ud800") + "]", ["sources.json:1: source `a` holds half of a character; write the character itself"]),
    ("[" + item(id="\ud800") + "]", ["sources.json:1: source `?` holds half of a character; write the character itself"]),
    ("[" + item(URL=["x"]) + "]", ["sources.json:1: source `a` has a `URL` that is not text; write it in quotes, `\"URL\": \"...\"`"]),
    ("[" + item(publisher={"a": 1}) + "]", ["sources.json:1: source `a` has a `publisher` that is not text; write it in quotes, `\"publisher\": \"...\"`"]),
    ("[\n" + item(volume=float("nan")) + "]", ["sources.json: not a CSL-JSON file: `NaN` is no JSON; export it from Zotero as CSL JSON"]),
    ("[\n" + item(volume=float("-inf")) + "]", ["sources.json: not a CSL-JSON file: `-Infinity` is no JSON; export it from Zotero as CSL JSON"]),
    ("[\n{,}]", ["sources.json:2: not a CSL-JSON file: Expecting property name enclosed in double quotes: line 2 column 2 (char 3); mend it there: a comma between two items and none behind the last, every name in double quotes"]),
    ("[" + item() + " ,\n\n" + item() + "\n,{}\n]", [
        "sources.json:3: the source `a` stands twice; keep one",
        "sources.json:4: source `?` has no `id`; add `\"id\": \"KEY\"`",
        "sources.json:4: source `?` has no `title`; add `\"title\": \"The title of the page\"`",
        f"sources.json:4: source `?` has no trust mark, expected one of V, D, S; {MARK}",
    ]),
    ("[5]", ["sources.json:1: `5` is not a source: expected a mapping with id and title; write `{\"id\": \"KEY\", \"title\": \"The page's title\", \"custom\": {\"trust\": \"V\"}}`"]),
    ("{}", ["sources.json: not a CSL-JSON file: expected a list of items; write `[` before the first item and `]` behind the last"]),
    ("[" * 100_000, ["sources.json: not a CSL-JSON file: it is nested too deep; export it from Zotero as CSL JSON"]),
]  # fmt: skip


# What CSL-JSON has as a date, and what is said of it: by its parts, as raw digits, as words.
DATES = [
    ({"issued": {"date-parts": [[1435, 9]]}}, "in `issued`, `1435-09` has a year of the Islamic or the Persian calendar"),
    ({"issued": {"date-parts": [["2557"]]}}, "in `issued`, `2557` has a year of the Buddhist era"),
    ({"issued": {"date-parts": [[2014, 13]]}}, "in `issued`, `2014-13` is not a date: there is no month 13"),
    ({"issued": {"date-parts": [[2014, 2], [2014, 2, 30]]}}, "in `issued`, `2014-02-30` is not a date"),
    ({"issued": {"date-parts": [[14]]}}, "in `issued`, `14` has no year of four digits"),
    ({"issued": {"raw": "31/12/2014"}}, "in `issued`, `31/12/2014` is not a date as it is read here"),
    ({"accessed": {"date-parts": [[1448, 5, 1]]}}, "in `accessed`, `1448-05-01` has a year of the Islamic"),
    ({"issued": {"literal": "Ramadan 1435"}}, None),
    ({"issued": {"raw": "Spring 2014"}}, None),
    ({"issued": {"date-parts": [[2014, 7], [2014, 9]]}}, None),
]  # fmt: skip


@pytest.mark.parametrize(("date", "fault"), DATES)
def test_a_date_of_another_calendar_is_asked_about_and_words_stand(tmp_path, date, fault):
    path = tmp_path / "sources.json"
    path.write_text("[\n" + item(**date) + "]", encoding="utf-8")
    message = refusal(read_sources, path, "sources.json", error=weighbridge.CaseError)
    expected = f"sources.json:2: source `a`: {fault}" if fault else NOT_REFUSED
    assert message.startswith(expected)
    if fault:
        assert '`{"literal": "' in message


def test_a_list_that_cannot_be_used_is_reported_with_its_lines(tmp_path):
    path = tmp_path / "sources.json"
    for text, wanted in REFUSED:
        path.write_text(text, encoding="utf-8")
        assert refusal(read_sources, path, "sources.json", error=weighbridge.CaseError).splitlines() == wanted


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_a_list_that_cannot_be_read_is_reported(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    messages = [refusal(read_sources, tmp_path / name, "sources.json") for name in ("folder", "loop")]
    assert messages == [
        "sources.json: cannot be read: Is a directory; check its name and permissions",
        "sources.json: cannot be read: Too many levels of symbolic links; check its name and permissions",
    ]
