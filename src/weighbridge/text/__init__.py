"""What was said, as it is written: the article, its quotations, claims, numbers and hedges; and numbers put into words.

article          the article, and quotations located in its text
units            units of measurement, strict: only those of ``units.txt``, and a bare ton is refused
calendar         how many days months and years have, all of them or one that is dated
hedges           what a cue such as "near" allows around a number, by the table ``hedges.csv``
numbers          written numbers with their units, and the intervals that they stand for
dates            dates as ISO 8601 writes them; those of other calendars, fiscal years and the like are asked about
claims           numbers that the article states, with their hedges and the fair ways to read them
directions       directions and proportions as an article words them: "rose 25 percent", "halved", "one in five"
events           when something may have happened: candidate days with their reasons
words            numbers, lists and outcomes as a reader sees them
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["words"],
    submod_attrs={
        "article": ["Article", "sha256"],
        "calendar": ["CalendarUnit", "Period", "lengths"],
        "claims": ["Claim", "Reading"],
        "dates": ["DateError", "read_date", "read_period"],
        "events": ["Candidate", "Event", "PARTS", "PassedOver", "last_weekday", "weekday"],
        "hedges": ["HedgeRule", "WIDTHS", "hedge"],
        "numbers": ["Nature", "QuantityError", "SHORTENED", "Written"],
        "units": [
            "AMBIGUOUS",
            "UnitError",
            "above_the_line",
            "calendar_power",
            "describe",
            "factor",
            "is_counted",
            "is_money",
            "kind_of",
            "parse_unit",
            "powers_of_time",
            "same_calendar",
            "same_kind",
            "show",
            "unit_names",
        ],
        "words": [
            "DIGITS",
            "MONTHS",
            "apart",
            "in_full",
            "listed",
            "number",
            "percent",
            "significant",
            "span",
            "spans",
            "stretches",
            "with_unit",
        ],
    },
)
