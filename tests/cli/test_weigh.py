"""The command ``weigh``, as it is typed: a passage, a file, standard input, and what is none of these."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from weighbridge.cli import main
from weighbridge.terminal.layout import cells

CONVOY = "near 50 trucks loaded with approximately 2500 tons of metal which is 750 thousand USD on average"
ARABIC = "حوالي ٥٠ شاحنة محملة بحوالي ٢٥٠٠ طن من الحديد"


def run(*arguments, stdin=None):
    result = CliRunner().invoke(main, ["weigh", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_passage_is_weighed():
    result = run(CONVOY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "is 50 tonnes a truck" in " ".join(result.stdout.split())
    assert "is $300 a tonne" in " ".join(result.stdout.split())


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("text", [CONVOY, ARABIC, "x" * 300 + " 50 trucks"])
def test_no_line_is_wider_than_the_columns(text, width):
    result = run(text, "--width", str(width))
    assert result.exit_code == 0
    assert max(map(cells, result.stdout.splitlines())) <= width


def test_a_file_and_standard_input_say_the_same(tmp_path):
    path = tmp_path / "passage.txt"
    path.write_text(CONVOY, encoding="utf-8")
    said = run(CONVOY).stdout
    assert run(str(path)).stdout == said
    assert run("-", stdin=CONVOY.encode()).stdout == said


def test_json_and_markdown():
    found = json.loads(run(CONVOY, "--json").stdout)
    assert [round(one["value"]) for one in found["relations"]] == [50, 15_000, 300]
    assert run(CONVOY, "--markdown").stdout.startswith("> **near 50 trucks** loaded with")


def test_a_date_and_a_language_are_taken():
    dated = json.loads(run(CONVOY, "--json", "--date", "2017-02").stdout)
    assert {one["period"] for one in dated["comparisons"][2]} <= {"2017-02", "2017"} | {
        one["period"] for one in dated["comparisons"][2] if not one["topic"]["column"]
    }
    assert json.loads(run("50 t", "--json", "--language", "de").stdout)["mentions"]["language"] == "de"


BAD = {
    "nothing": (b"", "standard input is empty; give a passage"),
    "white space": (b" \n\t ", "standard input is empty; give a passage"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "standard input: is a picture, not text; type out or copy"),
    "bytes": (bytes(range(256)) * 20, "standard input"),
    "ten megabytes": (b"50 trucks. " * 950_000, "more than 10,000,000 bytes"),
    "a megabyte": (b"50 trucks. " * 90_000, "characters, and a passage at most 200,000; give the paragraphs"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_with_its_remedy(name):
    content, said = BAD[name]
    result = run("-", stdin=content)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "the text is empty; give a passage that holds numbers"),
        ((CONVOY, "--date", "soon"), "`soon` is not a date"),
        ((CONVOY, "--language", "xx"), "no language `xx`"),
    ],
)
def test_what_cannot_be_asked_is_one_line_with_its_remedy(arguments, said):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1256"])
def test_any_usual_encoding_is_read(encoding):
    result = run("-", stdin=ARABIC.encode(encoding, "replace"))
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "text",
    ["no number at all", "1" * 400 + " trucks", "50\u00a0trucks carried 2\u202f500\u00a0tonnes", "\u202e50 trucks"],
)
def test_odd_texts_have_an_answer(text):
    result = run(text)
    assert result.exit_code == 0
    assert "This is a first look" in result.stdout
    assert "\u202e" not in result.stdout


SLOW = ("pandas", "matplotlib", "scipy.stats", "scipy.optimize", "weighbridge.case", "weighbridge.casefile.schema")
SLOW += ("weighbridge.checks.kinds", "weighbridge.report.verification", "weighbridge.what_if.levers")


def test_weighing_a_passage_loads_nothing_that_weighs_cases():
    """What takes long to import is left alone: a passage is weighed within half a second."""
    code = "\n".join(
        [
            "import sys; from weighbridge.cli import main",
            "try: main(['weigh', sys.argv[1]])",
            "except SystemExit: pass",
            f"print(sorted(set({SLOW}) & set(sys.modules)), file=sys.stderr)",
        ]
    )
    result = subprocess.run([sys.executable, "-c", code, CONVOY], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
