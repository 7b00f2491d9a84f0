"""What the tests share: small cases written as text, and one settings profile for the laws."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

import weighbridge

# The same examples in every run: a law that fails today fails tomorrow.
settings.register_profile(
    "weighbridge", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("weighbridge")

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
