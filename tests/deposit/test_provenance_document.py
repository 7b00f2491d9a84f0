"""The provenance of a deposit as PROV-JSON: well formed, every reference resolved, from verdicts down to what was read."""

# ruff: noqa: E501 (a row of a table stands on one line)

import copy
import json
import re

import pytest

import weighbridge
from deposited import AUTHOR, SMALL, files_of
from small_cases import CASES
from weighbridge.base import RunRecord
from weighbridge.deposit.provenance import RELATIONS, Chains
from weighbridge.graph import Relation

# The kinds of thing that the ends of a relation are (PROV-DM, 5), by the keys that PROV-JSON has for them.
ENDS = {
    "used": {"prov:activity": "activity", "prov:entity": "entity"},
    "wasGeneratedBy": {"prov:entity": "entity", "prov:activity": "activity"},
    "wasDerivedFrom": {"prov:generatedEntity": "entity", "prov:usedEntity": "entity"},
    "specializationOf": {"prov:specificEntity": "entity", "prov:generalEntity": "entity"},
    "wasAttributedTo": {"prov:entity": "entity", "prov:agent": "agent"},
    "wasAssociatedWith": {"prov:activity": "activity", "prov:agent": "agent"},
}
THINGS = ("entity", "activity", "agent")
PREDEFINED = {"prov", "xsd"}  # prefixes that PROV-JSON knows without a declaration
TYPES = {"Quotation", "PrimarySource", "Revision", "SoftwareAgent", "Person", "Organization"}  # of PROV itself
QUALIFIED = re.compile(r"(\w+):(?:[A-Za-z0-9_./-]|%[0-9A-F]{2})+")


def document_of(name, author=None):
    return json.loads(files_of(name, author)["provenance.json"])


def faults(document):
    """Whatever keeps a document from being one of PROV-JSON, or from saying something of nothing."""
    prefixes = {*document["prefix"], *PREDEFINED}
    yield from (f"section {one}" for one in document.keys() - {"prefix", *THINGS, *ENDS})
    yield from (f"prefix {one}" for one, uri in document["prefix"].items() if not re.match(r"[a-z]+:\S+[#:/]$", uri))
    for kind in THINGS:
        for name, said in document[kind].items():
            yield from (f"{kind} {name}" for _ in [0] if not qualified(name, prefixes))
            yield from attribute_faults(f"{kind} {name}", said, prefixes)
    for kind, ends in ENDS.items():
        for name, said in document.get(kind, {}).items():
            yield from (f"{kind} {name} has no {end}" for end in ends.keys() - said.keys())
            yield from (
                f"{kind} {name}: {said[end]}"
                for end, thing in ends.items()
                if end in said and said[end] not in document[thing]
            )
            yield from (f"{kind} {name} is no blank node" for _ in [0] if not name.startswith("_:"))
            others = {key: value for key, value in said.items() if key not in ends}
            yield from attribute_faults(f"{kind} {name}", others, prefixes)


def attribute_faults(where, said, prefixes):
    for key, value in said.items():
        if not qualified(key, prefixes):
            yield f"{where}: {key}"
        if isinstance(value, dict):
            typed = (
                value.keys() == {"$", "type"}
                and value["type"] == "prov:QUALIFIED_NAME"
                and qualified(value["$"], prefixes)
            )
            prefix, _, word = str(value.get("$")).partition(":")
            yield from (f"{where}: {value}" for _ in [0] if not typed or (prefix == "prov" and word not in TYPES))
        elif not isinstance(value, str) or not value.isprintable():
            yield f"{where}: {key} is {value!r}"


def qualified(name, prefixes):
    found = QUALIFIED.fullmatch(name)
    return bool(found) and found[1] in prefixes


@pytest.mark.parametrize("name", SMALL)
def test_a_document_is_well_formed_and_every_reference_is_resolved(name):
    assert list(faults(document_of(name))) == []


def test_one_of_the_largest_case_and_one_with_an_author_are():
    assert list(faults(json.loads(files_of("raqqa-2017")["provenance.json"]))) == []
    assert list(faults(document_of("coltan", AUTHOR))) == []


BROKEN = [
    lambda d: d.update(wasInfluencedby={}),
    lambda d: d["prefix"].pop("wb"),
    lambda d: d["prefix"].update(case="no address"),
    lambda d: d["entity"].pop("case:article"),
    lambda d: d["agent"].pop("case:weighbridge"),
    lambda d: d["activity"].pop(next(iter(d["used"].values()))["prov:activity"]),
    lambda d: d["entity"].update({"case:a b": {}}),
    lambda d: d["entity"].update({"other:a": {}}),
    lambda d: next(iter(d["used"].values())).pop("prov:entity"),
    lambda d: d["used"].update({"_:used1": {"prov:activity": "case:nothing", "prov:entity": "case:article"}}),
    lambda d: d["entity"]["case:article"].update({"prov:type": {"$": "prov:Novel", "type": "prov:QUALIFIED_NAME"}}),
    lambda d: d["entity"]["case:article"].update({"prov:label": "a\u202eb"}),
    lambda d: d["entity"]["case:article"].update({"label": "a"}),
]  # fmt: skip


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_document_is_seen(change):
    document = copy.deepcopy(document_of("libya-fuel"))
    change(document)
    assert list(faults(document))


def test_every_relation_that_is_written_is_one_that_is_checked():
    assert RELATIONS.keys() == ENDS.keys()
    assert {kind: set(ends) for kind, ends in RELATIONS.items()} == {kind: set(ends) for kind, ends in ENDS.items()}


def sources_of(document, one):
    """Everything that an entity is derived from or is a general form of, however far back."""
    steps = {}
    for said in document["wasDerivedFrom"].values():
        steps.setdefault(said["prov:generatedEntity"], set()).add(said["prov:usedEntity"])
    for said in document["specializationOf"].values():
        steps.setdefault(said["prov:generalEntity"], set()).add(said["prov:specificEntity"])
    found, left = set(), [one]
    while left:
        for other in steps.get(left.pop(), ()):
            if other not in found:
                found.add(other)
                left.append(other)
    return found


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_verdict_leads_back_to_the_article_and_to_each_number_that_a_check_uses(name):
    case = weighbridge.open_case(CASES[name])
    document = Chains(
        case, dict(case.holdings.sources), RunRecord(weighbridge="1", date="2026-11-26", python="3", libraries={})
    ).document()
    assert list(faults(document)) == []
    found = sources_of(document, "case:verdict")
    assert "case:article" in found
    counting = [check for check in case.model.checks.values() if check.premise is None]
    for check in counting:
        for side in (check.stated, check.computed):
            assert f"case:quantity/{side}" in found
            leaves = {one for one in found if one.startswith("case:ground/")}
            assert leaves


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_formula_uses_what_it_needs_and_every_figure_has_a_ground(name):
    case = weighbridge.open_case(CASES[name])
    document = Chains(
        case, dict(case.holdings.sources), RunRecord(weighbridge="1", date="2026-11-26", python="3", libraries={})
    ).document()
    used = {}
    for said in document["used"].values():
        used.setdefault(said["prov:activity"], set()).add(said["prov:entity"])
    grounds = [one for one in document["entity"] if one.startswith("case:ground/")]
    figures = 0
    for quantity, variants in case.model.nodes.items():
        for key, node in variants.items():
            figures += sum(1 + (2 if figure.fair else 0) for figure in getattr(node, "figures", ()))
            if isinstance(node, Relation):
                way = "as-written" if key is None else None
                if way:
                    assert used.get(f"case:formula/{quantity}/{way}", set()) == {
                        f"case:quantity/{need}" for need in node.needs
                    }
    assert len(grounds) == figures


def test_rows_and_sources_stand_behind_evidence_with_their_hash_and_their_day():
    document = json.loads(files_of("raqqa-2017")["provenance.json"])
    source = document["entity"]["case:source/world-bank-pink-sheet-2026-06"]
    assert source["wb:sha256"].startswith("78a33733")
    assert source["wb:read"] == "about 2026-11"
    article = document["entity"]["case:article"]
    assert article["wb:sha256"].startswith("4a54abe6")
    rows = [one for one in document["entity"] if one.startswith("case:row/payloads/")]
    derived = {said["prov:generatedEntity"]: said["prov:usedEntity"] for said in document["wasDerivedFrom"].values()}
    assert rows
    assert all(derived[row].startswith("case:source/") for row in rows)


def test_an_assumption_keeps_its_reason():
    document = json.loads(files_of("raqqa-2017")["provenance.json"])
    kinds = {one: said["prov:type"]["$"] for one, said in document["entity"].items()}
    assumed = [document["entity"][one] for one, kind in kinds.items() if kind == "wb:Assumption"]
    assert assumed
    assert all(said["wb:reason"] for said in assumed)


def test_the_author_is_an_agent_where_one_is_named():
    assert document_of("coltan", AUTHOR)["agent"]["case:author"]["wb:address"] == AUTHOR.url
    assert "case:author" not in document_of("coltan")["agent"]


def test_names_that_an_identifier_cannot_hold_stay_apart():
    from weighbridge.deposit.provenance import _id

    names = ["a b", "a_b", "a.b", "a/b", "a%20b", "ردمة", "a\u202eb", "~a", "\ud800"]
    found = [_id("quantity", name) for name in names]
    assert len(set(found)) == len(names)
    assert all(QUALIFIED.fullmatch(one) for one in found)
