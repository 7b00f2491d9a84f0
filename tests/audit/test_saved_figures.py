"""The pieces of the questions on notebooks, prose, figures and pins: outputs compared, numbers found and looked up."""

import io
import json
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from weighbridge.audit.documents import rendered_parts
from weighbridge.audit.pins import other_versions, pinned_versions, pins
from weighbridge.audit.prose_numbers.numbers import blank, numbers_in, spelled_number
from weighbridge.audit.prose_numbers.quotation import free_numbers
from weighbridge.audit.prose_numbers.typed_figures import COLUMNS, EVERY, LISTED, Lookup, typed_figures
from weighbridge.audit.results import Standing
from weighbridge.audit.saved_output.notebook import NotebookError, SavedNotebook, saved_notebooks
from weighbridge.audit.saved_output.outputs import PASSING, moved, text_of
from weighbridge.audit.saved_output.pixels import differing
from weighbridge.audit.saved_output.replays import Replays, executed
from weighbridge.audit.scope import Scope
from weighbridge.base import TableError

ROOT = Path(__file__).parents[2]


def shown(**data):
    return [{"output_type": "execute_result", "metadata": {}, "execution_count": 7, "data": data}]


def html(text):
    return shown(**{"text/html": text, "text/plain": "<IPython.core.display.HTML object>"})


def stream(*texts):
    return [{"output_type": "stream", "name": "stdout", "text": text} for text in texts]


@pytest.mark.parametrize(
    ("saved", "today", "found"),
    [
        (html("<p>load of 64.2%</p>"), html("<p>load of 63.9%</p>"), ["saved “64.2%”, today “63.9%”, after “load of”"]),
        (html("<td>50</td><td>60</td>"), html("<td>50</td><td>62</td>"), ["saved “60”, today “62”, after “50”"]),
        (html("<img alt='1 of 2'>"), html("<img alt='1 of 3'>"), ["saved “2”, today “3”, after “1 of”"]),
        (shown(**{"text/plain": "5"}), [], ["saved “5”, today nothing, at the beginning"]),
        ([], shown(**{"text/plain": "5"}), ["saved nothing, today “5”, at the beginning"]),
        (
            html("<b>50</b>"),
            html("<i>50</i>"),
            ["the markup of text/html differs, its words do not: saved “<b>”, today “<i>”, at the beginning"],
        ),
        (shown(**{"text/latex": "of 5"}), shown(**{"text/latex": "of 4"}), ["saved “5”, today “4”, after “of”"]),
        (stream("a", "b 1"), stream("ab 2"), ["saved “1”, today “2”, after “ab”"]),
        # What passes: pictures, addresses of objects, counters, how a stream is cut into pieces.
        (html('<img src="data:image/png;base64,AAAA">'), html('<img src="data:image/png;base64,BBBB">'), []),
        (shown(**{"text/plain": "<x at 0x7f00aa11>"}), shown(**{"text/plain": "<x at 0x7f00bb22>"}), []),
        (shown(**{"image/png": "AAAA", "text/plain": "5"}), shown(**{"image/png": "BBBB", "text/plain": "5"}), []),
        (stream("a", "b"), stream("ab"), []),
    ],
)  # fmt: skip
def test_outputs_are_compared_and_what_moved_is_told(saved, today, found):
    assert moved(saved, today) == found


def test_what_passes_is_what_nbval_lets_pass():
    rules = (ROOT / "tests/nbval-sanitize.cfg").read_text(encoding="utf-8")
    assert [line.partition(": ")[2] for line in rules.splitlines() if line.startswith("regex: ")] == list(PASSING)
    assert [line.partition(": ")[2] for line in rules.splitlines() if line.startswith("replace: ")] == [
        *PASSING.values()
    ]


def test_many_stretches_are_counted_and_long_ones_cut():
    found = moved(stream("a 1 b 2 c 3 d 4 e 5"), stream("a 6 b 7 c 8 d 9 e 0"))
    assert found[-1] == "and 2 more"
    (found,) = moved(stream("x " * 200), stream(""))
    assert found.endswith("…”, today nothing, at the beginning")
    assert text_of("<p>a&lt;b</p>").split() == ["a<b"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2,500 tonnes on 50 trucks", ["2,500", "50"]),
        ("from 2.3 to 3 times, 95% of it", ["2.3", "3", "95"]),
        ("fifty trucks, and fifteen others", ["fifty", "fifteen"]),
        ("two commands, in twelve parts, each in one line", []),
        ("`raqqa-2017` in [reading](docs/a-2.md#b3), SHA-256, <https://a.org/?p=21>", []),
        ("<!-- 12 of these --> 13", ["13"]),
        ("| 3 | `03-2500-tons` | why 4?", ["4"]),
        ("`case.with_(trucks=\"40 truck\")` and `2017-02`", ["40", "2017", "02"]),
        ("```\nweighbridge verify raqqa-2017 --set x=45\n```", ["45"]),
        ("٥٠ شاحنة", ["٥٠"]),
        # What a reader types into a shell is no number of prose; what stands beside it is.
        ("```sh\nweighbridge verify raqqa-2017 --set x=45  # 9.8% of draws\nmake bench 12\n```\n13", ["9.8", "13"]),
        ("```console\n$ python tools/a.py 3 \\\n  --by 4\n36 tonnes\n```", ["36"]),
        ("```text\nmake it 45 trucks\nweighbridge 46\n```", ["45", "46"]),
        ("```sh\nweighbridge weigh 'no# 5' # 6\n.venv/bin/weighbridge x 7\nsource 8\nsha256sum --check 9\n```", ["6"]),
        ("`weighbridge flips a --set b=3`, `--dated 2017-02`, `-o 4`, `verify a --set 5` or `5,940`", ["5,940"]),
        ("`made 4`, `weighbridge` 5, `--set` 6", ["4", "5", "6"]),
        ("| 90 | `90-audit` |\n| 2 | `01-the-article` |\n| 3 | 03-of-it |", ["2", "3", "03"]),
    ],
)  # fmt: skip
def test_numbers_of_prose_are_found_and_names_are_none(text, numbers):
    assert [one.text for one in numbers_in(text)] == numbers


def test_numbers_are_worth_what_they_say():
    found = numbers_in("1,618 trucks, 0.5% and fifteen, a thousand, 1.2.3")
    assert [one.value for one in found] == [Decimal(1618), Decimal("0.5"), Decimal(15), None, None]
    assert (spelled_number(Decimal(50)), spelled_number(Decimal(7)), spelled_number(Decimal(51))) == ("fifty", "", "")


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("> “near 50 trucks loaded with approximately 2500 tons of metal”", []),
        ("as it says, “approximately 2500 tons of metal”", []),
        ("> “near 60 trucks loaded with approximately 2500 tons”", ["60"]),
        ("> “near 50 lorries”", ["50"]),  # not its words
        ("near 50 trucks", ["50"]),  # not marked as its words
        ("fifty trucks, or sixty", ["sixty"]),
    ],
)
def test_numbers_are_quoted_word_for_word_or_free(raqqa, text, free):
    assert [one.text for one in free_numbers(numbers_in(text), text, [raqqa])] == free


def listed(tmp_path, *rows):
    path = tmp_path / LISTED
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,1618,0.42\n", encoding="utf-8")
    return typed_figures(tmp_path)


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        ('a.md,"1,618 trucks",file,table.csv', []),
        ('a.md,"1,619 trucks",file,table.csv', ["1,619"]),
        ("a.md,42% of it,file,table.csv", []),
        ("a.md,1.618 thousand,file,table.csv", []),
        ("a.md,33.1 tonnes,sum,430 / 13", []),
        ("a.md,33.2 tonnes,sum,430 / 13", ["33.2"]),
        ("a.md,1.3 times as likely,today,raqqa-2017 usual_load", []),
        ("a.md,1.4 times as likely,today,raqqa-2017 usual_load", ["1.4"]),
        ("a.md,5 of another case,today,ihs-2016 the_oil", []),  # asked in the audit of that case
        ("a.md,anything 7,example,what to type", []),
    ],
)
def test_a_typed_number_is_looked_up_where_it_comes_from(raqqa, tmp_path, row, lacking):
    (typed,) = listed(tmp_path, row)
    assert list(Lookup(tmp_path, raqqa).lacking(typed)) == lacking


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a.md,1 truck,hearsay,x", "kind"),
        ("a.md,1 truck,reason,", "from"),
        ("a.md,,reason,x", "words"),
        ("a.md,1 truck,file,nowhere.csv", "from"),
        ("a.md,1 truck,sum,__import__('os')", "from"),
        ("a.md,1 truck,sum,1 / 0", "from"),
        ("a.md,1 truck,today,raqqa-2017 no_such_name", "from"),
    ],
)
def test_a_row_that_says_nothing_is_refused_with_its_line(raqqa, tmp_path, row, column):
    (tmp_path / "src" / "weighbridge").mkdir(parents=True)  # a project with its program, in which every file must be
    with pytest.raises(TableError, match=rf"typed-figures.csv:2: `{column}`"):
        [list(Lookup(tmp_path, raqqa).lacking(one)) for one in listed(tmp_path, row)]


def png(points):
    content = io.BytesIO()
    Image.fromarray(np.asarray(points, np.uint8)).save(content, "png")
    return content.getvalue()


def test_pictures_differ_by_what_one_sees():
    white = np.full((20, 30), 255)
    softer, dark = white.copy(), white.copy()
    softer[3, 4], dark[5:8, 6] = 220, 0
    assert differing(png(white), png(softer)) is None
    found = differing(png(white), png(dark))
    assert (found.points, found.box) == (3, (6, 5, 6, 7))
    assert differing(png(white), png(white[:10])).words == "the pictures are not of one size"
    with pytest.raises(ValueError, match="no picture"):
        differing(b"not a picture", png(white))


def notebook(tmp_path, *cells):
    path = tmp_path / "notebooks" / "01-a.ipynb"
    path.parent.mkdir(exist_ok=True)
    code = [{"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [], "source": one} for one in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(
        json.dumps({"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8"
    )
    return path


def test_a_notebook_names_the_cases_of_its_strings(tmp_path):
    notebook(
        tmp_path, "case = open('raqqa-2017')", 'names = "coltan suez-2021"', "%magic 'pangolin-2019'", "# libya-fuel"
    )
    for name in ("raqqa-2017", "suez-2021", "pangolin-2019"):
        assert [one.name for one in saved_notebooks(tmp_path, name)] == ["notebooks/01-a.ipynb"]
    assert list(saved_notebooks(tmp_path, "libya-fuel")) == list(saved_notebooks(tmp_path, "raqqa")) == []


def test_a_broken_notebook_is_named_and_ends_nothing(tmp_path):
    path = notebook(tmp_path, "'raqqa-2017'")
    path.write_text("no notebook", encoding="utf-8")
    ((name, error),) = saved_notebooks(tmp_path, "raqqa-2017")
    assert (name, type(error)) == ("notebooks/01-a.ipynb", NotebookError)


def test_a_notebook_runs_in_a_fresh_kernel_and_says_where_it_fails(tmp_path):
    path = notebook(tmp_path, "1 + 1", "import os; os.environ['WEIGHBRIDGE_DATA']", "1 / 0", "3")
    replay = executed(path)
    texts = [output["data"]["text/plain"] for cell in replay.outputs[:2] for output in cell]
    assert texts == ["2", repr(str(tmp_path / "data"))]
    assert replay.failure == "ZeroDivisionError: division by zero"
    assert len(replay.outputs) == 3


def test_a_notebook_is_executed_once_however_often_it_is_asked_for(tmp_path, monkeypatch):
    runs = []
    monkeypatch.setattr("weighbridge.audit.saved_output.replays.executed", lambda path: runs.append(path) or "replay")
    one = SavedNotebook.read(notebook(tmp_path, "1"), tmp_path)
    replays = Replays()
    replays.begin([one, one])
    assert [replays.of(one), replays.of(one)] == ["replay", "replay"]
    assert len(runs) == 1


def test_versions_that_differ_are_named_by_their_line(raqqa, tmp_path):
    (tmp_path / "constraints.txt").write_text("numpy==1.0 ; python_version<'3.15'\nnumpy==2.0\nPyYAML==6.0\n", "utf-8")
    (tmp_path / "environment.yml").write_text("dependencies:\n  - numpy=2.0\n  - pip:\n      - pyyaml==6.1\n", "utf-8")
    assert pinned_versions(tmp_path) == {"numpy": {"1.0", "2.0"}, "pyyaml": {"6.0"}}
    (told,) = other_versions(pinned_versions(tmp_path), ("numpy", "no-such-library"))
    assert told.endswith("is installed, and 1.0 or 2.0 is pinned")
    failed, unchecked = pins(Scope(raqqa, tmp_path))
    assert (failed.standing, failed.place, failed.found) == (Standing.FAILED, "environment.yml:4", "pyyaml 6.1")
    assert unchecked.standing is Standing.UNCHECKED


def test_every_row_of_the_list_covers_a_number_of_its_document():
    """So that a row goes when its number does, or when a rule says that it needs none."""
    idle = []
    for name, rows in groupby(typed_figures(ROOT), key=lambda one: one.document):
        text = (ROOT / name).read_text(encoding="utf-8")
        for found in rendered_parts(ROOT, name, text):
            text = blank(text, *found)
        free = {(one.start, one.end) for one in numbers_in(text)}
        for row in rows:
            spans = [found.span() for found in row.pattern.finditer(text)]
            covers = any(start <= one and other <= end for start, end in spans for one, other in free)
            idle += [] if covers or row.words == EVERY else [row.place]
    assert idle == []
