"""A changed case takes over what the change does not reach: it is the case that would be read from its whole text."""

import pytest

from small_cases import CASES
from weighbridge import open_case
from weighbridge.base import CaseError
from weighbridge.casefile import Change, with_changes
from weighbridge.casefile.reader import read_anew
from weighbridge.graph import Cache

SOME, MANY = 3, 11  # every so many of the changes of a case are made


def changes_of(case):
    """Changes of every quantity of a case: another number, one that has no place, each reading, each option."""
    data = case.document.data
    for name, claim in (data.get("claims") or {}).items():
        unit = case.model.units[name]
        yield from ({name: f"{value} {unit:~}"} for value in (7, 1234.5))
        yield from ({name: reading} for reading in claim.get("readings") or {})
        yield {name: "7 of nothing"}
    for name in data.get("evidence") or {}:
        yield {name: f"3 {case.model.units[name]:~}"}
        yield {name: "0 second**7"}
    for name, entry in (data.get("assumptions") or {}).items():
        for kind in ("fixed", "uniform", "triangular", "pert", "normal", "lognormal"):
            for parameter in entry.get(kind) or {}:
                yield {f"{name}.{parameter}": f"5 {case.model.units[name]:~}"}
        for part in (entry.get("composition") or {}).get("parts") or {}:
            yield {f"{name}.{part}.mean": "0.3"}
        yield {name: f"4 {case.model.units[name]:~}"}
    for name, formula in (data.get("formulas") or {}).items():
        yield {name: f"2 * ({formula['expression']})"}
        yield {name: f"{name} * 2"}
        yield {name: "nothing_of_it * 2"}
    for name, alternative in (data.get("alternatives") or {}).items():
        yield from ({name: option} for option in alternative["options"])


def read_both(case, changes):
    """A changed case as it is read by what it takes over, and as it is read whole; or what is wrong with it."""
    expected = {name: unit for name, unit in case.model.units.items() if name in {one.split(".")[0] for one in changes}}
    listed = [Change(name, value, f"{name} = {value}") for name, value in changes.items()]
    earlier = case._read[2]
    for taken in (earlier, None):
        try:
            changed = with_changes(case.document, listed)
            yield read_anew(changed, case.holdings, expected, case.cache if taken else Cache(), taken)
        except CaseError as error:
            yield [str(one) for one in error.problems]


def said(found):
    """All of a case that was read, with the order in which it stands."""
    if isinstance(found, list):
        return found
    text, model, _ = found
    nodes = [(name, list(variants.items())) for name, variants in model.nodes.items()]
    graph = nodes, list(model.units.items()), list(model.choices.items()), list(model.checks.items()), model.names
    return text, graph, model.wiring, list(model.wiring.place), {one: model.leaves(one, {}) for one in model.nodes}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_changed_case_is_what_is_read_of_the_whole_of_it(name):
    case = open_case(CASES[name])
    single = list(changes_of(case))
    pairs = [{**one, **other} for one, other in zip(single, [*single[3:], *single[:3]], strict=True)]
    assert single
    for changes in (*single[::SOME], *pairs[::MANY]):
        one, whole = read_both(case, changes)
        assert said(one) == said(whole), changes
