"""What a run gave, as the files of a deposit: the JSON of everything, the page, tables, charts, the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import file_name
from ..case import Case
from ..pages import Picture, result_files
from ..workbook import workbook_of
from .licences import Licence
from .names import safe_name
from .parts import Part, Role

FOLDER = "results"
WHAT = {
    ".json": "everything that weighing the case gives, for programs",
    ".html": "the page with the answer, the figures and the working",
    "-findings.csv": "every finding, a row each",
    "-combinations.csv": "every way to read the article, with its outcome",
    "-strength.csv": "how strongly the evidence speaks",
    "-flips.csv": "where each answer changes as one number is moved",
}


def outputs(case: Case, own: Licence) -> Iterator[Part]:
    """Every output of a case as a file; without charts where matplotlib is not installed."""
    pictures = drawn(case)
    name = safe_name(case.name)
    for file, text in result_files(case.verify(), case.all_flips(), pictures).items():
        ending = file.removeprefix(file_name(case.name))
        yield Part(f"{FOLDER}/{name}{ending}", text.encode(), WHAT[ending], Role.RESULT, own)
    for picture in pictures:
        widest = picture.svg[max(picture.svg)]
        path = f"{FOLDER}/charts/{safe_name(picture.name)}"
        yield Part(f"{path}.svg", widest.encode(), f"a chart: {picture.title}", Role.RESULT, own)
        yield Part(f"{path}.csv", picture.data.encode(), f"its figures: {picture.title}", Role.RESULT, own)

    book = workbook_of(case)
    yield Part(f"{FOLDER}/{name}.xlsx", book, "the workbook that recalculates itself", Role.RESULT, own)


def drawn(case: Case) -> list[Picture]:
    """The charts of a case for its page; none where matplotlib is not installed."""
    try:
        from ..charts import all_of
    except ImportError:
        return []
    return [chart.picture() for chart in all_of(case)]
