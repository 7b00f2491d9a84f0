"""``weighbridge library``: words find figures, each with its unit in words, its place, date, source and licence."""

import json
import re

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from faulty_case import CASE, SOURCES
from weighbridge import open_case
from weighbridge.cli import main
from weighbridge.library import topics


def run(*words):
    result = CliRunner().invoke(main, ["library", *words])
    assert not isinstance(result.exception, Exception), result.exception
    return result


def test_the_price_of_copper_in_a_month():
    lines = run("price of copper", "--date", "2017-02").output.splitlines()
    assert lines[0] == "Price of copper"
    assert "  $5,940.91 a tonne: February 2017" in lines
    source = next(line for line in lines if line.startswith("  V: "))
    assert "World Bank" in source
    assert "https://www.worldbank.org/" in source
    assert "CC BY 4.0" in source
    assert "`evidence: {NAME: {library: copper-price, date: 2017-02}}`" in lines[4]


@pytest.mark.parametrize("words", [["price of copper"], ["price", "of", "copper"], ["find", "copper", "prices"]])
def test_words_may_be_quoted_or_not(words):
    assert run(*words, "--date", "2017-02").output.startswith("Price of copper\n")


def test_a_range_of_rows_says_what_each_is_of():
    text = run("scrap iron at a port", "--date", "2016-12").output
    assert text.startswith("Price of iron scrap at a port")
    assert "$266 to $291 a tonne: iron scrap, port, in Iskenderun, Turkey, December 2016." in text
    assert "V: Scrap Register" in text


def test_without_words_every_topic_is_listed():
    lines = run().output.splitlines()
    assert [line.split()[0] for line in lines] == [topic.key for topic in topics()]


def test_a_series_without_a_date_shows_its_last_months_and_how_many_more():
    lines = run("price of zinc").output.splitlines()
    assert re.match(r"Price of zinc: 797 figures, \$[\d,.]+ to \$[\d,.]+ a tonne, January 1960 to May 2026", lines[0])
    assert any(line.endswith(": May 2026") for line in lines)
    assert "  and 773 more; `--all` shows them" in lines
    assert len(run("price of zinc", "--all").output.splitlines()) > 797


def test_as_json_everything_is_typed():
    (found, *_) = json.loads(run("price of copper", "--date", "2017-02", "--json").output)
    (entry,) = found["entries"]
    assert (found["topic"], entry["low"], entry["high"], entry["unit"]) == (
        "copper-price",
        5940.91,
        5940.91,
        "USD/tonne",
    )
    assert (entry["date"], entry["mark"], entry["table"]) == ("2017-02", "V", "commodity-prices")
    assert entry["sources"][0]["licence"].startswith("CC BY 4.0")
    assert len(json.loads(run("--json").output)) == len(topics())


REFUSED = {
    "a misspelt word": (["prise of coper"], "the library has nothing for `prise of coper`; did you mean"),
    "nothing like it": (
        ["price of xyzzyzzy"],
        "the library has nothing for `price of xyzzyzzy`; `weighbridge library` lists what there is",
    ),
    "a month beyond": (
        ["price of zinc", "--date", "2030-01"],
        "the library has nothing for `price of zinc` at 2030-01",
    ),
    "no date": (["price of zinc", "--date", "soon"], "`soon` is not a date"),
    "a file that is not there": (["update", "nowhere.xlsx"], "nowhere.xlsx cannot be read"),
}


@pytest.mark.parametrize(("words", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_there_is_said_with_what_to_do(words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.key)
def test_what_is_typed_in_a_case_is_read_there(topic, tmp_path):
    """For every topic: the line that the command gives, put into a case, gives the figure that it stands beside."""
    text = run(topic.title).output
    typed = re.search(r"`evidence: \{NAME: (\{.*\})\}`", text)[1]
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
    case = CASE.replace("assumptions:\n", f"  figure: {typed}\nassumptions:\n", 1)
    (tmp_path / "case.yaml").write_text(case, encoding="utf-8")
    asked = YAML(typ="safe").load(typed)
    assert asked["library"] == topic.key
    (node,) = open_case(tmp_path).model.nodes["figure"].values()
    assert node.figures[0].sources
    assert node.figures[0].row.table == topic.table


def test_no_line_about_a_topic_shows_an_identifier():
    for words in ("price of copper", "truck load", "copper scrap", "exchange rate of the Iraqi dinar"):
        for line in run(words, "--date", "2017-02" if "truck" not in words else "2017").output.splitlines():
            if line.startswith("Also found"):
                break
            if not re.match(r" *(In a case|[VDS]:)", line):
                assert "_" not in line, line
                assert "/" not in re.sub(r"https?://\S+", "", line) or "“" in line, line
