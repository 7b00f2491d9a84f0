"""One lever of a graph by its name, and its values in the unit that it is shown in."""

from weighbridge.text import factor
from weighbridge.what_if.levers import levers_of


def lever(model, name, names, choices):
    """The lever of that name among those that these quantities rest on."""
    return levers_of(model, names, choices)[name]


def shown(one, value):
    """A value of a lever, given in root units, in its own unit."""
    return value / factor(one.unit)
