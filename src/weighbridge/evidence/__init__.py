"""evidence.

data_package     The codebook of the evidence: ``datapackage.json`` (Data Package, version 2), and the page rend
library          Where the tables, the sources and the cases are: the shared ones in ``data/``, and a case's own
sources          Documents that can be cited, in CSL-JSON (what Zotero exports), with how far each is to be trus
tables           What is known: a figure from a row of a table, or one cited in the case; never without source,
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "codebook": ["PAGE", "render"],
        "data_package": ["read_package"],
        "library": ["Shelf"],
        "sources": ["Source", "TRUST", "export_csl", "read_sources", "root_source"],
        "tables": ["Evidence", "EvidenceError", "Row", "find_row", "parse_table", "read_table"],
    },
)
