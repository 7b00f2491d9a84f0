"""English is made last and read by people alone: no module parses, searches or compares what the project wrote."""

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "weighbridge"
MODULES = sorted(SOURCE.rglob("*.py"))

# Where English stands: the attributes of results, problems and errors that hold it, and names of variables for it.
ATTRIBUTES = {
    *("sentence", "message", "remedy", "question", "label", "reason", "note", "notes", "headline"),
    *("about", "change"),
}
NAMES = {"message", "remedy", "sentence", "label", "headline"}
# What makes it beside the functions of these modules that give text.
MAKERS = {"suggestion", "show", "describe", "in_words", "headline"}
WRITERS = ("report/sentences.py", "report/flip_words.py", "report/verdicts.py", "report/workings.py", "text/words.py")

READING = {
    *("startswith", "endswith", "split", "rsplit", "splitlines", "partition", "rpartition", "removeprefix"),
    *("removesuffix", "replace", "find", "rfind", "index", "rindex", "count", "translate"),
}
PATTERNS = {"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"}
UNCHANGED = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "capitalize", "title"}


@cache
def makers():
    """The functions of which the result is English."""
    found = set(MAKERS)
    for name in WRITERS:
        for node in ast.parse((SOURCE / name).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or ast.Constant(None)) == "str":
                found.add(node.name)
    return found


class Watcher(ast.NodeVisitor):
    """Collects every place at which English is read: in each function it follows the variables that hold it."""

    def __init__(self):
        self.found = []
        self.held = [set()]
        self.errors = [set()]

    def visit_FunctionDef(self, node):
        """A function has variables of its own, and sees those around it."""
        self.held.append(set(self.held[-1]))
        self.errors.append(set(self.errors[-1]))
        self.generic_visit(node)
        self.held.pop()
        self.errors.pop()

    def visit_ExceptHandler(self, node):
        """The text of a caught error is English."""
        if node.name:
            self.errors[-1].add(node.name)
        self.generic_visit(node)

    def visit_Assign(self, node):
        """A variable that is given English holds it from then on."""
        self.hold(node.targets, node.value)
        self.generic_visit(node)

    def visit_NamedExpr(self, node):
        """The same within an expression."""
        self.hold([node.target], node.value)
        self.generic_visit(node)

    def hold(self, targets, value):
        """Note the targets of an assignment of English, or of a collection of it."""
        if self.is_english(value) or self.is_collection(value):
            self.held[-1] |= {target.id for target in targets if isinstance(target, ast.Name)}

    def is_collection(self, node):
        """Whether a list, a set or a comprehension is one of English."""
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
            return self.is_english(node.elt)
        return isinstance(node, ast.List | ast.Set | ast.Tuple) and any(map(self.is_english, node.elts))

    def is_english(self, node):
        """Whether an expression is a text that was made for a reader."""
        match node:
            case ast.Attribute(attr=name):
                return name in ATTRIBUTES
            case ast.Name(id=name):
                return name in NAMES or name in self.held[-1]
            case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)]):
                return name in self.errors[-1] or name in ("error", "problem")
            case ast.Call(func=ast.Name(id=name)):
                return name in makers()
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return name in makers() or (name in UNCHANGED and self.is_english(value))
            case ast.IfExp(body=one, orelse=other):
                return self.is_english(one) or self.is_english(other)
            case ast.BoolOp(values=values):
                return any(map(self.is_english, values))
            case ast.Subscript(value=value):
                return self.is_english(value)
        return False

    def visit_Call(self, node):
        """A method that reads text, on English; or a pattern that is held against it."""
        if isinstance(node.func, ast.Attribute):
            reads = node.func.attr in READING and self.is_english(node.func.value)
            matches = node.func.attr in PATTERNS and any(map(self.is_english, node.args))
            if reads or matches:
                self.found.append(node)
        self.generic_visit(node)

    def visit_Compare(self, node):
        """English that is compared with something, or searched, or looked up."""
        text = [ast.Eq, ast.NotEq, ast.In, ast.NotIn]
        sides = [node.left, *node.comparators]
        reads = any(type(operator) in text for operator in node.ops) and any(map(self.is_english, sides))
        if reads and not any(map(is_member, sides)):  # what is compared with a member of an enum is one, or holds some
            self.found.append(node)
        self.generic_visit(node)


def is_member(node):
    """Whether an expression is a member of an enum: ``Note.OPPOSITE``."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=member):
            return name[:1].isupper() and not name.isupper() and member.isupper()
    return False


def readings(text):
    """Every place of a module at which English is read, as code."""
    watcher = Watcher()
    watcher.visit(ast.parse(text))
    return [ast.unparse(node) for node in watcher.found]


def test_no_code_reads_a_sentence():
    found = [
        f"{path.relative_to(SOURCE)}: {code}" for path in MODULES for code in readings(path.read_text(encoding="utf-8"))
    ]
    assert found == []


CAUGHT = [
    "if finding.sentence.startswith('Would'): pass",
    "problem.message.split('`')",
    "own = {p.message for p in problems}\nnew = [p for p in problems if p.message not in own]",
    "at = error.message.rfind('`mass`')",
    "if 'ton' in problem.remedy: pass",
    "if 'opposite' in finding.notes: pass",
    "if check.question == 'Does it fit?': pass",
    "if swung.about == 'the load': pass",
    "sign, number = slip.change.split()",
    "figure.label.removeprefix('hedge ')",
    "kind, _, part = figure.label.partition(' ')",
    "near = suggestion(word, known)\nif near.startswith('did'): pass",
    "near = '' if many else suggestion(word, known)\nprint(near if near.startswith('did') else other)",
    "try: pass\nexcept ValueError as raised:\n    if 'range' in str(raised): pass",
    "re.search('fails', finding.sentence)",
    "PATTERN.fullmatch(note.message.strip())",
    "def f(label):\n    return label.split(': ', 1)[1]",
    "(step.reason or '').endswith('.')",
    "listed(names).replace(' and ', ' or ')",
    "text = check_words(check)\nif text != 'holds': pass",
    "lines = [one.sentence for one in found]\nif first in lines: pass",
    "problem.message[:4] == 'case'",
]
PASSED = [
    "print(f'{error.message}; {error.remedy}')",
    "if finding.outcome == Outcome.FAILS: pass",
    "if Note.OPPOSITE in finding.notes: pass",
    "if problem.path not in known: pass",
    "if correction.label is None: pass",
    "name = quantity.split('.')[0]",
    "if claim.hedge_reason or cue.note: pass",
    "if error.at[:1] == ('value',): pass",
    "def f():\n    near = suggestion(a, b)\n    return near\ndef g(near):\n    return near.startswith('x')",
]


@pytest.mark.parametrize("code", CAUGHT)
def test_what_reads_a_sentence_is_caught(code):
    assert readings(code)


@pytest.mark.parametrize("code", PASSED)
def test_what_reads_none_is_not(code):
    assert readings(code) == []
