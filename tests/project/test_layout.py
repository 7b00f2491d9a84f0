"""The house of docs/design.md against the code: which rooms there are, who imports whom, by which names."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import weighbridge

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "weighbridge"
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 450, 50
FRONT = ("__init__", "__main__")  # the public face and the way to start: above every room


@cache
def tree(path):
    """The syntax tree of a module, parsed once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path):
    """The room of a module: the package that it stands in, or the module itself beside them."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def rooms():
    """The rooms in the order of the map in docs/design.md, the lowest first."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = re.search(r"## The house\n.*?\n\| room .*?\n\|[- |]+\n(.*?)\n\n", text, re.DOTALL)[1]
    return [re.match(r"\| `([\w.]+?)(?:/|\.py)`", row)[1] for row in table.splitlines()]


def exports(init):
    """The names that a package's ``__init__`` lists, each with the module that holds it; a module stands for itself."""
    calls = [node for node in ast.walk(tree(init)) if isinstance(node, ast.Call)]
    attached = [call.keywords for call in calls if ast.unparse(call.func) == "lazy_loader.attach"]
    listed = {keyword.arg: ast.literal_eval(keyword.value) for keywords in attached for keyword in keywords}
    held = {name: module for module, names in listed.get("submod_attrs", {}).items() for name in names}
    return {**{module: module for module in listed.get("submodules", [])}, **held}


def imports(path):
    """Every import of the project's own in a module, those under ``TYPE_CHECKING`` too: the module path and a name."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (
                parts[: len(parts) - node.level]
                if path.name != "__init__.py"
                else parts[:-1][: len(parts) - node.level]
            )
            target = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((target, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "weighbridge":
            yield from ((tuple(node.module.split(".")[1:]), alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "weighbridge"]
            yield from ((tuple(name.split(".")[1:]), "") for name in names)


def between_rooms():
    """Each import from one room into another: the module, the package path, the name."""
    for path in MODULES:
        room = where(path)
        if room not in FRONT:
            for target, name in imports(path):
                if (target or (name,))[0] != room:
                    yield path.relative_to(SOURCE).as_posix(), target or (name,), name


def into_inner_packages():
    """Each import of a module into a package within its room, from outside of that package: module, package, name."""
    for path in MODULES:
        here = path.relative_to(SOURCE).parts[:-1]
        for target, name in imports(path):
            folder = (*target, name) if SOURCE.joinpath(*target, name, "__init__.py").is_file() else target
            while len(folder) > 1 and not SOURCE.joinpath(*folder, "__init__.py").is_file():
                folder = folder[:-1]
            if len(folder) > 1 and folder[:1] == here[:1] and here[: len(folder)] != folder:
                yield path.relative_to(SOURCE).as_posix(), target, name


def test_the_map_names_every_room_once_and_no_other():
    found = {where(path) for path in MODULES} - set(FRONT)
    assert sorted(rooms()) == sorted(found)


def test_imports_run_one_way_those_for_type_checking_counted():
    rank = {room: place for place, room in enumerate(rooms())}
    upwards = [
        f"{path}: {'.'.join(target)}.{name}"
        for path, target, name in between_rooms()
        if rank[target[0]] >= rank[path.split("/")[0].removesuffix(".py")]
    ]
    assert upwards == []


def test_modules_of_a_room_import_each_other_in_no_circle():
    needs = {}
    for path in MODULES:
        if path.name != "__init__.py":
            package = path.relative_to(SOURCE).parts[:-1]
            inside = {
                (*target, name)[len(package)]
                for target, name in imports(path)
                if package and target[: len(package)] == package and len((*target, name)) > len(package)
            }
            needs[path.relative_to(SOURCE).with_suffix("").parts] = {(*package, name) for name in inside}
    waiting = {module: {one for one in found if one in needs} for module, found in needs.items()}
    while free := [module for module, found in waiting.items() if not found & waiting.keys()]:
        for module in free:
            del waiting[module]
    assert waiting == {}


def test_no_two_modules_that_are_imported_by_their_bare_name_share_it():
    """Tools, benchmarks and what tests share lie on one path: which of two is taken would depend on what ran before."""
    project = SOURCE.parents[1]
    bare = [path.name for folder in ("tools", "benchmarks", "tests") for path in (project / folder).glob("*.py")]
    assert len(bare) > 40
    assert sorted({name for name in bare if bare.count(name) > 1} - {"__init__.py", "conftest.py"}) == []


def test_across_rooms_only_names_go_that_the_other_lists():
    """The same holds for a package within a room and the modules around it."""
    unlisted = []
    for path, target, name in (*between_rooms(), *into_inner_packages()):
        folder = SOURCE.joinpath(*target)
        if folder.is_dir() and name not in exports(folder / "__init__.py"):
            unlisted.append(f"{path}: {'.'.join(target)} does not list {name}")
        elif not folder.is_dir() and len(target) > 1:
            unlisted.append(f"{path}: {'.'.join(target)} is a module of another room; import {name} from its package")
    assert unlisted == []


def test_a_room_lists_nothing_that_nobody_takes():
    """What a package lists is taken by another room, by the room around it, by a notebook, or by the public face."""
    taken = {(target, name) for _, target, name in (*between_rooms(), *into_inner_packages())}
    taken |= {((module,), name) for name, module in exports(SOURCE / "__init__.py").items()}
    idle = []
    for init in SOURCE.rglob("*/__init__.py"):
        package = init.parent.relative_to(SOURCE).parts
        idle += [
            f"{'.'.join(package)}: {name}"
            for name in exports(init)
            if (package, name) not in taken and package not in (("cli",), ("charts",))
        ]
    assert idle == []


def test_every_package_says_in_a_line_what_each_of_its_modules_holds():
    silent = []
    for init in SOURCE.rglob("*/__init__.py"):
        contents = ast.get_docstring(tree(init)) or ""
        inside = {path.stem for path in init.parent.glob("*.py")} | {
            path.parent.name for path in init.parent.glob("*/__init__.py")
        }
        silent += [
            f"{init.parent.name}/{name}"
            for name in sorted(inside - {"__init__"})
            if not re.search(rf"^{name} {{2,}}\S", contents, re.MULTILINE)
        ]
    assert silent == []


def test_what_a_package_lists_is_in_alphabetical_order():
    listed = {init.parent.name: list(exports(init).items()) for init in SOURCE.rglob("__init__.py")}
    pairs = {name: [(module, one) for one, module in names if one != module] for name, names in listed.items()}
    assert [name for name, found in pairs.items() if found != sorted(found)] == []


def test_no_module_is_named_by_a_participle():
    nouns = {"shortening", "sampling", "settling", "fred"}
    found = [path.stem for path in MODULES if re.search(r"(ed|ing)$", path.stem) and path.stem not in nouns]
    assert found == []


def test_the_public_face_is_what_the_notebooks_use():
    used = set()
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "weighbridge":
                used.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "weighbridge":
                assert node.module == "weighbridge", f"{notebook.name} imports from {node.module}"
                used |= {alias.name for alias in node.names}
    # An analyst's own code names the types and errors that a notebook of ours need not name.
    beside = {"Case", "CaseError", "Settings", "WeighbridgeError"}
    assert sorted(weighbridge.__all__) == sorted(used | beside)
    assert all(getattr(weighbridge, name) is not None for name in weighbridge.__all__)


def test_modules_and_functions_are_of_a_size_that_one_can_read():
    long = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if len(text.splitlines()) > LONGEST_MODULE:
            long.append(f"{path.relative_to(SOURCE)}: {len(text.splitlines())} lines")
        long += [
            f"{path.relative_to(SOURCE)}: {node.name}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
        ]
    assert long == []


def strings_and_names(path):
    """Everything that runs: names, attributes, arguments and strings, without docstrings."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg


def test_the_library_knows_no_case():
    found = []
    for path in MODULES:
        # The prices that `prices update` reads are of metals; a chart is told what it draws.
        words = ("raqqa", "isis", "rbss", "trucks") + (("scrap", "copper") if where(path) == "charts" else ())
        found += [
            f"{path.relative_to(SOURCE)}: {text}"
            for text in strings_and_names(path)
            for word in words
            if re.search(rf"(?i)\b{word}\b|{word}_|_{word}", text)
        ]
    assert found == []


def test_nothing_is_executed():
    """A formula is parsed and folded: no module calls ``eval``, ``exec`` or ``compile``, or unpickles.

    One module runs another program: git, without a shell.
    """
    found = []
    for path in MODULES:
        nodes = list(ast.walk(tree(path)))
        calls = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        loaded = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        dangerous = {"eval", "exec", "compile", "__import__"} & calls
        dangerous |= {"pickle", "subprocess", "marshal", "importlib"} & loaded
        found += [f"{path.relative_to(SOURCE).as_posix()}: {name}" for name in sorted(dangerous)]
    assert found == ["base/git.py: subprocess"]


def test_no_frozen_object_is_written_into():
    """Neither by way of its dictionary nor by way of ``object``: results are kept in the cache of ``graph`` alone."""
    found = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            by_name = isinstance(node, ast.Attribute) and node.attr in ("__dict__", "__setattr__")
            inside = isinstance(node, ast.Attribute | ast.Subscript) and ast.unparse(node.value).startswith("vars(")
            changed = isinstance(node, ast.Attribute) or isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
            if by_name or (inside and changed):  # vars(x).update(...), vars(x)[...] = ...
                found.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert found == []


def test_tests_stand_in_the_folder_of_their_room_under_names_of_their_own():
    """Two test files of one name could not be told apart by pytest."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    assert {path.parent.name for path in files} - {"project", "browser", "fuzz"} == set(rooms())
    names = [path.name for path in files]
    assert [name for name in names if names.count(name) > 1] == []
