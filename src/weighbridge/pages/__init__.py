"""Results as files: a page that stands by itself, and tables and JSON beside it.

files          a folder of results: JSON, a page, tables
result_page    the page of a result, from ``templates/``: all that it says, and how to cite the kit
check_rows     a check as the page shows it: answer, strip, folded working
strips         both sides of a check on one scale, as places for a template to draw
source_list    the sources as the page lists them
languages      the article's numbers in other texts; what languages are called and in which direction they are written
panel          what a page takes in so that its reader can try other numbers
word_notes     the words that have a note at the foot of a page
pictures       charts as the page takes them and shows them
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "check_rows": ["CheckRow", "Ways"],
        "files": ["page_file", "result_files", "result_tables", "write_results"],
        "panel": ["PanelSection", "has_panel"],
        "pictures": ["Picture"],
        "result_page": ["page_values"],
        "source_list": ["OriginEntry", "SourceEntry"],
        "strips": ["Ends", "Extent", "NARROWEST", "Strip", "moving_strip", "strip_image", "strip_svg", "strips"],
    },
)
