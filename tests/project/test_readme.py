"""README says what the result says: its rendered answer, its picture, its commands, in sentences of plain length."""

import io
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from weighbridge import charts
from weighbridge.cli import main
from weighbridge.documents.first_page import first_page

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}


@pytest.fixture(scope="module")
def tool():
    """The tool that renders what README says of the first case."""
    sys.path.insert(0, str(ROOT / "tools"))
    import readme

    yield readme
    sys.path.remove(str(ROOT / "tools"))


def test_the_rendered_answer_is_that_of_the_result(raqqa, tool):
    assert tool.rendered().text == first_page(raqqa).text
    assert f"{first_page(raqqa).text}\n<!-- end -->" in README


def test_the_answer_stands_on_the_first_screen():
    before, _, _ = README.partition("<!-- end -->")
    assert len(before.splitlines()) < 25
    assert before.index("Is that number possible?") < before.index("> “")


def test_the_picture_is_that_of_the_chart(raqqa, tool):
    """Another library of pictures may place the edge of a letter otherwise, and nothing else."""
    ((picture, chart),) = tool.rendered().pictures.items()
    assert chart.name == charts.all_of(raqqa)[0].name
    kept = Image.open(ROOT / picture).convert("L")
    drawn = Image.open(io.BytesIO(chart.png())).convert("L")
    assert kept.size == drawn.size
    differs = np.abs(np.asarray(kept, int) - np.asarray(drawn, int)) > 64
    assert differs.mean() < 0.01


def test_the_documents_name_every_command_and_no_other():
    named = {name for text in PAGES.values() for name in re.findall(r"^weighbridge ([\w-]+)", text, re.M)}
    assert named <= set(main.list_commands(None))
    assert [
        name for name in main.list_commands(None) if not any(f"weighbridge {name}" in t for t in PAGES.values())
    ] == []


def test_the_examples_of_how_to_read_are_those_of_the_result(raqqa_result):
    load, said = raqqa_result["usual_load"].figures, PAGES["reading.md"]
    mean = raqqa_result["usual_load"].reference.computed.mean.value
    assert f"“{load.size.text.capitalize()} than our estimate ({mean:.0f})”" in said
    assert f"“{load.computed.text.replace(' a truck', '')}”" in said
    assert f"“In {load.ways.removeprefix('fits in ').partition(',')[0]}”" in said


def test_the_thresholds_are_those_of_the_checks(raqqa_result):
    said = " ".join(PAGES["reviewing.md"].split())
    found = re.search(r"below (\S+)% is \*unlikely\* \((\S+)% .*?below (\S+)% \*does not fit\* \((\S+)%\)", said)
    one_sided, two_sided = raqqa_result.thresholds["at_most"], raqqa_result.thresholds["equals"]
    ends = [one_sided[0], two_sided[0], one_sided[1], two_sided[1]]
    assert [float(number) for number in found.groups()] == [100 * end for end in ends]
    fewer = [1 / int(number) for number in re.findall(r"1 in (\d+)", PAGES["reading.md"].split("◆ depends")[0])]
    assert fewer == ends
