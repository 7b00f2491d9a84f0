"""Results as files: JSON for programs, a page and tables for people. Each file is whole or not there."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from ..base import write_all
from . import tables
from .verification import Verification

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 16px/1.5 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em }}
table {{ border-collapse: collapse }} th, td {{ padding: .3em .6em; border-bottom: 1px solid #bbb }}</style></head>
<body><h1>{title}</h1><p>{article}</p>{checks}{mends}<h2>How the verdict came about</h2><ul>{steps}</ul></body></html>
"""


def write_results(result: Verification, folder: Path, flips: Sequence[dict[str, Any]] = ()) -> list[Path]:
    """Write NAME.json, NAME.html, NAME-findings.csv and NAME-combinations.csv; gives their paths.

    Args:
        flips: rows for NAME-flips.csv, where every number was moved.

    Raises:
        StoreError: a file cannot be written; it says which of the others were replaced.
    """
    findings = [tables.finding_row(check, finding) for check in result.checks for finding in check.findings]
    files = {
        ".json": result.model_dump_json(indent=2) + "\n",
        ".html": _page(result),
        "-findings.csv": _csv(findings),
        "-combinations.csv": _csv(tables.combination_rows(result.checks)),
        **({"-flips.csv": _csv(flips)} if flips else {}),
    }
    return write_all(folder, {f"{result.case}{ending}": text for ending, text in files.items()})


def _page(result: Verification) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in result.verdict.steps)
    article = f"{escape(result.article['title'])}, {escape(result.article['url'])}"
    mends = "".join(f"<p>{escape(told)}</p>" for told in result.mends)
    mends = f"<h2>All numbers together</h2>{mends}" if mends else ""
    checks = result._repr_html_()
    return PAGE.format(title=escape(result.title), article=article, checks=checks, mends=mends, steps=steps)


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue()
