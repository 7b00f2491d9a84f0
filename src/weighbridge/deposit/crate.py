"""A deposit described as an RO-Crate 1.2: every file, the run that made it, the article, the sources.

RO-Crate Metadata Specification 1.2.0 (https://w3id.org/ro/crate/1.2): the metadata document in flattened form, the
root data entity with name, description, date and licence, a File for each file. The run is a CreateAction of the
software, as the profile Process Run Crate has it (https://w3id.org/ro/wfrun/process/0.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..base import RunRecord, linked_data
from ..evidence import Source
from ..report import Verification
from .author import Author
from .names import one_line
from .parts import Part, Role
from .works import Entity, article_id, article_works, source_works

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
PROCESS_RUN = "https://w3id.org/ro/wfrun/process/0.5"
METADATA, TERMS, PROVENANCE = "ro-crate-metadata.json", "LICENCES.md", "provenance.json"
RUN_RECORD = "environment/run.json"
COMPLETED = "http://schema.org/CompletedActionStatus"
PROV_JSON = "https://www.w3.org/submissions/prov-json/"
ROOT, RUN, SOFTWARE, COMMIT, AUTHOR = "./", "#run", "#weighbridge", "#commit", "#author"


@dataclass(frozen=True)
class Crate:
    """What a deposit holds and how it came about.

    Attributes:
        parts: its files, but for the metadata document and the manifest.
        manifest: the name and the size in bytes of the list of hashes, which can't hold its own.
        sources: those that the case and its tables name.
    """

    parts: Sequence[Part]
    manifest: tuple[str, int]
    result: Verification
    sources: dict[str, Source]
    record: RunRecord
    author: Author | None = None

    def document(self) -> str:
        """The metadata document, as JSON-LD in flattened form."""
        graph = [self._descriptor(), self._root(), *self._files(), self._manifest(), *self._run(), *self._others()]
        return linked_data({"@context": CONTEXT, "@graph": graph})

    def _descriptor(self) -> Entity:
        described = {"conformsTo": {"@id": SPECIFICATION}, "about": {"@id": ROOT}}
        return {"@id": METADATA, "@type": "CreativeWork", **described}

    def _root(self) -> Entity:
        answer = self.result.answer
        works = source_works(self.sources, self.result.text.article)
        named = [{"@id": work["@id"]} for work in works.values()]
        # Who cites gives an address; what has none is mentioned.
        cited = [one for one in named if not one["@id"].startswith("#")]
        mentioned = [{"@id": RUN}, *(one for one in named if one["@id"].startswith("#"))]
        summary = f"{self.result.text.summary} " if self.result.text.summary else ""
        root: Entity = {
            "@id": ROOT,
            "@type": "Dataset",
            "name": f"{one_line(self.result.title)}: the numbers of an article, weighed",
            "description": one_line(f"{summary}What was found: {answer.text} {self.result.limits[0]}"),
            "datePublished": self.record.date,
            "license": {"@id": TERMS},
            "conformsTo": {"@id": PROCESS_RUN},
            "isBasedOn": {"@id": article_id(self.result.text.article)},
            "mentions": _compact(mentioned),
            "hasPart": [{"@id": _path(part)} for part in self.parts] + [{"@id": self.manifest[0]}],
        }
        if cited:
            root["citation"] = _compact(cited)
        if self.author:
            root["author"] = {"@id": AUTHOR}
        if self.author and self.author.is_organization:
            root["publisher"] = {"@id": AUTHOR}
        return root

    def _files(self) -> list[Entity]:
        return [self._file(part) for part in self.parts]

    def _file(self, part: Part) -> Entity:
        entity: Entity = {
            "@id": _path(part),
            "@type": "File" if part.path != TERMS else ["File", "CreativeWork"],
            "name": part.path.rsplit("/", 1)[-1],
            "description": _sentence(part.what),
            "encodingFormat": part.format,
            "contentSize": str(len(part.content)),
            "sha256": part.sha256,
            "license": {"@id": part.licence.identifier},
        }
        if part.path == TERMS:
            entity["description"] = "The terms of each file by itself: not all of it may be republished alike."
        if part.path == PROVENANCE:
            entity["conformsTo"] = {"@id": PROV_JSON}
        return entity

    def _manifest(self) -> Entity:
        name, size = self.manifest
        what = "The hash of every other file, for sha256sum --check. It can't hold its own."
        entity = {"@id": name, "@type": "File", "name": name, "description": what}
        return {**entity, "encodingFormat": "text/plain", "contentSize": str(size)}

    def _run(self) -> list[Entity]:
        """The run and the software that it was."""
        inputs = [{"@id": _path(part)} for part in self.parts if part.role is Role.INPUT]
        results = [{"@id": _path(part)} for part in self.parts if part.role is Role.RESULT]
        run: Entity = {
            "@id": RUN,
            "@type": "CreateAction",
            "name": f"The case {one_line(self.result.case)} weighed",
            "description": "Weighed by `weighbridge verify`, from the case and the tables that stand here.",
            "instrument": {"@id": SOFTWARE},
            "object": inputs,
            "result": results,
            "endTime": self.record.date,
            "actionStatus": {"@id": COMPLETED},
            **({"agent": {"@id": AUTHOR}} if self.author else {}),
        }
        software: Entity = {
            "@id": SOFTWARE,
            "@type": "SoftwareApplication",
            "name": "Weighbridge",
            "description": "Weighs published numbers: what they imply, and whether the world allows it.",
            "version": self.record.weighbridge,
            # The project states no address of its own; what describes the software here is the record of the run.
            "url": {"@id": RUN_RECORD},
            "softwareRequirements": [
                f"Python {self.record.python}",
                *(f"{name} {version}" for name, version in self.record.libraries.items()),
            ],
        }
        if self.record.commit is None:
            return [run, software]
        commit = {"@id": COMMIT, "@type": "PropertyValue", "name": "git commit", "value": self.record.commit}
        return [run, {**software, "identifier": {"@id": COMMIT}}, commit]

    def _others(self) -> list[Entity]:
        """Terms, the formats of files, the author, the article, the sources."""
        article = self.result.text.article
        author = [{"@id": AUTHOR, **self.author.entity()}] if self.author else []
        formats = [
            {"@id": PROV_JSON, "@type": "CreativeWork", "name": "PROV-JSON", "description": "W3C submission, 2013"},
            {"@id": PROCESS_RUN, "@type": ["CreativeWork", "Profile"], "name": "Process Run Crate", "version": "0.5"},
            {"@id": COMPLETED, "@type": "ActionStatusType", "name": "completed"},
        ]
        works = source_works(self.sources, article).values()
        return [*_terms(self.parts), *formats, *author, *article_works(article), *works]


def _terms(parts: Iterable[Part]) -> list[Entity]:
    """Each licence once, as what is under it refers to it."""
    licences = {part.licence.identifier: part.licence for part in parts}
    return [
        {"@id": one.identifier, "@type": "CreativeWork", "name": one.name, "description": one.description}
        for one in licences.values()
    ]


def _path(part: Part) -> str:
    return quote(part.path, safe="/")


def _compact(items: list[Any]) -> Any:
    """A list as compacted JSON-LD has it: a single item by itself."""
    return items[0] if len(items) == 1 else items


def _sentence(text: str) -> str:
    """A text as a sentence: a capital before it and a full stop behind it, unless it has one."""
    line = one_line(text)
    return f"{line[:1].upper()}{line[1:]}" + ("" if line.endswith((".", "!", "?", "”")) else ".")
