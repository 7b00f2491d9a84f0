"""The kinds of input that are tried, each with its share of the seeds of a run over all of them."""

from __future__ import annotations

from .attempt import Kind
from .mutations.cases import make_case
from .mutations.formulas import make_formulas
from .mutations.sets import make_set

KINDS = (
    Kind("cases", make_case, 25),
    Kind("formulas", make_formulas, 20),
    Kind("sets", make_set, 10),
)
