"""What is known, apart from any case: tables of figures, the sources they come from, and newer prices for them.

codebook         the page on the tables, rendered from their description
custody          how well a source was collected and kept, by what the Berkeley Protocol asks
data_package     ``datapackage.json``: the description of the tables, held against them
dialect          how a table separates its columns and writes its numbers, as ``datapackage.json`` declares it
figures          figures as tables write them, with decimal points or commas
file_behind      the file that a row was read from, as the record beside its table has it
holdings         the tables and sources that a case can draw on
rows             the rows of a table with their lines, and the one that is asked for
sources          documents that can be cited, and how far each is to be trusted
intake           a table of anybody's, a CSV or a workbook, taken over
tables           where a case has a figure from: a row of a table, the library, or a source that it cites
workbook_parts   the parts of a workbook, unpacked to no more than they declare, and what is wrong with one
prices           newer prices from a publisher's file: read, compared with the table, recorded
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "codebook": ["render"],
        "custody": ["Kept", "custody_rows", "lacking"],
        "data_package": ["PAGE", "Package", "Table", "read_package"],
        "dialect": ["Dialect", "PACKAGE_FILE", "find_dialect"],
        "holdings": ["Holdings"],
        "rows": ["EvidenceError", "Row", "date_fault", "find_row", "parse_table", "read_table"],
        "sources": [
            "ABOUT",
            "SOURCES",
            "Source",
            "TRUST",
            "export_csl",
            "own_fields",
            "read_sources",
            "root_source",
            "source_places",
            "witnesses",
        ],
        "tables": ["Evidence"],
    },
)
