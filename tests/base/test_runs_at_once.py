"""Two runs at once of every command that changes something: both changes are there, or one is refused with a line."""

import csv
import json
import random

import pytest

from weighbridge.base import exclusive

pytest.importorskip("resource", reason="limits and forks are of POSIX")

from warm_process import Run
from written_project import (
    CASE_FILE,
    CHANGED,
    DEPOSIT,
    LOG,
    OTHERWISE,
    OWN,
    REPORT,
    REVIEW,
    SHARED,
    TABLES,
    VERIFY,
    WORKBOOK,
    restore,
    state,
)

SEED = 18


def prices(folder):
    """The price of each metal in February 2017, and the files that the record of the table names, in order."""
    with (folder / "data/evidence/metal-prices.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["metal"]: row["price"] for row in csv.DictReader(lines) if row["month"] == "2017-02"}
    record = json.loads((folder / "data/evidence/metal-prices.provenance.json").read_text(encoding="utf-8"))
    return found["copper"], found["aluminium"], {one["used"]["name"] for one in record["updates"][-2:]}


def tables(folder):
    """Which of two tables are there, described, and of a known source."""
    evidence = folder / "data" / "evidence"
    described = (folder / "data" / "datapackage.json").read_text(encoding="utf-8")
    keys = {item["id"] for item in json.loads((evidence / "sources.json").read_text(encoding="utf-8"))}
    return [
        (evidence / f"{name}.csv").is_file() and f"evidence/{name}.csv" in described and f"of-{name}" in keys
        for name in ("daily", "second")
    ]


def own_tables(folder):
    """Which of two tables of the case are there, and of a known source."""
    evidence = folder / "data/cases/small/evidence"
    keys = {item["id"] for item in json.loads((evidence / "sources.json").read_text(encoding="utf-8"))}
    return [(evidence / f"{name}.csv").is_file() and f"of-{name}" in keys for name in ("own", "second")]


def of(words, table):
    """An addition under another name and with another source."""
    return tuple(
        table if before == "--table" else f"of-{table}" if before == "--source" else word
        for before, word in zip(("", *words), words, strict=False)
    )


def entries(folder):
    """The reviewers whose entries stand in the folder of reviews, and how many entries there are."""
    texts = [path.read_text(encoding="utf-8") for path in (folder / "data/cases/small/reviews").glob("*.yaml")]
    return sorted("M. M." in text for text in texts), sum(text.count("act: ") for text in texts)


def whys(folder):
    """The reasons that the log gives."""
    text = (folder / "data/cases/small/log.yaml").read_text(encoding="utf-8")
    return [why in text for why in ("it was counted again", "it was weighed again")]


def no_torn(name):
    """A function that gives the content of a file."""
    return lambda folder: (folder / name).read_bytes()


PRICES = ("prices", "update", "fred.csv", "--yes"), ("prices", "update", "other.csv", "--yes")
OTHER_REVIEW = ("review", "small", "--as", "M. M.", "--dispute", "stated", "--why", "nobody paid")
INPUTS = (*CHANGED, "--input", "trucks"), ("log", "small", "--why", "it was weighed again", "--input", "stated")
# Two commands, how many pairs of them run, what comes before, and what has to be there when both are done.
PAIRS = {
    "prices": (*PRICES, 24, (), prices),
    "evidence": (of(SHARED, "daily"), of(SHARED, "second"), 24, (), tables),
    "evidence of a case": (of(OWN, "own"), of(OWN, "second"), 20, (), own_tables),
    "reviews of two": (REVIEW, OTHER_REVIEW, 8, (), entries),
    "reviews of one": (REVIEW, (*REVIEW[:4], "--sign", "stated", "--why", "I saw it"), 8, (), entries),
    "log": (*INPUTS, 8, (LOG,), whys),
    "prices and evidence": (
        PRICES[0],
        of(SHARED, "daily"),
        10,
        (),
        lambda folder: (prices(folder)[0], tables(folder)[0]),
    ),
}
# Commands that write the same place: one of them is the last, or is refused.
RIVALS = {
    "library": (("library", "update", "commodities.xlsx", "--yes"),) * 2,
    "log begun": (LOG, ("log", "small", "--why", "begun by another")),
    "new": (("new", "begun", "--from", "69 trucks with 40,000 liters each"), ("new", "begun")),
    "workbook": (WORKBOOK, (*WORKBOOK, *OTHERWISE)),
    "verify": (VERIFY, (*VERIFY, *OTHERWISE)),
    "report": (REPORT, (*REPORT, *OTHERWISE)),
    "tables": (TABLES, (*TABLES, *OTHERWISE)),
    "deposit": ((*DEPOSIT, "A"), (*DEPOSIT, "B")),
    "many": (("weigh", "--many", "passages.csv", "-o", "rows.csv", "--workers", "1"),) * 2,
    "codebook": (("codebook", "--write"),) * 2,
}


def one_after_the_other(folder, warm, before, *commands):
    """What some commands leave that run one after the other."""
    for words in commands:
        warm.run(Run(words, str(folder)))
    after = state(folder)
    restore(folder, before)
    return after


def fine(ended):
    """Whether a run did what was asked, or says in one line that it did not, and why."""
    assert "Traceback" not in ended.said, ended
    assert ended.code in (0, 2), ended
    if ended.code == 2:
        assert ended.err.strip().count("\n") == 0, ended
    return ended.code == 0


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_changes_at_once_none_is_lost(project, name):
    folder, warm = project
    begin = state(folder)
    first, second, count, earlier, found = PAIRS[name]
    chance = random.Random(f"{SEED} {name}")
    try:
        for words in earlier:
            warm.run(Run(words, str(folder)))
        if name == "log":
            case = folder / CASE_FILE
            case.write_text(case.read_text().replace("50 truck", "51 truck").replace("4500 USD", "4600 USD"))
        before = state(folder)
        warm.run(Run(first, str(folder)), Run(second, str(folder)))
        restore(folder, before)
        for words in (first, second):
            warm.run(Run(words, str(folder)))
        both = found(folder)
        names = state(folder).keys()
        restore(folder, before)
        for number in range(count):
            pair = [Run(words, str(folder), wait=chance.uniform(0, 0.02)) for words in (first, second)]
            one, other = warm.run(*(pair if number % 2 else reversed(pair)))
            assert fine(one), one  # none holds the lock for so long that the other gives up
            assert fine(other), other
            assert found(folder) == both
            assert state(folder).keys() == names, "nothing is left beside"
            restore(folder, before)
    finally:
        restore(folder, begin)


@pytest.mark.parametrize("name", RIVALS)
def test_of_two_runs_into_one_place_each_leaves_it_whole(project, name):
    folder, warm = project
    before = state(folder)
    first, second = RIVALS[name]
    try:
        whole = [one_after_the_other(folder, warm, before, *words) for words in ((first, second), (second, first))]
        for _ in range(2):
            ended = warm.run(Run(first, str(folder)), Run(second, str(folder)))
            assert any(list(map(fine, ended))), ended
            assert state(folder) in whole, (name, "as one of them leaves it, with nothing of the other")
            restore(folder, before)
    finally:
        restore(folder, before)


def test_there_are_as_many_pairs_as_promised():
    assert sum(count for _, _, count, _, _ in PAIRS.values()) >= 100


@pytest.mark.parametrize(
    ("place", "words"),
    [("data/evidence", PRICES[0]), ("data", SHARED), ("data/cases/small", LOG), ("build", (*DEPOSIT, "A"))],
)
def test_a_run_that_finds_another_writing_says_so_in_a_line_and_changes_nothing(project, place, words):
    folder, warm = project
    before = state(folder)
    (folder / place).mkdir(exist_ok=True)
    with exclusive(folder / place):
        (ended,) = warm.run(Run(words, str(folder), patience=0.1))
    assert ended.code == 2
    assert f"{place}: another run has been writing to this folder for 0.1 seconds; nothing was changed" in ended.err
    assert ended.err.count("\n") == 1
    assert state(folder) == before
    restore(folder, before)


def test_who_reads_meanwhile_sees_the_old_or_the_new(project):
    folder, warm = project
    before = state(folder)
    try:
        words = ("verify", "small", "--out", "data/out"), ("verify", "small", *OTHERWISE, "--out", "data/out")
        whole = set()
        for command in words:
            warm.run(Run(command, str(folder)))
            whole.add((folder / "data/out/small.json").read_bytes())
        warm.send(*(Run(command, str(folder)) for command in words * 4))
        seen = []
        while not warm.has_answered():
            seen.append((folder / "data/out/small.json").read_bytes())
        assert all(ended.code == 0 for ended in warm.answers())
        assert set(seen) <= whole
        assert len(seen) > 10
    finally:
        restore(folder, before)
