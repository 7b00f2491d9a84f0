"""What was said, as it is written: the article, its quotations, claims, numbers and hedges; and numbers put into words.

article          the article, and quotations located in its text
checksums        lists of files with their SHA-256, in the format of ``sha256sum``
normal_form      the normal form of a text and its hash, the same for a stored file and a copy from the page
unit_spellings   how units are spelled: what is read, what is refused with the spelling that works, near misses
units            units of measurement, strict: only those of ``units.txt`` and what a case declares
calendar         how many days months and years have, all of them or one that is dated
hedges           what a cue such as "near" allows around a number, by the table ``hedges.csv``
numerals         digits with separators, powers of ten, words of size
amounts          a number with its unit, a range, a number with its uncertainty, as people type them
numbers          written numbers with their units, and the intervals that they stand for
dates            dates as ISO 8601 writes them; those of other calendars, fiscal years and the like are asked about
declared_units   units that a case declares: a thing that is counted, or so much of another unit
claims           numbers that the article states, with their hedges and the fair ways to read them
directions       directions and proportions as an article words them: "rose 25 percent", "halved", "one in five"
events           when something may have happened: candidate days with their reasons
names            what the things of a case are called for people
unit_words       units in words, one and many, with their signs, by the table ``unit_words.csv``
words            numbers, lists and outcomes as a reader sees them
ends             ends of ranges as a reader sees them: rounded outwards, or towards a value
passages         the article's quotations put together, with their numbers marked
folds            a text folded for reading: plain spaces, joined lines, nothing unseen; and the way back
document         a text file of any usual encoding, or a saved page, as plain text that leads back to the file
web_page         the text that a reader sees of a page of the web, and what the page says of itself
brevity          sentences of at most 25 words
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["words"],
    submod_attrs={
        "article": ["Article", "Quote", "sha256"],
        "brevity": [
            "MOST_WORDS",
            "brief",
            "capital",
            "first_reason",
            "fitting",
            "in_turn",
            "joined",
            "sentence",
            "shortened",
            "some_of",
            "word_count",
        ],
        "calendar": ["CalendarUnit", "Period", "lengths"],
        "checksums": ["checksum_line", "checksum_lines", "read_checksum"],
        "claims": ["Claim", "Reading"],
        "dates": ["DateError", "read_date", "read_day", "read_period"],
        "declared_units": ["DeclaredUnit", "declared_units"],
        "directions": ["ONE_MORE"],
        "document": ["Document", "DocumentError", "LARGEST_TEXT", "read_document"],
        "ends": ["CLOSELY", "ROUGHLY", "at_least", "at_most", "share_span", "towards"],
        "events": ["Candidate", "Event", "PARTS", "PassedOver", "last_weekday", "weekday"],
        "folds": ["Fold", "fold", "fold_to_match"],
        "hedges": ["Hedge", "HedgeRule", "LEAST_SHARE", "ROUND_DIGITS", "WIDTHS", "Width", "hedge"],
        "names": ["Called", "Names", "PARAMETERS"],
        "normal_form": ["Comparison", "Sameness", "Stretch", "compared", "paragraphs"],
        "numbers": ["HUNDRED", "Nature", "SHORTENED", "Written"],
        "numerals": ["LARGEST_POWER", "MissingUnit", "QuantityError"],
        "passages": ["passages"],
        "unit_spellings": ["BrokenUnit", "Spellings", "UnitError", "refused_as", "unit_names", "without_suffix"],
        "unit_words": ["phrase", "words_of"],
        "units": [
            "STANDARD",
            "above_the_line",
            "calendar_power",
            "describe",
            "factor",
            "grounds_of",
            "is_count",
            "is_counted",
            "is_difference_of_shares",
            "is_percentage",
            "kind_of",
            "meaning_of",
            "parse_unit",
            "parts_of",
            "powers_of_time",
            "root_units",
            "same_calendar",
            "same_kind",
            "show",
            "size_of_unit",
        ],
        "words": [
            "DIGITS",
            "EXACT_DIGITS",
            "FEW_DIGITS",
            "HALF",
            "MONTHS",
            "apart",
            "few_digits",
            "in_full",
            "listed",
            "number",
            "one_in",
            "own_digits",
            "padded",
            "percent",
            "same_place",
            "signed",
            "significant",
            "span",
            "spans",
            "spelled",
            "stretches",
            "to_the_cent",
            "told_apart",
            "with_unit",
        ],
    },
)
