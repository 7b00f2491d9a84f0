"""What the name of a reviewer's entry stands for: one input of a case, or several that belong together."""

from __future__ import annotations

from collections.abc import Mapping

from .log import state_of, value_in
from .statements import RecordedInput, digest, shortened

LONGEST_STATE = 120
# What helps where no known name is near a misspelt one: a case has hundreds.
LISTED = "`weighbridge list` and the name of the case shows its names; a part of one follows a dot, as `NAME.high`"


def inputs_under(name: str, inputs: Mapping[str, RecordedInput]) -> list[str]:
    """The inputs that a name stands for: itself, and what belongs to it; none where nobody knows the name.

    ``mass`` stands for all its readings, ``market.yard`` for the option and what it sets.
    """
    begins = (f"{name}.", f"{name}: ", f"{name} ")
    behind = [one for one in inputs if one == name or one.startswith(begins[:2]) or one == f"{name} counts"]
    return behind or [one for one in inputs if one.startswith(begins[2]) and one[len(begins[2]) :].isdigit()]


def known_names(inputs: Mapping[str, RecordedInput]) -> list[str]:
    """Every name that an entry can have, for a suggestion."""
    wholes = (name.rsplit(".", at)[0] for name in inputs for at in (1, 2) if "." in name)
    return [*inputs, *dict.fromkeys(whole for whole in wholes if whole not in inputs)]


def state_under(name: str, inputs: Mapping[str, RecordedInput]) -> str:
    """How what a name stands for is now, in one line: its values, and a digest of all that stands behind them.

    Raises:
        KeyError: nobody knows the name.
    """
    group = inputs_under(name, inputs)
    if not group:
        raise KeyError(name)
    if len(group) == 1:
        return state_of(inputs[group[0]])
    own = [inputs[name].value] if name in inputs else [f"{_rest(one, name)} {inputs[one].value}" for one in group]
    whole = digest("; ".join(f"{one} {state_of(inputs[one])}" for one in group))
    return f"{shortened(', '.join(own), LONGEST_STATE)} ~ parts {whole}"


def is_of(signed: str, state: str) -> bool:
    """Whether a signature is of a state: of all of it, or of its value where no more was written down."""
    return signed == state or signed == value_in(state)


def _rest(one: str, name: str) -> str:
    return one[len(name) :].lstrip(".: ")
