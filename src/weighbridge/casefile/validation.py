"""Entries read by the schema; every key and value that it refuses becomes a problem with its line."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..base import RemediedError, Strict, guide, suggestion
from ..text import MOST_WORDS, word_count
from .examples import example, full_form
from .located_yaml import Document, Keys
from .schema import HEAD, SECTIONS, Part
from .taken_over import TakenOver
from .titles import EXPECTED_PARTS, REQUIRED

MOST_ENTRIES = 300
# By the type of pydantic's error: what was expected instead, and the remedy.
EXPECTED = {
    "string_pattern_mismatch": ("", "expected 64 hexadecimal digits, the SHA-256 of the text"),
}
MAPPINGS = ("dict_type", "model_type")


_THOUSANDS = re.compile(r"\d{3}(\D|$)")  # what stands behind a comma that YAML took for the end of a value
IN_QUOTES = 'within `{}` a comma ends a value: write the number in quotes, as in `value: "50,000 kg"`'


def read_shape(
    document: Document, taken: TakenOver | None = None
) -> tuple[dict[str, dict[str, Strict]], dict[str, Any]]:
    """The entries of each section and the head (title, article, summary); problems are added to ``document``.

    Args:
        taken: what was read before, which is not read again where the same is written.
    """
    if taken is not None:
        return {section: _section(document, section, taken) for section in SECTIONS}, dict(taken.earlier.head)
    data, known = document.data, [*HEAD, *SECTIONS]
    for key in [key for key in data if key not in known]:
        document.report((key,), f"unknown key `{key}`", suggestion(key, known))
    for key in REQUIRED:
        if not data.get(key):
            place = (key,) if key in data else ()
            document.report(place, f"`{key}` is missing", EXPECTED_PARTS)
    for key in ("title", "summary"):
        if not isinstance(data.get(key), str | None):
            document.report((key,), f"`{key}` is {_shorten(data[key])}, expected text", "write one value")
    head: dict[str, Any] = {key: data.get(key) for key in ("title", "summary")}
    head["not_known"] = _not_known(document, data.get("not_known"))
    head["article"] = (
        read_entry(document, ("article",), HEAD["article"], data["article"]) if data.get("article") else None
    )
    return {section: _section(document, section) for section in SECTIONS}, head


def _not_known(document: Document, given: Any) -> list[str]:
    """What nobody knows, a sentence each, that a reader should be able to take in at once."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        found = f"`not_known` is {_shorten(given)}, expected a list of sentences"
        document.report(("not_known",), found, "write `- a sentence` lines below it, in quotes where one has a colon")
        return []
    for place, one in enumerate(given):
        if word_count(one) > MOST_WORDS:
            found = f"a sentence of `not_known` has {word_count(one)} words, at most {MOST_WORDS}"
            document.report(("not_known", str(place)), found, "make two of it")
    return given


def has_unreadable_sections(document: Document) -> bool:
    """Whether a section is misspelt, or no mapping: then nothing can be said about names that aren't found."""
    data = document.data
    return any(key not in (*HEAD, *SECTIONS) for key in data) or any(
        not isinstance(data.get(section), Mapping | None) for section in SECTIONS
    )


def _section(document: Document, section: str, taken: TakenOver | None = None) -> dict[str, Strict]:
    entries = document.data.get(section)
    if entries is None:
        return {}
    if not isinstance(entries, Mapping):
        document.report((section,), f"`{section}` is not a mapping of names", "write `name: {...}` below it")
        return {}
    if len(entries) > MOST_ENTRIES:
        document.report((section,), f"`{section}` has {len(entries)} entries, at most {MOST_ENTRIES}", "split the case")
        return {}
    shape, read = SECTIONS[section], {}
    for name, entry in entries.items():
        if name in shape.model_fields and not isinstance(entry, Mapping):
            remedy = "begin the line further in, below the name of what it belongs to"
            document.report((section, name), f"`{name}` stands where a name of `{section}` is expected", remedy)
        else:
            known = taken.entry(section, name, entry) if taken is not None else None
            read[name] = known or read_entry(document, (section, name), shape, entry)
    return {name: entry for name, entry in read.items() if entry is not None}


def read_entry(document: Document, path: Keys, shape: type[Strict], entry: Any) -> Strict | None:
    """One entry in its shape; None where it doesn't fit, and every misfit is added to ``document`` with its line.

    Args:
        document: the file, to which misfits are added.
        path: the keys under which the entry stands.
        shape: the model that it must fit.
        entry: what stands there.
    """
    try:
        return shape.model_validate(entry)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            document.report(*_explain(path, shape, details))
        return None


def _explain(path: Keys, shape: type[Strict], details: ErrorDetails) -> tuple[Keys, str, str]:
    """A problem's path, message and remedy from pydantic's type and context of it."""
    inner = tuple(str(key) for key in details["loc"])
    full, key = path + inner, (path + inner)[-1]
    where = f" in `{'.'.join(full[1:-1])}`" if len(full) > 2 else ""
    context, found = details.get("ctx", {}), f"`{key}` is {_shorten(details['input'])}{where}"
    match details["type"]:
        case "extra_forbidden":
            known = _keys(shape, inner[:-1])
            remedy = suggestion(key, known)
            if _THOUSANDS.match(key):
                remedy = IN_QUOTES
            elif not key.isidentifier() and all(one.isidentifier() for one in known):
                remedy = "if it belongs to the text before it, put that whole text in quotes"
            return full, f"unknown key `{key}`{where}", remedy
        case "missing":
            return full[:-1], f"`{key}` is missing{where}", _to_add(key, _at(shape, inner))
        case "value_error" if isinstance(error := context["error"], RemediedError):
            full = (*full, *error.at)
            return full, f"`{'.'.join(full[1:] or full)}`: {error.message}", error.remedy
        case "value_error":  # one of our own, from a validator of the shape
            error, within = context["error"], f" in `{'.'.join(full[1:])}`" if len(full) > 1 else ""
            return full, f"{error}{within}", getattr(error, "remedy", "")
        case "literal_error" | "enum":
            *most, last = (f"`{choice}`" for choice in _choices(_at(shape, inner)))
            return full, found, f"expected {', '.join(most)} or {last}"
        case "too_short":
            remedy = f"it needs at least {context['min_length']}"
            return full, f"`{key}` has {context['actual_length']} entries{where}", remedy
        case "too_long":
            remedy = f"it can have at most {context['max_length']}"
            return full, f"`{key}` has {context['actual_length']} entries{where}", remedy
        case "string_type":
            return full, f"{found}, expected text", _as_text(key, details["input"])
        case "list_type":
            return full, f"{found}, expected a list", _as_list(key, details["input"])
        case kind if kind in MAPPINGS:
            return full, f"{found}, expected a mapping", _as_mapping(key, _at(shape, inner), details["input"])
        case kind if kind in EXPECTED:
            expected, remedy = EXPECTED[kind]
            return full, found + expected, remedy
    return full, f"{found}, which cannot be used", f"see the shape of a case in {guide('cases.md')}"


def _to_add(key: str, annotation: Any) -> str:
    """The remedy for a key that is missing: an example, or the words of which one has to stand there."""
    choices = [f"`{key}: {choice}`" for choice in _choices(annotation)] if _is_choice(annotation) else []
    return f"add {' or '.join([', '.join(choices[:-1]), choices[-1]])}" if choices else f"add `{example(key)}`"


def _as_text(key: str, value: Any) -> str:
    if isinstance(value, Mapping | list):
        return f"write one value, as in `{example(key)}`"
    return f"write `{example(key)}`, or leave it out" if value is not None else f"write `{example(key)}`"


def _as_list(key: str, value: Any) -> str:
    if isinstance(value, str):
        return f"write `{key}: [{', '.join(re.split(r'[,;] *', value))}]`"
    return f"write `{key}: [one, another]`"


def _as_mapping(key: str, annotation: Any, value: Any) -> str:
    """The remedy where names with values are expected and something else stands."""
    if isinstance(value, list) and key == "parts" and all(isinstance(part, str) for part in value):
        return f"write `parts: {{{', '.join(f'{part}: {{}}' for part in value)}}}`"
    if value is None and annotation is Part:
        return f"write `{key}: {{}}`"
    if isinstance(value, list):
        return "write `key: value` lines below it, without `- ` and without `[`"
    known = full_form(key, annotation, "..." if value is None else str(value)[:40])
    return f"write `{known}`" if known else "write `key: value` below it"


def _shorten(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"`{str(value)[:40]}`"


def _keys(shape: Any, path: Keys) -> list[str]:
    """The keys that a mapping at ``path`` below ``shape`` may have."""
    found = _at(shape, path)
    fields = found.model_fields if isinstance(found, type) and issubclass(found, Strict) else {}
    return [field.alias or name for name, field in fields.items()]


def _is_choice(annotation: Any) -> bool:
    """Whether one of a few words has to stand where an annotation lists them."""
    is_enum = isinstance(annotation, type) and issubclass(annotation, Enum)
    return is_enum or typing.get_origin(annotation) is typing.Literal


def _choices(annotation: Any) -> list[str]:
    """The words of which one has to stand where an annotation lists them."""
    return [str(choice) for choice in (annotation if isinstance(annotation, type) else typing.get_args(annotation))]


def _at(shape: Any, path: Keys) -> Any:
    """The annotation of what stands at ``path`` below ``shape``."""
    for key in path:
        shape = _below(shape, key)
    return shape


def _below(shape: Any, key: str) -> Any:
    if isinstance(shape, type) and issubclass(shape, Strict):
        field = shape.model_fields.get(key)
        return _plain(field.annotation) if field else None
    inner = typing.get_args(shape)
    return _plain(inner[-1]) if inner else None


def _plain(annotation: Any) -> Any:
    """An annotation without its ``| None``."""
    if isinstance(annotation, types.UnionType):
        return next(part for part in typing.get_args(annotation) if part is not type(None))
    return annotation
