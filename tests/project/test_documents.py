"""What the documents name is there: files, commands, targets, and the examples that they give."""

import re
from pathlib import Path

from weighbridge.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGES.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "README.md"]
FOLDERS = "benchmarks|data|docs|notebooks|src|tests"


def named(pattern, pages=PAGES):
    """Each match of a pattern in the documents, with the page on which it stands."""
    return [(page.relative_to(ROOT).as_posix(), found) for page in pages for found in pattern.findall(text(page))]


def text(page):
    return page.read_text(encoding="utf-8")


def test_the_files_that_they_name_are_there():
    paths = named(re.compile(rf"(?<![\w/.-])((?:{FOLDERS})/[\w./-]*\w)"))
    assert len(paths) > 10
    assert [(page, path) for page, path in paths if not (ROOT / path).exists()] == []


def test_their_links_lead_to_files_that_are_there():
    links = [
        (page, link.partition("#")[0])
        for page in PAGES
        for link in re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", text(page))
    ]
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_the_commands_that_they_name_exist():
    commands = named(re.compile(r"(?:^|`)weighbridge ([a-z-]+)", re.MULTILINE))
    assert commands
    assert [(page, name) for page, name in commands if name not in main.list_commands(None)] == []


def test_the_targets_that_they_name_exist():
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    assert [(page, name) for page, name in named(re.compile(r"`make ([a-z]+)`")) if name not in targets] == []
