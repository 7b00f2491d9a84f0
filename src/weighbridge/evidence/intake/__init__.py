"""A table of anybody's, a CSV or a workbook, taken over into the evidence: found, read as it was written, recorded.

addition         a table with rows added: what is new, what stands there already, what contradicts it
dates            dates as files write them, in the one form that leaves no cell another reading
doubts           totals, several units, an index for a price
entries          the rows that a file would give a table, and what is left out
file             a file's bytes and their hash, once it is of a kind that can hold a table
grid             the cells of a file as it has them, each with its place
header           where the header stands, what the columns are called
json_text        an item added to a list in a text of JSON, all else as it was
numbers          numbers as files write them, by the one decimal sign that they leave
overview         what is in a file, and the command that takes it over
plan             a file and what is asked of it, up to what would be written
record           the files that change: table, description, source, and the record of where it is from
refusal          every problem at once, each with its place
request          what a user asks of a file
row_lengths      lines of a text file that are longer or shorter than the header
target           the shared evidence or that of a case: what is there already
text_file        a text file: its encoding and separator
workbook         the sheets of a workbook, .xlsx or .xls
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "overview": ["overview", "preview", "suggested", "use_in_a_case"],
        "plan": ["Layout", "found_in", "intake"],
        "record": ["Intake", "contents", "described_source"],
        "request": ["Request", "conditions", "lines_without", "slug"],
        "target": ["Target"],
    },
)
