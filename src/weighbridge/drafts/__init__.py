"""A case that is being written: drafted from a passage, and what is still missing in it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={})
