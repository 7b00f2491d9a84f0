"""What the guide takes from the code: words with their examples, the help of commands, the public names, the rooms."""

from __future__ import annotations

import ast
import inspect
import operator
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from bs4 import BeautifulSoup
from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util.docutils import SphinxDirective

import weighbridge
from weighbridge.cli import main
from weighbridge.documents import command_of, example_of
from weighbridge.glossary import Entry, glossary, note

SOURCE = Path(weighbridge.__file__).parent
ROOT = Path(__file__).parents[1]


class Words(SphinxDirective):
    """The glossary as a list of definitions, each at a place of its own."""

    def run(self) -> list[nodes.Node]:
        """The list."""
        listed = nodes.definition_list(classes=["words"])
        self.env.note_dependency(str(SOURCE / "glossary" / "glossary.csv"))
        for one in sorted(glossary().values(), key=lambda each: each.word.casefold()):
            anchor = note(one.word).anchor
            term = nodes.term("", one.word, ids=[anchor])
            body = nodes.definition("", *self.parse_text_to_nodes(self._told(one)))
            listed += nodes.definition_list_item("", term, body)
        return [listed]

    def _told(self, one: Entry) -> str:
        """An entry as Markdown; what a case says in it stays text."""
        page, _, anchor = one.read_on.partition("#")
        away = Path(*[".."] * (len(Path(self.env.docname).parts) - 1)) / page
        shown, command = example_of(one), command_of(one)
        parts = [one.sentence]
        parts += [f"*Exactly:* {literal(one.exactly)}."] if one.exactly else []
        parts += [f"*Also:* {literal('; '.join(one.forms))}."] if one.forms else []
        parts += [f"*In {one.example.case}:* {literal(shown)}"] if shown != command else []
        title = next(line for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line.startswith("# "))
        parts += [
            f"*To see it:* `{command}`. Read on: [{title[2:]}]({away.as_posix()}{'#' if anchor else ''}{anchor})."
        ]
        return "\n\n".join(parts)


class Commands(SphinxDirective):
    """The help of every command, those of groups behind them."""

    def run(self) -> list[nodes.Node]:
        """A section for each."""
        return [self._section(path, command) for path, command in every_command()]

    def _section(self, path: str, command: click.Command) -> nodes.section:
        inner = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        block = nodes.literal_block("", command.get_help(inner), language="text")
        return nodes.section("", nodes.title("", path), block, ids=[nodes.make_id(path)])


class Public(SphinxDirective):
    """The public names: functions, classes with what they hold, and the charts."""

    def run(self) -> list[nodes.Node]:
        """A section for each kind of name."""
        from weighbridge import charts

        names = {name: getattr(weighbridge, name) for name in weighbridge.__all__}
        of_module = {True: [], False: []}
        for name, held in names.items():
            if name != "charts":
                of_module[isinstance(held, type)].append(name)
        parts = [
            ("Functions", [("autofunction", f"weighbridge.{name}") for name in of_module[False]]),
            ("Types and errors", [("autoclass", f"weighbridge.{name}") for name in of_module[True]]),
            ("What they give", [("autoclass", path) for path in GIVEN]),
            ("Charts", [(kind_of(getattr(charts, name)), f"weighbridge.charts.{name}") for name in charts.__all__]),
        ]
        raised = errors_of([path for _, several in parts for _, path in several])
        parts.append(("What they raise besides", [("autoexception", path) for path in raised]))
        return [self._section(title, several) for title, several in parts]

    def _section(self, title: str, several: list[tuple[str, str]]) -> nodes.section:
        section = nodes.section("", nodes.title("", title), ids=[nodes.make_id(title)])
        text = "\n\n".join(f".. {kind}:: {path}\n{MEMBERS if kind == 'autoclass' else ''}" for kind, path in several)
        section += self.parse_text_to_nodes(f"```{{eval-rst}}\n{text}\n```")
        return section


class Rooms(SphinxDirective):
    """What each package says of itself and of its modules."""

    def run(self) -> list[nodes.Node]:
        """A section for each, in the order of the map in docs/design.md."""
        text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
        order = re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)
        return [self._section(name) for name in order]

    def _section(self, name: str) -> nodes.section:
        told = ast.get_docstring(ast.parse((SOURCE / name / "__init__.py").read_text(encoding="utf-8"))) or ""
        first, _, modules = told.partition("\n\n")
        block = nodes.literal_block("", modules, language="text")
        title = nodes.title("", f"{name}/")
        return nodes.section("", title, nodes.paragraph("", first), block, ids=[f"room-{name}"])


MEMBERS = "   :members:\n   :inherited-members: object, dict, list, tuple, BaseModel, Exception, BaseException\n"
# What the public functions give, and an analyst asks for more.
GIVEN = (
    "weighbridge.quantity.Quantity",
    "weighbridge.report.verification.Verification",
    "weighbridge.report.forms.ReportedCheck",
)
RAISED = re.compile(r"^ +(\w+): ", re.MULTILINE)  # the names of errors under "Raises" in a docstring


def errors_of(paths: Sequence[str]) -> list[str]:
    """The errors that these names and what they hold raise, and that are no public names themselves."""
    told = []
    for path in paths:
        held = operator.attrgetter(path.partition(".")[2])(weighbridge)
        told += [inspect.getdoc(held) or "", *(inspect.getdoc(one) or "" for _, one in inspect.getmembers(held))]
    named = {name for text in told for name in RAISED.findall(text.partition("Raises:")[2])}
    known = {one.__name__: f"{one.__module__}.{one.__qualname__}" for one in below(weighbridge.WeighbridgeError)}
    return [known[name] for name in sorted(named & known.keys() - set(weighbridge.__all__))]


def below(kind: type) -> Iterator[type]:
    """Every class that is derived from one."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def kind_of(held: object) -> str:
    """By which directive a name is documented."""
    return "autoclass" if isinstance(held, type) else "autofunction"


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Every command by what is typed for it, those of a group after it."""
    waiting: list[tuple[str, click.Command]] = [("weighbridge", main)]
    while waiting:
        path, command = waiting.pop(0)
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            names = command.list_commands(context)
            waiting[:0] = [(f"{path} {name}", one) for name in names if (one := command.get_command(context, name))]


def literal(text: str) -> str:
    """A text in which Markdown finds nothing to do."""
    return re.sub(r"([\\`*_{}\[\]<>#|~$:@])", r"\\\1", " ".join(text.split()))


def sections_of_docstring(app: Sphinx, what: str, name: str, held: object, options: object, lines: list[str]) -> None:
    """Makes "Args" and "Raises" fields. The first line of a property is its text, and no type before a colon."""
    kind = "method" if what in ("property", "attribute") else what
    lines[:] = GoogleDocstring(list(lines), Config(napoleon_use_rtype=False), None, kind, name, held).lines()


def without_mathematics(app: Sphinx, exception: Exception | None) -> None:
    """Takes out what only MathJax sets, which a page without a network does not have; the text below says the same."""
    if exception is not None or app.builder.name != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "weighbridge-mathematics" in text:
            soup = BeautifulSoup(text, "html.parser")
            for one in soup.select(".weighbridge-mathematics"):
                one.decompose()
            page.write_text(str(soup), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the directives known to sphinx."""
    for name, directive in (("words", Words), ("commands", Commands), ("public", Public), ("rooms", Rooms)):
        app.add_directive(f"weighbridge-{name}", directive)
    app.connect("autodoc-process-docstring", sections_of_docstring)
    app.add_lexer("csv", TextLexer)
    app.connect("build-finished", without_mathematics)
    return {"parallel_read_safe": True}
