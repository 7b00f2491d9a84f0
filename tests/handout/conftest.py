"""Reports of cases, each made once for all tests of a worker."""

from functools import cache

import pytest

from pdf_structure import TaggedPdf
from weighbridge.charts import all_of
from weighbridge.handout import docx, markdown, pdf, report_of

PICTURED = ("raqqa-2017", "khartoum-copper", "captagon-italy")  # English with Arabic beside it, Arabic, Danish


@pytest.fixture(scope="session")
def report(opened, verified):
    """Gives the report of a case with its charts."""
    return cache(lambda name: report_of(verified(name), [chart.picture() for chart in all_of(opened(name))]))


@pytest.fixture(scope="session")
def bare_report(verified):
    """Gives the report of a case without charts, which is made in no time."""
    return cache(lambda name: report_of(verified(name)))


@pytest.fixture(scope="session")
def as_pdf(report):
    """Gives a report as PDF: its bytes and its structure."""

    @cache
    def as_pdf(name):
        content = pdf(report(name))
        return content, TaggedPdf(content)

    return as_pdf


@pytest.fixture(scope="session")
def as_docx(report):
    """Gives a report as the bytes of a DOCX file."""
    return cache(lambda name: docx(report(name)))


@pytest.fixture(scope="session")
def as_markdown(report):
    """Gives a report as Markdown."""
    return cache(lambda name: markdown(report(name)))


@pytest.fixture(params=PICTURED)
def name(request):
    """One of three cases: an English article with an Arabic text beside it, an Arabic one, a Danish one."""
    return request.param
