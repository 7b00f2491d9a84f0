"""What a case says and rests on as tables to publish: frames with numbers as numbers, and as text in four forms.

columns     the columns of each table: their names, what they hold, how they are printed
claims      the numbers that the article states, a row each
evidence    the figures of sources that the case uses, a row each
sources     the sources that it rests on, a row each
findings    what each check found under each way to read the article, a row each
codebook    what each column holds, for programs and for people
tables      the four tables of a case, by their names
table       one table: as a frame, as CSV, as Markdown, as HTML and as LaTeX
print_form  rows as they are printed: numbers to sensible digits, apart from their units
alignment   numbers in a column, one decimal point below the other
latex       a table for LaTeX, in which no text is a command
files       tables as files, and the codebook of their columns beside them
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "files": ["FORMS", "table_files"],
        "tables": ["NAMES", "Tables"],
    },
)
