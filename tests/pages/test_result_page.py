"""The page of a result: what stands on it and in which order, for whom it can be read, and that nothing in it acts."""

import functools
import html
import itertools
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from weighbridge import open_case
from weighbridge.pages.pictures import MOST_ROWS, Picture
from weighbridge.pages.result_page import result_page
from weighbridge.report import CHANGED

NAMES = ("raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015")
VOID = {"br", "meta", "img", "source", "line", "rect", "path"}
ORDER = [
    *("said", "answer", "arithmetic", "checks", "claims", "strength", "settles"),
    *("changes", "limits", "charts", "sources", "method", "words"),
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'


def a_picture(**other):
    """A chart of two widths and of a few figures."""
    words = {
        "name": "one",
        "title": "All of it fits",
        "alt": "All fits: 5",
        "description": "A dot at 5.",
        "source": "S.",
    }
    sizes = {85: (500, 400), 175: (1000, 500)}
    data = "load,unit\n5,tonne\n6,tonne\n"
    return Picture(**{**words, "svg": {85: SVG, 175: SVG + " "}, "size": sizes, "data": data, **other})


class Page(HTMLParser):
    """A page as a tree that is walked once: every element with its attributes, its ancestors and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(text)
        self.close()
        assert [one["tag"] for one in self.open] == []

    def handle_starttag(self, tag, attributes):
        one = {"tag": tag, **dict(attributes), "text": "", "within": list(self.open)}
        self.elements.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag, attributes):
        self.elements.append({"tag": tag, **dict(attributes), "text": "", "within": list(self.open)})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, text):
        for one in self.open:
            one["text"] += text

    def all(self, tag, within=None, **attributes):
        """The elements of a kind that have these attributes, in order; ``within`` is the id of one around them."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            one
            for one in self.elements
            if one["tag"] == tag
            and all(one.get(name) == value for name, value in wanted.items())
            and (within is None or any(around.get("id") == within for around in one["within"]))
        ]

    def text_of(self, one):
        """What an element says, spaces made one."""
        return " ".join(one["text"].split())


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def result(verified, name):
    return verified(name)


@pytest.fixture(scope="module")
def content(result):
    return result_page(result, [a_picture()])


@pytest.fixture(scope="module")
def page(content):
    return Page(content)


@pytest.fixture(scope="module")
def raqqa_page(raqqa_result):
    return Page(result_page(raqqa_result))


def test_the_sections_stand_in_the_order_in_which_they_are_read(page):
    found = [one["id"] for one in page.all("h2")]
    assert found == [one for one in ORDER if one in found]
    assert {"said", "answer", "checks", "claims", "charts", "sources", "method"} <= {*found}


def test_headings_are_one_of_the_first_order_and_none_skips_an_order(page, result):
    levels = [int(one["tag"][1]) for one in page.elements if re.fullmatch("h[1-6]", one["tag"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert page.text_of(page.all("h1")[0]) == result.title


def test_the_page_says_its_language_and_has_one_main_part(page):
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == 1
    assert all(one["tag"] == "main" or "main" in [around["tag"] for around in one["within"]] for one in page.all("h2"))


def test_the_answer_stands_with_its_badge_headline_and_sentences(page, result):
    (section,) = page.all("section", class_=f"answer {result.answer.badge.name.lower()}")
    said = page.text_of(section)
    assert f"{result.answer.badge.mark} {result.answer.badge.value}" in said
    assert " ".join(result.answer.text.split()) in said


def test_every_check_has_its_question_badge_sides_and_sentence(page, result):
    rows = page.all("article")
    assert [one["id"] for one in rows] == [f"check-{check.name}" for check in result.checks]
    for row, check in zip(rows, result.checks, strict=True):
        said = page.text_of(row)
        assert page.text_of(page.all("h3", within=row["id"])[0]) == check.question
        assert f"{check.answer.badge.mark} {check.answer.badge.value}" in said
        assert check.answer.headline in said
        assert f"The article: {check.figures.stated.text}" in said
        assert f"We compute: {check.figures.computed.text}" in said
        (chart,) = page.all("svg", within=row["id"], class_="strip")
        assert chart["role"] == "img"
        assert check.figures.stated.text in chart["aria-label"]
        assert check.figures.computed.text in chart["aria-label"]


def test_the_working_of_every_check_is_folded_and_whole(page, result):
    for check in result.checks:
        (details,) = page.all("details", within=f"check-{check.name}")
        assert "open" not in details
        said = page.text_of(details)
        for sentence in (check.sentence, check.severity_sentence, check.power_sentence, check.budget_sentence):
            assert " ".join(sentence.split()) in said


def test_every_claim_has_its_own_verdict_and_untouched_ones_are_named(page, result):
    said = page.text_of(next(one for one in page.all("section") if one.get("aria-labelledby") == "claims"))
    for claim in result.claims:
        badge = claim.answer.badge
        assert f"{claim.quote} {badge.mark} {badge.value} {claim.answer.headline}" in said
    assert ("No question above touches" in said) == bool(result.untouched)
    assert all(words in said for words in result.untouched)


@pytest.mark.parametrize("part", ["changes_it", "limits", "arithmetic"])
def test_lists_stand_sentence_by_sentence(page, result, part):
    heading = {"changes_it": "changes"}.get(part, part)
    section = [one for one in page.all("section") if one.get("aria-labelledby") == heading]
    items = [one for one in page.all("li") if section and section[0] in one["within"]]
    assert [page.text_of(one) for one in items] == [" ".join(one.split()) for one in getattr(result, part)]


def test_each_number_of_the_article_is_underlined_and_leads_to_its_words(page, result):
    found = page.all("a", class_="number")
    assert [one["text"] for one in found] == [claim.quote for claim in result.claims]
    for one, claim in zip(found, result.claims, strict=True):
        address, _, words = one["href"].partition("#:~:text=")
        assert address == result.article["url"]
        assert unquote(words) == claim.quote


def test_the_same_in_another_language_is_marked_as_that_language(raqqa_page, raqqa_result):
    others = [other for claim in raqqa_result.text.claims.values() for other in claim.elsewhere]
    found = raqqa_page.all("dt", lang="ar", dir="rtl")
    assert others
    assert [one["text"] for one in found] == [other.exact for other in others]
    assert all(f"“{other.meaning}”" in [one["text"] for one in raqqa_page.all("dd")] for other in others)
    assert next(raqqa_page.text_of(one) for one in raqqa_page.all("summary", class_=None)) == "The same in Arabic"


def test_one_passage_where_the_article_is_known_to_have_one(raqqa_page):
    (quotation,) = raqqa_page.all("blockquote")
    assert (quotation["lang"], quotation["dir"]) == ("en", "ltr")
    assert raqqa_page.text_of(quotation) == (
        "“The number of the trucks was near 50 trucks loaded with approximately 2500 tons of metal which is "
        "750 thousand USD on average.”"
    )


def test_sources_come_with_link_trust_in_words_and_why_they_are_weak(page, result):
    said = page.text_of(next(one for one in page.all("section") if one.get("aria-labelledby") == "sources"))
    links = {one["href"] for one in page.all("a")}
    for origin in result.sources:
        for outlet in origin.outlets:
            assert " ".join(outlet.citation.removesuffix(f", {outlet.url}").split()) in said
            assert outlet.url is None or outlet.url in links
            assert outlet.weak is None or f"Weak: {' '.join(outlet.weak.split())}" in said
    assert not re.search(r"\b(mark|trust) [VDS]\b", said)


def test_it_says_how_it_was_done_how_to_cite_and_how_to_run_it_again(page, result):
    said = page.text_of(next(one for one in page.all("section") if one.get("aria-labelledby") == "method"))
    assert f"Weighbridge {result.weighbridge}" in said
    assert "1 in 20" in said
    assert "1 in 200" in said
    assert f"weighbridge verify {result.case} --out build" in said


def test_its_foot_says_what_made_it(page, result):
    foot = next(iter(page.all("footer")))
    said = page.text_of(foot)
    assert said.startswith("Weighed on ")
    assert f"with Weighbridge {result.weighbridge}" in said
    assert result.run.short_commit in said
    assert all(f"{name} {number}" in said for name, number in result.run.libraries.items())


def test_nothing_is_set_for_this_run_and_none_is_said_to_be(content):
    assert CHANGED not in content


@pytest.mark.parametrize(
    ("sets", "shown"),
    [
        (["trucks=40 truck"], ["The number of trucks: 40 trucks (the article: “near 50 trucks”)"]),
        (
            ["convoy_mean_load.high=70 tonne/truck", "convoys=counted ones only"],
            [
                "The heaviest average load in a convoy: 70 tonnes a truck",
                "Which convoys count: only counted averages count",
            ],
        ),
        (["mass=short"], ["How “approximately 2500 tons of metal” is read: “short” is meant (the article: “appro"]),
    ],
)
def test_what_was_set_for_this_run_comes_before_everything_and_in_the_command(sets, shown):
    case = open_case("raqqa-2017", sets=sets)
    page = Page(result_page(case.verify()))
    (banner,) = page.all("div", class_="changed")
    items = [page.text_of(one) for one in page.all("li") if banner in one["within"]]
    assert [item[: len(text)] for item, text in zip(items, shown, strict=True)] == shown
    assert page.elements.index(banner) < page.elements.index(page.all("h1")[0])
    command = next(text for text in map(page.text_of, page.all("code")) if text.startswith("weighbridge verify"))
    assert all(f"--set {one}" in command or f'--set "{one}"' in command for one in sets)


def test_what_a_notebook_set_is_said_too(raqqa):
    case = raqqa.with_(convoy_mean_load={"high": "70 tonne/truck"}).under(market="yard")
    page = Page(result_page(case.verify()))
    said = page.text_of(page.all("div", class_="changed")[0])
    assert "The heaviest average load in a convoy: 70 tonnes a truck" in said
    assert f"Where the metal is sold: {case.model.names.option('market', 'yard')}" in said


# Pictures.


def test_a_chart_is_an_image_with_its_words_and_its_figures(page):
    picture = a_picture()
    (image,) = page.all("img")
    assert image["alt"] == picture.alt
    assert (image["width"], image["height"]) == ("1000", "500")
    assert image["src"].startswith("data:image/svg+xml;base64,")
    (narrow,) = page.all("source")
    assert narrow["srcset"] != image["src"]
    (figure,) = page.all("figure", id="chart-one")
    said = page.text_of(figure)
    assert all(words in said for words in (picture.title, picture.description, picture.source))
    cells = [one["text"] for one in page.elements if one["tag"] in ("th", "td") and figure in one["within"]]
    assert cells == ["load", "unit", "5", "tonne", "6", "tonne"]


def test_a_page_without_charts_has_no_section_for_them(raqqa_page):
    assert "charts" not in [one["id"] for one in raqqa_page.all("h2")]
    assert raqqa_page.all("img") == []


def test_of_a_long_table_the_first_rows_are_shown_and_the_rest_is_counted(raqqa_result):
    data = "n\n" + "\n".join(map(str, range(MOST_ROWS + 7))) + "\n"
    page = Page(result_page(raqqa_result, [a_picture(data=data)]))
    (figure,) = page.all("figure", id="chart-one")
    cells = [one["text"] for one in page.all("td") if figure in one["within"]]
    assert cells == [str(count) for count in range(MOST_ROWS)]
    assert "7 more rows" in page.text_of(figure)


# For whom it can be read.


def test_every_table_has_a_caption_and_every_head_says_what_it_heads(page):
    for table in page.all("table"):
        inside = [one for one in page.elements if table in one["within"]]
        assert next(one["tag"] for one in inside) == "caption"
        heads = [one for one in inside if one["tag"] == "th"]
        assert heads
        assert {one.get("scope") for one in heads} <= {"col", "row", "colgroup"}


def test_what_may_be_wider_than_a_telephone_scrolls_by_itself_and_by_keyboard(page):
    regions = page.all("div", class_="scroll")
    assert regions
    assert {(one["tabindex"], one["role"]) for one in regions} == {("0", "region")}
    labels = [one["aria-label"] for one in regions]
    assert len({*labels}) == len(labels)


def test_identifiers_are_used_once(page):
    found = [one["id"] for one in page.elements if one.get("id")]
    assert sorted({*found}) == sorted(found)
    labels = [one["aria-labelledby"] for one in page.elements if one.get("aria-labelledby")]
    assert {*labels} <= {*found}


def luminance(colour):
    """The relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_letters_stand_out_from_what_is_behind_them(content, scheme):
    named = dict(re.findall(r"--([\w]+(?:-[\w]+)*): (#[0-9a-f]{3,6});", content.split(":root {")[1 + scheme]))
    badges = ("fits", "rounding", "unlikely", "does_not_fit", "depends", "cant_say")
    pairs = [(ink, behind) for ink in ("ink", "soft", "link") for behind in ("paper", "tint")]
    pairs += [("ink", "warn"), *(("on-badge", badge) for badge in badges)]
    for ink, behind in pairs:
        dark, light = sorted(luminance(named[one]) for one in (ink, behind))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, behind)


# Nothing acts, nothing is fetched, nothing is a name from the case file.


def test_nothing_is_fetched_and_no_script_runs(content):
    assert not re.search(
        r"<script|<link|<iframe|<object|<base|@import|url\(|javascript:|\son\w+=", content, re.IGNORECASE
    )
    page = Page(content)
    assert all(one["src"].startswith("data:image/svg+xml;base64,") for one in page.all("img"))
    assert all(one["srcset"].startswith("data:image/svg+xml;base64,") for one in page.all("source"))
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert "default-src 'none'" in policy["content"]
    assert all(one["href"].startswith(("http://", "https://", "#word-")) for one in page.all("a"))


def test_a_word_is_explained_to_a_pointer_by_keys_and_aloud(content, page, result):
    """By hovering, and by a link to a note in the same words at the foot of the page; without a script."""
    noted = dict(re.findall(r'<div id="(word-[\w-]+)"><dt>.*?</dt><dd>(.*?)</dd></div>', content))
    links = [one for one in page.all("a") if one.get("class") == "word"]
    assert {result.answer.badge.value, *(check.answer.badge.value for check in result.checks)} <= {
        *re.findall(
            r'<a class="word"[^>]*><span class="badge \w+"><span[^>]*>.</span> ([^<]+)</span></a>',
            html.unescape(content),
        )
    }
    for one in links:
        assert html.unescape(noted[one["href"].removeprefix("#")]) == one["title"]
    assert {"How far apart", "Ways to read it"} <= {*re.findall(r'<dt><a class="word"[^>]*>([^<]+)</a></dt>', content)}


def test_notes_are_few_words_beside_those_of_the_page(content):
    plain = re.sub(r"<style.*?</style>|<[^>]+>", " ", content, flags=re.DOTALL)
    foot = re.sub(r"<[^>]+>", " ", content[content.index('<section class="words"') :].partition("</section>")[0])
    assert 60 < len(foot.split()) < 260 < len(plain.split()) / 2


def test_no_name_of_a_variable_and_no_key_of_a_source_stands_in_the_prose(page, result):
    coded = {name for name in result.model.nodes if "_" in name} | {
        check.name for check in result.checks if "_" in check.name
    }
    keys = {outlet.key for origin in result.sources for outlet in origin.outlets}
    outside = [
        one for one in page.elements if one["tag"] in ("p", "li", "dd", "dt", "h3", "h4", "td", "th", "figcaption")
    ]
    outside = [one for one in outside if not in_code(one)]
    assert len(outside) > 30
    for one in outside:
        addresses = [link["text"] for link in page.all("a") if one in link["within"]]
        said = functools.reduce(lambda text, address: text.replace(address, ""), addresses, one["text"])
        words = set(re.findall(r"[\w.-]+", said))
        assert not words & (coded | keys), one["text"]
        assert not re.search(r"\d %|\b(tonne|USD|truck|barrel)s?/\w", one["text"]), one["text"]


def in_code(one):
    """Whether it holds what a person types, names to type, or the plotted figures, with the names of their columns."""
    ids = [around.get("id", "") for around in one["within"]]
    is_data = any(name.startswith("chart-") for name in ids if name) and one["tag"] in ("td", "th")
    is_trace = one["text"].startswith(("The article: ", "Each number has a name.")) and one["tag"] == "dd"
    return is_data or is_trace or "weighbridge verify" in one["text"]


HOSTILE = "<script>alert('1')</script><img src=x onerror=alert(2)> & \"quoted\" \u202e0052 \x1b[31m {{ 7*7 }} </style>"


def hostile_case(minimal_case):
    """A case in which every text is hostile."""
    quoted = (
        '"'
        + HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
        + '"'
    )
    text = minimal_case.replace("title: A small case", f"title: {quoted}")
    text = text.replace("title: An article", f"title: {quoted}, author: {quoted}, publisher: {quoted}, note: {quoted}")
    text = text.replace('url: "https://example.org/article"', 'url: "javascript:alert(3)"')
    text = text.replace("{exact: five tonnes}", f"{{exact: {quoted}, prefix: {quoted}, suffix: {quoted}}}")
    return text.replace("question: Does it equal itself?", f"question: {quoted}")


def test_hostile_text_is_shown_and_does_nothing(make_case, minimal_case):
    case = make_case(hostile_case(minimal_case))
    picture = a_picture(
        title=HOSTILE, alt=HOSTILE, description=HOSTILE, source=HOSTILE, data=f'"{HOSTILE[:20]}"\n=1+1\n'
    )
    content = result_page(case.verify(), [picture])
    page = Page(content)
    assert {one["tag"] for one in page.elements} & {"script", "object", "iframe"} == set()
    assert not any(name.startswith("on") for one in page.elements for name in one if name != "text" and name != "open")
    assert [one["href"] for one in page.all("a") if "javascript" in one["href"]] == []
    assert "javascript:alert(3)" in page.text_of(page.all("main")[0])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content)
    assert "\\u202e0052" in page.text_of(page.all("h1")[0])
    assert "{{ 7*7 }}" in page.text_of(page.all("h1")[0])
    assert len(page.all("style")) == 1


def test_a_case_of_one_check_makes_a_page_too(make_case, minimal_case):
    page = Page(result_page(make_case(minimal_case).verify()))
    assert [page.text_of(one) for one in page.all("blockquote")] == ["“five tonnes”"]
    assert len(page.all("article")) == 1


@pytest.mark.parametrize(
    ("name", "begins"), [("khartoum-copper", "In Arabic. A Sudanese columnist writes"), ("azernews-trucks", "")]
)
def test_what_an_article_in_another_language_says_is_told_in_english(verified, name, begins):
    page = BeautifulSoup(result_page(verified(name)), "html.parser")
    told = [one.get_text() for one in page.select("section.said > .body > p.credit")][1:]
    assert [text.startswith(begins) for text in told] == [True] * bool(begins)
