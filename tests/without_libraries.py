"""A process that has no optional library, and forks of it in each of which one is missing: what everything says then.

It prints JSON: of each run the library that is missing, what was called, and how that ended.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVERY = "every optional library"
KERNEL = ("pandas", "matplotlib", "mpltern", "PIL", "IPython", "ipywidgets")  # what notebooks need; the rest, commands
OPTIONAL = {  # as they are imported, and an extra that brings each
    **dict.fromkeys(KERNEL, "notebooks"),
    **dict.fromkeys(("pyarrow", "dask"), "scale"),
    **dict.fromkeys(("typst", "docx"), "reports"),
}
OTHERS = {  # that come with those, and which the core does not need either
    *(
        "distributed",
        "fontTools",
        "lxml",
        "nbformat",
        "nbclient",
        "nbconvert",
        "ipykernel",
        "bs4",
        "openpyxl",
        "kiwisolver",
        "traitlets",
    ),
}
ARGUMENTS = {  # of what can't be called without
    "Case.with_": ({"trucks": "40 truck"},),
    "Case.round_ratios": (("mass", "trucks"),),
    "Case.mixes": ("some_mix",),
    "Case.flips": ("usual_load",),
    "Case.headlines": ("usual_load",),
    "Case.solve": ("load", "trucks", "40 tonne/truck"),
    "Case.slips": ("usual_load",),
    "Case.explain": ("load",),
    "Case.check_article": (ROOT / "README.md",),
    "Case.copies_of": ("world-bank",),
    "Case.table": ("metal-prices",),
    "Verification.findings_of": ("usual_load",),
    "Verification.specifications_of": ("usual_load",),
    "Verification.candidates_of": ("departure",),
    "Verification.mixes_of": ("some_mix",),
    "Verification.strength_of": ("usual_load",),
    "Verification.settled_by": ("usual_load",),
    "Verification.true_value_of": ("usual_load",),
}
SHOWS = ("__repr__", "_repr_html_", "__dir__")


class Missing:
    """A finder of modules that finds none of some libraries."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        """Nothing for others; for these the error of an installation that lacks them."""
        if name.split(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def ended(call):
    """How a call ended: the kind of its result, or of its error with its name, its bases and its message."""
    try:
        return {"gave": type(call()).__name__}
    except Exception as error:
        bases = [one.__name__ for one in type(error).__mro__]
        return {"raised": type(error).__name__, "bases": bases, "said": str(error), "name": getattr(error, "name", "")}


def held(case):
    """What a user holds, by the name of its class."""
    import weighbridge

    changed = case.with_(trucks="40 truck")
    look = weighbridge.weigh("near 50 trucks with approximately 2500 tons of metal")
    difference = weighbridge.compare(case, changed)
    return {
        "Case": case,
        "Quantity": case["load"],
        "Verification": case.verify(),
        "ReportedCheck": case.verify()["usual_load"],
        "FirstLook": look,
        "Difference": difference,
    }


def calls(case, objects):
    """Every public name of the package and of what a user holds, as a call without arguments."""
    import weighbridge

    before = case, case.with_(trucks="40 truck")
    functions = {
        "say": ("It fits.",),
        "table": ([{"a": 1}],),
        "folded": ("More", "words"),
        "sources_of": (case,),
        "estimates_of": (case,),
        "before_and_after": before,
        "compare": before,
        "weigh": ("50 trucks with 2500 tons",),
        "open_case": ("raqqa-2017",),
        "panel": (case, "usual_load"),
        "check_case": ("raqqa-2017",),
        "last_weekday": ("Friday", "2017-02-20"),
    }
    for name in weighbridge.__all__:
        if name in functions:
            yield name, lambda name=name: getattr(weighbridge, name)(*functions[name])
        else:
            yield name, lambda name=name: getattr(weighbridge, name)
    for name in weighbridge.charts.__all__:
        yield f"charts.{name}", lambda name=name: getattr(weighbridge.charts, name)
    for kind, one in objects.items():
        for name in (*public(one), *SHOWS):
            yield f"{kind}.{name}", lambda one=one, kind=kind, name=name: used(one, kind, name)


def public(one):
    """The names that a user is offered of an object."""
    return getattr(one, "FACE", [name for name in dir(one) if name[0] != "_"])


def used(one, kind, name):
    """A property, or the result of a method."""
    value = getattr(one, name)
    return value(*ARGUMENTS.get(f"{kind}.{name}", ())) if callable(value) else value


def commanded(words):
    """How a command ended, and what it said."""
    from weighbridge.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(words), prog_name="weighbridge")
            code = 0
        except SystemExit as error:
            code = error.code or 0
        except BaseException as error:
            code = repr(error)
    return {"code": code, "out": out.getvalue()[-2000:], "err": err.getvalue()[-4000:]}


def in_fork(work):
    """What a function gives, run in a fork."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        with open(writing, "w", encoding="utf-8") as file:
            json.dump(work(), file)
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as file:
        text = file.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def main(commands, data):
    """Print what everything says without any of the libraries, and without each.

    Args:
        data: the folder of data that the commands have.
    """
    import weighbridge

    finder = Missing({*OPTIONAL, *OTHERS})
    loaded = sorted({name.split(".")[0] for name in sys.modules} & finder.names)
    sys.meta_path.insert(0, finder)
    case = weighbridge.open_case("raqqa-2017")
    objects = held(case)

    told = {EVERY: {name: ended(call) for name, call in calls(case, objects)}}
    refused = {name for name, one in told[EVERY].items() if "raised" in one}  # the others do without any one as well

    def without(library):
        finder.names = {library}
        return {name: ended(call) for name, call in calls(case, objects) if name in refused}

    told |= {library: in_fork(lambda library=library: without(library)) for library in KERNEL}
    os.environ["WEIGHBRIDGE_DATA"] = data
    typed = in_fork(lambda: [commanded(words) for words in commands])
    print(json.dumps({"loaded": loaded, "told": told, "commands": typed}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
