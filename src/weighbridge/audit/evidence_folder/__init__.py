"""What is found in a folder of tables and sources, item by item, for any question that looks at one.

folder       each table's rows, what was worked out in them, the list of sources, the records beside them
provenance   the records of where tables come from against the tables
source_list  a list of sources: what each lacks, and which are named nowhere
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "folder": ["folder_items"],
        "provenance": ["records", "shared_files"],
        "source_list": ["SOURCES", "source_items", "unused_items"],
    },
)
