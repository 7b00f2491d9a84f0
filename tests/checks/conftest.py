"""What the tests of checks share: a case in one line, weighed once."""

from collections.abc import Callable
from functools import cache

import pytest

from small_cases import case_text, hedged_claims, unfiled
from weighbridge.case import Case
from weighbridge.checks.results import Finding


@pytest.fixture(scope="session")
def small_case() -> Callable[[str, str, str], Case]:
    """A case from its claims, as ``name=value; name=value`` with the hedge behind ``~``, the rest, and one check."""

    def small_case(claims: str, rest: str, check: str) -> Case:
        return unfiled(case_text(hedged_claims(claims), rest, asked=check))

    return small_case


@pytest.fixture(scope="session")
def finding(small_case: Callable[[str, str, str], Case]) -> Callable[[str, str, str], Finding]:
    """The finding of such a case as it is written."""
    return cache(lambda claims, rest, check: small_case(claims, rest, check).verify()["asked"].reference)


@pytest.fixture(scope="session")
def agreement(finding: Callable[[str, str, str], Finding]) -> Callable[..., Finding]:
    """The finding on what the article's own numbers give, by a formula in the unit of the stated number."""

    def agreement(claims: str, formula: str = "", relation: str = "equals: given") -> Finding:
        unit = claims.split("stated=")[1].split("~")[0].split(";")[0].split()[-1]
        given = f'formulas:\n  given: {{expression: "{formula}", unit: {unit}, reason: a test}}' if formula else ""
        return finding(claims, given, f"kind: agrees, stated: stated, {relation}")

    return agreement
