"""A folder of results: JSON for programs, a page and tables for people. Each file is whole or not there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..base import RunRecord, csv_text, file_name, write_all
from ..report import Verification, tables
from .panel import PanelSection
from .pictures import Picture
from .result_page import result_page


def write_results(
    result: Verification,
    folder: Path,
    flips: Sequence[dict[str, Any]] = (),
    pictures: Sequence[Picture] = (),
    panel: PanelSection | None = None,
) -> list[Path]:
    """Write NAME.json, NAME.html, NAME-findings.csv and NAME-combinations.csv; gives their paths.

    NAME-strength.csv has the likelihood ratios, where a check has any.

    Args:
        flips: rows for NAME-flips.csv, where every number was moved.
        pictures: charts for the page.
        panel: for the page, in which a reader can try other numbers.

    Raises:
        StoreError: a file cannot be written; it says which of the others were replaced.
    """
    return write_all(folder, result_files(result, flips, pictures, panel))


def result_files(
    result: Verification,
    flips: Sequence[dict[str, Any]] = (),
    pictures: Sequence[Picture] = (),
    panel: PanelSection | None = None,
) -> dict[str, str]:
    """The files that ``write_results`` writes, by their names: for who puts them elsewhere.

    Args:
        flips: rows of where the answers change; without any there is no such table.
        pictures, panel: as ``result_page`` takes them.
    """
    name = file_name(result.case)
    return {
        f"{name}.json": result.model_dump_json(indent=2) + "\n",
        f"{name}.html": page_file(result, pictures, panel=panel),
        **result_tables(result, flips),
    }


def page_file(
    result: Verification,
    pictures: Sequence[Picture] = (),
    run: RunRecord | None = None,
    panel: PanelSection | None = None,
) -> str:
    """The text of NAME.html; ``run`` is what made it, by default this run.

    Args:
        pictures, run, panel: as ``result_page`` takes them: charts, what made the page, where numbers can be moved.
    """
    return result_page(result, pictures, run, panel) + "\n"


def result_tables(result: Verification, flips: Sequence[dict[str, Any]] = ()) -> dict[str, str]:
    """The texts of the tables, by the names of their files; of changes where rows of them are given."""
    strength = tables.likelihood_rows(result.checks)
    texts = {
        "findings": csv_text(tables.finding_rows(result.checks)),
        "combinations": csv_text(tables.combination_rows(result.checks)),
        **({"strength": csv_text(strength)} if strength else {}),
        **({"flips": csv_text(flips)} if flips else {}),
    }
    case = file_name(result.case)
    return {f"{case}-{name}.csv": text for name, text in texts.items()}
