"""Every `--help` has an example that can be typed as it stands: its options and arguments are those of the command."""

import re
import shlex

import click
import pytest

from weighbridge.cli import main


def every(command, path=("weighbridge",)):
    """Each command with what is typed for it, those of a group after it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from every(command.get_command(context, name), (*path, name))


COMMANDS = {" ".join(path): command for path, command in every(main)}


def shown(path):
    """What `--help` prints, on a wide terminal."""
    return COMMANDS[path].get_help(click.Context(COMMANDS[path], info_name=path, terminal_width=200))


def examples(path):
    """The lines below the word "Example", each a command."""
    block = re.search(r"^ *Examples?:\n((?: +weighbridge .*\n?)+)", shown(path), re.MULTILINE)
    return [line.strip() for line in block[1].splitlines()] if block else []


@pytest.mark.parametrize("path", COMMANDS)
def test_each_help_has_an_example_of_its_own(path):
    assert any(one.startswith(f"{path} ") or one == path for one in examples(path))


def parsed(typed):
    """The parameters that click reads out of a command as typed; raises what click says of one that it cannot read."""
    command, context, words = main, None, shlex.split(typed)[1:]
    while isinstance(command, click.Group):
        context = command.make_context(command.name or "weighbridge", words, parent=context, resilient_parsing=False)
        words = [*context._protected_args, *context.args]
        name, command, words = command.resolve_command(context, words)
    return command.make_context(name, words, parent=context).params


@pytest.mark.parametrize("path", COMMANDS)
def test_each_example_is_one_that_the_command_reads(path):
    for one in examples(path):
        assert isinstance(parsed(one), dict), one


def test_an_example_that_a_command_does_not_read_would_be_found():
    with pytest.raises(click.UsageError):
        parsed("weighbridge verify raqqa-2017 --sett trucks=40")
    with pytest.raises(click.UsageError):
        parsed("weighbridge verfy raqqa-2017")


def test_lists_of_commands_show_no_example():
    """The first sentence of a command is what a list of commands says of it."""
    assert [path for path, one in COMMANDS.items() if "Example" in one.get_short_help_str(limit=300)] == []
