"""The kinds of input that are tried, each with its share of the seeds of a run over all of them."""

from __future__ import annotations

from .attempt import Kind
from .mutations.cases import make_case

KINDS = (Kind("cases", make_case, 30),)
