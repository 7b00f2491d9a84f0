"""evidence/prices.

fred             Prices as the database FRED gives them: a text file with commas, under any of the headers it ha
price_file       Monthly prices as a publisher's file gives them, before they are compared with a table.
update           Newer prices for the table of metal prices: what a file would change; table, sources and proven
update_log       The record of where a table comes from: each update of it, in words of W3C PROV, as JSON beside
world_bank       The World Bank's monthly workbook of commodity prices (“The Pink Sheet”), in any of its vintage
xlsx             A workbook (.xlsx) that somebody downloaded: looked at before it is opened, so that a wrong one
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "fred": ["read_price_file"],
        "price_file": ["METALS", "PriceFile", "price_fault"],
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
