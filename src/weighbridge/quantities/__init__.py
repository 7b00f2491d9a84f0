"""Quantities found in a passage: numbers with what loosens them, their units, what they count, and for each of what.

mention          a quantity as a passage mentions it, the ways to read it, what was not read
passage          every quantity of a text: what the other modules come to
language         what is known of a language, by the tables in ``languages/``
guess            which language a text is in
things           the vocabulary of things: what is a kind of what
sentences        sentences, and the stretches in which a text is read
tokens           words, numerals and signs with their places, and phrases among them
compounds        the tokens of a text in a language, what it writes together cut apart
word_parts       words that hold others: prefixes, numbers in one word, nouns of two
completeness     what the tables of a language lack
digits           digits with their separators, as the text uses them
number_words     numbers in words
numerals         digits or words with words of size
powers           powers of ten, raised or behind a caret
units_in_text    units as they stand in a text, with powers and what is below the line
cues             the loosening words before an amount
currencies       whose dinars, francs or pounds are meant
nouns            the noun behind a number or a unit
amounts          a numeral with the unit beside it and the words that loosen it
rates            what an amount is for each of
complements      what completes an amount: a proportion, its thing, its rate
ages             lengths of time that count nothing: aged 34
composites       two amounts that are one: 5 feet 2 inches
ranges           two numbers that are one range, or what was and became
dates_in_text    dates, and numbers that are years
exclusions       numbers that are no quantities
roles            what rose or fell, by, from and to how much
ellipsis         what stands with a neighbour alone
meanings         what an amount means, as a case writes it
drafts           a quantity as far as it has been read
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "language": ["language", "languages"],
        "mention": ["Doubt", "Kind", "Meaning", "Mention", "Mentions", "NotRead", "Role"],
        "passage": ["mentions"],
        "things": ["identifier", "is_counted", "is_stuff", "kinds_of", "things"],
        "tokens": ["tokens"],
    },
)
