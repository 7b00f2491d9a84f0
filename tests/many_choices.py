"""Cases of very many combinations of choices, made by hand: sums of parts of which each can be taken in two ways."""

from small_cases import HEAD

AT_ONCE = 40  # parts of one formula


def sum_of_parts(many: int, check: str, options: int = 2, high: float | None = None, stated: str = "100 tonne") -> str:
    """A case of one check against a sum of parts, each of so many options: ``options ** many`` combinations.

    Args:
        check: the kind and the relation, as ``kind: possible, stated: total, at_most: parts``.
        high: how far a part may be above what is given; each is a fixed number where none is given.
    """
    names = [f"part_{at}" for at in range(many)]
    lines = [HEAD + f"claims:\n  total: {{quote: {{exact: x}}, value: {stated}}}"]
    lines += ["assumptions:", *(f"  {name}: {_law(at + 1, high)}" for at, name in enumerate(names))]
    lines += ["alternatives:"]
    for at, name in enumerate(names):
        lines += [f"  {name}_taken:", f"    question: How large is part {at}?"]
        lines += ["    options:", "      as written: {reason: so}"]
        sizes = {one: _law((at + 1) * (1 + one / 2), high) for one in range(1, options)}
        lines += [
            f"      taken {one}: {{reason: r, sources: [ferson-2015], set: {{{name}: {law}}}}}"
            for one, law in sizes.items()
        ]
    groups = [names[at : at + AT_ONCE] for at in range(0, many, AT_ONCE)]
    sums = {f"group_{at}": several for at, several in enumerate(groups)} if len(groups) > 1 else {}
    lines += ["formulas:"]
    for name, several in {**sums, "parts": list(sums) or names}.items():
        lines += [f'  {name}: {{expression: "sum({", ".join(several)})", unit: tonne, reason: r, of: it}}']
    return "\n".join([*lines, f"checks:\n  fits: {{question: Does it fit?, {check}}}"]) + "\n"


def _law(value: float, high: float | None) -> str:
    if high is None:
        return f"{{of: it, reason: r, fixed: {{value: {{value: {value:g} tonne, reason: r}}}}}}"
    ends = [f"{end}: {{value: {at:g} tonne, reason: r}}" for end, at in (("low", value), ("high", value * high))]
    return f"{{of: it, reason: r, uniform: {{{', '.join(ends)}}}}}"
