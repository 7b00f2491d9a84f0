"""What the inputs that reviewers name are called for people."""

from __future__ import annotations

from ..graph import Model

PARTS = {"quote": "the quotation of", "hedge": "the wording of", "unit": "the unit of"}
FAIR = {"low": "the low end of the fair range of", "high": "the high end of the fair range of"}


def called(model: Model, name: str) -> str:
    """What stands under a name is called for people; what has no words of its own, by its name in quotation marks.

    >>> from weighbridge.case import open_case
    >>> model = open_case("raqqa-2017").model
    >>> called(model, "convoy_mean_load.high"), called(model, "convoy_mean_load.high.fair.low")
    ('the heaviest average load in a convoy', 'the low end of the fair range of the heaviest average load in a convoy')
    >>> called(model, "market.yard"), called(model, "usual_load")[:30]
    ('the option that the metal is sold at a scrap yard', 'the comparison “Is such a load')
    """
    if name in model.checks:
        return f"the comparison “{model.checks[name].question}”"
    first, _, rest = name.partition(".")
    if first in model.choices and rest:
        options = sorted(model.choices[first].options, key=len, reverse=True)
        if option := next((one for one in options if rest == one), None):
            return f"the option that {model.names.option(first, option)}"
    if name in model.choices and name not in model.nodes:
        return model.names.choice(name)
    if name == "not_known":
        return "what is not known"
    table, colon, row = name.partition(": ")
    if colon and table.replace("-", "").isalnum():
        return f"the row “{row}” of the table “{table}”"
    if first not in model.nodes:
        return f"“{name}”"
    whole, _, last = name.rpartition(".")
    if whole.endswith(".fair"):
        return f"{FAIR.get(last, 'the fair range of')} {model.names.lever(whole.removesuffix('.fair'))}"
    if last in PARTS:
        return f"{PARTS[last]} {model.names.of(first)}"
    return model.names.lever(name)
