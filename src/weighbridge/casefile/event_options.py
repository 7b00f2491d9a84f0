"""The candidate days of an event as options of the case: what is looked up by the event is looked up for each.

``where: {month: departure.month}`` becomes the month of the preferred candidate, and every other candidate becomes an
option of the alternative ``departure`` which sets its own month. All else that alternatives can do follows from that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from ..base import suggestion
from ..text import PARTS, Candidate, Event
from .located_yaml import Document


def with_event_options(document: Document) -> Document:
    """The tree with every event laid out as an alternative; changes ``document`` in place and gives it back.

    An event that is misshapen is left alone: the reader reports what is wrong with it.
    """
    events = document.data.get("events")
    for name, entry in events.items() if isinstance(events, dict) else ():
        try:
            event = Event.model_validate(entry)
        except ValidationError:
            continue
        _lay_out(document, name, event)
    return document


def _lay_out(document: Document, name: str, event: Event) -> None:
    lookups = list(_lookups(document, name))
    preferred = event.candidates[event.preferred]
    for evidence, column, part in lookups:
        _where_of(document.data["evidence"][evidence])[column] = preferred.part(part)
    options = {event.preferred: _option(preferred, {})}
    for candidate, content in event.candidates.items():
        if candidate != event.preferred:
            looked_up = {f"{evidence}.{column}": content.part(part) for evidence, column, part in lookups}
            options[candidate] = _option(content, {**looked_up, **content.set})
    if not lookups and not any(candidate.set for candidate in event.candidates.values()):
        return  # dated for the reader only: nothing depends on it
    alternatives = document.data.setdefault("alternatives", {})
    if not isinstance(alternatives, dict):
        return
    if name in alternatives:
        remedy = "choose another name"
        document.report(("events", name), f"there is already an alternative `{name}`", remedy)
        return
    alternatives[name] = {"question": event.question, "options": options}
    _place(document, name, event)


def _option(candidate: Candidate, sets: dict[str, Any]) -> dict[str, Any]:
    said = {"reason": candidate.reason, "sources": list(candidate.sources), "set": sets}
    return {**said, "ruled_out": candidate.ruled_out} if candidate.ruled_out else said


def _place(document: Document, name: str, event: Event) -> None:
    """A problem of the alternative is reported at the line of the candidate."""
    document.places[("alternatives", name)] = document.place(("events", name))
    for candidate in event.candidates:
        place = document.place(("events", name, "candidates", candidate))
        document.places[("alternatives", name, "options", candidate)] = place


def _lookups(document: Document, name: str) -> Iterator[tuple[str, str, str]]:
    """Each evidence, column and part of the date that is looked up by the event."""
    evidence = document.data.get("evidence")
    for key, entry in evidence.items() if isinstance(evidence, dict) else ():
        where = _where_of(entry)
        for column, value in where.items() if isinstance(where, dict) else ():
            if where is entry and column != "date":
                continue
            event, dot, part = str(value).partition(".")
            if event != name or not dot:
                continue
            if part in PARTS:
                yield key, column, part
            else:
                path = ("evidence", key, column) if where is entry else ("evidence", key, "where", column)
                document.report(path, f"an event has no `{part}`", suggestion(part, PARTS))


def _where_of(entry: Any) -> Any:
    """What a piece of evidence is looked up by: its ``where``, or itself where it is of the library, by its date."""
    if not isinstance(entry, Mapping):
        return None
    return entry if "library" in entry else entry.get("where")
