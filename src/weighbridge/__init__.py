"""Weighbridge weighs published numbers: what they imply, whether the world allows it, and how sure one can be.

>>> import weighbridge
>>> weighbridge.open_case("raqqa-2017")["load"]
load: 50 tonne/truck (45.6 to 55.1 with hedges)
"""

from .case import Case, open_case
from .errors import CaseError, WeighbridgeError
from .event import last_weekday
from .notebook import say, table
from .sampling import Settings
from .source import root

__all__ = ["Case", "CaseError", "Settings", "WeighbridgeError", "last_weekday", "open_case", "root", "say", "table"]
