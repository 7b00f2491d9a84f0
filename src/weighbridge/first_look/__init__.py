"""A first look at a passage: what its numbers imply, and what the library of everyday evidence says to that."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={})
