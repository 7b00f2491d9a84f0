"""The article's numbers in other texts, and what their languages are called and how they are written (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..text import Claim

NAMES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "bn": "Bengali",
    "ckb": "Central Kurdish",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "ku": "Kurdish",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
SCRIPTS_TO_LEFT = {"arab", "aran", "hebr", "mand", "nkoo", "syrc", "thaa"}

UNKNOWN = "und"  # the tag of a language that is not determined
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def language_tag(tag: str) -> str:
    """The tag if it is formed as one, for an attribute of a page; ``und`` for anything else.

    >>> language_tag("ar-SY"), language_tag("Arabic or so")
    ('ar-SY', 'und')
    """
    return tag if _TAG.fullmatch(tag) else UNKNOWN


def language_name(tag: str) -> str:
    """The English name of a language, or its tag where the name is not known here.

    >>> language_name("ar"), language_name("pt-BR"), language_name("tlh")
    ('Arabic', 'Portuguese', 'tlh')
    """
    return NAMES.get(_parts(tag)[0], tag)


def direction(tag: str) -> str:
    """``rtl`` or ``ltr``: by the script that a tag names, else by that in which the language is usually written.

    >>> direction("ar"), direction("en-GB"), direction("az-Arab"), direction("ar-Latn")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    language, *rest = _parts(tag)
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    to_left = script in SCRIPTS_TO_LEFT if script else language in RIGHT_TO_LEFT
    return "rtl" if to_left else "ltr"


def _parts(tag: str) -> list[str]:
    return tag.strip().lower().replace("_", "-").split("-")


@dataclass(frozen=True)
class Version:
    """The words of one number in another text, perhaps of another language."""

    claim: str
    source: str
    tag: str
    words: str
    meaning: str

    @property
    def lang(self) -> str:
        """The tag of its language, for an attribute of a page."""
        return language_tag(self.tag)

    @property
    def language(self) -> str:
        """The name of its language."""
        return language_name(self.tag)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.tag)


def versions(claims: Mapping[str, Claim]) -> dict[tuple[str, str], list[Version]]:
    """The same numbers in other texts, by the source and the language of each."""
    found: dict[tuple[str, str], list[Version]] = {}
    for name, claim in claims.items():
        for other in claim.elsewhere:
            version = Version(name, other.source, other.language, other.exact, other.meaning)
            found.setdefault((other.source, other.language), []).append(version)
    return found
