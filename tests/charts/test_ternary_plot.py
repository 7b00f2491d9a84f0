"""The triangle of mixes: its regions are those of the findings."""

import numpy as np
import pytest

from weighbridge import charts
from weighbridge.charts.ternary import corner

PARTS = ["iron", "aluminium", "copper"]


@pytest.fixture(scope="module")
def mixes(printed):
    return printed["some-mix"]


def test_regions_are_those_of_the_findings(mixes, raqqa_result):
    findings = {f.choices.get(f.changed): f for f in raqqa_result["some_mix"].findings}
    shown = mixes.data.groupby("finding", sort=False)
    assert [label for label, _ in shown][1:] == ["market: yard", "money: proceeds"]
    for option, (label, rows) in zip((None, "yard", "proceeds"), shown, strict=True):
        corners = np.array([[one[part] for part in PARTS] for one in findings[option].region.corners])
        assert np.allclose(rows[PARTS], 100 * corners)
        for axes in mixes.figure.axes:
            (patch,) = [p for p in axes.patches if p.get_gid() == label]
            assert np.allclose(patch.get_xy()[:-1], axes.transProjection.transform(rows[PARTS] / 100))


def test_the_enlarged_corner_holds_the_case_as_written(mixes):
    reference = mixes.data[mixes.data["finding"] == mixes.data["finding"].iloc[0]]
    begin = corner(mixes.data)
    assert begin[0] > 50
    for least, part in zip(begin, PARTS, strict=True):
        assert reference[part].min() >= least


def test_without_changes_the_case_as_written_stands_alone(raqqa, mixes):
    alone = charts.ternary_plot(raqqa, "some_mix")
    assert alone.data["finding"].unique().tolist() == ["as we read it"]
    assert np.array_equal(alone.data[PARTS], mixes.data[PARTS][: len(alone.data)])


def test_a_check_that_no_mix_meets_has_no_triangle(raqqa):
    with pytest.raises(ValueError, match="finds no mix at all"):
        charts.ternary_plot(raqqa.with_(money="of_each_truck"), "some_mix")
