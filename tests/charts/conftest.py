"""Charts that the tests share: each is made once, drawn once and written once, and only looked at after that."""

import re
from base64 import b64decode
from functools import cache, cached_property

import pytest
from makers import CHECKS, CURVES, HEAD, SMALL, every_chart
from matplotlib.backends.backend_agg import FigureCanvasAgg

from weighbridge import charts
from weighbridge.charts import style


class Printed:
    """A chart with what is made of it, each made once."""

    def __init__(self, case, chart):
        self.case, self.chart = case, chart

    @cached_property
    def figures(self):
        """The figure of each width after it was drawn, so that ticks and texts have their places."""
        figures = {width: self.chart.figure(width) for width in self.chart.widths}
        for figure in figures.values():
            with style.applied(self.chart.name):
                FigureCanvasAgg(figure).draw()
        return figures

    @property
    def figure(self):
        """The narrowest."""
        return self.figures[min(self.figures)]

    @cached_property
    def result(self):
        """The result that it shows; of a specification curve."""
        return self.case.verify()[self.check]

    @property
    def data(self):
        return self.chart.data

    @cached_property
    def svg(self):
        return self.chart.svg()

    @cached_property
    def html(self):
        return self.chart.html()

    @property
    def png(self):
        """The picture that a notebook shows."""
        return b64decode(re.search(r'src="data:image/png;base64,([^"]*)"', self.html)[1], validate=True)

    def kind(self, *kinds):
        """The rows of the data of these kinds."""
        return self.data[self.data["kind"].isin(kinds)]

    def ends(self, which):
        """From where to where the stated value or one of its bands reaches."""
        rows = self.data.set_index("kind")
        return rows.loc[which, "low"], rows.loc[which, "high"]


@pytest.fixture(scope="session")
def printed(raqqa):
    """Each kind of chart, of one case."""
    return {name: Printed(raqqa, chart) for name, chart in every_chart(raqqa).items()}


@pytest.fixture(scope="session")
def curves(printed, opened, make_case):
    """Specification curves by a name for each, and the check that each is of."""
    small = cache(lambda name: make_case(HEAD + SMALL[name]))
    asked = {name: (opened(case), check) for name, (case, check) in CHECKS.items()}
    asked |= {name: (small(name), "asked") for name in SMALL}
    made = {name: Printed(case, charts.specification_curve(case, check)) for name, (case, check) in asked.items()}
    both = {check: printed[name] for check, name in CURVES.items()} | made
    checks = {check: check for check in CURVES} | {name: check for name, (_, check) in asked.items()}
    for name, one in both.items():
        one.check = checks[name]
    return both


@pytest.fixture(scope="session")
def every(printed, curves):
    """Every chart that is made anywhere here, under one name each."""
    return printed | {name: one for name, one in curves.items() if name not in CURVES}


@pytest.fixture(scope="session")
def saved(printed, tmp_path_factory):
    """A folder with the files of each kind of chart."""
    folder = tmp_path_factory.mktemp("charts") / "new" / "folder"
    for one in printed.values():
        one.paths = one.chart.save(folder)
    return folder
