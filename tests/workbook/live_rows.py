# ruff: noqa: E501 (a row of a table stands on one line)
"""Small cases by hand, one for each distribution and each rule of a check, as rows of tables."""

from small_cases import case_text, hedged_claims, sections, unfiled

UNIFORM = "uniform: {low: 20 one, high: 60 one}"
TRIANGLE = "triangular: {low: 15 one, mode: 33 one, high: 60 one}"
BELL = "normal: {mean: 40 one, standard_uncertainty: 6 one"
LOG = "lognormal: {median: 40 one, geometric_standard_deviation: 1.3 one"
STUDENT = "student_t: {centre: 40 one, scale: 5 one, degrees_of_freedom: 4 one"

# A distribution as a case writes it.
LAWS = {
    "fixed": "fixed: {value: 40 one}",
    "uniform": UNIFORM,
    "uniform of no width": "uniform: {low: 40 one, high: 40 one}",
    "triangular": TRIANGLE,
    "triangular, its mode at its lower end": "triangular: {low: 15 one, mode: 15 one, high: 60 one}",
    "triangular, its mode at its upper end": "triangular: {low: 15 one, mode: 60 one, high: 60 one}",
    "triangular of no width": "triangular: {low: 40 one, mode: 40 one, high: 40 one}",
    "PERT": "pert: {low: 15 one, mode: 33 one, high: 60 one}",
    "PERT, its mode at an end": "pert: {low: 15 one, mode: 60 one, high: 60 one}",
    "normal": BELL + "}",
    "normal with a lower end": BELL + ", low: 35 one}",
    "normal with an upper end": BELL + ", high: 45 one}",
    "normal between two ends": BELL + ", low: 30 one, high: 41 one}",
    "a piece of the upper tail of a normal": BELL + ", low: 52 one, high: 60 one}",
    "a piece of the lower tail of a normal": BELL + ", low: 20 one, high: 26 one}",
    "lognormal": LOG + "}",
    "lognormal with a lower end": LOG + ", low: 45 one}",
    "lognormal with an upper end": LOG + ", high: 38 one}",
    "lognormal between two ends": LOG + ", low: 30 one, high: 90 one}",
    "Student's t": STUDENT + "}",
    "Student's t of a broken number of degrees": STUDENT.replace("4 one", "2.5 one") + "}",
    "Student's t with a lower end": STUDENT + ", low: 35 one}",
    "Student's t with an upper end": STUDENT + ", high: 52 one}",
    "Student's t between two ends, of one degree": STUDENT.replace("4 one", "1 one") + ", low: 20 one, high: 60 one}",
    "a piece of the upper tail of Student's t": STUDENT + ", low: 55 one, high: 90 one}",
    "a few values": "discrete: [{value: 30 one, weight: 1 one}, {value: 20 one, weight: 3 one}, {value: 66 one, weight: 1 one}]",
    "one value": "discrete: [{value: 60 one, weight: 1 one}]",
    "a value of no weight": "discrete: [{value: 60 one, weight: 1 one}, {value: 9 one, weight: 0 one}]",
    "twice the same value": "discrete: [{value: 5 one, weight: 1 one}, {value: 5 one, weight: 1 one}, {value: 7 one, weight: 1 one}]",
}
SHAPED = ("flat", "peaked")


def drawn_case(law, asks=("whole", "part", "alike")):
    """A case that asks how usual a number is beside a distribution, and beside half of it, and as one of its values."""
    more = sections({"half": "x / 2 + 10 in one"}, {"x": law})
    check = "kind: typical, stated: s"
    asked = {"whole": f"{check}, at_most: x", "part": f"{check}, at_least: half", "alike": f"{check}, equals: x"}
    return unfiled(case_text({"s": "50 one"}, more, **{name: asked[name] for name in asks}))


# What is claimed (``value~hedge``), what is assumed, the formulas, and the check.
CHECKS = {
    "possible, at most": ("s=50 one", {"a": UNIFORM}, {}, "kind: possible, stated: s, at_most: a"),
    "possible, at most, and it is not": ("s=70 one", {"a": UNIFORM}, {}, "kind: possible, stated: s, at_most: a"),
    "possible, at least": ("s=50 one~about", {"a": UNIFORM}, {}, "kind: possible, stated: s, at_least: a"),
    "possible, at least, and it is not": ("s=10 one", {"a": UNIFORM}, {}, "kind: possible, stated: s, at_least: a"),
    "possible, equal": ("s=50 one", {"a": UNIFORM}, {}, "kind: possible, stated: s, equals: a"),
    "possible, but whatever is stated": ("s=50 one", {"a": "uniform: {low: 1 one, high: 900 one}"}, {}, "kind: possible, stated: s, equals: a"),
    "possible, below zero": ("s=-50 one", {"a": "uniform: {low: -60 one, high: -20 one}"}, {}, "kind: possible, stated: s, at_most: a"),
    "possible, about zero": ("s=-1 to 2 one", {"a": "uniform: {low: -3 one, high: 9 one}"}, {}, "kind: possible, stated: s, equals: a"),
    "possible, an input on both sides": ("s=50 one; n=5 one", {"a": UNIFORM}, {"each": "s / n in one", "most": "a / n in one"}, "kind: possible, stated: each, at_most: most"),
    "possible, asked as usual too": ("s=50 one", {"a": UNIFORM}, {}, "kind: possible, stated: s, at_most: a", "kind: typical, stated: s, at_most: a"),
    "typical, at most": ("s=57 one", {"a": TRIANGLE}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, at most, and it is not": ("s=59.9 one", {"a": TRIANGLE}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, at least": ("s=17 one", {"a": TRIANGLE}, {}, "kind: typical, stated: s, at_least: a"),
    "typical, below zero": ("s=-57 one", {"a": "uniform: {low: -60 one, high: -20 one}"}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, about zero": ("s=-1 to 2 one", {"a": "uniform: {low: -3 one, high: 9 one}"}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, equal": ("s=50 one~about", {"a": TRIANGLE}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, far out": ("s=59.5 one", {"a": TRIANGLE}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, beyond all": ("s=600 one", {"a": TRIANGLE}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, of a normal law": ("s=50 one", {"a": BELL + "}"}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, of two modes": ("s=40 one", {"a": UNIFORM, "b": "discrete: [{value: 1 one, weight: 1 one}, {value: 4 one, weight: 2 one}]"}, {"c": "a * b in one"}, "kind: typical, stated: s, equals: c"),
    "typical, equal, on both sides of zero": ("s=2 one", {"a": "uniform: {low: -3 one, high: 9 one}"}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, about zero": ("s=-1 to 2 one", {"a": "uniform: {low: -3 one, high: 9 one}"}, {}, "kind: typical, stated: s, equals: a"),
    "typical, equal, of a few values": ("s=30 one", {"a": LAWS["a few values"]}, {}, "kind: typical, stated: s, equals: a"),
    "typical, at most, of a few values": ("s=66 one", {"a": LAWS["a few values"]}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, without ends": ("s=57 one", {"a": BELL + "}"}, {}, "kind: typical, stated: s, at_most: a"),
    "typical, both sides drawn": ("s=57 one~about; n=2 one", {"a": TRIANGLE, "b": UNIFORM}, {"each": "s / n in one"}, "kind: typical, stated: each, at_most: b"),
    "typical, which way it went": ("s=rose; more=3 one", {"a": "uniform: {low: -2 one, high: 8 one}"}, {}, "kind: typical, stated: s, equals: a"),
    "agrees as written": ("s=50 one; a=10 one; b=5 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees to the last digit": ("s=3.3 one; a=10 one; b=3 one", {}, {"c": "a / b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees by rounding alone": ("s=3.2 one; a=10.4 one~about; b=3.1 one~about", {}, {"c": "a / b in one"}, "kind: agrees, stated: s, equals: c"),
    "does not agree": ("s=50 one; a=10 one; b=6 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees with a range": ("s=20 to 50 one; a=10 one; b=3 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, an input on both sides": ("s=0.5 one; a=10 one; b=5 one", {}, {"c": "b / a in one", "d": "s * a / a in one"}, "kind: agrees, stated: d, equals: c"),
    "agrees, with more than": ("s=100 one~more than; a=30 one; b=5 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, with up to": ("s=100 one~up to; a=30 one; b=2 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, with more than on both sides": ("s=100 one~more than; a=30 one~more than; b=2 one", {}, {"c": "a * b * s / s in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, below zero": ("s=-50 one; a=10 one; b=-5 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, the other way": ("s=-50 one; a=10 one; b=5 one", {}, {"c": "a * b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees with nothing": ("s=0 one; a=10 one; b=10 one", {}, {"c": "a - b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees about zero": ("s=-1 to 2 one; a=10 one; b=12 one", {}, {"c": "a - b in one"}, "kind: agrees, stated: s, equals: c"),
    "agrees, it fell": ("s=fell; a=10 one; b=12 one", {}, {"c": "(a - b) / b in one"}, "kind: agrees, stated: s, equals: c"),
    "a share of whole things": ("s=34 percent; n=27 person", {}, {}, "kind: agrees, stated: s, counted_in: n"),
    "a share that can be": ("s=33 percent; n=27 person", {}, {}, "kind: agrees, stated: s, counted_in: n"),
    "a share of about so many": ("s=34 percent; n=27 person~about", {}, {}, "kind: agrees, stated: s, counted_in: n"),
    "a mean of whole things": ("s=3.45 one; n=20 person", {}, {}, "kind: agrees, stated: s, counted_in: n"),
    "a share of so many that all fits": ("s=34 percent; n=270000 person", {}, {}, "kind: agrees, stated: s, counted_in: n"),
    "whole things by a formula": ("s=34 percent; n=30 person; fewer=3 person", {}, {"k": "n - fewer in person"}, "kind: agrees, stated: s, counted_in: k"),
    "no check of it is possible": ("s=50 one", {"a": BELL + "}"}, {}, "kind: typical, stated: s, at_most: a", "kind: typical, stated: s, at_least: a"),
}  # fmt: skip


def checked_case(claims, assumptions, formulas, *checks):
    """A case of one row."""
    named = {f"check{at}": one for at, one in enumerate(checks)}
    return unfiled(case_text(hedged_claims(claims), sections(formulas, assumptions), **named))


MIX = "composition: {concentration: 20 one, parts: {iron: {mean: 0.9 one}, copper: {mean: 0.06 one}, tin: {mean: 0.04 one}}}"
MIXES = {
    "by mean shares": MIX,
    "of two parts by mean shares": "composition: {concentration: 3 one, parts: {iron: {mean: 0.9 one}, copper: {mean: 0.1 one}}}",
    "any of two parts": "composition: {parts: {iron: {}, copper: {}}}",
    "any of two parts within bounds": "composition: {parts: {iron: {low: 0.5 one}, copper: {high: 0.4 one}}}",
    "any of three parts": "composition: {parts: {iron: {}, copper: {}, tin: {}}}",
    "any of three parts within bounds": "composition: {parts: {iron: {low: 0.2 one, high: 0.7 one}, copper: {high: 0.5 one}, tin: {high: 0.45 one}}}",
    "any of three parts, one narrow": "composition: {parts: {iron: {}, copper: {high: 0.05 one}, tin: {}}}",
    "any of three parts, one fixed": "composition: {parts: {iron: {low: 0.2 one, high: 0.2 one}, copper: {}, tin: {}}}",
    "any of four parts": "composition: {parts: {iron: {}, copper: {}, tin: {}, lead: {}}}",
    "any of four parts within bounds": "composition: {parts: {iron: {high: 0.5 one}, copper: {high: 0.4 one}, tin: {}, lead: {low: 0.1 one}}}",
}  # fmt: skip


def mixed_case(mix, formula="mix.iron * 3 + mix.copper * a in one"):
    """A case that asks whether some mix reaches a number, and how usual it is."""
    more = sections({"worth": formula}, {"mix": mix, "a": UNIFORM})
    checks = {
        "some": "kind: reachable, stated: s, equals: worth, by: mix",
        "usual": "kind: typical, stated: s, equals: worth",
    }
    return unfiled(case_text({"s": "5 one"}, more, **checks))
