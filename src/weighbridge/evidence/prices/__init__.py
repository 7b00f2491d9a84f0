"""Newer metal prices, from a file that a publisher offers for download to a table that says where each price is from.

fred             a CSV from the database FRED; also whichever kind of file it is
price_file       what a file says: prices by metal and month; which numbers are prices
update           what a file would change, and table, sources and record after it
update_log       the record of where the table comes from, update by update
world_bank       the World Bank's monthly workbook, of any vintage
xlsx             a workbook looked at before it is opened, so that a wrong one is refused
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "fred": ["read_price_file"],
        "price_file": ["METALS", "PriceFile", "Publisher", "price_fault"],
        "update": [
            "Plan",
            "TABLE",
            "is_another",
            "lines",
            "new_provenance",
            "new_source",
            "new_sources",
            "new_table",
            "plan",
            "unfinished",
        ],
        "update_log": ["SUFFIX", "read_provenance"],
    },
)
