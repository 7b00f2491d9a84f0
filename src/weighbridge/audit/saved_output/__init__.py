"""What was saved against what is there today: texts, pictures, the outputs of notebooks.

moved_words  which words differ between two texts, and the first line that does
moved_cells  which plotted figures differ between two tables
notebook     saved notebooks: their cells, outputs, and the cases that they name
outputs      what moved between the saved outputs of a cell and those of today
pixels       two pictures compared point by point
replays      notebooks executed in fresh kernels, each once
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "moved_words": ["first_difference", "moved_words"],
        "notebook": ["Cell", "NotebookError", "SavedNotebook", "saved_notebooks"],
        "outputs": ["moved", "text_of"],
        "pixels": ["differing"],
        "replays": ["Replay", "ReplayError", "Replays"],
    },
)
