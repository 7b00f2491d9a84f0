"""text.

article          The text under examination: quotations located in it, and a hash that tells whether it is the s
claims           What the article states: a quantity with its quotation, its hedge, and the fair ways to take it
events           When something happened: an event with its candidate days and the reason for each.
hedges           What a cue such as "near" or "approximately" allows around a number.
numbers          What the article states: a quantity with its quotation, its hedge, and the fair ways to take it
units            Units of measurement, strict: only those of ``units.txt``, and a bare ton is refused.
words            Figures of a result in their JSON form.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["words"],
    submod_attrs={
        "article": ["Article", "sha256"],
        "claims": ["Claim", "Reading"],
        "events": ["Candidate", "Event", "PARTS", "PassedOver", "last_weekday", "weekday"],
        "hedges": ["WIDTHS", "hedge"],
        "numbers": ["QuantityError", "SHORTENED", "Written"],
        "units": [
            "AMBIGUOUS",
            "UnitError",
            "above_the_line",
            "describe",
            "factor",
            "is_counted",
            "kind_of",
            "parse_unit",
            "same_kind",
            "show",
            "unit_names",
        ],
        "words": [
            "COMPUTED_DIGITS",
            "DIGITS",
            "MONTHS",
            "listed",
            "number",
            "percent",
            "significant",
            "span",
            "stretches",
            "with_unit",
        ],
    },
)
