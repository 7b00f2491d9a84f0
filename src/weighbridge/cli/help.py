"""The command ``help``: what a word of an output means, with an example; the words and the commands that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from ..base import CaseError, guide, suggestion
from ..glossary import Entry, GlossaryError, cue_of, entry, glossary
from ..terminal import Line, columns_of_terminal, print_lines, wrapped
from .output import say
from .problems import NOT_SHOWN, reports_problems

INDENT = "  "
MOST_FORMS = 6  # other forms of a word that are named


@click.command("help")
@click.argument("word", nargs=-1)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the text; the terminal's own by default.")
@click.pass_context
@reports_problems(undone=NOT_SHOWN)
def help_command(context: click.Context, word: tuple[str, ...], width: int | None) -> None:
    """What a WORD of an output means, with an example; without a word, all words and commands.

    \b
    Examples:
      weighbridge help depends
      weighbridge help "ways to read it"
      weighbridge help verify
    """
    columns = width or columns_of_terminal()
    asked = " ".join(word)
    commands = _commands(context)
    if not asked:
        print_lines(_everything(commands, columns))
        return
    try:
        found = entry(asked)
    except GlossaryError as error:
        if asked not in commands:
            raise _nearest(asked, commands, error) from None
    else:
        print_lines([*_explained(found, asked, columns), *([Line("")] if asked in commands else [])])
    if asked in commands:
        inner = click.Context(commands[asked], info_name=asked, parent=context.parent)
        print_lines([Line(f"The command {asked}", True)])
        say(commands[asked].get_help(inner))


def _commands(context: click.Context) -> dict[str, click.Command]:
    """Every command beside this one, by its name."""
    group = context.parent.command if context.parent else None
    if not isinstance(group, click.Group):
        return {}
    return {name: one for name in group.list_commands(context) if (one := group.get_command(context, name))}


def _everything(commands: Mapping[str, click.Command], columns: int) -> Iterator[Line]:
    """The words, those that begin alike together, and the commands with what each does."""
    yield Line("Words", True)
    yield from map(Line, wrapped("; ".join(sorted(glossary(), key=str.casefold)), columns, indent=INDENT))
    yield Line("")
    yield Line("Commands", True)
    wide = max(map(len, commands), default=0)
    for name, command in commands.items():
        first, *more = wrapped(command.get_short_help_str(limit=200), columns - wide - 2 * len(INDENT)) or [""]
        yield Line(f"{INDENT}{name:{wide}}{INDENT}{first}")
        yield from (Line(" " * (wide + 2 * len(INDENT)) + one) for one in more)
    yield Line("")
    yield from map(Line, wrapped("weighbridge help WORD tells what it means, with an example.", columns))


def _explained(found: Entry, asked: str, columns: int) -> Iterator[Line]:
    """An entry: its meaning, the term behind it, other forms, an example from a case, and where to read on."""
    paragraph = lambda text, by=INDENT: map(Line, wrapped(text, columns, indent=by))  # noqa: E731
    yield Line(found.word, True)
    yield from paragraph(found.sentence)
    if found.exactly:
        yield from paragraph(f"Exactly: {found.exactly}.")
    if found.forms:
        yield from paragraph(f"Also: {'; '.join(found.forms[:MOST_FORMS])}.")
    yield Line("")
    yield from _example(found, asked, columns)
    page, sign, heading = found.read_on.removeprefix("docs/").partition("#")
    yield Line(f"{INDENT}Read on: {guide(page)}{sign}{heading}")  # in one line, however long, so that it can be copied


def _example(found: Entry, asked: str, columns: int) -> Iterator[Line]:
    """What a case shows of the word, with the command that does; of a loosening word what it allows."""
    from ..documents import command_of, cue_example, example_of  # what is not in the glossary needs no case

    if cue := cue_of(asked):
        yield from map(Line, wrapped(f"For example: {cue_example(cue)}", columns, indent=INDENT))
        return
    try:
        shown, command = example_of(found), command_of(found)
    except CaseError:  # an installation without the project's cases
        yield from map(Line, wrapped(f"The example needs the case {found.example.case}.", columns, indent=INDENT))
        return
    if shown != command:
        yield from map(Line, wrapped(f"For example, in {found.example.case}:", columns, indent=INDENT))
        yield from map(Line, wrapped(shown, columns, indent=2 * INDENT))
    yield Line(f"{INDENT}To see it: {command}")


def _nearest(asked: str, commands: Mapping[str, click.Command], error: GlossaryError) -> GlossaryError:
    """That a word is neither in the glossary nor a command, with the nearest of both."""
    near = suggestion(asked[:60], commands, "")
    return GlossaryError(error.message, f"{near[:-1]}, the command? {error.remedy}" if near else error.remedy)
