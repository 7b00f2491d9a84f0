"""The pages of a deposit for people, in Markdown: what it is, and under which terms each file may be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base import ANYWHERE, RunRecord, address, command_line
from ..report import Verification, markdown_table, plain
from .licences import Licence
from .parts import Part

README = "README.md"
FOLDERS = {
    "data": "the case, its log, what reviewers say of it, and the tables and sources that it draws on",
    "results": "what was found: a page, a workbook, tables, charts, and everything for programs",
    "environment": "the versions with which it was made",
    "audit": "the record of an audit",
}
FILES = {
    "CITATION.cff": "how to cite this deposit",
    "LICENCES.md": "what may be done with each file",
    "LICENSE": "the terms of what we wrote ourselves",
    "MANIFEST.sha256": "the hash of every file, a fingerprint by which a change shows",
    "provenance.json": "where each number comes from, as W3C PROV",
    "ro-crate-metadata.json": "this folder described for archives, as an RO-Crate",
    "sources.csl.json": "the sources, for a citation program",
}


def readme(
    result: Verification, record: RunRecord, case_folder: str, parts: Sequence[Part], formulas: Sequence[str]
) -> str:
    """What a deposit is, what stands in it, and how it is checked and weighed again.

    Args:
        case_folder: where the case stands in the deposit.
        formulas: cells of tables that a spreadsheet would compute.
    """
    blocks = [
        f"# {plain(result.title)}",
        "This folder holds the numbers of an article, weighed: what they imply, and whether the world allows it. "
        "Everything that it rests on is here or named.",
        f"> “{plain(result.summary.quotation)}”\n>\n> {_article(result)}",
        f"**{result.answer.badge.marked}.** **{plain(result.answer.headline)}** "
        f"{plain(' '.join(result.answer.sentences))}".strip(),
        "## What it cannot say",
        "\n".join(f"- {plain(limit)}" for limit in result.limits),
        "## What is here",
        _contents(parts),
        "## Is it unchanged?",
        "Run this in the folder. Every line has to say OK.",
        "    sha256sum --check MANIFEST.sha256",
        "On a Mac the command is `shasum -a 256 --check MANIFEST.sha256`.",
        "## Weigh it again",
        plain(f"With Weighbridge {record.weighbridge}, run this in the folder. It needs no network."),
        f"    WEIGHBRIDGE_DATA=data {command_line(['weighbridge', 'verify'], [case_folder], form=ANYWHERE)}",
        plain(f"{record.line} {record.libraries_line}."),
        "## What may be done with it",
        "LICENCES.md names the terms of each file. The article is not here: only its address and the hash of its text.",
        *_beware(formulas),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _article(result: Verification) -> str:
    place, title = address(result.article.get("url")), plain(result.article["title"])
    return f"[{title}](<{place.href}>)" if place and place.href else title


def _contents(parts: Sequence[Part]) -> str:
    """The folders and files that there are, a row each."""
    first = {part.path.split("/", 1)[0] for part in parts} | {
        "MANIFEST.sha256",
        "LICENCES.md",
        "ro-crate-metadata.json",
    }
    known = {**{f"{name}/": what for name, what in FOLDERS.items() if name in first}, **FILES}
    return markdown_table(
        ("", "holds"), [(f"`{name}`", what) for name, what in known.items() if name.rstrip("/") in first]
    )


def _beware(formulas: Sequence[str]) -> Iterator[str]:
    """A warning about cells that a spreadsheet would take for formulas: a table is here as it was, to the byte."""
    if formulas:
        yield "## Beware of these cells"
        yield (
            "The tables are here as they were read, to the byte. A spreadsheet would take these cells for formulas. "
            "Import them as text."
        )
        yield "\n".join(f"- {plain(cell)}" for cell in formulas)


def licence_page(parts: Sequence[Part], others: Sequence[str], own: Licence) -> str:
    """The terms of each file, a row each, and what each of the terms means.

    Args:
        others: files that describe the deposit and have the depositor's own terms.
    """
    rows = [(part.path, part.licence) for part in parts] + [(name, own) for name in others]
    terms = {licence.identifier: licence for _, licence in rows}
    table = [(f"`{path}`", plain(licence.name)) for path, licence in sorted(rows, key=lambda row: row[0])]
    meanings = []
    for identifier, licence in terms.items():
        link = f" <{identifier}>" if identifier.startswith("https://") else ""
        meanings.append(f"- **{plain(licence.name)}.**{link} {plain(licence.description)}")
    blocks = [
        "# Terms of each file",
        "Not everything here may be republished alike. A row of a table has the terms of its source.",
        markdown_table(("file", "terms"), table),
        "## What they mean",
        "\n".join(sorted(meanings)),
    ]
    return "\n\n".join(blocks) + "\n"
