"""The command ``library``: everyday evidence found by ordinary words, and its prices renewed from a file."""

from __future__ import annotations

import json

import click

from .. import cli
from ..base import data_folder, shown, visible_json
from ..evidence import Source, read_sources
from ..library import (
    LibraryError,
    Topic,
    as_data,
    entries,
    found_lines,
    nearest_topics,
    search,
    topic_lines,
    topics,
)
from ..text import read_period
from .output import say
from .problems import reports_problems

FOUND_INSTEAD = 3  # topics of which it is said when they have figures


class WordsOrCommand(click.Group):
    """A group that takes words for those of ``find``, unless they begin with the name of another command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of its commands."""
        return ["find", "update"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; what renews the prices is loaded when it is asked for."""
        return cli.library_update if cmd_name == "update" else super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with the name of the command before them."""
        is_command = bool(args) and args[0] in (*self.list_commands(ctx), *ctx.help_option_names)
        return super().parse_args(ctx, args if is_command else ["find", *args])


@click.group("library", cls=WordsOrCommand)
def library_commands() -> None:
    """Everyday evidence: what things weigh, hold, cost and yield.

    `weighbridge library WORDS` finds it, as in `weighbridge library "price of copper" --date 2017-02`; without words,
    all topics are listed.

    \b
    Example:
      weighbridge library "price of copper" --date 2017-02
    """


@library_commands.command()
@click.argument("words", nargs=-1)
@click.option("--date", metavar="DATE", help="When the figures hold: 2017, 2017-02, 2017-02-28 or 2016-08/2017-08.")
@click.option("--all", "all_entries", is_flag=True, help="Every figure, however many there are.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@reports_problems
def find(words: tuple[str, ...], date: str | None, all_entries: bool, as_json: bool) -> None:
    """Figures found by ordinary WORDS; without words, the topics that there are.

    \b
    Example:
      weighbridge library find load of a truck
    """
    asked = " ".join(words)
    if date:
        read_period(date)
    if not asked:
        _list(as_json)
        return
    found = search(asked, date)
    if not found:
        raise _nothing(asked, date)
    sources = _sources()
    if as_json:
        click.echo(visible_json(json.dumps([as_data(one, sources) for one in found], indent=2, ensure_ascii=False)))
        return
    for line in found_lines(found[0], sources, all_entries):
        say(line)
    if more := [one.topic for one in found[1:]]:
        say("\nAlso found:")
        for line in topic_lines(more):
            say(f"  {line}")


def _list(as_json: bool) -> None:
    """All topics."""
    known = topics()
    if as_json:
        listed = [{"topic": topic.key, "title": topic.title, "unit": topic.unit} for topic in known]
        click.echo(visible_json(json.dumps(listed, indent=2, ensure_ascii=False)))
        return
    for line in topic_lines(known):
        say(line)


def _nothing(asked: str, date: str | None) -> LibraryError:
    """That nothing was found, with the topics that may be meant."""
    if date and (undated := search(asked)):
        spans = "; ".join(_dates_of(one.topic) for one in undated[:FOUND_INSTEAD])
        return LibraryError(f"the library has nothing for `{asked[:60]}` at {date}", f"it has {spans}")
    near = nearest_topics(asked)
    listed = ", ".join(f"`{topic.title}`" for topic in near)
    remedy = f"did you mean {listed}?" if near else "`weighbridge library` lists what there is"
    return LibraryError(f"the library has nothing for `{asked[:60]}`", remedy)


def _dates_of(topic: Topic) -> str:
    """A topic, and from when to when it has figures."""
    dates = sorted(entry.date for entry in entries(topic) if entry.date)
    return f"{topic.title}: {dates[0]} to {dates[-1]}" if dates else topic.title


def _sources() -> dict[str, Source]:
    """The sources of the library and of the evidence, whose tables serve it too."""
    paths = [data_folder() / folder / "sources.json" for folder in ("evidence", "library")]
    return {key: source for path in paths for key, source in read_sources(path, shown(path)).items()}
