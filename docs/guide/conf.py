"""How the guide is built: README, the pages of docs/, the notebooks as they are saved, words, commands, the API.

The folder of sources is that of the project, so that links between pages are the same here and where a repository
shows them. `make docs` builds it; nothing is executed, and no page asks the network for anything.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

project = "Weighbridge"
copyright = "its authors, under the MIT licence"
root_doc = "docs/guide/index"
extensions = ["myst_nb", "sphinx.ext.autodoc", "guide_directives"]

include_patterns = [
    *("README.md", "SECURITY.md", "NOTICES.md", "CHANGES.md", "docs/*.md", "docs/guide/*.md", "notebooks/*.ipynb"),
    *("data/README.md", "data/library/README.md", "src/weighbridge/quantities/languages/README.md"),
]
exclude_patterns = [".venv", ".git", "build", "tests", "licences"]
# What a chart plots is saved beside it as a table, which a page has no way to show.
suppress_warnings = ["mystnb.unknown_mime_type", "toc.not_readable"]

# Pages.
myst_heading_anchors = 4
myst_links_external_new_tab = False
nb_execution_mode = "off"
nb_render_image_options = {"class": "chart"}
nb_ipywidgets_js = {}  # what is saved holds no live widgets, and a page loads nothing from elsewhere
nb_merge_streams = True

# The API.
default_role = "code"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_class_signature = "mixed"
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(collections|matplotlib|numpy|pandas|pathlib)\..*")]  # described elsewhere
nitpick_ignore = [("py:class", "weighbridge.charts.style.Sheet")]  # what a chart draws on, which nobody else makes

html_theme = "sphinx_book_theme"
html_title = "Weighbridge"
html_static_path = ["static"]
html_css_files = ["guide.css"]
html_copy_source = False
html_show_sourcelink = False
smartquotes = False  # what is typed at a prompt has its dashes
html_show_copyright = False
html_last_updated_fmt = None
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_issues_button": False,
    "show_toc_level": 2,
    "show_navbar_depth": 1,
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
