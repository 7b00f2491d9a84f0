"""Figures for print, each with the data it plots.

Nothing imports this room but who asks for a chart: it brings matplotlib with it.
"""

from .loads import documented_loads
from .mixes import fetching_mixes
from .prices import metal_prices
from .specifications import specifications
from .tails import tail

__all__ = ["documented_loads", "fetching_mixes", "metal_prices", "specifications", "tail"]
