"""Cells of the inputs of a case as plainly as can be: a row for each parameter, as the sheets of the inputs have them."""

from weighbridge.graph import Input, NodeKind, Shares
from weighbridge.text import factor, show
from weighbridge.uncertainty import Discrete
from weighbridge.workbook.cells import Sheet
from weighbridge.workbook.laws import parameters_of

BARE = ("weight", "concentration", "geometric_standard_deviation", "degrees_of_freedom")


class PlainInputs:
    """A sheet of parameters and one of units, each figure a number."""

    def __init__(self, case):
        self.model, self.choices = case.model, case.choices
        self.sheet, self.units = Sheet("Inputs"), Sheet("Units")
        self.cells, self.factors = {}, {}
        for name in self.model.nodes:
            if self.model.variant(name, self.choices) in self.model.nodes[name]:
                node = self.model.node(name, self.choices)
                if isinstance(node, Input | Shares):
                    for key, value in self._parameters(name, node):
                        self.put(name, key, value)

    def put(self, name, key, value):
        row = len(self.cells)
        self.sheet.put(row, 0, name)
        self.sheet.put(row, 1, key)
        self.cells[name, key] = self.sheet.put(row, 2, value, "input")

    def _parameters(self, name, node):
        size = factor(self.model.units[name])
        if isinstance(node, Shares):
            mix = node.composition
            yield from ((f"low {part}", low) for part, low in zip(mix.parts, mix.low, strict=True))
            yield from ((f"high {part}", high) for part, high in zip(mix.parts, mix.high, strict=True))
            if mix.means:
                yield from ((f"mean {part}", 2 * mean) for part, mean in zip(mix.parts, mix.means, strict=True))
                yield "concentration", mix.concentration
            return
        law = node.as_written(self.choices)
        given = {key: value / (1 if key.startswith(BARE) else size) for key, value in parameters_of(law).items()}
        if node.kind == NodeKind.CLAIM:
            given |= dict(zip(("low", "high"), (end / size for end in law.support()), strict=True))
            given["value"] = (node.written or law.support())[0] / size
            if node.written and node.written[0] != node.written[1]:
                given["value high"] = node.written[1] / size
        assert given or isinstance(law, Discrete)
        yield from given.items()

    @property
    def sheets(self):
        return (self.sheet, self.units)

    def parameter(self, name, key):
        return self.cells[name, key]

    def keys(self, name):
        return tuple(key for leaf, key in self.cells if leaf == name)

    def factor(self, unit):
        if unit not in self.factors:
            row = len(self.factors)
            self.units.put(row, 0, show(unit) or "one")
            self.factors[unit] = self.units.put(row, 1, factor(unit), "input")
        return self.factors[unit]
