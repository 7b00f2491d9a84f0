"""A deposit as an RO-Crate 1.2: what the specification says must be, rule by rule, and that each rule sees a fault.

The rules are those of the RO-Crate Metadata Specification 1.2.0, with the page on which they stand. ``crs4/rocrate-validator``
0.13, which needs the network, found none of its required checks broken in the same deposits.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

import copy
import datetime
import json
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest

from deposited import AUTHOR, SMALL, files_of, metadata_of, property_fault
from weighbridge.text import sha256

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
ALIASES = {"File": "MediaObject"}  # as the context has them
# Properties and types that the context takes from other vocabularies.
OTHERS = {"conformsTo"}
OTHER_TYPES = {"Profile"}


def by_id(document):
    return {one["@id"]: one for one in document["@graph"]}


def kinds(one):
    given = one.get("@type", [])
    return given if isinstance(given, list) else [given]


def of_kind(document, kind):
    return [one for one in document["@graph"] if kind in kinds(one)]


def each(value):
    return value if isinstance(value, list) else [value]


def references(value):
    """The identifiers that a value refers to."""
    return [one["@id"] for one in each(value) if isinstance(one, dict) and "@id" in one]


def root(document):
    return by_id(document).get("./", {})


def is_date(text):
    try:
        return isinstance(text, str) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def is_identifier(text):
    """Whether a text is an absolute address, or a path or a fragment within the crate, and no blank or climbing one."""
    if not isinstance(text, str) or re.search(r"""[\s<>"{}|\\^`]""", text) or text.startswith(("/", "_:")):
        return False
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") if parts.scheme else ".." not in parts.path.split("/")


def flat(value):
    return isinstance(value, str | int | float | bool) or (isinstance(value, dict) and value.keys() == {"@id"})


def reached(document):
    """The identifiers that are reached from the descriptor, one reference after the other."""
    known, found, left = by_id(document), set(), ["ro-crate-metadata.json"]
    while left:
        one = left.pop()
        if one in known and one not in found:
            found.add(one)
            left += [other for value in known[one].values() for other in references(value)]
    return found


# The page of the specification, what must be, and whether it is so of a document and the files beside it.
RULES = {
    "structure: the context is that of 1.2, by reference": lambda d, f: d["@context"] == CONTEXT,
    "structure: the document is a list of entities and a context": lambda d, f: d.keys() == {"@context", "@graph"},
    "structure: the file is named ro-crate-metadata.json": lambda d, f: "ro-crate-metadata.json" in f,
    "jsonld: flattened, each value is a literal or a reference alone": lambda d, f: all(flat(v) for e in d["@graph"] for k, values in e.items() if k != "@type" for v in each(values)),
    "jsonld: compacted, no list of one": lambda d, f: not [k for e in d["@graph"] for k, v in e.items() if isinstance(v, list) and len(v) < 2],
    "jsonld: identifiers are addresses, or paths that do not climb": lambda d, f: all(is_identifier(e.get("@id")) for e in d["@graph"]),
    "contextual-entities: no two entities have the same identifier": lambda d, f: max(Counter(e.get("@id") for e in d["@graph"]).values()) == 1,
    "metadata: every entity has a type": lambda d, f: all(kinds(e) for e in d["@graph"]),
    "metadata: every entity but the descriptor has a name": lambda d, f: all(e.get("name") for e in d["@graph"] if e.get("@id") != "ro-crate-metadata.json"),
    "metadata: every reference is to an entity of the document, or to what the specification names": lambda d, f: {r for e in d["@graph"] for v in e.values() for r in references(v)} <= {*by_id(d), "https://w3id.org/ro/crate/1.2"},
    "metadata: every entity is reached from the root": lambda d, f: reached(d) == set(by_id(d)),
    "root-data-entity: a descriptor of type CreativeWork": lambda d, f: "CreativeWork" in kinds(by_id(d).get("ro-crate-metadata.json", {})),
    "root-data-entity: the descriptor is about the root": lambda d, f: references(by_id(d).get("ro-crate-metadata.json", {}).get("about", [])) == ["./"],
    "root-data-entity: the descriptor conforms to 1.2": lambda d, f: references(by_id(d).get("ro-crate-metadata.json", {}).get("conformsTo", [])) == ["https://w3id.org/ro/crate/1.2"],
    "root-data-entity: the root is a Dataset": lambda d, f: "Dataset" in kinds(root(d)),
    "root-data-entity: the root has a name": lambda d, f: bool(root(d).get("name")),
    "root-data-entity: the root has a description": lambda d, f: bool(root(d).get("description")),
    "root-data-entity: datePublished is one date, to the day": lambda d, f: is_date(root(d).get("datePublished")),
    "root-data-entity: the licence is an entity with name and description": lambda d, f: all(by_id(d).get(r, {}).get("description") and by_id(d)[r].get("name") for r in references(root(d)["license"])) and bool(references(root(d)["license"])) if "license" in root(d) else False,
    "profiles: a profile of the root is an entity of type Profile": lambda d, f: all("Profile" in kinds(by_id(d).get(r, {})) for r in references(root(d).get("conformsTo", []))),
    "data-entities: every file of the folder is a part of the root": lambda d, f: {unquote(r) for r in references(root(d).get("hasPart", []))} == set(f) - {"ro-crate-metadata.json"},
    "data-entities: every part is of type File": lambda d, f: all("File" in kinds(by_id(d).get(r, {})) for r in references(root(d).get("hasPart", []))),
    "data-entities: every File is a part of the root and is there": lambda d, f: all(unquote(e["@id"]) in f for e in of_kind(d, "File")),
    "data-entities: contentSize is the number of bytes, as a text": lambda d, f: all(e.get("contentSize") == str(len(f.get(unquote(e["@id"]), b"?"))) for e in of_kind(d, "File")),
    "data-entities: every File has an encodingFormat": lambda d, f: all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", e.get("encodingFormat", "")) for e in of_kind(d, "File")),
    "data-entities: every File has a description": lambda d, f: all(e.get("description") for e in of_kind(d, "File")),
    "contextual-entities: the licence of a File is an entity of type CreativeWork": lambda d, f: all(all("CreativeWork" in kinds(by_id(d).get(r, {})) for r in references(e["license"])) for e in of_kind(d, "File") if "license" in e),
    "contextual-entities: what is cited goes by an address": lambda d, f: all(r.startswith(("http://", "https://")) for r in references(root(d).get("citation", []))),
    "contextual-entities: an author is a person or an organization": lambda d, f: all({"Person", "Organization"} & set(kinds(by_id(d).get(r, {}))) for r in references(root(d).get("author", []))),
    "provenance: one run, with an instrument, an end to the day, and a name": lambda d, f: [bool(e.get("instrument") and e.get("name") and is_date(e.get("endTime"))) for e in of_kind(d, "CreateAction")] == [True],
    "provenance: the instrument is a SoftwareApplication with a version": lambda d, f: all("SoftwareApplication" in kinds(by_id(d).get(r, {})) and by_id(d)[r].get("version") for e in of_kind(d, "CreateAction") for r in references(e.get("instrument", []))),
    "workflows: a SoftwareApplication has a name, an address and a version": lambda d, f: all(e.get("name") and e.get("url") and e.get("version") for e in of_kind(d, "SoftwareApplication")),
    "provenance: what the run took and gave are files that are here": lambda d, f: all(unquote(r) in f for e in of_kind(d, "CreateAction") for key in ("object", "result") for r in references(e.get(key, [])) or ["nothing"]),
    "process run crate: the root mentions the run": lambda d, f: {e["@id"] for e in of_kind(d, "CreateAction")} <= set(references(root(d).get("mentions", []))),
    "ours: the SHA-256 of every file but the list of hashes": lambda d, f: all(e.get("sha256") == sha256(f[unquote(e["@id"])]) for e in of_kind(d, "File") if e["@id"] != "MANIFEST.sha256" and unquote(e["@id"]) in f),
    "ours: every property is one that schema.org has for the type": lambda d, f: vocabulary_faults(d) == [],
}  # fmt: skip


def vocabulary_faults(document):
    """Properties that schema.org doesn't know of a type of their entity, or whose value it doesn't allow."""
    found, known = [], by_id(document)
    for one in document["@graph"]:
        types = [ALIASES.get(kind, kind) for kind in kinds(one) if kind not in OTHER_TYPES]
        for name, values in one.items():
            if name.startswith("@") or name in OTHERS:
                continue
            for value in each(values):
                wrong = [property_fault(kind, name, one) for kind in types for one in meant(value, known)]
                found += [fault for fault in wrong if fault] if all(wrong) else []
    return found


def meant(value, known):
    """What a value may be: itself; of a reference the address that it is, and an object of the types of its entity."""
    if not isinstance(value, dict):
        return [value]
    named = [ALIASES.get(kind, kind) for kind in kinds(known.get(value["@id"], {}))]
    return [value["@id"], *({"@type": kind} for kind in named if kind not in OTHER_TYPES)]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("rule", RULES)
def test_a_deposit_keeps_the_rule(rule, name):
    assert RULES[rule](metadata_of(name), files_of(name))


@pytest.mark.parametrize("rule", RULES)
def test_a_deposit_with_an_author_keeps_the_rule(rule):
    assert RULES[rule](metadata_of("coltan", AUTHOR), files_of("coltan", AUTHOR))


def change(document, identifier, **more):
    """Change an entity; what is set to nothing is removed."""
    one = by_id(document)[identifier]
    one.update(more)
    for name in [name for name, value in more.items() if value is None]:
        del one[name]


CASE = "data/cases/coltan/case.yaml"
# For each rule a document that breaks it.
BROKEN = {
    "structure: the context is that of 1.2, by reference": lambda d, f: d.update({"@context": "https://w3id.org/ro/crate/1.1/context"}),
    "structure: the document is a list of entities and a context": lambda d, f: d.update(name="x"),
    "structure: the file is named ro-crate-metadata.json": lambda d, f: f.pop("ro-crate-metadata.json"),
    "jsonld: flattened, each value is a literal or a reference alone": lambda d, f: change(d, "./", author={"@type": "Person", "name": "J"}),
    "jsonld: compacted, no list of one": lambda d, f: change(d, "./", citation=[{"@id": "#run"}]),
    "jsonld: identifiers are addresses, or paths that do not climb": lambda d, f: change(d, "#run", **{"@id": "../run"}),
    "contextual-entities: no two entities have the same identifier": lambda d, f: d["@graph"].append({"@id": "#run", "@type": "CreateAction"}),
    "metadata: every entity has a type": lambda d, f: change(d, "#run", **{"@type": None}),
    "metadata: every entity but the descriptor has a name": lambda d, f: change(d, "#weighbridge", name=None),
    "metadata: every reference is to an entity of the document, or to what the specification names": lambda d, f: change(d, "./", publisher={"@id": "#nobody"}),
    "metadata: every entity is reached from the root": lambda d, f: d["@graph"].append({"@id": "#alone", "@type": "Thing", "name": "x"}),
    "root-data-entity: a descriptor of type CreativeWork": lambda d, f: change(d, "ro-crate-metadata.json", **{"@type": "File"}),
    "root-data-entity: the descriptor is about the root": lambda d, f: change(d, "ro-crate-metadata.json", about={"@id": "#run"}),
    "root-data-entity: the descriptor conforms to 1.2": lambda d, f: change(d, "ro-crate-metadata.json", conformsTo={"@id": "https://w3id.org/ro/crate/1.1"}),
    "root-data-entity: the root is a Dataset": lambda d, f: change(d, "./", **{"@type": "CreativeWork"}),
    "root-data-entity: the root has a name": lambda d, f: change(d, "./", name=None),
    "root-data-entity: the root has a description": lambda d, f: change(d, "./", description=None),
    "root-data-entity: datePublished is one date, to the day": lambda d, f: change(d, "./", datePublished="26 November"),
    "root-data-entity: the licence is an entity with name and description": lambda d, f: change(d, "LICENCES.md", description=None),
    "profiles: a profile of the root is an entity of type Profile": lambda d, f: change(d, "https://w3id.org/ro/wfrun/process/0.5", **{"@type": "CreativeWork"}),
    "data-entities: every file of the folder is a part of the root": lambda d, f: f.update({"more.txt": b""}),
    "data-entities: every part is of type File": lambda d, f: change(d, CASE, **{"@type": "CreativeWork"}),
    "data-entities: every File is a part of the root and is there": lambda d, f: f.pop(CASE),
    "data-entities: contentSize is the number of bytes, as a text": lambda d, f: change(d, CASE, contentSize="3"),
    "data-entities: every File has an encodingFormat": lambda d, f: change(d, CASE, encodingFormat=None),
    "data-entities: every File has a description": lambda d, f: change(d, CASE, description=None),
    "contextual-entities: the licence of a File is an entity of type CreativeWork": lambda d, f: change(d, CASE, license={"@id": "#run"}),
    "contextual-entities: what is cited goes by an address": lambda d, f: change(d, "./", citation={"@id": "#run"}),
    "contextual-entities: an author is a person or an organization": lambda d, f: change(d, "./", author={"@id": "#run"}),
    "provenance: one run, with an instrument, an end to the day, and a name": lambda d, f: change(d, "#run", endTime=None),
    "provenance: the instrument is a SoftwareApplication with a version": lambda d, f: change(d, "#weighbridge", version=None),
    "workflows: a SoftwareApplication has a name, an address and a version": lambda d, f: change(d, "#weighbridge", url=None),
    "provenance: what the run took and gave are files that are here": lambda d, f: change(d, "#run", result=None),
    "process run crate: the root mentions the run": lambda d, f: change(d, "./", mentions=None),
    "ours: the SHA-256 of every file but the list of hashes": lambda d, f: f.update({CASE: b"changed"}),
    "ours: every property is one that schema.org has for the type": lambda d, f: change(d, "#weighbridge", sha256="0"),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_document_that_breaks_the_rule_is_seen(rule):
    document, files = copy.deepcopy(metadata_of("coltan")), dict(files_of("coltan"))
    BROKEN[rule](document, files)
    assert not RULES[rule](document, files)


def test_every_rule_has_its_fault():
    assert RULES.keys() == BROKEN.keys()


def test_the_article_is_described_and_not_shipped():
    document = metadata_of("suez-2021")
    (article,) = references(root(document)["isBasedOn"])
    assert by_id(document)[article]["url"] == "https://mocten.com/suez-blockage-is-holding-up-9-6bn-of-goods-a-day"
    assert unquote(article) not in files_of("suez-2021")


def test_the_hash_of_an_article_is_told():
    document = json.loads(json.dumps(metadata_of("raqqa-2017")))
    hashed = by_id(document)["#article-sha256"]
    assert hashed["value"].startswith("4a54abe6")


def test_the_author_stands_where_one_is_named_and_nowhere_else():
    document = metadata_of("coltan", AUTHOR)
    assert by_id(document)["#author"]["name"] == "Jane Doe"
    assert references(root(document)["author"]) == ["#author"] == references(by_id(document)["#run"]["agent"])
    assert "author" not in root(metadata_of("coltan"))
    assert not of_kind(metadata_of("coltan"), "Person")


def test_every_source_of_the_case_is_cited_or_mentioned():
    document = metadata_of("libya-fuel")
    named = {*references(root(document)["citation"]), *references(root(document)["mentions"])}
    csl = json.loads(files_of("libya-fuel")["sources.csl.json"])
    titles = {by_id(document)[one]["name"] for one in named} | {
        by_id(document)[references(root(document)["isBasedOn"])[0]]["name"]
    }
    assert len(csl) > 3
    assert len([one for one in csl if one["title"] in titles]) >= len(csl) - 1
