"""A case file: read with the line of everything in it, checked, changed, and turned into a graph.

examples         what to type: an example of each key, and the full form of an entry
located_yaml     YAML in which every key and value keeps its line
yaml_errors      what is wrong with a text that is not YAML, and what to type instead
titles           the title of a case, read without the rest of it
plain_yaml       case files in plain YAML, known line by line without a parser
schema           the sections of a case file, and the keys that each may have
validation       entries read by the schema; every key and value that it refuses becomes a problem with its line
overrides        changes to a case, from ``--set``, ``with_`` or an option, made in a copy of what the file says
event_options    the candidate days of an event as options of the case
leaves           inputs of the graph: evidence and assumptions, and where each of their numbers comes from
claim_leaves     inputs of the graph: claims, under every width and every way to shorten them
builder          the graph as it is built: entries become nodes, each under the choice that defines it so
built_in_choices  the choices that every case has which something in it gives rise to
calendar_lengths  the lengths of months and years, where these meet days in a formula or a check
comparisons      comparisons of a stated quantity with the rows of tables, as a case asks for them
compared_rows    the rows that a comparison shows, and what is wrong with it in view of the whole case
correlations     correlations that a case declares, and what can be wrong with them
double_conversions  rates that a formula converts by a number, and a unit by itself once more
double_names     names that would mean two things
cross_checks     what shows only with the whole case in view: unknown names, circles, units that don't fit
losses           what each thing that may be done costs under each outcome of a check
names            what the things of a case are called for people
taken_over       what a changed case takes over of the case that it was changed from
reader           a whole case turned into its text and its graph, or into all its problems at once
article_words    how a file stands to the text that a case was written from, in words
quotations       a case against the text that it quotes
corrections      corrections of sources: what was found, what is used instead, and whether the reason still stands
derived_rows     figures of tables that were worked out, worked out again from the columns that they rest on
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "article_words": ["HOW", "article_sentence"],
        "compared_rows": ["ComparedRow", "compared_rows"],
        "comparisons": ["Mark", "TableComparison"],
        "corrections": ["CORRECTIONS", "Standing", "about", "corrections"],
        "derived_rows": ["derived_row_problems"],
        "event_options": ["with_event_options"],
        "located_yaml": ["Document", "parse_document", "read_document"],
        "losses": ["Loss"],
        "overrides": ["Change", "pairs_of", "typed_options", "with_changes"],
        "quotations": ["Located", "located_quotations"],
        "reader": ["CaseText", "read_anew", "read_case"],
        "taken_over": ["Earlier"],
        "titles": ["read_title"],
        "validation": ["read_entry"],
    },
)
