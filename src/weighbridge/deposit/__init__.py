"""A case packed to be deposited and cited: RO-Crate, provenance, ClaimReview."""
