"""The library of units, pint, loaded without what it would bring along for others.

Where dask or babel are installed, pint loads them for arrays and languages that nobody here hands to it, which takes a
third as long again as pint itself. They are hidden while it is loaded, and are there for everybody else.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

NOT_NEEDED = ("babel", "dask", "uncertainties", "xarray")


def _pint() -> ModuleType:
    hidden = [name for name in NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # a name without a module cannot be imported
    try:
        import pint as found
    finally:
        for name in hidden:
            if sys.modules.get(name) is None:
                sys.modules.pop(name, None)
    return found


if TYPE_CHECKING:
    import pint
else:
    pint = _pint()
