"""What the tests share: the cases of the project, opened and weighed once; small cases as text; settings for the laws.

A test that only reads takes ``raqqa`` and ``raqqa_result`` (likewise ``ihs``, ``azernews``, ``oil``), or, where it runs
over several, ``opened(name)`` and ``verified(name)`` with the name of its folder. One that changes something takes
``raqqa.with_(...)`` or ``raqqa.under(...)``, which leave the opened case as it is. A result that some test has written
into is reported at the end of the run.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

import weighbridge
from small_cases import CASES
from weighbridge.report.verification import Verification

# The same examples in every run: a law that fails today fails tomorrow.
settings.register_profile(
    "weighbridge", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("weighbridge")


@pytest.fixture(scope="session")
def opened() -> Callable[[str], weighbridge.Case]:
    """Opens a case of the project by the name of its folder, once for all tests of a worker."""
    return cache(lambda name: weighbridge.open_case(CASES[name]))


@pytest.fixture(scope="session")
def verified(opened: Callable[[str], weighbridge.Case]) -> Iterator[Callable[[str], Verification]]:
    """Weighs a case of the project as written, once for all tests of a worker."""
    kept = {}

    def verified(name: str) -> Verification:
        if name not in kept:
            result = opened(name).verify()
            kept[name] = result, result.model_dump_json()
        return kept[name][0]

    yield verified
    for name, (result, at_first) in kept.items():
        assert result.model_dump_json() == at_first, f"a test wrote into the result of {name} that all tests share"


def case_and_result(name: str) -> tuple[Callable, Callable]:
    """The two fixtures of a case: itself, opened, and its result as written."""
    case = pytest.fixture(scope="session")(lambda opened: opened(name))
    return case, pytest.fixture(scope="session")(lambda verified: verified(name))


raqqa, raqqa_result = case_and_result("raqqa-2017")
ihs, ihs_result = case_and_result("ihs-2016")
azernews, azernews_result = case_and_result("azernews-trucks")
oil, oil_result = case_and_result("oil-2015")

# A valid case that says next to nothing. Append `evidence:`, `assumptions:`, `formulas:` or `alternatives:` to it.
MINIMAL_CASE = """\
title: A small case
article: {title: An article, url: "https://example.org/article", language: en}
claims:
  stated: {quote: {exact: five tonnes}, value: 5 tonne}
checks:
  itself: {question: Does it equal itself?, kind: agrees, stated: stated, equals: stated}
"""


@pytest.fixture(scope="session")
def minimal_case() -> str:
    """The text of a valid case to which sections can be appended."""
    return MINIMAL_CASE


@pytest.fixture(scope="session")
def make_case(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., weighbridge.Case]:
    """Opens the text of a whole case; each call has its own folder, which ``case.path`` tells."""

    def make(text: str, settings: weighbridge.Settings | None = None) -> weighbridge.Case:
        path = tmp_path_factory.mktemp("case") / "case.yaml"
        path.write_text(text, encoding="utf-8")
        return weighbridge.open_case(str(path), settings)

    return make


@pytest.fixture(scope="session")
def make_model(make_case: Callable[..., weighbridge.Case]) -> Callable[..., weighbridge.Case]:
    """Opens a case of assumptions and formulas alone, each section as a mapping of names to flow mappings."""

    def make(
        assumptions: dict[str, str], formulas: dict[str, str], settings: weighbridge.Settings | None = None
    ) -> weighbridge.Case:
        lines = [MINIMAL_CASE + "assumptions:"]
        lines += [f"  {name}: {{of: it, reason: a test, {law}}}" for name, law in assumptions.items()]
        lines += ["formulas:"]
        for name, formula in formulas.items():
            expression, _, unit = formula.partition(" in ")
            lines.append(f'  {name}: {{expression: "{expression}", unit: {unit or "one"}, reason: a test}}')
        return make_case("\n".join(lines) + "\n", settings)

    return make
