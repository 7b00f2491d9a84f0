"""The sources that a case uses, as inputs: what the list of sources records of each.

A figure stands on its source, and how far that is to be trusted, whom it repeats, where and when it was read and under
which terms it may be used is said in the list alone. So what the list says is on record like a figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..casefile import CaseText
from ..evidence import Holdings, Source, own_fields, source_places
from .statements import InputKind, RecordedInput, digest

PREFIX = "source "
NOT_READ = "not read"


def source_inputs(text: CaseText, inputs: Iterable[RecordedInput], holdings: Holdings) -> Iterator[RecordedInput]:
    """The sources that inputs name, that of the article, and those that these repeat: an input each."""
    known, places = holdings.sources, source_places(holdings.folders)
    wanted = [key for one in inputs for key in one.sources] + [text.article.source or ""]
    used: dict[str, Source] = {}
    while wanted:
        key = wanted.pop()
        if key in known and key not in used:
            used[key] = known[key]
            wanted.append(known[key].origin or "")
    for key in sorted(used):
        yield RecordedInput(
            name=f"{PREFIX}{key}", kind=InputKind.SOURCE, value=_value(used[key]), place=places.get(key, "")
        )


def _value(source: Source) -> str:
    """The trust mark, the day of reading, and a digest of all that is recorded but for notes."""
    return f"{source.trust}, {source.accessed or NOT_READ}, {digest(_recorded(source.item))}"


def _recorded(item: Mapping[str, Any]) -> str:
    """Everything that a list says of a source, but for notes, whatever the order of its keys."""
    own = {key: value for key, value in own_fields(item).items() if key != "note"}
    rest = {key: value for key, value in item.items() if key not in ("note", "custom")}
    return json.dumps([rest, own], ensure_ascii=True, sort_keys=True)
