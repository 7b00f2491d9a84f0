"""Newer metal prices, from a file that a publisher offers for download to a table that says where each price is from.

acceptance       doubtful prices that are named one by one, so that they are taken over
csv_table        a CSV as rows of cells; a row that fits its header in two ways is refused
fred             a CSV of FRED, or one whose user states metal and unit; also whichever kind of file it is
frequency        how often a file has a price, and by which day it dates them
month_ends       whether prices dated at the ends of months are averages
other_files      files of other publishers, by their shape
plausibility     whether a price may stand beside those of the table
preview          what an update would do, in lines
price_cells      decimal signs, groups of digits, several values in a cell
price_file       what a file says: prices by metal and month; which numbers are prices
price_unit       units that are a price of a mass in USD
revision_limits  by how much prices of a month differ between files, by publisher and metal
series_names     names that stand for a price level, and names that never do
update           what a file would change, and table, sources and record after it
update_log       the record of where the table comes from, update by update
world_bank       the World Bank's monthly workbook, of any vintage
xlsx             a workbook looked at before it is opened, so that a wrong one is refused
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "acceptance": ["accepted_prices", "refuse_unaccepted"],
        "fred": ["read_price_file"],
        "preview": ["described", "lines", "terms_of", "warned"],
        "price_file": ["METALS", "PriceFile", "price_fault"],
        "update": [
            "Plan",
            "TABLE",
            "is_another",
            "new_provenance",
            "new_source",
            "new_sources",
            "new_table",
            "plan",
            "unfinished",
        ],
        "update_log": ["SUFFIX", "read_provenance"],
        "world_bank": ["Wanted", "read_pink_sheet"],
    },
)
