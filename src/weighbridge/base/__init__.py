"""What every room stands on: problems with place and remedy, files that are whole, where the data is, strict models.

budget           how much a search may look at, counted, and the record of how much it did
case_folders     the cases in a folder, and what stands in the place of one
clock            the day of the run
command_line     commands as they are shown to be copied: for any shell where that can be, else for one
completion       what completion lists of an object
csv_text         rows as a CSV file in which nothing is a formula to a spreadsheet
errors           what went wrong, where, and the remedy; the errors that carry it
exchange         two names exchanged in one step
files            files of a folder written whole, one run at a time
git              git, asked without a shell
json_text        JSON of which no key stands twice
linked_data      documents of JSON-LD as text
markup           templates filled in, with nothing of a case alive in them; addresses as links
on_demand        results made when they are asked for, and kept
optional         libraries that not every installation has: what needs one, and how it is installed
paths            where the tables, the sources and the cases are
project_files    the files of a project without its program
progress         how far a long run has come, for who follows it
regular          files that end and lie where they are named, and no devices, pipes or links out in their place
run_record       what made a result: version, day, commit, libraries
safe_text        text that can't hurt: nothing unseen, no cell that computes, addresses of the web, names of files,
                 words from right to left kept apart
several          several results in a row, a line each
strict           models that refuse unknown keys, lists that may be one key, results that say themselves
table_rows       the rows of a table of the kit, which anybody may edit
units_library    pint, loaded without what it would load for others
working_folder   a folder to work in, laid out with the files of the project
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "budget": ["Budget", "Looked", "Spent", "Thing", "kept_for_its_price", "paid_by", "pay"],
        "case_folders": ["CaseFolder", "case_folders"],
        "clock": ["day_of_run"],
        "command_line": ["ANYWHERE", "command_line", "one_shell"],
        "completion": ["Faced", "Offering"],
        "csv_text": ["csv_text"],
        "errors": [
            "CaseError",
            "Faults",
            "MOST_SHOWN",
            "Place",
            "Problem",
            "RemediedError",
            "WeighbridgeError",
            "line_of",
            "suggestion",
            "under",
            "weighable",
        ],
        "files": [
            "StoreError",
            "exclusive",
            "fill_folder",
            "make_folder",
            "put_file",
            "put_folder",
            "remove_folder",
            "temporary_folder",
            "tidy",
            "write_all",
        ],
        "git": ["GitError", "committed", "committed_files", "contents", "git", "work_tree"],
        "json_text": ["DoubledKeyError", "read_json"],
        "linked_data": ["linked_data"],
        "markup": ["Address", "address", "escaped", "rendered"],
        "on_demand": ["OnDemand"],
        "optional": ["MissingLibraryError", "install", "needs"],
        "paths": [
            "CASE_FILE",
            "REVIEWS",
            "case_names",
            "data_folder",
            "find_case",
            "folders_above",
            "guide",
            "named",
            "review_files",
            "shown",
        ],
        "progress": ["Work", "followed_by", "steps", "unfollowed"],
        "regular": ["LEADS_OUT", "lies_within", "own_file", "regular"],
        "run_record": ["RunRecord", "run_record"],
        "safe_text": [
            "ENDED",
            "ISOLATE",
            "csv_cell",
            "file_name",
            "isolated",
            "reads_from_right",
            "refused_by_windows",
            "shown_address",
            "visible",
            "visible_json",
            "web_address",
        ],
        "several": ["Several"],
        "strict": ["Listed", "Result", "Strict", "unsaid"],
        "table_rows": ["Cells", "TableError", "TableRow", "filled", "number", "one_of", "some_of", "table_rows"],
        "units_library": ["pint"],
        "working_folder": ["NOTEBOOKS", "lay_out"],
    },
)
