"""Places that cannot be written, streams that nobody hears, terminals that show little, files without an end.

Each is answered in one line or with the whole output, with the exit code that is documented, and never a traceback,
not even when Python ends. No case here depends on permissions, for who runs as root has all of them.
"""

import os
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limits, links and forks are of POSIX")

from warm_process import Run
from weighbridge.base import files
from written_project import CASE, CASE_FILE, COMMANDS, DEPOSIT, LOG, OWN, REVIEW, SHARED, VERIFY, restore, state

OTHER = os.fsdecode(b"a\xff")  # a name that is not UTF-8


@pytest.fixture
def sandbox(project):
    """The project, put back as it was when the test is over."""
    folder, warm = project
    before = state(folder)
    yield folder, warm, before
    restore(folder, before)


def one_line(ended):
    """The line in which a run says what is wrong; as it is for who types, its usage before it is not counted."""
    assert "Traceback" not in ended.said, ended.said
    assert "Exception ignored" not in ended.said, ended.said
    assert ended.code == 2, ended
    said = [line for line in ended.err.splitlines() if line and not line.startswith(("Usage: ", "Try '"))]
    assert len(said) == 1, ended.err
    return said[0]


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.words[0] != "charts"], ids=lambda one: one.name)
def test_a_full_disk_is_said_in_a_line_and_every_file_is_as_before(sandbox, command):
    folder, warm, _ = sandbox
    for words in command.before:
        warm.run(Run(words, str(folder)))
    name, old, new = command.edits
    if old:
        (folder / name).write_text((folder / name).read_text().replace(old, new))
    before = state(folder)
    warm.run(command.run(folder))
    after = state(folder)
    largest = max(len(content) for name, content in after.items() if content != before.get(name))
    restore(folder, before)
    limit = largest // 2 if largest > 1000 else largest - 1  # what is said has to fit as well
    (ended,) = warm.run(command.run(folder, largest=limit, out=os.devnull))
    line = one_line(ended)
    assert "cannot be written: File too large; nothing was changed; allow larger files" in line
    left = {name: content for name, content in state(folder).items() if ".parts/" not in name}
    assert left == before
    (again,) = warm.run(command.run(folder))
    assert again.code in command.ends, again
    assert {name: len(content) for name, content in state(folder).items()}.keys() == after.keys()


def link(place, target):
    """A link, in a folder that is made for it."""

    def stand(folder):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).symlink_to(target)

    return stand


def folder_at(place):
    """A folder."""
    return lambda folder: (folder / place).mkdir(parents=True)


def file_at(place):
    """A file of somebody's."""
    return lambda folder: (folder / place).write_text("mine")


def nothing(_):
    """Nothing that stands in the way."""


MENDED = "move away the file that stands there, or name another folder"
NOTHING = "nothing was written"
MOVED = "move away what stands there, or name another folder"
WORKBOOK = ("workbook", "small", "-o")
LONG = "a" * 300
# What is typed, what stands there, and what the line says.
PLACES = {
    "a file for the folder": (("verify", "small", "--out", "daily.csv"), nothing, "'daily.csv' is a file"),
    "a file above the folder": (("verify", "small", "--out", "daily.csv/x"), nothing, f"nothing was written; {MENDED}"),
    "a dangling link for the folder": (
        VERIFY,
        link("build", "gone"),
        f"build/out: cannot be made a folder: File exists; {NOTHING}; {MOVED}",
    ),
    "links that lead round": (
        ("verify", "small", "--out", "round"),
        link("round", "round"),
        f"nothing was written; {MOVED}",
    ),
    "too long a folder": (
        ("verify", "small", "--out", LONG),
        nothing,
        "File name too long; nothing was written; choose a shorter name",
    ),
    "a device for the folder": (("verify", "small", "--out", "/dev/null/x"), nothing, f"nothing was written; {MENDED}"),
    "a folder for the page": (
        VERIFY,
        folder_at("build/out/small.html"),
        "build/out/small.html: cannot be written: Is a directory; nothing was changed",
    ),
    "a link for the lock": (
        VERIFY,
        link(f"build/out/{files.LOCK}", "/etc/passwd"),
        "nothing was changed; remove the link that stands there",
    ),
    "a folder for the lock": (
        VERIFY,
        folder_at(f"build/out/{files.LOCK}"),
        "Is a directory; nothing was changed; move that folder away",
    ),
    "a folder for the workbook": (
        (*WORKBOOK, "a.xlsx"),
        folder_at("a.xlsx"),
        "a.xlsx: cannot be written: Is a directory; nothing was changed; move that folder away",
    ),
    "too long a workbook": (
        (*WORKBOOK, f"{LONG}.xlsx"),
        nothing,
        "File name too long; nothing was changed; choose a shorter name",
    ),
    "a device for the workbook": ((*WORKBOOK, "/dev/full"), nothing, "a workbook is a file that ends in `.xlsx`"),
    "a link for the deposit": (
        (*DEPOSIT, "A"),
        link("build/deposit", "../data"),
        "build/deposit: a link stands there, expected a folder or nothing",
    ),
    "a folder of others for the deposit": (
        ("deposit", "small", "-o", "data"),
        nothing,
        "data: the folder holds files and is no deposit",
    ),
    "a file for the archive": (
        ("deposit", "small", "-o", "a.zip"),
        file_at("a.zip"),
        "a.zip: a file stands there, expected a folder or nothing",
    ),
    "a case above": (("new", "../up"), nothing, "this is not the name of a folder"),
    "a case below": (("new", "a/b"), nothing, "this is not the name of a folder"),
    "a case of two points": (("new", ".."), nothing, "this is not the name of a folder"),
    "a case with a line end": (("new", "a\nb"), nothing, "this is not the name of a folder"),
    "a case that is not UTF-8": (("new", OTHER), nothing, "this is not the name of a folder"),
    "a dangling link for a case": (("new", "a"), link("a/case.yaml", "gone"), "a/case.yaml: is there already"),
    "a table above": (
        (*(word if word != "daily" else "../../etc/passwd" for word in SHARED),),
        nothing,
        "`../../etc/passwd` is not the name of a table",
    ),
    "a link for the evidence of a case": (
        OWN,
        link("data/cases/small/evidence", "../../evidence"),
        "small/evidence/sources.json: a link leads out of its folder; put the file itself there",
    ),
    "a link for the reviews": (
        REVIEW,
        link("data/cases/small/reviews", "../../evidence"),
        "small/reviews: a link stands there",
    ),
    "a file for the reviews": (
        REVIEW,
        file_at("data/cases/small/reviews"),
        "reviews: cannot be made a folder: File exists",
    ),
    "a folder for the log": (LOG, folder_at("data/cases/small/log.yaml"), "log.yaml: cannot be read: Is a directory"),
    "a link for the parts": (
        ("weigh", "--many", "passages.csv", "-o", "rows.csv"),
        link("rows.csv.parts", "data"),
        "rows.csv.parts: a link stands there; remove it",
    ),
    "a folder for the rows": (("weigh", "--many", "passages.csv", "-o", "build"), folder_at("build"), "is a directory"),
    "no folder of evidence": (
        ("prices", "update", "fred.csv", "--yes"),
        lambda folder: (folder / "data/evidence").rename(folder / "away"),
        "data/evidence",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_that_cannot_be_written_is_said_in_a_line(sandbox, name):
    folder, warm, _ = sandbox
    words, stand, found = PLACES[name]
    stand(folder)
    before = state(folder)
    (ended,) = warm.run(Run(words, str(folder)))
    assert found in one_line(ended)
    assert state(folder) == before
    if (folder / "away").exists():
        (folder / "away").rename(folder / "data/evidence")


WRITTEN = {
    "a link for a file, which stays as it was": (
        ("workbook", "small", "-o", "a.xlsx"),
        link("a.xlsx", "gone.xlsx"),
        "a.xlsx",
    ),
    "a planted part": (
        VERIFY,
        link(f"build/out/{files.BESIDE}0{files.SUFFIX}", "../../daily.csv"),
        "build/out/small.json",
    ),
    "a folder that was left": (
        (*DEPOSIT, "A"),
        lambda folder: (folder / f"build/{files.BESIDE}0{files.SUFFIX}/deep").mkdir(parents=True),
        "build/deposit/MANIFEST.sha256",
    ),
    "a folder whose name is not UTF-8": (("verify", "small", "--out", OTHER), nothing, f"{OTHER}/small.json"),
    "a file whose name is not UTF-8": (("workbook", "small", "-o", f"{OTHER}.xlsx"), nothing, f"{OTHER}.xlsx"),
    "a name with a line end": (("verify", "small", "--out", "a\nb"), nothing, "a\nb/small.json"),
    "a reviewer above": (
        ("review", "small", "--as", "../../x", "--sign", "trucks", "--why", "w"),
        nothing,
        "data/cases/small/reviews/x.yaml",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_stays_where_it_was_asked_for(sandbox, name):
    folder, warm, _ = sandbox
    words, stand, place = WRITTEN[name]
    stand(folder)
    before = state(folder)
    (ended,) = warm.run(Run(words, str(folder)))
    assert (ended.code, ended.err) == (0, ""), ended
    after = state(folder)
    assert place in after
    assert not (folder / place).is_symlink()
    assert not (folder / "gone.xlsx").exists()
    kept = {one for one in before if not one.split("/")[-1].startswith(files.BESIDE) and one != place}
    assert all(after[one] == before[one] for one in kept)
    assert not [one for one in after if files.BESIDE in one]


ROW = "table: metal-prices, where: {metal: copper, month: 2017-02}"
SECRET = "material,price,unit,source,mark\nsecret,1,USD,x,V\n"


def test_a_table_is_named_without_a_folder_and_lies_in_the_folder_that_is_read(sandbox):
    folder, warm, _ = sandbox
    case, evidence = folder / CASE_FILE, folder / "data/cases/small/evidence"
    for named in ("../../etc/passwd", "/etc/passwd", "a/b", "..", "a\\0b"):
        case.write_text(CASE.replace("table: metal-prices", f'table: "{named}"'))
        (ended,) = warm.run(Run(("verify", "small"), str(folder)))
        assert "is not the name of a table; write its name without folder and ending" in one_line(ended), named
    (folder / "secret.csv").write_text(SECRET)
    evidence.mkdir()
    (evidence / "mine.csv").symlink_to("../../../../secret.csv")
    case.write_text(CASE.replace(ROW, "table: mine, where: {material: secret}"))
    for words in (("verify", "small"), ("workbook", "small", "-o", "a.xlsx"), ("deposit", "small", "-o", "out")):
        (ended,) = warm.run(Run(words, str(folder)))
        line = one_line(ended)
        assert "small/evidence/mine.csv: a link leads out of its folder" in line
        assert "put the table itself there" in line
    assert not (folder / "a.xlsx").exists()
    assert not (folder / "out").exists()


PRIVATE = {  # what a link may stand in the place of, and a command that reads it
    "log.yaml": "log",
    "reviews/x.yaml": "verify",
    "evidence/sources.json": "list",
    "datapackage.json": "list",
}


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_that_a_link_leads_out_to_is_read_for_a_result_or_told(sandbox, name):
    folder, warm, _ = sandbox
    case = (folder / CASE_FILE).parent
    if PRIVATE[name] == "list":
        (case / "evidence").mkdir()
        (case / "evidence" / "own.csv").write_text(SECRET)
        (case / "case.yaml").write_text(CASE.replace(ROW, "table: own, where: {material: secret}"))
    (folder / "secret").write_text("password: hunter2\n")
    (case / name).parent.mkdir(exist_ok=True)
    (case / name).symlink_to(folder / "secret")
    (ended,) = warm.run(Run((PRIVATE[name], "small"), str(folder)))
    assert ended.code == 2
    assert f"small/{name}: a link leads out of its folder; put the file itself there" in ended.err
    assert "hunter2" not in ended.said
    assert "password" not in ended.said


@pytest.mark.parametrize("name", ["log.yaml", "reviews/x.yaml"])
def test_nothing_that_a_link_leads_out_to_is_deposited(sandbox, name):
    folder, warm, _ = sandbox
    case = (folder / CASE_FILE).parent
    warm.run(Run(LOG, str(folder)), Run((*REVIEW[:3], "x", *REVIEW[4:]), str(folder)))
    content = (case / name).read_text()
    (case / name).unlink()
    (folder / "secret.yaml").write_text(content)
    (case / name).symlink_to(folder / "secret.yaml")
    (ended,) = warm.run(Run(("deposit", "small", "-o", "out"), str(folder)))
    assert f"small/{name}: a link leads out of its folder; put the file itself there" in one_line(ended)
    assert not (folder / "out").exists()


STREAMS = {  # where both streams go, the exit code, and what the errors say
    "a closed output": ("closed", "", 0, ""),
    "both closed": ("closed", "closed", 0, ""),
    "a full disk": ("/dev/full", "", 2, "standard output: cannot be written: No space left on device; mend that"),
    "a full disk for both": ("/dev/full", "/dev/full", 2, ""),
    "a pipe that nobody reads": ("shut", "", 1, ""),
    "pipes that nobody reads": ("shut", "shut", 1, ""),
}
TYPED = [("verify", "small"), ("verify", "small", "--json"), ("list",), ("weigh", "50 trucks with 2500 tons"), LOG]


@pytest.mark.parametrize("name", STREAMS)
def test_streams_that_nobody_hears_end_a_run_in_silence_or_with_a_line(sandbox, name):
    folder, warm, before = sandbox
    out, err, code, said = STREAMS[name]
    for words in TYPED:
        (ended,) = warm.run(Run(words, str(folder), out=out, err=err, finishes=words == TYPED[0]))
        assert ended.code == code, (words, ended)
        assert "Traceback" not in ended.said
        assert said in ended.err
        told = [line for line in ended.err.splitlines() if not line.startswith("Only titles were read")]
        assert len(told) == bool(said), ended.err
        restore(folder, before)


@pytest.mark.parametrize("err", ["closed", "/dev/full", "shut"])
def test_a_fault_that_cannot_be_said_ends_a_run_as_one_that_can(sandbox, err):
    folder, warm, _ = sandbox
    for words in (("verify", "nothing-of-this-name"), ("verify",), ("no-such-command",)):
        (ended,) = warm.run(Run(words, str(folder), err=err, finishes=True))
        assert ended.code in ((1, 2) if err == "shut" else (2,)), (words, ended)
        assert "Traceback" not in ended.out


def test_no_input_where_one_is_asked_for_is_said_in_a_line(sandbox):
    folder, warm, _ = sandbox
    for words in (("weigh", "-"), ("new", "a", "--from", "-")):
        (ended,) = warm.run(Run(words, str(folder), given="closed"))
        assert one_line(ended) == "standard input: is closed; pipe the text in, or name the file of the text"


TERMINALS = {
    "ASCII and nothing else": {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    "no home": {"HOME": None, "XDG_CONFIG_HOME": None, "XDG_CACHE_HOME": None, "MPLCONFIGDIR": None},
    "a home that is not there": {"HOME": "/nowhere/at/all"},
    "a dumb terminal": {"TERM": "dumb"},
    "no terminal": {"TERM": None},
    "one column": {"COLUMNS": "1", "LINES": "1"},
    "absurd columns": {"COLUMNS": "99999999999999999999", "LINES": "-3"},
    "columns that are no number": {"COLUMNS": "wide"},
}


@pytest.mark.parametrize("name", TERMINALS)
def test_any_terminal_gets_the_whole_output(sandbox, name):
    folder, warm, before = sandbox
    encoding = "ascii" if "PYTHONIOENCODING" in TERMINALS[name] else "utf-8"
    for words, last in (
        (("verify", "small"), "weighbridge explain small fits"),
        (VERIFY, "weighbridge explain small fits"),
        (("weigh", "50 trucks with 2500 tons"), "truck"),
        (("sources", "small"), "world-bank"),
    ):
        (ended,) = warm.run(Run(words, str(folder), env=TERMINALS[name], encoding=encoding))
        assert (ended.code, ended.err) == (0, ""), ended
        assert last in " ".join(ended.out.split()).replace("\n", " ")
    assert (folder / "build/out/small.html").stat().st_size > 10_000
    restore(folder, before)


@pytest.mark.parametrize(
    ("words", "code"),
    [(("verify", "small"), 0), (("list",), 0), (VERIFY, 2), (("new", "a"), 2), (("deposit", "small", "-o", "x"), 2)],
)
def test_a_working_folder_that_was_deleted(sandbox, words, code):
    folder, warm, _ = sandbox
    (folder / "gone").mkdir()
    (ended,) = warm.run(Run(words, str(folder / "gone"), is_gone=True, finishes=True))
    assert "Traceback" not in ended.said
    assert ended.code == code, ended
    if code:
        assert "go to a folder that is there, or name one" in one_line(ended)


ENDLESS = [
    ("verify", "small", "--article", "IT"),
    ("audit", "small", "--without-notebooks", "--article", "IT"),
    ("weigh", "IT"),
    ("new", "begun", "--from", "IT"),
    ("evidence", "add", "IT"),
    ("prices", "update", "IT"),
    ("library", "update", "IT"),
    ("diff", "IT", "IT"),
    ("deposit", "small", "-o", "out", "--audit", "IT"),
    ("weigh", "--many", "IT.csv", "-o", "rows.csv"),
    ("weigh", "--many", "IT.jsonl", "-o", "rows.csv"),
]


@pytest.fixture(scope="module")
def sparse(tmp_path_factory):
    """A file of 5 GB that takes no room, under names of several kinds."""
    path = tmp_path_factory.mktemp("large") / "large"
    with path.open("wb") as file:
        file.truncate(5 << 30)
    for ending in (".csv", ".jsonl"):
        Path(f"{path}{ending}").symlink_to(path)
    return path


@pytest.mark.parametrize("words", ENDLESS, ids=lambda words: " ".join(words[:3:2]))
@pytest.mark.parametrize("what", ["a device", "a pipe", "5 GB"])
def test_a_file_without_an_end_is_refused_at_once(sandbox, sparse, words, what):
    folder, warm, _ = sandbox
    if what == "5 GB":
        named = str(sparse)
    else:
        named = str(folder / "it")
        for ending in ("", ".csv", ".jsonl"):
            place = Path(f"{named}{ending}")
            os.mkfifo(place) if what == "a pipe" else place.symlink_to("/dev/zero")
    typed = tuple(word.replace("IT", named) for word in words)
    (ended,) = warm.run(Run(typed, str(folder), patience=0.1, most_memory=1 << 30))
    for ending in ("", ".csv", ".jsonl"):
        Path(f"{folder / 'it'}{ending}").unlink(missing_ok=True)
    assert ended.seconds < 100
    if words[0] == "audit":  # which says it among what it found
        assert "Traceback" not in ended.said
        assert ended.code in (1, 2)
    else:
        assert one_line(ended)
