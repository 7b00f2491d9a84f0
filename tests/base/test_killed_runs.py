"""Every writing command killed at some 200 moments: each file is whole or as before, the next run sets all right."""

import random

import pytest

from weighbridge.base import files

pytest.importorskip("resource", reason="limits and forks are of POSIX")

from warm_process import Run
from written_project import COMMANDS, restore, state

SEED = 18
LEFT = (files.BESIDE, files.LOCK)  # how names begin of what a killed run may leave beside


def prepared(command, folder, warm):
    """The files of the project before a command, after it, and after it ran twice; and how it ran first."""
    for words in command.before:
        (ended,) = warm.run(Run(words, str(folder)))
        assert ended.code in command.ends, ended.said
    name, old, new = command.edits
    if old:
        (folder / name).write_text((folder / name).read_text().replace(old, new))
    states, runs = [state(folder)], []
    for _ in range(2):
        runs += warm.run(command.run(folder))
        states.append(state(folder))
    assert runs[0].code in command.ends, runs[0].said
    assert "Traceback" not in runs[0].said + runs[1].said
    assert states[0] != states[1], "it writes something"
    return states, runs[0]


def moment(command, number, whole, chance):
    """When a run is killed: just before it touches a file, shortly after it began to, or at any time."""
    way = number % 4
    if way < 2:
        return {"kill_at": chance.randint(1, whole.touches)}
    if way == 2:
        return {"kill_after_first": chance.uniform(0, 0.03)}
    return {"kill_after": chance.uniform(0.001, 1.2 * whole.seconds)}


def allowed(name, *states):
    """The contents that a file may have: those that it has in some states, or none."""
    return {one.get(name) for one in states}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_killed_run_leaves_every_file_whole_or_as_before(project, command):
    folder, warm = project
    begin = state(folder)
    try:
        (before, after, twice), whole = prepared(command, folder, warm)
        chance = random.Random(f"{SEED} {command.name}")
        for number in range(command.kills):
            restore(folder, before)
            how = moment(command, number, whole, chance)
            (killed,) = warm.run(command.run(folder, **how))
            assert "Traceback" not in killed.said, (how, killed)
            left = state(folder)
            for name in left.keys() | before.keys() | after.keys():
                parts = name.split("/")
                if not any(part.startswith(LEFT) or part.endswith(".parts") for part in parts):
                    assert left.get(name) in allowed(name, before, after), (how, name)
            (again,) = warm.run(command.run(folder))
            refused = again.code == 2 and command.again and command.again in again.err and again.err.count("\n") == 1
            assert again.code in command.ends or refused, (how, again)
            now = state(folder)
            assert now.keys() == after.keys(), (how, "nothing is left beside, and nothing lacks")
            wrong = [name for name in now if now[name] not in allowed(name, after, twice)]
            assert wrong == [], how
    finally:
        restore(folder, begin)


def test_kills_are_as_many_as_promised():
    assert sum(command.kills for command in COMMANDS) >= 200
