"""A case packed to be deposited and cited: RO-Crate, provenance, ClaimReview.

build           every file of a deposit
inputs          the case, its record, its tables, sources and corrections, as files
outputs         what the run gave, as files
parts           a file of a deposit: where it stands, what it is, its terms
licences        the terms of each file
crate           the deposit described as an RO-Crate
works           the article and the sources as creative works
provenance      where each number comes from, as PROV-JSON
citation_file   how the deposit is cited
pages           what people read of it: what it is, and the terms of each file
names           names of files that are safe on every system
manifest        the hash of every file
place           a deposit put into a folder or an archive, whole or not at all
claim_review    the review of a case for a page of the web, in the words of schema.org
author          who makes a deposit or a review, as they say themselves
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "author": ["author_of"],
        "build": ["deposit_files"],
        "claim_review": ["as_script", "claim_review"],
        "licences": ["chosen_licence"],
        "place": ["refuse_what_is_there", "write_deposit"],
    },
)
