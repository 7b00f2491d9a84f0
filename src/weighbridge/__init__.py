"""Weighbridge weighs published numbers: what they imply, whether the world allows it, and how sure one can be.

>>> import weighbridge
>>> weighbridge.open_case("raqqa-2017")["load"]
load: 50 tonnes a truck (44.5 to 56.8, allowing for the wording)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts"],
    submod_attrs={
        "audit": ["audit_case"],
        "base": ["CaseError", "WeighbridgeError"],
        "case": ["Case", "open_case"],
        "controls": ["panel"],
        "difference": ["compare"],
        "drafts": ["check_case", "new_case"],
        "first_look": ["weigh"],
        "graph": ["Settings"],
        "report": ["before_and_after", "estimates_of", "folded", "say", "sources_of", "table"],
        "text": ["last_weekday"],
    },
)
