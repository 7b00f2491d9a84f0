"""A deposit put together: results, inputs, environment and record, described and hashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from ..base import (
    CaseError,
    Place,
    Problem,
    csv_cell,
    data_folder,
    read_json,
    regular,
    run_record,
    shown,
    visible,
    visible_json,
)
from ..case import Case
from ..evidence import export_csl
from . import citation_file, manifest
from .author import Author
from .crate import METADATA, PROVENANCE, RUN_RECORD, TERMS, Crate
from .inputs import Inputs
from .licences import PROJECT, Licence, is_of_project, own_licence
from .names import safe_name
from .outputs import outputs
from .pages import README, licence_page, readme
from .parts import Part, Role
from .provenance import provenance

ENVIRONMENT = {
    "constraints.txt": "the versions of all libraries, for pip",
    "environment.yml": "the same for conda",
}
CSL, LICENSE = "sources.csl.json", "LICENSE"
LARGEST_RECORD = 20_000_000  # bytes of the record of an audit


def deposit_files(
    case: Case, licence: str = PROJECT, author: Author | None = None, records: Sequence[Path] = ()
) -> dict[str, bytes]:
    """Every file of a deposit by its path, in order; the same bytes whenever it is made on one day.

    Args:
        licence: the SPDX identifier of the terms of what the depositor wrote.
        records: the files of an audit's record.

    Raises:
        CaseError: a record that can't be read, or corrections that aren't YAML.
    """
    own, record, result = own_licence(licence), run_record(case.path), case.verify()
    inputs = Inputs(case, own)
    results = list(outputs(case, own))  # before the inputs: what is read for them is known then
    parts = [*inputs.parts(), *results, *_environment(record.model_dump_json(indent=2), own), *_records(records, own)]
    parts += _licence_text(case, licence, own)
    text = provenance(case, inputs.sources, record, author)
    parts.append(_described(PROVENANCE, text, "where each number comes from, as PROV-JSON", own))
    used = [inputs.sources[outlet.key] for origin in case.rests_on for outlet in origin.outlets]
    csl = visible_json(export_csl(used))
    parts.append(_described(CSL, csl, "the sources that the case rests on, as CSL-JSON", own))
    cited = citation_file.citation_file(result, record, licence, author)
    parts.append(_described(citation_file.NAME, cited, "how to cite this deposit", own))
    about = readme(result, record, inputs.folder, parts, formula_cells(case, inputs))
    parts.append(_described(README, about, "what this deposit is", own))
    terms = licence_page(parts, [METADATA, TERMS, manifest.NAME], own)
    parts.append(_described(TERMS, terms, "the terms of each file", own))
    parts.sort(key=lambda part: part.path)
    size = manifest.manifest_size([*(part.path for part in parts), METADATA])
    crate = Crate(parts, (manifest.NAME, size), result, inputs.sources, record, author)
    files = {METADATA: crate.document().encode(), **{part.path: part.content for part in parts}}
    return {**files, manifest.NAME: manifest.manifest(files).encode()}


def formula_cells(case: Case, inputs: Inputs) -> list[str]:
    """The cells of the tables of a deposit that a spreadsheet would compute, by table, line and column."""
    found = []
    for name in inputs.tables:
        for row in case.holdings.table(name):
            alive = [column for column, text in row.cells.items() if csv_cell(text) != visible(text)]
            found += [f"{inputs.place_of(name)}:{row.line}, {column}" for column in alive]
    return found


def _described(path: str, text: str, what: str, own: Licence) -> Part:
    return Part(path, text.encode(), what, Role.RECORD, own)


def _environment(record: str, own: Licence) -> Iterator[Part]:
    """The record of the run, and the pinned versions, where the project's own files are at hand."""
    yield _described(RUN_RECORD, record + "\n", "version, day, commit and libraries of the run", own)
    for name, what in ENVIRONMENT.items():
        path = data_folder().parent / name
        if path.is_file():
            yield Part(f"environment/{name}", path.read_bytes(), what, Role.RECORD, own)


def _records(paths: Sequence[Path], own: Licence) -> Iterator[Part]:
    """The files of an audit's record."""
    names: Mapping[str, Path] = {safe_name(path.name): path for path in paths}
    if len(names) != len(paths):
        raise _unreadable(paths[-1], "two records have the same name", "rename one of them")
    for name, path in names.items():
        try:
            size = regular(path).stat().st_size
            content = path.read_bytes() if size <= LARGEST_RECORD else b""
        except OSError as error:
            raise _unreadable(path, f"cannot be read: {error.strerror}", "check its name and permissions") from None
        if size > LARGEST_RECORD:
            raise _unreadable(path, f"holds {size:,} bytes, expected the record of an audit", "name that")
        _refuse_unsound(path, content)
        yield Part(f"audit/{name}", content, "the record of an audit", Role.RECORD, own)


def _refuse_unsound(path: Path, content: bytes) -> None:
    """Raise where a record is not what an audit writes: a text in which everything is seen, and sound JSON."""
    remedy = "write it anew with `weighbridge audit CASE --out DIR`, and name that"
    try:
        text = content.decode()
        if path.suffix.casefold() == ".json":
            read_json(text)
    except UnicodeDecodeError:
        raise _unreadable(path, "is not a text in UTF-8, as the record of an audit is", remedy) from None
    except (ValueError, RecursionError) as error:
        fault = str(error) if isinstance(error, ValueError) else "it is nested too deep"
        raise _unreadable(path, f"is not sound JSON: {fault}", remedy) from None
    if visible(text) != text:
        raise _unreadable(path, "holds characters that are not seen, and no audit writes them", remedy)


def _unreadable(path: Path, found: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(shown(path)), found, remedy)])


def _licence_text(case: Case, licence: str, own: Licence) -> Iterator[Part]:
    """The text of the project's licence, for a case of the project under it."""
    if licence == PROJECT and is_of_project(case) and (text := _project_licence()):
        yield _described(LICENSE, text, "the terms of what was written for it", own)


def _project_licence() -> str | None:
    """The text of LICENSE: that beside the data, or that which was installed."""
    path = data_folder().parent / LICENSE
    if path.is_file():
        return path.read_text(encoding="utf-8")
    try:
        return distribution("weighbridge").read_text(f"licenses/{LICENSE}")
    except PackageNotFoundError:
        return None
