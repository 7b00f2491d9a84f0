"""verdict.

by_candidate     What follows from each candidate day of an event: the findings side by side, each candidate run
combinations     Runs checks under every fair choice, and makes findings of the answers.
results          What an answer holds: findings, the results of checks, verdicts; and their JSON form.
rule             From the outcomes of checks to a verdict, for a claim and for the article. The rule is told ste
specifications   Tables of what is judged of all numbers together, as rows of text.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["by_candidate", "rule", "specifications"],
    submod_attrs={
        "by_candidate": ["EventResult", "compare"],
        "combinations": ["Weigher"],
        "results": ["CheckResult", "Combination", "Rule", "Verdict"],
        "rule": ["weigh"],
    },
)
