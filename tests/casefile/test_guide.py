"""The guide to cases, docs/cases.md: it has every key that a case may have, and its examples can be read."""

import inspect
import re
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from weighbridge.casefile.schema import HEAD, SECTIONS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
OF_RAQQA = [text for text in EXAMPLES if text.startswith(("comparisons:", "words:"))]  # they stand in that case


def keys(model, seen):
    """The keys of a section as people type them, and those of all that stands in it."""
    if model not in seen:
        seen.add(model)
        for name, shape in model.model_fields.items():
            yield shape.alias or name
            yield from keys_within(shape.annotation, seen)


def keys_within(annotation, seen):
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        yield from keys(annotation, seen)
    for inner in typing.get_args(annotation):
        yield from keys_within(inner, seen)


@pytest.mark.parametrize("section", [*SECTIONS, *HEAD])
def test_the_guide_has_every_key_of_a_section(section):
    model = {**SECTIONS, **HEAD}[section]
    asked = [section, *(keys(model, set()) if issubclass(model, BaseModel) else [])]
    missing = [key for key in asked if not re.search(rf"`{key}`|\b{key}:|\{{[^}}]*\b{key}\b[^}}]*\}}", GUIDE)]
    assert missing == []


def test_the_table_of_sections_has_each_of_them():
    table = re.search(r"\| section \| .*?\n\n", GUIDE, re.DOTALL)[0]
    assert {*SECTIONS, *HEAD} == set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE))))


def test_the_shortest_case_can_be_weighed(make_case):
    (stated, computed), *_ = [(one.stated, one.computed) for one in make_case(EXAMPLES[0]).verify()["fits"].findings]
    assert stated.as_written == (1_500_000, 1_500_000)
    assert computed.as_written == pytest.approx((1_440_000, 1_440_000))  # twelve times 120,000


def without(text, section):
    """A case without one of its sections."""
    return re.sub(rf"^{section}:\n(?:[ #].*\n|\n)*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("example", OF_RAQQA, ids=range(len(OF_RAQQA)))
def test_examples_can_stand_in_the_case_that_they_are_from(example, make_case):
    """Every quantity, table, column and choice that they name is there."""
    section = example.partition(":")[0]
    own = (ROOT / "data" / "cases" / "raqqa-2017" / "case.yaml").read_text(encoding="utf-8")
    text = f"{without(own, section).rstrip()}\n\n{example}"
    assert YAML(typ="safe").load(text).keys() == YAML(typ="safe").load(own).keys()
    case = make_case(text)
    assert case.model.checks
    if section == "words":
        given = YAML(typ="safe").load(example)["words"]
        assert {name: case.model.names.lever(name) for name in ("load", "convoy_mean_load.high")} == {
            name: given[name]["called"] for name in ("load", "convoy_mean_load.high")
        }
    else:
        assert list(case.text.comparisons) == list(YAML(typ="safe").load(example)["comparisons"])
