"""casefile.

builder          The graph while it is being put together: entries become nodes, each under the choice that defi
corrections      A correction as a record: what a source says, what was done about it and why, and how one sees
correlations     Correlations that a case declares: the inputs they tie, and what can be wrong with them.
cross_checks     What can only be seen with the whole case in view: unknown names, circles, units that don't fit
event_options    An event's candidates as a choice of the case: each evidence looked up by the event is looked u
leaves           The leaves of claims and evidence: figures looked up, units converted, origins kept.
located_yaml     YAML in which everything keeps its line, so that each problem can name one.
overrides        A change laid over a case: ``name=value`` or ``name.parameter=value``. The file stays as it is.
quotations       A case held against the text that it quotes: the hash, and quotations that do not stand there o
reader           From the text of a case to its graph. Every problem is told at once; nothing is drawn before al
schema           The shape of a case file: its sections, their keys, and nothing else.
validation       Reads a tree against the shape of a case; every key and value that doesn't fit becomes a proble
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "corrections": ["Standing", "about", "corrections"],
        "event_options": ["with_event_options"],
        "located_yaml": ["Document", "read_document"],
        "overrides": ["Change", "with_changes"],
        "quotations": ["quotation_problems"],
        "reader": ["CaseText", "read_case"],
    },
)
