"""Every command of ``docs/review.md`` runs with exit 0, with something that fits in place of its words in capitals."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge.case import open_case
from weighbridge.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/review.md").read_text(encoding="utf-8")
SPANS = dict.fromkeys(re.findall(r"`([^`\n]+)`", PAGE))
COMMANDS = [one for one in SPANS if one.startswith("weighbridge ")]
# Notebooks are executed again by tests of their own.
LONG = {"weighbridge audit raqqa-2017": ["--without-notebooks", "--json"]}
HASHES = re.compile(r"^  (?:sha256|text_sha256): .*\n|^  paragraphs:.*\n(?:    .*\n)+", re.MULTILINE)


def project_with_history(folder):
    """A project of two commits, whose later one has another number in the first case."""
    project = folder / "project"
    case = shutil.copytree(ROOT / "data", project / "data") / "cases/raqqa-2017/case.yaml"
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for text in (
        case.read_text(encoding="utf-8"),
        case.read_text(encoding="utf-8").replace("60 tonne/truck", "62 tonne/truck"),
    ):
        case.write_text(text, encoding="utf-8")
        for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "a commit"]):
            subprocess.run(["git", *words], cwd=project, check=True)
    return project


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """Puts something that fits in place of FILE, DIR, NAME and URL; files are written into a folder of their own.

    The text of an article is no part of the project. So FILE holds the quotations of a copy of the case without the
    hash of the whole.
    """

    def fill(words):
        if "FILE" in words:
            case = open_case("raqqa-2017")
            quotes = [one.quote for one in (*case.text.claims.values(), *case.text.events.values()) if one.quote]
            text = "\n".join(f"{one.prefix}{one.exact}{one.suffix}" for one in quotes)
            (tmp_path / "article.txt").write_text(text, encoding="utf-8")
            copy = shutil.copytree(ROOT / "data", tmp_path / "data") / "cases/raqqa-2017/case.yaml"
            copy.write_text(HASHES.sub("", copy.read_text(encoding="utf-8")), encoding="utf-8")
            monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
        given = {
            "FILE": tmp_path / "article.txt",
            "DIR": tmp_path / "deposit",
            "NAME": "N. N.",
            "URL": "https://example.org/review",
            "audit.xlsx": tmp_path / "audit.xlsx",
        }
        return [str(given.get(word, word)) for word in words]

    return fill


def test_the_page_names_commands():
    assert len(COMMANDS) > 10
    assert {one.split()[1] for one in COMMANDS} >= {"audit", "verify", "explain", "sources", "log", "deposit", "diff"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(command, filled, monkeypatch, tmp_path):
    monkeypatch.chdir(project_with_history(tmp_path) if "HEAD~1" in command else ROOT)
    _, *words = shlex.split(command)
    result = CliRunner().invoke(main, [*filled(words), *LONG.get(command, [])])
    if "--json" in LONG.get(command, []):  # what an earlier `make verify` left in build/ may be of another day
        failed = [one for one in json.loads(result.stdout)["items"] if one["standing"] == "failed"]
        assert [one for one in failed if not one["place"].startswith("build/")] == []
        return
    assert result.exit_code == 0, result.output[-2000:]
    assert result.output.strip()


@pytest.mark.parametrize("command", [one for one in SPANS if one.startswith("make ")])
def test_a_target_of_the_page_is_one_of_make(command):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command.split()[1]}:.*## ", makefile, re.MULTILINE)


@pytest.mark.parametrize("command", [one for one in SPANS if one.startswith("sha256sum ")])
@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_the_manifest_is_checked_without_weighbridge(command):
    done = subprocess.run(shlex.split(command), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if not line.endswith(": OK")]
