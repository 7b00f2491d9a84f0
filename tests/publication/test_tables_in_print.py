"""Tables in print: Markdown, HTML and LaTeX that show every text and do nothing, and the command that writes them."""

import re

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from hostile_outputs import acting_tex
from weighbridge.cli import main
from weighbridge.publication.columns import Column, Holds
from weighbridge.publication.latex import latex_text
from weighbridge.publication.table import Table

COLUMNS = (
    Column("what", "a text", head="What", is_wide=True),
    Column("value", "a number", Holds.NUMBER, "Value", "unit"),
    Column("unit", "its unit"),
)
HOSTILE = [
    r"\input{/etc/passwd}",
    r"\write18{rm}",
    "100% & more",
    "a_b^c~d#e$f",
    "[optional]",
    "*starred",
    r"\\",
    "}{",
    "% a comment",
    "^^5cinput",
    "a\nb",
    "<script>alert(1)</script>",
    "a | b",
    "=1+2",
    "بحوالي 500 دولار",
    "--- ``''",
]


def table(*texts, values=None):
    """A table of texts, a row each, with numbers in one unit."""
    values = values or [1.5] * len(texts)
    rows = [{"what": text, "value": value, "unit": "tonne/truck"} for text, value in zip(texts, values, strict=True)]
    return Table("claims", "a case", "A caption.", COLUMNS, rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_does_nothing_in_latex(text):
    """By the same strict reading that finds each of these when it is not escaped."""
    sound = table(text, "another").latex()
    assert acting_tex(sound) == []
    assert sound.count("\\\\\n") == 3  # heads and two rows


@pytest.mark.parametrize("text", [one for one in HOSTILE if re.search(r"[\\%&_^\[*{}]", one)])
def test_the_strict_reading_finds_what_is_not_escaped(text):
    sound = table("HERE", "another").latex()
    assert acting_tex(sound.replace("HERE", text))


def test_latex_has_the_rules_of_booktabs_its_caption_and_what_it_needs():
    text = table("a", "بحوالي 500 دولار").latex()
    for part in ("toprule", "midrule", "bottomrule", "caption{A caption.}", "label{tab:a-case-claims}"):
        assert f"\\{part}" in text
    head = text.split("\\begin{table}")[0]
    assert "% \\usepackage{booktabs}" in head
    assert "babelprovide[import]{arabic}" in head
    assert r"\foreignlanguage{arabic}{بحوالي 500 دولار}" in text
    assert "babel" not in table("a").latex()


def test_many_rows_run_over_several_pages():
    text = table(*["a"] * 40).latex()
    assert "\\begin{longtable}" in text
    assert "\\endhead" in text
    assert "% \\usepackage{longtable}" in text
    assert acting_tex(text) == []


def test_signs_that_become_one_stand_apart_and_addresses_may_be_broken():
    assert latex_text("a--b") == "a{-}{-}b"
    assert latex_text("20-40") == "20-40"
    assert "\\allowbreak{}" in latex_text("https://example.org/a/long/address/of/a/page")


def test_html_has_a_caption_heads_and_no_script():
    soup = BeautifulSoup(table(*HOSTILE).html(), "html.parser")
    assert soup.caption.text == "A caption."
    assert {head["scope"] for head in soup.select("thead th")} == {"col"}
    assert len(soup.select('tbody th[scope="row"]')) == len(HOSTILE)
    assert not soup.find_all(["script", "style", "link", "img"])
    assert [one.text for one in soup.find_all("bdi")] == ["بحوالي 500 دولار"]
    assert [head.text for head in soup.select("thead th")] == ["What", "Value (tonnes a truck)"]


def test_decimal_points_stand_below_each_other():
    cells = BeautifulSoup(table("a", "b", "c", values=[50.0, 42.3, 0.071]).html(), "html.parser").select("td")
    assert len({len(cell.text.rpartition(".")[2]) if "." in cell.text else 3 for cell in cells}) == 1
    assert [cell.text.strip("\u2007\u2008") for cell in cells] == ["50", "42.3", "0.071"]


def test_markdown_keeps_its_columns_whatever_a_text_says():
    lines = table(*HOSTILE).markdown().strip().split("\n")
    assert lines[0] == "**A caption.**"
    assert lines[3] == "| --- | ---: |"
    assert len(lines) == 4 + len(HOSTILE)
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines[2:]} == {3}
    assert "\u2068بحوالي 500 دولار\u2069" in "\n".join(lines)
    assert lines[4].endswith("| 1.5 |")


def test_numbers_have_all_their_digits_in_csv_and_sensible_ones_in_print():
    one = table("a", values=[1 / 3])
    assert "0.3333333333333333" in one.csv()
    assert "| 0.333 |" in one.markdown()


# The command.


def run(*typed):
    return CliRunner().invoke(main, ["tables", *typed])


def test_files_of_every_form_and_table(tmp_path):
    ran = run("libya-fuel", "--out", str(tmp_path / "new"))
    assert ran.exit_code == 0, ran.output
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    kinds = [f"libya-fuel-{one}.{end}" for one in ("claims", "evidence", "sources", "findings") for end in ENDINGS]
    assert names == sorted([*kinds, "libya-fuel-tables.json"])
    page = (tmp_path / "new" / "libya-fuel-claims.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert '<html lang="en">' in page


ENDINGS = ("csv", "html", "md", "tex")


def test_only_what_is_asked_for_is_written(tmp_path):
    assert run("libya-fuel", "--out", str(tmp_path), "--as", "markdown, csv", "--only", "claims").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "libya-fuel-claims.csv",
        "libya-fuel-claims.md",
        "libya-fuel-tables.json",
    ]


def test_a_case_that_was_changed_is_what_is_written(tmp_path):
    assert run("raqqa-2017", "--set", "trucks=40 truck", "--out", str(tmp_path), "--only", "claims").exit_code == 0
    assert "trucks,the number of trucks,near 50 trucks,40.0" in (tmp_path / "raqqa-2017-claims.csv").read_text("utf-8")


@pytest.mark.parametrize("typed", ["", "csv,,html", ","])
def test_a_name_that_is_left_empty_is_said_to_be(tmp_path, typed):
    told = CliRunner().invoke(main, ["tables", "raqqa-2017", "--out", str(tmp_path / "out"), "--as", typed])
    assert told.exit_code == 2
    assert told.stderr.startswith("--as: nothing stands there, or between two commas; expected one of `csv`, `html`")
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_words_that_are_unknown_are_all_refused_before_anything_is_written(tmp_path):
    ran = run("libya-fuel", "--out", str(tmp_path / "none"), "--as", "markdwn,csv", "--only", "claim")
    assert ran.exit_code == 2
    lines = ran.output.strip().split("\n")
    assert lines == [
        "--as markdwn: `markdwn` is none of them; did you mean `markdown`?; nothing was written",
        "--only claim: `claim` is none of them; did you mean `claims`?; nothing was written",
        "2 problems; nothing was written",
    ]
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_a_file_is_said_in_a_line(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ran = run("libya-fuel", "--out", str(tmp_path / "taken" / "in it"), "--only", "claims")
    assert ran.exit_code == 2
    assert ran.output.count("\n") == 1
    assert re.search(r"in it: cannot be made a folder: .*nothing was written", ran.output)
